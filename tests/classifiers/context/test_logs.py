"""A log is many lines with stamps and somebody's machines in them."""

from collections.abc import Callable

import pytest

from classifiers.context.logs import LogCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly

SHAPES = [
    "2025-03-02T10:15:{n:02d}Z sshd[812]: Failed password for bob from 10.20.30.{n}",
    "Mar  2 10:15:{n:02d} fw01 kernel: DROP SRC=10.20.30.{n}",
    "10.20.30.{n} - bob [02/Mar/2025:10:15:{n:02d} +0000] GET / 200",
    "<134>1 2025 fw01 app - - src=10.20.30.{n}",
    "02.03.2025 10:15:{n:02d} Anmeldung von 10.20.30.{n}",
    "I0302 10:15:{n:02d}.000121       1 auth.go:21] token ok from=10.20.30.{n}",
    '{{"ts": "2025-03-02T10:15:{n:02d}Z", "from": "10.20.30.{n}"}}',
    "Warning,14/11/2026 07:15:{n:02d},Auditing,4625,10.20.30.{n}",
    "10:15:{n:02d}.123 refused 10.20.30.{n}",
    "{n}s   Warning   FailedMount   pod/web 10.20.30.{n}",
    "type=USER_LOGIN msg=audit(1700000000.1:{n}): addr=10.20.30.{n} res=failed",
    "%ASA-6-302013: Built outbound connection for 10.20.30.{n}",
]
# Names of machines and of users, that no other detector finds.
NAMED = [
    "2026-11-20T08:00:{n:02d}.220Z INFO [gw-ams-{n}] req=a{n} t=210ms",
    "20.11.2026 22:00:{n:02d} [srv-erp-{n}] Fehler: Verbindung verloren",
    "Information,14/11/2026 07:58:{n:02d},Security-Auditing,4624,CORP\\amoreau{n}",
    "08:00:{n:02d}.001 WARN login failed user=tkeller{n}",
    '{{"time": "2026-11-20T08:00:{n:02d}Z",\n "msg": "refused",\n "host": "edge{n}"}}',
]
NO_LOGS = [
    "2026-11-20 08:00:{n:02d};SKU-10{n};2;19.90;shipped",
    "2026-11-20 08:00:{n:02d},sensor-{n},21.4",
    "[00:01:{n:02d}] Speaker-{n}: and then we talked of money",
    "commit a{n}\nDate: Fri Nov 20 08:00:{n:02d} 2026\n\n    fix issue-{n} in the parser",
    "[20.11.26, 08:00:{n:02d}] Anna: are you in room-{n}?",
    "{n}\n00:01:{n:02d},123 --> 00:01:{n:02d},900\nWhere did you go?",
]


def scores(lines: list[str], kind: str = "IP_ADDRESS") -> list[float]:
    text = "\n".join(lines)
    hits, at = [], text.find("10.20.30.")
    while at >= 0:
        hits.append(Hit(at, at + 10, kind, "given", 90.0))
        at = text.find("10.20.30.", at + 10)
    combined = LogCombiner().combine(Passage(text), hits)
    assert all(not (hit.start < one.end and one.start < hit.end) for hit in combined.hits for one in hits)
    return [hit.score for hit in combined.hits]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_log_is_one_hit_that_covers_nothing_else(shape: str) -> None:
    lines = [shape.format(n=n % 60) for n in range(60)]
    (score,) = scores(lines)
    assert score >= 65
    assert scores(lines[:5]) == [], "a few lines are a question"
    assert scores(lines, kind="DATE_OF_BIRTH") == [], "nobody's machines are in it"


def test_lines_without_stamps_are_no_log() -> None:
    assert scores([f"ping 10.20.30.{n}" for n in range(60)]) == []


@pytest.mark.parametrize("shape", NAMED)
def test_machines_and_users_are_known_by_how_a_log_names_them(shape: str) -> None:
    assert scores([shape.format(n=n + 10) for n in range(14)])


@pytest.mark.parametrize("shape", NO_LOGS)
def test_other_tables_with_times_stay_silent(shape: str) -> None:
    assert scores([shape.format(n=n + 10) for n in range(40)]) == []


def test_more_lines_score_higher() -> None:
    assert scores([SHAPES[0].format(n=n % 60) for n in range(20)]) < scores(
        [SHAPES[0].format(n=n % 60) for n in range(600)]
    )


@pytest.mark.parametrize(
    "piece", ["2025-", "a b c [", "<1", "time=", "\n", "aaaa:", "I0302 ", "10:15:00 ", "user ", "a-"]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = ("\n" * 20 + "10.20.30.1 10.20.30.2 10.20.30.3 " + piece * size)[:size]
        hits = [Hit(20 + 11 * n, 30 + 11 * n, "IP_ADDRESS", "given", 90.0) for n in range(3)]
        return lambda: LogCombiner().combine(Passage(text), hits)

    assert grows_linearly(judged, 10_000)
