"""Values glued to letters of scripts that put no space between words: `身份证号码110105...`, `番号は2981...です`.

Nobody hides anything so; it is how Chinese, Japanese, Korean and Thai are written. Yet no pattern finds a number there,
because a letter stands in front of it or behind. In the view a space parts them; the value itself stays as it is.
"""

from collections.abc import Iterator

from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

# Thai, kana, Han and Hangul.
_LETTER = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_ANY = compiled(f"[{_LETTER}]")
# Letters, digits and the signs within numbers and addresses, a blank between groups of digits among them; what has
# neither four digits nor an @ is a word.
_VALUE = compiled(r"[A-Za-z0-9+(](?:[A-Za-z0-9@._+():\-]|[ ](?=[0-9(])){4,80}")
_DIGITS = compiled(r"[0-9]")
_LEAST_DIGITS = 4


class _Unspaced:
    id = "unspaced"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if text.isascii() or _ANY.search(text) is None:
            return
        edits: dict[int, str] = {}
        for value in _VALUE.finditer(text):
            start, end = value.span()
            if "@" not in value[0] and len(_DIGITS.findall(value[0])) < _LEAST_DIGITS:
                continue
            if start and _ANY.match(text, start - 1) is not None:
                edits[start - 1] = edits.get(start - 1, text[start - 1]) + " "
            if _ANY.match(text, end) is not None:
                edits[end] = " " + text[end]
        if edits:
            yield glance.view([Edit(at, at + 1, plain) for at, plain in edits.items()])


DISGUISE = _Unspaced()
