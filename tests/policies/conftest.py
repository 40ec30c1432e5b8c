"""What tests of this room build policies and scans with."""

from collections.abc import Callable

import pytest

from policies.loader import compile_text
from policies.policy import Policy

HEAD = "client: acme\nname: Acme\n"


@pytest.fixture
def policy_of() -> Callable[[str], Policy]:
    """Compile the body of a client's policy; the client and its name are given."""

    def build(body: str = "") -> Policy:
        policy, _, faults = compile_text(HEAD + body, "acme.yaml")
        assert policy is not None, [str(fault) for fault in faults]
        return policy

    return build
