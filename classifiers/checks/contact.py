"""Checks of contact data: e-mail addresses, dates of birth."""

import re
from datetime import date

from classifiers.checks.endings import ENDINGS
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words

_EXAMPLE_DOMAIN = re.compile(
    r"(?:^|[.@])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|test|invalid|localhost))$"
)
# Endings that are files or code, not top-level domains one writes mail to.
_FILE_ENDINGS = words("png jpg jpeg gif svg webp ico css js ts jsx tsx json html htm php py rb go java local")
_PLACEHOLDERS = words(
    "password passwd pass pwd secret pw example your_email youremail your.email yourname username someone user.name "
    "this super assert refute return unless puts raise yield await "
    "myaccount my-account my.account youraccount your-account myemail my.email my-email your-email your.name your-name "
    "test-user test.user testuser some-user someuser"
)
# At a documentation domain these stand for nobody; any other name there is taken for a person's all the same,
# because people use such addresses as stand-ins for real ones and expect to see them replaced.
_ROLES = words(
    "user you me name email mail test foo bar admin info root nobody anyone a b api help support contact "
    "sales service office team hello hi noreply no-reply webmaster postmaster abuse security"
)
# Behind the @ of names of algorithms and messages of SSH (RFC 4251, section 6), and of lists that everybody reads.
_NAMESPACES = words("openssh.com libssh.org lysator.liu.se putty.projects.tartarus.org")
_LIST = re.compile(
    r"-(?:subscribe|unsubscribe|request|bounces)@|@(?:lists?\.[\w.\-]+|[\w\-]+\.lists?\.[\w.\-]+|googlegroups\.com|"
    r"[\w\-]+\.apache\.org|vger\.kernel\.org)$"
)
# `brew install ghc@9.10`, `uses: pnpm/setup@v6.0.10`, read with letters for digits
_VERSION = re.compile(r"v?\d{1,2}(?:\.[a-z\d]{1,2}){1,2}")
# Who commits for a job that builds.
_COMMITTER = re.compile(r"\buser\.email[\s=\"']{1,4}$")
_BOTS = words("bot ci build builder dev devs robot action actions release releases automation deploy")
_NOBODY = words(
    "noreply no-reply donotreply do-not-reply octocat actions github-actions dependabot renovate gitlab-bot apiteam"
)
_VENDORS = words(
    "google.com microsoft.com github.com gitlab.com bitbucket.org amazon.com apple.com openai.com "
    "anthropic.com "
    "atlassian.net slack.com zoom.us users.noreply.github.com ssh.dev.azure.com swagger.io"
)


_FULL_NAME = re.compile(
    r"[^\W\d_]{1,30}[.\-_][^\W\d_]{2,30}\d{0,3}"
)  # a person's login within a firm's network
_IN_USERINFO = re.compile(r"://[^\s/?#]{0,60}$")


# Names and domains that manuals and tests write for anybody.
_SAMPLE_NAMES = words(
    "foo bar baz user me you someone somebody spam eggs xyz abc joe recipient sender to from address"
)
_SAMPLE_DOMAINS = words(
    "foo bar baz host hostname localhost domain here there site server xyz abc dom spam eggs mail somewhere "
    "yourdomain mydomain "
    "mycompany yourcompany company provider website address bar2 machine test sample dummy email"
)
_CREDIT = re.compile(
    r"(?:copyright|\(c\)|©|licen[sc]e|authors?\b|authored|written by|contribut|maintain|bug reports?|"
    r"bugs? to|credit|created by|contact:|"
    r"developed by|ported by|patch(?:es)? by|patches from|thanks to|modified by|rewritten by|based on|"
    r"original(?:ly)? by|by(?: [\w.\-]{2,20}){2,3} [<(]$|by:)"
    r"[^\n]{0,90}(?:\n[ \t]{0,8}(?:#|\*(?!\*)|//|;|--)[^\n]{0,60}){0,2}$"
)
_PROGRAM = re.compile(
    # A star without a space ahead is a list's or bold type's in Markdown.
    r"(?:^|\n)(?:[ \t]+\*(?!\*)|[ \t]*(?:#|//|/\*|--|;|%|\.\.|\"\"\"|'''|:author|@author))|__author|__maintainer|"
    r"__copyright|__email|\"\"\"|'''"
)
_OWNED = re.compile(
    r"(?:copyright|\(c\)|©)[^\n]{0,20}(?:19|20)\d\d[^\n]{0,80}$|__(?:author|maintainer|copyright|email|"
    r"credits)__[^\n]{0,80}$"
)
_SHELL = re.compile(r"\b(?:ssh|scp|sftp|rsync|mosh)\b[^\n]{0,40}$")
_SHELL_NAMES = words("root admin deploy ubuntu ec2-user git debian centos azureuser vagrant pi opc core user")
# Of mail, calendars, address books and calls: here the name before the @ is a person's account.
_ACCOUNT = re.compile(
    r"(?<![a-z])(?:imaps?|pop3?s?|smtps?|jmaps?|mailbox|e?mail|gmail|outlook|exchange|ews|caldavs?|carddavs?|webcals?"
    r"|calendar|contacts?|addressbook|xmpp|sips?|im|ldaps?)://\Z",
    re.IGNORECASE,
)


