"""The recipe as one command; see README.md.

python -m classifiers.names.train all --sets DIR --out DIR
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

from classifiers.names.train.scale import SCALES, Scale

HERE = Path(__file__).parent
STEPS = ("collect", "lists", "fit", "export", "measure")
LAYERS = (0, 1, 2, 3)
INNER = 768


def digest() -> str:
    """SHA-256 over the recipe: its programs and its texts, in the order of their names."""
    files = sorted([*HERE.glob("*.py"), *HERE.glob("*.txt"), *HERE.glob("texts/*.txt")])
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def main() -> None:
    """Run one step of the recipe or all of them."""
    chosen = _asked()
    scale = SCALES[chosen.scale]
    if chosen.step == "digest":
        print(digest())
        return
    steps = STEPS if chosen.step == "all" else (chosen.step,)
    # What is shipped is only ever written by the full recipe.
    into = chosen.into or (HERE.parent if scale is SCALES["full"] else chosen.out / "made")
    for step in steps:
        if step == "collect":
            from classifiers.names.train.collect import collect

            collect(chosen.sets, chosen.out)
        elif step == "lists":
            from classifiers.names.train import wordlists
            from classifiers.names.train.collect import wheels

            wordlists.write(chosen.sets, wheels(chosen.out), into / "lists")
        elif step == "fit":
            _fit(chosen, scale)
        elif step == "export":
            _export(chosen.out, into / "model")
        elif chosen.yardsticks:
            from classifiers.names.train.measure import measure

            print(json.dumps(measure(chosen.yardsticks, into / "model", scale.measured), indent=1))
        else:
            print("not measured: no --yardsticks")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m classifiers.names.train", description=__doc__)
    parser.add_argument("step", choices=("all", *STEPS, "digest"))
    parser.add_argument(
        "--scale",
        choices=tuple(SCALES),
        default="full",
        help="tiny: every step in a few minutes; not to be shipped",
    )
    parser.add_argument("--sets", type=Path, help="folder of the public sets, NAME.jsonl.gz")
    parser.add_argument(
        "--out", type=Path, help="folder for what is collected, and for weights while training"
    )
    parser.add_argument(
        "--into",
        type=Path,
        help="folder for lists and model; without it the product's, or OUT/made where tiny",
    )
    parser.add_argument(
        "--yardsticks", type=Path, help="folder of the development yardsticks, for the step measure"
    )
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    needs = {"measure": (("yardsticks",) if chosen.scale == "full" or chosen.into else ("yardsticks", "out")),
             "digest": (), "export": ("out",)}  # fmt: skip
    for name in needs.get(chosen.step, ("sets", "out")):
        if getattr(chosen, name) is None:
            parser.error(f"the step {chosen.step} needs --{name}")
    return chosen


def _export(out: Path, into: Path) -> None:
    import torch

    from classifiers.names.train import export
    from classifiers.names.train.collect import backbone
    from classifiers.names.train.model import from_backbone

    tagger, vocabulary = from_backbone(backbone(out), LAYERS, INNER)
    tagger.load_state_dict(torch.load(out / "silence" / "last.pt"))
    alike = export.export(tagger, vocabulary, into, {"recipe": digest()})
    print(f"labels that the quantised model gives as the trained one does: {100 * alike:.2f} %")


def _fit(chosen: argparse.Namespace, scale: Scale) -> None:
    import torch

    from classifiers.names.train import collect, fit, made, negatives, prose, public, slots
    from classifiers.names.train.model import from_backbone
    from classifiers.names.words import Pieces

    torch.set_num_threads(chosen.threads)
    tagger, vocabulary = from_backbone(collect.backbone(chosen.out), LAYERS, INNER)
    pieces = Pieces(vocabulary)
    sets = public.read(chosen.sets)
    wheels = collect.wheels(chosen.out)
    sentences = prose.read(wheels)
    known = {one.lstrip("@").rstrip("*").lower() for one in slots.FIGURES}
    famous = [public.with_figures(texts, known) for texts in sets]
    for name in ("public", "mixed", "silence"):
        stage = getattr(scale, name)
        if name == "public":
            texts, generated = public.join(sets, random.Random(1)), []
        elif name == "mixed":
            texts, generated = (
                public.join(famous, random.Random(2)),
                made.make(scale.mixed_made, random.Random(3), sentences),
            )
        else:
            texts = public.join(famous, random.Random(4))
            random.Random(4).shuffle(texts)
            texts = texts[: scale.silence_public]
            generated = made.make(scale.silence_made, random.Random(5), sentences)
            generated += negatives.read(wheels, random.Random(6), scale.silence_negatives)
        folder = chosen.out / name
        folder.mkdir(parents=True, exist_ok=True)
        fit.fit(
            tagger, pieces, generated, texts, folder=folder, minutes=stage.minutes, stop=stage.stop, rate=stage.rate,
            seed=stage.seed,
        )  # fmt: skip


if __name__ == "__main__":
    main()
