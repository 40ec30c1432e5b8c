"""What somebody speaks on, defends or sells is not what that person has; what the same sentence tells of them is."""

from collections.abc import Callable

import pytest

from classifiers.context.trades import TradesSieve
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly


def left(text: str, fact: str, kind: str, *people: str) -> bool:
    """Whether the sieve leaves the last of such facts beside some people."""
    at = text.rindex(fact)
    hit = Hit(at, at + len(fact), kind, "given", 90.0)
    named = [Hit(text.index(one), text.index(one) + len(one), "PERSON", "given", 90.0) for one in people]
    return hit in TradesSieve().left(Passage(text), [hit, *named])


ILL, GUILTY, OF_FAITH = "MEDICAL_CONDITION", "CRIMINAL_RECORD", "NRP"


@pytest.mark.parametrize(
    ("text", "fact", "kind"),
    [
        ("Prof. Jane Roe lectures on HIV at the university.", "HIV", ILL),
        ("Jane Roe will give a talk on gout, asthma and lupus.", "lupus", ILL),
        ("Dr Jane Roe, consultant in breast cancer and lupus, joins us", "lupus", ILL),
        ("Jane Roe wants a documentary on asylum seekers in Dublin", "asylum seekers", OF_FAITH),
        ("Solicitor Jane Roe acts for people accused of theft", "theft", GUILTY),
        ("Our plan pays for cataract surgery, Ms Roe", "cataract surgery", ILL),
        ("Dr Jane Roe treats depression; put it on the page", "depression", ILL),
        ("Jane Roe sells insulin pumps", "insulin pumps", ILL),
        ("Our actor Jane Roe plays a blind soldier", "blind soldier", ILL),
        ("Social worker Jane Roe works with addicts and ex-offenders", "ex-offenders", GUILTY),
        (
            "Prof. Roe hält am 3. Juni einen Vortrag über Brustkrebs",
            "Juni einen Vortrag über Brustkrebs",
            ILL,
        ),
        ("Jane Roe schult am Dienstag zu Demenz", "Demenz", ILL),
        ("Anwältin Jane Roe verteidigt bei Diebstahl und Betrug.", "Diebstahl und Betrug", GUILTY),
        ("Le Dr Roe, spécialiste du diabète et de l'obésité", "de l'obésité", ILL),
        ("Le Dr Roe, spécialiste d'hépatologie et d'hépatite", "hépatite", ILL),
        ("La doctora Roe es especialista en esquizofrenia", "esquizofrenia", ILL),
        ("La professoressa Roe terrà una lezione sull'ebraismo", "ebraismo", OF_FAITH),
        ("Advocaat Roe verdedigt verdachten van diefstal", "diefstal", GUILTY),
        ("O inspetor Roe fala sobre roubo na escola", "roubo", GUILTY),
        ("Dr Roe prowadzi szkolenie o depresji", "depresji", ILL),
        ("Nurse Jane Roe runs the asthma and lupus clinic on Tuesdays.", "lupus", ILL),
        ("Jane Roe heads the HIV prevention programme", "HIV", ILL),
        ("Frau Roe leitet die Selbsthilfegruppe Depression", "Depression", ILL),
        ("La doctora Roe dirige la unidad de diabetes", "diabetes", ILL),
        ("Jane Roe organiza la maratón contra el cáncer", "cáncer", ILL),
        ("Prof. Roe, whose lab studies epilepsy in mice", "epilepsy", ILL),
        ("Attorney Jane Roe's practice areas: theft, assault", "assault", GUILTY),
        ("L'avvocata Roe si occupa di furto e rapina", "furto", GUILTY),
        ("Our actress Jane Roe plays a nun who is pregnant", "pregnant", ILL),
        ("Editor Jane Roe wants 800 words on drug dealing", "drug dealing", GUILTY),
        ("Jane Roe explains how to take warfarin", "warfarin", ILL),
        ("Jane Roe asked what a stroke is", "stroke", ILL),
        ("Jane Roe translates from Polish and Russian", "Russian", OF_FAITH),
    ],
)
def test_takes_away_the_topic_of_a_trade(text: str, fact: str, kind: str) -> None:
    assert not left(text, fact, kind)


@pytest.mark.parametrize(
    ("text", "fact", "kind", "people"),
    [
        ("Jane Roe gave a talk on gout and has lupus.", "lupus", ILL, ()),
        ("Jane Roe gave a talk on her own depression", "depression", ILL, ()),
        ("Jane Roe lectures on law; Tom Berg has asthma", "asthma", ILL, ()),
        ("My patient Jane Roe was referred to a specialist in epilepsy", "epilepsy", ILL, ()),
        ("Jane Roe went to a workshop on bereavement and depression", "depression", ILL, ()),
        ("Frau Roe nimmt an einem Kurs über Diabetes teil", "Diabetes", ILL, ()),
        ("Anwalt Ott verteidigt Jane Roe bei Diebstahl", "Diebstahl", GUILTY, ("Jane Roe",)),
        ("A book on Jane Roe, diabetes and all", "diabetes", ILL, ("Jane Roe",)),
        ("Jane Roe sells heroin and cocaine", "heroin", ILL, ()),
        ("Jane Roe vend de la drogue, héroïne", "héroïne", ILL, ()),
        ("Dr Ott treats Jane Roe for depression", "depression", ILL, ("Jane Roe",)),
        ("Our actor Jane Roe is blind in one eye", "blind in one eye", ILL, ()),
        ("Jane Roe speaks about suicide", "suicide", ILL, ()),
        ("Jane Roe runs the shop and takes warfarin", "warfarin", ILL, ()),
        ("Jane Roe runs the youth group of her Pentecostal church", "Pentecostal", OF_FAITH, ()),
        ("Jane Roe leads the support group since she got HIV", "HIV", ILL, ()),
        ("Jane Roe goes to the clinic that runs the asthma group", "asthma", ILL, ()),
        ("Our actor Jane Roe plays the lead despite asthma", "asthma", ILL, ()),
        ("Jane Roe explains how she got HIV", "HIV", ILL, ()),
        ("Jane Roe is on a course of antibiotics for asthma", "asthma", ILL, ()),
    ],
)
def test_leaves_what_is_told_of_somebody(text: str, fact: str, kind: str, people: tuple[str, ...]) -> None:
    assert left(text, fact, kind, *people)


def test_a_users_own_recognizer_is_not_overruled() -> None:
    hit = Hit(20, 24, ILL, "presidio:own", 90.0)
    assert TradesSieve().left(Passage("Jane Roe talks on a gout"), [hit]) == [hit]


def test_takes_linear_time() -> None:
    phrase = "gives a talk on gout "

    def run(size: int) -> Callable[[], object]:
        passage = Passage(phrase * size)
        hits = [Hit(at, at + 4, ILL, "given", 90.0) for at in range(16, len(phrase) * size, len(phrase))]
        return lambda: TradesSieve().left(passage, hits)

    assert grows_linearly(run, 200)
