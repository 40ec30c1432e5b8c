"""What a text is decides whether those whom it names are anybody; asked of the whole scanner."""

import pytest

from classifiers.catalog import Options, load
from classifiers.names.frames import Frame
from classifiers.names.words import words_of
from classifiers.segment import Segment


def people(text: str) -> set[str]:
    """The people that are found."""
    return {
        text[one.start : one.end]
        for one in load(Options()).scan([Segment(0, text)]).findings
        if one.kind == "PERSON"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Which of them holds the record?\nA. Zelinka\nB. Zylice\nC. Horvath\nD. Magdalena Farnsworth\n",
        "Ton nom est William. Tu aides les visiteurs de ce site à trouver une recette.",
        "Act as Prof Mortimer, a conductor of expert agents who plans every step.",
        "Recommend comic films that feature Vanessa Farnsworth, I am in the mood for a laugh.",
        "Polish this: the social period of motivation began late (Wilhelmina Farnsworth, 2013) and goes on.",
        "As shown by Magdalena Farnsworth and Wilhelm Zelinka (2017), the effect is large.",
        "Magdalena Farnsworth (2011) argues that motivation matters.",
        "Write a script for a YouTube video starring a boy called Theo who takes an ice bath.",
        "The table has Class 4 (e.g. Magdalena) and Class 5, which is dearer.",
    ],
)
def test_nobody_private_is_meant(text: str) -> None:
    assert people(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Waarom schilderde Rembrandt zichzelf zo vaak, en wat vond Vincent van Gogh daarvan?",
        "Que pensait Voltaire de Rousseau, et pourquoi Camus s'est-il fâché avec Sartre ?",
        "Pourquoi Flaubert a-t-il été jugé, et que reprochait-on à Baudelaire ?",
        "War Goethe wirklich in Sesenheim verliebt, und was sagt Thomas Mann in Lotte in Weimar dazu?",
        "Was wollte Goethe mit Faust eigentlich sagen?",
        "Who'd win if both play a back three? Think about Haaland and Kane.",
        "Would Walter White have stopped if Hank had known earlier? And Jesse?",
        "Warum tötet Werther sich am Ende, und was hat Lotte damit zu tun?",
        "Summarise the plot of Hamlet for sales people. Use Ophelia as the neglected customer.",
        "Riassumi la trama dell'Otello per colleghi stranieri: chi è Iago, chi è Desdemona?",
        "Vorrei una pizza Margherita: farina Caputo o Barilla? E il Bellini si fa con il prosecco?",
    ],
)
def test_who_is_asked_about_beside_the_well_known_is_well_known(text: str) -> None:
    assert people(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Did Renzo sign the lease, and has Lucia paid?", {"Renzo", "Lucia"}),
        ("Our tenant Thomas Mann owes two months of rent. What now?", {"Thomas Mann"}),
        ("Would Vincent van Gogh like it? Ask Magdalena Farnsworth.", {"Magdalena Farnsworth"}),
        ("Share the shift between Ronald Kane and Desiree Holt.", {"Ronald Kane", "Desiree Holt"}),
        (
            "Summarise the plot of land case: buyer Magdalena Farnsworth, seller Imogen Tarrant.",
            {"Magdalena Farnsworth", "Imogen Tarrant"},
        ),
        ("Recipe idea for Magdalena Farnsworth, diabetic, no gluten please.", {"Magdalena Farnsworth"}),
        ("Rezept für Frau Edelgard Krumscheid ausstellen, bitte.", {"Edelgard Krumscheid"}),
    ],
)
def test_whom_the_writer_deals_with_stays_beside_them(text: str, found: set[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kun je een kort gedicht maken voor opa Cor, 90 op zondag? Groet, Magdalena Farnsworth",
            "Magdalena Farnsworth",
        ),
        (
            "complaint 2,140 pcs flange oversize, found by their SQE Magdalena Farnsworth",
            "Magdalena Farnsworth",
        ),
        (
            "Compare pay vs band\nname,dept,lvl,sex,base\nMagdalena Farnsworth,Eng,L4,M,1\nsum,Eng,L4,M,2\n",
            "Magdalena Farnsworth",
        ),
        (
            "Which plan is right?\nA. call Magdalena Farnsworth back\nB. wait a day\nC. ask her boss\n",
            "Magdalena Farnsworth",
        ),
        ("Magdalena Farnsworth, you are an hour late again, I wrote to her.", "Magdalena Farnsworth"),
        ("Magdalena Farnsworth (since 2013 with us) has resigned.", "Magdalena Farnsworth"),
        ("Draft a mail to Magdalena Farnsworth about the video.", "Magdalena Farnsworth"),
        (
            "We act against Magdalena Farnsworth, two convictions for assault (2017). Intro please.",
            "Magdalena Farnsworth",
        ),
        (
            "Letter for Magdalena Farnsworth, MSc Nursing (2014), stent fitted (2019), please.",
            "Magdalena Farnsworth",
        ),
        ("my sister in law is upset since Kev's been texting his ex, help me write to her", "Kev"),
    ],
)
def test_somebody_at_work_is(text: str, found: str) -> None:
    assert people(text) == {found}


