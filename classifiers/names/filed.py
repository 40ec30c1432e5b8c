"""People in names of files, folders and handles.

``CV_Siobhan_Okwuosa.pdf``, ``C:\\HR\\Siobhan.Okwuosa``, ``@m_grabowska``: no space parts the words there, so that the
model does not see two. Two parts of such a name are somebody where the lists know one of them as a name, and neither
is a common word or a brand.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, given, known, listed
from classifiers.checks.words import words
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.names.insmall import NO_NAME
from classifiers.passage import Passage
from classifiers.plain import plain

SCORE = 76.0
_SUFFIXES = words(
    "pdf docx doc odt rtf txt xlsx xls ods csv pptx ppt odp msg eml vcf zip jpg jpeg png heic tif tiff mp3 m4a mp4 wav"
)
_FILE = re.compile(
    rf"(?<![\w.\-])[^\W_][\w.\-]{{2,80}}(?=\.(?:{'|'.join(sorted(_SUFFIXES))})(?![\w.\-]))", re.IGNORECASE
)
# A folder of somebody, and who is spoken to or of. Folders of logins (``/home/x``) are left to others.
_FOLDERS = ("/people/", "/staff/", "/employees/", "/hr/", "/appraisals/")
_NAME = r"[^\W\d_][\w.\-]{3,40}"
_PLACE = re.compile(
    rf"(?:{'|'.join(rf'(?<={sign})' for sign in _FOLDERS)})(?P<folder>{_NAME})|(?<![\w/.])@(?P<handle>{_NAME})",
    re.IGNORECASE,
)
_WINDOWS = re.compile(r"(?<![\w\\])(?:[A-Za-z]:|\\)(?:\\[^\\/:*?\"<>|\r\n]{1,60}){1,12}")
_WINDOWS_FOLDER = re.compile(rf"(?<=\\)(?<!\\Users\\){_NAME}(?=\\|[\s,;)]|$)", re.IGNORECASE)
_MARKS = re.compile(r"[_.\-]+|(?<=[^\W\d_A-Z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]{2,24}")
_SAID = re.compile(r": [^\W\d_]{2}")
_INITIAL = re.compile(r"[^\W\d_]")
_SIGNS = ("@", *_FOLDERS)
_OF_HER = ("ska", "cka", "dzka")  # in Polish a woman's name ends so where the lists have a man's


class FiledCombiner:
    """People by the parts of such names."""

    id = "context-filed"
    kinds = frozenset({"PERSON"})
    digest = digest_of("3", *(one.pattern for one in (_FILE, _PLACE, _WINDOWS, _WINDOWS_FOLDER)))

    def combine(self, passage: Passage, _: Sequence[Hit]) -> Combined:
        """Each pair of parts that is somebody's name, with the mark between them."""
        found: set[tuple[int, int]] = set()
        if not passage.words.isdisjoint(_SUFFIXES):
            for one in _FILE.finditer(passage.text):
                found.update(_people(passage.text, _parts(passage.text, *one.span())))
        if any(sign in passage.low for sign in _SIGNS):
            for one in _PLACE.finditer(passage.text):
                parts = _parts(passage.text, *one.span(one.lastgroup or 0))
                if one["handle"] is None or (len(parts) == 2 and _is_first(passage.text[slice(*parts[0])])):
                    found.update(_people(passage.text, parts))
                elif _is_spoken_to(passage.text, parts):
                    found.add(one.span("handle"))
        if ":\\" in passage.low or "\\\\" in passage.low:
            for path in _WINDOWS.finditer(passage.text):
                for one in _WINDOWS_FOLDER.finditer(passage.text, *path.span()):
                    found.update(_people(passage.text, _parts(passage.text, *one.span())))
        return Combined(tuple(Hit(start, end, "PERSON", self.id, SCORE) for start, end in sorted(found)))


def _is_spoken_to(text: str, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether two strange words are a handle at the head of a line that goes on: "@wale.ogundipe: cut her hours"."""
    start, end = parts[0][0], parts[-1][1]
    heads = text[max(0, start - 2) : start] in ("@", "\n@") and _SAID.match(text, end) is not None
    return heads and len(parts) == 2 and all(_is_strange(plain(text[slice(*part)])) for part in parts)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for mark in _MARKS.finditer(text, start, end):
        parts.append((start, mark.start()))
        start = mark.end()
    return [*parts, (start, end)]


def _people(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 1 < len(parts):
        (start, middle), (behind, end) = parts[at : at + 2]
        if _is_somebody(plain(text[start:middle]), plain(text[behind:end])):
            yield start, end
            at += 1
        at += 1


def _is_first(part: str) -> bool:
    """Whether a handle begins with a first name or an initial; what decorates code does not (`@pytest.mark`)."""
    return _INITIAL.fullmatch(part) is not None or plain(part) in given()


def _is_somebody(first: str, last: str) -> bool:
    """Whether two parts are a first name and a last one, in either order, or an initial with a last name."""
    if _INITIAL.fullmatch(first):
        return _is_family(last) and _is_strange(last)
    return any(
        one in given() and _is_strange(one) and _is_strange(other) and not other.endswith(NO_NAME)
        for one, other in ((first, last), (last, first))
    ) and not _is_public((first, last))


def _is_family(word: str) -> bool:
    families = listed("last.txt")
    return word in families or (word.endswith(_OF_HER) and word[:-1] + "i" in families)


def _is_strange(word: str) -> bool:
    """Whether a part is a word that no language of ours has, long enough for a name."""
    return _WORD.fullmatch(word) is not None and len(word) > 2 and word not in known()


def _is_public(pair: tuple[str, str]) -> bool:
    return pair in brands() or any(pair == one[:2] for one in figures().get(pair[0], ()))


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [FiledCombiner()]
