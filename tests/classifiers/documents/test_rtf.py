"""Rich text: as LibreOffice writes it, as Word writes it, and as nobody should."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.office import PROGRAM, converted, needs_libreoffice
from tests.fuzzing import examples

# The way Word writes: a character with what older programs show, runs, fields, properties, comments, tables.
WORD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
    rb"{\stylesheet{\s0 Normal;}}{\info{\title Offer Lupin-4715}{\author Hannah Hargreaves}}"
    rb"{\header\pard Head Daisy-4714\par}\uc1\pard J\'fcrgen \u8364?100 \u-10179\'3f\u-8704\'3f {\b Vio}{\i let-4713}"
    rb"\par{\field{\*\fldinst HYPERLINK <mailto:jo@works-x.com>}{\fldrslt write}}\line{\*\atnauthor Naomi}"
    rb"{\*\annotation\pard Peony-4716}{\f1 \'cf\'f0\'e8}\trowd Ann\cell Aster\cell\row{\v hidden Tulip-4711}"
    rb"\{braces\}\~x\emdash y\par}"
)


def test_rich_text_is_read() -> None:
    text = joined(opened(WORD))
    for word in (
        "Lupin-4715",
        "Hannah Hargreaves",
        "Daisy-4714",
        "Violet-4713",
        "mailto:jo@works-x.com",
        "Peony-4716",
    ):
        assert word in text
    for word in ("Jürgen €100 😀", "При", "Ann\tAster", "hidden Tulip-4711", "{braces} x—y", "Naomi"):
        assert word in text


def test_rich_text_is_written_in_place() -> None:
    words = ["Lupin-4715", "Violet-4713", "Jürgen", "При", "Tulip-4711", "Peony-4716", "€100 😀"]
    out = changed(WORD, {word: f"[Ä{number}]" for number, word in enumerate(words)})
    text = joined(opened(out))
    for number, word in enumerate(words):
        assert word not in text
        assert f"[Ä{number}]" in text
    assert out.count(b"{") - out.count(b"\\{") == out.count(b"}") - out.count(b"\\}")
    assert b"{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}" in out


def test_heads_of_pages_in_a_list_of_pages_are_replaced_as_well() -> None:
    """LibreOffice says them twice: once where they stand, once in its list."""
    head = rb"{\header\pard J\'fcrgen Daisy-4714\par}"
    page = (
        rb"{\rtf1{\*\pgdsctbl{\pgdsc0"
        + head
        + rb"\pgdscnxt0 Default Page;}}\sectd"
        + head
        + rb"\pard Body\par}"
    )
    text = joined(opened(out := changed(page, {"Jürgen": "[A]", "Daisy-4714": "[B]"})))
    assert b"fcrgen" not in out
    assert b"Daisy" not in out
    assert (text.count("[A]"), text.count("[B]"), text.count("Default Page")) == (2, 2, 1)


def test_names_in_tables_of_settings_are_read_whole() -> None:
    page = rb"{\rtf1\ansicpg1252{\stylesheet{\s1 Stil J\'fcrgen \u8364?4714;}{\s2 Jo@\'77orks.com;}}\pard Body\par}"
    pieces = opened(page).pieces
    assert [piece.text for piece in pieces if not piece.editable] == ["Stil Jürgen €4714", "Jo@works.com"]


@needs_libreoffice
def test_libreoffice_writes_and_reads_rich_text(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    page = (
        "<html><body><h1>Größe</h1><p>The word is Vio<b>let</b>-4713 for Jürgen 😀</p>"
        "<table><tr><td>Ann</td><td>Daisy-4714</td></tr></table></body></html>"
    )
    source = tmp_path / "page.html"
    source.write_text(page, encoding="utf-8")
    assert PROGRAM
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kinds = ("--infilter=HTML (StarWriter)", "--convert-to", "rtf:Rich Text Format")
    command = (PROGRAM, "--headless", profile, *kinds, "--outdir", str(tmp_path / "a"), str(source))
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    data = (tmp_path / "a" / "page.rtf").read_bytes()
    text = joined(opened(data))
    assert "The word is Violet-4713 for Jürgen 😀" in text
    assert "Daisy-4714" in text
    out = changed(data, {"Violet-4713": "[A]", "Daisy-4714": "[B]", "Jürgen": "[C]", "Größe": "[D]"})
    shown = converted(tmp_path, "txt:Text (encoded):UTF8", page_rtf=out)["page"]
    assert "The word is [A] for [C] 😀" in shown
    assert "[B]" in shown
    assert "[D]" in shown


@pytest.mark.parametrize("cut", [10, 100, 300])
def test_what_is_cut_short_is_unread(cut: int) -> None:
    with pytest.raises(Unread):
        opened(WORD[:-cut])


def test_a_picture_inside_is_opened_and_what_is_not_known_is_named() -> None:
    assert opened(rb"{\rtf1{\pict\wmetafile8 0100090000}x}").opaque
    zipped = open_file(Source(rb"{\rtf1{\pict\pngblip " + b"the word is Tulip-4711".hex().encode() + b"}x}"))
    assert "Tulip-4711" in joined(zipped)
    assert not next(piece for piece in zipped.pieces if "Tulip" in piece.text).editable


@examples(150)
@given(
    st.lists(
        st.sampled_from(
            [
                rb"{",
                rb"}",
                rb"\u228?",
                rb"\'e4",
                rb"\par",
                rb"text",
                rb" ",
                rb"\uc0",
                rb"\bin3 ",
                rb"{\*\x ",
                rb"\pict ",
                rb"{\info{\title ",
                b"\xff",
                b"\n",
                rb"\\",
                rb"\u-10179?",
                rb"\tab",
                rb"7",
                rb"\f1",
                rb"\-",
            ]
        ),
        max_size=16,
    )
)
def test_any_rich_text_is_read_and_every_text_can_be_replaced(parts: list[bytes]) -> None:
    data = rb"{\rtf1 " + b"".join(parts) + b"}"
    try:
        file = open_file(Source(data))
    except Unread:
        return
    assert file.write({}, Manner()) == data
    for index, piece in enumerate(file.pieces):
        if piece.editable:
            out = file.write({index: [Change(0, len(piece.text), "QQQ")]}, Manner())
            assert "QQQ" in joined(open_file(Source(out)))


def test_hostile_rich_text_costs_linear_time() -> None:
    for part in (rb"{\b ", rb"\'e4", rb"\u228?", rb"\bin99999999 ", rb"{\*", rb"\uc8\u1", b"{}"):
        data = rb"{\rtf1 " + part * 60_000 + b"}"
        try:
            opened(data)
        except Unread:
            continue
