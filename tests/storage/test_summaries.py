"""Summaries: pages, filters, counts, and what is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.flags.worry import Worry, WorryId, WorryKind, WorryState
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, Partnership, PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, PublishedScore, Severity
from monitor.domain.round import Quarter
from monitor.services.register_ports import NewManager, Summary, SummaryFilter, WeakCounts
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, QUARTER, add_partnership, make_published_party, make_release

EVERYTHING = SummaryFilter()
TODAY = NOW.date()


def add(
    unit_of_work: SqlUnitOfWorkFactory,
    name: str = "Zonnewijk",
    *,
    phase: Phase = Phase.DURING,
    contact: str | None = None,
    manager: Manager | None = None,
) -> Partnership:
    stored = add_partnership(unit_of_work, name=name, phase=phase, contact=contact).partnership
    if manager is None:
        return stored
    return replace(stored, profile=replace(stored.profile, manager_id=manager.id))


def make_worry(partnership: Partnership, kind: WorryKind) -> Worry:
    return Worry(
        id=WorryId(1),
        partnership_id=partnership.id,
        kind=kind,
        severity=Severity.WATCH,
        state=WorryState.NEW,
        opened_on=TODAY,
        changed_at=NOW,
    )


def save(unit_of_work: SqlUnitOfWorkFactory, *summaries: Summary) -> None:
    with unit_of_work() as work:
        work.summaries.save_many(summaries)
        work.commit()


def names(unit_of_work: SqlUnitOfWorkFactory, wanted: SummaryFilter = EVERYTHING) -> Sequence[str]:
    with unit_of_work(reads_only=True) as work:
        found = work.summaries.page(wanted, 0, 25)
        assert sum(work.summaries.count(wanted).values()) == len(found)
    return [each.partnership.name for each in found]


def test_a_summary_comes_back_as_it_was_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add(unit_of_work)
    sides = [replace(make_published_party(), questions=[])]
    release = make_release(parties=sides, flags=[], comments=[], good_news=[])
    stored = Summary(
        partnership=partnership,
        attention=Attention.PLAN_TALK,
        opens_until=NOW,
        look_again_on=TODAY,
        history=[replace(release, noticed=[])],
        light=replace(release, noticed=[], is_light=True),
        worries=[make_worry(partnership, WorryKind.GAP)],
        weak=["D1"],
    )

    save(unit_of_work, stored)

    with unit_of_work(reads_only=True) as work:
        (found,) = work.summaries.page(EVERYTHING, 0, 25)
    assert found == stored


def test_saving_again_replaces_all_of_it(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add(unit_of_work)
    worries = [make_worry(partnership, WorryKind.GAP)]
    release = make_release(parties=[make_published_party(party_id=partnership.parties[0].id)])
    full = Summary(partnership, Attention.TALK_NOW, history=[release], worries=worries, weak=["D1"])
    save(unit_of_work, full)

    with unit_of_work() as work:
        work.summaries.save(Summary(partnership, Attention.NO_SIGNALS))
        work.commit()

    assert names(unit_of_work, SummaryFilter(kinds=[WorryKind.GAP])) == []
    assert names(unit_of_work, SummaryFilter(attention=[Attention.NO_SIGNALS])) == ["Zonnewijk"]
    with unit_of_work(reads_only=True) as work:
        assert work.summaries.totals(NOW).invited == {}
        assert work.summaries.weak_counts() == WeakCounts({}, {})


def test_nothing_to_save_is_nothing_done(unit_of_work: SqlUnitOfWorkFactory) -> None:
    save(unit_of_work)

    assert names(unit_of_work) == []


def test_pages_follow_each_other_in_order(unit_of_work: SqlUnitOfWorkFactory) -> None:
    made = [Summary(add(unit_of_work, name), Attention.WATCH) for name in ("c", "B", "a")]
    save(unit_of_work, *made, Summary(add(unit_of_work, "z"), Attention.TALK_NOW))

    with unit_of_work(reads_only=True) as work:
        pages = [work.summaries.page(EVERYTHING, start, 2) for start in (0, 2, 4)]

    assert [[each.partnership.name for each in page] for page in pages] == [
        ["z", "a"],
        ["B", "c"],
        [],
    ]


@pytest.mark.parametrize(
    ("search", "is_found"),
    [
        ("noord", True),
        (" NOORD ", True),
        ("Noorderwijk", True),
        ("municipality", True),
        ("wijk visser", True),
        ("noord zuid", False),
        ("%", False),
        ("noorderwijk!", False),
    ],
)
def test_a_search_looks_in_names_and_contact_for_every_word(
    unit_of_work: SqlUnitOfWorkFactory, search: str, *, is_found: bool
) -> None:
    partnership = add(unit_of_work, "Noorderwijk", contact="Noor Visser")
    save(unit_of_work, Summary(partnership, Attention.WATCH))

    assert names(unit_of_work, SummaryFilter(search=search)) == ["Noorderwijk"] * is_found


def test_every_part_of_a_filter_must_match_and_within_it_one(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        manager = work.managers.add(NewManager("Els", Language.DUTCH))
        work.commit()
    before = add(unit_of_work, "before", phase=Phase.BEFORE, manager=manager)
    during = add(unit_of_work, "during", phase=Phase.DURING)
    save(
        unit_of_work,
        Summary(before, Attention.WATCH, worries=[make_worry(before, WorryKind.LOW)]),
        Summary(during, Attention.TALK_NOW, worries=[make_worry(during, WorryKind.OVERDUE)]),
    )

    assert names(unit_of_work, SummaryFilter(phases=[Phase.BEFORE])) == ["before"]
    assert names(unit_of_work, SummaryFilter(manager_id=manager.id)) == ["before"]
    assert names(unit_of_work, SummaryFilter(kinds=[WorryKind.OVERDUE])) == ["during"]
    both = [WorryKind.OVERDUE, WorryKind.LOW]
    assert names(unit_of_work, SummaryFilter(kinds=both)) == ["during", "before"]
    assert names(unit_of_work, SummaryFilter(kinds=both, phases=[Phase.SET_UP])) == []


def test_totals_count_groups_open_rounds_and_published_means(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    first, second = add(unit_of_work, "first"), add(unit_of_work, "second")
    release = make_release(
        parties=[
            make_published_party(party_id=first.parties[0].id, respondents=8, invited=8),
            make_published_party(party_id=first.parties[1].id, respondents=None, invited=None),
        ]
    )
    save(
        unit_of_work,
        Summary(first, Attention.TALK_NOW, opens_until=NOW, history=[release]),
        Summary(second, Attention.WATCH, opens_until=NOW + timedelta(days=1)),
    )

    with unit_of_work(reads_only=True) as work:
        totals = work.summaries.totals(NOW)

    assert totals.partnerships == 2
    assert totals.by_attention == {
        Attention.TALK_NOW: 1,
        Attention.PLAN_TALK: 0,
        Attention.WATCH: 1,
        Attention.NO_SIGNALS: 0,
    }
    assert totals.open_rounds == 1
    assert totals.means[Dimension.TRUST, PartyKind.MUNICIPALITY] == (3.4, 1)
    assert totals.respondents[PartyKind.MUNICIPALITY] == 8
    assert totals.invited.get(PartyKind.INITIATIVE, 0) == 0
    assert totals.newest_quarter == QUARTER


def test_hidden_means_are_in_no_total(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add(unit_of_work)
    hidden = make_published_party(
        party_id=partnership.parties[0].id,
        scores={each: PublishedScore(each) for each in Dimension},
    )
    save(
        unit_of_work,
        Summary(partnership, Attention.WATCH, history=[make_release(parties=[hidden])]),
    )

    with unit_of_work(reads_only=True) as work:
        assert work.summaries.totals(NOW).means == {}


def test_a_partnership_of_many_parties_counts_as_one(unit_of_work: SqlUnitOfWorkFactory) -> None:
    kinds = [PartyKind.MUNICIPALITY] * 3 + [PartyKind.INITIATIVE]
    stored = add_partnership(unit_of_work, kinds=kinds).partnership
    parties = [make_published_party(party_id=each.id) for each in stored.parties]
    save(
        unit_of_work,
        Summary(stored, Attention.WATCH, history=[make_release(parties=parties)]),
    )

    with unit_of_work(reads_only=True) as work:
        means = work.summaries.totals(NOW).means

    assert means[Dimension.TRUST, PartyKind.MUNICIPALITY][1] == 1


def test_weak_spots_are_counted_by_phase_where_there_are_results(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    history = [make_release(parties=(), quarter=Quarter(2026, 3))]
    before, during = add(unit_of_work, "1", phase=Phase.BEFORE), add(unit_of_work, "2")
    save(
        unit_of_work,
        Summary(before, Attention.WATCH, history=history, weak=["V1"]),
        Summary(during, Attention.WATCH, history=history, weak=["D1", "V1"]),
        Summary(add(unit_of_work, "3"), Attention.WATCH, weak=["D1"]),
    )

    with unit_of_work(reads_only=True) as work:
        counts = work.summaries.weak_counts()

    assert counts == WeakCounts(
        partnerships={Phase.BEFORE: 1, Phase.DURING: 1},
        weak={Phase.BEFORE: {"V1": 1}, Phase.DURING: {"D1": 1, "V1": 1}},
    )


def test_what_is_due_or_missing_is_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    days: Sequence[date | None] = (TODAY, TODAY + timedelta(days=1), TODAY - timedelta(days=1))
    made = [add(unit_of_work, str(number)) for number in range(5)]
    save(
        unit_of_work,
        *(
            Summary(each, Attention.WATCH, look_again_on=day)
            for each, day in zip(made, days, strict=False)
        ),
    )

    with unit_of_work(reads_only=True) as work:
        assert work.summaries.due(TODAY, 5) == [made[2].id, made[0].id]
        assert work.summaries.due(TODAY, 1) == [made[2].id]
        assert work.summaries.missing(5) == [made[3].id, made[4].id]
        assert work.summaries.missing(1) == [made[3].id]


def test_a_summary_goes_with_its_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, is_sample=True).partnership
    worries = [make_worry(stored, WorryKind.GAP)]
    save(unit_of_work, Summary(stored, Attention.WATCH, worries=worries, weak=["D1"]))

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    assert names(unit_of_work) == []
