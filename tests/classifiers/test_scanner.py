"""The scanner: places, the cache, limits, strange text."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.detector import FOREIGN, Combined, Hit
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Origin, Segment

MAIL = "alice@acme.com"


class Counting:
    """A detector that counts what it is asked to read."""

    id = "counting"
    kinds = frozenset({"WORD"})
    digest = "1"

    def __init__(self) -> None:
        self.read: list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        self.read.append(passage.text)
        at = passage.low.find("word")
        if at >= 0:
            yield Hit(at, at + 4, "WORD", self.id, 90.0)


def test_findings_name_their_place_and_are_sorted(scanner: Scanner) -> None:
    scan = scanner.scan([Segment(7, f"to {MAIL}"), Segment(2, MAIL, Origin.TOOL, editable=False)])
    assert [(one.place, one.start, one.end) for one in scan.findings] == [(2, 0, 14), (7, 3, 17)]
    assert scan.characters == 31


def test_a_resent_conversation_costs_only_its_new_text() -> None:
    counting = Counting()
    scanner = Scanner([counting])
    turns = [Segment(place, f"turn {place} has a word") for place in range(100)]
    first = scanner.scan(turns)
    assert first.fresh == first.characters
    again = scanner.scan([*turns, Segment(100, "new word")])
    assert again.fresh == len("new word")
    assert counting.read[-1] == "new word" and len(counting.read) == 101
    assert again.findings[:100] == first.findings


def test_the_cache_is_bounded_and_holds_no_text() -> None:
    scanner = Scanner([Counting()], cache_entries=10)
    for number in range(50):
        scanner.scan([Segment(0, f"word {number} canary-7f3a")])
    cache = scanner._cache
    assert len(cache._kept) == 10
    assert "canary-7f3a" not in repr(cache._kept)
    assert scanner.scan([Segment(0, "word 49 canary-7f3a")]).fresh == 0
    assert scanner.scan([Segment(0, "word 0 canary-7f3a")]).fresh > 0


def test_two_scanners_do_not_share_their_key() -> None:
    one, other = Scanner([Counting()]), Scanner([Counting()])
    assert one._cache.key("x") != other._cache.key("x")


def test_a_text_beyond_the_limit_is_named_as_unread() -> None:
    scanner = Scanner([Counting()], most_characters=1_000)
    scan = scanner.scan([Segment(4, "word" + "x" * 2_000), Segment(5, "word")])
    assert scan.unread == (4,)
    assert [one.place for one in scan.findings] == [4, 5]
    assert scanner.scan([Segment(9, "word" + "x" * 2_000)]).unread == (9,), "also from the cache"


def test_too_many_candidates_are_never_clean(scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.rule.MOST_CANDIDATES", 50)
    text = "10.20.30.40 " * 200
    assert scanner.scan([Segment(0, text)]).unread == (0,)


def test_the_digest_follows_rules_and_limits() -> None:
    class Other(Counting):
        digest = "2"

    assert Scanner([Counting()]).digest == Scanner([Counting()]).digest
    assert Scanner([Counting()]).digest != Scanner([Other()]).digest
    assert Scanner([Counting()]).digest != Scanner([Counting()], most_characters=5).digest


STRANGE = [
    "",
    " \n\t",
    "\x00" * 50,
    f"\ud800 {MAIL} \udfff",
    "İ" * 40 + f" {MAIL} ",
    "\u202e" + MAIL,
    "\ufeff" + MAIL,
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_gives_a_result_with_true_offsets(scanner: Scanner, text: str) -> None:
    scan = scanner.scan([Segment(0, text)])
    assert not scan.unread
    assert [text[one.start : one.end] for one in scan.findings] == ([MAIL] if MAIL in text else [])


@given(st.text(max_size=300))
def test_any_text_is_scanned_without_an_error(scanner: Scanner, text: str) -> None:
    scan = scanner.scan([Segment(0, text)])
    assert all(0 <= one.start < one.end <= len(text) for one in scan.findings)
    assert all(one.score >= 65 and one.kind in scanner.kinds for one in scan.findings)


@given(st.text(alphabet=st.characters(codec=None, categories=["Cs", "Cc", "Lu", "Nd"]), max_size=60))
def test_surrogates_and_controls_do_not_raise(scanner: Scanner, text: str) -> None:
    scanner.scan([Segment(0, text)])


def test_nothing_in_a_scan_shows_the_text(scanner: Scanner) -> None:
    scan = scanner.scan([Segment(0, f"to {MAIL}")])
    assert MAIL not in repr(scan) and MAIL not in repr(Segment(0, MAIL))


def test_fifty_million_characters_in_one_string_are_named_as_unread() -> None:
    scan = Scanner([Counting()]).scan([Segment(3, "a" * 50_000_000)])
    assert scan.unread == (3,)


class Words:
    """Finds given words with given kinds and scores."""

    id = "words"
    digest = "1"

    def __init__(self, words: dict[str, tuple[str, float]]) -> None:
        self.words = words
        self.kinds = frozenset(kind for kind, _ in words.values())

    def find(self, passage: Passage) -> Iterator[Hit]:
        for word, (kind, score) in self.words.items():
            at = passage.text.find(word)
            if at >= 0:
                yield Hit(at, at + len(word), kind, self.id, score)


class Lifting:
    """Lifts an illness beside a person; beside "she" only if somebody is named elsewhere."""

    id = "lifting"
    kinds = frozenset({"ILLNESS"})
    digest = "1"

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        assert list(hits) == sorted(set(hits))
        ill = tuple(Hit(hit.start, hit.end, "ILLNESS", self.id, 70.0) for hit in hits if hit.kind == "WEAK")
        if any(hit.kind == "PERSON" for hit in hits):
            return Combined(ill)
        return Combined((), ill if "she" in passage.low else ())


WORDS = {"Jane Roe": ("PERSON", 85.0), "HIV": ("WEAK", 20.0)}


def kinds_of(scanner: Scanner, *texts: str, origin: Origin = Origin.USER) -> list[tuple[int, str]]:
    segments = [
        Segment(place, text, origin if place == 0 else Origin.USER) for place, text in enumerate(texts)
    ]
    return [(finding.place, finding.kind) for finding in scanner.scan(segments).findings]


def test_a_combiner_judges_what_the_detectors_found_together() -> None:
    scanner = Scanner([Words(WORDS)], [Lifting()])
    assert kinds_of(scanner, "Jane Roe has HIV") == [(0, "PERSON"), (0, "ILLNESS")]
    assert kinds_of(scanner, "what is HIV, she asked") == []
    assert scanner.kinds == {"PERSON", "WEAK", "ILLNESS"}
    assert scanner.digest != Scanner([Words(WORDS)]).digest


def test_a_person_in_another_message_counts_whatever_the_order_and_the_cache() -> None:
    turns = ["My patient is Jane Roe", "she has HIV"]
    alone = [(0, "ILLNESS")]
    for first in ([turns[1]], turns, turns[::-1]):  # whatever was seen first
        scanner = Scanner([Words(WORDS)], [Lifting()])
        kinds_of(scanner, *first)
        assert kinds_of(scanner, turns[1]) == [], "nobody is named in this request"
        assert kinds_of(scanner, *turns) == [(0, "PERSON"), (1, "ILLNESS")]
        assert kinds_of(scanner, *turns[::-1]) == [*alone, (1, "PERSON")]
        assert kinds_of(scanner, turns[0], "what is HIV?") == [(0, "PERSON")], "nothing ties it to somebody"


@pytest.mark.parametrize("origin", [Origin.META, Origin.SYSTEM])
def test_the_user_of_a_tool_is_not_whom_the_prompt_is_about(origin: Origin) -> None:
    scanner = Scanner([Words(WORDS)], [Lifting()])
    assert kinds_of(scanner, "The user is Jane Roe", "she has HIV", origin=origin) == [(0, "PERSON")]
    assert kinds_of(scanner, "Jane Roe", "Jane Roe, she has HIV", origin=origin)[1:] == [
        (1, "PERSON"),
        (1, "ILLNESS"),
    ]


def test_the_second_stage_follows_the_name_of_the_field() -> None:
    scanner = Scanner([Words(WORDS)], [Lifting()])
    scan = scanner.scan([Segment(0, "Jane Roe"), Segment(1, "HIV", label="she has")])
    assert [(one.place, one.start, one.end, one.kind) for one in scan.findings] == [
        (0, 0, 8, "PERSON"),
        (1, 0, 3, "ILLNESS"),
    ]


def test_the_second_stage_sees_through_disguises() -> None:
    scanner = Scanner([Words(WORDS)], [Lifting()])
    assert kinds_of(scanner, "Jane Roe has \uff28\uff29\uff36") == [(0, "PERSON"), (0, "ILLNESS")]


class Own(Counting):
    """A client's own data with one term."""

    id = "own/names"
    kinds = frozenset({"CLIENT_NAME"})

    def __init__(self, term: str, digest: str = "one") -> None:
        super().__init__()
        self.term, self.digest = term, digest

    def find(self, passage: Passage) -> Iterator[Hit]:
        self.read.append(passage.text)
        at = passage.low.find(self.term)
        if at >= 0:
            yield Hit(at, at + len(self.term), "CLIENT_NAME", self.id, 100.0)


