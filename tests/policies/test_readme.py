"""The example in the room's README loads, has no rule without effect, and its examples come out."""

import re
from pathlib import Path

import policies
from classifiers.catalog import Options, load
from policies.examples import run_examples
from policies.loader import compile_text

README = Path(policies.__file__).with_name("README.md").read_text(encoding="utf-8")


def test_the_example_works_as_it_says() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    policy, examples, faults = compile_text(text, "README.md")
    assert [str(fault) for fault in faults] == []
    assert policy is not None
    assert len(examples) == 5
    outcomes = run_examples(policy, examples, load(Options()).scan)
    assert [outcome.wrong for outcome in outcomes] == [""] * 5


def test_every_module_is_named() -> None:
    room = Path(policies.__file__).parent
    for module in room.glob("*.py"):
        assert module.name == "__init__.py" or f"`{module.name}`" in README or f"`{module.stem}`" in README, (
            module
        )
