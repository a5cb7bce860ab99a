"""Whatever the parties answered: a closed deck holds no number of one, an open one no counts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.meeting.build_deck import Material, build_deck
from monitor.domain.meeting.deck import CommentsSlide, Deck, QuestionRow
from monitor.domain.meeting.live import LiveQuestion, LiveScore
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.meeting.plan import StepKind
from monitor.domain.mirror import MirrorRow
from monitor.domain.partnership import Partnership, PartyId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    AuditVerdict,
    Flag,
    FlagKind,
    GoodNews,
    PublishedComment,
    PublishedGap,
    PublishedLoad,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.story import Change
from tests.builders import CORE_CODES
from tests.domain.meeting.making import earlier, make_material, make_meeting, make_plan, walk
from tests.factories import (
    DIMENSION_KINDS,
    make_organisation,
    make_partnership,
    make_party,
    make_release,
    make_two_parties,
)

OF_ONE_PARTY = (PublishedParty, PublishedScore, PublishedGap, QuestionRow, MirrorRow, Change)
NEVER_SHOWN = (PublishedQuestion, PublishedLoad, Flag, GoodNews, AuditVerdict)
THIRD = make_party(
    id=3, organisation=make_organisation(id=3, name="Netbeheer", kind=PartyKind.OTHER)
)
TWO = make_partnership()
THREE = make_partnership(parties=[*make_two_parties(), THIRD])
SHOWN = (Tier.DETAIL, Tier.COARSE, Tier.OPEN)

means = st.floats(1.5, 4.5).map(lambda mean: round(mean, 1))
maybe = st.none() | means
counts = st.none() | st.integers(1, 12)


@st.composite
def parties(draw: st.DrawFn, party_id: PartyId, tier: Tier) -> PublishedParty:
    """Draw all that may be told of a party, and what may not."""

    def scores() -> dict[Dimension, PublishedScore]:
        return {
            each: PublishedScore(each, draw(maybe), draw(maybe), draw(maybe), draw(maybe))
            for each in Dimension
        }

    return PublishedParty(
        party_id=party_id,
        tier=tier,
        has_enough=True,
        scores=scores(),
        respondents=draw(counts),
        invited=draw(counts),
        overall=draw(maybe),
        mark=draw(maybe),
        dont_know_share=draw(maybe),
        questions=[PublishedQuestion(code, draw(maybe)) for code in CORE_CODES],
        expected=scores(),
        expected_overall=draw(maybe),
        load=draw(st.none() | st.from_type(PublishedLoad)),
    )


@st.composite
def gaps(draw: st.DrawFn, partnership: Partnership) -> dict[Dimension, PublishedGap]:
    """Draw the differences between parties."""
    one, other = partnership.parties[0].id, partnership.parties[-1].id
    return {
        each: PublishedGap(each, DIMENSION_KINDS[each], draw(maybe), one, other)
        for each in Dimension
    }


@st.composite
def named_flags(draw: st.DrawFn, partnership: Partnership) -> list[Flag]:
    """Draw signals that name a party."""
    ids = st.sampled_from([party.id for party in partnership.parties])
    flags = st.builds(Flag, kind=st.sampled_from(FlagKind), party=ids)
    return draw(st.lists(flags, max_size=3))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Material, Material]:
    """Draw two rounds with the same picture of all together, and other answers of every party."""
    partnership = draw(st.sampled_from([TWO, THREE]))
    tiers = {party.id: draw(st.sampled_from(SHOWN)) for party in partnership.parties}
    joint = [{each: draw(maybe) for each in Dimension} for _ in range(2)]
    comments = [PublishedComment("OPEN1", "We bellen elkaar.")]

    def round_of(place: int) -> PublishedRound:
        return replace(
            make_release(joint=joint[place], overall=3.3, comments=comments),
            parties=[draw(parties(each, tier)) for each, tier in tiers.items()],
            gaps=draw(gaps(partnership)),
            flags=draw(named_flags(partnership)),
            audit=draw(st.none() | st.from_type(AuditVerdict)),
        )

    def world() -> Material:
        releases = [earlier(round_of(0)), round_of(1)]
        return make_material(partnership=partnership, releases=releases)

    return world(), world()


def deck_of(material: Material, *keys: PartyId) -> Deck:
    return build_deck(replace(material, meeting=make_meeting(keys=keys)))


@given(worlds=worlds(), data=st.data())
@settings(max_examples=60)
def test_a_closed_deck_is_the_same_whatever_the_parties_answered(
    worlds: tuple[Material, Material], data: st.DataObject
) -> None:
    everybody = [party.id for party in worlds[0].partnership.parties]
    turned = data.draw(st.sets(st.sampled_from(everybody), max_size=len(everybody) - 1))

    one, other = (deck_of(world, *turned) for world in worlds)

    assert not one.is_open_to_all
    assert one == other
    assert not [each for each in walk(one) if isinstance(each, OF_ONE_PARTY)]


@given(worlds=worlds())
@settings(max_examples=20)
def test_the_same_holds_where_no_meeting_was_held(worlds: tuple[Material, Material]) -> None:
    one, other = (build_deck(world) for world in worlds)

    assert one == other


@given(worlds=worlds(), kinds=st.sets(st.sampled_from(StepKind), min_size=1))
@settings(max_examples=60)
def test_an_open_deck_holds_scores_and_no_counts_marks_loads_or_signals(
    worlds: tuple[Material, Material], kinds: set[StepKind]
) -> None:
    material = replace(worlds[0], plan=make_plan(*(kinds - {StepKind.CARD} or {StepKind.TALK})))
    everybody = [party.id for party in material.partnership.parties]

    deck = deck_of(material, *everybody)

    assert deck.is_open_to_all
    told = list(walk(deck))
    assert not [each for each in told if isinstance(each, NEVER_SHOWN)]
    of_parties = [each for each in told if isinstance(each, PublishedParty)]
    assert of_parties == [
        PublishedParty(each.party_id, each.tier, each.has_enough, each.scores)
        for each in of_parties
    ]
    scores = [score for each in of_parties for score in each.scores.values()]
    assert all(score.dont_know_share is None for score in scores)


@given(worlds=worlds(), kinds=st.sets(st.sampled_from(StepKind)))
@settings(max_examples=40)
def test_what_people_wrote_is_in_no_deck_whose_plan_leaves_it_out(
    worlds: tuple[Material, Material], kinds: set[StepKind]
) -> None:
    kept = kinds - {StepKind.COMMENTS, StepKind.CARD} or {StepKind.TALK}
    material = replace(worlds[0], plan=make_plan(*kept))
    everybody = [party.id for party in material.partnership.parties]

    told = list(walk(deck_of(material, *everybody)))

    assert not [each for each in told if isinstance(each, PublishedComment | CommentsSlide)]


@given(question=st.from_type(LiveQuestion))
@settings(max_examples=60)
def test_a_closed_deck_holds_no_answer_of_one_party_on_phones(question: LiveQuestion) -> None:
    asked = replace(question, meeting_id=MeetingId(1))

    told = list(walk(build_deck(make_material(live=[asked]))))

    scores = [each for each in told if isinstance(each, LiveScore)]
    assert all(each.party_id is None for each in scores)
    assert not question.nonce or question.nonce not in {e for e in told if isinstance(e, str)}


def test_a_deck_with_a_number_of_one_party_would_be_seen() -> None:
    deck = deck_of(make_material(), *(party.id for party in TWO.parties))

    found = {type(each) for each in walk(deck) if isinstance(each, OF_ONE_PARTY)}

    assert found == {PublishedParty, PublishedScore, PublishedGap}


@pytest.mark.parametrize("kind", [StepKind.PARTIES, StepKind.DIFFERENCES, StepKind.MIRROR])
def test_what_needs_keys_says_that_it_is_closed(kind: StepKind) -> None:
    deck = build_deck(make_material(plan=make_plan(kind)))

    assert [getattr(each, "is_closed", None) for each in deck.slides] == [True]
