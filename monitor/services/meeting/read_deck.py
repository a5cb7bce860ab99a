"""Reads what a meeting shows, screen by screen (see :mod:`monitor.domain.meeting.deck`)."""

from dataclasses import dataclass

from monitor.domain.access.rules import check_can_see
from monitor.domain.cards import Card
from monitor.domain.errors import NotFoundError
from monitor.domain.light_rounds import keep_full
from monitor.domain.meeting.build_deck import Material, build_deck
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.looking_back import WrittenDown
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.meeting.plan import Plan, default_plan
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.log import Change, GrowthStep
from monitor.domain.round import Quarter
from monitor.services.cards.choose_cards import chosen_cards
from monitor.services.cards.library import read_library
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note_look


def read_deck(context: Context, meeting_id: MeetingId) -> Deck:
    """Return the screens of a meeting; NotFoundError if there is none."""
    with context.unit_of_work(reads_only=True) as uow:
        partnership_id = uow.meetings.get(meeting_id).partnership_id
    _look(context, partnership_id)
    cards = read_library(context)
    with context.unit_of_work(reads_only=True) as uow:
        meeting = uow.meetings.get(meeting_id)
        found = cards.find(meeting.plan.cards)
        return _read(context, uow, _Asked(partnership_id, meeting.plan, tuple(found), meeting))


def preview_deck(context: Context, partnership_id: PartnershipId, plan: Plan) -> Deck:
    """Return the screens of a plan as they begin: nobody has agreed yet to open anything.

    Raises:
        NotFoundError: there is no such partnership, or the round of the plan has no results.
    """
    _look(context, partnership_id)
    found = tuple(read_library(context).find(plan.cards))
    with context.unit_of_work(reads_only=True) as uow:
        return _read(context, uow, _Asked(partnership_id, plan, found, None))


def read_deck_of_round(
    context: Context, partnership_id: PartnershipId, quarter: Quarter | None = None
) -> Deck:
    """Return the screens of the newest meeting about a round, or of one that was not held.

    Without a meeting nobody agreed to open the picture per party, so that it stays closed.
    ``quarter``: of the round; None for the newest with results.

    Raises:
        NotFoundError: there is no such partnership, or no such round with results.
    """
    _look(context, partnership_id)
    cards = tuple(chosen_cards(context, partnership_id))
    library = read_library(context)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        releases = keep_full(uow.releases.list_of(partnership_id))
        asked = [each for each in releases if quarter is None or each.quarter == quarter]
        if not asked:
            raise NotFoundError(f"results of partnership {partnership_id} in {quarter}")
        release = asked[-1]
        held = [
            each
            for each in uow.meetings.list_of(partnership_id)
            if each.plan.round_id == release.round_id and each.began_at is not None
        ]
        if held:
            found = tuple(library.find(held[0].plan.cards))
            return _read(context, uow, _Asked(partnership_id, held[0].plan, found, held[0]))
        has_mirror = any(party.expected for party in release.parties)
        plan = default_plan(partnership, release.round_id, cards, has_mirror=has_mirror)
        return _read(context, uow, _Asked(partnership_id, plan, cards, None))


@dataclass(frozen=True, slots=True)
class _Asked:
    partnership_id: PartnershipId
    plan: Plan
    cards: tuple[Card, ...]
    meeting: Meeting | None


def _look(context: Context, partnership_id: PartnershipId) -> None:
    check_can_see(context.actor, partnership_id)
    note_look(context, partnership_id)


def _read(context: Context, uow: UnitOfWork, asked: _Asked) -> Deck:
    partnership_id, meeting = asked.partnership_id, asked.meeting
    releases = keep_full(uow.releases.list_of(partnership_id))
    places = [place for place, r in enumerate(releases) if r.round_id == asked.plan.round_id]
    if not places:
        raise NotFoundError(f"results of round {asked.plan.round_id}")
    place, now = places[0], context.clock.now()
    questionnaire = context.questionnaires[releases[place].questionnaire_version]
    closed = {each.id: each.closed_at for each in uow.rounds.list_of(partnership_id)}
    closings = [closed[each.round_id] for each in releases]
    return build_deck(
        Material(
            partnership=uow.partnerships.get(partnership_id),
            plan=asked.plan,
            meeting=meeting,
            releases=releases[: place + 1],
            questionnaire=questionnaire,
            written_down=_read_register(uow, partnership_id),
            cards={card.code: card for card in asked.cards},
            entries=uow.meeting_entries.list_of(meeting.id) if meeting else (),
            live=uow.live_questions.list_of(meeting.id) if meeting else (),
            closed_at=closings[place] or now,
            made_at=now,
            zone=context.time_zone,
            preceded_at=closings[place - 1] if place else None,
            followed_at=next(iter(closings[place + 1 :]), None),
        )
    )


def _read_register(uow: UnitOfWork, partnership_id: PartnershipId) -> WrittenDown:
    records = uow.records
    return WrittenDown(
        agreements=records.all_versions(partnership_id, Agreement),
        changes=records.all_versions(partnership_id, Change),
        growth=records.all_versions(partnership_id, GrowthStep),
    )
