"""Who a request is from: user, network, default or nobody."""

import base64

import pytest

from proxy.identity import Identities, Person, Stranger


class _Clients:
    def client_for(self, address: str) -> str | None:
        return "branch" if address.startswith("10.1.") else None


class _Users:
    def __init__(self) -> None:
        self.asked = 0

    def verify(self, name: str, password: str) -> str | None:
        self.asked += 1
        return "acme" if (name, password) == ("ada", "pass:wörd") else None


def _basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("address", "authorization", "default", "expected"),
    [
        ("192.0.2.1", _basic("ada", "pass:wörd"), None, Person("acme", "ada")),
        ("10.1.2.3", "", None, Person("branch", "address 10.1.2.3")),
        ("192.0.2.1", "", "default", Person("default", "address 192.0.2.1")),
        ("192.0.2.1", "", None, Stranger.UNKNOWN),
        ("192.0.2.1", _basic("ada", "wrong"), "default", Stranger.PASSWORD),
        ("10.1.2.3", _basic("ada", "wrong"), "default", Stranger.PASSWORD),
        ("192.0.2.1", _basic("", "x"), "default", Stranger.PASSWORD),
        ("192.0.2.1", "Basic !!!", "default", Stranger.PASSWORD),
        ("192.0.2.1", "Basic //8=", "default", Stranger.PASSWORD),
        ("192.0.2.1", "Bearer token", "default", Stranger.PASSWORD),
        ("192.0.2.1", "Basic", "default", Stranger.PASSWORD),
    ],
)
async def test_finds(
    address: str, authorization: str, default: str | None, expected: Person | Stranger
) -> None:
    identities = Identities(_Clients(), _Users(), default, lambda: 0.0)
    assert await identities.find(address, authorization) == expected


async def test_remembers_a_verified_pair_for_a_while_and_never_a_wrong_one() -> None:
    users, clock = _Users(), [0.0]
    identities = Identities(_Clients(), users, None, lambda: clock[0])
    for _ in range(3):
        await identities.find("192.0.2.1", _basic("ada", "pass:wörd"))
    assert users.asked == 1
    await identities.find("192.0.2.1", _basic("ada", "wrong"))
    await identities.find("192.0.2.1", _basic("ada", "wrong"))
    assert users.asked == 3
    clock[0] = 301.0
    await identities.find("192.0.2.1", _basic("ada", "pass:wörd"))
    assert users.asked == 4


def test_a_person_is_not_shown() -> None:
    assert "ada" not in repr(Person("acme", "ada"))
