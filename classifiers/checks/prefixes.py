"""Is a prefix with a long body behind it a key: `acmk_...`, `acme_live_...`? Ids of things look nearly alike."""

import re

from classifiers.checks.tokens import entropy
from classifiers.checks.values import HEX, hopeless, interleaved, is_public, varied
from classifiers.checks.verdict import SHAPE, Verdict

# Prefixes of ids and digests, which look like keys and are none.
_ID_PREFIX = re.compile(
    r"(?:sha\d*|md5|hash|digest|id|uid|uuid|req|request|msg|message|evt|event|run|thread|chunk|file|img|image|"
    r"asst|call|toolu|resp|chatcmpl|item|batch|ft|build|commit|rev|test|user|org|cus|sub|pi|ch|in|cs|price|prod|"
    r"txn|tr|acct|layer|rec|tbl|app|fld|viw|page|css|class|sc|jsx|svelte|data|font|woff\d?|bundle|main|vendor|"
    r"index|var|fn|func|struct|op|arn|snap|vol|vpc|subnet|eni|ami|rtb|igw|sg|pk|ssh|cache|key|v\d+|job|task|"
    r"trace|span|session|sess|conversation|conv|cid|gid|ref)[_\-]"
)


def prefixed_token(value: str, before: str) -> Verdict | None:
    """A prefix and a long body of letters and digits that was surely drawn: the form of most vendors' keys."""
    if _ID_PREFIX.match(value) or is_public(value, before) or hopeless(value):
        return None
    body = max(re.split(r"[_\-]", value), key=len)
    if len(body) < 32 or HEX.match(body) or varied(body) < 3 or sum(map(str.isdigit, body)) < 3:
        return None
    return SHAPE if entropy(body) >= 4.2 and interleaved(body) else None


_STAGES = re.compile(r"(?:[a-z]{2,10}[_\-]){1,3}")


def staged_key(value: str, before: str) -> Verdict | None:
    """A key behind a word for where it counts, `acme_live_...`: what follows was drawn, and names no event or table."""
    if is_public(value, before) or hopeless(value):
        return None
    body = _STAGES.sub("", value, count=1)
    if HEX.match(body):
        return SHAPE if len(body) >= 32 and len(set(body)) >= 8 else None
    drawn_enough = len(body) >= 20 and sum(map(str.isdigit, body)) >= 3 and entropy(body) >= 3.8
    return SHAPE if drawn_enough and varied(body.replace("_", "")) >= 3 and interleaved(body) else None
