"""What is older than its term goes, and what was shown stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from monitor.domain.flags.digest import Digest, DigestId
from monitor.domain.links import Token
from monitor.domain.mail import LetterState
from monitor.domain.manager import Manager
from monitor.domain.partnership import Partnership
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.domain.privacy.retention import DEFAULT_TERMS, Kept, Terms, parse_terms
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.accounts.manage_accounts import disable_account, enable_account
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from monitor.services.ending.read_ending import read_keepsake
from monitor.services.mail.queue_mail import queue_letters
from monitor.services.overview.read_overview import read_overview
from monitor.services.privacy.apply_retention import (
    HEARTBEAT,
    apply_daily,
    apply_retention,
    find_due,
)
from monitor.services.privacy.forget_person import forget_person
from monitor.services.register.manage_participants import (
    PersonDraft,
    add_person,
    end_membership,
)
from monitor.services.register_ports import SummaryFilter
from monitor.services.results.partnership_view import read_checkins, read_partnership
from monitor.services.sample.load_sample import load_stories
from monitor.services.sign_in.sessions import (
    How,
    begin_full,
    begin_halfway,
    find_presence,
)
from monitor.services.trail.verify_trail import verify_trail
from tests.answering import save_part
from tests.factories import FakeClock
from tests.seeding import (
    A_QUARTER,
    TWO_WEEKS,
    add_closed_round,
    answer_all,
    make_partnership,
    open_checkin,
)
from tests.services.accounts.people import add_account
from tests.services.digesting import add_manager
from tests.services.privacy.marked_person import find_marks, mark_everything

A_YEAR = timedelta(days=367)
FORGET = "monitor.services.privacy.apply_retention.forget_person"
TWO_YEARS = parse_terms("answers=2y")


@pytest.fixture
def partnership(context: Context, clock: FakeClock) -> Partnership:
    """A partnership with two rounds behind it."""
    stored = make_partnership(context, "Oosterdal", people=5)
    add_closed_round(context, clock, stored, {}, {})
    add_closed_round(context, clock, stored, {"TRU": 2}, {})
    return stored


def counts(context: Context, terms: Terms = DEFAULT_TERMS) -> Mapping[Kept, int]:
    return {each.kind: each.count for each in find_due(context, terms) if each.count}


def end_partnership(context: Context, partnership: Partnership, on: date) -> None:
    with context.unit_of_work() as uow:
        stored = uow.partnerships.get(partnership.id)
        uow.partnerships.save(replace(stored, profile=replace(stored.profile, ended_on=on)))
        uow.commit()


def read_pages(context: Context, partnership: Partnership) -> Sequence[object]:
    """Return all that the pages about a partnership are drawn from."""
    return [
        read_partnership(context, partnership.id),
        read_checkins(context, partnership.id),
        read_overview(context, SummaryFilter(), 1),
        read_keepsake(context, partnership.id),
    ]


def begin_forms(context: Context, tokens: Sequence[Token]) -> None:
    """Let people fill in something and not send it."""
    for token in tokens:
        save_part(context, token, PartAnswers(answers={"TRU1": 4}))


def store_digest(context: Context, manager: Manager, week_on: date) -> None:
    moment = context.clock.now()
    digest = Digest(
        DigestId(0),
        manager.id,
        week_on,
        moment,
        f"<{manager.id}.{week_on}@example>",
        LetterState.SENT,
    )
    with context.unit_of_work() as uow:
        uow.digests.begin(digest)
        uow.commit()


def test_what_is_within_its_term_stays(context: Context, partnership: Partnership) -> None:
    before = read_partnership(context, partnership.id)

    applied = apply_retention(context, DEFAULT_TERMS)

    assert (list(applied.gone), applied.failed) == ([], 0)
    assert read_partnership(context, partnership.id) == before


@pytest.mark.usefixtures("partnership")
def test_a_dry_run_tells_what_would_go_and_changes_nothing(
    context: Context, clock: FakeClock
) -> None:
    clock.advance(2 * A_YEAR)
    due = {each.kind: each for each in find_due(context, TWO_YEARS)}

    assert set(due) == set(Kept)
    assert due[Kept.ANSWERS].count == due[Kept.COMMENTS].count == 2
    assert due[Kept.ANSWERS].cutoff.day == TWO_YEARS[Kept.ANSWERS].before(context.today())
    assert counts(context, TWO_YEARS)[Kept.ANSWERS] == 2


def test_pages_are_the_same_without_the_answers(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    clock.advance(A_YEAR)
    apply_retention(context, DEFAULT_TERMS)
    clock.advance(A_YEAR)
    apply_retention(context, parse_terms("comments=1m"))
    before = read_pages(context, partnership)

    applied = apply_retention(context, parse_terms("comments=1m,answers=2y"))

    after = read_pages(context, partnership)
    assert {each.kind: each.count for each in applied.gone} == {Kept.ANSWERS: 2}
    assert after == before


def test_answers_go_with_all_that_ties_them_to_people(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    clock.advance(2 * A_YEAR)

    apply_retention(context, TWO_YEARS)

    with context.unit_of_work(reads_only=True) as uow:
        for each in uow.rounds.list_of(partnership.id):
            assert uow.responses.count(each.id) == 0
            assert uow.rounds.invitations_of(each.id) == []
    assert counts(context, TWO_YEARS) == {}


def test_a_round_after_it_is_judged_by_what_is_left(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    clock.advance(2 * A_YEAR)
    apply_retention(context, TWO_YEARS)

    add_closed_round(context, clock, partnership, {}, {})

    *_, last = read_partnership(context, partnership.id).releases
    assert all(each.has_enough for each in last.parties)
    # Beside rounds that nobody seems to have answered, silence would not be told from noise.
    assert list(last.flags) == []


def test_words_go_from_answers_and_from_what_was_shown_and_all_else_stays(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    clock.advance(2 * A_YEAR)
    before = read_partnership(context, partnership.id).releases
    assert all(each.comments for each in before)

    applied = apply_retention(context, DEFAULT_TERMS)

    after = read_partnership(context, partnership.id).releases
    assert {each.kind: each.count for each in applied.gone} == {Kept.COMMENTS: 2}
    assert [each.comments for each in after] == [(), ()]
    assert list(after) == [replace(each, comments=()) for each in before]
    with context.unit_of_work(reads_only=True) as uow:
        for each in uow.rounds.list_of(partnership.id):
            forms = uow.responses.sent_of(each.id)
            assert forms
            assert all(form.answers and not form.comments for form in forms)


def test_forms_that_were_never_sent_go_a_week_after_the_round_closed(
    context: Context, clock: FakeClock
) -> None:
    stored = make_partnership(context, "Oosterdal", people=3)
    opened = open_checkin(context, stored)
    answer_all(context, opened.municipality, {})
    begin_forms(context, opened.initiative)
    clock.advance(3 * A_YEAR)
    assert counts(context) == {}
    close_round(context, opened.id)
    clock.advance(timedelta(days=9))

    apply_retention(context, DEFAULT_TERMS)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.responses.count(opened.id) == len(opened.municipality)


def test_nothing_of_an_open_round_goes_however_old_it_is(
    context: Context, clock: FakeClock
) -> None:
    stored = make_partnership(context, "Oosterdal", people=3)
    opened = open_checkin(context, stored)
    answer_all(context, opened.tokens, {})
    clock.advance(8 * A_YEAR)

    assert counts(context) == {}


def test_letters_go_and_are_not_made_again(context: Context, clock: FakeClock) -> None:
    stored = make_partnership(context, "Oosterdal", people=3)
    add_person(context, stored.parties[0].id, PersonDraft("Anna de Wit", "anna@example.org"))
    opened = open_checkin(context, stored)
    clock.advance(TWO_WEEKS)
    close_round(context, opened.id)
    clock.advance(A_QUARTER + timedelta(days=2))
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.outbox.list_of(opened.id)

    apply_retention(context, DEFAULT_TERMS)
    queue_letters(context)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.outbox.list_of(opened.id) == []


# H39.
def test_who_left_a_year_ago_is_in_no_table(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    marked = mark_everything(context, clock)
    end_membership(context, marked.id)
    clock.advance(A_YEAR)

    applied = apply_retention(context, parse_terms("people=1y"))

    assert Kept.PEOPLE in {each.kind for each in applied.gone}
    assert find_marks(engine) == []
    with context.unit_of_work(reads_only=True) as uow:
        assert is_nameless(uow.partnerships.get_participant(marked.id))
    assert Kept.PEOPLE not in counts(context)


def test_who_still_takes_part_keeps_a_name(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    clock.advance(4 * A_YEAR)

    apply_retention(context, DEFAULT_TERMS)

    with context.unit_of_work(reads_only=True) as uow:
        people = uow.partnerships.participants_of(partnership.id)
    assert not any(is_nameless(each) for each in people)


def test_a_year_after_a_cooperation_ended_nobody_in_it_has_a_name(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    end_partnership(context, partnership, context.today())
    clock.advance(A_YEAR)

    apply_retention(context, DEFAULT_TERMS)

    with context.unit_of_work(reads_only=True) as uow:
        people = uow.partnerships.participants_of(partnership.id)
    assert all(is_nameless(each) for each in people)


def test_seven_years_after_its_end_all_of_a_cooperation_goes(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    other = make_partnership(context, "Westerdal", people=3)
    end_partnership(context, partnership, context.today())
    clock.advance(7 * A_YEAR)

    apply_retention(context, DEFAULT_TERMS)

    with context.unit_of_work(reads_only=True) as uow:
        assert list(uow.partnerships.ids()) == [other.id]
        names = {each.name for each in uow.partnerships.list_organisations()}
        acts = {each.deed.act for each in uow.trail.all_in_order()}
    assert names == {"Gemeente Westerdal", "Initiatief Westerdal"}
    assert Act.RETENTION_APPLIED in acts


def test_notes_of_a_meeting_go_and_what_was_agreed_stays(
    context: Context, clock: FakeClock
) -> None:
    marked = mark_everything(context, clock)
    clock.advance(2 * A_YEAR)

    apply_retention(context, parse_terms("notes=2y"))

    with context.unit_of_work(reads_only=True) as uow:
        (meeting,) = uow.meetings.list_of(marked.partnership.id)
        assert meeting.notes == ()
        assert uow.meeting_entries.list_of(meeting.id) == []
    assert Kept.NOTES not in counts(context)


def test_sample_data_has_no_term(context: Context, clock: FakeClock) -> None:
    load_stories(context)
    clock.advance(30 * A_YEAR)

    assert counts(context) == {}


@pytest.mark.usefixtures("partnership")
def test_the_worker_applies_terms_once_a_day(context: Context, clock: FakeClock) -> None:
    clock.advance(2 * A_YEAR)

    first = apply_daily(context, DEFAULT_TERMS)
    second = apply_daily(context, TWO_YEARS)
    clock.advance(timedelta(days=1))
    third = apply_daily(context, TWO_YEARS)

    assert first.gone
    assert list(second.gone) == []
    assert Kept.ANSWERS in {each.kind for each in third.gone}
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.heartbeats.last(HEARTBEAT) == clock.now()


def test_old_weekly_mails_go_but_for_the_newest_of_each_manager(context: Context) -> None:
    manager, other = add_manager(context), add_manager(context, "Wim Bos")
    for week_on in (date(2026, 1, 5), date(2026, 1, 12), date(2026, 11, 16)):
        store_digest(context, manager, week_on)
    store_digest(context, other, date(2026, 1, 5))

    applied = apply_retention(context, DEFAULT_TERMS)

    assert {each.kind: each.count for each in applied.gone} == {Kept.DIGESTS: 2}
    assert counts(context) == {}
    with context.unit_of_work(reads_only=True) as uow:
        newest = [uow.digests.last_week(each.id) for each in (manager, other)]
    assert [each and each.week_on for each in newest] == [date(2026, 11, 16), date(2026, 1, 5)]


def test_who_was_kept_out_for_two_years_is_a_number(context: Context, clock: FakeClock) -> None:
    gone, back, able = (add_account(context, name) for name in ("Eva", "Ben", "Ada"))
    disable_account(context, gone.id)
    disable_account(context, back.id)
    clock.advance(A_YEAR)
    enable_account(context, back.id)
    disable_account(context, back.id)
    clock.advance(A_YEAR)

    applied = apply_retention(context, DEFAULT_TERMS)

    assert {each.kind: each.count for each in applied.gone} == {Kept.ACCOUNTS: 1}
    with context.unit_of_work(reads_only=True) as uow:
        assert {each.id for each in uow.accounts.list_all()} == {back.id, able.id}
        last = uow.trail.last()
    assert last
    assert last.deed == Deed(Act.ACCOUNT_ERASED, facts={"account": gone.id})
    assert verify_trail(context).is_whole


def test_nobody_who_may_come_in_is_forgotten(context: Context, clock: FakeClock) -> None:
    ada = add_account(context, "Ada")
    clock.advance(10 * A_YEAR)

    apply_retention(context, DEFAULT_TERMS)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.accounts.get(ada.id) == ada
        assert uow.accounts.has_administrator()


def test_what_let_people_in_goes_a_day_after_it_stopped_working(
    context: Context, clock: FakeClock
) -> None:
    begin_full(context, add_account(context, "Ada"), How.PASSWORD)
    clock.advance(timedelta(hours=23))
    assert counts(context) == {}
    clock.advance(timedelta(days=2))
    ben = add_account(context, "Ben")
    token = begin_halfway(context, ben)

    applied = apply_retention(context, DEFAULT_TERMS)

    assert {each.kind: each.count for each in applied.gone} == {Kept.SIGN_INS: 1}
    assert find_presence(context, token)


def test_one_partnership_that_fails_does_not_stop_the_others(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Oosterdal", "Westerdal"):
        stored = make_partnership(context, name, people=3)
        leaving = add_person(context, stored.parties[0].id, PersonDraft("Anna de Wit"))
        end_membership(context, leaving.id)
    clock.advance(A_YEAR)

    def fail_once(*_given: object) -> None:
        monkeypatch.setattr(FORGET, forget_person)
        raise RuntimeError

    monkeypatch.setattr(FORGET, fail_once)

    assert apply_retention(context, DEFAULT_TERMS).failed == 1
    assert counts(context)[Kept.PEOPLE] == 1
    assert apply_retention(context, DEFAULT_TERMS).failed == 0
    assert Kept.PEOPLE not in counts(context)
