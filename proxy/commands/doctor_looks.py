"""What ``promptward doctor`` looks at: one function a thing, which says what it found and how to mend it."""

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from proxy.home import Home

_ALERT_DAYS = 30
_SPACE = 500 << 20


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    state: State
    what: str
    finding: str
    mend: str = ""


def examine(home: Home) -> Iterator[Check]:
    """All checks, one after the other; a check that breaks is a finding itself."""
    looks: list[tuple[str, Callable[[Home], Iterator[Check]]]] = [
        ("home", _home),
        ("settings", _settings),
        ("policies", _policies),
        ("accounts", _accounts),
        ("own data", _data),
        ("detectors", _detectors),
        ("certificate", _certificate),
        ("users", _users),
        ("ledger", _ledger),
        ("services", _services),
        ("disk", _disk),
    ]
    for what, look in looks:
        try:
            yield from look(home)
        except Exception as fault:  # noqa: BLE001 (the fault is what is being looked for)
            yield Check(State.WRONG, what, f"{fault or type(fault).__name__}", "Mend what the line says.")


def _home(home: Home) -> Iterator[Check]:
    if os.name == "posix":
        mode = stat.S_IMODE(home.state.stat().st_mode)
        if mode & 0o077:
            yield Check(State.WRONG, "home", f"{home.state} may be read by others", f"chmod 700 {home.state}")
            return
        for file in [*home.keys.rglob("*"), *home.ca.glob("*.key")]:
            if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077:
                yield Check(State.WRONG, "home", f"{file} may be read by others", f"chmod 600 {file}")
                return
    yield Check(State.OK, "home", str(home.root))


def _settings(home: Home) -> Iterator[Check]:
    settings = home.settings()
    yield Check(State.OK, "settings", f"unknown people: {settings.unknown}")


def _policies(home: Home) -> Iterator[Check]:
    from policies.clients import load_clients
    from policies.datasets import DataSets

    settings, clients = home.settings(), load_clients(home.clients, data=DataSets(home.data))
    if settings.unknown == "default" and settings.default_client not in clients:
        yield Check(
            State.WRONG,
            "policies",
            f"the default client {settings.default_client!r} does not exist",
            f"promptward clients add {settings.default_client}",
        )
        return
    observing = [name for name in clients if clients.get(name).mode == "observe"]
    if observing:
        yield Check(
            State.WARNING,
            "policies",
            f"only observed, nothing but credentials is stopped: {', '.join(observing)}",
            "Set 'mode: enforce' in the client's policy when you are ready.",
        )
    else:
        yield Check(State.OK, "policies", f"{len(list(clients))} client(s), all enforced")


def _accounts(home: Home) -> Iterator[Check]:
    from policies.clients import load_clients
    from policies.companykeys import PURPOSE, CompanyKeys
    from policies.datasets import DataSets
    from policies.keys import Keyring
    from proxy.accounts import asks
    from proxy.services.catalog import SIGN_IN

    clients, catalogue = load_clients(home.clients, data=DataSets(home.data)), home.settings().catalogue()
    keyring = Keyring.open(home.keys)
    keys = CompanyKeys(home.data, lambda client: keyring.derive(client, PURPOSE))
    yield from (
        Check(State.WRONG, "accounts", f"{fault.file}: {fault.wrong}", f"{fault.mend}.")
        for fault in keys.refresh(clients)
    )
    closed = [one for one in catalogue.services if one.category == SIGN_IN and not catalogue.intercepts(one)]
    unasked = {
        service.id: policy.client
        for service in closed
        for policy in clients.policies()
        if any(asks(policy.accounts, host) for host in service.hosts)
    }
    for service, client in unasked.items():
        yield Check(
            State.WARNING,
            "accounts",
            f"the policy of {client} keeps accounts apart at {service}, whose connections are not opened",
            f"Add {service} to shared_services in settings.yaml and renew the certificate.",
        )
    if not unasked:
        telling = sum(bool(policy.accounts.organisations) for policy in clients.policies())
        yield Check(State.OK, "accounts", f"{telling} client(s) name their organisations")


def _data(home: Home) -> Iterator[Check]:
    from policies.datasets import PURPOSE, DataSets
    from policies.keys import Keyring

    data = DataSets(home.data)
    clients = list(data.clients())
    if not clients:
        yield Check(State.OK, "own data", "nothing is registered")
        return
    from policies.shelf import check

    keyring = Keyring.open(home.keys)
    faults = [fault for client in clients for fault in check(data, client, keyring.derive(client, PURPOSE))]
    for fault in faults:
        yield Check(State.WRONG, "own data", f"{fault.file}: {fault.wrong}", f"{fault.mend}.")
    if not faults:
        counts = [count for client in clients if (count := len(data.of(client)))]
        yield Check(State.OK, "own data", f"{sum(counts)} data set(s) of {len(counts)} client(s), all whole")


