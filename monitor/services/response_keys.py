"""Which response belongs to an invitation: computed with the secret key, stored nowhere."""

from monitor.domain.links import derive_joint_key, derive_response_key, derive_token
from monitor.domain.partnership import PrivacyMode
from monitor.domain.response import ResponseKey
from monitor.domain.round import Invitation, Round
from monitor.services.context import Context


def response_key_of(context: Context, round_: Round, invitation: Invitation) -> ResponseKey:
    """Return the key of an invited person's response; in joint mode a party has one together."""
    key = context.secret_key
    if round_.privacy_mode is PrivacyMode.JOINT:
        return derive_joint_key(key, round_.id, invitation.party_id)
    return derive_response_key(key, derive_token(key, invitation.nonce))
