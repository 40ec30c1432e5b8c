"""System logs: many lines that a machine wrote, with the hosts, addresses and users of somebody's network in them.

Lines are known by their stamps, near their beginning, in whatever form a program writes date and time. Addresses and
hosts that other detectors found are places of a network. Names of machines and of users, which nobody finds in a log
alone, count where its lines speak as machines do: an order with its number has a time, too.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.context.ground import Ground
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_FEWEST_LINES = 12
_ENOUGH = 500  # lines with stamps; more say no more
_FEWEST_PLACES = 3  # different hosts, addresses and users
_READ = 20_000  # characters in which names of machines and users are looked for
_AHEAD = 90  # characters of a line ahead of its time
_HOUR_REACH = 6  # characters ahead of the first colon in which the hour and what rules it out stand
_DATE_REACH = 40  # characters ahead of a time in which its date begins
_OF_A_RECORD = 4  # lines that an event of several lines counts for
_SPEAKING = 1 / 3  # of the lines read, with a word of machines
_INSIDE = frozenset({"IP_ADDRESS", "HOSTNAME", "USERNAME", "MAC_ADDRESS", "EMAIL_ADDRESS", "DEVICE_ID"})
# From the first colon of a time on, because `re` looks for a literal ten times as fast; the hour stands ahead of it.
_TIME = compiled(r":\d{2}(?P<seconds>:\d{2})?(?!\d|:\d)")
_HOUR = compiled(r"(?<!\d)(?<!\D\d\d:)(?<![A-Fa-f]:)\d{1,2}$")
# What stands right ahead of a time and is its date.
_DATE = compiled(
    r"(?:\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{1,2}[/ -][A-Z][a-z]{2}[/ -]\d{2,4}|"
    r"[A-Z][a-z]{2} [ \d]\d(?:,? \d{4})?|[IWEF]\d{4})(?:[T ,:|\t]{1,2}| time=\"?)$"
)
# The beginning of a line without a date: of syslog, of a proxy, of Kubernetes, of audits and of firewalls.
_UNDATED = compiled(
    r"\n[ \t]{0,4}(?:<\d{1,3}>|\d{10}\.\d{3} |\d{1,3}[smhd](?:\d{1,2}[smh])? {1,9}(?:Normal|Warning) |"
    r"type=[A-Z_]{3,20} msg=audit\(|%[A-Z_]{2,16}-\d-[A-Z\d_]{2,20}:|CEF:\d\|)"
)
# Ahead of the time of an event that fills several lines.
_KEY = compiled(
    r"[ \t\-]{0,12}\"?@?(?:event_?time|time_?stamp|time|time_?created|date)\"?\s?[:=]", re.IGNORECASE
)
_SAYS = (
    r"info|warn(?:ing)?|err(?:or)?|debug|fatal|notice|trace|crit(?:ical)?|alert|severe|information|verbose|audit|"
    r"failed|failure|denied|deny|refused|timeout|retry|(?:dis)?connect\w{0,4}|session|log(?:in|on|ged)|"
    r"exited|started|stopped|restarted|(?-i:GET|POST|PUT|DROP)|kernel|sshd|systemd|accept(?:ed)?|"
    r"auth\w{0,12}|pool|socket|quer(?:y|ies)|thread|pid|lvl|severity|msg|snapshot|backup|req|tcp\w{0,12}|"
    r"fehler|warnung|gestartet|gestoppt|verbind\w{0,6}|verbunden|abbruch|versuch|fehlgeschlagen|"
    r"erreur|échec|connexion|démarr\w{1,4}|fallo|conexión|iniciad[oa]|errore|connessione|avviat[oa]|fout|verbinding|"
    r"gestart|mislukt|erro|falha|ligação|błąd|połączen\w{1,3}|uruchomion\w"
)
_SPEAKS = compiled(rf"(?m)^[^\n]{{0,200}}?(?<![^\W_])(?:{_SAYS})(?![^\W_])", re.IGNORECASE)
_PLACE = compiled(
    r"(?<![^\W_])(?:user(?:_?name)?|login|account|acct|host(?:name)?|server|node|computer|client|dev(?:ice|name)|"
    r"src(?:ip)?|dst(?:ip)?|peer|ip|pod|instance|principalEmail|sourceIPAddress|rhost|by|durch)"
    r"[\"']?\s?[=:]?\s?[\"']?(?P<named>[\w.@\\\-]{3,60})|"
    r"(?<![\w\\])[A-Z][A-Z\d]{1,14}\\[\w.$\-]{2,30}|"
    r"(?<![\w\-.])(?:[A-Za-z][A-Za-z\d]{1,12}-){1,4}[a-z]{0,2}\d{1,4}(?![\w\-])"
)


class LogCombiner:
    """One hit for a text that is a log: the stamp of its first line, so that nothing inside is covered."""

    id = "context-logs"
    kinds = frozenset({"SYSTEM_LOG"})
    digest = digest_of("3", *(one.pattern for one in (_TIME, _HOUR, _DATE, _UNDATED, _KEY, _SPEAKS, _PLACE)))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Scored by the number of lines."""
        text = passage.text
        if text.count("\n") < _FEWEST_LINES - 1:
            return Combined()
        stamps = sorted(itertools.islice(_stamps(text), _ENOUGH))
        lines = sum(_OF_A_RECORD if is_record else 1 for _, _, is_record in stamps)
        if lines < _FEWEST_LINES or not _has_places(text, hits):
            return Combined()
        score = 68.0 if lines < 50 else 76.0 if lines < _ENOUGH else 86.0
        taken = Ground(hit for hit in hits if hit.score >= LOW_LEVEL)
        for start, end, _ in stamps:
            if not taken.meets(start, end):
                return Combined((Hit(start, end, "SYSTEM_LOG", self.id, score),))
        return Combined()


def _has_places(text: str, hits: Sequence[Hit]) -> bool:
    """Whether three machines or users are in a text: found as such, or named in lines that machines wrote."""
    places = {text[hit.start : hit.end] for hit in hits if hit.kind in _INSIDE and hit.score >= LOW_LEVEL}
    if len(places) >= _FEWEST_PLACES:
        return True
    head = text[:_READ]
    speaking = sum(1 for _ in _SPEAKS.finditer(head))
    if speaking < _SPEAKING * (head.count("\n") + 1):
        return False
    places.update(found["named"] or found[0] for found in _PLACE.finditer(head))
    return len(places) >= _FEWEST_PLACES


def _stamps(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where lines are stamped, and whether an event of several lines is: the first stamp of each line."""
    last = -1
    for found in _TIME.finditer(text):
        if found.start() < last:
            continue
        line = text.rfind("\n", max(0, found.start() - _AHEAD), found.start()) + 1
        hour = _HOUR.search(text, max(line, found.start() - _HOUR_REACH), found.start())
        if hour is None or found.start() - line > _AHEAD:
            continue
        date = _DATE.search(text, max(line, hour.start() - _DATE_REACH), hour.start())
        if date is None and found["seconds"] is None:
            continue
        last = text.find("\n", found.end())
        last = len(text) if last < 0 else last
        start = hour.start() if date is None else date.start()
        yield start, found.end(), _KEY.match(text, line, start) is not None
    for bare in _UNDATED.finditer(text):
        yield bare.start() + 1, bare.end(), False


def combiners() -> list[Combiner]:
    """For the catalogue."""
    return [LogCombiner()]
