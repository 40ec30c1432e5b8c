"""Values written backwards or with each letter moved by thirteen, where the text says so or they show it."""

import codecs
import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_BACKWARDS = (
    "backward", "revers", "mirror", "right to left", "[::-1]", "strrev", "| rev",
    "rückwärts", "umgekehrt", "gespiegelt",
    "l'envers", "l’envers", "inversé", "al revés", "invertid", "al contrario", "rovesci", "achterstevoren", "omgekeerd",
    "ao contrário", "de trás", "od tyłu", "wspak", "odwróc",
)  # fmt: skip
_MAIL = re.compile(
    r"(?<![\w.@])(?:moc|gro|ten|oi|ed|rf|ku\.oc|ti|se|ln|lp|ue|sn|ei|hc|ta)\.[\w\-]{2,40}(?:\.[\w\-]{1,30}){0,2}@[\w.\-]{1,40}(?![\w@])"
)
_WORD = re.compile(r"(?=[\w.+@\-]{0,80}[\d@_])[\w][\w.+@\-!#$%&*?=/]{4,100}[\w]|\d[\d \-]{6,40}\d")
_ROTATED = re.compile(
    r"(?<![\w.@])[\w.\-]{1,40}@[\w\-]{2,40}\.(?:[\w\-]{2,30}\.)?(?:pbz|bet|arg|vb|qr|se|vg|rf|ay|cy|rh|pb\.hx|vasb|vr|pu|ng)(?![\w.])"
)
_HINT = re.compile(r"rot[\s\-_]?13|caesar|13 (?:letters|places|buchstaben)|str_rot13")


class _Mirrored:
    id = "mirrored"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        low = glance.low
        told = any(word in low for word in _BACKWARDS)
        if told or ("@" in text and _MAIL.search(low)):
            pattern = _WORD if told else _MAIL
            source = text if told else low
            yield glance.view(
                [
                    Edit(found.start(), found.end(), text[found.start() : found.end()][::-1])
                    for found in pattern.finditer(source)
                ]
            )
        if "rot" in low or "caes" in low or "13 " in low:
            told = _HINT.search(low) is not None
            if told:
                words = [found for found in _WORD.finditer(text) if any(map(str.isalpha, found.group()))]
                yield glance.view(
                    [Edit(*found.span(), codecs.encode(found.group(), "rot13")) for found in words]
                )
                yield glance.view([Edit(0, len(text), codecs.encode(text, "rot13"))])
        if "cnffjbeq" in low or "frperg" in low:
            yield glance.view([Edit(0, len(text), codecs.encode(text, "rot13"))])
        elif (
            "@" in text
            and (rotated := _ROTATED.search(low)) is not None
            and rotated.group()[-4:] in (".pbz", ".bet", ".arg")
        ):
            yield glance.view(
                [
                    Edit(*found.span(), codecs.encode(text[found.start() : found.end()], "rot13"))
                    for found in _ROTATED.finditer(low)
                ]
            )


DISGUISE = _Mirrored()
