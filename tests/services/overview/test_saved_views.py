"""Saving filters under a name."""

import pytest

from monitor.services.context import Context
from monitor.services.overview.saved_views import (
    LONGEST_NAME,
    delete_view,
    read_saved_views,
    save_view,
)
from monitor.services.register_ports import SavedView


def test_a_view_is_kept_under_its_name(context: Context) -> None:
    assert save_view(context, SavedView("  Mijn   werk ", "group=talk_now"))
    assert save_view(context, SavedView("Alles", ""))

    assert list(read_saved_views(context)) == [
        SavedView("Alles", ""),
        SavedView("Mijn werk", "group=talk_now"),
    ]


def test_the_same_name_again_replaces_the_view(context: Context) -> None:
    save_view(context, SavedView("Werk", "q=a"))
    save_view(context, SavedView("Werk", "q=b"))

    assert list(read_saved_views(context)) == [SavedView("Werk", "q=b")]


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_a_view_needs_a_name_that_fits(context: Context, name: str) -> None:
    assert not save_view(context, SavedView(name, "q=a"))

    assert list(read_saved_views(context)) == []


def test_a_view_can_be_deleted_more_than_once(context: Context) -> None:
    save_view(context, SavedView("Werk", "q=a"))

    delete_view(context, "Werk")
    delete_view(context, "Werk")

    assert list(read_saved_views(context)) == []
