"""Which response belongs to an invitation: computed with the secret key, stored nowhere."""

from monitor.domain.links import derive_joint_key, derive_response_key, derive_token
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.response import ResponseKey
from monitor.domain.round import Invitation, Round
from monitor.services.context import Context


def response_key_of(context: Context, round_: Round, invitation: Invitation) -> ResponseKey:
    """Return the key of an invited person's response; in joint mode a party has one together."""
    return make_response_key(context, round_, invitation.party_id, invitation.nonce)


def make_response_key(
    context: Context, round_: Round, party_id: PartyId, nonce: str
) -> ResponseKey:
    """Return the key of the response of whoever is invited with this nonce."""
    key = context.secret_key
    if round_.privacy_mode is PrivacyMode.JOINT:
        return derive_joint_key(key, round_.id, party_id)
    return derive_response_key(key, derive_token(key, nonce))
