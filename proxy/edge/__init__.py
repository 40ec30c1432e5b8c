"""The only place that knows mitmproxy: the hardened engine, the gate and the certificates it serves.

mitmproxy's addon package imports all of its fifty addons, a web framework and an LDAP client with them. We use four,
so the package is stood in for by an empty one with the same path: a second less at every start, and code that is not
loaded cannot be attacked.
"""

import importlib.util
import sys
from types import ModuleType


def _only_the_addons_we_ask_for() -> None:
    name = "mitmproxy.addons"
    if name in sys.modules:
        return
    package = importlib.util.find_spec("mitmproxy")
    if package is None or not package.submodule_search_locations:
        return
    addons = ModuleType(name)
    addons.__path__ = [f"{place}/addons" for place in package.submodule_search_locations]
    sys.modules[name] = addons


_only_the_addons_we_ask_for()
