"""Where a secret is kept is no secret; what stands beside or behind such a place is one."""

import re
from collections.abc import Callable, Iterator

import pytest

from classifiers.context import references
from classifiers.context.references import ReferencesSieve
from classifiers.detector import Hit
from classifiers.openings import Sought
from classifiers.passage import Passage
from tests.cost import grows_linearly

type Found = Callable[[str], list[tuple[str, str]]]

REFERENCES = {
    "amazon": "arn:aws:secretsmanager:eu-central-1:481729304417:secret:pay/db-Xy12Zq",
    "amazon, a part": "valueFrom: arn:aws:secretsmanager:us-east-1:481729304417:secret:pay/db-Xy12Zq:password::",
    "amazon, parameter": "DB_PASSWORD=arn:aws:ssm:eu-central-1:481729304417:parameter/prod/DbPassw0rd",
    "amazon, template": "secret: {{resolve:secretsmanager:prod/Db2:SecretString:password}}",
    "azure": "DbPassword=@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/db-pass/)",
    "google": "secret = projects/48172930/secrets/pay-db2/versions/3",
    "scheme": "token=op://Prod-Vault/db-main2/password",
    "scheme of a tool": "API_KEY: ref+awssecrets://prod/myApp2/api#/key9",
    "path": "password: vault:secret/data/pay2/db#Password1",
    "parameter": "password: ssm:/prod/pay/Db_Password2",
    "pipeline": "password: ${{ secrets.DB_Passw0rd2 || 'none' }}",
    "missing": 'export DB_PASSWORD="${DB_PASSWORD:?must be set}"',
}


@pytest.mark.parametrize("text", REFERENCES.values(), ids=REFERENCES)
def test_where_a_secret_is_kept_is_none(found: Found, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("token=vault://svc:%s@vault.acme.io/x", "Kestrel44!x9"),
        ("vault:admin/%s", "Kestrel!44"),
        ('DB_PASSWORD="${DB_PASSWORD:-%s}"', "Kestrel.44x"),
        ("password: %s # see op://Prod/db/password", "Kestrel.44x"),
    ],
    ids=["in an address", "a pair", "in place of a missing one", "beside"],
)
def test_what_stands_beside_one_is_a_secret(found: Found, text: str, secret: str) -> None:
    assert any(secret in value for _, value in found(text % secret))


def test_takes_linear_time() -> None:
    def judged(times: int) -> Callable[[], object]:
        passage = Passage("password: vault:/a/b ${{ arn:aws:ssm:" * times)
        hits = [Hit(at, at + 3, "PASSWORD", "given", 85.0) for at in range(0, len(passage.text), 60)]
        return lambda: ReferencesSieve().left(passage, hits)

    assert grows_linearly(judged, 400)


def test_reads_the_text_once_for_all_of_its_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    class Counted(Sought):
        def matches(self, passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
            read.append(end - start)
            return super().matches(passage, start, end)

    monkeypatch.setattr(references, "_SOUGHT", Counted(references._REFERENCE))
    passage = Passage("password: Kestrel44!x9, token: vault:secret/data/pay2 " * 100)
    hits = [Hit(at, at + 12, "PASSWORD", "given", 85.0) for at in range(10, len(passage.text), 54)]
    assert len(ReferencesSieve().left(passage, hits)) == len(hits)
    assert read == [len(passage.text)]
