"""What the screens of a meeting tell of the register, of phones, and of what people wrote."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.celebration import CelebrationKind
from monitor.domain.meeting.build_deck import Material, build_deck
from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    LastTimeSlide,
    ProudSlide,
    TalkSlide,
    WritingSlide,
)
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import (
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveResult,
    LiveScore,
)
from monitor.domain.meeting.looking_back import WrittenDown
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.meeting.plan import StepKind
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.log import Change, GrowthStage, GrowthStep
from monitor.domain.register.record import Record
from monitor.domain.results import (
    PublishedComment,
    PublishedNotice,
    PublishedScore,
)
from tests.builders import current_questionnaire
from tests.domain.meeting.making import (
    AN_HOUR,
    BOTH,
    INITIATIVE,
    MUNICIPALITY,
    NOOR,
    days_ago,
    earlier,
    make_material,
    make_meeting,
    make_plan,
    opened,
    rewrite,
    shown,
    slide_in,
    write,
)
from tests.factories import (
    NOW,
    make_agreement,
    make_published_party,
    make_release,
)


def notice(verdict: Noticed | None, agreement: int = 1) -> PublishedNotice:
    return PublishedNotice(RecordId(agreement), INITIATIVE, verdict)


TRUST = Dimension.TRUST


def agreed(material: Material, *versions: Record[Agreement]) -> LastTimeSlide:
    return shown(replace(material, written_down=WrittenDown(agreements=versions)), LastTimeSlide)


def test_open_agreements_come_first_then_what_ended() -> None:
    ended = write(make_agreement(state=AgreementState.DONE))
    still = write(make_agreement(), number=2)

    rows = agreed(make_material(), ended, still).rows

    assert [row.record.id for row in rows] == [still.id, ended.id]


def test_an_agreement_tells_whether_the_others_noticed_it() -> None:
    release = make_release()
    seen, hidden, not_asked = (write(make_agreement(), number=number) for number in (1, 2, 3))
    asked = replace(release, noticed=[notice(Noticed.A_BIT, 1), notice(None, 2)])

    rows = agreed(make_material(releases=[asked]), seen, hidden, not_asked).rows

    assert [(row.was_asked, row.noticed) for row in rows] == [
        (True, Noticed.A_BIT),
        (True, None),
        (False, None),
    ]


def test_whether_it_was_noticed_is_told_by_the_round_of_the_meeting_only() -> None:
    before = replace(earlier(make_release()), noticed=[notice(Noticed.YES)])

    rows = agreed(make_material(releases=[before, make_release()]), write(make_agreement())).rows

    assert [(row.was_asked, row.noticed) for row in rows] == [(False, None)]


def test_what_ended_since_the_round_before_is_told_and_what_ended_earlier_is_not() -> None:
    first, second = write(make_agreement()), write(make_agreement(), number=2)
    done = replace(first.content, state=AgreementState.DONE)
    old = rewrite(first, done, NOW - timedelta(days=20))
    new = rewrite(second, done, NOW - timedelta(days=5))

    rows = agreed(make_material(preceded_at=NOW - timedelta(days=10)), first, old, second, new).rows

    assert [row.record.id for row in rows] == [second.id]


def test_what_ended_earlier_is_told_where_people_were_asked_about_it() -> None:
    old = write(make_agreement(state=AgreementState.DROPPED))
    asked = replace(make_release(), noticed=[notice(Noticed.NO)])

    rows = agreed(make_material(releases=[asked], preceded_at=NOW - timedelta(days=10)), old).rows

    assert [row.noticed for row in rows] == [Noticed.NO]


def test_an_agreement_that_was_taken_up_again_is_open() -> None:
    over = write(make_agreement(state=AgreementState.DROPPED))
    again = rewrite(over, make_agreement(), NOW - timedelta(days=5))

    rows = agreed(make_material(preceded_at=NOW - timedelta(days=10)), over, again).rows

    assert [row.record.version for row in rows] == [2]


def test_what_is_agreed_in_this_meeting_is_not_of_last_time() -> None:
    during = write(make_agreement(), at=NOW + timedelta(minutes=1))
    at_once = write(make_agreement(), number=2, at=NOW)
    entry = MeetingEntry(MeetingId(1), "key", at_once.content, NOOR, at_once.id)

    told = agreed(
        make_material(meeting=make_meeting(), entries=[entry], made_at=NOW + AN_HOUR),
        during,
        at_once,
    )

    assert told.rows == ()


def test_what_was_agreed_earlier_on_the_day_of_the_meeting_is_of_last_time() -> None:
    this_morning = write(
        replace(make_agreement(), made_on=NOW.date()), at=NOW - timedelta(minutes=5)
    )

    assert len(agreed(make_material(meeting=make_meeting()), this_morning).rows) == 1


def test_a_meeting_that_is_over_tells_agreements_as_they_stood_at_its_end() -> None:
    first = write(make_agreement())
    moved_on = rewrite(first, make_agreement(text="Anders."), NOW + timedelta(days=60))
    over = make_meeting(ended_at=NOW + AN_HOUR)

    (row,) = agreed(
        make_material(meeting=over, made_at=NOW + timedelta(days=90)), first, moved_on
    ).rows

    assert row.record.content == first.content


def test_a_talk_about_an_older_round_leaves_out_what_was_agreed_after_the_next() -> None:
    late = write(make_agreement(), at=NOW - timedelta(days=2))

    rows = agreed(
        make_material(meeting=make_meeting(), followed_at=NOW - timedelta(days=3)), late
    ).rows

    assert rows == ()


def test_an_agreement_that_was_taken_away_is_not_told() -> None:
    first = write(make_agreement())
    removed = rewrite(first, first.content, NOW - timedelta(days=1), is_removed=True)

    assert agreed(make_material(), first, removed).rows == ()


def test_what_changed_and_grew_until_the_meeting_is_celebrated() -> None:
    changes = [
        write(Change(days_ago(1), "Subsidie.")),
        write(Change(days_ago(-9), "Later."), number=2),
    ]
    grown = [
        write(GrowthStep(days_ago(2), "Stichting.", GrowthStage.LEGAL_ENTITY), number=3, at=NOW)
    ]

    told = shown(
        make_material(
            written_down=WrittenDown(changes=changes, growth=grown), meeting=make_meeting()
        ),
        ProudSlide,
    )

    assert [(each.kind, each.text) for each in told.celebrations] == [
        (CelebrationKind.GREW, "Stichting."),
        (CelebrationKind.CHANGED, "Subsidie."),
    ]


def test_the_day_of_a_change_is_that_of_the_people_and_not_of_greenwich() -> None:
    just_after_midnight = NOW.replace(hour=23, minute=30)
    change = write(Change(NOW.date() + timedelta(days=1), "Vannacht."))

    told = shown(
        make_material(written_down=WrittenDown(changes=[change]), made_at=just_after_midnight),
        ProudSlide,
    )

    assert [each.text for each in told.celebrations] == ["Vannacht."]


@pytest.mark.parametrize("keys", [(), BOTH])
def test_what_is_strong_is_told_by_all_together_whatever_each_party_says(
    keys: tuple[PartyId, ...],
) -> None:
    low = make_published_party(scores={each: PublishedScore(each, mean=2.0) for each in Dimension})
    release = make_release(parties=[low], joint={**dict.fromkeys(Dimension, 3.0), TRUST: 4.1})

    told = shown(make_material(meeting=make_meeting(keys=keys), releases=[release]), ProudSlide)

    assert [each.dimension for each in told.celebrations] == [TRUST]


def test_what_people_wrote_is_shown_only_where_the_plan_says_so() -> None:
    comment = PublishedComment("OPEN1", "We bellen elkaar.")
    release = make_release(comments=[comment])
    without = make_plan(*(set(StepKind) - {StepKind.COMMENTS, StepKind.CARD}))

    assert shown(make_material(releases=[release]), CommentsSlide).comments == (comment,)
    deck = build_deck(make_material(releases=[release], plan=without))
    assert not [each for each in deck.slides if isinstance(each, CommentsSlide)]


def asked(
    kind: LiveKind, result: LiveResult | None, number: int = 1, *, is_away: bool = False
) -> LiveQuestion:
    return LiveQuestion(
        id=LiveQuestionId(number),
        meeting_id=MeetingId(1),
        kind=kind,
        nonce="0" * 32,
        opened_at=NOW,
        shown_at=NOW if result else None,
        result=result,
        is_put_away=is_away,
    )


def test_the_card_that_was_chosen_most_on_the_phones_says_so() -> None:
    first = asked(LiveKind.CARDS, LiveResult(has_enough=True, favourites=("OTHER",)))
    last = asked(LiveKind.CARDS, LiveResult(has_enough=True, favourites=("TRIAL",)), 2)

    assert shown(make_material(live=[first, last]), CardSlide).is_favourite
    assert not shown(make_material(live=[last, first]), CardSlide).is_favourite
    assert not shown(make_material(), CardSlide).is_favourite


def test_what_was_undone_is_not_shown() -> None:
    kept = MeetingEntry(MeetingId(1), "one", days_ago(-90), NOOR)
    undone = replace(kept, key="two", is_undone=True)

    told = shown(make_material(meeting=make_meeting(), entries=[kept, undone]), WritingSlide)

    assert [each.key for each in told.entries] == ["one"]


def test_how_the_talk_was_is_told_once_it_is_shown() -> None:
    result = LiveResult(has_enough=True, scores=(LiveScore("TALK1", None, 4.0),))
    told = asked(LiveKind.TALK, result)
    waiting = asked(LiveKind.TALK, None, 2)
    dropped = asked(LiveKind.TALK, None, 3, is_away=True)

    deck = build_deck(make_material(live=[told, waiting, dropped]))

    assert deck.live == (replace(told, nonce=""),)
    assert slide_in(deck, TalkSlide).question == deck.live[0]
    assert shown(make_material(live=[waiting, dropped]), TalkSlide).question is None


def test_what_phones_answered_per_party_needs_the_keys() -> None:
    per_party = (LiveScore("TRU1", MUNICIPALITY, 4.0), LiveScore("TRU1", INITIATIVE, 2.0))
    question = asked(LiveKind.CHECKIN, LiveResult(has_enough=True, scores=per_party))

    closed, is_open = (
        build_deck(make_material(live=[question])),
        build_deck(opened(make_material(live=[question]))),
    )

    assert closed.live[0].result == LiveResult(has_enough=False, scores=(LiveScore("TRU1"),))
    assert is_open.live[0].result == question.result


def test_the_statements_of_a_check_in_on_phones_are_told_with_it() -> None:
    result = LiveResult(has_enough=True, scores=(LiveScore("TRU1", mean=3.5),))
    checkin = replace(asked(LiveKind.CHECKIN, result), codes=("TRU1",))
    talk = replace(asked(LiveKind.TALK, result), codes=("said",))

    deck = build_deck(make_material(live=[talk, checkin]))

    assert deck.statements == {"TRU1": current_questionnaire().question("TRU1")}
