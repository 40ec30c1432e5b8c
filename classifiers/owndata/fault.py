"""A data fault: what is wrong in a file of own data, on which line, and what to do."""


class DataFault(ValueError):
    """The fault of who registers data. ``line`` counts from 1, 0 where the whole file is meant. It quotes no value."""

    def __init__(self, line: int, wrong: str, mend: str) -> None:
        super().__init__(line, wrong, mend)
        self.line = line
        self.wrong = wrong
        self.mend = mend

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.wrong}. {self.mend}."
