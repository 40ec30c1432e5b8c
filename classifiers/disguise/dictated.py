"""Parts of an address, a telephone number or a social security number that a text calls by their names.

"mailbox ann.lee, domain acme.com", "area code +49 151, then 7251", "area 217, group 69, serial 9591".
"""

import re
from collections.abc import Iterator

from classifiers.checks.endings import ANY_ENDING
from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_REACH, _MOST = 120, 50
_DOMAINS = phrases(
    "domain|domein|domín|domen|domin|at sign|at-sign|klammeraffe|at-zeichen|arobas|arroba|chiocciola|"
    "apenstaart|małp"
)
# A mailbox has a sign or a digit in it, or quotes around it; a plain word may be any.
_MAIL = re.compile(
    r"(?<![\w.@/\-])(?:(?P<quote>[\"'`])(?=\w+(?P=quote)))?(?P<local>(?(quote)|(?=\w{0,20}[._\d]\w))[A-Za-z0-9_]{1,24}"
    r"(?:[.\-][A-Za-z0-9_]{1,24}){0,3})(?![\w@]|[\"'`]?\s{0,2}[:=])(?P<gap>[^\n@]{1,48}?[\s\"'`])"
    rf"(?P<domain>(?:[\w\-]{{2,40}}\.){{1,3}}(?:{ANY_ENDING}))(?![\w@]|\.\w)"
)
_HOST = re.compile(rf"\.(?:{ANY_ENDING})$")  # two domains are no address
_SOCIALS = ("ssn", "social sec")
_SOCIAL = re.compile(
    r"(?<![\w.\-])(?P<a>\d{3})[^\w\n][^\d\n]{2,24}(?P<b>\d\d)[^\w\n][^\d\n]{2,24}(?P<c>\d{4})(?!\w|[.\-]\d)"
)
_SAID = re.compile(r"area|group|serial|first|start|begin|middle|then|last|ends?\b|part|next")
_CODES = phrases(
    "area code|dialling code|dialing code|vorwahl|indicatif|prefijo|prefisso|netnummer|kengetal|prefixo|"
    "indicativo|kierunkow"
)
_PHONE = re.compile(
    r"(?<![\w.])(?P<code>\+?\(?\d[\d ()]{1,8}\d\)?)[^\d\n]{2,32}(?P<rest>\d{3,4}(?:[ .\-]?\d{2,4}){1,4})(?!\w|[.,]\d)"
)
_ALL = (*_DOMAINS, *_SOCIALS, *_CODES)


class _Dictated:
    id = "dictated"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if not glance.literals.has_any(_ALL):
            return
        for start, end in glance.around(_DOMAINS, _REACH, _MOST):
            mails = [mail for mail in _MAIL.finditer(text, start, end) if not _HOST.search(mail["local"])]
            yield glance.view([Edit(mail.end("local"), mail.start("domain"), "@") for mail in mails])
        if not glance.digits:
            return
        for start, end in glance.around(_SOCIALS, _REACH, _MOST):
            socials = [
                run
                for run in _SOCIAL.finditer(text, start, end)
                if _SAID.search(run[0].lower() + glance.low[start:end])
            ]
            yield glance.view([Edit(*run.span(), "-".join(run.group("a", "b", "c"))) for run in socials])
        for start, end in glance.around(_CODES, _REACH, _MOST):
            phones = _PHONE.finditer(text, start, end)
            yield glance.view([Edit(phone.end("code"), phone.start("rest"), " ") for phone in phones])


DISGUISE = _Dictated()
