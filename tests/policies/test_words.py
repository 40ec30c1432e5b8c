"""A client's own words: whole words, any case, any white space; nothing more."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.segment import Segment
from policies.loader import compile_text
from policies.policy import Policy
from policies.words import find_words


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Nightjar", "the nightjar sings", ["nightjar"]),
        ("Nightjar", "NIGHTJAR, Nightjar.", ["NIGHTJAR", "Nightjar"]),
        ("Nightjar", "nightjars and midnightjar", []),
        ("Project Nightjar", "project\n\tNightjar", ["project\n\tNightjar"]),
        ("Project Nightjar", "projectNightjar", []),
        ("Straße 9", "die STRASSE 9 und Straße 9", ["STRASSE 9", "Straße 9"]),
        ("Weissbach", "Weißbach und WEISSBACH", ["Weißbach", "WEISSBACH"]),
        ("Nightjar", "night\u200bjar and Nіghtjаr", ["night\u200bjar", "Nіghtjаr"]),
        ("Nightjar", "Ｎｉｇｈｔｊａｒ sings", ["Ｎｉｇｈｔｊａｒ"]),
        ("Istanbul", "İstanbul ıstanbul", ["İstanbul", "ıstanbul"]),
        ("C++ Core", "our C++ core is", ["C++ core"]),
        ("+49 Deal", "x+49 deal", ["+49 deal"]),
        ("a.b.c", "axbxc a.b.c", ["a.b.c"]),
        ("東京計画", "これは 東京計画 です", ["東京計画"]),
        ("夜鷹計画", "夜鷹計画について", ["夜鷹計画"]),
        ("Nightjar", "open nightjar_budget.xlsx", ["nightjar"]),
        ("Project Falke", "Project_Falke.docx project-falke", ["Project_Falke", "project-falke"]),
        ("Zürich AG", "Zu\u0308rich AG", ["Zu\u0308rich AG"]),
    ],
)
def test_where_a_term_stands(
    policy_of: Callable[[str], Policy], term: str, text: str, found: list[str]
) -> None:
    policy = policy_of(f"words: ['{term}']\n")
    hits = list(find_words(policy, [Segment(0, "x"), Segment(1, text)]))
    assert [text[hit.start : hit.end] for hit in hits] == found
    assert all(hit.place == 1 and hit.kind == "BIZ_CONFIDENTIAL" for hit in hits)


def test_words_of_other_classes_have_their_own_kind(policy_of: Callable[[str], Policy]) -> None:
    policy = policy_of("words: {client.identity: [Acme Corp], biz.confidential: [nightjar]}\n")
    hits = list(find_words(policy, [Segment(0, "acme corp and nightjar")]))
    assert {hit.kind for hit in hits} == {"CLIENT_IDENTITY", "BIZ_CONFIDENTIAL"}
    assert all(policy.kinds[hit.kind] for hit in hits)


@given(
    st.text(alphabet="abİıſKkiI ßS\u0307", min_size=3, max_size=8),
    st.text(alphabet="abİıſKkiIßS\u0307 ", max_size=20),
)
def test_the_probe_is_never_stricter_than_the_pattern(term: str, filler: str) -> None:
    term = "x" + term.replace("'", "")
    policy, _, faults = compile_text(f"client: a\nname: A\nwords: ['{term}']\n", "x")
    assert policy is not None, faults
    for text in (term, term.upper(), term.lower(), term.swapcase()):
        import re

        parts = [re.escape(part) for part in term.split()]
        body = r"\s+".join(parts)
        after = r"(?!\w)" if re.search(r"\w$", term.split()[-1]) else ""
        plain = re.compile(rf"(?<!\w){body}{after}", re.IGNORECASE)
        whole = f"{filler} {text}"
        hits = [(hit.start, hit.end) for hit in find_words(policy, [Segment(0, whole)])]
        # Decomposed letters are found as well, so there may be more; never fewer.
        for start, end in (match.span() for match in plain.finditer(whole)):
            assert any(first <= start and end <= last for first, last in hits)