def test_own_data_is_found_beside_what_detectors_find(scanner: Scanner) -> None:
    own = Own("acme")
    scan = scanner.scan([Segment(0, "hello"), Segment(1, f"mail {MAIL}")], own)
    assert [(one.place, one.start, one.end, one.kind) for one in scan.own] == [(1, 11, 15, "CLIENT_NAME")]
    assert [one.kind for one in scan.findings] == ["EMAIL_ADDRESS"]  # both stand, though they overlap
    assert scanner.scan([Segment(1, f"mail {MAIL}")]).own == ()


def test_own_data_is_recalled_under_its_own_digest() -> None:
    scanner = Scanner([])
    first, second = Own("acme", "one"), Own("mail", "two")
    turns = [Segment(place, f"turn {place}: acme mail") for place in range(50)]
    assert {one.start for one in scanner.scan(turns, first).own} == {8, 9}
    again = scanner.scan([*turns, Segment(50, "acme")], first)
    assert again.fresh == 4 and len(first.read) == 51 and len(again.own) == 51
    assert {one.end - one.start for one in scanner.scan(turns, second).own} == {4}
    assert scanner.scan(turns).own == ()


def test_own_data_is_seen_through_disguises_and_beside_a_field() -> None:
    scan = Scanner([]).scan([Segment(0, "Pass a\u200bcme", label="name")], Own("acme"))
    assert [(one.start, one.end) for one in scan.own] == [(5, 10)]


class Theirs(Words):
    """A user's own recognizer."""

    id = f"{FOREIGN}theirs"


def test_a_users_kind_and_ours_for_the_same_value_both_count() -> None:
    ours = Words(
        {
            "Jane Roe": ("PERSON", 85.0),
            "4411": ("EMPLOYEE_ID", 90.0),
            "anna@acme.com": ("EMAIL_ADDRESS", 90.0),
        }
    )
    theirs = Theirs({"Jane Roe": ("CONTACT", 70.0), "4411": ("BADGE", 70.0), "acme": ("DOMAIN", 70.0)})
    scanner = Scanner([ours, theirs])
    for _ in ("read", "recalled"):
        scan = scanner.scan([Segment(0, "Jane Roe, 4411, anna@acme.com")])
        assert [finding.kind for finding in scan.findings] == ["CONTACT", "BADGE", "EMAIL_ADDRESS"]
        assert [finding.kind for finding in scan.own] == ["PERSON", "EMPLOYEE_ID", "DOMAIN"]
        assert scan.names
    assert scanner.scan([Segment(0, "anna@mail.org")]).own == ()
