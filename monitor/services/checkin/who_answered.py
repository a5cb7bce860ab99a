"""Whose each response of a round is: computed with the secret key, used in memory, stored nowhere.

Somebody whose data was erased, or whose name went with time, has no tie to a response any more
(ADR 0023). They answer nothing any more either: so in the rounds before, a response without an
owner is that of somebody who is not there now, whoever it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from monitor.domain.partnership import Participant, ParticipantId
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.domain.response import Response, ResponseKey
from monitor.domain.round import Round
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork


def find_who_answered(
    context: Context,
    uow: UnitOfWork,
    round_: Round,
    responses: Sequence[Response],
    people: Sequence[Participant],
) -> Mapping[ResponseKey, ParticipantId]:
    """Return whose each response is; without those of whom that cannot be told.

    ``people``: everyone who is or was a participant of the partnership.
    """
    invitations = uow.rounds.invitations_of(round_.id)
    known = {response_key_of(context, round_, each): each.participant_id for each in invitations}
    nameless = {each.id for each in people if is_nameless(each)}
    cut = Counter(each.party_id for each in invitations if each.participant_id in nameless)
    untied = [each for each in responses if each.key not in known]
    found = Counter(each.party_id for each in untied)
    # More than that many are missing for another reason: then nobody can tell.
    strangers = [each.key for each in untied if found[each.party_id] <= cut[each.party_id]]
    return known | {key: ParticipantId(-number) for number, key in enumerate(strangers, start=1)}
