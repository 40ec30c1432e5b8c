"""The walk over a JSON text: every string, key and long number becomes a place, layer by layer."""

import re
from dataclasses import replace
from typing import NamedTuple

from classifiers.documents.contract import Change
from classifiers.segment import MOST_CHARACTERS, Origin
from proxy.body.builder import Builder, TooMuch
from proxy.body.carried import read_file, read_packed
from proxy.body.codecs import JsonString
from proxy.body.columns import columns_of
from proxy.body.idle import is_client_id, is_dated, is_id, is_random, is_time, is_vendor_id, plain_number
from proxy.body.inline import may_hold, read_inline, read_whole
from proxy.body.json import Holder, Leaf, Tree, long_text, parse
from proxy.body.layers import SAME, Follow
from proxy.body.octetlists import LEAST, read_numbers
from proxy.body.shape import Kind, Shape
from proxy.contract import Unreadable

_STRING = JsonString()
_MOST_INSIDE = 5
_BYTES = 8  # numbers of an object that may stand for a list of bytes
_MOST_LINES = 50_000  # what a batch file of a vendor may have
_WHOLE = (Kind.JSON, Kind.FILE, Kind.BLOB)  # looked into to the end, and not only as far as a text is scanned
_ABOUT = frozenset({"client", "clientInfo", "context", "meta", "metadata", "session", "user"})
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


class _Scope(NamedTuple):
    origin: Origin
    free: bool
    signed: bool
    label: str  # the nearest field name around it


def read_tree(builder: Builder, node: int, shape: Shape) -> Tree:
    """Read the JSON text of a node into the builder. Raises Unreadable."""
    text = builder.raw if builder.is_bytes(node) else builder.text(node)
    tree = parse(text, shape.known)
    _Walk(builder, node, shape, tree, text).run()
    return tree


