"""Titles that only people have, and the name behind them."""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME
from classifiers.names.phrase import Phrase

_TITLED = words(
    "mr mrs ms miss dr prof professor herr herrn hr frau mme mlle monsieur madame me maître señor señora señorita sr sra sig signor signora "
    "meneer mevrouw mevr dhr mw dottoressa dottor dott doutor doutora senhor senhora dra eng engª avv avvocato geom rag arch ing rev "
    "reverend pastor cllr councillor sgt sergeant pc dc insp inspector capt captain imam rabbi sister nurse coach uncle aunt auntie onkel tante "
    "zio zia tío tía oom dona seu d mgr inż don doña donna oncle eheleute ehepaar familie familia famiglia famille fam pani pan panie panem"
)
_A_TITLE = (
    r"(?<![\w.])(?:(?:Mrs?|Ms|Dr|Prof|Mme|Mlle|Sra?|Dra|Sig|Sig\.ra|Mevr|Dhr|dhr|mevr|Mw|mw|Dott|Dott\.ssa|Hr|Eng|Avv|Geom|Rag|Arch|Ing|Rev|Cllr|Sgt|Insp|Capt|[Ff]am)\.? |"
    r"(?:Miss|Professor|Herrn?|Frau|Monsieur|Madame|Me|Maître|[Ss]eñora|[Ss]eñor|[Ss]eñorita|[Ss]ignora|[Ss]ignor|[Mm]eneer|[Mm]evrouw|[Dd]ottoressa|[Dd]ottor|"
    r"[Ss]enhora|[Ss]enhor|Engª|Avvocato|Reverend|Pastor|Councillor|Sergeant|PC|DC|Inspector|Captain|Imam|Rabbi|Sister|Nurse|Coach|Uncle|Aunt(?:ie)?|"
    r"Onkel|Tante|[Zz]i[oa]|[Tt]í[oa]|Don|Doña|Donna|[Oo]ncle|Eheleute|Ehepaar|Oom|[Dd]oña|Seu|[Dd]ona|"
    r"D\.ª?|dr|mgr|inż\.|Familie|[Ff]amilia|[Ff]amiglia|[Ff]amille|[Pp]ani?|Panie|Panem) )"
)
_NAMED = rf"(?P<name>{NAME})(?! (?:Straße|Street|Road|Avenue|[Aa]wards?)\b)"
# Small words that begin a surname behind a title or an initial; "der" and "in" alone begin other things, too.
_PARTICLES = (
    r"(?:(?:van|von)(?: (?:de[rn]?|het|['’]t|und zu|der))?|vom|zu[rm]?|op (?:de[nr]?|het|['’]t)|in (?:de[nr]|het|['’]t)|uit (?:de[nr]?|het|['’]t)|aan de[nr]?|bij de|te[nr]?|"
    r"de(?: (?:la|las|los|l['’]))?|du|des|della|dell['’]|degli|del|di|da|do[s]?)"
)
_SHOUTED = r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŞĞİ]{3,20}"
_SHOUTED_SMALL = r"DE|DEL|DE L[AO]S?|D[OA]S?|DI|DELLA|LE|LA|VAN|VAN DE[NR]?|VON|VON DER|TEN|TER|BIN|AL"
_BEGUN = words(
    "van von vom zu zur zum op in uit aan bij te ten ter de du des della dell degli del di da do dos"
)
_HONOURED = words(
    "mr mrs ms dr prof mme mlle sr sra dra sig mevr dhr mw dott hr fr frau herr herrn madame monsieur mevrouw meneer "
    "señor señora signor signora senhor senhora gräfin graf freifrau freiherr freiin baronin baron barones jonkheer "
    "fürstin fürst altgräfin altgraf"
)

