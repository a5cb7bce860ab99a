import gc
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from monitor.garbage import keep_what_stays
from monitor.web import serving


@pytest.fixture(autouse=True)
def search_again() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_was_imported_is_no_longer_searched_for_garbage() -> None:
    keep_what_stays()

    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("own_process")
def test_a_process_of_the_survey_begins_with_nothing_to_search() -> None:
    gc.unfreeze()

    TestClient(serving.make_process_app()).get("/health")

    assert gc.get_freeze_count() > 0
