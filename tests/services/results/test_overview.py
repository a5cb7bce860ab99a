"""The attention list and its key figures."""

from collections.abc import Sequence

import pytest

from monitor.domain.attention import Circumstance
from monitor.domain.partnership import PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Attention,
    Flag,
    FlagKind,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Severity,
    Tier,
)
from monitor.domain.round import Round
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.results.overview import (
    HISTORY_LENGTH,
    OverviewFilter,
    OverviewRow,
    count_key_figures,
    filter_rows,
    find_widest_dimension,
    read_overview,
)
from tests.builders import CORE_CODES
from tests.factories import (
    NOW,
    TWO_WEEKS,
    FakeClock,
    add_partnership,
    make_organisation,
    make_partnership,
    make_party,
    make_published_party,
    make_release,
    make_response,
    make_round,
)

GAP = Flag(FlagKind.GAP, Severity.WATCH)


def make_row(
    *,
    name: str = "Zonnewijk",
    phase: Phase = Phase.DURING,
    attention: Attention = Attention.NO_SIGNALS,
    history: Sequence[PublishedRound] | None = None,
    open_round: Round | None = None,
) -> OverviewRow:
    return OverviewRow(
        partnership=make_partnership(name=name, phase=phase),
        history=[make_release(sequence=2)] if history is None else history,
        attention=attention,
        circumstances=[],
        open_round=open_round,
    )


def make_scored_row(municipality: float | None, initiative: float | None) -> OverviewRow:
    """Make a row of two parties with these means on equality and 3.5 on the rest."""
    parties = (make_scored_party(1, municipality), make_scored_party(2, initiative))
    return make_row(history=[make_release(parties=parties)])


def make_scored_party(party_id: int, mean: float | None) -> PublishedParty:
    scores = {each: PublishedScore(each, 3.5, 3.2, 3.8) for each in Dimension}
    scores[Dimension.EQUALITY] = PublishedScore(Dimension.EQUALITY, mean)
    return make_published_party(party_id=party_id, scores=scores)


def names_of(rows: Sequence[OverviewRow]) -> list[str]:
    return [row.partnership.name for row in rows]


# Reading it, on both databases.


def test_an_empty_installation_has_an_empty_overview(context: Context) -> None:
    assert list(read_overview(context)) == []


