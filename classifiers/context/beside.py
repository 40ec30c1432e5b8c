"""National numbers that stand right beside somebody's name, and that nothing but their check digits tells.

`Duda, Marek;75100780318`, `Mr Tapp    743 385 6331`, `Lone Hansen 210195-3214`. A number counts by itself where it
holds a day of birth or two check digits; one with a single check digit only where the line above or below has another
of the same sort beside another name.

Rule 1: the number begins where the name ends, but for one mark and white space.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.checks import national, registers
from classifiers.checks.verdict import Check
from classifiers.detector import Hit

SCORE = 78.0
_NUMBER = re.compile(
    r"[ \t]{0,40}[,;:|(\t\"'–\-]{0,3}[ \t]{0,40}[\"']?(?P<number>\d+(?:[ ./\-]\d+){0,4})"
    r"(?![^\W_]|[\-.,/:]\d|[ ]?[%€$£])"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """The numbers of one state: their kind, how they are written, their check. ``alone``: one is enough."""

    kind: str
    form: re.Pattern[str]
    check: Check
    alone: bool = True


def _sort(kind: str, form: str, check: Check, *, alone: bool = True) -> Sort:
    return Sort(kind, re.compile(form), check, alone)


# The first that fits is taken: what has a day of birth or two check digits, then what a form tells, then the others.
SORTS: tuple[Sort, ...] = (
    _sort("PL_PESEL", r"\d{11}", national.pl_pesel),
    _sort("BE_NATIONAL_NUMBER", r"\d{11}|\d\d\.\d\d\.\d\d[\- .]\d{3}[\- .]\d\d", national.be_nn),
    _sort("NO_FODSELSNUMMER", r"\d{6} ?\d{5}", national.no_fodselsnummer),
    _sort("DE_TAX_ID", r"\d{11}|\d\d \d{3} \d{3} \d{3}", national.de_tax_id),
    _sort("BR_CPF", r"\d{11}|\d{3}\.\d{3}\.\d{3}-\d\d", national.br_cpf),
    _sort("TR_NATIONAL_ID", r"[1-9]\d{10}", national.tr_id),
    _sort("LV_PERSONAL_CODE", r"\d{6}-\d{5}", national.lv_personal_code),
    _sort("EE_ISIKUKOOD", r"[3-6]\d{10}", national.ee_isikukood),
    _sort("GR_AMKA", r"\d{11}", national.gr_amka),
    _sort("RO_CNP", r"\d{13}", national.ro_cnp),
    _sort("ZA_ID_NUMBER", r"\d{13}|\d{6} \d{4} \d{3}", national.za_id),
    _sort("RS_JMBG", r"\d{13}", registers.jmbg),
    _sort("FR_NIR", r"\d{15}|[12] \d\d \d\d \d\d \d{3} \d{3} \d\d", national.fr_nir),
    _sort("DK_CPR", r"\d{6}-\d{4}", national.dk_cpr),
    _sort("SE_PERSONNUMMER", r"(?:\d\d)?\d{6}-?\d{4}", national.se_personnummer),
    _sort("CZ_BIRTH_NUMBER", r"\d{6}/\d{3,4}", national.cz_rc),
    _sort("BG_EGN", r"\d{10}", national.bg_egn),
    _sort("AR_CUIT", r"\d\d-\d{8}-\d", national.ar_cuit),
    _sort("DK_CPR", r"\d{10}", national.dk_cpr, alone=False),
    _sort("AT_SOCIAL_SECURITY", r"\d{4} ?\d{6}", national.at_social_security, alone=False),
    _sort("UK_NHS", r"\d{3}([ \-]?)\d{3}\1\d{4}", national.uk_nhs, alone=False),
    _sort("IN_AADHAAR", r"\d{4}([ \-]?)\d{4}\1\d{4}", national.in_aadhaar, alone=False),
    _sort("CA_SIN", r"\d{3}([ \-]?)\d{3}\1\d{3}", national.ca_sin, alone=False),
    _sort("AU_TFN", r"\d{3} \d{3} \d{3}", national.au_tfn, alone=False),
    _sort("NL_BSN", r"\d{9}", national.nl_bsn, alone=False),
    _sort("PT_NIF", r"[12]\d{8}", national.pt_nif, alone=False),
    _sort("HR_OIB", r"\d{11}", national.hr_oib, alone=False),
    _sort("IL_ID", r"\d{9}", national.il_id, alone=False),
    _sort("TH_TNIN", r"\d{13}|\d-\d{4}-\d{5}-\d\d-\d", national.th_tnin, alone=False),
)


def sort_of(number: str, *, alone: bool) -> Sort | None:
    """The sort that a number passes for; ``alone`` asks only those of which one is enough."""
    for sort in SORTS:
        if (sort.alone or not alone) and sort.form.fullmatch(number) and sort.check(number, "") is not None:
            return sort
    return None


def numbers(text: str, persons: Sequence[Hit], detector: str) -> Iterator[Hit]:
    """A hit for each such number behind the persons, who come in the order of the text."""
    before: tuple[Sort, int, int] | None = None  # a number with one check digit, that waits for the next
    last = -1
    for person in persons:
        found = _NUMBER.match(text, person.end)
        sort = None if found is None else sort_of(found["number"], alone=False)
        if found is None or sort is None:
            continue
        start, end = found.span("number")
        if sort.alone:
            yield Hit(start, end, sort.kind, detector, SCORE)
            continue
        if before is not None and before[0] is sort and text.count("\n", before[2], person.start) == 1:
            for low, high in (before[1:], (start, end)):
                if low > last:
                    last = low
                    yield Hit(low, high, sort.kind, detector, SCORE)
        before = sort, start, end
