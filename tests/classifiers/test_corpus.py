"""The contract of our own corpus: texts that are put together know where their values stand."""

import pytest

from tests.bench.quality.corpus import Cut, Labelled, Mark, compose, modules, texts


def test_a_composed_text_knows_where_its_values_stand() -> None:
    text = compose("pw ", Mark("PASSWORD", "a:b", core=(2, 3)), Cut(), Mark("PERSON", "Jo"), " Ö", tags=["x"])
    assert text.parts == ("pw a:b", "Jo Ö")
    first, second = text.spans
    assert (first.part, first.start, first.end, first.core) == (0, 3, 6, (5, 6))
    assert (second.part, second.start, second.end, second.core) == (1, 0, 2, None)


@pytest.mark.parametrize("topic", modules())
def test_every_topic_is_well_formed_and_the_same_each_time(topic: str) -> None:
    first = [text for _, text in texts(topic)]
    assert first and first == [text for _, text in texts(topic)]
    for text in first:
        assert isinstance(text, Labelled) and text.parts and any(text.parts)
        ends: dict[int, int] = {}
        for span in sorted(text.spans, key=lambda span: (span.part, span.start)):
            assert 0 <= span.start < span.end <= len(text.parts[span.part])
            assert span.start >= ends.get(span.part, 0), "places must not overlap"
            assert span.core is None or span.start <= span.core[0] < span.core[1] <= span.end
            ends[span.part] = span.end
