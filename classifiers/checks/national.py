"""Checks of national identifiers: the issuer's checksum by python-stdnum, our own where it has none.

A function here exists for each rule that names it; `number` makes one from a python-stdnum module.
"""

import re
from collections.abc import Callable
from importlib import import_module

from classifiers.checks.payment import digits_of, luhn
from classifiers.checks.verdict import SURE, Check, Verdict, shape, sure


def es_dni_dotted(value: str, before: str) -> Verdict | None:
    """A Spanish DNI with dots between its thousands, which the library does not know."""
    return es_dni(value.replace(".", ""), before)


def _stdnum(module: str) -> Check:
    """A check by a module of python-stdnum, imported when it is first asked."""
    loaded: list[Callable[[str], bool]] = []

    def check(value: str, before: str) -> Verdict | None:
        if not loaded:
            loaded.append(import_module(f"stdnum.{module}").is_valid)
        digits = re.sub(r"\D", "", value)
        return sure((len(set(digits)) > 1 or len(digits) < 2) and loaded[0](value))

    return check


_nhs = _stdnum("gb.nhs")
de_tax_id = _stdnum("de.idnr")
es_dni = _stdnum("es.dni")
es_nie = _stdnum("es.nie")
it_fiscal_code = _stdnum("it.codicefiscale")
nl_bsn = _stdnum("nl.bsn")
pl_pesel = _stdnum("pl.pesel")
pl_nip = _stdnum("pl.nip")
br_cpf = _stdnum("br.cpf")
br_cnpj = _stdnum("br.cnpj")
ca_sin = _stdnum("ca.sin")
in_aadhaar = _stdnum("in_.aadhaar")
in_gstin = _stdnum("in_.gstin")
au_tfn = _stdnum("au.tfn")
se_personnummer = _stdnum("se.personnummer")
dk_cpr = _stdnum("dk.cpr")
no_fodselsnummer = _stdnum("no.fodselsnummer")
be_nn = _stdnum("be.nn")
ie_pps = _stdnum("ie.pps")
pt_nif = _stdnum("pt.nif")
ch_ahv = _stdnum("ch.ssn")
tr_id = _stdnum("tr.tckimlik")
kr_rrn = _stdnum("kr.rrn")
za_id = _stdnum("za.idnr")
us_itin = _stdnum("us.itin")
ro_cnp = _stdnum("ro.cnp")
cz_rc = _stdnum("cz.rc")
no_bank_account = _stdnum("no.kontonr")
cz_bank_account = _stdnum("cz.bankaccount")
at_social_security = _stdnum("at.vnr")
at_tin = _stdnum("at.tin")
be_national_number = _stdnum("be.nn")
bg_egn = _stdnum("bg.egn")
cy_tin = _stdnum("cy.vat")
dk_cvr = _stdnum("dk.cvr")
ee_isikukood = _stdnum("ee.ik")
es_cif = _stdnum("es.cif")
fr_tin = _stdnum("fr.nif")
gr_afm = _stdnum("gr.vat")
gr_amka = _stdnum("gr.amka")
hr_oib = _stdnum("hr.oib")
is_kennitala = _stdnum("is_.kennitala")
it_vat_code = _stdnum("it.iva")
lt_asmens_kodas = _stdnum("lt.asmens")
lv_personal_code = _stdnum("lv.pvn")
nl_id_card = _stdnum("nl.identiteitskaartnummer")
pl_regon = _stdnum("pl.regon")
pt_cc = _stdnum("pt.cc")
ro_cui = _stdnum("ro.cui")
ru_inn = _stdnum("ru.inn")
se_organisationsnummer = _stdnum("se.orgnr")
si_emso = _stdnum("si.emso")
si_tax_number = _stdnum("si.ddv")
ch_uid = _stdnum("ch.uid")
no_organisasjonsnummer = _stdnum("no.orgnr")
ua_rntrc = _stdnum("ua.rntrc")
uk_upn = _stdnum("gb.upn")
ar_cuit = _stdnum("ar.cuit")
ar_cbu = _stdnum("ar.cbu")
ar_dni = _stdnum("ar.dni")
ca_business_number = _stdnum("ca.bn")
ca_bc_phn = _stdnum("ca.bc_phn")
cl_rut = _stdnum("cl.rut")
co_nit = _stdnum("co.nit")
cr_cpf = _stdnum("cr.cpf")
cu_ni = _stdnum("cu.ni")
do_cedula = _stdnum("do.cedula")
ec_ci = _stdnum("ec.ci")
ec_ruc = _stdnum("ec.ruc")
gt_nit = _stdnum("gt.nit")
mx_curp = _stdnum("mx.curp")
mx_rfc = _stdnum("mx.rfc")
pe_ruc = _stdnum("pe.ruc")
py_ruc = _stdnum("py.ruc")
sv_nit = _stdnum("sv.nit")
us_ptin = _stdnum("us.ptin")
uy_rut = _stdnum("uy.rut")
ve_rif = _stdnum("ve.rif")
cn_ric = _stdnum("cn.ric")
cn_uscc = _stdnum("cn.uscc")
id_nik = _stdnum("id.nik")
id_npwp = _stdnum("id.npwp")
il_id = _stdnum("il.idnr")
in_voter = _stdnum("in_.epic")
jp_my_number = _stdnum("jp.in_")
jp_corporate_number = _stdnum("jp.cn")
kr_brn = _stdnum("kr.brn")
my_nric = _stdnum("my.nric")
pk_cnic = _stdnum("pk.cnic")
sg_uen = _stdnum("sg.uen")
th_tnin = _stdnum("th.pin")
tr_vkn = _stdnum("tr.vkn")
tw_ubn = _stdnum("tw.ubn")
vn_mst = _stdnum("vn.mst")
au_abn = _stdnum("au.abn")
au_acn = _stdnum("au.acn")
gh_tin = _stdnum("gh.tin")
ke_pin = _stdnum("ke.pin")
ma_ice = _stdnum("ma.ice")
nz_bank_account = _stdnum("nz.bankaccount")
nz_ird = _stdnum("nz.ird")
za_tin = _stdnum("za.tin")
tn_mf = _stdnum("tn.mf")


