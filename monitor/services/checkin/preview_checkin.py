"""Shows the next check-in of a partnership as a participant will see it, before it opens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.domain.access.rules import check_can_see
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import (
    Language,
    Participant,
    Partnership,
    PartnershipId,
    PartyId,
    Phase,
)
from monitor.domain.planning import DEFAULT_OPEN_DAYS, Period, PlannedRound
from monitor.domain.response import Response, ResponseKey
from monitor.domain.round import Quarter, Round, RoundId
from monitor.services.agreements.ask_agreements import choose_asked
from monitor.services.checkin.answer_checkin import Checkin, list_parts
from monitor.services.context import Context
from monitor.services.questionnaires.catalogue import current_version

# Nothing of a preview is stored, so it needs no number and no key of its own.
_NO_ROUND = RoundId(0)
_NO_KEY = ResponseKey("")


@dataclass(frozen=True, slots=True)
class Wish:
    """The language of a preview, and what it shows otherwise than planned (None: as planned).

    ``version``: that of the questionnaire.
    """

    language: Language
    phase: Phase | None = None
    sequence: int | None = None
    is_light: bool | None = None
    version: str | None = None


def preview_checkin(
    context: Context, partnership_id: PartnershipId, party_id: PartyId, wish: Wish
) -> Checkin:
    """Return the next check-in as an empty form of somebody of a party; no answer is read.

    Raises:
        NotFoundError: there is no such partnership, party or version.
    """
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        planned = uow.plans.list_of(partnership_id)
        rounds = uow.rounds.list_of(partnership_id)
        people = uow.partnerships.participants_of(partnership_id)
        is_linked = uow.linking_secrets.find(partnership_id) is not None
        version = wish.version or current_version(uow)
        agreements = choose_asked(uow, partnership, rounds)
    if party_id not in {party.id for party in partnership.parties}:
        raise NotFoundError(f"party {party_id}")
    next_one = _next_round(context, partnership, planned[0] if planned else None)
    round_ = replace(
        next_one,
        sequence=wish.sequence or len(rounds) + 1,
        phase=wish.phase or next_one.phase,
        is_light=next_one.is_light if wish.is_light is None else wish.is_light,
        is_linked=is_linked,
        questionnaire_version=version,
    )
    asked = context.questionnaires.get(version)
    if asked is None or (round_.is_light and asked.light is None):
        raise NotFoundError(f"questionnaire {version}")
    return Checkin(
        partnership=partnership,
        party=partnership.party(party_id),
        language=wish.language,
        round=round_,
        parts=list_parts(context, round_, party_id, agreements),
        response=Response(_NO_KEY, round_.id, party_id),
        invited=_count_invited(context, round_, party_id, people),
    )


def _count_invited(
    context: Context, round_: Round, party_id: PartyId, people: Sequence[Participant]
) -> int:
    opens_on = round_.opens_at.astimezone(context.time_zone).date()
    return sum(each.party_id == party_id and each.is_active(opens_on) for each in people)


def _next_round(context: Context, partnership: Partnership, planned: PlannedRound | None) -> Round:
    """Return the round as it would be opened: as planned, or now if nothing is."""
    now = context.clock.now()
    period = planned.period if planned else Period(now, now + timedelta(days=DEFAULT_OPEN_DAYS))
    opens_on = period.opens_at.astimezone(context.time_zone).date()
    return Round(
        id=_NO_ROUND,
        partnership_id=partnership.id,
        sequence=1,
        quarter=Quarter.of(opens_on),
        opens_at=period.opens_at,
        closes_at=period.closes_at,
        questionnaire_version="",
        privacy_mode=partnership.privacy_mode,
        minimum_group=partnership.minimum_group,
        phase=partnership.phase,
        is_light=planned is not None and planned.is_light,
        has_mirror=partnership.profile.has_mirror,
        asks_load=partnership.profile.asks_load,
    )
