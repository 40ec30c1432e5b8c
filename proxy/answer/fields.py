"""Where texts stand in a JSON answer, by the names of its fields: what tells an answer that has changed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from classifiers.checks.words import words
from proxy.answer.ear import strings

type Field = tuple[str, ...]  # the names of fields from the outermost on; any place of a list is "*"

_MOST = 400  # strings that are looked at
_SENTENCE = 3  # words; fewer are a name or a state
# What stands below is made by a program or for one, in fields of their own.
_FREE = words(
    "input args arguments parameters function_call functioncall tool_calls structuredcontent error "
    "metadata logprobs annotations citations usage tools instructions reasoning"
)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an answer that hold strings, and those among them that hold sentences."""

    strings: frozenset[Field] = field(default=frozenset(), repr=False)
    talk: frozenset[Field] = field(default=frozenset(), repr=False)

    def is_strange(self, known: frozenset[Field]) -> bool:
        """Whether something is said, but nothing where it was expected; nothing is strange where nothing is known."""
        return bool(known and self.talk and not known & self.strings)


def fields_of(value: object, marks: str = "") -> Fields:
    """The fields of a JSON value. With ``marks`` a string is talk where it holds that, whatever else it is."""
    every: set[Field] = set()
    talk: set[Field] = set()
    for at, text in _some(value):
        every.add(at)
        if marks in text if marks else len(text.split(None, _SENTENCE)) >= _SENTENCE and not _is_free(at):
            talk.add(at)
    return Fields(frozenset(every), frozenset(talk))


def _some(value: object) -> Iterator[tuple[Field, str]]:
    for count, (path, text) in enumerate(strings(value)):
        if count >= _MOST:
            return
        yield tuple("*" if isinstance(step, int) else str(step) for step in path), text


def _is_free(at: Field) -> bool:
    return any(step.lower() in _FREE for step in at)
