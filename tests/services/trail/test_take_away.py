"""A file is made by whoever may take one away, and the trail tells which."""

import pytest

from monitor.domain.access.account import Role
from monitor.domain.errors import NotAllowedError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.trail.take_away import take_away
from tests.factories import add_partnership
from tests.services.access.scenes import person
from tests.services.trail.test_note_record import read_deeds


def test_which_file_was_made_is_noted(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership

    take_away(context, partnership.id, "handover_card")

    facts = {"kind": "handover_card"}
    assert read_deeds(context) == [Deed(Act.FILES_MADE, partnership.id, facts=facts)]


def test_who_only_looks_takes_nothing_and_nothing_is_noted(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership
    viewer = context.acting_as(person(Role.VIEWER, partnership.id))

    with pytest.raises(NotAllowedError):
        take_away(viewer, partnership.id, "handover_card")

    assert read_deeds(context) == []
