"""Is what a program takes where a setting is missing a secret: `${DB_PW:-...}`, `default="..."`?"""

import re

from classifiers.checks.keys import bare_token, is_about
from classifiers.checks.passwords import call_password
from classifiers.checks.values import is_public
from classifiers.checks.verdict import Verdict

# Names that say something about a password: where it lies, how long it lasts, how it is kept.
_ABOUT = re.compile(
    r"[_\-.](?:ttl|expir\w{0,6}|lifetime|file|path|dir|name|id|length|min\w{0,6}|max\w{0,6}|hash(?:er|ing)?|encoder|policy|"
    r"format|type|algo\w{0,6}|mode|field|prompt|hint|label|version|user|method|source|secretname|ref)\W{1,5}$"
)
_MEASURE = re.compile(
    r"PT?\d{1,4}[DWMYHS]|\d{1,9}(?:[smhdk]|ms|min|kb|mb|ch)?|[a-z]{3,8}(?:-[a-z]{3})?-?\d{1,3}(?:id)?"
)


def password(value: str, before: str) -> Verdict | None:
    """What stands in for a missing password: no measure, no algorithm, and the name is that of a password."""
    if _ABOUT.search(before[-60:]) or _MEASURE.fullmatch(value):
        return None
    return call_password(value, before)


def key(value: str, before: str) -> Verdict | None:
    """What stands in for a missing key: drawn at random."""
    return None if is_about(before) or is_public(value, before) else bare_token(value, before)
