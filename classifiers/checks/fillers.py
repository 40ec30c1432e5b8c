"""Values that their check digit refuses: which may be a slip of the finger, and which only fill a place."""

from classifiers.compiled import compiled

SLIPPED = 70.0  # the score of a value that stays although its check refuses it
_FEWEST = 6  # digits
_FOLLOWED = compiled(r"[^\W_]|[\-./,]\d|%")
_COUNTED = "01234567890123456789"


def is_slip(text: str, start: int, end: int) -> bool:
    """Whether the value at ``start`` to ``end`` is a whole number and no filler such as 1111 or 123456789."""
    digits = "".join(filter(str.isdecimal, text[start:end]))
    if len(digits) < _FEWEST or len(set(digits)) < 3 or digits in _COUNTED or digits[::-1] in _COUNTED:
        return False
    return _FOLLOWED.match(text, end) is None