def email(value: str, before: str) -> Verdict | None:
    """An e-mail address of somebody: not a documentation's "user@", a picture's name or a vendor's
    no-reply."""
    # The letter of an escaped line end or tab in a string is none of the address behind it.
    start = int(value[0] in "nrt" and value[1:2].isalnum() and before.endswith("\\"))
    local, _, domain = value[start:].lower().rpartition("@")
    end: int | None = None
    if domain[-1:].isdigit():  # the mark of a note or a date, which stood there without a space
        domain, end = domain[:-1], -1
        if domain.rpartition(".")[2] not in ENDINGS:
            return None
    name, _, ending = domain.rpartition(".")
    if ending in _FILE_ENDINGS and not (ending == "local" and _FULL_NAME.fullmatch(local)):
        # Behind one of a domain it is one of a file: "from ada@keller.de.png".
        if name.rpartition(".")[2] not in ENDINGS or "." not in name:
            return None
        domain, end = name, (end or 0) - len(ending) - 1  # a file that is called by an address
    if not local or local in _PLACEHOLDERS or local == "git" or domain in _NAMESPACES:
        return None
    if _VERSION.fullmatch(domain):
        return None
    if _LIST.search(value.lower()) or before.endswith("$"):
        return None
    # Two decorators, one under the other, joined to one line.
    if before.endswith("@") and local.partition(".")[0] == domain.partition(".")[0]:
        return None
    if local in _ROLES and _EXAMPLE_DOMAIN.search(domain):
        return None
    if local in _SAMPLE_NAMES | _ROLES and domain.partition(".")[0] in _SAMPLE_DOMAINS:
        return None
    # A credit in the head of a source file was published with it; in a letter the same words stay found.
    if _OWNED.search(before) or (_CREDIT.search(before) and _PROGRAM.search(before)):
        return None
    if local in _ROLES | _BOTS and _COMMITTER.search(before):
        return None
    if local in _SHELL_NAMES and _SHELL.search(before):
        return None
    if domain in _VENDORS and (local in _NOBODY or local.startswith(("noreply", "no-reply"))):
        return None
    if len(local) > 64 or len(domain) > 253 or ".." in domain:
        return None
    # `https://user:pass@host.tld`: what stands before the @ is a password, another rule's business; but not in the
    # path or the query behind the host.
    if "://" in before[-80:] and _IN_USERINFO.search(before[-80:]) and not _ACCOUNT.search(before[-80:]):
        return None
    return Verdict(verified=True, start=start, end=None if end is None else len(value) + end)


_PARTS = re.compile(r"\d+")
_BORN = re.compile("生|誕|출생|생일|태어")
_STOP = re.compile(r"[。!！?？.]\s?")


def birth_date_glued(value: str, before: str) -> Verdict | None:
    """A date in a script without spaces; a birthday in the sentence ahead says nothing of it."""
    *ahead, own = _STOP.split(before[-30:])
    if ahead and _BORN.search(own) is None and any(map(_BORN.search, ahead)):
        return None
    return None if _is_other_day(before) else birth_date(value, before)


# A work called "Born ..." has a day of its own.
_APPEARED = re.compile(
    r"(?:released|published|premiered|aired|issued|recorded|launched|founded|erschienen|veröffentlicht|sorti|paru|"
    r"publicad[oa]|lanzad[oa]|estrenad[oa]|uscit[oa])\s(?:(?:on|in|at|am|le|el|il|the)\s){0,2}$"
)


# A bound of a query or a filter.
_COMPARED = re.compile(r"(?:\s[<>]|[<>]=)\s?[\"']?$")


_NO_DAY = "1900-01-01"  # what programs put where a day is unknown


