"""Is a number what a keypad or a lock takes?"""

import re

from classifiers.checks.prose import pin
from classifiers.checks.verdict import SHAPE, Verdict

# Locks that take three digits.
_OF_THREE = re.compile(
    r"lock|alarm|safe|key|cash|schloss|schlüssel|tresor|kassette|cadenas|antivol|coffre|boîte|candado|caja|lucchetto|"
    r"cassa|cassett|slot|kluis|sleutel|cadeado|cofre|caixa|kłódk|blokad|skrzynk|sejf|zamek|allarme|szaf"
)
_EMERGENCY = frozenset(
    {"112", "110", "999", "911", "101", "118", "115", "113", "997", "998", "144", "117", "061"}
)
_ERROR = re.compile(
    r"(?:error|fault|fehler|fout)\s?code|code d[’']erreur|codice (?:di )?errore|código de err"
)
_SIGNS = re.compile(r"[^0-9A-Za-z]")


def keypad(value: str, before: str) -> Verdict | None:
    """No year, no row of keys, no round thousand, no port and no error; three digits only for a lock or an alarm."""
    bare = _SIGNS.sub("", value)
    if len(bare) == 3:
        told = bare not in _EMERGENCY and len(set(bare)) > 1 and not bare.endswith("00")
        return SHAPE if not bare.isdigit() or (told and _OF_THREE.search(before[-70:])) else None
    if bare.endswith("000") or bare in ("8080", "8443") or _ERROR.search(before[-60:]):
        return None
    return pin(bare, before)
