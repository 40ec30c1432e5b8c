"""The settings of one installation: settings.yaml, read by pydantic, with errors that say what to mend."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from classifiers.catalog import Options
    from proxy.services.catalog import Catalogue

STARTER_SETTINGS = """\
# Promptward: settings of this installation. Every line is optional; the values shown are the defaults.

# Who is a request from? "default": a person without a known name or network belongs to the client below.
# "refuse": nothing passes without a known name or network.
unknown: default
default_client: default

# Limits of one request.
body_limit_mb: 32
# Of a text file (csv, txt, log, JSON lines, source); what is over 2 MB waits on disk, encrypted.
upload_limit_mb: 100
scan_deadline_seconds: 10
ledger_deadline_seconds: 5

# What finds names of people, organisations and places in prose: "built-in", "none", the name of an installed spaCy
# pipeline, or "transformers:" and the folder of a token-classification model.
names_model: built-in
"""


class SettingsFault(ValueError):
    """The administrator's fault: a settings file that cannot be used."""


class Settings(BaseModel):
    """What an installation may choose. Unknown keys are refused, so that no setting silently does nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unknown: Literal["default", "refuse"] = "default"
    default_client: str = "default"
    body_limit_mb: Annotated[int, Field(ge=1, le=1024)] = 32
    upload_limit_mb: Annotated[int, Field(ge=1, le=1024)] = 100
    scan_deadline_seconds: Annotated[float, Field(gt=0, le=120)] = 10
    ledger_deadline_seconds: Annotated[float, Field(gt=0, le=60)] = 5
    scan_workers: Annotated[int, Field(ge=0, le=64)] = 0  # 0: one a core, at least two
    names_model: str = "built-in"
    presidio_recognizers: str = ""
    extra_hosts: tuple[str, ...] = ()
    shared_services: tuple[str, ...] = ()  # services at hosts that serve other things, too
    vault: Literal["auto", "memory", "sealed"] = "auto"

    def catalogue(self) -> "Catalogue":
        """The services that are known here. Raises CatalogueFault (a ValueError)."""
        from proxy.services.catalog import load_catalogue

        return load_catalogue(self.extra_hosts, self.shared_services)

    def detectors(self) -> "Options":
        """What is to be looked for. The rules are imported here, so that settings alone stay quick to read."""
        from classifiers.catalog import Options

        recognizers = Path(self.presidio_recognizers) if self.presidio_recognizers else None
        return Options(names_model=self.names_model, recognizers=recognizers)


def load_settings(path: Path) -> Settings:
    """Read a settings file; an absent one gives the defaults. Raises SettingsFault."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFault(f"{path}: cannot be read ({error}). Mend or remove the file.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise SettingsFault(f"{path}{where}: not valid YAML. Mend the line or remove the file.") from None
    if raw is None:
        return Settings()
    if not isinstance(raw, dict):
        raise SettingsFault(f"{path}: must be a list of 'name: value' lines.")
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingsFault(
                f"{path}: there is no setting {name!r}; it would silently do nothing. Known settings: {known}."
            ) from None
        raise SettingsFault(f"{path}: {name}: {first['msg'].lower()}. Mend the line.") from None
