"""The request target: what of a query is read, and what signs the person in."""

import pytest

from proxy.body.target import foreign_query


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("key=abc123&q=ada", "q=ada"),
        ("token=eyJh.bGci.OiJI&alt=sse", "alt=sse"),
        ("Session_Token=x", ""),
        ("key=write+to+ada&alt=sse", "key=write+to+ada&alt=sse"),
        ("auth=Bearer%20eyJh", ""),
        ("token=ada%40kellerbau.de", "token=ada%40kellerbau.de"),
    ],
)
def test_what_signs_a_person_in_is_left_out_of_a_query_but_no_words(query: str, read: str) -> None:
    assert foreign_query(query) == read