def uk_nhs(value: str, before: str) -> Verdict | None:
    """An NHS number, whose groups some part with full stops, commas or strokes."""
    return _nhs("".join(filter(str.isdigit, value)), before)


def no_vat(value: str, before: str) -> Verdict | None:
    """A Norwegian firm's number as it stands on invoices, with `MVA` behind it."""
    return no_organisasjonsnummer("".join(filter(str.isdigit, value)), before)


def th_tnin_spaced(value: str, before: str) -> Verdict | None:
    """A Thai number with spaces or hyphens between its groups."""
    return th_tnin(re.sub(r"\D", "", value), before)


# Ahead of the digits by which the digits of a number are multiplied.
_WEIGHTS = re.compile(r"(?:\bweights?|multipl\w{1,5}|factors?|coefficients?|magic keys)\b[^\n]{0,40}[(\[]$")


def us_ssn(value: str, before: str) -> Verdict | None:
    """A US Social Security number that the agency could have issued (SSA, randomisation rules of 2011).

    Numbers known from advertising are found too: a person who pastes one pastes a number.
    """
    digits = re.sub(r"\D", "", value)
    if len(digits) != 9 or _WEIGHTS.search(before[-60:]) is not None:
        return None
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area in ("000", "666") or area[0] == "9" or group == "00" or serial == "0000":
        return None
    return shape(len(set(digits)) > 2 and digits not in "0123456789")  # of two signs are weights and patterns


_NINO_FIRST_BAD = frozenset("DFIQUV")
_NINO_PAIRS_BAD = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))


def uk_nino(value: str, before: str) -> Verdict | None:
    """A UK National Insurance number: prefix letters that HMRC allocates."""
    head = value[:2].upper()
    return sure(not _NINO_FIRST_BAD & set(head) and head[1] != "O" and head not in _NINO_PAIRS_BAD)


def fr_nir(value: str, before: str) -> Verdict | None:
    """A French NIR: sex, month, department and the key 97 - n mod 97; Corsica counts 2A as 19 and 2B as
    18."""
    compact = re.sub(r"[\s.\-]", "", value).upper()
    if len(compact) != 15 or compact[0] not in "12":
        return None
    plain = compact.replace("2A", "19", 1) if compact[5:7] == "2A" else compact
    plain = compact[:5] + "18" + compact[7:] if compact[5:7] == "2B" else plain
    if not plain.isdigit():
        return None
    return sure(97 - int(plain[:13]) % 97 == int(plain[13:]))


