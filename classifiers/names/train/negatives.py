"""Texts without names, because real prompts are mostly that: program code, documentation, other languages, word lists,
and invented words that stand for things. What might name a person in them is left out.
"""

import pydoc_data.topics
import random
import re
from pathlib import Path

from classifiers.names.train import people, slots
from classifiers.names.train.public import Text
from classifiers.names.words import plain

_PEOPLE_HERE = re.compile(
    r"\b(?:by|author|authors|copyright|contributed|thanks|maintainer|credits?|mr|dr|van|john|name)\b|@|©",
    re.IGNORECASE,
)
_SYLLABLES = (
    "zor vex lum qua tri nim bal cor dex fen gra hyp jun kal lor mag nov oxi pal rex sil tav umb ver wex xan yor zet ank bri cly dro ell fro gli hex "
    "ino kel mor nyx opt pro rho sol tek uri vol zen bot tron ix ium ara eon ify ly os us is on ex ia cloud ware soft byte ler ran dan men tor"
).split()
# {X} an invented word, {W} a rare or common word with a capital, {w} one in small letters.
_THINGS = (
    "Explain the business model of {X}.|Install {X} on Ubuntu and start the service.|What is {X} and how does it compare with {X}?|The {X} 3000 {W} costs 89 euros.|"
    "Write a product description for the {X} {W}.|{X} deals {n} damage to all {W}s.|My deck has {n} {W} {W}, {n} {X} and {n} {W} of {X}.|Planet {X} has two moons, {X} and {X}.|"
    "The kingdom of {X} was at war with the {X} Empire.|Categorize these words: {W}, {W}, {W}, {W}, {W}|{W}\n{W}\n{W}\n{W}|- {W}\n- {W} {W}\n- {W}|1. {W} {w}\n2. {W} {w}\n3. {W} {w}|"
    '{W}, {W}, {W} and {W}|The {W} {W} Effect in {W}|{W} {W} {W}: {W} {W}|How to fix "{W} {W}" in {X}?|Error in {X}: {W} {w} {w}|const {X} = {W};|{W}: {n}\n{W}: {n}\n{X}: {n}|'
    '| {W} | {W} | {X} |\n| {n} | {n} | {w} ||{W};{W};{X}\n{n};{n};{w}|enum {W} { {W}, {W}, {X} }|<{W}><{X}>{w}</{X}></{W}>|"{w}": "{W} {w}",|function {w}{X}({w}) {|'
    "Is {X} a good alternative to {X}?|{X} vs {X}|Best {W} for {X} players|{X} is a programming language.|the {w} of {W} and the {w}|{W} {W} Inc. reported net income of {n}.|"
    "Add {n} g of {w} to the {W} and stir.|Cabernet {X}, {X} Chardonnay, Pinot {X}|{X} Street, {X} Avenue and {X} Square|travel from {X} to {X} by train|"
    "the {X} theorem|the {X} algorithm|the {X} method|{X}'s law|{X} syndrome|{X} virus|Fort {X}, Mount {X}, Lake {X}|{W} {W} University|{X} Institute of {W}|"
    "The city of {T} has {n} houses.|Flights from {T} to {T}|{T} is the capital.|in {T}, {T} and {T}|{T}, {T}, {T}|demand in {T}: {n}\ndemand in {T}: {n}|{T} time zone"
).split("|")
_TALES = (
    "{A} and {B} have two dice.|{A} has {n} apples, {B} has twice as many.|{A} drives to work at {n} km/h. When does {A} arrive?|{A}, {B} and {C} sit in a row. Who sits next to {A}?|"
    "Story: {A} opened the old box and smiled.|{A} sends {B} a message with a public key. {C} listens.|Write a scene in which {A} argues with {B} on a spaceship.|"
    "Character: {A}, an elf, {n} years old|Solve: {A} is twice as old as {B}.|Write a fairy tale about {A} the fox.|Act {n}: {A} enters. {A}: Who is there?|"
    "INT. HOUSE - NIGHT\n{A} stares at {B}.|Once there was a knight named {A}.|Name my hero {A} and the villain {B}.|{A} the trainer has two plans.|Lyrics: oh {A}, come back to me|"
    "A logic puzzle: {A} wears a red hat, {B} a blue one.|{A}'s ladder is {n} feet long.|Suppose {A} flips a coin and {B} rolls a die."
).split("|")


