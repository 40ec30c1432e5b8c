"""Nobody's: what looks like an address of a network in a program and is everybody's, or a number."""

from classifiers.compiled import compiled
from classifiers.context.program import Program
from classifiers.detector import Hit

# Numbered sections and versions; addresses that every router and every container gives out; round ones.
_NOBODYS = compiled(
    r"(?:\d\.(?:\d|[1-5]\d)\.(?:\d|[1-5]\d)\.(?:\d|[1-5]\d)|192\.168\.(?:\d|[12]0|33|56|99|100|122|178)\.\d{1,3}|"
    r"10\.[068]\.0\.\d{1,3}|10(?:\.(?:\d|[1-9]0|100|200)){3}|172\.17\.0\.\d{1,3}|(?:10\.\d{1,3}|172\.\d\d|192\.168)\.\d{1,3}\.0(?=/\d\d))(?!\d)"
)
_STEP = compiled(r"(?:#|//|--) \Z")  # of a comment
PATTERNS = (_NOBODYS, _STEP)


def is_nobodys(program: Program, hit: Hit) -> bool:
    """Whether an address is everybody's, or the number of a step in a comment of its own: `// 19.2.3.1`, where the
    step above has one, too."""
    text = program.text
    found = _NOBODYS.match(text, hit.start, hit.end + 3)
    if found is not None and found.end() == hit.end:
        return True
    low, high = program.line(hit.start)
    sign = _STEP.search(text, low, hit.start)
    step = text[hit.start : hit.end].rpartition(".")[0]
    return hit.end == high and sign is not None and f"{sign[0]}{step}\n" in text
