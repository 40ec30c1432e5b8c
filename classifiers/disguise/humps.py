"""Short names of fields at the end of a longer one in camel case: `employeeSsn`, `patientMRN`, `userDob`.

A short word counts as a name only where it stands alone, and in the lower-cased copy the hump is gone.
"""

import re
from collections.abc import Iterator

from classifiers.checks.words import words
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_SHORT = words(
    "ssn dob mrn npi mbi ein itin aba sin nino nhs utr cpf cnpj rg bsn pesel nip nif nie dni cuit cuil rut curp rfc "
    "tfn abn acn nric pan cnp egn oib pps ppsn cpr hetu fnr ahv avs kvnr rvnr svnr nir vin imei mac iban bic cvv cvc "
    "pin otp mfa hcn tckn bvn tel fax cell mob zip plz plate rg"
)
_HUMP = re.compile(
    rf"(?:{'|'.join(spelled for one in sorted(_SHORT) for spelled in (one.title(), one.upper()))})"
    r"(?:No|Nr|Num|Number|Id|ID|Value|Raw)?[\"'`]?\s{0,3}[:=>,;|\t]"
)


class _Humps:
    id = "humps"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if not glance.digits:
            return
        text = glance.text
        ends = (found.start() - 1 for found in _HUMP.finditer(text) if found.start())
        yield glance.view([Edit(at, at + 1, f"{text[at]}_") for at in ends if text[at].islower()])


DISGUISE = _Humps()
