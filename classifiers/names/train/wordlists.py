"""The gate's lists: first and last names from the tables of ``people.py``, common words from the training texts."""

import random
from collections import Counter
from pathlib import Path

from classifiers.names.train import made, people, prose, public
from classifiers.names.words import CLOSE, LOWER, TITLE, plain, words_of


def write(sets: Path, translations: Path, folder: Path) -> None:
    """``first.txt``, ``last.txt`` and ``common.txt`` in ``folder``; the same input gives the same files.

    A common word is one that stands at least twice in small letters, or three times with a capital, outside of names,
    and at most once in twenty times inside one.
    """
    first: set[str] = set()
    last: set[str] = set()
    for culture in people.cultures()[0]:
        first |= {
            plain(part) for name in (*culture.women, *culture.men) for part in name.replace("-", " ").split()
        }
        last |= {
            plain(part) for name in culture.last for part in name.replace("-", " ").replace("'", " ").split()
        }
    first |= {plain(name) for name in people.NICKNAMES}
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    sentences = prose.read(translations)
    texts = [text for one in public.read(sets) for text in one]
    texts += [(text, []) for each in sentences.values() for text in each]
    told = len(texts)
    texts += made.make(6000, random.Random(11), {})
    for number, (text, spans) in enumerate(texts):
        places = {at for start, end, label in spans if label in ("PER", "PUB") for at in range(start, end)}
        for word in words_of(text):
            shape = word.shape % CLOSE
            if number >= told and (word.plain in first or word.plain in last):
                continue  # logins and addresses in generated texts are made of names
            if word.start in places:
                inside[word.plain] += 1
            elif shape == LOWER:
                small[word.plain] += 1
            elif shape == TITLE:
                capital[word.plain] += 1
    common = {
        word
        for word in small.keys() | capital.keys()
        if (small[word] >= 2 or capital[word] >= 3)
        and inside[word] * 20 <= small[word] + capital[word]
        and len(word) > 1
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in (("first.txt", first), ("last.txt", last), ("common.txt", common)):
        fine = sorted(word for word in words if word.isalpha() and 2 <= len(word) <= 24)
        (folder / name).write_text("\n".join(fine) + "\n", encoding="utf-8")
