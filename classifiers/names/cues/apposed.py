"""Words around a name that is set apart from what somebody is: whose the role is, where it ends, and roles."""

from classifiers.checks.words import words

# Who has somebody: articles and possessives.
WHOSE = words(
    "the our my his her their your unser unsere unserer mein meine sein seine ihr ihre der die notre mon ma son sa nos le "
    "la nuestro nuestra mi su el il lo nostro nostra mio mia suo sua onze mijn zijn haar de het o a nosso nossa meu minha "
    "nasz nasza moj moja jego jej"
)
END = frozenset(",;.)?!-\n") | words("and who qui chi que quien che die der und et y e en i")
# Trades that are verbs or last names, too, so that they say nothing right ahead of a name: "Cook Rigatoni".
TRADES = words(
    "cook porter guard groundsman groundskeeper hand helper cleaner packer picker loader smith tiler slater "
    "koch kochin putzfrau putzhilfe gartner gartnerin backer backerin metzger metzgerin schlosser tischler pfortner "
    "haushalterin reinigungskraft lagerist lageristin fensterputzer schreiner gardien jardinier jardiniere concierge boulanger plombier "
    "macon menuisier aide-soignant aide-soignante limpiadora limpiador jardinero jardinera conserje panadero albanil fontanero "
    "carpintero giardiniere giardiniera bidello bidella custode muratore idraulico falegname imbianchino fornaio portinaia "
    "kok kokkin schoonmaakster schoonmaker tuinman concierge bakker slager loodgieter timmerman kassier kassiere "
    "cozinheiro cozinheira porteira jardineiro jardineira padeiro pedreiro canalizador carpinteiro ama copeira "
    "sprzataczka sprzatacz ogrodnik kucharka piekarz murarz hydraulik stolarz portier wozny wozna ochroniarz "
    "kasjerka kasjer pomocnik"
)
# Roles that programs, devices and firms have, too.
OF_THINGS = words(
    "client driver editor host controller handler planner partner sponsor hire operator agent author principal chair twin "
    "captain designer pm qa pa sre dba supplier cliente klient kunde kunden klant"
)
