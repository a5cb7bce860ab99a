"""What a phone sends in a meeting is read into one answer, or says what is missing."""

from collections.abc import Mapping

import pytest

from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId, Vote
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId
from monitor.web.survey.live_form import LiveForm, choose_device, fill_form, parse_live
from tests.factories import NOW, make_partnership

DEVICE, OTHER = "a" * 32, "b" * 32
PARTNERSHIP = make_partnership()


def make_question(kind: LiveKind = LiveKind.TALK) -> LiveQuestion:
    is_cards = kind is LiveKind.CARDS
    return LiveQuestion(
        LiveQuestionId(1),
        MeetingId(1),
        kind,
        "0" * 32,
        NOW,
        codes=() if is_cards else ("said", "heard"),
        cards=("TIP1", "TIP2") if is_cards else (),
    )


def parse(kind: LiveKind = LiveKind.TALK, **fields: str) -> LiveForm:
    return send(fields, kind)


def send(fields: Mapping[str, str], kind: LiveKind = LiveKind.TALK) -> LiveForm:
    sent = {name: [value] for name, value in fields.items()}
    return parse_live(make_question(kind), PARTNERSHIP, sent)


def test_a_filled_form_is_one_answer() -> None:
    form = parse(party="2", said="5", heard="dk")

    assert form.vote == Vote(PartyId(2), {"said": 5})
    assert form.errors == {}


def test_somebody_may_speak_for_no_party_and_choose_no_card() -> None:
    form = parse(LiveKind.CARDS, party="none", card="dk")

    assert (form.vote, form.errors) == (Vote(None), {})


@pytest.mark.parametrize("party", ["", "3", "-1", "none ", "²"])
def test_a_party_that_does_not_take_part_is_none(party: str) -> None:
    form = parse(party=party, said="5", heard="1")

    assert form.errors == {"party": "party"}
    assert form.vote == Vote(None, {"said": 5, "heard": 1})


@pytest.mark.parametrize("answer", ["", "0", "6", "4.5", "٣", "a"])
def test_an_answer_off_the_scale_is_asked_for_again(answer: str) -> None:
    assert parse(party="1", said=answer, heard="1").errors == {"said": "statement"}


def test_a_card_that_is_not_in_the_meeting_is_asked_for_again() -> None:
    assert parse(LiveKind.CARDS, party="1", card="TIP9").errors == {"card": "card"}


@pytest.mark.parametrize("vote", [Vote(PartyId(1), {"said": 4}), Vote(None, {"heard": 1})])
def test_what_was_answered_fills_the_form_as_it_was(vote: Vote) -> None:
    filled = fill_form(make_question(), vote)

    assert send(filled.chosen).vote == vote


@pytest.mark.parametrize("vote", [Vote(PartyId(1), card="TIP2"), Vote(PartyId(2))])
def test_a_chosen_card_fills_the_form_as_it_was(vote: Vote) -> None:
    filled = fill_form(make_question(LiveKind.CARDS), vote)

    assert send(filled.chosen, LiveKind.CARDS).vote == vote


def test_an_empty_form_has_nothing_chosen() -> None:
    assert fill_form(make_question(), None) == LiveForm(Vote(None), {})


def test_a_device_is_known_by_its_cookie_then_by_its_form_and_else_by_a_new_name() -> None:
    assert choose_device(DEVICE, {"device": [OTHER]}) == DEVICE
    assert choose_device("forged", {"device": [OTHER]}) == OTHER
    assert choose_device(None, {"device": ["forged"]}) not in {"forged", DEVICE, OTHER}
