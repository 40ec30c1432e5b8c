"""The home folder: settings.yaml, clients/ID.yaml and state/, made with safe defaults on first use."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from policies.starter import STARTER_CLIENT
from proxy.settings import STARTER_SETTINGS, Settings, load_settings


class HomeFault(OSError):
    """The installation's fault: a home folder that cannot be used. Says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of one installation. ``state`` has mode 0700; nothing else in the home holds secrets."""

    root: Path

    @property
    def settings_file(self) -> Path:
        return self.root / "settings.yaml"

    @property
    def clients(self) -> Path:
        return self.root / "clients"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def ca(self) -> Path:
        return self.state / "ca"

    @property
    def keys(self) -> Path:
        return self.state / "keys"

    @property
    def data(self) -> Path:
        return self.state / "data"

    @property
    def ledger(self) -> Path:
        return self.state / "ledger.db"

    @property
    def discovered(self) -> Path:
        return self.state / "discovered.db"

    @property
    def drafts(self) -> Path:
        return self.state / "drafts.db"

    @property
    def database(self) -> Path:
        return self.state / "state.db"

    def settings(self) -> Settings:
        """The settings of this home. Raises SettingsFault."""
        return load_settings(self.settings_file)

    def names(self) -> Iterator[str]:
        """What a new certificate is to speak for: the catalogue's names, and the hosts that clients let be sampled.

        Raises SettingsFault, CatalogueFault, PolicyFault when it is walked.
        """
        catalogue = self.settings().catalogue()
        yield from catalogue.domains()
        yield from self.sampled(catalogue.ids)

    def sampled(self, services: frozenset[str]) -> list[str]:
        """The hosts outside the catalogue that any client lets be sampled. Raises PolicyFault."""
        from policies.clients import load_clients  # they take long to import, and few commands need them
        from policies.datasets import DataSets

        clients = load_clients(self.clients, services=services, data=DataSets(self.data))
        return sorted({host for policy in clients.policies() for host in policy.sample_hosts})


def default_home() -> Path:
    """The platform's user data folder for Promptward."""
    return Path(platformdirs.user_data_dir("promptward", appauthor=False))


def _is_home(home: Home) -> bool:
    """Whether a folder holds anything that only a home has."""
    return home.settings_file.is_file() or home.clients.is_dir() or home.state.is_dir()


def open_home(root: Path | None = None, *, new: bool = True) -> Home:
    """Open a home folder and make what is missing in it. Raises HomeFault.

    Where ``new`` is false, a ``root`` that is given must be a home already: a slip in its name is not made one.
    """
    home = Home((root or default_home()).expanduser().absolute())
    if home.root.exists() and not home.root.is_dir():
        raise HomeFault(f"home folder {home.root}: is not a folder. Give another with --home DIR.")
    if root is not None and not new and not _is_home(home):
        raise HomeFault(
            f"home folder {home.root}: there is no home. Check --home; promptward up and promptward clients add "
            "make a new one."
        )
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        home.clients.mkdir(exist_ok=True)
        home.state.mkdir(mode=0o700, exist_ok=True)
        home.state.chmod(0o700)
        if not home.settings_file.exists():
            home.settings_file.write_text(STARTER_SETTINGS, encoding="utf-8")
            if not any(home.clients.glob("*.yaml")):
                (home.clients / "default.yaml").write_text(STARTER_CLIENT, encoding="utf-8")
        next(home.clients.iterdir(), None)
        home.settings_file.read_bytes()
    except OSError as error:
        raise HomeFault(
            f"home folder {home.root}: {error.strerror or error}. "
            "Give a folder that this user may read and write, with --home DIR."
        ) from None
    return home
