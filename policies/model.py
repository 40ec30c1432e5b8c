"""The shape of the files a person writes: a client's policy and a pack. Unknown keys are faults."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from policies.classes import Sensitivity
from policies.decision import Action, Level

CLIENT_ID = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"
RULE_ID = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"
CLASS_ID = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
CLASS_PATTERN = r"^(\*|unknown|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(\.\*)?)$"
KIND = r"^[A-Z][A-Z0-9_]{0,63}$"
KIND_OR_CLASS = rf"{KIND}|{CLASS_PATTERN}"
HOST = r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$"
SERVICE_ID = r"^(\*|[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?)$"

CONFIDENCE = {"low": 65.0, "medium": 75.0, "high": 85.0}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _joined(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "".join(value)
    return value


def _score(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and value not in CONFIDENCE):
        raise ValueError("must be low, medium, high or a number from 0 to 100")
    return CONFIDENCE[value] if isinstance(value, str) else value


def _by_class(value: Any) -> Any:
    return {"biz.confidential": value} if isinstance(value, list) else value


Line = Annotated[StrictStr, Field(min_length=1, max_length=500, pattern=r"^[^\r\n]+$")]
Kind = Annotated[StrictStr, Field(pattern=KIND)]
ClassId = Annotated[StrictStr, Field(pattern=CLASS_ID)]
ClassPattern = Annotated[StrictStr, Field(pattern=CLASS_PATTERN)]
RuleId = Annotated[StrictStr, Field(pattern=RULE_ID)]
ServiceId = Annotated[StrictStr, Field(pattern=SERVICE_ID)]
Services = Annotated[list[ServiceId], Field(min_length=1), BeforeValidator(_listed)]
Confidence = Annotated[float, Field(ge=0, le=100), BeforeValidator(_score)]
Text = Annotated[StrictStr, Field(min_length=1, max_length=20_000), BeforeValidator(_joined)]
Term = Annotated[StrictStr, Field(min_length=3, max_length=100, pattern=r"\w")]
Classes = Annotated[list[ClassPattern], Field(min_length=1), BeforeValidator(_listed)]
KindOrClass = Annotated[StrictStr, Field(pattern=KIND_OR_CLASS)]
Kinds = Annotated[list[KindOrClass], Field(min_length=1), BeforeValidator(_listed)]
ClassIds = Annotated[list[ClassId], Field(min_length=1), BeforeValidator(_listed)]


class _Outside(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClassModel(_Outside):
    """A data class that a pack or a client adds."""

    name: Line
    sensitivity: Sensitivity
    never: StrictBool = False


class RuleModel(_Outside):
    """Which findings, toward which services, and what then."""

    id: RuleId
    classes: Classes | None = None
    sensitivity: Sensitivity | None = None  # this level or higher
    services: Services = ["*"]
    confidence: Confidence = 0.0
    at_least: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = 1
    action: Action
    because: Annotated[StrictStr, Field(max_length=500)] = ""
    instead: Annotated[StrictStr, Field(max_length=500)] = ""


class CombinationModel(_Outside):
    """Kinds that mean more together; each item is a kind, a class, or a list of them of which one is enough."""

    id: RuleId
    class_id: Annotated[ClassId, Field(alias="class")]
    of: Annotated[list[Kinds], Field(min_length=2, max_length=8)]
    within: Annotated[StrictInt, Field(ge=1, le=2_000)] = 300


class ExemptionModel(_Outside):
    """Where a client allows more than its packs do, and why."""

    id: RuleId
    classes: Classes
    services: Services = ["*"]
    action: Literal[Action.ALLOW, Action.REDACT, Action.COACH, Action.HOLD]
    because: Line


class ExampleModel(_Outside):
    """A text and what must happen with it; run by ``promptward policy test``.

    A text may be given in pieces, which are joined: so a made-up key does not look like a leaked one.
    """

    text: Text
    service: ServiceId = "any"
    expect: Action
    rule: StrictStr = ""
    class_id: Annotated[StrictStr, Field(alias="class")] = ""


class CaseModel(_Outside):
    """Findings by kind and what must happen with them; a pack whose cases fail does not load."""

    kinds: Annotated[dict[Kind, Annotated[StrictInt, Field(ge=1, le=1000)]], Field(min_length=1)]
    score: Annotated[float, Field(ge=0, le=100)] = 85.0
    service: ServiceId = "any"
    level: Literal[Level.UNDERSTOOD, Level.GENERIC] = Level.UNDERSTOOD
    expect: Action
    rule: StrictStr = ""


def _word(value: object) -> object:
    """``off`` as it is meant: YAML 1.1 reads it as false."""
    return "off" if value is False else value


class AccountsModel(_Outside):
    """Whose accounts of AI services may be used: ids by control, and what happens with all others."""

    personal: Literal[Action.ALLOW, Action.BLOCK] = Action.ALLOW
    unknown: Literal[Action.ALLOW, Action.BLOCK] = Action.ALLOW
    organisations: dict[StrictStr, Annotated[list[Line], Field(min_length=1), BeforeValidator(_listed)]] = {}
    owners: dict[StrictStr, Line] = {}


class ClientModel(_Outside):
    """The policy file of one client."""

    client: Annotated[StrictStr, Field(pattern=CLIENT_ID)]
    name: Line
    mode: Literal["observe", "enforce"] = "enforce"
    packs: Annotated[list[RuleId], Field(min_length=1)] = ["baseline"]
    networks: list[StrictStr] = []
    vault_days: Annotated[StrictInt, Field(ge=0, le=365)] = 7
    opaque: Literal[Action.ALLOW, Action.HOLD, Action.BLOCK] = Action.BLOCK
    generic: Literal[Action.REDACT, Action.BLOCK] = Action.BLOCK
    redacted_pdf: Literal["pdf", "text"] = "pdf"
    uninterceptable: Literal["refuse", "pass"] = "refuse"
    answers: Annotated[Literal["record", "mask", "off"], BeforeValidator(_word)] = "record"
    discover: StrictBool = False
    sample_hosts: Annotated[
        list[Annotated[StrictStr, Field(pattern=HOST, max_length=253)]], Field(max_length=200)
    ] = []
    accounts: AccountsModel = AccountsModel()
    classes: dict[ClassId, ClassModel] = {}
    kinds: dict[Kind, ClassIds] = {}
    words: Annotated[
        dict[ClassId, Annotated[list[Term], Field(min_length=1, max_length=5000)]], BeforeValidator(_by_class)
    ] = {}
    combinations: list[CombinationModel] = []
    rules: list[RuleModel] = []
    exceptions: list[ExemptionModel] = []
    examples: list[ExampleModel] = []


class PackModel(_Outside):
    """The file of one pack."""

    pack: RuleId
    name: Line
    about: Annotated[StrictStr, Field(min_length=1, max_length=2000)]
    as_of: Annotated[StrictStr, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    # A hold cannot be a floor: raised from redact to hold, it would open what a signed part keeps closed.
    defaults: dict[Sensitivity, Literal[Action.ALLOW, Action.REDACT, Action.COACH, Action.BLOCK]]
    classes: dict[ClassId, ClassModel] = {}
    kinds: dict[Kind, ClassIds] = {}
    combinations: list[CombinationModel] = []
    rules: Annotated[list[RuleModel], Field(min_length=1)]
    cases: Annotated[list[CaseModel], Field(min_length=1)]
