"""The meetings of the stories: one to be held, and one that was held."""

from random import Random

import pytest

from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.register.agreement import Agreement
from monitor.domain.round import Quarter
from monitor.services.context import Context
from monitor.services.meeting.prepare import MeetingsView, read_meetings
from monitor.services.meeting.read_deck import read_deck
from monitor.services.meeting.write_down import read_entries
from monitor.services.sample.sample_register import read_sample_registers
from monitor.services.sample.sample_store import SampleStore
from monitor.services.sample.sample_stories import read_stories

PREPARED, HELD = "Warm Zuiderpoort", "Stroom van de Terp"


@pytest.fixture
def loaded(context: Context) -> Context:
    collection = read_stories()
    with context.unit_of_work() as uow:
        store = SampleStore(context, uow, collection.pools, {})
        for story in collection.stories:
            if story.name in {PREPARED, HELD}:
                store.add(story, Random(story.take))  # noqa: S311 - Not a secret.
        store.finish()
        uow.commit()
    return context


def view_of(context: Context, name: str) -> MeetingsView:
    with context.unit_of_work(reads_only=True) as uow:
        found = {each.name: each.id for each in uow.partnerships.list_all()}
    return read_meetings(context, found[name])


def only_meeting(view: MeetingsView) -> Meeting:
    (meeting,) = view.meetings
    return meeting


def test_two_stories_tell_of_a_meeting() -> None:
    telling = {each.story for each in read_sample_registers().values() if each.meetings}

    assert telling == {PREPARED, HELD}


def test_one_meeting_is_prepared_about_the_newest_round(loaded: Context) -> None:
    view = view_of(loaded, PREPARED)
    meeting = only_meeting(view)

    assert meeting.state is MeetingState.PREPARED
    assert meeting.plan.round_id == view.releases[-1].round_id
    assert meeting.plan.cards == ("PROMISES",)
    assert dict(meeting.notes)["parties"].startswith("Vraag eerst het initiatief")
    assert not read_deck(loaded, meeting.id).is_open_to_all


def test_one_meeting_was_held_about_an_earlier_round_with_every_key_turned(
    loaded: Context,
) -> None:
    view = view_of(loaded, HELD)
    meeting = only_meeting(view)

    assert meeting.state is MeetingState.ENDED
    assert meeting.plan.round_id != view.releases[-1].round_id
    assert meeting.is_open_to_all(view.partnership)
    assert meeting.event_id is not None
    deck = read_deck(loaded, meeting.id)
    assert meeting.began_at is not None
    assert deck.quarter <= Quarter.of(meeting.began_at.date())


def test_what_was_agreed_then_stands_in_the_register_and_was_read_back(loaded: Context) -> None:
    view = view_of(loaded, HELD)
    meeting = only_meeting(view)

    (entry,) = read_entries(loaded, meeting.id)

    assert isinstance(entry.content, Agreement)
    assert entry.read_back_at is not None
    with loaded.unit_of_work(reads_only=True) as uow:
        records = uow.records.list_of(view.partnership.id, Agreement)
    assert (entry.record_id, entry.content) in [(each.id, each.content) for each in records]
