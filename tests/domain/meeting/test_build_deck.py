"""The screens of a meeting: what each holds, and when."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import (
    CardSlide,
    DifferencesSlide,
    JointMove,
    JointSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    TalkSlide,
)
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.meeting.plan import StepKind, card_step
from monitor.domain.partnership import PartyId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Severity,
    Tier,
)
from monitor.domain.round import Quarter
from tests.domain.meeting.making import (
    BOTH,
    CARD,
    CLOSED_AT,
    INITIATIVE,
    MUNICIPALITY,
    earlier,
    make_material,
    make_meeting,
    make_plan,
    opened,
    shown,
    slide_in,
)
from tests.factories import (
    NOW,
    QUARTER,
    make_card,
    make_gap,
    make_organisation,
    make_partnership,
    make_party,
    make_published_party,
    make_release,
    make_two_parties,
)

TRUST = Dimension.TRUST


def test_a_deck_has_a_screen_for_each_step_in_the_order_of_the_plan() -> None:
    plan = make_plan(StepKind.TALK, StepKind.PROUD, StepKind.JOINT)

    deck = build_deck(make_material(plan=plan))

    assert [each.step for each in deck.slides] == list(plan.steps)


def test_what_is_covered_has_no_screen() -> None:
    deck = build_deck(make_material(plan=make_plan(StepKind.TALK)))

    assert [type(each) for each in deck.slides] == [TalkSlide]


def test_a_card_that_no_longer_exists_has_no_screen() -> None:
    plan = replace(make_plan(StepKind.TALK), steps=(card_step(CARD),))

    deck = build_deck(make_material(plan=plan, cards={}))

    assert deck.slides == ()
    assert deck.slide_of(plan.steps[0]) is None


def test_a_card_that_was_retired_since_still_has_its_screen() -> None:
    retired = make_card(is_retired=True)

    assert shown(make_material(cards={CARD.code: retired}), CardSlide).card == retired


def test_a_deck_says_what_it_is_about() -> None:
    deck = build_deck(make_material(meeting=make_meeting()))

    assert (deck.quarter, deck.closed_at, deck.made_at) == (QUARTER, CLOSED_AT, NOW)
    assert deck.meeting_id == MeetingId(1)
    assert build_deck(make_material()).meeting_id is None


def test_a_deck_is_about_the_newest_of_its_rounds() -> None:
    deck = build_deck(make_material(releases=[earlier(make_release()), make_release()]))

    assert deck.quarter == QUARTER


def test_the_parties_that_take_part_now_speak() -> None:
    third = make_party(id=3, organisation=make_organisation(id=3, kind=PartyKind.OTHER))
    partnership = make_partnership(parties=[*make_two_parties(), third])

    deck = build_deck(make_material(partnership=partnership))

    assert deck.plan.speaking_order == (INITIATIVE, MUNICIPALITY, third.id)


def test_the_picture_of_all_together_needs_no_keys() -> None:
    told = shown(make_material(), JointSlide)

    assert told.means == dict.fromkeys(Dimension, 3.4)
    assert told.overall == 3.4
    assert not told.is_empty


def test_it_says_which_means_have_one_decimal() -> None:
    scores = {each: PublishedScore(each, mean=3.5, tier=Tier.DETAIL) for each in Dimension}
    scores[TRUST] = replace(scores[TRUST], tier=Tier.COARSE)
    release = make_release(parties=[make_published_party(scores=scores)])

    assert shown(make_material(releases=[release]), JointSlide).fine == set(Dimension) - {TRUST}


def test_where_one_party_is_hidden_there_is_no_picture_of_all_together() -> None:
    release = make_release(joint=dict.fromkeys(Dimension, None), overall=None)

    assert shown(make_material(releases=[release]), JointSlide).is_empty


@pytest.mark.parametrize(
    ("keys", "waits"), [((), BOTH), ((INITIATIVE,), (MUNICIPALITY,))], ids=["none", "one"]
)
def test_the_picture_per_party_waits_for_every_party(
    keys: tuple[PartyId, ...], waits: tuple[PartyId, ...]
) -> None:
    told = shown(make_material(meeting=make_meeting(keys=keys)), PartiesSlide)

    assert (told.is_closed, told.waits_for, told.parties, told.gaps) == (True, waits, (), None)


def test_without_a_meeting_it_waits_for_all() -> None:
    assert shown(make_material(), PartiesSlide).waits_for == BOTH


def test_a_party_that_joined_since_must_agree_too() -> None:
    third = make_party(id=3, organisation=make_organisation(id=3, kind=PartyKind.OTHER))
    partnership = make_partnership(parties=[*make_two_parties(), third])

    told = shown(opened(make_material(partnership=partnership)), PartiesSlide)

    assert told.waits_for == (third.id,)


def test_once_all_agreed_it_holds_scores_and_nothing_else_of_a_party() -> None:
    score = replace(PublishedScore(TRUST, 3.2, 3.0, 3.4), dont_know_share=0.1)
    release = make_release(parties=[make_published_party(scores={TRUST: score})])

    told = shown(opened(make_material(releases=[release])), PartiesSlide)

    (party,) = told.parties
    assert party.scores == {TRUST: replace(score, dont_know_share=None)}
    assert (party.respondents, party.invited, party.mark, party.overall) == (None,) * 4
    assert told.gaps == release.gaps


def test_the_largest_difference_has_a_screen_with_its_single_questions() -> None:
    gaps = {
        TRUST: make_gap(dimension=TRUST, difference=1.2),
        Dimension.GROWTH: make_gap(dimension=Dimension.GROWTH, difference=0.4),
        Dimension.EQUALITY: make_gap(dimension=Dimension.EQUALITY, difference=None),
    }
    questions = [PublishedQuestion("TRU1", 3.1), PublishedQuestion("TRU2"), *_of("GRO1")]
    parties = [make_published_party(party_id=number, questions=questions) for number in (1, 2)]

    told = shown(
        opened(make_material(releases=[make_release(gaps=gaps, parties=parties)])), DifferencesSlide
    )

    assert told.gap == gaps[TRUST]
    assert [(row.question.code, row.means) for row in told.questions] == [
        ("TRU1", {MUNICIPALITY: 3.1, INITIATIVE: 3.1})
    ]


def _of(code: str) -> list[PublishedQuestion]:
    return [PublishedQuestion(code, 3.0)]


def test_a_question_is_told_of_all_parties_or_of_none() -> None:
    parties = [
        make_published_party(party_id=1, questions=_of("TRU1")),
        make_published_party(party_id=2),
    ]

    assert (
        shown(
            opened(make_material(releases=[make_release(parties=parties)])), DifferencesSlide
        ).questions
        == ()
    )


def test_single_questions_can_be_left_out() -> None:
    parties = [make_published_party(party_id=number, questions=_of("TRU1")) for number in (1, 2)]
    plan = make_plan(shows_questions=False)

    material = opened(make_material(plan=plan, releases=[make_release(parties=parties)]))

    assert shown(material, DifferencesSlide).questions == ()


def test_no_difference_is_told_where_none_may_be_shown() -> None:
    gaps = {each: make_gap(dimension=each, difference=None) for each in Dimension}

    told = shown(opened(make_material(releases=[make_release(gaps=gaps)])), DifferencesSlide)

    assert (told.is_closed, told.gap, told.parties) == (False, None, ())


def test_the_mirror_holds_the_parties_whose_expectations_are_shown() -> None:
    expected = {TRUST: PublishedScore(TRUST, 3.9, tier=Tier.DETAIL)}
    parties = [
        replace(make_published_party(party_id=1), expected=expected),
        make_published_party(party_id=2),
    ]

    told = shown(opened(make_material(releases=[make_release(parties=parties)])), MirrorSlide)

    assert list(told.rows) == [MUNICIPALITY]
    assert [(row.expected, row.real) for row in told.rows[MUNICIPALITY]] == [(3.9, 3.4)]


def test_differences_and_mirror_stay_closed_without_keys() -> None:
    deck = build_deck(make_material(meeting=make_meeting(keys=[MUNICIPALITY])))

    assert slide_in(deck, DifferencesSlide) == DifferencesSlide(
        slide_in(deck, DifferencesSlide).step, is_closed=True
    )
    assert slide_in(deck, MirrorSlide).rows == {}


def moved(latest: PublishedRound, before: PublishedRound, *keys: PartyId) -> MovedSlide:
    meeting = make_meeting(keys=keys)
    return shown(make_material(meeting=meeting, releases=[before, latest]), MovedSlide)


def test_a_first_round_has_nothing_that_moved() -> None:
    told = shown(opened(make_material()), MovedSlide)

    assert (told.before, told.joint, told.changes) == (None, (), ())


def test_all_together_moved_since_the_round_before() -> None:
    before = earlier(make_release(joint={**dict.fromkeys(Dimension, 3.4), TRUST: 3.0}))

    told = moved(make_release(), before)

    assert told.before == Quarter(2026, 3)
    assert told.joint[0] == JointMove(TRUST, 3.0, 3.4, may_be_chance=True, is_fine=True)
    assert told.changes == ()


def test_a_mean_that_is_hidden_in_one_round_did_not_move() -> None:
    before = earlier(make_release(joint={**dict.fromkeys(Dimension, 3.4), TRUST: None}))

    assert TRUST not in {each.dimension for each in moved(make_release(), before).joint}


@pytest.mark.parametrize(
    ("old", "after", "is_chance"),
    [(3.8, 3.2, False), (3.2, 3.8, True), (3.4, 3.4, True)],
    ids=["it fell", "it rose", "it stayed"],
)
def test_a_fall_is_no_chance_where_the_signals_say_so(
    old: float, after: float, *, is_chance: bool
) -> None:
    fall = Flag(FlagKind.DECLINE, Severity.ACT, None, TRUST, 0.5)
    latest = make_release(flags=[fall], joint={**dict.fromkeys(Dimension, 3.4), TRUST: after})
    before = earlier(make_release(joint={**dict.fromkeys(Dimension, 3.4), TRUST: old}))

    assert moved(latest, before).joint[0].may_be_chance is is_chance


def test_a_rise_is_no_chance_where_the_signals_say_so() -> None:
    rise = GoodNews(GoodNewsKind.RISE, None, TRUST, 0.5)
    latest = make_release(good_news=[rise], joint={**dict.fromkeys(Dimension, 3.4), TRUST: 3.9})

    assert not moved(latest, earlier(make_release())).joint[0].may_be_chance


def test_a_signal_that_names_a_party_says_nothing_before_the_keys() -> None:
    fall = Flag(FlagKind.DECLINE, Severity.ACT, INITIATIVE, TRUST, 0.5)
    latest = make_release(flags=[fall], joint={**dict.fromkeys(Dimension, 3.4), TRUST: 2.9})

    closed, is_open = (
        moved(latest, earlier(make_release())),
        moved(latest, earlier(make_release()), *BOTH),
    )

    assert (closed.joint[0].may_be_chance, is_open.joint[0].may_be_chance) == (True, False)


def test_all_together_did_not_move_where_another_party_joined_them() -> None:
    three = [make_published_party(party_id=number) for number in (1, 2, 3)]

    told = moved(make_release(parties=three), earlier(make_release()))

    assert (told.before, told.joint) == (Quarter(2026, 3), ())


def test_once_all_agreed_it_tells_what_moved_of_each_party_that_is_shown_in_both() -> None:
    hidden = make_published_party(
        party_id=2, scores={each: PublishedScore(each) for each in Dimension}
    )
    latest = make_release(parties=[make_published_party(party_id=1), hidden])

    told = moved(latest, earlier(make_release()), *BOTH)

    assert {each.party for each in told.changes} == {MUNICIPALITY}
    assert [each.party_id for each in told.parties] == list(BOTH)
