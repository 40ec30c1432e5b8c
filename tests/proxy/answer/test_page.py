"""A page as an answer: what it shows loses values across its tags; its own settings stay."""

import pytest

from proxy.answer.mask import Values
from proxy.answer.page import is_page, read_page

PAGE = (
    b"<!doctype html><html><head><script>const settings = {id: 'k-7781-own'};</script></head><body>"
    b"<p>Use <b>k-55</b><i>12-all</i> &amp; go</p><p title='k-5512-all'>k-5512-all</p></body></html>"
)


def test_what_it_shows_is_masked_across_tags_and_wherever_else_it_stands() -> None:
    page = read_page(PAGE, "text/html")
    assert page is not None
    assert "Use k-5512-all & go" in page.shown
    assert "k-7781-own" in page.beside
    masked = page.masked(Values({"k-5512-all": "TOKEN"}))
    assert masked is not None
    assert masked.count(b"[removed: TOKEN]") == 3
    assert b"<b>[removed: TOKEN]</b><i></i> &amp; go" in masked
    assert b"k-7781-own" in masked


def test_a_value_that_is_not_there_leaves_no_page() -> None:
    page = read_page(PAGE, "text/html")
    assert page is not None
    assert page.masked(Values({"absent": "TOKEN"})) is None


@pytest.mark.parametrize(
    ("kind", "body", "so"),
    [
        ("text/html; charset=utf-8", b"hello", True),
        ("", b"\n <!DOCTYPE html><p>", True),
        ("text/plain", b"<a>", False),
        ("application/json", b"{}", False),
    ],
)
def test_a_page_is_told_by_its_type_or_its_beginning(kind: str, body: bytes, so: bool) -> None:
    assert is_page(kind, body) is so
