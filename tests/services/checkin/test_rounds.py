"""Opening, closing and the links of a check-in, on both databases."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from monitor.domain.errors import (
    InvalidTransitionError,
    MonitorError,
    NobodyToInviteError,
    NotFoundError,
    RoundAlreadyOpenError,
)
from monitor.domain.links import derive_response_key, make_linking_secret
from monitor.domain.load import LoadWeight
from monitor.domain.mail import MailKind
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import (
    Language,
    Partnership,
    PartnershipId,
    Phase,
    PrivacyMode,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.record import Authorship, Record
from monitor.domain.response import Response
from monitor.domain.round import GRACE, Quarter, Round, RoundId, RoundState
from monitor.services.checkin import rounds
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.checkin.rounds import close_due_rounds, close_round, list_links, open_round
from monitor.services.context import Context
from monitor.services.ports import NewParticipant
from monitor.services.questionnaires.catalogue import Catalogue
from tests.answering import save_part
from tests.builders import make_answers
from tests.factories import (
    NOW,
    SECRET_KEY,
    TODAY,
    TWO_WEEKS,
    FakeClock,
    Invited,
    StoredPartnership,
    add_partnership,
    make_agreement,
)

DEADLINE = NOW + TWO_WEEKS
UNKNOWN = 999
LIGHT_CODES = ("TRU1", "TRA2", "GRO2", "EQU1")


def add_closed_partnership(context: Context, **fields: object) -> Partnership:
    """Store a partnership whose only round is final, so that a new one can open."""
    stored = add_partnership(context.unit_of_work, **fields)  # type: ignore[arg-type] # As named.
    close_round(context, stored.round.id)
    return stored.partnership


def answer(context: Context, invited: Sequence[Invited], level: int = 4) -> None:
    """Store a sent response for each of these people."""
    with context.unit_of_work() as work:
        work.responses.add_many([make_form(each, level) for each in invited])
        work.commit()


def make_form(invited: Invited, level: int) -> Response:
    return Response(
        key=derive_response_key(SECRET_KEY, invited.token),
        round_id=invited.invitation.round_id,
        party_id=invited.invitation.party_id,
        answers=make_answers(level),
        is_sent=True,
    )


def read_round(context: Context, round_id: RoundId) -> Round:
    with context.unit_of_work(reads_only=True) as work:
        return work.rounds.get(round_id)


def count_releases(context: Context, partnership_id: PartnershipId) -> int:
    with context.unit_of_work(reads_only=True) as work:
        return len(work.releases.list_of(partnership_id))


def kinds_of_letters(context: Context, round_id: RoundId) -> list[MailKind]:
    with context.unit_of_work(reads_only=True) as work:
        return sorted(each.kind for each in work.outbox.list_of(round_id))


def names_invited(context: Context, round_id: RoundId) -> list[str]:
    with context.unit_of_work(reads_only=True) as work:
        invitations = work.rounds.invitations_of(round_id)
        return sorted(work.rounds.participant_of(each).name for each in invitations)


def test_in_joint_mode_a_party_is_measured_and_shown_by_its_one_answer(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT)
    both = [stored.open_round.of(party) for party in stored.partnership.parties]
    for (first, second, _), level in zip(both, (4, 2), strict=True):
        save_part(context, first.token, PartAnswers(answers=make_answers(5)))
        save_part(context, second.token, PartAnswers(answers=make_answers(level)))
        send(context, second.token)

    published = close_round(context, stored.round.id)

    trust = [party.scores[Dimension.TRUST].mean for party in published.parties]
    assert trust == [4.0, 2.0]
    assert [(party.respondents, party.invited) for party in published.parties] == [(1, 1)] * 2
    assert published.gaps[Dimension.TRUST].difference == 2.0
    assert published.overall == 3.0


def test_a_light_round_is_released_as_one(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=5)
    opened = open_round(context, partnership.id, DEADLINE, is_light=True)
    for link in list_links(context, partnership.id):
        token = link.url.rpartition("/")[2]
        save_part(context, token, PartAnswers(answers=dict.fromkeys(LIGHT_CODES, 4)))
        send(context, token)

    published = close_round(context, opened.id)

    assert published.is_light
    assert [party.overall for party in published.parties] == [4.0, 4.0]
    with context.unit_of_work(reads_only=True) as work:
        assert work.releases.list_of(partnership.id)[-1] == published


def test_what_the_other_party_noticed_comes_back_with_the_release(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=6)
    agreement, owner = ask_everything(context, partnership), partnership.parties[0].id
    opened = open_round(context, partnership.id, DEADLINE)
    for link in list_links(context, partnership.id):
        token = link.url.rpartition("/")[2]
        noticed = {} if link.participant.party_id == owner else {f"NOTICED:{agreement.id}": 3}
        besides = {**noticed, **dict.fromkeys(("SP1", "SP2", "SP3", "SP4"), 3), "HOURS1": 4}
        answers = {**make_answers(4 - link.participant.id % 2), **besides}
        save_part(context, token, PartAnswers(answers=answers))
        send(context, token)

    published = close_round(context, opened.id)

    (notice,) = published.noticed
    assert (notice.agreement_id, notice.verdict) == (agreement.id, Noticed.YES)
    assert notice.party_id == partnership.parties[1].id
    assert [party.expected_overall for party in published.parties] == [3.0, 3.0]
    loads = [party.load for party in published.parties]
    assert [load and load.unpaid.weight for load in loads] == [LoadWeight.HEAVY] * 2


def test_a_light_round_asks_nothing_besides(context: Context) -> None:
    partnership = add_closed_partnership(context)
    ask_everything(context, partnership)

    opened = open_round(context, partnership.id, DEADLINE, is_light=True)

    assert (opened.has_mirror, opened.asks_load) == (False, False)
    with context.unit_of_work(reads_only=True) as work:
        assert work.asked_agreements.list_of(opened.id) == []


def ask_everything(context: Context, partnership: Partnership) -> Record[Agreement]:
    """Let rounds ask all they may, and make an agreement of the first party."""
    with context.unit_of_work() as work:
        profile = replace(partnership.profile, has_mirror=True, asks_load=True)
        work.partnerships.save(replace(partnership, profile=profile))
        agreement = make_agreement(owner=partnership.parties[0].id)
        record = work.records.add(partnership.id, agreement, Authorship("Femke", NOW))
        work.commit()
    return record


def run_at_once(times: int, action: Callable[[], object]) -> list[object]:
    """Run something in so many threads at the same moment; return results and our own errors."""
    barrier = Barrier(times)

    def run(_: int) -> object:
        barrier.wait()
        try:
            return action()
        except MonitorError as error:
            return error

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


# Opening.


def test_a_round_opens_now_with_what_the_partnership_agreed(context: Context) -> None:
    partnership = add_closed_partnership(
        context, phase=Phase.SET_UP, privacy_mode=PrivacyMode.OPEN, minimum_group=5
    )

    opened = open_round(context, partnership.id, DEADLINE)

    assert opened == read_round(context, opened.id)
    assert (opened.opens_at, opened.closes_at, opened.closed_at) == (NOW, DEADLINE, None)
    assert (opened.sequence, opened.quarter) == (2, Quarter(2026, 4))
    assert (opened.phase, opened.privacy_mode) == (Phase.SET_UP, PrivacyMode.OPEN)
    assert (opened.minimum_group, opened.questionnaire_version) == (5, CURRENT_VERSION)
    assert opened.state(NOW) is RoundState.OPEN


def test_a_round_keeps_whether_answers_were_linked_when_it_opened(context: Context) -> None:
    partnerships = [add_closed_partnership(context, name=name) for name in ("een", "twee")]
    with context.unit_of_work() as work:
        work.linking_secrets.add(partnerships[0].id, make_linking_secret())
        work.commit()

    opened = [open_round(context, each.id, DEADLINE) for each in partnerships]

    assert [each.is_linked for each in opened] == [True, False]
    assert [read_round(context, each.id) for each in opened] == opened


def test_exactly_those_who_are_active_today_are_invited(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=1)
    day = timedelta(days=1)
    periods = {
        "left yesterday": (date(2024, 1, 1), TODAY - day),
        "leaves today": (date(2024, 1, 1), TODAY),
        "starts today": (TODAY, None),
        "starts tomorrow": (TODAY + day, None),
        "one day": (TODAY, TODAY),
    }
    with context.unit_of_work() as work:
        for name, (active_from, active_until) in periods.items():
            person = NewParticipant(name, Language.DUTCH, active_from, active_until)
            work.partnerships.add_participant(partnership.parties[0].id, person)
        work.commit()

    opened = open_round(context, partnership.id, DEADLINE)

    assert names_invited(context, opened.id) == [
        *("Persoon 01", "Persoon 01"),
        *("leaves today", "one day", "starts today"),
    ]


def test_a_second_round_does_not_open_beside_an_open_one(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    with pytest.raises(RoundAlreadyOpenError):
        open_round(context, stored.partnership.id, DEADLINE)


def test_a_round_past_its_deadline_but_not_final_still_bars_the_next(
    context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(stored.round.closes_at + timedelta(days=9))

    with pytest.raises(RoundAlreadyOpenError):
        open_round(context, stored.partnership.id, clock.now() + TWO_WEEKS)


def test_two_partnerships_may_have_open_rounds_at_once(context: Context) -> None:
    add_partnership(context.unit_of_work, name="Eerste")
    other = add_closed_partnership(context, name="Tweede")

    assert open_round(context, other.id, DEADLINE).sequence == 2


def test_a_round_does_not_open_when_a_party_has_nobody_to_invite(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=0)
    with context.unit_of_work() as work:
        person = NewParticipant("Anna", Language.DUTCH, date(2024, 1, 1))
        work.partnerships.add_participant(partnership.parties[0].id, person)
        work.commit()

    with pytest.raises(NobodyToInviteError, match=partnership.parties[1].name):
        open_round(context, partnership.id, DEADLINE)

    with context.unit_of_work(reads_only=True) as work:
        assert len(work.rounds.list_of(partnership.id)) == 1


@pytest.mark.parametrize("early", [timedelta(0), timedelta(seconds=1), timedelta(days=30)])
def test_a_round_does_not_open_with_a_deadline_that_has_passed(
    early: timedelta, context: Context
) -> None:
    partnership = add_closed_partnership(context)

    with pytest.raises(InvalidTransitionError):
        open_round(context, partnership.id, NOW - early)


def test_no_round_opens_for_a_partnership_that_does_not_exist(context: Context) -> None:
    with pytest.raises(NotFoundError):
        open_round(context, PartnershipId(UNKNOWN), DEADLINE)


def test_a_round_keeps_the_quarter_of_the_day_it_opened(context: Context, clock: FakeClock) -> None:
    partnership = add_closed_partnership(context)
    clock.set(datetime(2026, 12, 31, 12, tzinfo=UTC))

    assert open_round(context, partnership.id, DEADLINE + TWO_WEEKS * 3).quarter == Quarter(2026, 4)


def test_two_openings_at_once_give_one_round(context: Context) -> None:
    partnership = add_closed_partnership(context)

    results = run_at_once(2, lambda: open_round(context, partnership.id, DEADLINE))

    assert sorted(type(each).__name__ for each in results) == ["Round", "RoundAlreadyOpenError"]
    with context.unit_of_work(reads_only=True) as work:
        assert [each.sequence for each in work.rounds.list_of(partnership.id)] == [1, 2]


# Closing.


def test_closing_freezes_the_round_and_releases_it(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    answer(context, stored.invited, level=4)
    clock.advance(timedelta(days=3))

    published = close_round(context, stored.round.id)

    assert published.overall == 4
    assert published.joint[Dimension.TRUST] == 4
    assert read_round(context, stored.round.id).closed_at == clock.now()
    with context.unit_of_work(reads_only=True) as work:
        assert list(work.releases.list_of(stored.partnership.id)) == [published]


def test_only_sent_forms_count(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    first = stored.open_round.of(stored.partnership.parties[0])
    answer(context, first[:4])
    with context.unit_of_work() as work:
        work.responses.save(replace(make_form(first[4], 1), is_sent=False))
        work.commit()

    party = close_round(context, stored.round.id).parties[0]

    assert (party.respondents, party.invited) == (4, 5)
    assert party.overall == 4


def test_those_who_joined_after_the_invitations_are_not_counted(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    with context.unit_of_work() as work:
        late = NewParticipant("Laat", Language.DUTCH, date(2024, 1, 1))
        work.partnerships.add_participant(stored.partnership.parties[0].id, late)
        work.commit()

    assert [party.invited for party in close_round(context, stored.round.id).parties] == [5, 5]


def test_a_round_closes_once(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)

    with pytest.raises(InvalidTransitionError):
        close_round(context, stored.round.id)

    assert count_releases(context, stored.partnership.id) == 1


def test_a_round_that_has_not_opened_yet_does_not_close(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work, opens_at=NOW + TWO_WEEKS)

    with pytest.raises(InvalidTransitionError):
        close_round(context, stored.round.id)

    clock.advance(TWO_WEEKS)
    assert close_round(context, stored.round.id).sequence == 1


def test_a_round_that_does_not_exist_does_not_close(context: Context) -> None:
    with pytest.raises(NotFoundError):
        close_round(context, RoundId(UNKNOWN))


def test_a_release_that_cannot_be_stored_leaves_the_round_open(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    without_versions = replace(context, questionnaires=Catalogue({}, context.unit_of_work))

    with pytest.raises(KeyError):
        close_round(without_versions, stored.round.id)

    assert read_round(context, stored.round.id).closed_at is None
    assert count_releases(context, stored.partnership.id) == 0


def test_two_closings_at_once_give_one_release(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    answer(context, stored.invited)

    results = run_at_once(2, lambda: close_round(context, stored.round.id))

    assert sorted(type(each).__name__ for each in results) == [
        "InvalidTransitionError",
        "PublishedRound",
    ]
    assert count_releases(context, stored.partnership.id) == 1


def test_no_answer_comes_in_after_closing(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)

    with pytest.raises(NotFoundError):
        save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 1}))


def test_letters_are_queued_with_the_opening_and_the_closing(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=1)
    with context.unit_of_work() as work:
        for person in work.partnerships.participants_of(partnership.id):
            addressed = replace(person, email=f"p{person.id}@voorbeeld.nl")
            work.partnerships.save_participant(addressed)
        work.commit()

    opened = open_round(context, partnership.id, DEADLINE)
    assert kinds_of_letters(context, opened.id) == [MailKind.INVITATION] * 2

    close_round(context, opened.id)
    assert kinds_of_letters(context, opened.id) == [
        *([MailKind.INVITATION] * 2),
        *([MailKind.RESULTS] * 2),
    ]


def test_a_round_opens_again_after_closing(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)

    opened = open_round(context, stored.partnership.id, DEADLINE)
    close_round(context, opened.id)

    assert count_releases(context, stored.partnership.id) == 2


# Closing by the clock.


@pytest.mark.parametrize(
    ("after_deadline", "is_closed"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(0), False),
        (GRACE - timedelta(seconds=1), False),
        (GRACE, True),
        (timedelta(days=30), True),
    ],
)
def test_a_round_closes_by_itself_only_after_its_deadline_and_the_grace(
    after_deadline: timedelta, *, is_closed: bool, context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(stored.round.closes_at + after_deadline)

    assert list(close_due_rounds(context).done) == ([stored.round.id] if is_closed else [])

    assert count_releases(context, stored.partnership.id) == int(is_closed)


def test_all_due_rounds_close_and_no_other(context: Context, clock: FakeClock) -> None:
    due = [add_partnership(context.unit_of_work, name=f"Klaar {n}") for n in range(2)]
    running = add_partnership(context.unit_of_work, name="Loopt", opens_at=NOW + TWO_WEEKS)
    clock.set(DEADLINE + GRACE)

    closed = close_due_rounds(context).done

    assert sorted(closed) == sorted(each.round.id for each in due)
    assert read_round(context, running.round.id).closed_at is None
    assert list(close_due_rounds(context).done) == []


def test_one_round_that_cannot_be_closed_does_not_stop_the_others(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, well = (add_partnership(context.unit_of_work, name=f"Klaar {n}") for n in range(2))
    clock.set(DEADLINE + GRACE)
    close = rounds.close_round

    def fail_for_one(given: Context, round_id: RoundId) -> object:
        if round_id == broken.round.id:
            raise KeyError
        return close(given, round_id)

    monkeypatch.setattr(rounds, "close_round", fail_for_one)

    outcome = close_due_rounds(context)

    assert (list(outcome.done), outcome.failed) == ([well.round.id], 1)
    assert read_round(context, broken.round.id).closed_at is None


def test_two_processes_that_close_due_rounds_at_once_release_each_once(
    context: Context, clock: FakeClock
) -> None:
    stored = [add_partnership(context.unit_of_work, name=f"Klaar {n}") for n in range(3)]
    clock.set(DEADLINE + GRACE)

    run_at_once(2, lambda: close_due_rounds(context))

    assert [count_releases(context, each.partnership.id) for each in stored] == [1, 1, 1]


# Links.


def test_everyone_invited_has_a_link_that_opens_the_own_form(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=2)

    links = list_links(context, stored.partnership.id)

    assert [link.participant for link in links] == list(stored.participants)
    assert [link.url for link in links] == [
        f"http://localhost:8501/s/{token}" for token in stored.tokens
    ]
    for link in links:
        checkin = read_checkin(context, link.url.rpartition("/")[2])
        assert checkin.party.id == link.participant.party_id


def test_a_link_takes_an_answer(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.OPEN)
    token = list_links(context, stored.partnership.id)[0].url.rpartition("/")[2]

    save_part(context, token, PartAnswers(answers=make_answers(5)))
    send(context, token)

    assert close_round(context, stored.round.id).parties[0].overall == 5


def test_links_stay_the_same_each_time_they_are_asked_for(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    first = list_links(context, stored.partnership.id)

    assert list_links(context, stored.partnership.id) == first
    assert len({link.url for link in first}) == 6


def test_an_opened_round_has_working_links(context: Context) -> None:
    partnership = add_closed_partnership(context, people_per_party=2)
    opened = open_round(context, partnership.id, DEADLINE)

    links = list_links(context, partnership.id)

    assert [link.round for link in links] == [opened] * 4
    tokens = [link.url.rpartition("/")[2] for link in links]
    assert {read_checkin(context, token).round.id for token in tokens} == {opened.id}


def test_without_a_partnership_the_links_of_all_open_rounds_are_listed(context: Context) -> None:
    one = add_partnership(context.unit_of_work, name="Eerste", people_per_party=1)
    other = add_partnership(context.unit_of_work, name="Tweede", people_per_party=1)

    listed = {link.partnership.id for link in list_links(context, None)}
    of_one = {link.partnership.id for link in list_links(context, one.partnership.id)}

    assert listed == {one.partnership.id, other.partnership.id}
    assert of_one == {one.partnership.id}


@pytest.mark.parametrize("after_opening", [timedelta(seconds=-1), TWO_WEEKS, TWO_WEEKS + GRACE])
def test_a_round_that_is_not_open_has_no_links_to_hand_out(
    after_opening: timedelta, context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(NOW + after_opening)

    assert list(list_links(context, stored.partnership.id)) == []
    assert list(list_links(context, None)) == []


def test_links_of_a_partnership_that_does_not_exist_are_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        list_links(context, PartnershipId(UNKNOWN))


def test_another_secret_key_makes_other_links(context: Context) -> None:
    stored: StoredPartnership = add_partnership(context.unit_of_work)
    elsewhere = replace(context, secret_key=b"another key for tests, 32 bytes or more")

    ours = {link.url for link in list_links(context, stored.partnership.id)}
    theirs = {link.url for link in list_links(elsewhere, stored.partnership.id)}

    assert ours.isdisjoint(theirs)


def test_the_quarter_of_a_round_is_that_of_the_day_where_people_live(
    context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)
    clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # 00:30 in Amsterdam.

    opened = open_round(context, stored.partnership.id, clock.moment + timedelta(days=14))

    assert opened.quarter == Quarter(2027, 1)