PHRASES = (
    # A title and a small word of the surname: "Frau zur Lippe", "Gräfin von Hohenfels", "mevrouw op den Camp".
    Phrase(
        _HONOURED,
        compiled(
            r"(?<![\w.])(?:(?i:(?:Mrs?|Ms|Dr|Prof|Mme|Mlle|Sra?|Dra|Sig|Mevr|Dhr|Mw|Dott|Hr|Fr)\.?|Frau|Herrn?|Madame|Monsieur|Mevrouw|Meneer|Señora?|Signora?|Senhora?)|"
            rf"(?:Alt)?(?:Gräfin|Graf|Freifrau|Freiherr|Freiin|Baronin|[Bb]aron|barones|jonkheer|Fürstin|Fürst)) (?!der |zu (?:Haus|(?:Unr|R)echt|Fuß|Gast|Besuch|Wort|Beginn|Ende|Tisch|Weihnachten|Ostern)|von (?:Welt|Format|Stand|Rang))(?P<name>{_PARTICLES} (?:d['’])?{NAME})"
        ),
        True,
        holds=(*(f" {one} " for one in sorted(_BEGUN - {"dell"})), " dell'", " dell’"),
        ahead=10,
        titles=True,
    ),
    # Initials and such a word: "J. in 't Veld", "B. op den Camp".
    Phrase(
        _BEGUN,
        compiled(rf"(?<![\w.])(?P<name>(?:[A-Z]\. ?){{1,4}}{_PARTICLES} {NAME})"),
        True,
        holds=tuple(f". {one} " for one in sorted(_BEGUN - {"dell"})),
        ahead=12,
    ),
    # A title that only people have; "Ms" and "Dr" of brands are left to the list of brands.
    Phrase(_TITLED, compiled(_A_TITLE + _NAMED), True, among=True, titles=True),
    # One of an office, shortened as nobody else is called.
    Phrase(
        words(
            "hr avv geom rag dott dhr mevr mw eng engª cllr insp sgt mme mlle me kier dyr księg prok adw asp sierż kpt lek ks mec amm segr resp llo brig lic sgto arq adv wethouder"
        ),
        compiled(
            r"(?<![\w.])(?:(?:Hr|Avv|Geom|Rag|Dott|Dott\.ssa|Dhr|dhr|Mevr|mevr|Mw|mw|Eng|Cllr|Insp|Sgt|[Kk]ier|[Dd]yr|[Kk]sięg|[Pp]rok|[Aa]dw|[Aa]sp|[Ss]ierż|[Kk]pt|[Ll]ek|[Kk]s|[Mm]ec|"
            r"[Ss]egr|[Rr]esp|[Bb]rig|[Ll]ic|[Ss]gto|[Aa]rq|[Aa]dv|avv|geom|rag|dott|dott\.ssa|insp|eng)\. |(?:Mme|Mlle|Engª|chez Me|Cllr|[Aa]mm\.re|[Mm]\.llo|wethouder|meester) )"
            + _NAMED
        ),
        True,
        titles=True,
    ),
    # The French one is an initial elsewhere; somebody's, too.
    Phrase(
        words("m"),
        compiled(
            rf"(?<![\w.])(?:principal )?M\. (?P<name>(?:de (?:la |l['’])?|du |d['’])?{NAME})(?! (?:Street|Road)\b)(?=[\s,;:.()]|$)"
        ),
        True,
        among=True,
    ),
    # As banks write whoever is paid: "MR J ADEYEMI-COLE".
    Phrase(
        words("mr mrs miss ms"),
        compiled(
            r"(?<![\w.])(?:(?:MRS?|MISS) |MS (?=[A-Z]\.? [A-Z]))(?P<name>(?:[A-Z]\.? ){0,3}[A-Z][A-Z'’]{2,20}(?:-[A-Z]{2,20})?)(?![A-Za-z])"
        ),
        True,
        titles=True,
    ),
    # As subjects of mails shout: "QUEJA DE LA SRA. CONSOLACIÓN BAQUEDANO".
    Phrase(
        words(
            "mr mrs miss ms dr frau herr herrn mme mlle madame monsieur m sr sra señor señora doña don d sig signor signora mevr mevrouw dhr "
            "meneer pan pani pana panu panem senhor senhora dona"
        ),
        compiled(
            r"(?<![\w.])(?:MRS?|MISS|MS|DR|FRAU|HERRN?|MME|MLLE|MADAME|MONSIEUR|M(?=\.)|SRA?|SEÑORA?|DOÑA|DON|D(?=\.)|SIG(?:\.R?N?A)?|SIGNORA?|MEVR|"
            rf"MEVROUW|DHR|MENEER|PAN[IAU]?|PANEM|SENHORA?|DONA)\.? (?P<shouted>{_SHOUTED}(?:(?: |-)(?:(?:{_SHOUTED_SMALL}) )?{_SHOUTED}){{0,3}})(?![^\W\d_])"
        ),
        True,
        titles=True,
    ),
    # A woman called María, shortened: "Mª del Pilar Osés".
    Phrase(
        words("mª"),
        compiled(rf"(?<![\w.])(?P<name>Mª (?:del |de (?:los |las |la )?)?{NAME})"),
        True,
    ),
    # Last names in capitals with initials, as in rosters: "SCOGNAMIGLIO M.R. 14-22"; and no firms: "BAYER A.G.".
    Phrase(
        frozenset("abcdefghijklmnopqrstuvwxyz"),
        compiled(
            rf"(?<![\w.])(?P<rostered>{_SHOUTED}(?:-{_SHOUTED})? (?!(?:A\. ?G|E\. ?V|E\. ?G|I\. ?E|[SNB]\. ?[AEVL]|S\. ?P\. ?A|Z\. ?O)\.)(?:[A-Z]\.(?: ?[A-Z]\.){{1,2}}|[A-Z]\.(?=[ \t]{{0,3}}(?:[\da-zà-ÿ,;|\n–-]|\Z))))"
        ),
        True,
        holds=tuple(f" {letter}." for letter in "abcdefghijklmnopqrstuvwxyz"),
        ahead=42,
        several=True,
    ),
    # As airlines write passengers: "LINDQVIST/ELSA MRS".
    Phrase(
        words("mr mrs ms miss mstr chd inf"),
        compiled(r"(?<![\w/])(?P<name>[A-Z]{2,20}/[A-Z]{2,20})(?= (?:MRS?|MS|MISS|MSTR|CHD|INF)(?!\w))"),
        True,
        titles=True,
    ),
)
