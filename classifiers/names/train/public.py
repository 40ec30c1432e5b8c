"""The public sets: read, brought to one guideline, and joined to longer texts."""

import gzip
import json
import random
import re
from pathlib import Path

Text = tuple[str, list[tuple[int, int, str]]]

# File, share of its texts that is used (2: each twice), share of its persons who count as public figures (encyclopaedias write of
# nobody else).
SETS = {
    "ewt_train": (2.0, 0.0), "gum_train": (1.0, 0.0), "wnut_train": (1.0, 0.0), "btc_train": (1.0, 0.0),
    "wikigold": (1.0, 1.0), "crossner": (0.7, 1.0), "litbank": (0.4, 0.0), "so_train": (0.4, 0.0),
    "pt_train": (0.6, 0.0), "da_train": (0.3, 0.0), "sv_train": (0.3, 0.0), "hr_train": (0.3, 0.0), "sk_train": (0.3, 0.0),
}  # fmt: skip
_TITLES = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|lord|lady|rev|sen|senator|rep|gov|gen|general|col|colonel|capt|captain|"
    r"lt|sgt|president|minister|king|queen|prince|princess|pope|saint|sheik|sheikh|shaikh|imam|ayatollah|judge|justice|"
    r"herr|frau|madame|monsieur|señor|señora|don|doña|sr|sra|pan|pani|aunt|uncle)\.?\s+)+",
    re.IGNORECASE,
)


def read(folder: Path) -> list[list[Text]]:
    """The sets of ``folder`` (``NAME.jsonl.gz``), each a list of texts in their order, thinned out by blocks."""
    sets: list[list[Text]] = []
    for name, (share, public) in SETS.items():
        texts: list[Text] = []
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if (number // 20 * 7919 % 100) >= share * 100:
                    continue
                record = json.loads(line)
                text: str = record["text"]
                spans = []
                for start, end, label in record["spans"]:
                    if label not in ("PER", "ORG", "LOC"):
                        continue
                    if label == "PER":
                        titles = _TITLES.match(text, start, end)
                        if titles and titles.end() < end:
                            start = titles.end()
                        if public:
                            label = "PUB"
                    spans.append((start, end, label))
                texts.append((text, spans))
        sets.append(texts * max(1, int(share)))
    return sets


def join(sets: list[list[Text]], chance: random.Random) -> list[Text]:
    """Sentences as they are, and runs of up to four neighbours with spaces or line ends between them."""
    joined: list[Text] = []
    for texts in sets:
        at = 0
        while at < len(texts):
            count = chance.choice((1, 1, 1, 2, 2, 3, 4))
            text, spans = "", []
            between = chance.choice((" ", " ", "\n", "\n\n"))
            for one, marks in texts[at : at + count]:
                if text:
                    text += between
                spans += [(start + len(text), end + len(text), label) for start, end, label in marks]
                text += one
            joined.append((text, spans))
            at += count
    return joined


def with_figures(texts: list[Text], known: set[str]) -> list[Text]:
    """The texts with every person whose whole name is known marked as a public figure."""
    return [
        (
            text,
            [
                (low, high, "PUB" if label == "PER" and text[low:high].lower() in known else label)
                for low, high, label in spans
            ],
        )
        for text, spans in texts
    ]
