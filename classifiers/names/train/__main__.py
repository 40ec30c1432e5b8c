"""The recipe as one command; see README.md.

python -m classifiers.names.train all --sets DIR --backbone DIR --wheels DIR --out DIR
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

HERE = Path(__file__).parent
# Of each stage: minutes over which the learning rate falls, minutes after which it ends, learning rate, seed. One thread
# of a shared server core read 900 to 2,300 pieces a second.
STAGES = {
    "public": (25.0, 15.0, 3e-4, 1),
    "mixed": (44.0, 25.0, 2.5e-4, 2),
    "silence": (21.0, 21.0, 1.6e-4, 3),
}
LAYERS = (0, 1, 2, 3)
INNER = 768


def digest() -> str:
    """SHA-256 over the recipe: its programs and its texts, in the order of their names."""
    files = sorted([*HERE.glob("*.py"), *HERE.glob("texts/*.txt")])
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def main() -> None:
    """Run one step of the recipe or all of them."""
    parser = argparse.ArgumentParser(prog="python -m classifiers.names.train", description=__doc__)
    parser.add_argument("step", choices=("all", "lists", "fit", "export", "digest", "measure"))
    parser.add_argument("--sets", type=Path, help="folder of the public sets, NAME.jsonl.gz")
    parser.add_argument(
        "--backbone", type=Path, help="folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2"
    )
    parser.add_argument(
        "--wheels", type=Path, help="folder with the unpacked wheels of django, wagtail, django-oscar"
    )
    parser.add_argument("--out", type=Path, help="folder for weights while training")
    parser.add_argument(
        "--yardsticks", type=Path, help="folder of the development yardsticks, for the step measure"
    )
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.step == "digest":
        print(digest())
        return
    if chosen.step == "measure":
        from classifiers.names.train.measure import measure

        print(json.dumps(measure(chosen.yardsticks), indent=1))
        return
    if chosen.step in ("all", "lists"):
        from classifiers.names.train import wordlists

        wordlists.write(chosen.sets, chosen.wheels, HERE.parent / "lists")
    if chosen.step in ("all", "fit"):
        _fit(chosen)
    if chosen.step in ("all", "export"):
        import torch

        from classifiers.names.train import export
        from classifiers.names.train.model import from_backbone

        tagger, vocabulary = from_backbone(chosen.backbone, LAYERS, INNER)
        tagger.load_state_dict(torch.load(chosen.out / "silence" / "last.pt"))
        export.export(tagger, vocabulary, HERE.parent / "model", {"recipe": digest()})


def _fit(chosen: argparse.Namespace) -> None:
    import torch

    from classifiers.names.train import fit, made, negatives, prose, public, slots
    from classifiers.names.train.model import from_backbone
    from classifiers.names.words import Pieces

    torch.set_num_threads(chosen.threads)
    tagger, vocabulary = from_backbone(chosen.backbone, LAYERS, INNER)
    pieces = Pieces(vocabulary)
    sets = public.read(chosen.sets)
    sentences = prose.read(chosen.wheels)
    known = {one.lstrip("@").rstrip("*").lower() for one in slots.FIGURES}
    famous = [public.with_figures(texts, known) for texts in sets]
    for stage, (minutes, stop, rate, seed) in STAGES.items():
        if stage == "public":
            texts, generated = public.join(sets, random.Random(1)), []
        elif stage == "mixed":
            texts, generated = (
                public.join(famous, random.Random(2)),
                made.make(42_000, random.Random(3), sentences),
            )
        else:
            texts = public.join(famous, random.Random(4))
            random.Random(4).shuffle(texts)
            texts = texts[:16_000]
            generated = made.make(9_000, random.Random(5), sentences)
            generated += negatives.read(chosen.wheels, random.Random(6), 12_000)
        folder = chosen.out / stage
        folder.mkdir(parents=True, exist_ok=True)
        fit.fit(
            tagger, pieces, generated, texts, folder=folder, minutes=minutes, stop=stop, rate=rate, seed=seed
        )


if __name__ == "__main__":
    main()
