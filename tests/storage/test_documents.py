from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from monitor.domain.meeting.meeting import Meeting
from monitor.storage.documents import to_document
from tests.domain.meeting.making import make_meeting

ADAPTER = TypeAdapter(Meeting)


def test_what_is_written_is_what_is_read() -> None:
    meeting = make_meeting()

    assert ADAPTER.validate_python(to_document(ADAPTER, meeting)) == meeting


def test_what_has_a_column_of_its_own_is_left_out() -> None:
    document = to_document(ADAPTER, make_meeting(), without={"id", "version"})

    assert {"id", "version"} & document.keys() == set()
    assert document["language"] == "nl"


@pytest.mark.parametrize(
    "choice",
    [{"language": -1}, {"language": "'--"}, {"language": None}, {"position": float("nan")}],
    ids=str,
)
def test_a_choice_that_was_never_offered_is_not_written(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Meeting"):
        to_document(ADAPTER, replace(make_meeting(), **choice))
