"""The recipe as one command; see README.md.

python -m classifiers.names.train all --sets DIR --out DIR
"""

import argparse
import hashlib
import json
from pathlib import Path

from classifiers.names.train.marked import FOLDER
from classifiers.names.train.scale import FULL, SCALES

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "model"
STEPS = ("collect", "lists", "fit", "facts", "export", "measure")


def digest() -> str:
    """SHA-256 over what makes the model: programs and texts, in the order of their names; measuring makes nothing."""
    programs = {*HERE.glob("*.py")} - {HERE / "measure.py"}
    files = sorted([*programs, *HERE.glob("*.txt"), *HERE.glob("texts/*.txt"), *FOLDER.glob("*.txt")])
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
            from classifiers.names.train import stages

            stages.train(chosen.sets, chosen.out, scale, after=chosen.after, threads=chosen.threads)
        elif step == "facts":
            from classifiers.names.train import stages

            stages.teach(chosen.sets, chosen.out, scale, [FOLDER], SHIPPED, threads=chosen.threads)
        elif step == "export":
            from classifiers.names.train import stages

            alike = stages.ship(chosen.out, into / "model", scale, SHIPPED, {"recipe": digest()})
            for name, share in alike.items():
                print(
                    f"{name}: labels that the quantised model gives as the trained one does: {100 * share:.2f} %"
                )
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
    parser.add_argument(
        "--after", choices=tuple(FULL.stages)[:-1], help="go on behind this stage, whose weights lie in OUT"
    )
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    needs = {"measure": (("yardsticks",) if chosen.scale == "full" or chosen.into else ("yardsticks", "out")),
             "digest": (), "export": ("out",)}  # fmt: skip
    for name in needs.get(chosen.step, ("sets", "out")):
        if getattr(chosen, name) is None:
            parser.error(f"the step {chosen.step} needs --{name}")
    return chosen


if __name__ == "__main__":
    main()
