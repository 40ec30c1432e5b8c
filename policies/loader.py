"""Load policy files and packs: the disk side of the room.

Everything that is wrong in a file is found at once and comes sorted by its line.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.classes import DataClass
from policies.compile import Compiler
from policies.decide import decide
from policies.fault import PolicyFault
from policies.model import CaseModel, ClassModel, ClientModel, ExampleModel, PackModel
from policies.pack import Library, Pack, library_of, pack_of
from policies.policy import DataSet, Policy
from policies.remainder import remainder
from policies.resolve import kinds_of, matching
from policies.shape import shaped
from policies.source import MAX_BYTES, decode, read_yaml

type Data = Callable[[str], Sequence[DataSet]]  # the data sets of a client by its id; raises PolicyFault

__all__ = [
    "PolicyFault",
    "check_text",
    "compile_text",
    "load_packs",
    "load_policy",
    "read_policy",
]


def load_policy(path: Path, *, services: Collection[str] = (), data: Data | None = None) -> Policy:
    """The compiled policy of a file. Raises PolicyFault, the first of all by line.

    With ``services``, the ids of the catalogue, a rule for a service that does not exist is a fault too. ``data``
    gives the data sets of a client.
    """
    return read_policy(path, services=services, data=data)[0]


def read_policy(
    path: Path, *, services: Collection[str] = (), data: Data | None = None
) -> tuple[Policy, tuple[ExampleModel, ...]]:
    """The policy of a file together with its examples. Raises PolicyFault."""
    policy, examples, faults = compile_text(read_file(path), str(path), services=services, data=data)
    if policy is None:
        raise faults[0]
    return policy, examples


def read_file(path: Path) -> str:
    """The text of a policy file. Raises PolicyFault; never reads more than the limit."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PolicyFault(
            str(path), 0, 0, "", f"cannot be read ({error.strerror})", "", "Check its path and permissions"
        ) from None
    return decode(data, str(path))


def check_text(
    text: str, name: str, *, services: Collection[str] = (), data: Data | None = None
) -> list[PolicyFault]:
    """Everything that is wrong in the text of a client's policy, sorted by line; empty where it can be
    used."""
    return compile_text(text, name, services=services, data=data)[2]


def compile_text(
    text: str,
    name: str,
    *,
    services: Collection[str] = (),
    library: Library | None = None,
    data: Data | None = None,
) -> tuple[Policy | None, tuple[ExampleModel, ...], list[PolicyFault]]:
    """The policy in a text, its examples and its faults; the policy is None where there are faults."""
    try:
        source = read_yaml(text, name)
    except PolicyFault as fault:
        return None, (), [fault]
    model, wrong = shaped(source, ClientModel)
    faults = [*source.faults, *wrong]
    library = library or load_packs()
    policy = None
    if model is not None:
        compiler = Compiler(source, library, services, _data_of(model.client, data, faults))
        policy = compiler.client(model)
        faults += compiler.faults
    elif left := remainder(source):
        rest = left[1]
        compiler = Compiler(source, library, services, _data_of(left[0].client, data, faults), rest)
        compiler.client(left[0])
        faults += [fault for fault in compiler.faults if not rest.follows(fault.wrong)]
    faults.sort(key=lambda fault: (fault.line, fault.column, fault.field, fault.wrong))
    examples = tuple(model.examples) if model is not None else ()
    return (None if faults else policy), examples, faults


def _data_of(client: str, data: Data | None, faults: list[PolicyFault]) -> Sequence[DataSet]:
    """The data sets of a client; what is wrong with them goes to the faults."""
    if data is None:
        return ()
    try:
        return data(client)
    except PolicyFault as fault:
        faults.append(fault)
        return ()


@cache
def load_packs() -> Library:
    """All packs of this installation. Raises PolicyFault where a pack is wrong or one of its cases fails."""
    room = files("policies")
    taxonomy = _load_taxonomy(room / "classes.yaml")
    found = sorted((room / "packs").iterdir(), key=lambda item: item.name)
    return build_library(
        taxonomy, {item.name: item.read_text(encoding="utf-8") for item in found if _is_yaml(item)}
    )


