"""The steps of an upload: which answer told a link, to whom, and what stands behind the placeholders in a file.

Rule 1: links and files are known by keyed digests of client, person and name; nobody else's are ever found.
Rule 2: what a request says of a file belongs to the links that its answer tells, and helps to read what comes there.
Rule 3: a link to a host whose traffic is not read is told, so that the caller can refuse it before a file goes there;
one that may as well be for fetching a file (``signed_url``) is not refused.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from proxy.body.attached import names_given
from proxy.capture import Capture, Hint
from proxy.inspect import Inspection, file_tag
from proxy.services.catalog import Catalogue
from proxy.uploads.links import MOST_BYTES, Link, link_of, links_in, may_use_link
from proxy.vault import Vault


class Steps:
    """Thread-safe, as the vault is; its functions read and write the vault's file."""

    def __init__(self, vault: Vault, catalogue: Catalogue, key: Callable[[str], bytes]) -> None:
        self._vault, self._catalogue, self._key = vault, catalogue, key

    def before(self, client: str, person: str, capture: Capture) -> tuple[str, str] | None:
        """The service and the conversation of the step that told the link to which a request goes, if one did."""
        if not may_use_link(capture):
            return None
        return self._vault.announced(self._tag(client, person, link_of(capture)))

    def hinted(self, client: str, person: str, capture: Capture) -> Capture:
        """A request with what was said of its file, where it goes to a link of which something was said."""
        if capture.hint is not None:
            return capture
        hint = self._vault.hint(client, self._tag(client, person, link_of(capture)))
        return replace(capture, hint=hint) if hint else capture

    def behind(self, client: str, tags: Sequence[str]) -> Mapping[str, str]:
        """The placeholders in files (by their tags). One that stands for two values is left out."""
        found: dict[str, str] = {}
        clashing: set[str] = set()
        for tag in tags:
            _, values = self._vault.recall(client, tag)
            clashing.update(token for token, value in values.items() if found.get(token, value) != value)
            found |= values
        return {token: value for token, value in found.items() if token not in clashing}

    def learn(
        self,
        request: str,
        client: str,
        person: str,
        asked: Capture,
        inspection: Inspection,
        answer: bytes,
        headers: Mapping[str, str],
        status: int,
    ) -> str:
        """Take from an answer what later steps need. Gives a host to which a file would go unread; empty if none.

        ``asked`` is the request that was answered, ``request`` its id; without a conversation of its own, it is one.
        """
        links = links_in(answer if len(answer) <= MOST_BYTES else b"", headers, status, link_of(asked))
        names = names_given(_object(answer))
        if not links and not (names and (inspection.tokens or _is_ongoing(inspection))):
            return ""
        owner = inspection.owner
        if not inspection.remembered and not _is_ongoing(inspection):
            owner = f"{owner}.{request}"
            if inspection.tokens:
                self._vault.learn(client, owner, inspection.tokens)
        for link, hint in zip(links, _hints(inspection.hints, len(links)), strict=True):
            if link.takes and self._is_unread(link):
                return link.host
            self._vault.announce(client, self._tag(client, person, link), inspection.service, owner, hint)
        for name in names:
            self._vault.follow(file_tag(self._key(client), client, person, inspection.service, name), owner)
        return ""

    def _tag(self, client: str, person: str, link: Link) -> str:
        return self._vault.tag(client, person, "link", link.mark)

    def _is_unread(self, link: Link) -> bool:
        service = self._catalogue.service_for(link.host)
        return service is None or not service.covers(link.path)


def _hints(said: Sequence[Hint], count: int) -> Sequence[Hint | None]:
    """What was said of the file for each of so many links: all are for the one file that was spoken of (its parts may
    have a link each), or each is for one, in their order; else nobody knows."""
    if len(said) == 1:
        return list(said) * count
    return said if len(said) == count else [None] * count


def _is_ongoing(inspection: Inspection) -> bool:
    """Whether the conversation was made out of one request, as it is for a file under a link."""
    return "." in inspection.owner


def _object(answer: bytes) -> object:
    if answer.lstrip()[:1] != b"{" or len(answer) > MOST_BYTES:
        return None
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None