@pytest.mark.parametrize(
    ("text", "tale"),
    [
        ("Complaint: Kevin Thornbury made a racist joke about her accent", False),
        ("ni de broma, nos deben 67.300, dile que llame", False),
        ("Patient Maurice sings songs at night and has episodes of vertigo", False),
        ("School report: she wrote a lovely poem this term", False),
        ("Der Termin mit der Beschwerde ist um elf", False),
        ("write a short story about a complaint by a client", True),
        ("tell me a joke about a boss and his meetings", True),
        ("schreib mir eine Geschichte über den Kunden und die Rechnung", True),
        ("the song is about love", True),
        ("a fictional complaint by a client", True),
        ("write a letter about the racist joke at the meeting", False),
    ],
)
def test_at_work_a_joke_is_a_tale_only_where_one_is_asked_for(text: str, tale: bool) -> None:
    assert Frame(text, words_of(text)).tale == tale


@pytest.mark.parametrize(
    ("text", "exercise"),
    [
        ("Textaufgabe für Klasse 8: Anna (14) hat 250 € auf dem Konto. Ben schuldet ihr 40 €.", True),
        ("Erstelle drei Rechenaufgaben: Tom schuldet Mia 14 €, Mia kauft davon Eis.", True),
        ("Escribe problemas de matemáticas: Ana debe 30 € a Luis y paga 5 € al mes.", True),
        ("Inventa un problema di matematica: Marco guadagna 80 € e ne spende 25.", True),
        ("Maak een verhaaltjessom: Sanne leent 15 euro van Daan en betaalt 4 euro terug.", True),
        ("Cria exercícios de matemática: a Rita recebe 40 € e gasta 12 €.", True),
        ("Ułóż zadania tekstowe: Kasia pożyczyła Olkowi 20 zł, Olek oddał 8 zł.", True),
        ("Write an exam station where Mrs Brown owes £4 to the tuck shop.", True),
        ("Für Lena (12, ADHS) brauche ich leichte Textaufgaben.", False),
        ("Léa a une dyscalculie, adapte les exercices de maths", False),
        ("Lena kommt mit Textaufgaben nicht zurecht, schreib den Eltern.", False),
        ("Escribe a la madre: Iker tiene epilepsia y no hizo los problemas de matemáticas.", False),
    ],
)
def test_sums_told_as_stories_are_exercises_where_they_are_asked_for(text: str, exercise: bool) -> None:
    assert Frame(text, words_of(text)).exercise == exercise


@pytest.mark.parametrize(
    ("text", "contest"),
    [
        ("three goals by Friday, and rugby on saturday", False),
        ("de viaje, y a la vuelta firma", False),
        ("goals by Kane and Saka in the cup final", True),
        ("la vuelta a españa, etapa 3", True),
    ],
)
def test_words_of_sport_that_all_people_use_are_no_contest(text: str, contest: bool) -> None:
    assert Frame(text, words_of(text)).contest == contest
