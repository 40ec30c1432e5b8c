"""Which attributes of a text with tags say something that may be somebody's."""

import re

_SPEAKING_WORDS = (
    "alt title value content href src placeholder label summary aria-label action cite datetime "
    "srcset poster download"
)
_SPEAKING = frozenset(_SPEAKING_WORDS.split())
# Values that steer a program and can say nothing: words of a keyword, short numbers, shapes of drawings, namespaces.
_TRIVIAL = re.compile(
    r"\s*(?:[a-z][a-z-]{0,24}|[-+#]?[0-9a-fA-F.]{1,6}(?:px|pt|em|rem|%|cm|mm|in)?|#[0-9a-fA-F]{6,8}|"
    r"https?://(?:www\.w3\.org|schemas\.[a-z]{1,20}\.(?:com|org)|purl\.org|ogp\.me)/[\w./#-]{0,80})?\s*"
)
_DRAWING = frozenset({"d", "points", "transform", "viewBox", "viewbox"})
_DRAWN = re.compile(r"[\sMmLlHhVvCcSsQqTtAaZzEe0-9.,+()-]*+(?:[a-zA-Z]{1,10}\([\s0-9.,e+-]*+\)\s*+)*+")
_NAMING = frozenset({"class", "id", "for", "style", "rel", "lang", "role", "type"})
_NAMES = re.compile(r"[A-Za-z_][^@]{0,2000}")
_DIGITS = re.compile(r"[0-9]{6,}|[0-9]{2,}[ -][0-9]{2,}")


def says(name: str, value: str) -> bool:
    """Whether an attribute may hold more than how something looks or works."""
    if not value.strip() or name.startswith("xmlns"):
        return False
    if name.lower() in _SPEAKING:
        return True
    if _TRIVIAL.fullmatch(value):
        return False
    if name in _DRAWING:
        return not _DRAWN.fullmatch(value)
    if name.lower() in _NAMING or name.endswith("style-name"):
        return bool(_DIGITS.search(value) or not _NAMES.fullmatch(value) or "data:" in value)
    return True
