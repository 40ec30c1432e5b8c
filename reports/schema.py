"""The tables of the ledger's database, the triggers that let it only grow, and the queries. For ``store.py`` alone."""

import sqlalchemy as sa

metadata = sa.MetaData()
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("idx", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # canonical record
    sa.Column("leaf", sa.LargeBinary, nullable=False),
    sa.Column("root", sa.LargeBinary, nullable=False),  # of the tree that ends with this entry
)
heads = sa.Table(
    "heads",
    metadata,
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
    sa.Column("time", sa.BigInteger, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)
frontiers = sa.Table(  # a shortcut for the start, checked against a root when read; may be lost or wrong
    "frontiers",
    metadata,
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
)
TRIGGERS = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
    for table in ("entries", "heads")
    for verb in ("update", "delete")
)

LAST = (
    sa.select(entries.c.idx, entries.c.root)
    .where(entries.c.client == sa.bindparam("client"))
    .order_by(entries.c.idx.desc())
    .limit(1)
)
NEWEST = (
    sa.select(heads).where(heads.c.client == sa.bindparam("client")).order_by(heads.c.size.desc()).limit(1)
)
LEAVES = (
    sa.select(entries.c.idx, entries.c.leaf)
    .where(
        entries.c.client == sa.bindparam("client"),
        entries.c.idx >= sa.bindparam("start"),
        entries.c.idx < sa.bindparam("end"),
    )
    .order_by(entries.c.idx)
)
INSERT_ENTRY = sa.insert(entries)
INSERT_HEAD = sa.insert(heads)
