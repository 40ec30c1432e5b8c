"""Facts about persons: what makes a word somebody's, and what does not."""

from collections.abc import Callable, Sequence

import pytest

from classifiers.context.facts import FactsCombiner
from classifiers.context.lexicon import Lexicon, terms_of
from classifiers.context.read import facts
from classifiers.detector import Combined, Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly


@pytest.fixture(scope="module")
def judge() -> FactsCombiner:
    return facts()


def asked(judge: FactsCombiner, text: str, person: str = "", kind: str = "PERSON") -> Combined:
    at = text.find(person) if person else -1
    people = [Hit(at, at + len(person), kind, "given", 85.0)] if at >= 0 else []
    return judge.combine(Passage(text), people)


def shown(text: str, hits: Sequence[Hit]) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in sorted(hits) if hit.score >= 65]


SOMEBODYS = [
    (
        "Jane Roe has been diagnosed with multiple sclerosis.",
        "Jane Roe",
        "MEDICAL_CONDITION",
        "multiple sclerosis",
    ),
    ("MRN 445566: pt started on warfarin 5 mg daily", "445566", "MEDICAL_CONDITION", "warfarin 5 mg daily"),
    ("Uwe Brandt fehlt wegen Bandscheibenvorfall.", "Uwe Brandt", "MEDICAL_CONDITION", "Bandscheibenvorfall"),
    ("Luc Petit est séropositif.", "Luc Petit", "MEDICAL_CONDITION", "séropositif"),
    ("Marta Gil está embarazada de 3 meses", "Marta Gil", "MEDICAL_CONDITION", "está embarazada de 3 meses"),
    ("Gianni Riva soffre di diabete tipo 2.", "Gianni Riva", "MEDICAL_CONDITION", "diabete tipo 2"),
    ("Kees Smit heeft een hartinfarct gehad", "Kees Smit", "MEDICAL_CONDITION", "een hartinfarct"),
    ("O João Reis tem esclerose múltipla.", "João Reis", "MEDICAL_CONDITION", "esclerose múltipla"),
    ("Ewa Lis choruje na cukrzycę.", "Ewa Lis", "MEDICAL_CONDITION", "cukrzycę"),
    ("Jane Roe has had asthma since 2019, she says", "Jane Roe", "MEDICAL_CONDITION", "asthma since 2019"),
    ("Jane Roe has had asthma in 1990s Dublin", "Jane Roe", "MEDICAL_CONDITION", "asthma"),
    ("Jane Roe is a devout Catholic.", "Jane Roe", "NRP", "devout Catholic"),
    ("Omar Said, Staatsangehörigkeit: syrisch", "Omar Said", "NRP", "syrisch"),
    ("Jane Roe is gay and out at work", "Jane Roe", "SEXUAL_ORIENTATION", "gay"),
    ("Jane Roe, shop steward since May", "Jane Roe", "TRADE_UNION", "shop steward"),
    (
        "Jane Roe was convicted of fraud in 2015.",
        "Jane Roe",
        "CRIMINAL_RECORD",
        "was convicted of fraud in 2015",
    ),
    ("Jane Roe, iris scan on file", "Jane Roe", "BIOMETRIC", "iris scan"),
]


@pytest.mark.parametrize(
    ("text", "person", "kind", "fact"), SOMEBODYS, ids=[one[0][:30] for one in SOMEBODYS]
)
def test_a_fact_beside_a_person_is_found_and_without_one_it_is_not(
    judge: FactsCombiner, text: str, person: str, kind: str, fact: str
) -> None:
    of = "MEDICAL_RECORD_NUMBER" if person.isdigit() else "PERSON"
    assert (kind, fact) in shown(text, asked(judge, text, person, of).hits)
    nobody = text.replace(person, "x" * len(person))
    assert shown(nobody, asked(judge, nobody).hits) == []