def birth_date(value: str, before: str) -> Verdict | None:
    """A date in the last 125 years in any of the usual orders; a month's name is taken as it stands."""
    if _APPEARED.search(before[-28:]) or _COMPARED.search(before[-6:]) or value == _NO_DAY:
        return None
    parts = [int(part) for part in _PARTS.findall(value)]
    if len(parts) == 1 and len(value) == 8:  # 19830313 or 13031983
        cuts = (
            (4, 6)
            if value.startswith(("19", "20")) and birth_date(f"{value[:4]}-{value[4:6]}-{value[6:]}", before)
            else (2, 4)
        )
        parts = [int(value[: cuts[0]]), int(value[cuts[0] : cuts[1]]), int(value[cuts[1] :])]
    if len(parts) == 3:
        orders = (
            [(parts[0], parts[1], parts[2])]
            if parts[0] > 31
            else [
                (parts[2], parts[1], parts[0]),
                (parts[2], parts[0], parts[1]),
            ]
        )
    elif len(parts) == 2:
        orders = [(max(parts), 1, min(parts))]
    else:
        return None
    for year, month, day in orders:
        full = year + 1900 if year < 100 else year
        try:
            date(full, month, day)
        except ValueError:
            continue
        if 1900 <= full <= 2050:
            return Verdict(verified=False)
    return None


# Days of other things, in forms that have a day of birth besides.
_OTHER_DAY = re.compile(
    r"(?:^|[^\w])(?:doi|dos|doa|dod|hired?|started?|starts?|joined|exp|expires?|expiry|adm|admitted|dc|d/c|disch(?:arged)?|"
    r"seen|visit|appt|appointment|term|eff|effective|signed|issued?|valid|since|due|loss|injury|accident|service|"
    r"eingetreten|eintritt|gest|seit|ausgestellt|gültig|entrée|embauche|décès|alta|ingreso|assunto|dal|sinds)"
    r"\.?(?: (?:date|on|am|le|el|il|op))?\W{0,3}$"
)
# A key of its own right ahead, called by a day and no birth: `hire_date`, `<EndDate>`, `date_embauche`, `created_at`.
_KEY_OF_A_DAY = re.compile(
    r"(?<![a-z])(?![a-z_\-]{0,12}(?:birth|born|bday|dob|geb|nai|nac|nasc|nato|nata|ur|fød|föd))"
    r"(?:[a-z]{2,16}(?:[_\-]?(?:date|datum|dato)|_(?:at|on|dt))|(?:date|datum|fecha|data)[_\-](?:d[aeiou]l?_)?[a-z]{3,16})"
    r"[\"']?\s?[:=>]\s?[\"']?$"
    # The element of the birth has ended.
    r"|</\w{0,12}(?:birth|born|bday|dob|geb|nai|nac|nasc)\w{0,16}>\s{1,12}$"
)


def _is_other_day(before: str) -> bool:
    """Whether what stands right ahead names another day of somebody's than that of birth."""
    return _OTHER_DAY.search(before[-32:]) is not None or _KEY_OF_A_DAY.search(before[-40:]) is not None


def birth_date_near(value: str, before: str) -> Verdict | None:
    """A date near a word for birth; of a cell below a head of several columns only that of its own column tells."""
    ahead, line_end, own = before.rpartition("\n")
    celled = line_end and any(mark in own and mark in ahead.rpartition("\n")[2] for mark in "\t;|")
    return None if celled or _is_other_day(before) else birth_date(value, before)


def birth_date_said(value: str, before: str) -> Verdict | None:
    """A day with its month's name, in words or with a short year, that is no other day of somebody's."""
    other = _is_other_day(before) or _APPEARED.search(before[-28:]) is not None
    return None if other else Verdict(verified=False)


_NO_NAME = words(
    "broken unknown missing taken empty needed required optional gone private public here there wrong name"
)


def profile(value: str, before: str) -> Verdict | None:
    """A person's page in a network: a word of a page of the network's own is none, and a placeholder neither."""
    name = value.rstrip(".").rpartition("/")[2].lstrip("@").lower()
    return (
        Verdict(verified=False, end=len(value.rstrip(".")))
        if name not in _NO_NAME
        and name.rstrip("0123456789") not in ("user", "username", "name")
        and len(name) > 2
        else None
    )


_FOLLOWED = re.compile(
    r"follow|\btags?\b|tagged|official|suivez|folgt|síguenos|seguici|mention|giveaway|brand|hashtag"
)
_EVERYBODY = words("everyone here channel all username yourhandle handle you your_handle")


def network_handle(value: str, before: str) -> Verdict | None:
    """A name with its sign behind a network's: nobody whom readers are told to follow."""
    name = value.strip("@.").lower()
    told = _FOLLOWED.search(before[-60:]) is not None or name in _EVERYBODY
    return None if told else Verdict(verified=False, end=len(value.rstrip(".")))


def handle(value: str, before: str) -> Verdict | None:
    """A name in a network behind a word that says so: with a digit, a mark or @; a plain word is prose."""
    name = value.rstrip(".")
    marked = name.startswith("@") or any(one.isdigit() or one in "_." for one in name)
    return Verdict(verified=False, end=len(name)) if marked and name.lower() not in _NO_NAME else None
