from datetime import UTC, date, datetime, timedelta
from random import Random

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import PartyId, RecordId
from monitor.services.sample.sample_notices import Notices, TrackedAgreement
from tests.factories import make_round

MADE_ON = date(2026, 3, 1)
OWNER, OTHER = PartyId(1), PartyId(2)
ASKED = AskedAgreement(RecordId(7), OWNER, "We bellen elke week.")


def draw(noticed: float) -> Notices:
    return Notices([TrackedAgreement(ASKED, MADE_ON, noticed)], Random(1))  # noqa: S311


def is_asked(days_after: int) -> bool:
    opens_at = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=days_after)
    return draw(2.0).asked_in(make_round(opens_at=opens_at)) == [ASKED]


def test_a_round_asks_about_what_was_agreed_before_it_and_not_too_long_ago() -> None:
    assert not is_asked(0)
    assert is_asked(1)
    assert is_asked(270)
    assert not is_asked(271)


def test_the_owner_of_an_agreement_is_not_asked_about_it() -> None:
    notices = draw(2.0)

    assert notices.answer([ASKED], OWNER) == {}
    assert notices.answer([ASKED], OTHER) == {"NOTICED:7": 2}


def test_the_answers_are_around_their_mean_and_never_off_the_scale() -> None:
    notices = draw(1.3)
    answers = [notices.answer([ASKED], OTHER)["NOTICED:7"] for _ in range(400)]

    assert set(answers) == {1, 2}
    assert 1.2 < sum(answers) / len(answers) < 1.4
    assert draw(3.0).answer([ASKED], OTHER) == {"NOTICED:7": 3}
