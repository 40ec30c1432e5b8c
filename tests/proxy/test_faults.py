"""The code of a fault says what a person is told; one that nobody expected is told by its type alone."""

import errno

import pytest

from proxy.child import PoolFault
from proxy.faults import code_of
from proxy.large.tasks import TooMany
from proxy.largefiles import Gone
from proxy.uploads.holder import CannotHold, TooMuchHeld
from proxy.wording import IN_PIECES, NO_ROOM, TOO_LARGE, TOO_MANY_VALUES


@pytest.mark.parametrize(
    ("error", "on_disk", "code"),
    [
        (TooMuchHeld("quokka"), False, TOO_LARGE),
        (CannotHold("quokka"), False, IN_PIECES),
        (TooMany("quokka"), True, TOO_MANY_VALUES),
        (Gone("quokka"), True, "client-gone"),
        (PoolFault("scan-timeout"), False, "scan-timeout"),
        (OSError(errno.ENOSPC, "quokka"), True, NO_ROOM),
        (OSError(errno.ENOSPC, "quokka"), False, "guard-oserror"),
        (PermissionError(errno.EACCES, "quokka"), True, "guard-permissionerror"),
        (ValueError("quokka"), True, "guard-valueerror"),
    ],
)
def test_a_fault_has_its_code_and_quotes_nothing(error: Exception, on_disk: bool, code: str) -> None:
    assert code_of(error, on_disk=on_disk) == code
