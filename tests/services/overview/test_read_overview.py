"""The list and the key figures of the overview."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from monitor.domain.partnership import ManagerId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, PublishedRound, PublishedScore
from monitor.services.context import Context
from monitor.services.overview.read_overview import (
    ROWS_PER_PAGE,
    read_key_figures,
    read_overview,
)
from monitor.services.register_ports import Summary, SummaryFilter
from tests.factories import (
    NOW,
    QUARTER,
    add_partnership,
    make_published_party,
    make_release,
)

EVERYTHING = SummaryFilter()


def add_summaries(context: Context, *made: Summary) -> None:
    with context.unit_of_work() as uow:
        uow.summaries.save_many(made)
        uow.commit()


def make_summary(
    context: Context,
    name: str,
    *,
    attention: Attention = Attention.NO_SIGNALS,
    history: Sequence[PublishedRound] = (),
    is_open: bool = False,
) -> Summary:
    return Summary(
        partnership=add_partnership(context.unit_of_work, name=name).partnership,
        attention=attention,
        history=history,
        opens_until=NOW + timedelta(days=3) if is_open else None,
    )


def add_scored(context: Context, name: str, municipality: float, initiative: float) -> Summary:
    """Make the summary of a partnership with these means on equality and 3.5 on the rest."""
    stored = add_partnership(context.unit_of_work, name=name).partnership
    means = zip(stored.parties, (municipality, initiative), strict=True)
    parties = [
        make_published_party(
            party_id=party.id,
            scores={
                each: PublishedScore(each, mean if each is Dimension.EQUALITY else 3.5)
                for each in Dimension
            },
        )
        for party, mean in means
    ]
    history = [make_release(parties=parties)]
    return Summary(stored, Attention.WATCH, history=history)


def test_an_empty_installation_has_one_empty_page(context: Context) -> None:
    page = read_overview(context, EVERYTHING, 1)

    assert (list(page.rows), page.page, page.pages, page.count) == ([], 1, 1, 0)
    assert read_key_figures(context).partnerships == 0


def test_those_who_need_a_person_come_first_and_then_by_name(context: Context) -> None:
    add_summaries(
        context,
        make_summary(context, "Akkers"),
        make_summary(context, "beekdal", attention=Attention.PLAN_TALK),
        make_summary(context, "Aalst"),
        make_summary(context, "Veen", attention=Attention.TALK_NOW),
    )

    names = [each.partnership.name for each in read_overview(context, EVERYTHING, 1).rows]

    assert names == ["Veen", "beekdal", "Aalst", "Akkers"]


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (1, 1), (2, 2), (3, 2), (99, 2)])
def test_a_page_that_is_not_there_becomes_the_nearest(
    context: Context, asked: int, shown: int
) -> None:
    made = [make_summary(context, f"Nummer {number:02}") for number in range(ROWS_PER_PAGE + 1)]
    add_summaries(context, *made)

    page = read_overview(context, EVERYTHING, asked)

    assert (page.page, page.pages, page.count) == (shown, 2, ROWS_PER_PAGE + 1)
    assert len(page.rows) == (ROWS_PER_PAGE if shown == 1 else 1)


def test_only_what_matches_is_counted(context: Context) -> None:
    add_summaries(context, make_summary(context, "Noord"), make_summary(context, "Zuid"))

    page = read_overview(context, SummaryFilter(search="noord"), 1)

    assert page.count == 1
    assert read_overview(context, SummaryFilter(manager_id=ManagerId(9)), 1).count == 0


def test_who_is_not_in_the_list_yet_is_counted_apart(context: Context) -> None:
    add_partnership(context.unit_of_work, name="Nog niet")
    add_summaries(context, make_summary(context, "Al wel", is_open=True))

    figures = read_key_figures(context)

    assert (figures.partnerships, figures.prepared, figures.open_rounds) == (2, 1, 1)
    assert figures.newest_quarter is None


def test_the_widest_dimension_is_where_the_kinds_differ_most(context: Context) -> None:
    add_summaries(context, *(add_scored(context, str(n), 4.0, 3.0) for n in range(5)))

    figures = read_key_figures(context)

    assert figures.widest is not None
    assert figures.widest.dimension is Dimension.EQUALITY
    assert figures.widest.means == {PartyKind.MUNICIPALITY: 4.0, PartyKind.INITIATIVE: 3.0}
    assert figures.newest_quarter == QUARTER


def test_below_five_partnerships_no_dimension_is_named(context: Context) -> None:
    add_summaries(context, *(add_scored(context, str(n), 4.0, 3.0) for n in range(4)))

    assert read_key_figures(context).widest is None


def test_response_is_a_share_of_those_who_may_be_counted(context: Context) -> None:
    add_summaries(context, add_scored(context, "Geteld", 3.0, 3.0))

    figures = read_key_figures(context)

    assert (figures.respondents, figures.invited) == (12, 16)
    assert figures.response_shares == {PartyKind.MUNICIPALITY: 0.75, PartyKind.INITIATIVE: 0.75}
