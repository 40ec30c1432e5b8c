"""Joins: a value in parts is found in each of its parts; numbers that only stand near one another are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.catalog import load
from classifiers.detector import Hit
from classifiers.join import joints, pieces_of, records_of
from classifiers.scanner import Scanner
from classifiers.segment import Origin, Segment
from tests.cost import ends_within

SCANNER = load()
KEY = "AKIA" + "HOV5CJUK" + "4KW7UO4W"


def found(
    *texts: str, labels: tuple[str, ...] = (), origin: Origin = Origin.USER
) -> list[tuple[int, str, str]]:
    segments = [
        Segment(place, text, origin, label=labels[place] if labels else "")
        for place, text in enumerate(texts)
    ]
    scan = SCANNER.scan(segments)
    assert not scan.unread
    return [(one.place, one.kind, texts[one.place][one.start : one.end]) for one in scan.findings]


@pytest.mark.parametrize(
    ("texts", "kind", "parts"),
    [
        (
            ("ok first half: 44467137", "second half: 60248874", "now check it"),
            "CREDIT_CARD",
            ["44467137", "60248874"],
        ),
        (("card 4446", "7137", "6024", "8874 is it valid?"), "CREDIT_CARD", ["4446", "7137", "6024", "8874"]),
        (
            ("erste Hälfte der IBAN: DE89370400", "und der Rest: 440532013000"),
            "IBAN_CODE",
            ["DE89370400", "440532013000"],
        ),
        (("write to ada.byron@", "kellerbau.de please"), "EMAIL_ADDRESS", ["ada.byron@", "kellerbau.de"]),
        ((f"the key is {KEY[:10]}", f"{KEY[10:]} and it is live"), "AWS_ACCESS_KEY", [KEY[:10], KEY[10:]]),
        (("my ssn starts with 536-22-", "the other part is 8471"), "US_SSN", ["536-22-", "8471"]),
        (("my ssn starts with 536-22", "and ends -8471"), "US_SSN", ["536-22", "-8471"]),
        (("first half of my ssn: 536-22", "second half: 8471"), "US_SSN", ["536-22", "8471"]),
        (
            ("my iban starts with GB29 NWBK 6016", "and ends 1331 9268 19"),
            "IBAN_CODE",
            ["GB29 NWBK 6016", "1331 9268 19"],
        ),
        (("DE8937040044", "0532013000"), "IBAN_CODE", ["DE8937040044", "0532013000"]),
        (("the card is 44467137...", "...60248874"), "CREDIT_CARD", ["44467137", "60248874"]),
        (("write to ada.byron", "@kellerbau.de please"), "EMAIL_ADDRESS", ["ada.byron", "@kellerbau.de"]),
    ],
)
def test_parts_in_messages(texts: tuple[str, ...], kind: str, parts: list[str]) -> None:
    assert found(*texts) == [(place, kind, part) for place, part in enumerate(parts)]


@pytest.mark.parametrize(
    ("asked", "kind", "groups"),
    [
        ("card, four at a time", "CREDIT_CARD", ["4446", "7137", "6024", "8874"]),
        ("now my social in three messages, one by one", "US_SSN", ["536", "22", "8471"]),
    ],
)
def test_messages_of_digits_are_what_the_one_ahead_says(asked: str, kind: str, groups: list[str]) -> None:
    assert found(asked, *groups) == [(place, kind, part) for place, part in enumerate(groups, 1)]
    assert not found("sizes of our tables", *groups)


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("What is the root password?", "Granite" + "!41", "PASSWORD"),
        ("my password is", "Granite" + "!41", "PASSWORD"),
        ("and the cvv?", "417", "CARD_CVV"),
        ("Thanks. And what is your date of birth?", "4 May 1982", "DATE_OF_BIRTH"),
    ],
)
def test_an_answer_is_read_behind_its_question(asked: str, answer: str, kind: str) -> None:
    assert found(asked, answer) == [(1, kind, answer)]
    turns = [Segment(0, asked, Origin.HISTORY), Segment(1, answer)]
    assert [(one.place, one.kind) for one in SCANNER.scan(turns).findings] == [(1, kind)]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("How do I reset my password?", "Version 2.1"),
        ("What is the password policy?", "12 characters"),
        ("Is the PIN the best way?", "Yes, 100%"),
        ("What is the root password?", "I do not know"),
    ],
)
def test_what_answers_no_question_stays_silent(asked: str, answer: str) -> None:
    assert not found(asked, answer)


def test_parts_in_fields_with_numbered_names() -> None:
    assert found("44467137", "60248874", labels=("pan_1", "pan_2"), origin=Origin.TOOL) == [
        (0, "CREDIT_CARD", "44467137"),
        (1, "CREDIT_CARD", "60248874"),
    ]
    assert not found("44467137", "60248874", labels=("width", "height"), origin=Origin.TOOL)


@pytest.mark.parametrize(
    "texts",
    [
        ("order 44467137 was shipped", "invoice 60248874 is open"),
        ("the first 3 rows", "the last 12 rows"),
        ("call extension 4446", "then 7137"),
        ("part 1: see page 44467137", "an answer without numbers", "x", "y", "z", "w", "part 2: 60248874"),
    ],
)
def test_numbers_that_belong_to_nothing_stay_apart(texts: tuple[str, ...]) -> None:
    assert not found(*texts)


def test_other_speakers_are_not_joined() -> None:
    one, other = "first half: 44467137", "second half: 60248874"
    assert not SCANNER.scan([Segment(0, one), Segment(1, other, Origin.SYSTEM)]).findings
    between = [Segment(0, one), Segment(1, "Thanks. And the rest?", Origin.HISTORY), Segment(2, other)]
    assert [finding.place for finding in SCANNER.scan(between).findings] == [0, 2]


def test_a_joint_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = load()
    read: list[str] = []
    plain = Scanner._read

    def counting(self: Scanner, text: str, *rest: object) -> object:
        read.append(text)
        return plain(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Scanner, "_read", counting)
    turns = [Segment(0, "first half: 44467137"), Segment(1, "second half: 60248874")]
    first = scanner.scan(turns)
    assert len(read) == 3
    assert scanner.scan(turns).findings == first.findings and len(read) == 3


@given(st.lists(st.text(max_size=60), max_size=6), st.integers(0, 60), st.integers(1, 60))
def test_joints_lead_back_into_their_segments(texts: list[str], start: int, size: int) -> None:
    segments = [Segment(place, f"part {place}: {text} {place}234 {text}") for place, text in enumerate(texts)]
    pieced = [
        (number, segment, pieces)
        for number, segment in enumerate(segments)
        if (pieces := pieces_of(segment.text)) is not None
    ]
    for joint in joints(pieced):
        for number, low, high in joint.spans(Hit(start, start + size, "X", "x", 100.0, True)):
            assert 0 <= low < high <= len(segments[number].text)


@pytest.mark.parametrize("piece", ["1 ", "a1-", "a@", "@a.", "A1_", "DE89 ", "=", "1-1"])
def test_looking_for_parts_takes_no_time(piece: str) -> None:
    text = piece * 200_000
    assert ends_within(0.05, lambda: pieces_of(text))


@pytest.mark.parametrize(
    ("label", "items", "kind"),
    [
        ("chars", tuple(KEY), "AWS_ACCESS_KEY"),
        ("list", (KEY[:5], KEY[5:11], KEY[11:]), "AWS_ACCESS_KEY"),
        ("tokens", ("write", "to", " ada", ".", "byron", "@", "keller", "bau", ".de"), "EMAIL_ADDRESS"),
        ("card", ("4446", "7137", "6024", "8874"), "CREDIT_CARD"),
        ("", ("ada.by", "ron@kelle", "rbau.example.de"), "EMAIL_ADDRESS"),
        ("iban", ("DE89", "3704", "0044", "0532", "0130", "00"), "IBAN_CODE"),
    ],
)
def test_a_list_whose_items_are_pieces_is_one_text(label: str, items: tuple[str, ...], kind: str) -> None:
    hits = found(*items, labels=(label,) * len(items))
    assert {one for _, one, _ in hits} == {kind}
    assert "".join(text for _, _, text in hits) in "".join(items)
    assert sum(len(text) for _, _, text in hits) >= 15


@pytest.mark.parametrize(
    ("label", "items"),
    [
        ("years", ("4446", "7137", "6024", "8874")),
        ("tags", ("@home", "office", "de", "kellerbau.de")),
        ("stop", ("the", "and", "of", "or", "with")),
        ("passwords", ("the", "and", "of", "or", "with")),
        ("codes", ("AB12", "CD34", "EF56", "GH78", "IJ90")),
        ("keywords", ("berlin", "invoice", "q3", "blue")),
    ],
)
def test_a_list_of_words_or_numbers_is_none(label: str, items: tuple[str, ...]) -> None:
    assert not found(*items, labels=(label,) * len(items))


def test_a_list_of_whole_values_keeps_them_apart() -> None:
    mails = ("a@kellerbau.de", "b@kellerbau.de", "c@kellerbau.de")
    assert found(*mails) == [(place, "EMAIL_ADDRESS", mail) for place, mail in enumerate(mails)]


@pytest.mark.parametrize(
    ("record", "kind", "value"),
    [
        ({"name": "DbPassword", "value": "garnet-orbit-37"}, "PASSWORD", "garnet-orbit-37"),
        ({"field": "password", "content": "Silver_Kestrel44"}, "PASSWORD", "Silver_Kestrel44"),
        (
            {"patient": "Gloria Mbeki", "diagnosis": "acute bronchitis"},
            "MEDICAL_CONDITION",
            "acute bronchitis",
        ),
        ({"username": "netadm", "password": "Sage-Walnut86"}, "USERNAME", "netadm"),
        (
            {"kty": "oct", "alg": "HS256", "k": "8uZYM1bCyoV0BoQMI6qm" + "WQUrxZBvvfIuHZ2N49xQ"},
            "PRIVATE_KEY",
            None,
        ),
    ],
)
def test_fields_of_one_record_are_read_together(record: dict[str, str], kind: str, value: str | None) -> None:
    labels, texts = tuple(record), tuple(record.values())
    wanted = (texts.index(value or texts[-1]), kind, value or texts[-1])
    assert wanted in found(*texts, labels=labels, origin=Origin.HISTORY)
    assert wanted not in found(texts[wanted[0]], labels=labels[wanted[0] :], origin=Origin.HISTORY)


def test_a_name_said_twice_begins_another_record() -> None:
    fields = [
        ("patient", "Gloria Mbeki"),
        ("note", "well"),
        ("patient", "no name given"),
        ("diagnosis", "flu"),
    ]
    segments = [Segment(place, text, Origin.TOOL, label=label) for place, (label, text) in enumerate(fields)]
    assert [joint.text for joint in records_of(segments)] == [
        '{"patient": "Gloria Mbeki", "note": "well"}',
        '{"patient": "no name given", "diagnosis": "flu"}',
    ]


def test_names_of_fields_stand_between_the_fields_of_a_record_and_other_speakers_end_it() -> None:
    segments = [
        Segment(0, "user", Origin.META),
        Segment(1, "netadm", Origin.TOOL, label="user"),
        Segment(2, "pass", Origin.META),
        Segment(3, "x", Origin.TOOL, label="pass"),
        Segment(4, "y", Origin.SYSTEM, label="a"),
        Segment(5, "z", Origin.TOOL, label="b"),
        Segment(6, "z" * 500, Origin.TOOL, label="c"),
        Segment(7, "z", Origin.TOOL, label="d"),
    ]
    assert [joint.parts for joint in records_of(segments)] == [((1, 0, 10, 6), (3, 0, 28, 1))]
