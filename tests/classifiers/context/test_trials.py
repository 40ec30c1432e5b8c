"""What a test makes up is left alone; what it took from people, and what was drawn at random, is found."""

import re
from collections.abc import Callable

import pytest

from classifiers.context.marked import marked
from classifiers.context.trials import TrialsSieve, tried
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.bench.quality.contender import ours
from tests.bench.quality.corpus import Labelled, Span, strangers
from tests.cost import grows_linearly

KINDS = {
    "P": "PERSON", "E": "EMAIL_ADDRESS", "T": "PHONE_NUMBER", "U": "USERNAME", "C": "CREDIT_CARD",
    "I": "IP_ADDRESS", "W": "PASSWORD", "K": "API_KEY", "N": "NATIONAL_ID", "D": "DATE_OF_BIRTH", "S": "US_SSN",
}  # fmt: skip
_MARKED = re.compile(r"«(\w):([^»]*)»")
CASES = """def test_first():
    check(first())
    assert first() == 1

def test_second():
    value = second()
    assert value == 2
"""
CODE = "\n".join(f"def step_{n}(value):\n    return value + {n}\n" for n in range(8))


def left(marked: str, detector: str = "given", *, verified: bool = False) -> list[str]:
    """What a sieve leaves of the places that a text marks as «kind:value»."""
    hits, text, at = [], "", 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        hits.append(Hit(len(text), len(text) + len(found[2]), KINDS[found[1]], detector, 85.0, verified))
        text += found[2]
        at = found.end()
    text += marked[at:]
    return sorted(text[hit.start : hit.end] for hit in TrialsSieve().left(Passage(text), hits))


MADE_UP = """    user = make(name="«P:Jane Roe»", mail="«E:jane@roe.net»", phone="«T:020 7946 0018»")
    user.login("«U:roe»", "«W:hunter2»").pay("«C:4000100011112224»", host="«I:172.16.4.9»")
"""
DRAWN = "kX7pQz2LmV9tRw"


def test_leaves_what_a_test_makes_up_alone() -> None:
    assert left(CASES + MADE_UP + CASES) == []


@pytest.mark.parametrize("text", [CODE + MADE_UP + CODE, MADE_UP, "assert a\nassert b\n" + CODE + MADE_UP])
def test_finds_the_same_in_what_is_no_test(text: str) -> None:
    assert len(left(text)) == 7


@pytest.mark.parametrize(
    "line",
    [
        '    # the customer whose order was lost\n    user = make("«P:Jane Roe»")',
        '    patient = make("«P:Jane Roe»")',
        '    # copied from the CRM\n    user = make("«P:Jane Roe»")',
        '    # a real record\n    user = make("«P:Jane Roe»")',
        f'    user = login("«W:{DRAWN}»")',
        '    user = login("https://erp.roe.net", "«W:hunter2»")',
        '    user = login("«W:Sommer2024!»")',
        '    pay("«C:4532015112830' + '366»")',
        '    user = make(ssn="«S:536-22-8877»")',
        "INSERT INTO people VALUES (1, '«P:Jane Roe»');",
    ],
)
def test_finds_what_is_somebodys_in_a_test(line: str) -> None:
    assert len(left(f"{CASES}{line}\n{CASES}")) == 1


def test_finds_what_is_written_around_a_test_and_what_others_recognize() -> None:
    assert left(f"{CASES}Why does this fail for «P:Jane Roe» and nobody else in the house?\n") == ["Jane Roe"]
    assert left(CASES + MADE_UP + CASES, "presidio:own") != []


def test_what_is_a_program_only_by_its_cases_is_one() -> None:
    cases = "  it 'adds'\n    x `shouldBe` 1\n" * 3
    assert left(f"{cases}  make «P:Jane Roe»\n{cases}") == []
    assert left(f"{cases[:60]}  make «P:Jane Roe»\n") == ["Jane Roe"]


def test_a_hash_in_a_test_is_no_secret() -> None:
    line = f'    user = make(hash="«W:*{"6BB4837EB74329105EE4" * 2}»")\n'
    assert left(CASES + line + CASES) == []
    assert len(left(CODE + line + CODE)) == 1


def test_a_person_with_a_day_of_birth_stays_whole() -> None:
    record = '    make("«P:Jane Roe»", "«D:1980-02-03»", "«T:020 7946 0018»")\n'
    assert len(left(CASES + record + CASES)) == 3


REAL = '    make("«P:{}»", "«E:{}»", "«T:{}»", "{}")\n'


@pytest.mark.parametrize(
    ("name", "mail", "phone"),
    [
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "07843 306 917"),
        ("Nilu Garstang", "nilu@garstang-joinery.net", "+44 161 306 9172"),
    ],
)
def test_who_has_what_only_real_people_have_stays(name: str, mail: str, phone: str) -> None:
    assert len(left(CASES + REAL.format(name, mail, phone, "Leeds") + CASES)) == 3


@pytest.mark.parametrize(
    ("name", "mail", "phone"),
    [
        ("Nilu Garstang", "n.garstang@example-joinery.net", "07843 306 917"),
        ("Nilu Garstang", "n.garstang@company.com", "07843 306 917"),
        ("Nilu Garstang", "sales@joinery.net", "07843 306 917"),
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "555 306 917"),
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "020 7946 0018"),
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "0784 3333 917"),
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "123 456 7890"),
        ("Nilu Garstang", "n.garstang@garstang-joinery.net", "306 917"),
        ("Nilu", "nilu@garstang-joinery.net", "07843 306 917"),
    ],
)
def test_who_lacks_a_part_of_that_was_made_up(name: str, mail: str, phone: str) -> None:
    assert left(CASES + REAL.format(name, mail, phone, "Leeds") + CASES) == []


