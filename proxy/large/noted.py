"""What is known of a large file from the looks at its windows; different values are counted, not kept."""

from collections import defaultdict
from collections.abc import Mapping

from proxy.large.tasks import MOST_VALUES, Counted, Seen, TooMany


class Values:
    """Keyed digests of different values, by rule and by class, as far as they need to be counted."""

    def __init__(self) -> None:
        self._rules: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._classes: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, counted: Counted, most: int) -> None:
        for rule, seen in counted.rules.items():
            if len(self._rules[rule]) < most:
                self._rules[rule] |= seen
        for name, seen in counted.classes.items():
            if len(self._classes[name]) < most:
                self._classes[name] |= seen

    @property
    def rules(self) -> Mapping[tuple[str, str], int]:
        return {rule: len(seen) for rule, seen in self._rules.items()}

    @property
    def classes(self) -> Mapping[str, int]:
        return {name: len(seen) for name, seen in self._classes.items()}


class Noted:
    """What is known of a file once all of its windows were looked at."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, int]] = []  # where the notes of each window lie
        self.naming: list[bool] = []  # whether each names a person
        self.alone, self.if_named = Values(), Values()
        self.reserved: set[str] = set()
        self.characters = self.fresh = 0
        self.millis = 0.0

    def add(self, seen: Seen, most: int) -> None:
        """Count what a look has found. Raises TooMany."""
        self.alone.add(seen.counted, most)
        self.if_named.add(seen.if_named, most)
        self.reserved |= seen.reserved
        if len(self.reserved) > MOST_VALUES:
            raise TooMany("more words like placeholders than are kept clear of")
        self.characters += seen.characters
        self.fresh += seen.fresh
