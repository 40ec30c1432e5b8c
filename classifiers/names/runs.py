"""From chances of words to runs of words: which of them make one name, of which kind, and how sure that is."""

from dataclasses import dataclass, replace
from typing import Any, Self

_KINDS = {1: "PERSON", 3: "ORGANIZATION", 5: "LOCATION", 7: "FIGURE"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together, by their numbers."""

    first: int
    last: int  # the word behind it

    def moved(self, by: int) -> Self:
        """The same, counted from another word."""
        return replace(self, first=self.first + by, last=self.last + by)


@dataclass(frozen=True, slots=True)
class Name(Run):
    """A run of words with its kind, the chance of that kind and of being a well-known person."""

    kind: str
    chance: float
    famous: float
    each: tuple[float, ...] = ()  # the chance of each word of a person, as the model saw it

    def cut(self, first: int, last: int) -> "Name":
        """What is left of it between two words; a person is as likely as what is left, where that is more."""
        if (first, last) == (self.first, self.last):
            return self
        kept = self.each[first - self.first : last - self.first]
        chance = max(self.chance, sum(kept) / len(kept)) if kept else self.chance
        return replace(self, first=first, last=last, chance=chance, each=kept)


def names_of(chances: Any) -> list[Name]:
    """The runs of words of one window; ``chances`` is words x 9."""
    people = chances[:, 1] + chances[:, 2]
    famous = chances[:, 7] + chances[:, 8]
    labels = chances.argmax(axis=1).tolist()
    # A person who may be a figure or not is still a person: together they may win over no name at all.
    both = people + famous
    for at, (label, chance) in enumerate(zip(labels, both.tolist(), strict=True)):
        if label in (0, 3, 4, 5, 6) and chance > 0.5 and chance > float(chances[at, label]):
            labels[at] = 1 if float(chances[at, 1]) + float(chances[at, 7]) > chance / 2 else 2
    found: list[Name] = []
    at, size = 0, len(labels)
    while at < size:
        label = labels[at]
        if label == 0:
            at += 1
            continue
        base = label - 1 if label % 2 == 0 else label
        family = {1, 2, 7, 8} if base in (1, 7) else {base, base + 1}
        stop = at + 1
        while stop < size and labels[stop] in family and labels[stop] % 2 == 0:
            stop += 1
        inside = chances[at:stop]
        if base in (1, 7):
            figure = float((inside[:, 7] + inside[:, 8]).mean())
            each = tuple(both[at:stop].tolist())
            found.append(Name(at, stop, "PERSON", sum(each) / len(each), figure, each))
        else:
            found.append(
                Name(at, stop, _KINDS[base], float((inside[:, base] + inside[:, base + 1]).mean()), 0.0)
            )
        at = stop
    return found
