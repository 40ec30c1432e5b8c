"""Columns of checked numbers: what a rule asks for beside a number may as well be the head of its column.

`ssn`, `npi`, `UTR`: a rule wants its word close by, and twenty rows below the head there is none. So each rule that
needs a word and has a check of digits gives a field without names, whose heads are the rule's words.
"""

from collections.abc import Iterable, Iterator

from classifiers.fields.field import Field
from classifiers.fields.names import normal
from classifiers.rule import Needs, Rule

_CHECKED_BY = ("national.", "registers.", "payment.")  # modules of checks that know digits, not only shapes
_LEAST = 3  # letters of a head: "ic" and "pk" head columns of other things


def headed(rules: Iterable[Rule]) -> Iterator[Field]:
    """A field for each pattern of such rules."""
    for rule in rules:
        told = rule.check_name.startswith(_CHECKED_BY) or (
            not rule.check_name and rule.family.startswith("identity")
        )
        if rule.needs is Needs.NOTHING or rule.group or not told:
            continue
        heads = {form for form in map(normal, rule.words) if len(form.removesuffix(" #")) >= _LEAST}
        heads |= {f"{form} #" for form in heads if not form.endswith("#")}
        for pattern in rule.patterns if heads else ():
            yield Field(
                id=rule.id,
                kind=rule.kind,
                names=(),
                heads=tuple(sorted(heads)),
                value=pattern,
                cell=pattern,
                score=rule.score,
                check=rule.check,
                checked=rule.checked,
                digest=rule.digest,
            )