class _Walk:
    """One JSON text being read."""

    def __init__(self, builder: Builder, node: int, shape: Shape, tree: Tree, text: str | bytes) -> None:
        self._builder = builder
        self._node = node
        self._shape = shape
        self._tree = tree
        self._columns = columns_of(tree, text)
        self._scopes: dict[int, _Scope] = {}
        self._top = _Scope(shape.base, False, False, "")
        self._alike: dict[tuple[object, ...], _Scope] = {}  # siblings are mostly alike; scopes by their ids
        self._fields: dict[tuple[object, ...], tuple[Kind, Origin, str]] = {}  # and so are their fields
        self._owners: dict[int, Holder] = {}
        self._holds = may_hold(builder, builder.depth(node) + 1)

    def run(self) -> None:
        shape = self._shape
        if shape.author:
            for holder in self._tree.holders:
                if holder.name == shape.author and holder.parent and "role" in holder.fields:
                    holder.parent.fields["role"] = holder.fields["role"]
        for holder in self._tree.holders:
            scope = self._scope(holder)
            self._scopes[id(holder)] = scope
            if holder.numbers and not holder.is_object and scope.label in shape.tokens and not scope.free:
                self._builder.opaque("token numbers instead of text")
            if shape.stale:
                self._empty(holder)
        words = shape.words
        for leaf in self._tree.leaves:
            if leaf[-1] not in words:
                self._leaf(leaf)
        for holder in self._tree.holders:
            if holder.numbers >= LEAST and (not holder.is_object or holder.numbers >= _BYTES):
                self._numbers(holder)

    def _empty(self, holder: Holder) -> None:
        """Note that an array of offsets is emptied with any change of what is around it."""
        self._owners[id(holder)] = self._owner(holder)
        if holder.name in self._shape.stale and not holder.is_object and holder.end - holder.start > 2:
            owner = self._owners.get(id(holder.parent), holder.parent or holder)
            emptied = Change(holder.start, holder.end, "[]")
            self._builder.follow(Follow(self._node, owner.start, owner.end, emptied))

    def _numbers(self, holder: Holder) -> None:
        """Look into a list of numbers, or an object that stands for one."""
        scope = self._scopes.get(id(holder), self._top)
        if scope.label not in self._shape.tokens or scope.free:
            span = (holder.start + 1, holder.end - 1)
            read_numbers(
                self._builder, self._node, span, scope.origin, scope.label, editable=not scope.signed
            )

    def _owner(self, holder: Holder) -> Holder:
        """The message around an array of offsets, with any change of which it is emptied: an item of a list, else a
        field of the root, else the root."""
        above = holder.parent
        if holder.name == "[]" or above is None or above.parent is None or above.parent.parent is None:
            return holder
        return self._owners[id(above)]

    def _scope(self, holder: Holder) -> _Scope:
        above = self._scopes.get(id(holder.parent), self._top)
        role, sort = holder.fields.get("role"), holder.fields.get("type")
        alike = (id(above), holder.name, holder.is_object, role, sort)
        found = self._alike.get(alike)
        if found is None:
            found = self._alike[alike] = self._new_scope(above, holder, role, sort)
        return found

    def _new_scope(self, above: _Scope, holder: Holder, role: object, sort: object) -> _Scope:
        shape = self._shape
        label = above.label if holder.name == "[]" else holder.name
        if above.free:
            return above if above.label == label else above._replace(label=label)
        origin, signed = above.origin, above.signed
        if holder.name in shape.scopes:
            origin = shape.scopes[holder.name]
        signed = signed or holder.name in shape.closed
        # Some clients give a system instruction the role of the user.
        if (
            isinstance(role, str)
            and role in shape.roles
            and shape.scopes.get(holder.name) is not Origin.SYSTEM
        ):
            origin = shape.roles[role]
        if isinstance(sort, str):
            origin = shape.types.get(sort, origin)
            signed = signed or sort in shape.sealed
        free = holder.is_object and holder.name in shape.free
        return _Scope(origin, free, signed, label)

    def _leaf(self, leaf: Leaf) -> None:
        kind, holder, name, start, end, text = leaf
        builder, fields = self._builder, holder.fields
        scope = self._scopes.get(id(holder), self._top)
        is_own = name in self._shape.own and self._is_at_the_top(holder) and is_id(text)
        if kind == "number":
            text = plain_number(text)
            if not is_time(text, name):
                number = builder.node(self._node, start, end, text, SAME)
                label = "" if is_own else self._columns.get(start) or _called(name, scope)
                builder.segment(number, scope.origin, editable=False, label=label)
            return
        is_long = kind == "long"
        if not is_long and (not text or (name == "user_id" and is_client_id(text))):
            return
        if kind == "key":
            node = builder.node(self._node, start, end, text, _STRING)
            builder.segment(node, Origin.META, editable=not scope.signed)
            return
        sort = fields["type"] if "type" in fields else fields.get("role")
        alike = (id(scope), name, sort)
        found = self._fields.get(alike)
        if found is None:
            found = self._fields[alike] = self._field(scope, name, sort)
        how, origin, label = found
        if is_own:
            how = Kind.FIXED
        label = self._columns.get(start, label)
        if name == "value" and isinstance(called := fields.get("key"), str):
            label = called  # {"key": "DB_PASSWORD", "value": ...}
        if is_long:
            if not scope.signed and self._packed(how, holder, start, end):
                return
            text = self._long(how, start, end)
        if how is Kind.PROSE and not (scope.signed or self._holds):
            builder.place(self._node, (start, end, text), _STRING, origin)
            return
        self._string(how, holder, (start, end, text), origin, signed=scope.signed, label=label)

    def _is_at_the_top(self, holder: Holder) -> bool:
        """Whether an object is the body itself, or says at its top who asks from where."""
        above = holder.parent
        if self._node != 0 or above is None:
            return False
        return above.parent is None or (above.parent.parent is None and holder.name in _ABOUT)

    def _field(self, scope: _Scope, name: str, sort: object) -> tuple[Kind, Origin, str]:
        """How a field's text is read, whose it is and what it is called."""
        shape, origin = self._shape, scope.origin
        label = _called(name, scope)
        if scope.free:
            return Kind.TEXT, origin, label
        how = shape.typed.get((sort, label)) if isinstance(sort, str) else None
        if origin is shape.base:
            origin = shape.scopes.get(name, origin)
        return how or shape.kinds.get(label, Kind.TEXT), origin, label

    def _packed(self, how: Kind, holder: Holder, start: int, end: int) -> bool:
        """Look into a long string that may be a file, where it stands in the bytes."""
        if how is Kind.FILE and holder.fields.get("type") != "text":
            return read_packed(self._builder, start, end, declared=True, name=_name(holder))
        return how is Kind.TEXT and read_packed(self._builder, start, end, declared=False)

    def _long(self, how: Kind, start: int, end: int) -> str:
        """The text of a long string: all of it where it may be a file or JSON, else no more than is scanned."""
        inside = memoryview(self._builder.raw)[start:end]
        begin = long_text(inside, 100).lstrip(" \t\r\n")
        is_more = how in _WHOLE or (how is Kind.TEXT and begin.lower().startswith(("{", "[", "data:")))
        return long_text(inside, len(inside) if is_more else MOST_CHARACTERS + 1)

    def _string(
        self,
        how: Kind,
        holder: Holder,
        span: tuple[int, int, str],
        origin: Origin,
        *,
        signed: bool,
        label: str,
    ) -> None:
        builder = self._builder
        start, end, text = span
        if how is Kind.BLOB:
            if is_random(text):
                return
            how = Kind.SIGNED
        elif how is Kind.FIXED and is_dated(text):
            return
        elif how is Kind.ID:
            if is_vendor_id(text):
                return
            how = Kind.FIXED
        node = builder.node(self._node, start, end, text, _STRING)
        if signed or how is Kind.SIGNED:
            builder.segment(node, origin, editable=False)
        elif how is Kind.FIXED:
            builder.segment(node, Origin.META, editable=False)
        elif how is Kind.CALLED:
            builder.segment(node, Origin.META)
        elif how is Kind.PROSE:
            if not read_whole(builder, node):
                read_inline(builder, node, origin)
        elif how is Kind.JSON:
            if not self._inner(node, replace(self._shape, base=origin), free=True):
                builder.segment(node, origin)
        elif how is Kind.FILE:
            if holder.fields.get("type") == "text":
                builder.segment(node, Origin.FILE)
            elif not read_file(builder, node, declared=True, name=_name(holder)):
                builder.segment(node, origin)
        else:
            read_text(builder, node, replace(self._shape, base=origin), label=label)

    def _inner(self, node: int, shape: Shape, *, free: bool) -> bool:
        inner = Shape(base=shape.base, words=shape.words) if free else shape
        return read_inside(self._builder, node, inner)


