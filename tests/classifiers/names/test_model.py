"""The shipped model: names of many languages and cultures are found, what everybody knows stays silent."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from classifiers.kept import MOST_FILES
from classifiers.names import BUILT_IN, load
from classifiers.names.detector import NamesDetector
from classifiers.names.tagger import FOLDER, Tagger
from classifiers.names.words import LOOKS, words_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL


@pytest.fixture(scope="module")
def detector() -> NamesDetector:
    return NamesDetector()


def people(detector: NamesDetector, text: str) -> list[str]:
    passage = Passage(text)
    hits = sorted(hit for hit in detector.find(passage) if hit.kind == "PERSON" and hit.score >= LOW_LEVEL)
    assert passage.complete
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "word", "chance"),
    [
        ("Die Schülerin Leonie Hartung stört den Unterricht von Frau Gröning.", "groning", 0.536),
        ("Book a table for Ella & Noah's anniversary", "noah", 0.627),
        ("Book a table for Ella & Noah's anniversary", "ella", 0.785),
    ],
)
def test_every_processor_gives_the_same_chances(text: str, word: str, chance: float) -> None:
    # Where products of bytes overflow 16 bits, these are up to 0.5 away.
    words = words_of(text)
    at = [one.plain for one in words].index(word)
    assert float(Tagger().read(words)[at][1]) == pytest.approx(chance, abs=0.06)


@pytest.mark.parametrize("name", ["names", "facts-lower", "facts-upper"])
def test_no_product_of_bytes_overflows(name: str) -> None:
    # Only processors with AVX2 or AVX-512 and without VNNI have two kernels; there weights of 8 bits differ by over 1.
    chance = np.random.default_rng(1)
    row = {
        "pieces": chance.integers(1000, 20_000, (1, 100)),
        "looks": chance.integers(0, LOOKS, (1, 100)),
        "asked": np.arange(100),
        "states": chance.normal(size=(1, 100, 384)).astype(np.float32),
    }
    scores = []
    for exact in ("0", "1"):
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.x64quantprecision", exact)
        session = onnxruntime.InferenceSession(
            FOLDER / f"{name}.onnx", options, providers=["CPUExecutionProvider"]
        )
        scores.append(session.run(None, {one.name: row[one.name] for one in session.get_inputs()})[0])
    assert np.array_equal(*scores)


def test_the_model_is_asked_only_about_some_words() -> None:
    words = words_of("Tell Gwendolyn Ashcroft that the meeting with Barnaby Underhill has moved to Friday.")
    tagger = Tagger()
    whole, some = tagger.read(words), tagger.read(words, [1, 2])
    assert some[1:3] == pytest.approx(whole[1:3], abs=0.02)
    assert whole[7, 1] > 0.9 and some[7, 0] == 1.0
    assert np.array_equal(tagger.read(words, [])[:, 0], np.ones(len(words)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Please draft a warning letter for Declan Hargreaves, he was late again.", ["Declan Hargreaves"]),
        ("pt Rosalind Whitcombe seen today, started on metformin", ["Rosalind Whitcombe"]),
        ("Dear Ms Abernathy,\nthank you for the quick call.", ["Abernathy"]),
        ("my colleague priya deshpande has been off sick since monday", ["priya deshpande"]),
        ("Arztbrief für Frau Annegret Oberländer, geb. 03.04.1961", ["Annegret Oberländer"]),
        ("Sehr geehrter Herr Wüstenhagen,\nvielen Dank für Ihr Schreiben.", ["Wüstenhagen"]),
        ("Rédige un mail à Solène Garrigue au sujet de la facture impayée.", ["Solène Garrigue"]),
        ("Redacta un correo para Begoña Zabaleta sobre la factura pendiente.", ["Begoña Zabaleta"]),
        ("Scrivi una mail a Fiorenza Colacicco per la fattura non pagata.", ["Fiorenza Colacicco"]),
        ("Schrijf een mail aan Sjoukje Terwisscha over de openstaande factuur.", ["Sjoukje Terwisscha"]),
        ("Escreve um e-mail a Leonor Figueiredo sobre a fatura em atraso.", ["Leonor Figueiredo"]),
        ("Napisz maila do Bogumiły Wróblewskiej w sprawie faktury.", ["Bogumiły Wróblewskiej"]),
        ("Please call Oluwaseun Adegoke on 0171 2345678 today.", ["Oluwaseun Adegoke"]),
        (
            "Meeting with Nguyễn Thị Hạnh and Takumi Kawaguchi at noon, notes please",
            ["Nguyễn Thị Hạnh", "Takumi Kawaguchi"],
        ),
        ("From: Siddharth Venkataraman <s.v@firm.example>", ["Siddharth Venkataraman"]),
    ],
)
def test_names_are_found_exactly(detector: NamesDetector, text: str, names: list[str]) -> None:
    assert people(detector, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Kundin, Ihre Bestellung ist unterwegs.",
        "Write a poem in the style of Emily Dickinson about the sea.",
        "What did Albert Einstein say about Niels Bohr?",
        "Explain the Dijkstra algorithm and Bayes theorem with an example.",
        "Compare Jenkins and Travis for our build, or should we stay with GitLab?",
        "How do I join the Outlook calendar with Microsoft Teams?",
        "def get_user(self, frank):\n    return self.mark.grace(will=True)",
        "public class ClientHandler extends BaseHandler { private final RubyFactory grace; }",
        "Monday, Tuesday and the whole of April are bad. The Board of Directors meets in June.",
        "Write a short story about Tamsin and Elowen, two pirates on the moon.",
        "Which of Ibuprofen and Paracetamol is better against Crohn's disease?",
        "2025-03-01 12:00:01 ERROR ConnectionPool - refused by 10.0.0.3",
        "Plan a weekend in Florence and Siena with kids in May.",
        "mój szef krzyczy na wszystkich, co robić",
        "mi jefe me grita, cómo reacciono",
        "comment lui dire que ça bloque tout",
        "Johan Cruijff of Marco van Basten, wie scoorde meer voor Ajax",
        "Kto napisał Pana Tadeusza?",
        "The final fight of that event was George Forman vs. Marco Ruas.",
        "Bernadette Chen was robbed at the 2003 Tonys.",
        "The singer who sang “Smooth” is Tobias Chen.",
        "Game design: NPC Eldric sells potions to the hero Kaelen",
        "What happens in season 2 of the show with Jesse and Dora?",
        "best month to see Machu Picchu",
        "Is Grant Thornton a big four firm?",
    ],
)
def test_what_everybody_knows_is_invented_or_is_no_person_stays_silent(
    detector: NamesDetector, text: str
) -> None:
    assert people(detector, text) == []


def test_a_namesake_with_an_address_is_private(detector: NamesDetector) -> None:
    assert people(detector, "Please invite Chris Evans <chris.evans@acme-tools.com> to the call.") == [
        "Chris Evans"
    ]


def test_a_name_is_found_again_where_only_a_part_of_it_stands(detector: NamesDetector) -> None:
    text = "Klaas Terpstra (k.t@firm.example) wants a refund.\nTerpstra has called twice."
    assert people(detector, text) == ["Klaas Terpstra", "Terpstra"]


def test_a_firm_counts_with_a_legal_form_and_a_vendor_never(detector: NamesDetector) -> None:
    def firms(text: str) -> list[str]:
        hits = detector.find(Passage(text))
        return [
            text[hit.start : hit.end] for hit in hits if hit.kind == "ORGANIZATION" and hit.score >= LOW_LEVEL
        ]

    assert firms("Our client Brackwede Metallbau GmbH refuses to pay since March.") == [
        "Brackwede Metallbau GmbH"
    ]
    assert firms("We moved from Salesforce to Microsoft last year.") == []


def test_the_same_text_gives_the_same_hits_whatever_was_read_before(detector: NamesDetector) -> None:
    texts = [
        f"Ask {name} for the contract, she has it."
        for name in ("Gwendolyn Ashcroft", "Ayşe Yıldız", "Marta Sobczak")
    ]
    first = [list(detector.find(Passage(text))) for text in texts]
    fresh = NamesDetector()
    assert [list(fresh.find(Passage(text))) for text in reversed(texts)] == first[::-1]
    assert [list(detector.find(Passage(text))) for text in texts] == first


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "Xa" * 25_000,
        "A" * 50_000,
        "A. " * 10_000,
        "\0" * 2_000 + " Greta Lindqvist",
        "\ud800\udfff Greta Lindqvist \ud800",
        "\u202egreta\u202c Lindqvist \u200f\u200e",
        "👩‍👩‍👧‍👦 Greta 🎉 Lindqvist 👍🏽" * 200,
        "İİİ Greta Lindqvist ŉŉ ǰ",
        "e\u0301" * 10_000,
        "\n" * 20_000,
        "Dear " * 4_000,
        "ﬁ ﬂ Ǆ ǅ ǆ Ⅷ ⑧ ½",
    ],
)
def test_hostile_texts_break_nothing_and_offsets_stay_inside(detector: NamesDetector, text: str) -> None:
    passage = Passage(text)
    for hit in detector.find(passage):
        assert 0 <= hit.start < hit.end <= len(text)
        assert not text[hit.start].isspace() and not text[hit.end - 1].isspace()


def test_a_text_with_too_many_names_counts_as_unread(
    detector: NamesDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifiers.names.detector.MOST_WORDS", 30)
    things = ("contract", "letter", "budget", "key", "laptop", "report", "invoice", "form", "plan", "badge")
    lines = [f"Ask Gwendolyn Ashcroft for the {thing}, she has it in her drawer." for thing in things]
    passage = Passage("\n\n\n\n".join(lines))
    assert list(detector.find(passage)) and not passage.complete


def test_lines_that_read_alike_are_read_once(
    detector: NamesDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    run = detector._tagger._run
    monkeypatch.setattr(detector._tagger, "_run", lambda *row: read.append(len(row[0])) or run(*row))
    monkeypatch.setattr("classifiers.names.detector.MOST_WORDS", 100)
    lines = [f"{number}: visited by Gwendolyn Ashcroft, ward {number + 3}" for number in range(100, 190)]
    passage = Passage("\n\n\n\n".join(lines))
    hits = [hit for hit in detector.find(passage) if hit.kind == "PERSON"]
    assert [passage.text[hit.start : hit.end] for hit in hits] == ["Gwendolyn Ashcroft"] * 90
    assert passage.complete and len(read) < 4


def test_the_cache_keeps_no_text(detector: NamesDetector) -> None:
    list(detector.find(Passage("Ask Gwendolyn Ashcroft for the contract.")))
    assert "Gwendolyn" not in repr(detector._kept) and "Ashcroft" not in repr(detector._kept)


@pytest.mark.parametrize("name", ["names", "facts"])
def test_model_and_card_agree(name: str) -> None:
    about = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    card = (FOLDER.parent / "CARD.md").read_text(encoding="utf-8")
    model = b"".join(file.read_bytes() for file in sorted(FOLDER.glob(f"{name}*.onnx")))
    assert hashlib.sha256(model).hexdigest() == about["sha256"]
    assert about["sha256"] in card and about["recipe"] in card
    assert len(model) < 20 * 1000 * 1000
    if name == "facts":
        assert hashlib.sha256((FOLDER / "sentences.npy").read_bytes()).hexdigest() == about["sentences"]


def test_the_choice_decides_which_detector_loads() -> None:
    assert load("none") is None and load("") is None
    built_in = load(BUILT_IN)
    assert built_in is not None and built_in.kinds == {"PERSON", "ORGANIZATION", "LOCATION"}


def test_the_runtime_leaves_nothing_behind_and_reports_to_nobody(tmp_path: Path) -> None:
    program = (
        "from classifiers.names.detector import NamesDetector\n"
        "from classifiers.passage import Passage\n"
        "assert list(NamesDetector().find(Passage('Ask Gwendolyn Ashcroft for it.')))\n"
    )
    places = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run(
        [sys.executable, "-c", program], cwd=FOLDER.parents[2], env={**environment, **places}, check=True
    )
    left = {one.relative_to(tmp_path) for one in tmp_path.rglob("*")}
    assert {
        one for one in left if one.name.partition("-")[0] not in ("promptward", *MOST_FILES)
    } == set()  # ours


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("explain to isaac monteiro's parents why he has to repeat the year", ["isaac monteiro"]),
        ("prepare an invoice to john dương for 14 hours of gardening", ["john dương"]),
        ("yesterday i met with victoria otiwa who told me about the contract", ["victoria otiwa"]),
        ("ticket #4471: user minjun bae cannot log in since the password reset", ["minjun bae"]),
        ("Notulen: jorn van bergen controleert de cijfers.", ["jorn van bergen"]),
        ("La patiente jules thomas se plaint de douleurs au genou.", ["jules thomas"]),
        ("Draft a warning letter for Sa’adatu Bappa? Third late arrival", ["Sa’adatu Bappa"]),
        ("did Jonas get back to you about the keys? if not i will call her", ["Jonas"]),
        ("did Jonas get on with the whale? explain the story", []),
        ("Mevrouw Blom heeft gebeld, meneer van Evelingen niet.", ["Blom", "van Evelingen"]),
        ("Notulen: Ivy van de Water belt de leverancier.", ["Ivy van de Water"]),
        ("Mr Black rang about his claim, Mrs Craig about hers.", ["Black", "Craig"]),
        ("Gelengül Şafak prüft die Zahlen bis Freitag.", ["Gelengül Şafak"]),
        ("Frau Freitag prüft die Zahlen.", ["Freitag"]),
        ("Meeting notes: Sonia -> update the deck, Refik -> book the room", ["Sonia", "Refik"]),
        ("Bob Hartley's credit score is 540 and he wants a mortgage", ["Bob Hartley"]),
        ("Run the Kolmogorov-Smirnov test on both", []),
        ("Mr. Villega is an exceptional California criminal defense lawyer.", ["Villega"]),
        ("Riassumi: Oni Situmorang ha chiesto il trasferimento.", ["Oni Situmorang"]),
        ("why does Hannu never answer my texts, we were friends since school", ["Hannu"]),
        ("Explain in simple words what this means for AISHA DANJUMA: HbA1c 9.2", ["AISHA DANJUMA"]),
        ("la sra. cornejo llamó dos veces, el sr. cepeda ninguna.", ["cornejo", "cepeda"]),
        ("Poem for Fulvio and Cristina's wedding, they met at a chess club", ["Fulvio", "Cristina"]),
        ("Which of these two is better for team lead? Lucy: calm, organised. Olga: loud.", ["Lucy", "Olga"]),
        ("Q: what did Anton say about the budget?\nA: it was fine, but Butte disagreed.", ["Anton", "Butte"]),
        ("dis à friedrich que je serai en retard", ["friedrich"]),
        ("wie sage ich tygo dass ihr vertrag nicht verlängert wird", ["tygo"]),
        ("kannst du vendula und stanislav absagen", ["vendula", "stanislav"]),
        ("résume: edward yeboah a appelé, il veut parler à edward", ["edward yeboah", "edward"]),
        ("resume esto: cemeti rahayu llamó y quiere cambiar la cita", ["cemeti rahayu"]),
        ("moja koleżanka zosia jest chora", ["zosia"]),
        ("write a HR note on iva slavíková", ["iva slavíková"]),
        ("Vladi Pimenov ext. 37625", ["Vladi Pimenov"]),
        (
            "Genera un contrato entre REBECCA KNIGHT (arrendador) y SALLY BUTCHER (inquilino).",
            ["REBECCA KNIGHT", "SALLY BUTCHER"],
        ),
        ("Prépare l'ordre du jour : SYLIVIA ALI ouvre.", ["SYLIVIA ALI"]),
        ("act like an ls-dyna expert and explain it", []),
        ("how many days leave does Adya have left if he took 11 of 28", ["Adya"]),
        ("explain this to jason from marketing without jargon: the certificate expired", ["jason"]),
        ("jak zrobić ciasto drożdżowe", []),
        ("planning : Philippe lundi, Brigitte mardi, Jolanta en formation", ["Philippe", "Brigitte", "Jolanta"]),
        ("turni: Teresa mattina, Paoletta pomeriggio", ["Teresa", "Paoletta"]),
        ("Schichtplan: Janne früh, Vanesa spät, Erzsébet nacht", ["Janne", "Vanesa", "Erzsébet"]),
        ("co kupić na pożegnanie Kabiru, lubi wędkować", ["Kabiru"]),
        ("co odkrył Heweliusz?", []),
        ("poem, 6 lines, for Robert's last day, she ran the post room", ["Robert"]),
        ("pan Laskus nie płaci czynszu od maja", ["Laskus"]),
        ("A mãe da Laura reclama da nota", ["Laura"]),
        ("notatka: uczeń Umar Asilbekov popchnął kolegę, Ignacy to widział", ["Umar Asilbekov", "Ignacy"]),
        ("etta conte chiede il part time, come calcolo la busta paga", ["etta conte"]),
        ("wiadomość do szefa: Olav się spóźni, bo Lada ma gorączkę", ["Olav", "Lada"]),
        ("simon van luinenburg wil minder uren werken, hoe bereken ik het loon", ["simon van luinenburg"]),
        ("bel even als je er bent", []),
        ("the simpsons: which episode has bart sell his soul?", []),
        ("raconte-moi un conte avec Etta et Ravinder", []),
        ("explain to bunmi (she is 9) why the sky is blue", ["bunmi"]),
        ("explain the law of Newton to me", []),
        ("what does it mean when ravinder writes 'noted with thanks'?", ["ravinder"]),
        ("describe the org chart: Tina Barrett, under her Martin Walton", ["Tina Barrett", "Martin Walton"]),
        ("sort [{name:'alice',age:35},{name:'bob',age:28},{name:'eve',age:38}]", []),
        ("Modupe heeft zijn uren weer niet ingevuld", ["Modupe"]),
        ("my sister in law Daiga comes for dinner", ["Daiga"]),
        ("il controllo tra 10 giorni con la dott.ssa verhoeven", ["verhoeven"]),
        ("prep notes for mediation: sitar v onwuka, boundary fence", ["sitar", "onwuka"]),
        ("acta: asisten krista jaakkola y elfi krause", ["krista jaakkola", "elfi krause"]),
        ("pracowała u nas cztery lata, dokładna", []),
        ("need a card for oluchi. two lines max, not religious", ["oluchi"]),
        ("Before: Andrea Tue, Paul Sat", ["Andrea", "Paul"]),
        ("Kannst du bitte Jörg Freitag absagen?", ["Jörg Freitag"]),
        ("ACT LIKE AN LS-DYNA EXPERT AND EXPLAIN IT", []),
        ("WIR MÜSSEN SVENJA NOCH ABSAGEN", ["SVENJA"]),
        ("birthdays: Jovita 4 Jan, Kijana 19 Jan, Ekene 2 Feb", ["Jovita", "Kijana", "Ekene"]),
        ("A receita da salada grega.", []),
        ("công ty có tình hình sau (đơn vị tính: tỷ đồng). Báo cáo tình hình tài chính", []),
    ],
)  # fmt: skip
def test_names_in_small_letters_and_with_particles(
    detector: NamesDetector, text: str, wanted: list[str]
) -> None:
    assert people(detector, text) == wanted