NOBODYS = [
    "what are the symptoms of diabetes?",
    "Write a poem about a boy with leukemia.",
    "Compare metformin and insulin for type 2 diabetes in a table.",
    "My French is bad and my German is worse; translate this into Italian.",
    "The process was convicted of nothing: it was killed by the OOM killer.",
    "als je dit leest; mehr als genug; this aids the user",
    "def has_fever(patient): return patient.temperature > 38",
    "My code has cancer. It has to be rewritten.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_nobodys_stays_silent(judge: FactsCombiner, text: str) -> None:
    assert shown(text, asked(judge, text).hits) == []


def test_fiction_about_a_named_person_stays_silent(judge: FactsCombiner) -> None:
    text = "Write a short story in which Jane Roe has leukemia."
    assert shown(text, asked(judge, text, "Jane Roe").hits) == []


def test_a_pronoun_needs_a_name_in_another_text(judge: FactsCombiner) -> None:
    text = "She has HIV and is on methadone."
    combined = asked(judge, text)
    assert combined.hits == ()
    assert [text[hit.start : hit.end] for hit in combined.if_named] == ["HIV", "methadone"]
    assert asked(judge, "What is HIV?").if_named == ()


def test_the_address_of_a_recipient_alone_makes_nothing_somebodys(judge: FactsCombiner) -> None:
    text = "To jane@acme.com: a new page about asthma"
    assert shown(text, asked(judge, text, "jane@acme.com", "EMAIL_ADDRESS").hits) == []


def test_a_far_away_person_counts_in_a_record_only(judge: FactsCombiner) -> None:
    far = "x " * 500
    one = f"Jane Roe. {far} asthma"
    assert shown(one, asked(judge, one, "Jane Roe").hits) == []
    record = f"Jane Roe. {far} Diagnosis: asthma, epilepsy. History of gout, hypertension"
    assert len(shown(record, asked(judge, record, "Jane Roe").hits)) == 4
    of_three_topics = f"Jane Roe. {far} Diagnosis: asthma, single kidney. She had an arthroscopy"
    assert len(shown(of_three_topics, asked(judge, of_three_topics, "Jane Roe").hits)) == 3


def test_too_many_words_are_never_clean(judge: FactsCombiner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.context.facts.MOST_MATCHES", 10)
    passage = Passage("Jane Roe has asthma. " * 20)
    judge.combine(passage, [Hit(0, 8, "PERSON", "given", 85.0)])
    assert not passage.complete


def test_the_longest_term_wins_and_an_abbreviation_needs_its_capitals() -> None:
    terms, endings = terms_of("heart, heart attack, ALS, cukrzyc*, -itis", "t", "g")
    lexicon = Lexicon(terms, endings.values())

    def words(text: str) -> list[str]:
        low = text.lower()
        return [text[one.start : one.end] for one in lexicon.matches(text, low, Passage(text).words)]

    assert words("a heart-attack and hearts") == ["heart-attack", "hearts"]
    assert words("ALS als Als") == ["ALS"]
    assert words("cukrzycy, arthritis, itis") == ["cukrzycy", "arthritis"]


@pytest.mark.parametrize(
    "piece", ["she has asthma ", "has ", "heart ", "a, ", "(", "diagnosed with ", "in der 9. woche "]
)
def test_hostile_texts_cost_what_their_length_does(judge: FactsCombiner, piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = (piece * size)[:size]
        people = [Hit(place, place + 2, "PERSON", "given", 85.0) for place in range(0, size, 100)]
        return lambda: judge.combine(Passage(text), people)

    assert grows_linearly(judged, 10_000)


def test_a_guess_at_a_person_that_is_the_drug_itself_makes_nobody(judge: FactsCombiner) -> None:
    text = "Our cat is diabetic, and the vet suggests Rivaroxaban and St John's wort."
    guesses = [Hit(42, 53, "PERSON", "names", 55.0), Hit(58, 60, "PERSON", "names", 55.0)]
    assert judge.combine(Passage(text), guesses).hits == ()
    assert judge.combine(Passage(text), [Hit(42, 53, "PERSON", "names", 85.0)]).hits != ()


@pytest.mark.parametrize(
    ("text", "guess", "facts"),
    [
        ("Kaliumkontrolle, was bei Durchfall tun?", "Kaliumkontrolle", 0),
        ("Im Team ist jemand mit Nussallergie", "Nussallergie", 0),
        ("Ergebnis: Durchfall", "Ergebnis", 0),
        ("Brankowska hat Durchfall", "Brankowska", 1),
    ],
)
def test_a_guess_at_a_person_that_is_a_noun_makes_nobody(
    judge: FactsCombiner, text: str, guess: str, facts: int
) -> None:
    at = text.index(guess)
    assert (
        len(judge.combine(Passage(text), [Hit(at, at + len(guess), "PERSON", "names", 55.0)]).hits) == facts
    )
