"""Messages of a socket that hold several records of JSON, each ended by a record separator (SignalR, RFC 7464)."""

from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.layers import SAME
from proxy.body.shape import Shape
from proxy.body.walk import read_tree
from proxy.contract import Unreadable

END = "\x1e"
_MOST_RECORDS = 1000


def read_records(builder: Builder, shape: Shape) -> list[Tree]:
    """Read a text of records that are JSON objects. Raises Unreadable for any other."""
    text = builder.text(0)
    trees: list[Tree] = []
    at = 0
    for record in text.split(END):
        if len(trees) > _MOST_RECORDS:
            raise Unreadable("the message has more records than can be read")
        if record.strip():
            tree = read_tree(builder, builder.node(0, at, at + len(record), record, SAME), shape)
            if not tree.holders or not tree.holders[0].is_object:
                raise Unreadable("a record is not a JSON object")
            trees.append(tree)
        at += len(record) + len(END)
    return trees
