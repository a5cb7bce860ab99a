from monitor.domain.links import derive_response_key
from monitor.domain.partnership import PrivacyMode
from monitor.services.checkin.response_keys import make_response_key, response_key_of
from monitor.services.context import Context
from tests.factories import SECRET_KEY, StoredPartnership, add_partnership


def keys_of(context: Context, stored: StoredPartnership) -> list[str]:
    return [response_key_of(context, stored.round, one.invitation) for one in stored.invited]


def test_everyone_has_a_response_of_their_own_known_by_the_personal_link(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    assert keys_of(context, stored) == [
        derive_response_key(SECRET_KEY, token) for token in stored.tokens
    ]
    assert len(set(keys_of(context, stored))) == 6


def test_a_party_has_one_response_together_in_joint_mode(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT)

    keys = keys_of(context, stored)

    assert [len(set(keys[:3])), len(set(keys[3:])), len(set(keys))] == [1, 1, 2]


def test_the_key_is_known_before_the_invitation_is_stored(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    invitation = stored.invited[0].invitation

    key = make_response_key(context, stored.round, invitation.party_id, invitation.nonce)

    assert key == response_key_of(context, stored.round, invitation)
