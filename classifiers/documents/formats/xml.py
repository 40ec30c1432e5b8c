"""XML of any kind: texts under the names of their elements, attributes under theirs, comments, CDATA sections.

It is cut into tokens and never resolved, so a document type costs nothing; its declarations are scanned and not edited.
"""

import re

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.encodings import decoded, is_text
from classifiers.documents.sniff import sniff
from classifiers.documents.tagreader import TagReader

NAME = "XML file"
ORDER = 60  # after formats that are XML themselves

_OPENING = re.compile(rb"\s*<(?:\?xml|svg)\s")
_SUFFIXES_WORDS = (
    "xml svg rss atom xsd xsl xslt kml gpx plist opf ncx fodt fods fodp xaml resx config csproj "
    "drawio bpmn rdf owl wsdl musicxml tmx xliff xlf jrxml storyboard xib"
)
_SUFFIXES = frozenset(_SUFFIXES_WORDS.split())
_DECLARED = re.compile(r"\s{0,9}[\w.-]{1,40}/(?:[\w.-]{1,80}\+)?xml\b", re.IGNORECASE)


def claims(source: Source) -> bool:
    head = source.data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    said = source.suffix in _SUFFIXES or _DECLARED.match(source.declared)
    fits = _OPENING.match(head) or (said and head.lstrip().startswith(b"<"))
    return bool(fits) and not sniff(source.data) and is_text(source)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("XML in an unknown encoding")
    return TagReader(source.data, found, inner, xml=True).read().file()
