"""Each kind of record holds one class of content, and can be told by it."""

from typing import get_args

import pytest

from monitor.domain.register.record import CONTENT_OF, Content, RecordKind, kind_of


def test_every_kind_has_a_content_of_its_own() -> None:
    assert set(CONTENT_OF) == set(RecordKind)
    assert set(CONTENT_OF.values()) == set(get_args(Content))
    assert len(set(CONTENT_OF.values())) == len(RecordKind)


@pytest.mark.parametrize("kind", RecordKind)
def test_the_content_tells_the_kind(kind: RecordKind) -> None:
    assert kind_of(CONTENT_OF[kind]) is kind


def test_nothing_else_is_a_content() -> None:
    with pytest.raises(KeyError):
        kind_of(str)
