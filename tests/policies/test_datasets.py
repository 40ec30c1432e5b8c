"""Data sets of clients: lists and indexes on disk, bound to their client, whole or not used."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from classifiers.owndata import terms
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import pack
from classifiers.owndata.matcher import OwnData, Unusable
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from policies import datasets
from policies.clients import load_clients
from policies.datasets import PURPOSE, DataSets
from policies.decide import decide
from policies.decision import Action, Level
from policies.fault import PolicyFault
from policies.keys import Keyring
from policies.loader import load_policy
from policies.overview import differences
from policies.policy import DataSet, digest_of_data
from policies.shelf import Shelf, check

KEYRING = Keyring(bytes(range(32)))


def secret(client: str) -> bytes:
    return KEYRING.derive(client, PURPOSE)


@pytest.fixture
def sets(tmp_path: Path) -> DataSets:
    (tmp_path / "clients").mkdir()
    for client in ("acme", "beta"):
        (tmp_path / "clients" / f"{client}.yaml").write_text(f"client: {client}\nname: X\n")
    return DataSets(tmp_path / "data")


@pytest.fixture
def put(sets: DataSets) -> Callable[..., DataSet]:
    def register(
        client: str,
        name: str,
        *texts: str,
        kind: str = "MATTER",
        ids: tuple[str, ...] = ("biz.confidential",),
    ) -> DataSet:
        keys = Keys(secret(client))
        found = [terms.Term(line, text) for line, text in enumerate(texts, 1)]
        pieces, digest = pack(terms.FORM, *terms.build(found, kind, keys), keys)
        new = DataSet(
            name, terms.FORM, ((kind, ids),), digest, "", len(texts), sum(map(len, pieces)), "2026-11-21"
        )
        return sets.put(client, new, pieces)

    return register


def action(
    sets: DataSets, client: str, text: str, shelf: Shelf | None = None
) -> tuple[Action, tuple[str, ...]]:
    policy = load_policy(sets.root.parent / "clients" / f"{client}.yaml", data=sets.of)
    own = (shelf or Shelf()).get(policy, secret(client))
    segments = [Segment(0, text)]
    decision = decide(
        policy, Scanner([]).scan(segments, own), segments, service="any", level=Level.UNDERSTOOD
    )
    return decision.action, tuple(reason.rule for reason in decision.reasons)


def test_what_is_registered_is_judged_by_its_class(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor")
    put("acme", "people", "Imogen Tarrant", kind="PERSON", ids=())
    assert action(sets, "acme", "the FALKENMOOR case") == (Action.HOLD, ("baseline/client-confidential",))
    assert action(sets, "acme", "imogen_tarrant") == (Action.REDACT, ("baseline/personal",))
    assert action(sets, "acme", "hello") == (Action.ALLOW, ())


def test_nothing_of_one_client_is_found_for_another(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor")
    shelf = Shelf()
    assert action(sets, "acme", "Falkenmoor", shelf)[0] is Action.HOLD
    assert action(sets, "beta", "Falkenmoor", shelf) == (Action.ALLOW, ())
    put("beta", "matters", "Nightjar")
    assert action(sets, "beta", "Falkenmoor", shelf) == (Action.ALLOW, ())
    assert action(sets, "acme", "Nightjar", shelf) == (Action.ALLOW, ())
    # The same names under two clients have nothing in common.
    one, two = put("acme", "same", "Nightjar"), put("beta", "same", "Nightjar")
    assert one.digest != two.digest
    files = [Path(each.file).read_bytes() for each in (one, two)]
    assert files[0][44:] != files[1][44:]


def test_an_index_copied_from_another_client_is_not_used(sets: DataSets, put: Callable[..., DataSet]) -> None:
    mine, theirs = put("acme", "same", "Falkenmoor"), put("beta", "same", "Falkenmoor")
    Path(mine.file).write_bytes(Path(theirs.file).read_bytes())
    assert [fault.wrong for fault in check(sets, "acme", secret("acme"))] == [
        "the index of the data set 'same' is damaged, or was made with the key of another client"
    ]
    assert action(sets, "acme", "hello") == (Action.BLOCK, ("unread",))


def test_equal_data_has_an_equal_digest_and_it_is_in_the_policys(
    sets: DataSets, put: Callable[..., DataSet]
) -> None:
    file = sets.root.parent / "clients" / "acme.yaml"
    bare = load_policy(file, data=sets.of)
    assert bare.digest == load_policy(file).digest and digest_of_data(bare.data) == ""
    first = put("acme", "matters", "Falkenmoor", "Nightjar")
    policy = load_policy(file, data=sets.of)
    assert policy.digest != bare.digest and len(digest_of_data(policy.data)) == 64
    assert put("acme", "matters", "Nightjar", "Falkenmoor").digest == first.digest
    assert load_policy(file, data=sets.of).digest == policy.digest
    put("acme", "matters", "Falkenmoor")
    changed = load_policy(file, data=sets.of)
    assert changed.digest != policy.digest
    found = [each for each in differences(policy, changed) if each.what == "data"]
    assert [(each.where, each.a[:7], each.b[:7]) for each in found] == [("matters", "2 terms", "1 terms")]


def test_replaced_and_removed_sets_leave_no_file(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor")
    kept = put("acme", "matters", "Nightjar")
    assert [path.name for path in sets.folder("acme").glob("*.idx")] == [Path(kept.file).name]
    assert [each.name for each in sets.of("acme")] == ["matters"]
    assert action(sets, "acme", "Falkenmoor") == (Action.ALLOW, ())
    gone = sets.drop("acme", "matters")
    assert gone is not None and gone.digest == kept.digest
    assert sets.drop("acme", "matters") is None and sets.drop("nobody", "x") is None
    assert sets.of("acme") == () and not list(sets.folder("acme").glob("*.idx"))
    assert sets.folder("acme").stat().st_mode & 0o077 == 0


def test_running_clients_take_changes_over(sets: DataSets, put: Callable[..., DataSet]) -> None:
    clients = load_clients(sets.root.parent / "clients", data=sets)
    before = clients.get("acme")
    put("acme", "matters", "Falkenmoor")
    assert clients.reload() == [] and [each.name for each in clients.get("acme").data] == ["matters"]
    assert clients.get("beta") is clients.get("beta") and not clients.get("beta").data
    sets.drop("acme", "matters")
    assert clients.reload() == [] and clients.get("acme").digest == before.digest


@pytest.mark.parametrize("how", ["cut", "changed", "gone", "empty"])
def test_a_damaged_index_is_named_and_leaves_nothing_clean(
    sets: DataSets, put: Callable[..., DataSet], how: str
) -> None:
    clients = load_clients(sets.root.parent / "clients", data=sets)
    put("acme", "matters", "Falkenmoor")
    assert clients.reload() == []
    policy = clients.get("acme")
    file = Path(policy.data[0].file)
    whole = file.read_bytes()
    match how:
        case "cut":
            file.write_bytes(whole[:-64])
        case "changed":
            file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case "gone":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
    (fault,) = check(sets, "acme", secret("acme"))
    assert "'matters'" in fault.wrong and "promptward clients data" in fault.mend
    shelf = Shelf()
    assert isinstance(shelf.get(policy, secret("acme")), Unusable)
    assert clients.get("acme").data  # a reload keeps the policy that asks for it
    if how != "changed":  # what has the right size is only seen by who reads it
        with pytest.raises(PolicyFault):
            load_clients(sets.root.parent / "clients", data=sets)
    file.write_bytes(whole)
    assert isinstance(Shelf().get(policy, secret("acme")), OwnData)


@pytest.mark.parametrize("text", ["{", '{"version": 9, "sets": []}', '{"version": 1, "sets": [{}]}', "[]"])
def test_a_damaged_list_is_a_fault(sets: DataSets, text: str) -> None:
    sets.folder("acme").mkdir(parents=True)
    (sets.folder("acme") / "sets.json").write_text(text)
    with pytest.raises(PolicyFault, match=r"damaged|version"):
        sets.of("acme")
    with pytest.raises(PolicyFault):
        load_clients(sets.root.parent / "clients", data=sets)


@pytest.mark.parametrize("how", ["empty", "names none", "names one", "gone", "folder", "all"])
def test_data_never_goes_off_in_silence(sets: DataSets, put: Callable[..., DataSet], how: str) -> None:
    put("acme", "matters", "Falkenmoor")
    put("acme", "people", "Nightjar")
    clients = load_clients(sets.root.parent / "clients", data=sets)
    before = clients.get("acme")
    path = sets.folder("acme") / "sets.json"
    content = json.loads(path.read_text())
    match how:
        case "empty":
            path.write_text("")
        case "names none":
            path.write_text(json.dumps({**content, "sets": []}))
        case "names one":  # a list from an older day
            path.write_text(json.dumps({**content, "sets": content["sets"][:1]}))
        case "gone":
            path.unlink()
        case "folder":
            shutil.rmtree(path.parent)
        case "all":
            shutil.rmtree(sets.root)
    (fault,) = clients.reload()
    assert "sets.json" in fault.file and "clients data add" in fault.mend
    assert clients.get("acme") is before
    assert list(sets.clients()) == ["acme"] and check(sets, "acme", secret("acme"))
    with pytest.raises(PolicyFault):
        load_clients(sets.root.parent / "clients", data=sets)
    put("acme", "matters", "Falkenmoor")
    put("acme", "people", "Nightjar")
    assert clients.reload() == [] and clients.get("acme").digest == before.digest


def test_what_was_removed_is_not_missed(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor")
    sets.drop("acme", "matters")
    assert sets.of("acme") == () and check(sets, "acme", secret("acme")) == []
    shutil.rmtree(sets.root)
    assert sets.of("acme") == () and list(sets.clients()) == []


def test_a_registration_that_a_reader_sees_half_done_is_no_fault(
    sets: DataSets, put: Callable[..., DataSet], monkeypatch: pytest.MonkeyPatch
) -> None:
    write, seen = datasets.write_whole, []

    def watched(path: Path, pieces: list[bytes]) -> None:
        write(path, pieces)
        seen.append(len(sets.of("acme")))

    monkeypatch.setattr("policies.datasets.write_whole", watched)
    put("acme", "matters", "Falkenmoor")
    put("acme", "matters", "Nightjar")
    sets.drop("acme", "matters")
    assert seen == [0, 0, 1, 1, 1, 1, 0]


def test_a_second_registration_of_a_name_is_refused_where_none_is_to_be_replaced(
    sets: DataSets, put: Callable[..., DataSet]
) -> None:
    first = put("acme", "matters", "Falkenmoor")
    with pytest.raises(KeyError):
        sets.put("acme", first, [b"other"], replace=False)
    assert check(sets, "acme", secret("acme")) == []


def test_a_list_cannot_lead_out_of_its_folder(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor")
    path = sets.folder("acme") / "sets.json"
    content = json.loads(path.read_text())
    content["sets"][0]["file"] = "../../beta/x.idx"
    path.write_text(json.dumps(content))
    with pytest.raises(PolicyFault, match="damaged"):
        sets.of("acme")


def test_a_write_that_fails_leaves_the_old_list_and_no_index(
    sets: DataSets, put: Callable[..., DataSet], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("acme", "matters", "Falkenmoor")
    before = {path.name: path.read_bytes() for path in sets.folder("acme").iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DataSets, "_write_list", full)
    with pytest.raises(OSError, match="No space"):
        put("acme", "others", "Nightjar")
    assert {path.name: path.read_bytes() for path in sets.folder("acme").iterdir()} == before


def test_a_class_that_is_gone_is_a_fault_of_the_policy(sets: DataSets, put: Callable[..., DataSet]) -> None:
    put("acme", "matters", "Falkenmoor", ids=("acme.secret",))
    with pytest.raises(PolicyFault, match=r"acme\.secret"):
        load_policy(sets.root.parent / "clients" / "acme.yaml", data=sets.of)


def test_a_rule_for_what_only_registered_data_finds_has_an_effect(
    sets: DataSets, put: Callable[..., DataSet]
) -> None:
    file = sets.root.parent / "clients" / "acme.yaml"
    file.write_text(
        "client: acme\nname: X\nclasses:\n  acme.site: {name: Site, sensitivity: S1}\n"
        "rules:\n  - {id: sites, classes: acme.site, action: block}\n"
    )
    with pytest.raises(PolicyFault, match="nothing finds"):
        load_policy(file, data=sets.of)
    put("acme", "sites", "Falkenmoor", kind="SITE", ids=("acme.site",))
    assert action(sets, "acme", "Falkenmoor")[0] is Action.BLOCK


def test_another_registration_is_waited_for(
    sets: DataSets, put: Callable[..., DataSet], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("acme", "matters", "Falkenmoor")
    (sets.folder("acme") / "sets.lock").touch()
    monkeypatch.setattr("policies.datasets._WAIT_SECONDS", 0.2)
    with pytest.raises(PolicyFault, match="another registration"):
        put("acme", "others", "Nightjar")
