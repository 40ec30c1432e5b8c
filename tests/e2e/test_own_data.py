"""A client's own data: registered, replaced upstream, turned back in the answer, removed, and flowing again."""

import json
from pathlib import Path

from proxy.standin import StandIn
from tests.e2e.actors import LEAN, Proxy, leaks, promptward, run_proxy, until, write_home

URL = "https://api.openai.com/v1/chat/completions"
TERM, NAME, BADGE = "Falkenmoor Bridge", "Imogen Tarrant", "QX-55 1873"
PACK = "packs: [baseline]\n"


def ask(proxy: Proxy, text: str, user: str = "") -> tuple[int, str]:
    with proxy.http(user=user) as http:
        answer = http.post(URL, json={"model": "gpt-4o", "messages": [{"role": "user", "content": text}]})
    return answer.status_code, answer.text


def test_registered_data_is_replaced_turned_back_and_forgotten(tmp_path: Path, standin: StandIn) -> None:
    # Without the names model, so that only what was registered is found.
    settings = LEAN
    home = write_home(tmp_path / "home", settings=settings, clients={"default": PACK, "other": PACK})
    words = tmp_path / "matters.txt"
    words.write_text(f"{TERM}\nNightjar\n", encoding="utf-8")
    staff = tmp_path / "staff.csv"
    staff.write_text(f"first,last,badge\nImogen,Tarrant,{BADGE}\nWill,Oakes,QX-77 0001\n", encoding="utf-8")
    terms = ("clients", "data", "add", "default", words, "--as", "terms", "--class", "pii.contact")
    rows = ("clients", "data", "add", "default", staff, "--as", "table", "--column", "first=PERSON")
    rows += ("--column", "last=PERSON", "--column", "badge=BADGE_NUMBER", "--alone", "badge")
    eve = promptward(
        "users", "add", "eve", "--client", "other", "--password-stdin", home=home, given="a long password\n"
    )
    assert eve.returncode == 0, eve.stderr
    with run_proxy(home, standin.port, standin.ca_file) as proxy:
        status, text = ask(proxy, f"Status of {TERM}?")
        assert status == 200, text
        assert leaks(standin.seen, TERM)  # nobody knows it yet
        for command in (terms, rows):
            done = promptward(*command, home=home)
            assert done.returncode == 0, done.stderr

        def hidden() -> bool:
            standin.forget()
            status, text = ask(proxy, f"Status of {TERM}, asks {NAME}, see qx551873?")
            return (
                status == 200
                and not leaks(standin.seen, TERM, NAME, "qx551873")
                and TERM in text
                and NAME in text
            )

        assert until(hidden, seconds=15)
        seen = standin.seen[-1].body.decode()
        assert "PERSON_" in seen and "BADGE_NUMBER_" in seen and "PII_CONTACT_" in seen
        record = proxy.records()[-1]
        assert record["kinds"] == {"BADGE_NUMBER": 1, "PERSON": 2, "PII_CONTACT": 1}
        listed = json.loads(promptward("clients", "data", "list", "--json", home=home).stdout)
        assert record["data"] == listed["default"]["digest"]
        # A first name alone is nobody's, and another client has registered nothing.
        standin.forget()
        assert ask(proxy, "Imogen says hello")[0] == 200
        assert ask(proxy, f"Status of {TERM}?", user="eve:a%20long%20password")[0] == 200
        assert leaks(standin.seen, "Imogen says hello", TERM) == ["Imogen says hello", TERM]
        assert "data" not in proxy.records(client="other")[-1]
        for name in ("matters", "staff"):
            assert promptward("clients", "data", "remove", "default", name, home=home).returncode == 0

        def flows() -> bool:
            standin.forget()
            return ask(proxy, f"Status of {TERM}?")[0] == 200 and bool(leaks(standin.seen, TERM))

        assert until(flows, seconds=15)
    kept = b"".join(path.read_bytes() for path in (home / "state").rglob("*") if path.is_file())
    for value in (TERM, "Imogen", "Tarrant", "Nightjar"):
        assert value.encode() not in kept
