"""Stores a story as a partnership with its rounds, exactly as real ones are stored.

A response is tied to its invitation by the secret key only, and past rounds are released by the
same rules as every other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from monitor.domain.disclosure import release
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Organisation, Participant, Partnership, PartyId, PartyKind
from monitor.domain.response import Response
from monitor.domain.results import PublishedRound
from monitor.domain.round import Round
from monitor.domain.sample.calendar import RoundDates, plan_rounds
from monitor.domain.sample.round import FilledIn, Play, Seat
from monitor.domain.sample.story import Pool, SamplePerson, Story
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.checkin.response_keys import make_response_key
from monitor.services.checkin.rounds import make_invitation
from monitor.services.context import Context
from monitor.services.ports import (
    NewInvitation,
    NewParticipant,
    NewPartnership,
    NewRound,
    UnitOfWork,
)
from monitor.services.results.measure_round import ClosedRound, measure_round
from monitor.services.sample.sample_meetings import Results, add_meetings
from monitor.services.sample.sample_notices import Notices
from monitor.services.sample.sample_register import RegisterStore

Organisations = dict[tuple[str, PartyKind], Organisation]
People = Mapping[Seat, Participant]
Invited = Mapping[Seat, NewInvitation]


@dataclass(slots=True)
class _Past:
    """The rounds of a story so far, and their releases."""

    random: Random
    rounds: list[ClosedRound] = field(default_factory=list)
    releases: list[PublishedRound] = field(default_factory=list)

    @property
    def results(self) -> Sequence[Results]:
        """The rounds with what was released of them, oldest first."""
        pairs = zip(self.rounds, self.releases, strict=True)
        return [Results(closed.round, release) for closed, release in pairs]

    def release(self, closed: ClosedRound) -> PublishedRound:
        published = release(measure_round(closed, self.rounds), self.releases, self.random)
        self.rounds.append(closed)
        self.releases.append(published)
        return published


class SampleStore:
    """Adds stories in one transaction. Responses wait for :meth:`finish`, to be stored at once.

    ``organisations`` holds those already stored: one municipality may work with many initiatives.
    """

    def __init__(
        self,
        context: Context,
        uow: UnitOfWork,
        pools: Sequence[Pool],
        organisations: Organisations,
    ) -> None:
        self._context = context
        self._uow = uow
        self._pools = pools
        self._organisations = organisations
        self._questionnaire = context.questionnaires[CURRENT_VERSION]
        self._now = context.clock.now()
        self._responses: list[Response] = []
        self._registers = RegisterStore(context, uow)

    def add(self, story: Story, random: Random) -> Partnership:
        """Store a partnership with its past rounds, released, and one that is open."""
        calendar = plan_rounds(story.closed_rounds, self._now, random)
        partnership = self._add_partnership(story)
        notices = Notices(self._registers.fill(partnership), Random(story.name))  # noqa: S311
        people = self._add_people(story, partnership, calendar)
        play = Play(random, story, self._questionnaire, self._pools)
        # Of its own, so that what may be shown decides nothing of what is answered.
        past = _Past(Random(random.getrandbits(64)))  # noqa: S311 - Not a secret.
        for sequence, dates in enumerate(calendar, start=1):
            invited = {
                seat: make_invitation(self._context, people[seat])
                for seat in play.invited(sequence)
            }
            round_ = self._add_round(story, partnership, sequence, dates)
            self._uow.rounds.add_invitations(round_.id, list(invited.values()))
            is_past = round_.closed_at is not None
            forms = play.answer(sequence) if is_past else play.answer_so_far(sequence)
            asked = notices.asked_in(round_)
            self._uow.asked_agreements.add(round_.id, asked)
            responses = {
                form.seat: _add_answers(
                    self._make_response(round_, form, invited[form.seat]), asked, notices
                )
                for form in forms
            }
            self._responses += responses.values()
            if is_past:
                closed = ClosedRound(
                    round=round_,
                    questionnaire=self._questionnaire,
                    invited=_count(partnership, invited),
                    responses=list(responses.values()),
                    people={each.key: people[seat].id for seat, each in responses.items()},
                    asked_agreements=asked,
                )
                self._uow.releases.add(partnership.id, past.release(closed))
        add_meetings(self._context, self._uow, partnership, past.results)
        return partnership

    def finish(self) -> None:
        """Store the responses of all stories added."""
        self._uow.responses.add_many(self._responses)
        self._responses.clear()

    def _add_partnership(self, story: Story) -> Partnership:
        return self._uow.partnerships.add(
            NewPartnership(
                name=story.name,
                phase=story.phase(story.closed_rounds + 1),
                privacy_mode=story.privacy_mode,
                organisations=[
                    self._organisation(party.organisation, party.kind) for party in story.parties
                ],
                minimum_group=story.minimum_group,
                contact=story.contact,
                is_sample=True,
            )
        )

    def _organisation(self, name: str, kind: PartyKind) -> Organisation:
        known = self._organisations.get((name, kind))
        if known is None:
            known = self._uow.partnerships.add_organisation(name, kind)
            self._organisations[name, kind] = known
        return known

    def _add_people(
        self, story: Story, partnership: Partnership, calendar: Sequence[RoundDates]
    ) -> People:
        people: dict[Seat, Participant] = {}
        for place, party in enumerate(partnership.parties):
            described = [_describe(person, calendar) for person in story.parties[place].people]
            stored = self._uow.partnerships.add_participants(party.id, described)
            people |= {Seat(place, number): person for number, person in enumerate(stored)}
        return people

    def _add_round(
        self, story: Story, partnership: Partnership, sequence: int, dates: RoundDates
    ) -> Round:
        return self._uow.rounds.add(
            NewRound(
                partnership_id=partnership.id,
                sequence=sequence,
                quarter=dates.quarter,
                opens_at=dates.opens_at,
                closes_at=dates.closes_at,
                questionnaire_version=CURRENT_VERSION,
                privacy_mode=story.privacy_mode,
                minimum_group=story.minimum_group,
                phase=story.phase(sequence),
                closed_at=dates.closed_at,
            )
        )

    def _make_response(self, round_: Round, form: FilledIn, invitation: NewInvitation) -> Response:
        party_id = invitation.participant.party_id
        return Response(
            key=make_response_key(self._context, round_, party_id, invitation.nonce),
            round_id=round_.id,
            party_id=party_id,
            answers=form.answers,
            choices=form.choices,
            comments=form.comments,
            is_sent=form.is_sent,
        )


def _add_answers(response: Response, asked: Sequence[AskedAgreement], notices: Notices) -> Response:
    """Let whoever sent a form answer too what was noticed."""
    if not response.is_sent:
        return response
    answers = {**response.answers, **notices.answer(asked, response.party_id)}
    return replace(response, answers=answers)


def _describe(person: SamplePerson, calendar: Sequence[RoundDates]) -> NewParticipant:
    """Return when a person of a story took part, as dates."""
    last = person.last_round
    return NewParticipant(
        name=person.name,
        language=person.language,
        active_from=calendar[person.first_round - 1].opens_at.date(),
        active_until=None if last is None else calendar[last - 1].closes_at.date(),
    )


def _count(partnership: Partnership, invited: Invited) -> Mapping[PartyId, int]:
    sides = [invitation.participant.party_id for invitation in invited.values()]
    return {party.id: sides.count(party.id) for party in partnership.parties}
