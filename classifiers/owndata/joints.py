"""What stands between the words of a term without belonging to it: marks of quoted lines and comments, markup, signs.

Two ways: ``loose`` judges the gap between two words where a term may stand; ``smoothed`` takes away what would change
the words themselves, the letters of tags and hyphens at the ends of lines.
"""

import re
import string
from collections.abc import Iterator

# What a line of a quoted mail or of a comment begins with. Nothing is tried twice: such marks stand in long rows.
_MARKS = r"(?:[ \t]*+(?:>|//++|/?\*++|\#++|--++|[%;|!]++))*+"
_QUOTED_LINE = re.compile(rf"\r?\n{_MARKS}")
# Emphasis and quotation marks; beside white space, as x**y and 'a''b' are something else.
_DRESS = "*_~`\"'“”„‟‘’‚«»‹›「」『』" + string.whitespace + "\u00a0\u202f\u3000"
_JOINT = re.compile(r"[.+/\\:]")

_TAGS = (
    r"(?:</?(?:b|i|u|s|a|em|strong|span|mark|code|small|big|font|sub|sup|tt|kbd|del|ins|abbr|wbr|br)"
    r"(?:\s[^<>]{0,200})?/?>)+"
)
_LETTERLESS = re.compile(
    rf"(?P<hyphen>(?<=[^\W\d_])[-\u00ad\u2010]\r?\n{_MARKS}[ \t]*(?=[^\W\d_]))|{_TAGS}", re.IGNORECASE
)
_VANISHING = "\u200b"


def loose(gap: str) -> str:
    """The gap between two words as a space, where it is one to a reader; else as it is."""
    dressed = not gap.strip(_DRESS) and any(map(str.isspace, gap))
    apart = dressed or _JOINT.fullmatch(gap) or _QUOTED_LINE.fullmatch(gap.strip(" \t"))
    return " " if apart else gap


def smoothed(text: str) -> Iterator[str]:
    """The text without tags inside lines and hyphens at their ends, as long as before; nothing where there are none."""
    if "-\n" in text or "-\r\n" in text or "\u2010\n" in text or "</" in text or "<br" in text:
        smooth = _LETTERLESS.sub(_taken_away, text)
        if smooth != text:
            yield smooth


def _taken_away(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    around = text[start - 1 : start], text[end : end + 1]
    if found["hyphen"]:
        inside = around[1].islower()
    else:
        inside = around[0].isalnum() and around[1].isalnum() and "<br" not in found[0].lower()
    if found["hyphen"] and not inside:
        return found[0]
    return (_VANISHING if inside else " ") * (end - start)
