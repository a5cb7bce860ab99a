from datetime import date

from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.privacy_agreement import Consent, is_agreed
from tests.factories import make_partnership

PARTNERSHIP = make_partnership(privacy_mode=PrivacyMode.OPEN, minimum_group=4)


def make_consent(
    party_id: int, privacy_mode: PrivacyMode = PrivacyMode.OPEN, minimum_group: int = 4
) -> Consent:
    return Consent(PartyId(party_id), privacy_mode, minimum_group, "Anna", date(2026, 11, 17))


def test_it_is_agreed_when_every_party_chose_what_holds() -> None:
    assert is_agreed(PARTNERSHIP, [make_consent(1), make_consent(2)])


def test_it_is_not_agreed_while_a_party_has_said_nothing() -> None:
    assert not is_agreed(PARTNERSHIP, [])
    assert not is_agreed(PARTNERSHIP, [make_consent(1)])


def test_a_yes_to_another_mode_is_no_yes_to_this_one() -> None:
    other = make_consent(2, privacy_mode=PrivacyMode.CONFIDENTIAL)

    assert not is_agreed(PARTNERSHIP, [make_consent(1), other])


def test_a_yes_to_another_smallest_group_is_no_yes_to_this_one() -> None:
    other = make_consent(2, minimum_group=5)

    assert not is_agreed(PARTNERSHIP, [make_consent(1), other])


def test_the_word_of_somebody_else_does_not_count() -> None:
    assert not is_agreed(PARTNERSHIP, [make_consent(1), make_consent(3)])
