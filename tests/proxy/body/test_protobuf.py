"""Protocol buffers without a schema: what Google's library wrote is read whole, and what is edited it still reads."""

import pytest
from google.protobuf import descriptor_pb2, struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from proxy.body.builder import Builder
from proxy.body.layers import Body
from proxy.body.packing import InLatin1
from proxy.body.protobuf import parse, read_message, settled, varint
from proxy.body.shape import Shape
from proxy.contract import Edit, Unreadable
from tests.fuzzing import examples

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


def read(data: bytes) -> Body:
    builder = Builder(data)
    read_message(builder, 0, (0, len(data)), data, InLatin1(), Shape())
    return builder.build()


def nested(texts: list[str]) -> struct_pb2.Value:
    """Values within values, one text on each level."""
    value = struct_pb2.Value(string_value="the innermost")
    for text in texts:
        outer = struct_pb2.Value()
        outer.list_value.values.add(string_value=text)
        outer.list_value.values.append(value)
        outer.list_value.values.add(number_value=1.5)
        value = outer
    return value


@examples(60)
@given(st.lists(WORDS, max_size=5))
def test_every_text_of_nested_messages_is_read_and_can_be_edited(texts: list[str]) -> None:
    data = nested(texts).SerializeToString()
    body = read(data)
    assert body.splice([]) == data
    said = "\n".join(segment.text for segment in body.segments)
    assert all(text in said for text in texts)
    edits = [Edit(s.place, 0, len(s.text), "x" * 200 + s.text) for s in body.segments if s.editable]
    struct_pb2.Value().ParseFromString(body.splice(edits))


def test_the_lengths_of_all_messages_around_an_edit_are_right() -> None:
    """Lengths grow from one byte to two, and to three, on every level."""
    value = nested(["Write to Mara", "Call Keller", "and " + "Weber " * 15])
    body = read(value.SerializeToString())
    for size in (1, 126, 127, 128, 20_000):
        edits = [Edit(s.place, 0, len(s.text), "é" * size) for s in body.segments]
        again = struct_pb2.Value()
        again.ParseFromString(body.splice(edits))
        assert str(again).count("string_value") == 4
        assert again.list_value.values[0].string_value == "é" * size
        assert again.list_value.values[1].list_value.values[0].string_value == "é" * size
    emptied = struct_pb2.Value()
    emptied.ParseFromString(body.splice([Edit(s.place, 0, len(s.text), "") for s in body.segments]))
    assert emptied.list_value.values[0].string_value == ""


def test_fields_of_all_sorts_keep_their_values() -> None:
    file = descriptor_pb2.FileDescriptorProto(name="mara.proto", package="keller", public_dependency=[7, 300])
    message = file.message_type.add(name="Weber", reserved_name=["brandt"])
    message.field.add(name="telephone", number=2**20, type=9)
    body = read(file.SerializeToString())
    assert [s.text for s in body.segments] == ["mara.proto", "keller", "Weber", "telephone", "brandt"]
    again = descriptor_pb2.FileDescriptorProto()
    again.ParseFromString(body.splice([Edit(2, 0, 5, "[PERSON_K7Q2]")]))
    message.name = "[PERSON_K7Q2]"
    assert again == file


@examples(150)
@given(st.binary(max_size=400))
def test_any_bytes_are_unreadable_or_come_back_as_they_were(data: bytes) -> None:
    try:
        body = read(data)
    except Unreadable:
        return
    assert body.splice([]) == data
    for segment in body.segments:
        if segment.editable:
            edited = body.splice([Edit(segment.place, 0, len(segment.text), "[X_2345]")])
            assert any("[X_2345]" in one.text for one in read(edited).segments)


@examples(60)
@given(st.lists(WORDS.filter(bool), min_size=1, max_size=6), WORDS)
def test_lengths_are_settled_as_a_writer_would_write_them(texts: list[str], new: str) -> None:
    data = nested(texts).SerializeToString()
    message = parse(data)
    span = message.spans[message.texts[0].span]
    wanted = new.encode("utf-8").decode("latin-1")
    written = changed(data.decode("latin-1"), settled(message.spans, [Change(span.start, span.end, wanted)]))
    again = struct_pb2.Value()
    again.ParseFromString(written.encode("latin-1"))
    assert again.SerializeToString() == written.encode("latin-1")


def test_deep_and_wide_messages_are_bounded() -> None:
    deep = b"hello Mara"
    for _ in range(2000):
        deep = b"\x0a" + varint(len(deep)) + deep
    assert read(deep).splice([]) == deep
    with pytest.raises(Unreadable, match="more fields"):
        parse(b"\x0a\x00" * 300_010)


@pytest.mark.parametrize(
    "data", [b"\x0a\x05abc", b"\x0b\x0c", b"\x00\x01", b"\xff" * 11, b"\x0a", b"\x0d\x00"]
)
def test_what_is_cut_or_of_no_known_sort_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(data)


@pytest.mark.parametrize(
    "short",
    ["für ada.byron@kellerbau.de".encode("latin-1"), b"\xc2\x86\x96\x01\x1aada.byron@kellerbau.de"],
    ids=["another encoding", "a field with a high number"],
)
def test_what_can_be_read_in_few_unknown_bytes_is_read(short: bytes) -> None:
    body = read(b"\x0a" + varint(len(short)) + short + b"\x12\x02ok")
    said = [segment for segment in body.segments if "ada.byron@kellerbau.de" in segment.text]
    assert said and not any(segment.editable for segment in said)
    assert [segment.text for segment in read(b"\x0a\x08\xff\x01abcd\xfe\xff").segments] == []


def test_a_file_in_bytes_is_read_and_unknown_bytes_are_said() -> None:
    value = b"\x0a\x80\x01" + bytes(range(128, 256))
    assert list(read(value).opaque) == ["binary data of an unknown kind inside the message"]
    assert read(b"\x0a\x20" + bytes(range(200, 232))).opaque == ()