def test_a_number_with_its_check_digits_makes_a_real_person() -> None:
    line = '    make("«P:Nilu Garstang»", "«N:40093511112724»")\n'
    assert left(CASES + line + CASES) == []
    assert len(left(CASES + line + CASES, verified=True)) == 2
    typed = '    make("«P:Nilu Garstang»", "«N:40000011112724»")\n'
    assert left(CASES + typed + CASES, verified=True) == ["40000011112724"]


def test_a_row_of_one_first_name_tells_of_nobody() -> None:
    assert left(f"{CASES}INSERT INTO names VALUES ('«P:Jacob»');\n{CASES}") == []
    assert len(left(f"{CODE}INSERT INTO names VALUES ('«P:Jacob»');\n{CODE}")) == 1
    assert len(left(f"{CASES}INSERT INTO names VALUES ('«P:Jacob»', '«P:Garstang»');\n{CASES}")) == 2


def test_the_usual_cast_is_nobody_even_at_work() -> None:
    assert left(f'{CASES}    employee = make("«P:Joe»")\n{CASES}') == []
    assert left(f'{CASES}    employee = make("«P:Nilu»")\n{CASES}') == ["Nilu"]


def test_the_arguments_of_a_statement_are_no_row() -> None:
    line = '\trun("INSERT INTO people VALUES (?, ?)", "«P:Nilu»", "«E:nilu@roe.net»")\n'
    assert left(CASES + line + CASES) == []
    assert (
        len(left(f"{CASES}COPY people (id, name) FROM stdin;\n1\t«P:Nilu Roe»\t«E:nilu@roe.net»\n{CASES}"))
        == 2
    )


def test_a_checked_number_stays_and_a_shape_goes() -> None:
    line = '    make(number="«N:4000100011112224»")\n'
    assert left(CASES + line + CASES) == []
    assert len(left(CASES + line + CASES, verified=True)) == 1


def test_values_that_are_nobodys_explain_what_stands_near() -> None:
    cast = '    one = make("alice", "foo@example.com")\n'
    near = '    two = make("«P:Nilu Roe»", "«E:nilu@roe.net»")\n'
    assert left(CODE + cast + near) == []
    assert len(left(CODE + cast + CODE * 4 + near)) == 2
    assert len(left(CODE + '    one = make("alice")\n' + near)) == 2


@pytest.mark.parametrize(
    "marks",
    [
        'describe("a cart", () => {\n  it("adds", () => {\n',
        "@Test\npublic void adds() {\n  assertEquals(1, 2);\n",
        "func TestAdd(t *testing.T) {\n  t.Fatal(err)\n",
        "TEST(Cart, Adds) {\n  EXPECT_EQ(1, 2);\n",
        "use Test::More;\nis(add(1), 2, 'adds');\n",
        "#[test]\nfn adds() {\n  assert_eq!(1, 2);\n",
        "- assert:\n    that: a == 1\n- ansible.builtin.assert:\n    that: b == 1\n",
        "[Fact]\npublic void Adds()\n  Assert.Equal(1, 2);\n",
        "def test_adds():\n    assert add() == 2\n",
        'test_that("it adds", {\n  expect_equal(add(1), 2)\n',
        "@testset begin\n  @test add(1) == 2\n",
        "class CartTest extends Base {\n  assertEquals(1, 2);\n",
    ],
)
def test_knows_tests_of_many_frameworks(marks: str) -> None:
    assert tried(marks) is not None


@pytest.mark.parametrize(
    "text", ["assert a\nassert b\n", 'open(a).expect("no file"); open(b).expect("no");', "a test"]
)
def test_knows_what_is_no_test(text: str) -> None:
    assert tried(text) is None


PASTED = [one for one in strangers.texts() if {"homework", "errands"} & one.tags]


def test_finds_all_that_people_paste_with_their_code() -> None:
    """Records of customers in tests, seeds, dumps, logs and settings: each value that was found once stays found."""
    find = ours().find
    missed = [
        (one.id, span.kind)
        for one in PASTED
        for span in one.spans
        if not span.optional and not _is_covered(one, span, [(hit.start, hit.end) for hit in find(one.parts)])
    ]
    assert len(PASTED) >= 80
    assert missed == []


def _is_covered(text: Labelled, span: Span, found: list[tuple[int, int]]) -> bool:
    low, high = span.core or (span.start, span.end)
    covered = sum(any(start <= at < end for start, end in found) for at in range(low, high))
    return covered >= 0.9 * (high - low)


@pytest.mark.parametrize(
    "piece", ["assert", "it('a', ", "\"bob\" 'foo'", "{a:b;", "http://a.b", "key: ", "copied from "]
)
def test_what_is_read_of_a_long_text_grows_with_it(piece: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        text = piece * (size // len(piece))
        return lambda: (tried(text), marked(text), left(f"{CASES}«P:Roe» {text}"))

    assert grows_linearly(reading, 20_000)


def test_a_checked_address_of_a_machine_makes_nobody_real() -> None:
    line = '    make("«P:Nilu Garstang»", "«I:172.16.4.9»")\n'
    assert left(CASES + line + CASES, verified=True) == []
