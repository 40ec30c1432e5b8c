"""Names of fields at the end of a longer one in camel case: `employeeSsn`, `patientMRN`, `customerMemberId`.

A word counts as a name only where it begins as one, and in the lower-cased copy the hump is gone.
"""

import re
from collections.abc import Iterator

from classifiers.checks.words import words
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_SHORT = words(
    "ssn dob mrn npi mbi ein itin aba sin nino nhs utr cpf cnpj rg bsn pesel nip nif nie dni cuit cuil rut curp rfc "
    "tfn abn acn nric pan cnp egn oib pps ppsn cpr hetu fnr ahv avs kvnr rvnr svnr nir vin imei mac iban bic cvv cvc "
    "pin otp mfa hcn tckn bvn tel fax cell mob zip plz plate"
)
# Words that name a field together with what follows them.
_FIRST = words(
    "passport acct account patient member subscriber insurance insured policy plate serial claim birth geb ausweis "
    "personalausweis license licence chart medical health steuer konto tax social driver drivers versicherten kranken "
    "phone mobile handy telefon"
)
_HUMP = re.compile(
    rf"(?:(?:{'|'.join(spelled for one in sorted(_SHORT) for spelled in (one.title(), one.upper()))})"
    r"(?:No|Nr|Num|Number|Nummer|Id|ID|Value|Raw)?"
    rf"|(?:{'|'.join(one.title() for one in sorted(_FIRST))})[a-z]{{0,6}}(?:[A-Z][a-z]{{1,9}}|ID){{0,3}})"
    # A name with a dot or a bracket behind it is code, no value.
    r"[\"'`]?\s{0,3}[:=>,;|\t](?!\s?[A-Za-z_]\w{0,40}[.(\[])"
)

_CAPITAL = re.compile("[A-Z]")
_HEADS = frozenset(name[:2] for name in _SHORT | _FIRST)


class _Humps:
    id = "humps"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if not glance.digits:
            return
        text = glance.text
        ends = (
            at
            for at in (found.start() for found in _CAPITAL.finditer(text, 1))
            if text[at - 1].islower()
            and text[at : at + 2].lower() in _HEADS
            and _HUMP.match(text, at) is not None
        )
        yield glance.view([Edit(at - 1, at, f"{text[at - 1]}_") for at in ends])


DISGUISE = _Humps()
