"""What stands next to a place in a text, blanks left out; without a copy of all that stands there."""

_STEP = 16  # characters looked at first; then twice as many


def before(text: str, at: int, blanks: str | None = None) -> str:
    """The last character before a place that is none of ``blanks`` (white space); nothing where only those are."""
    step = _STEP
    while at > 0:
        if rest := text[max(0, at - step) : at].rstrip(blanks):
            return rest[-1]
        at, step = at - step, 2 * step
    return ""


def behind(text: str, at: int, blanks: str | None = None) -> str:
    """The first character from a place on that is none of ``blanks`` (white space); nothing where only those are."""
    step = _STEP
    while at < len(text):
        if rest := text[at : at + step].lstrip(blanks):
            return rest[0]
        at, step = at + step, 2 * step
    return ""


def line_around(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The line around a place, at most so many characters on either side."""
    low = text.rfind("\n", max(0, start - most), start)
    high = text.find("\n", end, end + most)
    return (
        low + 1 if low >= 0 else max(0, start - most),
        high if high >= 0 else min(len(text), end + most),
    )
