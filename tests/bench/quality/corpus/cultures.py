"""People of thirty cultures in work prompts of eight languages, their names drawn by Faker, one file a language.

Nobody here chose the names, so this topic tells what the judge does with those that its lists and its model have not
seen together. A line is a text, ¶ the end of a line in it. A name stands as {n} or {m} (whole), {f}, {g} or {h} (first)
and {l} or {k} (last), {i} and {j} are initials; the last copy of each text has its names in small letters, and those in
the folder ``small``, which are written without capitals, have them so in all copies. Of those in ``typed``, which were
written without a look at the rules, the last but one is wholly in small letters; so it is in ``dressed``, of which the
second copy is all in capitals. All were first scanned when written, and found 88 to 98 names of 100 by file, 79 to 83
of those without capitals, 91 of those in ``typed``, 87 to 93 of those in ``dressed``; what the judge then missed shaped
its rules.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from faker import Faker

from tests.bench.quality.corpus import Labelled, Mark, compose

FOLDER = Path(__file__).with_suffix("")
GROUPS = ("persons",)
COPIES = 4  # texts from one line
LOCALES = (
    *("en_GB", "en_US", "en_IN", "en_NG", "en_KE", "de_DE", "fr_FR", "es_MX", "it_IT", "nl_NL", "pt_BR", "pl_PL"),
    *("cs_CZ", "hu_HU", "ro_RO", "hr_HR", "sv_SE", "fi_FI", "no_NO", "tr_TR", "vi_VN", "id_ID", "lt_LT", "et_EE"),
    *("sl_SI", "sk_SK", "yo_NG", "zu_ZA", "tw_GH", "ga_IE", "ha_NG"),
)  # fmt: skip
_SLOT = re.compile(r"\{([a-z])\}")
_INITIALS = "ABDEGHKMPRST"

type _Dress = Callable[[str], str]  # small letters, capitals, or as they are


def texts() -> Iterator[Labelled]:
    """Every line of every file, with people of other cultures in each copy."""
    drawn = {locale: Faker(locale) for locale in LOCALES}
    for fake in drawn.values():
        fake.seed_instance(20261122)
    draw = random.Random(20261122)
    for path in (
        path
        for folder in ("", "small/", "typed/", "dressed/")
        for path in sorted(FOLDER.glob(f"{folder}*.txt"))
    ):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            for copy in range(COPIES):
                locale = draw.choice(LOCALES)
                names = _names(drawn[locale], draw)
                whole = path.parent.name in ("typed", "dressed") and copy == COPIES - 2
                small = whole or copy == COPIES - 1 or path.parent.name == "small"
                loud = path.parent.name == "dressed" and copy == COPIES - 3
                dress = str.upper if loud else str.lower if small else str
                yield compose(
                    *_filled(line.replace("¶", "\n"), names, dress, dress if whole or loud else str),
                    language=path.stem,
                    tags=("small",) if small else ("loud",) if loud else (),
                    id=f"{path.parent.name}-{path.stem}-{number}-{locale}",
                )


def _names(fake: Faker, draw: random.Random) -> Mapping[str, str]:
    first, last = [fake.first_name() for _ in range(3)], [fake.last_name() for _ in range(2)]
    return {
        "n": f"{first[0]} {last[0]}",
        "m": f"{first[1]} {last[1]}",
        **dict(zip("fgh", first, strict=True)),
        **dict(zip("lk", last, strict=True)),
        **{slot: draw.choice(_INITIALS) for slot in "ij"},
    }


def _filled(line: str, names: Mapping[str, str], dress: _Dress, around: _Dress) -> Iterator[str | Mark]:
    """The pieces of a text, its names in one dress and what stands around them in another; an initial may be a part of
    a name or be none."""
    for place, piece in enumerate(_SLOT.split(line)):
        if place % 2:
            yield Mark("PERSON", dress(names[piece]), optional=piece in "ij")
        else:
            yield around(piece)
