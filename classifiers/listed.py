"""Lists of values: what stands between one and the next, and between a label and the first."""

from classifiers.compiled import compiled

# What a line of a list begins with.
BULLET = r"(?:(?:[\-*•·]|\d{1,3}[.)])[ \t]{1,3})?"
# Of two, which is the older: "old 48291736, new 55029917".
AGE = (
    r"(?:(?:old|new|former|alt|alte|neu|neue|ancien|nouveau|ancienne|nouvelle|viejo|nuevo|antiguo|vecchio|nuovo|antigo|novo|"
    r"stary|nowy|oud|nieuw)\b:?[ \t])"
)
# From one value to the next: a mark, a word for "and", a line with its bullet.
NEXT = compiled(
    # In a column that is written by the numbers of its rows: `"0":"1234","1":"5678"`.
    r"(?:[\"']?,\s{0,40}[\"']\d{1,9}[\"']\s?:\s?|"
    r"[\"'`]?(?:[ \t]{0,2}[,;/&|][ \t]{0,2}(?:\r?\n[ \t>]{0,8})?"
    rf"{AGE}?"
    rf"|[ \t]{{0,2}}\r?\n[ \t>]{{0,8}}{BULLET}"
    r"|\s(?:and|und|et|y|e|i|en|og|och|oraz|or|oder|ou|o)\s))[\"'`]?",
)