def build_library(taxonomy: Collection[DataClass], texts: dict[str, str]) -> Library:
    """A library of packs from their texts, by file name; every case is run. Raises PolicyFault."""
    packs = [_load_pack(text, name) for name, text in texts.items()]
    seen: dict[str, str] = {}
    known = {item.id for item in taxonomy}
    for pack, name in zip(packs, texts, strict=True):
        if pack.id in seen:
            raise PolicyFault(name, 0, 0, "pack", f'"{pack.id}" is the id of {seen[pack.id]} too')
        seen[pack.id] = name
        for item in pack.classes:
            if item.id in known:
                raise PolicyFault(name, 0, 0, "classes", f'the class "{item.id}" is there already')
            known.add(item.id)
    library = library_of(taxonomy, packs)
    for pack, name in zip(packs, texts, strict=True):
        _check_pack(pack, library, name)
    return library


def _is_yaml(item: Traversable) -> bool:
    return item.is_file() and item.name.endswith(".yaml") and not item.name.startswith(".")


def _load_taxonomy(file: Traversable) -> list[DataClass]:
    source = read_yaml(file.read_text(encoding="utf-8"), file.name)
    content = source.value.get("classes") if isinstance(source.value, dict) else None
    if source.faults or not isinstance(content, dict):
        raise source.faults[0] if source.faults else PolicyFault(file.name, 0, 0, "classes", "is missing")
    found = []
    for class_id, raw in content.items():
        item = ClassModel.model_validate(raw)
        found.append(DataClass(class_id, item.name, item.sensitivity, item.never))
    return found


def _load_pack(text: str, name: str) -> Pack:
    source = read_yaml(text, name)
    model, wrong = shaped(source, PackModel)
    faults = [*source.faults, *wrong]
    if faults or model is None:
        raise min(faults, key=lambda fault: (fault.line, fault.column))
    return pack_of(model)


def _check_pack(pack: Pack, library: Library, name: str) -> None:
    """Run a pack's own cases. Raises PolicyFault for the first that fails."""
    for kind, ids in pack.kinds.items():
        for class_id in ids:
            if class_id not in library.classes:
                raise PolicyFault(name, 0, 0, f"kinds.{kind}", f'there is no class "{class_id}"')
    for index, rule in enumerate(pack.rules):
        if (rule.classes is None) == (rule.sensitivity is None):
            raise PolicyFault(name, 0, 0, f"rules[{index}]", "must name either classes or a sensitivity")
        for pattern in rule.classes or ():
            if not matching(pattern, library.classes):
                raise PolicyFault(name, 0, 0, f"rules[{index}].classes", f'there is no class "{pattern}"')
    for index, item in enumerate(pack.combinations):
        place = f"combinations[{index}]"
        if item.class_id not in library.classes:
            raise PolicyFault(name, 0, 0, f"{place}.class", f'there is no class "{item.class_id}"')
        for kind in (kind for options in item.of for kind in options):
            if not kinds_of(kind, library.classes, library.kinds):
                raise PolicyFault(name, 0, 0, f"{place}.of", f'nothing finds "{kind}"')
    text = f"client: case\nname: Case\npacks: [{pack.id}]\nwords: {{biz.confidential: [confidential]}}\n"
    policy, _, faults = compile_text(text, name, library=library)
    if policy is None:
        raise faults[0]
    for index, case in enumerate(pack.cases):
        _run_case(policy, case, name, index)


def _run_case(policy: Policy, case: CaseModel, name: str, index: int) -> None:
    findings = []
    text = ""
    for kind, count in case.kinds.items():
        for number in range(count):
            value = f"{kind.lower()}{number} "
            findings.append(Finding(0, len(text), len(text) + len(value), kind, "case", case.score))
            text += value
    scan = Scan(tuple(findings), len(text), len(text))
    decision = decide(policy, scan, [Segment(0, text)], service=case.service, level=case.level)
    rules = {reason.rule for reason in decision.reasons if reason.action is decision.action}
    if decision.action is not case.expect or (case.rule and case.rule not in rules):
        got = f"{decision.action} by {', '.join(sorted(rules))}"
        raise PolicyFault(
            name,
            0,
            0,
            f"cases[{index}]",
            f"expected {case.expect} by {case.rule or 'any rule'}, but got {got}",
            "The pack does not load",
            "Mend the rule or the case",
        )