def test_a_partnership_without_a_release_is_watched_for_want_of_data(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    row = read_overview(context)[0]

    assert row.partnership == stored.partnership
    assert (row.latest, list(row.history)) == (None, [])
    assert row.attention is Attention.WATCH
    assert list(row.circumstances) == [Circumstance.NO_DATA]
    assert row.open_round == stored.round


def test_those_who_need_a_person_come_first_and_then_by_name(context: Context) -> None:
    # Closed without answers, a round shows a silent party: plan a talk.
    for name in ("beekdal", "Akkers", "Veen", "Aalst"):
        stored = add_partnership(context.unit_of_work, name=name, people_per_party=5)
        if name in {"Veen", "beekdal"}:
            close_round(context, stored.round.id)

    rows = read_overview(context)

    assert names_of(rows) == ["beekdal", "Veen", "Aalst", "Akkers"]
    assert [row.attention for row in rows] == [Attention.PLAN_TALK] * 2 + [Attention.WATCH] * 2


def test_the_history_goes_back_two_years_from_the_newest(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=1)
    close_round(context, stored.round.id)
    for _ in range(HISTORY_LENGTH):
        close_round(context, open_round(context, stored.partnership.id, NOW + TWO_WEEKS).id)

    row = read_overview(context)[0]

    assert [release.sequence for release in row.history] == list(range(2, HISTORY_LENGTH + 2))
    assert row.latest is not None
    assert row.latest.sequence == HISTORY_LENGTH + 1


def test_a_light_round_is_no_part_of_the_history_and_who_is_silent_in_it_is_seen(
    context: Context,
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    with context.unit_of_work() as uow:
        for number, one in enumerate(stored.invited):
            party_id = one.participant.party_id
            uow.responses.save(
                make_response(
                    key=f"{number:040x}",
                    round_id=stored.round.id,
                    party_id=party_id,
                    answers=dict.fromkeys(CORE_CODES, 4),
                )
            )
        uow.commit()
    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS, is_light=True)
    light = close_round(context, opened.id)

    (row,) = read_overview(context)

    assert [release.sequence for release in row.history] == [1]
    assert row.light == light
    assert row.attention is Attention.PLAN_TALK
    assert filter_rows([row], OverviewFilter(flags=[FlagKind.SILENCE])) == [row]


def test_a_round_past_its_deadline_is_not_open(context: Context, clock: FakeClock) -> None:
    add_partnership(context.unit_of_work)
    clock.advance(TWO_WEEKS)

    assert read_overview(context)[0].open_round is None


# Filters.


def test_without_a_filter_every_row_stays_in_its_order() -> None:
    rows = [make_row(name="B"), make_row(name="A")]

    assert names_of(filter_rows(rows, OverviewFilter())) == ["B", "A"]


@pytest.mark.parametrize("search", ["noord", " NOORD ", "Noorderwijk", "gemeente veld", "zonne"])
def test_a_search_looks_in_the_names_of_partnership_and_parties(search: str) -> None:
    rows = [make_row(name="Noorderwijk")]

    assert names_of(filter_rows(rows, OverviewFilter(search=search))) == ["Noorderwijk"]


@pytest.mark.parametrize("search", ["zuid", "noord zuid", "%", "noorderwijk!"])
def test_a_search_for_something_else_finds_nothing(search: str) -> None:
    assert list(filter_rows([make_row(name="Noorderwijk")], OverviewFilter(search=search))) == []


def test_phases_are_alternatives() -> None:
    rows = [make_row(name=phase.value, phase=phase) for phase in Phase]
    wanted = OverviewFilter(phases=[Phase.BEFORE, Phase.DURING])

    assert names_of(filter_rows(rows, wanted)) == ["before", "during"]


def test_flags_are_those_of_the_newest_release() -> None:
    now = make_row(name="now", history=[make_release(), make_release(flags=[GAP])])
    once = make_row(name="once", history=[make_release(flags=[GAP]), make_release()])
    never = make_row(name="never", history=[])

    rows = filter_rows([now, once, never], OverviewFilter(flags=[FlagKind.GAP, FlagKind.LOW]))

    assert names_of(rows) == ["now"]


def test_attention_groups_are_alternatives() -> None:
    rows = [make_row(name=group.value, attention=group) for group in Attention]
    wanted = OverviewFilter(attention=[Attention.TALK_NOW, Attention.WATCH])

    assert names_of(filter_rows(rows, wanted)) == ["talk_now", "watch"]


def test_every_part_of_a_filter_must_match() -> None:
    rows = [
        make_row(name="Noord", phase=Phase.DURING),
        make_row(name="Noord 2", phase=Phase.BEFORE),
        make_row(name="Zuid", phase=Phase.DURING),
    ]
    wanted = OverviewFilter(search="noord", phases=[Phase.DURING])

    assert names_of(filter_rows(rows, wanted)) == ["Noord"]


# Key figures.


def test_nothing_at_all_counts_as_nothing() -> None:
    figures = count_key_figures([])

    assert (figures.partnerships, figures.open_rounds) == (0, 0)
    assert (figures.respondents, figures.invited) == (0, 0)
    assert figures.response_shares == {}
    assert figures.widest is None
    assert set(figures.by_attention.values()) == {0}


def test_partnerships_are_counted_by_what_they_need() -> None:
    rows = [
        make_row(attention=Attention.TALK_NOW, open_round=make_round()),
        make_row(attention=Attention.TALK_NOW),
        make_row(attention=Attention.WATCH, history=[]),
    ]

    figures = count_key_figures(rows)

    assert (figures.partnerships, figures.open_rounds) == (3, 1)
    assert figures.by_attention == {
        Attention.TALK_NOW: 2,
        Attention.PLAN_TALK: 0,
        Attention.WATCH: 1,
        Attention.NO_SIGNALS: 0,
    }


def test_response_is_summed_over_the_parties_whose_counts_are_shown() -> None:
    uncounted = make_published_party(party_id=2, respondents=None, invited=None)
    unanswered = make_published_party(party_id=2, respondents=None, invited=9)
    counted = make_published_party(party_id=1, respondents=6, invited=8)
    rows = [
        make_row(history=[make_release(parties=(counted, uncounted))]),
        make_row(history=[make_release(parties=(counted, unanswered))]),
    ]

    figures = count_key_figures(rows)

    assert (figures.respondents, figures.invited) == (12, 16)
    assert figures.response_shares == {PartyKind.MUNICIPALITY: 0.75}


def test_response_counts_the_newest_release_only() -> None:
    earlier = make_release(parties=(make_published_party(respondents=1, invited=8),))
    newest = make_release(parties=(make_published_party(respondents=8, invited=8),))

    figures = count_key_figures([make_row(history=[earlier, newest])])

    assert figures.response_shares == {PartyKind.MUNICIPALITY: 1.0}


def test_response_shares_are_kept_apart_by_kind_of_party() -> None:
    other = make_party(id=3, organisation=make_organisation(id=3, kind=PartyKind.OTHER))
    municipality, initiative = make_partnership().parties
    parties = (
        make_published_party(party_id=1, respondents=8, invited=8),
        make_published_party(party_id=2, respondents=4, invited=8),
        make_published_party(party_id=3, respondents=6, invited=8),
    )
    row = OverviewRow(
        make_partnership(parties=(municipality, initiative, other)),
        [make_release(parties=parties)],
        Attention.NO_SIGNALS,
        [],
        None,
    )

    assert count_key_figures([row]).response_shares == {
        PartyKind.MUNICIPALITY: 1.0,
        PartyKind.INITIATIVE: 0.5,
        PartyKind.OTHER: 0.75,
    }


# The widest dimension.


def test_the_widest_dimension_is_where_the_kinds_differ_most() -> None:
    widest = find_widest_dimension([make_scored_row(4.0, 3.0)] * 5)

    assert widest is not None
    assert widest.dimension is Dimension.EQUALITY
    assert widest.means == {PartyKind.MUNICIPALITY: 4.0, PartyKind.INITIATIVE: 3.0}


def test_it_does_not_matter_which_kind_is_the_higher() -> None:
    widest = find_widest_dimension([make_scored_row(3.0, 4.0)] * 5)

    assert widest is not None
    assert widest.dimension is Dimension.EQUALITY


def test_below_five_partnerships_no_dimension_is_named() -> None:
    assert find_widest_dimension([make_scored_row(4.0, 3.0)] * 4) is None


def test_a_dimension_that_fewer_than_five_show_is_not_named() -> None:
    rows = [*[make_scored_row(4.0, 3.0)] * 4, make_scored_row(4.0, None)]

    widest = find_widest_dimension(rows)

    assert widest is not None
    assert widest.dimension is not Dimension.EQUALITY


def test_hidden_parties_and_partnerships_without_data_are_left_out() -> None:
    hidden = make_published_party(
        party_id=2,
        tier=Tier.HIDDEN,
        has_enough=False,
        scores={each: PublishedScore(each) for each in Dimension},
    )
    rows = [
        *[make_scored_row(4.0, 3.0)] * 4,
        make_row(history=[make_release(parties=(make_scored_party(1, 1.0), hidden))]),
        make_row(history=[]),
    ]

    assert find_widest_dimension(rows) is None


def test_a_partnership_of_many_parties_counts_as_one() -> None:
    parties = [make_party(id=number) for number in range(1, 6)]
    initiative = make_organisation(id=2, kind=PartyKind.INITIATIVE)
    parties += [make_party(id=number, organisation=initiative) for number in range(6, 11)]
    published = [make_published_party(party_id=party.id) for party in parties]
    row = OverviewRow(
        make_partnership(parties=parties),
        [make_release(parties=published)],
        Attention.NO_SIGNALS,
        [],
        None,
    )

    assert find_widest_dimension([row]) is None
