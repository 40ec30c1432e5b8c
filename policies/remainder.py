"""What is left of a policy file that has faults in its shape, so that the rest of it can be checked as well. Pure.

Rule 1: what is at fault is taken out, the smallest thing first; what then is missing gets a stand-in, or goes as well.
Rule 2: nothing is said about the file that is only so because something was taken out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from policies.fault import quoted
from policies.model import ClientModel
from policies.source import Path, Source

_ROUNDS = 6  # as deep as a policy is nested
# In the place of what must be there; none of it is ever said, and no policy comes of it.
_STAND_INS: Mapping[str, object] = {
    "client": "unnamed",
    "name": "Unnamed",
    "action": "block",
    "because": "-",
    "expect": "allow",
    "text": "-",
    "sensitivity": "S2",
}
_NAMING = ("classes", "kinds", "words")  # sections whose names the rest of the file uses
# Sections without any part of which nobody can say which rules have no effect; a rule that is not whole is left out.
_DECIDING = ("exceptions", "packs", "combinations", *_NAMING)


@dataclass(frozen=True, slots=True)
class Rest:
    """What was taken out of a file; as it is made, nothing. ``kept`` are the indexes of a list's items that are left,
    where some are not; ``cut`` are the paths that were taken out or filled, ``names`` the classes and kinds among them,
    with the families that may be empty without them. All paths are those of the file."""

    kept: Mapping[Path, Sequence[int]] = field(default_factory=dict)
    cut: frozenset[Path] = frozenset()
    names: frozenset[str] = frozenset()

    def in_file(self, path: Path) -> Path:
        """A path of the model as a path of the file."""
        found: Path = ()
        for part in path:
            found = (*found, _index(self.kept.get(found), part))
        return found

    def touches(self, path: Path) -> bool:
        """Whether something was taken out of what stands at a path of the model, or around it."""
        place = self.in_file(path)
        return any(each[: len(place)] == place or place[: len(each)] == each for each in self.cut)

    def has_all(self, *sections: str) -> bool:
        """Whether nothing was taken out of these sections."""
        return not any(each[0] in sections for each in self.cut)

    @property
    def tells_effects(self) -> bool:
        """Whether enough is left to say which of the rules that are whole have no effect."""
        return self.has_all(*_DECIDING)

    def follows(self, words: str) -> bool:
        """Whether a fault says no more than that a name is not there which was taken out."""
        return any(quoted(name) in words for name in self.names)


WHOLE = Rest()


def remainder(source: Source) -> tuple[ClientModel, Rest] | None:
    """What is left of a client's file without what is at fault in its shape; None where nothing of use is."""
    cut: set[Path] = set()
    filled: set[Path] = set()
    for _ in range(_ROUNDS):
        kept: dict[Path, list[int]] = {}
        content = _without(source.value, (), cut, kept)
        if () in cut or not isinstance(content, dict):
            return None
        for path in filled:
            _fill(content, path, kept)
        try:
            model = ClientModel.model_validate(content)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                path, name = source.real(detail["loc"], kept), str(detail["loc"][-1])
                if detail["type"] != "missing":
                    cut.add(path)
                    continue
                around = path[:-1] if path in cut else path  # what was taken out has a place in the file, too
                if name in _STAND_INS or name == "id":
                    filled.add((*around, name))
                else:
                    cut.add(around)
        else:
            all_of_it = frozenset(cut | filled)
            return model, Rest(kept, all_of_it, _names(source.value, all_of_it))
    return None


def _without(value: object, path: Path, cut: set[Path], kept: dict[Path, list[int]]) -> object:
    """A value without what is cut; ``kept`` learns which items of shortened lists are left."""
    if isinstance(value, dict):
        return {
            name: _without(each, (*path, name), cut, kept)
            for name, each in value.items()
            if (*path, name) not in cut
        }
    if isinstance(value, list):
        left = [index for index in range(len(value)) if (*path, index) not in cut]
        if len(left) < len(value):
            kept[path] = left
        return [_without(value[index], (*path, index), cut, kept) for index in left]
    return value


def _fill(content: dict[str, object], path: Path, kept: Mapping[Path, Sequence[int]]) -> None:
    """Put a stand-in where something must be; an id of its own where it is an id."""
    place: object = content
    for end, part in enumerate(path[:-1]):
        if isinstance(place, list) and isinstance(part, int):
            left = kept.get(path[:end], range(len(place)))
            if part not in left:
                return
            place = place[left.index(part)]
        else:
            place = place.get(part) if isinstance(place, dict) else None
    if isinstance(place, dict):
        name = str(path[-1])
        place.setdefault(name, f"without-id-{path[-2]}" if name == "id" else _STAND_INS[name])


def _index(left: Sequence[int] | None, part: str | int) -> str | int:
    return left[part] if left is not None and isinstance(part, int) and part < len(left) else part


def _names(value: object, cut: Iterable[Path]) -> frozenset[str]:
    """The classes and kinds that were taken out, and the families that may be empty without them."""
    names: set[str] = set()
    for path in cut:
        if path[0] in _NAMING:
            section = value.get(path[0]) if isinstance(value, dict) else None
            if isinstance(section, dict):
                names |= {str(path[1])} if len(path) > 1 else set(section)
    families = {
        ".".join(name.split(".")[:end]) + ".*" for name in names for end in range(1, name.count(".") + 1)
    }
    return frozenset(names | families)
