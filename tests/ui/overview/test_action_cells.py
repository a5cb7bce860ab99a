"""What a row of the attention list asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.results import Attention
from monitor.ui.overview.action_cells import render_next_step
from tests.charts.scenes import make_reader
from tests.factories import make_partnership
from tests.ui.overview.test_attention_list import TODAY, make_row


@pytest.mark.parametrize(
    ("attention", "is_offered"),
    [
        (Attention.TALK_NOW, True),
        (Attention.PLAN_TALK, True),
        (Attention.WATCH, False),
        (Attention.NO_SIGNALS, False),
    ],
)
def test_a_meeting_is_offered_where_there_is_something_to_talk_about(
    attention: Attention, *, is_offered: bool
) -> None:
    cell = render_next_step(make_row(attention=attention), make_reader())

    assert ('href="/meeting?id=1"' in cell) is is_offered


def test_who_leads_no_meetings_reads_that_one_is_to_come_without_a_way_to_prepare_it() -> None:
    cell = render_next_step(replace(make_row(), may_plan=False), make_reader())

    assert "<a" not in cell
    assert make_reader().t("ui.list.plan_meeting") in cell


@pytest.mark.parametrize(("days", "is_offered"), [(0, False), (1, True)])
def test_a_cooperation_that_ended_is_offered_no_meeting(days: int, *, is_offered: bool) -> None:
    partnership = make_partnership()
    profile = replace(partnership.profile, ended_on=TODAY + timedelta(days=days))
    row = make_row(partnership=replace(partnership, profile=profile))

    assert ('href="/meeting?id=1"' in render_next_step(row, make_reader())) is is_offered
