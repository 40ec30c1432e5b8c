"""A policy fault: what is wrong in a policy file, where, what would happen, and what to do."""


class PolicyFault(ValueError):
    """The policy author's fault.

    ``line`` and ``column`` count from 1; both are 0 where the whole file is meant. ``field`` is a path such
    as ``rules[2].action``. ``str()`` is one line for a terminal.
    """

    def __init__(
        self, file: str, line: int, column: int, field: str, wrong: str, effect: str = "", mend: str = ""
    ) -> None:
        super().__init__(file, line, column, field, wrong, effect, mend)  # so that it can be pickled
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.wrong = wrong
        self.effect = effect
        self.mend = mend

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}, column {self.column}" if self.line else self.file
        field = f"{self.field}: " if self.field else ""
        return " ".join(
            part
            for part in (f"{where}: {field}{self.wrong}.", _sentence(self.effect), _sentence(self.mend))
            if part
        )


def _sentence(text: str) -> str:
    return f"{text}." if text and not text.endswith((".", "?", "!")) else text


def quoted(value: object) -> str:
    """A value of a policy file for a message: in quotes, at most 40 characters."""
    text = str(value)
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
