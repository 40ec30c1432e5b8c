"""The catalogue of detectors: what is installed and configured becomes one scanner."""

from dataclasses import dataclass
from pathlib import Path

from classifiers import calibration, names, rulebook
from classifiers.calibration import Calibration
from classifiers.compiled import PATTERNS
from classifiers.context import catalog as context
from classifiers.detector import Detector
from classifiers.engine import prefiltered
from classifiers.fields import lexicon
from classifiers.fields.detector import Fields
from classifiers.fields.labels import LabelsSieve
from classifiers.headed import headed
from classifiers.kept import Kept, folder
from classifiers.names import announced, dealings, filed, formed
from classifiers.scanner import Scanner

RULES = Path(__file__).parent / "rules"
CALIBRATION = Path(__file__).parent / "calibration.yaml"
FIELDS = Path(__file__).parent / "fields"


@dataclass(frozen=True, slots=True)
class Options:
    """What an administrator may choose.

    ``names_model`` finds names in prose: ``built-in``; ``none`` or empty for no names; the name or path of an installed
    spaCy pipeline; or ``transformers:`` and a token-classification model on this machine.
    ``recognizers`` is a file with a user's own recognizers in Presidio's YAML.
    """

    names_model: str = names.BUILT_IN
    recognizers: Path | None = None


def load(options: Options = Options(), *, calibrated: bool = True) -> Scanner:
    """A scanner with every rule of the product and what the options add. Raises DetectorFault.

    Not ``calibrated`` gives scores as authors wrote them, to measure them.
    """
    kept = Kept(folder())
    rules = rulebook.read(RULES, kept)
    fields = Fields((*lexicon.read(FIELDS, kept).fields, *headed(rules)))
    detectors: list[Detector] = [*rules, fields, *context.detectors()]
    if options.recognizers is not None:
        # Here and not above: the import costs seconds and most installations do without it.
        from classifiers import presidio

        detectors.extend(presidio.read(options.recognizers))
    people = names.load(options.names_model)
    if people is not None:
        detectors.append(people)
    scanner = Scanner(
        detectors,
        [
            *context.combiners(),
            *announced.combiners(),
            *dealings.combiners(),
            *filed.combiners(),
            *formed.combiners(),
            *names.combiners(options.names_model),
        ],
        sieves=[*context.sieves(), LabelsSieve(fields.fields), *names.sieves(options.names_model)],
        calibration=calibration.read(CALIBRATION, {rule.id: rule.family for rule in rules})
        if calibrated
        else Calibration(),
        prefiltered=prefiltered,
    )
    PATTERNS.keep()
    return scanner
