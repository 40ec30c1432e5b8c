"""Files whose examples have passed: what they hold is kept for the next start, read and checked.

Rule 1: it counts for the very same text and code only; anything else is read and tried again.
Rule 2: what an administrator wrote is not remembered: it is read, and its faults are told, at every start.
"""

from pydantic import BaseModel, ValidationError

from classifiers.digest import digest_of
from classifiers.kept import Kept, code_digest


class Tried[Data: BaseModel]:
    """The text of a file that holds ``shape``; without ``kept`` nothing of it is known."""

    def __init__(self, text: str, shape: type[Data], kept: Kept | None) -> None:
        self._kept = kept
        self._name = f"tried-{digest_of(code_digest(), text)}" if kept is not None else ""
        self.data: Data | None = None  # what the file holds, if its examples have passed
        if kept is not None and (body := kept.read(self._name)) is not None:
            try:
                self.data = shape.model_validate_json(body)
            except ValidationError:
                self.data = None

    def keep(self, data: Data) -> None:
        """Remember that all examples of the file have passed."""
        if self._kept is not None:
            self._kept.write(self._name, data.model_dump_json(exclude_unset=True).encode())
