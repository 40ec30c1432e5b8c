"""What ties a place to a person."""

import re

TIED = re.compile(
    r"\b(?:lives? (?:in|at)|living (?:in|at)|resid(?:es|ing|ent) (?:in|at|of)|moved (?:to|from)|address|home|based in|"
    r"wohnt in|wohnhaft(?: in)?|anschrift|adresse|wohnort|habite(?: à)?|demeurant(?: à)?|domicilié[e]? à|vive en|vecin[oa] de|domicilio|residente (?:in|a|en|em)|"
    r"abita a|indirizzo|woont in|wonende(?: te)?|adres|mora em|morada|mieszka w|zam\.|zamieszkał[ay]|ort|ville|ciudad|città|plaats|cidade|miasto|city|town)"
    r"\b[\s:=\"',;|]{0,6}$",
    re.IGNORECASE,
)
