"""How long a user's own recognizers may take, for one pattern, for one text, and for all texts of a scan.

Rule 1: whoever does not get the time it asks for did not read the text: its text is unread, never clean.
Rule 2: a pattern that ran out of time once is not asked again in that scan, so that a long chat costs no more than a
short one and stays below the deadline of its request.
"""

PATTERN_SECONDS = 0.5
TEXT_SECONDS = 1.0
SCAN_SECONDS = 2.0


class Patience:
    """The time that is left for the recognizers of one scan, and for those of its present text."""

    def __init__(self) -> None:
        self._of_scan = SCAN_SECONDS
        self._of_text = TEXT_SECONDS
        self._out: set[object] = set()
        self.is_whole = True

    def begin(self) -> None:
        """Another text comes. ``is_whole`` says whether it gets as much time as it would by itself."""
        self._of_text = min(TEXT_SECONDS, self._of_scan)
        self.is_whole = not self._out and self._of_text == TEXT_SECONDS

    def seconds(self, pattern: object) -> float:
        """How long the pattern may take for the text; nothing if it is not to be asked."""
        return 0.0 if pattern in self._out else min(PATTERN_SECONDS, max(0.0, self._of_text))

    def spend(self, seconds: float) -> None:
        """Time that a pattern took."""
        self._of_text -= seconds
        self._of_scan -= seconds

    def ran_out(self, pattern: object) -> None:
        """The pattern did not come to the end of the text in its time."""
        self._out.add(pattern)
