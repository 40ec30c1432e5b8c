"""The prefilter: with the engine, without it, whole or in blocks, the findings are the same."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.detector import Detector
from classifiers.engine import Engine, is_installed
from classifiers.examples import example
from classifiers.kept import Kept
from classifiers.passage import Passage
from classifiers.prefilter import BLOCK, Prefilter, _areas, _spread
from classifiers.scanner import Scanner
from tests.fuzzing import examples as tries

FILLER = (
    "Could you go over the minutes of the meeting? We agreed on 3 of the 12 points, the rest waits for Tuesday.\n",
    "for row in rows: total += row.price * row.count  # 1024 rows at most, 2.5 s\n",
    "Größe und Gewicht stehen im Anhang, Seite 14; die Maße sind 20 x 30 cm.\n",
    '{"level": "info", "took": 12, "at": "2024-10-12T10:30:00Z", "id": "8f3c9a12"}\n',
)

ALWAYS = frozenset(
    {
        *("credit-card", "email", "password-prose", "password-quoted", "phone-national", "iban", "de-tax-id"),
        "azure-storage-key",
    }
)

needs_the_engine = pytest.mark.skipif(not is_installed(), reason="no engine for this platform")


# One rule in so many is tried, because the engine compiles for about 20 ms a rule; the outlines of all are tried in
# test_outline.py.
SHARE = 8


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    rules = rulebook.read(RULES)
    chosen = [rule for number, rule in enumerate(rules) if number % SHARE == 0 or rule.id in ALWAYS]
    store = Kept(tmp_path_factory.mktemp("kept"))

    def prefiltered(detectors: Sequence[Detector]) -> tuple[Prefilter, Engine]:
        prefilter = Prefilter(detectors)
        return prefilter, Engine(prefilter.expressions, store, prefilter.wholes)

    scanner = Scanner(chosen, prefiltered=prefiltered)
    assert scanner.warm(150)
    return scanner


@pytest.fixture(scope="module")
def plain(fast: Scanner) -> Scanner:
    return Scanner(fast._detectors, fast._combiners)


def examples() -> Iterator[str]:
    for file in sorted(Path(RULES).glob("*.yaml")):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            for part in ("finds", "ignores"):
                for number, source in enumerate(rule.get(part, ()), 1):
                    yield example(source, f"{rule['id']}:{part}:{number}").text


def same(fast: Scanner, plain: Scanner, text: str) -> int:
    """How many hits both give. All of them, before any is settled, and whether the text was read to its end."""
    one, other = Passage(text), Passage(text)
    found, expected = fast._stages(one), plain._stages(other)
    assert found == expected and one.complete == other.complete
    return len(found[0])


@needs_the_engine
def test_every_example_of_every_rule_is_found_alike(fast: Scanner, plain: Scanner) -> None:
    assert sum(same(fast, plain, text) for text in examples()) > 40


@needs_the_engine
@pytest.mark.parametrize("seed", range(6))
def test_long_texts_are_read_alike_in_blocks(fast: Scanner, plain: Scanner, seed: int) -> None:
    draw = random.Random(seed)
    pieces: list[str] = []
    for text in examples():
        pieces.extend(draw.choices(FILLER, k=draw.choice([0, 0, 1, 5, 60])))
        pieces.append(text)
    draw.shuffle(pieces)
    text = draw.choice(["", " ", "\n"]).join(pieces)
    at = draw.randrange(len(text) - 60_000)
    assert len(text) > 60_000
    # So that block borders fall on every kind of place.
    drawn = text[at : at + 60_000]
    assert same(fast, plain, f"{drawn[:40_000]}\nmail bob@acme.com\n{drawn[40_000:]}") > 0


@needs_the_engine
def test_a_value_on_a_border_of_blocks_is_found(fast: Scanner, plain: Scanner) -> None:
    value = "card 4111 1111 1111 1111 and bob@acme.com, "
    for shift in range(0, 90, 7):
        text = "x " * ((BLOCK * 2 - shift) // 2) + value + "y " * BLOCK
        assert same(fast, plain, text) >= 2


@needs_the_engine
@tries(150)
@given(
    st.text(alphabet=st.sampled_from("aZkKſıİ0159 .-_:=@/'\"\n\\é中٣\ud800passwordtokenkey"), max_size=120)
)
def test_any_text_is_read_alike(fast: Scanner, plain: Scanner, text: str) -> None:
    same(fast, plain, text)
    same(fast, plain, f"password = '{text}' key: {text} 4111 1111 1111 1111")


@needs_the_engine
def test_few_detectors_are_asked_about_an_ordinary_text(fast: Scanner) -> None:
    assert fast._engine is not None
    likely = fast._prefilter.likely(Passage(FILLER[0] * 10), fast._engine.scan)
    assert len(likely) < len(fast._detectors) / 10


@needs_the_engine
@pytest.mark.parametrize("ahead", [0, BLOCK - 3, 5 * BLOCK])
def test_a_detector_of_which_only_the_beginning_stands_there_is_not_asked(fast: Scanner, ahead: int) -> None:
    assert fast._engine is not None
    rule = next(one for one in fast._detectors if one.id == "azure-storage-key")
    begun = "x " * (ahead // 2) + "AccountKey=" + "Zk9" * 14
    all_of_it = begun + "=="
    prefilter, engine = fast._prefilter, fast._engine
    assert rule in prefilter.likely(Passage(begun), engine.scan)
    assert rule not in prefilter.likely(Passage(begun), engine.scan, engine.holds)
    assert rule in prefilter.likely(Passage(all_of_it), engine.scan, engine.holds)


def test_a_plan_stands_for_the_work(plain: Scanner) -> None:
    worked = Prefilter(plain._detectors)
    followed = Prefilter(plain._detectors, worked.plan())
    assert followed.expressions == worked.expressions and followed.wholes == worked.wholes
    assert followed._gates == worked._gates and followed._always == worked._always


def test_a_detector_without_a_hint_is_always_asked() -> None:
    class Silent:
        id, digest, kinds = "silent", "1", frozenset({"X"})

        def __init__(self) -> None:
            self.asked = 0

        def find(self, passage: Passage) -> tuple[()]:
            self.asked += 1
            return ()

    silent = Silent()
    Scanner([silent])._stages(Passage("a" * 9_000))
    assert silent.asked == 1
    assert Scanner([silent])._prefilter.expressions == ()


def test_without_an_engine_every_detector_is_asked(plain: Scanner) -> None:
    assert plain._prefilter.likely(Passage("nothing"), None) == plain._detectors


def test_blocks_become_areas() -> None:
    assert _areas(0b1, 100) == ((0, 100),)
    assert _areas(0b1101, 4 * BLOCK - 5) == ((0, BLOCK), (2 * BLOCK, 4 * BLOCK - 5))
    assert _areas(1 << 70, 71 * BLOCK) == ((70 * BLOCK, 71 * BLOCK),)


def test_what_must_stand_near_spreads_over_blocks() -> None:
    # A word in block 2 serves matches in block 3 (it stands ahead of them) and in block 1 (it stands behind them).
    assert _spread(0b00100, back=1, on=0) == 0b01100
    assert _spread(0b00100, back=0, on=1) == 0b00110
    assert _spread(0b00001, back=1, on=1) == 0b00011