def read(wheels: Path, chance: random.Random, count: int) -> list[Text]:
    """``count`` texts: code, documentation and other languages of the unpacked wheels, and filled patterns."""
    pool = _code(wheels, chance)
    prose = [one.strip() for text in pydoc_data.topics.topics.values() for one in text.split("\n\n")]
    prose = [one for one in prose if 60 < len(one) < 700 and not _PEOPLE_HERE.search(one)]
    other = _other_languages(wheels)
    rare = _rare()
    towns = sorted(_towns())
    texts: list[Text] = []
    for number in range(count):
        kind = number % 10
        if kind < 3:
            texts.append((chance.choice(pool), []))
        elif kind == 3:
            texts.append((chance.choice(prose), []))
        elif kind == 4:
            texts.append((" ".join(chance.sample(other, chance.randint(1, 3))), []))
        elif kind < 9:
            parts = [_thing(chance, rare, towns) for _ in range(chance.randint(1, 4))]
            texts.append(_joined(parts, chance))
        else:
            texts.append(_joined([_tale(chance) for _ in range(chance.randint(1, 3))], chance))
    return texts


def _joined(parts: list[Text], chance: random.Random) -> Text:
    text, spans = "", []
    for one, marks in parts:
        if text:
            text += chance.choice((" ", "\n", "\n\n"))
        spans += [(start + len(text), end + len(text), label) for start, end, label in marks]
        text += one
    return text, spans


def _code(wheels: Path, chance: random.Random) -> list[str]:
    chunks: list[str] = []
    files = sorted(
        one
        for end in ("*.py", "*.js", "*.html", "*.css")
        for one in wheels.rglob(end)
        if one.stat().st_size < 60_000
    )
    for file in chance.sample(files, min(900, len(files))):
        lines = [
            one
            for one in file.read_text(encoding="utf-8", errors="replace").splitlines()
            if one.strip() and len(one) < 160
        ]
        for low in range(0, min(len(lines), 80), 10):
            chunk = "\n".join(one for one in lines[low : low + 10] if not _PEOPLE_HERE.search(one))
            if len(chunk) > 60:
                chunks.append(chunk)
    return chunks


def _other_languages(wheels: Path) -> list[str]:
    from classifiers.names.train.prose import sentences

    found: set[str] = set()
    for code in (
        "hu",
        "tr",
        "fi",
        "cs",
        "ro",
        "id",
        "vi",
        "ru",
        "uk",
        "el",
        "sv",
        "nb",
        "da",
        "sk",
        "sl",
        "hr",
        "lt",
        "lv",
        "et",
        "ca",
        "eu",
    ):
        found.update(sentences(wheels, (code,))[1])
    return sorted(found)


def _rare() -> list[str]:
    names = {
        plain(part)
        for culture in people.cultures()[0]
        for part in (*culture.women, *culture.men, *culture.last)
    }
    words = slots.LISTS.joinpath("common.txt").read_text(encoding="utf-8").split()
    return [word for word in words if len(word) > 3 and word.isascii() and word not in names]


def _towns() -> set[str]:
    import zoneinfo

    zones = zoneinfo.available_timezones()
    return {
        zone.rsplit("/", 1)[-1].replace("_", " ")
        for zone in zones
        if "/" in zone and not zone.startswith(("Etc", "System", "posix", "right"))
    }


def _thing(chance: random.Random, rare: list[str], towns: list[str]) -> Text:
    pattern = chance.choice(_THINGS)
    text, spans, last = "", [], 0
    for slot in re.finditer(r"\{([XWwnT])\}", pattern):
        text += pattern[last : slot.start()]
        last = slot.end()
        if slot[1] == "X":
            text += "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()
        elif slot[1] == "n":
            text += str(chance.randint(1, 900))
        elif slot[1] == "T":
            town = chance.choice(towns)
            spans.append((len(text), len(text) + len(town), "LOC"))
            text += town
        else:
            word = chance.choice(rare)
            text += word.capitalize() if slot[1] == "W" else word
    return text + pattern[last:], spans


def _tale(chance: random.Random) -> Text:
    pattern = chance.choice(_TALES)
    names = {key: people.person(chance, "en").first for key in "ABC"}
    if chance.random() < 0.3:
        names |= {"A": "Alice", "B": "Bob", "C": "Eve"}
    text, spans, last = "", [], 0
    for slot in re.finditer(r"\{([ABCn])\}", pattern):
        text += pattern[last : slot.start()]
        last = slot.end()
        value = names.get(slot[1]) or str(chance.randint(2, 60))
        if slot[1] != "n":
            spans.append((len(text), len(text) + len(value), "PUB"))
        text += value
    return text + pattern[last:], spans
