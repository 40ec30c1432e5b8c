"""What a client's file adds to the words that rules use: classes, kinds, terms, combinations, data. Pure.

Faults are noted with their place in the file, and the work goes on, so that all are reported at once.
"""

from collections.abc import Sequence

from policies.classes import DataClass
from policies.fault import PolicyFault, quoted
from policies.model import ClientModel
from policies.pack import Library
from policies.policy import Combination, DataSet, Words
from policies.remainder import WHOLE, Rest
from policies.resolve import combination_of, kinds_of, matching
from policies.shape import suggestion
from policies.source import Path, Source
from policies.words import kind_of

NOTHING = "This rule will have no effect"


class Vocabulary:
    """The classes and kinds of one file beside those of the library; ``faults`` fills while it is read."""

    def __init__(
        self,
        source: Source,
        library: Library,
        data: Sequence[DataSet] = (),
        rest: Rest = WHOLE,
    ) -> None:
        self.source = source
        self.library = library
        self.rest = rest
        self.data = tuple(data)
        self.faults: list[PolicyFault] = []
        self.classes: dict[str, DataClass] = dict(library.classes)
        self.kinds: dict[str, tuple[str, ...]] = dict(library.kinds)

    def fault(self, path: Path, wrong: str, effect: str = "", mend: str = "", *, key: bool = False) -> None:
        """Note a fault at a path of the file."""
        self.faults.append(self.source.fault(self.rest.in_file(path), wrong, effect, mend, key=key))

    def item(self, path: Path, index: int) -> Path:
        """The path of an item, or of the whole where one value stands instead of a list."""
        return (*path, index) if self.rest.in_file((*path, index)) in self.source.values else path

    def own_classes(self, model: ClientModel) -> None:
        for class_id, item in model.classes.items():
            if class_id in self.library.classes:
                self.fault(
                    ("classes", class_id),
                    f"the class {quoted(class_id)} is there already",
                    "One of the two would silently do nothing",
                    "Give your class a name of its own, such as own." + class_id.rpartition(".")[2],
                    key=True,
                )
            else:
                self.classes[class_id] = DataClass(class_id, item.name, item.sensitivity, item.never)

    def own_kinds(self, model: ClientModel) -> None:
        for kind, ids in model.kinds.items():
            for index, class_id in enumerate(ids):
                path = self.item(("kinds", kind), index)
                if class_id not in self.classes:
                    self._no_class(class_id, path)
                elif class_id in self.library.kinds.get(kind, ()):
                    self.fault(
                        path,
                        f"{kind} is of the class {class_id} already",
                        "This line will have no effect",
                        "Remove it",
                    )
            near = suggestion(kind, self.library.kinds)
            if kind not in self.library.kinds and near.startswith("Did you mean") and _one_off(kind, near):
                self.fault(
                    ("kinds", kind), f"no detector gives the kind {quoted(kind)}", NOTHING, near, key=True
                )
            self.kinds[kind] = tuple(sorted({*self.library.kinds.get(kind, ()), *ids}))

    def own_words(self, model: ClientModel) -> tuple[Words, ...]:
        found = []
        for class_id, terms in model.words.items():
            if class_id not in self.classes:
                self._no_class(class_id, ("words", class_id), key=True)
                continue
            kind = kind_of(class_id)
            self.kinds[kind] = tuple(sorted({*self.kinds.get(kind, ()), class_id}))
            found.append(Words(class_id, kind, tuple(sorted({" ".join(term.split()) for term in terms}))))
        return tuple(sorted(found, key=lambda words: words.class_id))

    def combinations(self, model: ClientModel) -> tuple[Combination, ...]:
        """Those of all installed packs, as with kinds, and the client's own."""
        found = [
            combination_of(item, f"{pack.id}/{item.id}", self.classes, self.kinds)
            for pack in self.library.packs.values()
            for item in pack.combinations
        ]
        for index, item in enumerate(model.combinations):
            path: Path = ("combinations", index)
            if item.class_id not in self.classes:
                self._no_class(item.class_id, (*path, "class"))
            for number, options in enumerate(item.of):
                for position, name in enumerate(options):
                    if not kinds_of(name, self.classes, self.kinds):
                        self._no_kind(name, self.item((*path, "of", number), position))
            found.append(combination_of(item, item.id, self.classes, self.kinds))
        return tuple(sorted(found, key=lambda item: item.id))

    def _no_kind(self, name: str, path: Path) -> None:
        known = {*self.kinds, *self.classes}
        wrong = (
            f"nothing finds data of the class {quoted(name)}"
            if matching(name, self.classes)
            else f"there is no kind or class {quoted(name)}"
        )
        self.fault(path, wrong, "This combination would never be found", suggestion(name, known))

    def own_data(self) -> None:
        """The kinds of registered data; those that packs know keep their classes."""
        for each in self.data:
            for kind, ids in each.kinds:
                for class_id in ids:
                    if class_id not in self.classes:
                        self.faults.append(
                            PolicyFault(
                                self.source.name,
                                0,
                                0,
                                "",
                                f"the data set {quoted(each.name)} is of the class {quoted(class_id)}, which is gone",
                                "Nobody could say what may happen with it",
                                "Define the class again under 'classes:', or remove the data set",
                            )
                        )
                self.kinds[kind] = tuple(sorted({*self.kinds.get(kind, ()), *ids}))

    def resolve(self, patterns: Sequence[str], path: Path) -> frozenset[str]:
        classes: set[str] = set()
        for index, pattern in enumerate(patterns):
            found = matching(pattern, self.classes)
            if not found:
                self._no_class(pattern, self.item(path, index))
            classes |= found
        return frozenset(classes)

    def _no_class(self, class_id: str, path: Path, *, key: bool = False) -> None:
        families = {f"{known.partition('.')[0]}.*" for known in self.classes if "." in known}
        known = families if class_id.endswith("*") else set(self.classes)
        self.fault(
            path, f"there is no class {quoted(class_id)}", NOTHING, suggestion(class_id, known), key=key
        )


def _one_off(kind: str, near: str) -> bool:
    """Whether a suggestion is so near that a slip is likelier than a detector of the client's own."""
    meant = near.removeprefix("Did you mean ").removesuffix("?")
    return (
        abs(len(meant) - len(kind)) <= 1 and sum(a != b for a, b in zip(kind, meant, strict=False)) <= 2
    ) or (sorted(meant) == sorted(kind))