def _detectors(home: Home) -> Iterator[Check]:
    from classifiers.catalog import load

    settings = home.settings()
    scanner = load(settings.detectors())
    if settings.names_model not in ("", "none"):
        yield Check(State.OK, "detectors", f"{len(scanner.kinds)} kinds, names by {settings.names_model}")
    else:
        yield Check(
            State.WARNING,
            "detectors",
            f"{len(scanner.kinds)} kinds; names of people in prose are not looked for",
            "Set 'names_model: built-in' in settings.yaml.",
        )


def _certificate(home: Home) -> Iterator[Check]:
    from proxy.ca import open_authority

    catalogue = home.settings().catalogue()
    wanted = catalogue.domains()
    authority = open_authority(home.ca, home.names())
    missing = [name for name in wanted if not authority.covers(name)]
    if missing:
        yield Check(
            State.WRONG,
            "certificate",
            f"made before these AI hosts were known, so they cannot be reached: {', '.join(missing[:5])}",
            f"Move {home.ca} away, start again, and enrol the new certificate on every machine.",
        )
    else:
        end = authority.certificate.not_valid_after_utc.date()
        yield Check(State.OK, "certificate", f"limited to {len(authority.domains)} names, valid until {end}")
    unseen = [host for host in home.sampled(catalogue.ids) if not authority.covers(host)]
    if unseen:
        yield Check(
            State.WARNING,
            "sampling",
            f"the certificate does not cover these sample_hosts, so they pass untouched: {', '.join(unseen[:5])}",
            f"Move {home.ca} away, start again, and enrol the new certificate on every machine.",
        )


def _users(home: Home) -> Iterator[Check]:
    from policies.users import UserStore

    users = UserStore.open(home.database).list()
    if not users and home.settings().unknown == "refuse":
        yield Check(
            State.WARNING,
            "users",
            "nobody can pass but from the networks that policies name",
            "promptward users add NAME --client ID",
        )
    else:
        yield Check(State.OK, "users", f"{len(users)} proxy user(s)")


def _ledger(home: Home) -> Iterator[Check]:
    from policies.keys import Keyring
    from reports.ledger import SEED_PURPOSE
    from reports.verify import verify

    if not home.ledger.exists() and any((home.state / "heads").glob("*")):
        yield Check(
            State.WRONG,
            "ledger",
            "its database is gone, though there are heads of its trees",
            f"Bring {home.ledger} back from a backup; a new one would say that the old is lost.",
        )
        return
    if not home.ledger.exists():
        yield Check(State.OK, "ledger", "empty: nothing has happened yet")
        return
    keyring = Keyring.open(home.keys)
    results = verify(home.ledger, lambda client: keyring.derive(client, SEED_PURPOSE))
    bad = [result for result in results.clients if not result.ok]
    if results.lost and not bad:
        names = ", ".join(head.client for head in results.lost)
        yield Check(State.WRONG, "ledger", f"an earlier tree is lost: {names}", "promptward ledger verify")
    elif bad:
        yield Check(State.WRONG, "ledger", f"{bad[0].client}: {bad[0].problem}", "promptward ledger verify")
    else:
        total = sum(result.size for result in results.clients)
        yield Check(State.OK, "ledger", f"{total} entr{'y' if total == 1 else 'ies'}, every one verified")


def _services(home: Home) -> Iterator[Check]:
    from collections import Counter

    from proxy.unseen import Unseen
    from reports.alerts import alerts
    from reports.record import Event

    since = (time.time() - _ALERT_DAYS * 86_400) * 1000
    records = list(alerts(home.ledger, int(since)))
    found = {(one.service, one.route, one.failure) for one in records if one.event is Event.ALERT}
    for service, route, sign in sorted(found):
        yield Check(
            State.WARNING,
            "services",
            f"{service} has changed in the last {_ALERT_DAYS} days: {sign} on {route}",
            "What is not understood is walked or refused all the same. Update Promptward.",
        )
    unseen = Counter[tuple[str, str]]()
    for one in records:
        if one.event is Event.UNSEEN and one.failure != Unseen.QUIC.value:
            unseen.update({(one.failure, host): count for host, count in one.counts.items() if count})
    for (sign, host), count in unseen.most_common(5):
        yield Check(
            State.WARNING,
            "services",
            f"could not be looked into, {count} times in the last {_ALERT_DAYS} days: {sign} towards {host}",
            "Install the certificate there, or choose 'uninterceptable: refuse' or 'pass' in the client's policy. "
            "All of them: promptward services unseen",
        )
    if not found and not unseen:
        yield Check(State.OK, "services", f"no sign of a change in the last {_ALERT_DAYS} days")


def _disk(home: Home) -> Iterator[Check]:
    free = shutil.disk_usage(home.state).free
    if free < _SPACE:
        yield Check(
            State.WRONG,
            "disk",
            f"{free >> 20} MB free; without room for records nothing is forwarded",
            f"Make room on the disk of {home.state}.",
        )
    else:
        yield Check(State.OK, "disk", f"{free >> 30} GB free")
