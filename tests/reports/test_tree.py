"""The tree's mathematics against the vectors of Certificate Transparency and against the definition."""

import hashlib
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    consistent,
    grown,
    included,
    inclusion_proof,
    leaf_hash,
    root_of,
)

# The leaves and roots of the reference tests of Certificate Transparency.
LEAVES = [
    leaf_hash(bytes.fromhex(leaf))
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive(leaves: Sequence[bytes]) -> bytes:
    """MTH as RFC 6962, section 2.1, writes it, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + naive(leaves[:split]) + naive(leaves[split:])).digest()


def reader(leaves: Sequence[bytes]) -> Callable[[int, int], Iterable[bytes]]:
    return lambda start, end: leaves[start:end]


def some(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference(size: int) -> None:
    assert grown(Frontier(), LEAVES[:size]).root.hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert Frontier().root == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_an_inclusion_path_of_the_reference() -> None:
    assert [step.hex() for step in inclusion_proof(reader(LEAVES), 5, 8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_a_consistency_path_of_the_reference() -> None:
    assert [step.hex() for step in consistency_proof(reader(LEAVES), 6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_frontier_agrees_with_the_definition(leaves: list[bytes]) -> None:
    frontier = grown(Frontier(), leaves)
    assert frontier.root == naive(leaves)
    assert Frontier.decode(frontier.size, frontier.encode()) == frontier


@given(st.integers(1, 70), st.data())
def test_any_entry_is_proven_and_nothing_else_is(size: int, data: st.DataObject) -> None:
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    root, proof = naive(leaves), inclusion_proof(reader(leaves), index, size)
    assert included(leaves[index], index, size, proof, root)
    assert not included(leaf_hash(b"other"), index, size, proof, root)
    assert not included(leaves[index], index, size, proof, leaf_hash(b"root"))
    assert not included(leaves[index], index, size, (*proof, root), root)
    if proof:
        assert not included(leaves[index], index, size, proof[:-1], root)
    other = data.draw(st.integers(0, size - 1))
    if other != index:
        assert not included(leaves[index], other, size, proof, root)


@given(st.integers(1, 70), st.data())
def test_growth_is_proven_and_nothing_else_is(new: int, data: st.DataObject) -> None:
    leaves = some(new)
    old = data.draw(st.integers(1, new))
    roots, proof = (naive(leaves[:old]), naive(leaves)), consistency_proof(reader(leaves), old, new)
    assert consistent(old, new, *roots, proof)
    assert not consistent(old, new, leaf_hash(b"old"), roots[1], proof)
    assert not consistent(old, new, roots[0], leaf_hash(b"new"), proof)
    assert not consistent(old, new, *roots, (*proof, roots[0]))


def test_all_proofs_of_small_trees() -> None:
    leaves = some(34)
    for size in range(1, 35):
        root = naive(leaves[:size])
        for index in range(size):
            assert included(leaves[index], index, size, inclusion_proof(reader(leaves), index, size), root)
            old = index + 1
            proof = consistency_proof(reader(leaves), old, size)
            assert consistent(old, size, naive(leaves[:old]), root, proof)


def test_questions_that_have_no_answer() -> None:
    for index, size in ((-1, 3), (3, 3), (0, 0)):
        with pytest.raises(ValueError, match="not in a tree"):
            inclusion_proof(reader(LEAVES), index, size)
        assert not included(LEAVES[0], index, size, (), LEAVES[0])
    for old, new in ((0, 3), (4, 3)):
        with pytest.raises(ValueError, match="older tree"):
            consistency_proof(reader(LEAVES), old, new)
        assert not consistent(old, new, EMPTY_ROOT, EMPTY_ROOT, ())
    with pytest.raises(ValueError, match="one hash for each bit"):
        Frontier.decode(3, LEAVES[0])


def test_the_root_of_a_part() -> None:
    assert root_of(reader(LEAVES), 2, 5) == naive(LEAVES[2:5])