def de_social_security(value: str, before: str) -> Verdict | None:
    """A German pension insurance number (VSNR): weights 2 1 2 5 7 1 2 1 2 1 2 1 with cross sums."""
    compact = re.sub(r"\s", "", value).upper()
    if len(compact) != 12:
        return None
    digits = compact[:8] + f"{ord(compact[8]) - 64:02d}" + compact[9:]
    total = 0
    for digit, weight in zip(digits[:12], (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True):
        total += sum(divmod(int(digit) * weight, 10))
    return sure(total % 10 == int(digits[12]))


def de_health_insurance(value: str, before: str) -> Verdict | None:
    """A German health insurance number (KVNR): the letter as two digits, weights 1 and 2, cross sums."""
    digits = f"{ord(value[0].upper()) - 64:02d}{value[1:]}"
    total = sum(sum(divmod(int(d) * (1 + place % 2), 10)) for place, d in enumerate(digits[:10]))
    return sure(total % 10 == int(digits[10]))


def mrz_number(value: str, before: str) -> Verdict | None:
    """A German identity card or passport number of ten characters: weights 7 3 1 (ICAO 9303)."""
    total = sum(int(c, 36) * (7, 3, 1)[place % 3] for place, c in enumerate(value[:9].upper()))
    return sure(total % 10 == int(value[9]))


def au_medicare(value: str, before: str) -> Verdict | None:
    """An Australian Medicare number: weights 1 3 7 9 1 3 7 9."""
    digits = digits_of(value)
    total = sum(int(d) * w for d, w in zip(digits[:8], (1, 3, 7, 9, 1, 3, 7, 9), strict=True))
    return sure("2" <= digits[0] <= "6" and total % 10 == int(digits[8]))


def sg_nric(value: str, before: str) -> Verdict | None:
    """A Singapore NRIC or FIN: weights 2 7 6 5 4 3 2 and the letter of the series."""
    head, digits, tail = value[0].upper(), value[1:8], value[8].upper()
    total = sum(int(d) * w for d, w in zip(digits, (2, 7, 6, 5, 4, 3, 2), strict=True))
    total += {"S": 0, "F": 0, "T": 4, "G": 4, "M": 3}[head]
    rest = total % 11
    match head:
        case "S" | "T":
            return sure("JZIHGFEDCBA"[rest] == tail)
        case "M":
            return sure("XWUTRQPNJLK"[rest] == tail)
        case _:
            return sure("XWUTRQPNMLK"[rest] == tail)


def us_npi(value: str, before: str) -> Verdict | None:
    """A US National Provider Identifier: Luhn with the prefix 80840."""
    return sure(luhn("80840" + value))


def vin(value: str, before: str) -> Verdict | None:
    """A vehicle identification number; the North American check digit verifies, elsewhere it is only a
    shape."""
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    letters = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    text = value.upper()
    total = sum((int(c) if c.isdigit() else letters[c]) * w for c, w in zip(text, weights, strict=True))
    if "0123456789X"[total % 11] == text[8]:
        return sure(True)
    return shape(True)


def vin_alone(value: str, before: str) -> Verdict | None:
    """A vehicle identification number that its check digit tells; one in seventeen signs is too few for serials alone,
    so that letters must stand where makers have them."""
    return (
        vin(value, before)
        if sum(map(str.isalpha, value)) > _MAKERS_LETTERS and vin(value, before) == SURE
        else None
    )


_MAKERS_LETTERS = 3


def fi_hetu(value: str, before: str) -> Verdict | None:
    """A Finnish personal identity code: a day, a century's sign, and the remainder by 31.

    Signs beside + - A count since 2023 (Digital and Population Data Services Agency); 900 to 999 are temporary.
    """
    day, month, digits = int(value[:2]), int(value[2:4]), value[:6] + value[7:10]
    plausible = 1 <= day <= 31 and 1 <= month <= 12 and int(value[7:10]) >= 2
    return sure(plausible and _HETU[int(digits) % 31] == value[10])


_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