def read_text(builder: Builder, node: int, shape: Shape, label: str = "") -> None:
    """Read a string of which nothing is known: a file, JSON, or a text of its own."""
    holds = may_hold(builder, builder.depth(node))
    if read_file(builder, node, declared=False) or (holds and read_whole(builder, node)):
        return
    if read_inside(builder, node, shape):
        return
    if holds:
        read_inline(builder, node, shape.base, label)
    else:
        builder.segment(node, shape.base, label=label)


def read_inside(builder: Builder, node: int, shape: Shape) -> bool:
    """Read a text that is itself a JSON object or array; false where it is none."""
    text = builder.text(node)
    if text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return False
    if builder.depth(node) > _MOST_INSIDE:
        builder.opaque("text in too many layers of JSON")
        return False
    try:
        tree = parse(text, shape.known)
    except Unreadable:
        return False  # it is read as the text it is
    _Walk(builder, node, shape, tree, text).run()
    return True


def read_lines(builder: Builder, node: int, shape: Shape) -> bool:
    """Read a text of JSON lines (batch and training files); false where a line is not JSON."""
    trees: list[tuple[re.Match[str], Tree]] = []
    for line in _LINE.finditer(builder.text(node)):
        if line.group().lstrip()[:1] not in ("{", "["):
            return False
        if len(trees) > _MOST_LINES:
            raise TooMuch("the body has more lines than can be read")
        try:
            trees.append((line, parse(line.group(), shape.known)))
        except Unreadable:
            return False
    for line, tree in trees:
        inner = builder.node(node, *line.span(), line.group(), SAME)
        _Walk(builder, inner, shape, tree, line.group()).run()
    return bool(trees)


def _called(name: str, scope: _Scope) -> str:
    """What a field is called: by the list around it, or by the column whose rows have numbers for names."""
    return scope.label if name == "[]" or name.isdecimal() else name


def _name(holder: Holder) -> str:
    """The name of a file, as the fields beside it give it."""
    names = (
        holder.fields.get(field)
        for field in ("filename", "file_name", "fileName", "name", "displayName", "display_name", "title")
    )
    return next((name for name in names if isinstance(name, str)), "")
