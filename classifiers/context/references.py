"""References: where a secret is kept, told in its place.

`password: op://Prod/db/password`, `arn:aws:secretsmanager:...:secret:db-Xy12Zq` and `${{ secrets.DB_PASSWORD }}` stand
where a secret would, look drawn, and open nothing. So does what a shell says when a variable is missing, as in
`${DB_PASSWORD:?must be set}`. A value behind the name and password of an address (`vault://who:what@host`) is none.
"""

from bisect import bisect_right
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.openings import Sought
from classifiers.passage import Passage

_SECRETS = frozenset({"PASSWORD", "API_KEY", "ACCESS_TOKEN", "SECRET"})
_REST = r"[^\s\"'`<>{}()|,;@]{1,300}+(?!@)"
_REFERENCE = compiled(
    # Amazon's names of things, and what its templates ask for.
    rf"\barn:aws[\w\-]{{0,8}}:[a-z][\w\-]{{1,30}}:[\w\-]{{0,20}}:\d{{0,12}}:{_REST}|"
    r"\{\{resolve:[^{}\s]{1,300}\}\}|"
    # Azure's vaults, from its settings and by their addresses.
    r"@Microsoft\.(?:KeyVault|AppConfiguration)\([^()\n]{1,300}\)?|"
    r"https://[\w\-]{1,60}\.(?:vault|managedhsm)(?:-int)?\.(?:azure|usgovcloudapi|azure-int)\.(?:net|cn)/"
    rf"(?:secrets|keys|certificates){_REST}|"
    # Google's secrets, by their paths.
    rf"\bprojects/[\w.:\-]{{1,60}}/(?:locations/[\w\-]{{1,40}}/)?secrets/{_REST}|"
    # Addresses in a store, by its scheme or behind its name.
    r"(?:\bref\+|\b)(?:op|vault|vals|sm|gsm|gcp[\-_]?(?:sm|secrets?)|aws[\-_]?(?:sm|ssm|secrets?)|ssm|asm|akv|az(?:ure)?-?kv|kv|"
    r"(?:azure)?key-?vault|(?:aws|gcp)?secrets?manager|berglas|doppler|infisical|akeyless|conjur|bitwarden|bws?|keeper|"
    rf"keepass|lastpass|1password|onepassword|pass|chamber|sops|secrets?|secretref|keyring|env|k8s)://{_REST}|"
    r"(?<![\w\-.])(?:vault|ssm|(?:aws|gcp)-?(?:sm|ssm)|secretsmanager|keyvault|keyring|conjur|akeyless|secretref):"
    r"(?:/(?:[\w.\-]{1,60}/){1,8}|(?:[\w.\-]{1,60}/){2,8}|(?:secret|kv|data)/)[\w.\-#:]{1,200}|"
    # Variables of pipelines, and what is said when one is missing or set.
    r"\$\{\{[^{}\n]{1,200}\}\}|\$\{\w{1,80}:?[?+][^{}\n]{0,200}\}"
)
_SOUGHT = Sought(_REFERENCE)
_CLOSING = "\"'`)]}>,;.:"


class ReferencesSieve:
    """Takes away references to secrets."""

    id = "context-references"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("2", _REFERENCE.pattern)

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those that lie in a reference."""
        if not any(map(_may_be_one, hits)):
            return hits
        # All at once: to look around each secret would read a list of them hundreds of times.
        found = [match.span() for match in _SOUGHT.matches(passage, 0, len(passage.text))]
        if not found:
            return hits
        return [hit for hit in hits if not (_may_be_one(hit) and _lies_in_one(passage.text, hit, found))]


def _may_be_one(hit: Hit) -> bool:
    return hit.kind in _SECRETS and not hit.is_foreign


def _lies_in_one(text: str, hit: Hit, found: Sequence[tuple[int, int]]) -> bool:
    """Whether a hit begins in a reference and ends in it, or with the signs that close it."""
    index = bisect_right(found, hit.start, key=lambda span: span[0])
    end = found[index - 1][1] if index else 0
    return hit.start < end and not text[end : hit.end].strip(_CLOSING)


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [ReferencesSieve()]
