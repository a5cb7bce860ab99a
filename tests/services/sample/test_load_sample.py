"""What the sample data looks like once it is there: the overview that a newcomer sees."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

import pytest

from monitor.domain.access.actor import the_product
from monitor.domain.flags.matching import follow_release
from monitor.domain.flags.need import judge_need
from monitor.domain.partnership import PartnershipId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, FlagKind, PublishedRound
from monitor.domain.round import Quarter, RoundState
from monitor.domain.story import StatementKind, tell_story
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.checkin.rounds import list_links
from monitor.services.context import Context
from monitor.services.overview.read_overview import read_overview
from monitor.services.overview.summarise import HISTORY_LENGTH
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.services.register_ports import SummaryFilter
from monitor.services.results.partnership_view import PartnershipView, read_partnership
from monitor.services.sample.load_sample import (
    PortfolioSize,
    clear_sample,
    has_samples,
    load_generated,
    load_stories,
)
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, SECRET_KEY, TODAY, FakeClock
from tests.seeding import make_partnership

GROUPS = {
    "Warm Zuiderpoort": Attention.TALK_NOW,
    "Warmtegroep De Brink": Attention.TALK_NOW,
    "Dorpsstroom Lagezijde": Attention.TALK_NOW,
    "Nieuw Vuur Stationskwartier": Attention.TALK_NOW,
    "Duurzaam Rietland": Attention.PLAN_TALK,
    "Wijkwarmte Sterrenpark": Attention.PLAN_TALK,
    "Samen Warm Vogelbuurt": Attention.WATCH,
    "Warmtekring Molenhoek": Attention.WATCH,
    "Lijsterwijk Warmt Op": Attention.WATCH,
    "Stroom van de Terp": Attention.NO_SIGNALS,
    "Eikenhorst Energie": Attention.NO_SIGNALS,
    "Energie Hazelkamp": Attention.NO_SIGNALS,
    "Dorpswarmte Klein Wolde": Attention.NO_SIGNALS,
    "Samen Aardgasvrij Havenkwartier": Attention.WATCH,
}


@pytest.fixture(scope="module")
def stories(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """An installation with the stories: loaded once, because nothing here changes them."""
    path = tmp_path_factory.mktemp("stories") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    engine = make_engine(f"sqlite:///{path}")
    unit_of_work = SqlUnitOfWorkFactory(engine)
    context = Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=FakeClock(),
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url="http://localhost:8501",
    )
    load_stories(context)
    yield context
    engine.dispose()


@pytest.fixture(scope="module")
def rows(stories: Context) -> dict[str, PartnershipView]:
    """The stories by their name, as their pages show them."""
    return {view.partnership.name: view for view in read_all(stories)}


def read_all(context: Context) -> list[PartnershipView]:
    """Return all partnerships in the order of the overview."""
    page = read_overview(context, SummaryFilter(), 1)
    return [read_partnership(context, each.partnership.id) for each in page.rows]


def newest(row: PartnershipView) -> PublishedRound:
    return row.releases[-1]


def means_of(
    rows: Sequence[PartnershipView], kind: PartyKind, dimension: Dimension
) -> Sequence[float]:
    return [
        mean
        for row in rows
        for party in (newest(row).parties if row.releases else ())
        if row.partnership.party(party.party_id).kind is kind
        and (mean := party.scores[dimension].mean) is not None
    ]


def test_every_story_needs_what_it_should(stories: Context) -> None:
    page = read_overview(stories, SummaryFilter(), 1)

    assert {each.partnership.name: each.attention for each in page.rows} == GROUPS


def test_every_story_is_marked_as_sample_and_has_a_contact(
    rows: dict[str, PartnershipView],
) -> None:
    assert all(row.partnership.is_sample and row.partnership.contact for row in rows.values())


@pytest.mark.parametrize(
    ("name", "dimension"),
    [("Warm Zuiderpoort", Dimension.GROWTH), ("Dorpsstroom Lagezijde", Dimension.EQUALITY)],
)
def test_a_slide_of_one_side_is_told_of_the_right_side_and_dimension(
    rows: dict[str, PartnershipView], name: str, dimension: Dimension
) -> None:
    headline = tell_story(rows[name].releases[-HISTORY_LENGTH:])[0]

    assert headline.kind is StatementKind.SLIDE
    assert headline.party == newest(rows[name]).parties[1].party_id
    assert headline.dimension is dimension


def groups_of(history: Sequence[PublishedRound]) -> Sequence[Attention]:
    """Return what each round asks for by itself."""
    return [
        judge_need(follow_release([], each, PartnershipId(1), NOW, TODAY), each, None, TODAY)
        for each in history
    ]


def test_a_break_comes_out_of_the_blue(rows: dict[str, PartnershipView]) -> None:
    history = rows["Nieuw Vuur Stationskwartier"].releases[-HISTORY_LENGTH:]

    groups = groups_of(history)
    assert groups[-1] is Attention.TALK_NOW
    assert set(groups[:-1]) == {Attention.NO_SIGNALS}


def test_a_slow_slide_loses_half_a_point_in_two_years(rows: dict[str, PartnershipView]) -> None:
    history = rows["Warmtegroep De Brink"].releases[-HISTORY_LENGTH:]

    assert tell_story(history)[0].kind is StatementKind.SLIDE
    then, now = history[0].overall, history[-1].overall
    assert then is not None
    assert now is not None
    assert then - now >= 0.5


def test_recovery_goes_from_a_talk_to_no_signals(rows: dict[str, PartnershipView]) -> None:
    history = rows["Stroom van de Terp"].releases[-HISTORY_LENGTH:]

    groups = groups_of(history)
    assert groups[0] is Attention.TALK_NOW
    assert groups[-1] is Attention.NO_SIGNALS
    assert tell_story(history)[0].kind is StatementKind.RISE


def test_silence_is_the_only_flag_of_who_stopped_answering(
    rows: dict[str, PartnershipView],
) -> None:
    flags = newest(rows["Duurzaam Rietland"]).flags

    assert [flag.kind for flag in flags] == [FlagKind.SILENCE]


def test_where_all_is_well_nothing_clear_has_changed(rows: dict[str, PartnershipView]) -> None:
    for name in ("Energie Hazelkamp", "Eikenhorst Energie", "Samen Aardgasvrij Havenkwartier"):
        assert (
            tell_story(rows[name].releases[-HISTORY_LENGTH:])[0].kind
            is StatementKind.NO_CLEAR_CHANGE
        )


def test_a_tiny_municipality_is_never_shown(rows: dict[str, PartnershipView]) -> None:
    assert not any(
        release.has_all_parties
        for release in rows["Samen Warm Vogelbuurt"].releases[-HISTORY_LENGTH:]
    )


def test_a_split_is_flagged_and_shows_at_both_ends_of_open_answers(
    rows: dict[str, PartnershipView],
) -> None:
    row = rows["Wijkwarmte Sterrenpark"]
    assert [flag.kind for flag in newest(row).flags] == [FlagKind.SPLIT]
    initiative = newest(row).parties[1]

    counts = [question.counts for question in initiative.questions if question.counts]
    assert sum(count[0] + count[1] for count in counts) >= 10
    assert sum(count[3] + count[4] for count in counts) >= 10


@pytest.mark.parametrize("name", ["Warm Zuiderpoort", "Dorpsstroom Lagezijde"])
def test_comments_that_may_be_shown_are_there(rows: dict[str, PartnershipView], name: str) -> None:
    assert len(newest(rows[name]).comments) >= 3


def test_levels_are_near_those_published(rows: dict[str, PartnershipView]) -> None:
    every = list(rows.values())

    for kind, published in ((PartyKind.MUNICIPALITY, 3.5), (PartyKind.INITIATIVE, 3.4)):
        levels = [fmean(means_of(every, kind, dimension)) for dimension in Dimension]
        assert fmean(levels) == pytest.approx(published, abs=0.25)
    widest = fmean(means_of(every, PartyKind.MUNICIPALITY, Dimension.EQUALITY)) - fmean(
        means_of(every, PartyKind.INITIATIVE, Dimension.EQUALITY)
    )
    assert widest > 0.4


def test_the_round_of_this_quarter_is_open_everywhere(rows: dict[str, PartnershipView]) -> None:
    for row in rows.values():
        assert row.open_round is not None
        assert row.open_round.quarter == Quarter.of(NOW.date())
        assert row.open_round.state(NOW) is RoundState.OPEN
        for release in row.releases[-1:]:
            assert release.quarter == row.open_round.quarter.shift(-1)


def test_every_open_round_has_links(context: Context) -> None:
    load_stories(context)

    names = {link.partnership.name for link in list_links(context, None)}

    assert names == set(GROUPS)


def test_generated_partnerships_have_all_their_rounds(context: Context) -> None:
    heard: list[int] = []

    load_generated(context, PortfolioSize(partnerships=3, rounds=4, seed=5), heard.append)

    rows = read_all(context)
    assert heard == [1, 2, 3]
    assert [len(row.releases) for row in rows] == [3, 3, 3]
    assert all(row.open_round and row.open_round.sequence == 4 for row in rows)
    assert all(row.partnership.is_sample for row in rows)


def test_the_same_seed_generates_the_same_results(context: Context) -> None:
    size = PortfolioSize(partnerships=2, rounds=3, seed=5)
    load_generated(context, size, lambda _: None)
    first = [(row.partnership.name, newest(row).overall) for row in read_all(context)]
    clear_sample(context)

    load_generated(context, size, lambda _: None)

    second = [(row.partnership.name, newest(row).overall) for row in read_all(context)]
    assert first == second


def test_starting_empty_deletes_the_sample_and_nothing_else(context: Context) -> None:
    make_partnership(context, "Echt", people=3)
    load_stories(context)

    assert has_samples(context)
    assert clear_sample(context) == 14
    assert not has_samples(context)

    assert [row.partnership.name for row in read_all(context)] == ["Echt"]
