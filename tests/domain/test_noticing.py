from monitor.domain.noticing import NOTICED_ANSWERS, AskedAgreement, Noticed
from monitor.domain.partnership import PartyId, RecordId


def test_every_agreement_is_asked_about_under_a_code_of_its_own() -> None:
    first, second = (AskedAgreement(RecordId(n), PartyId(1), "Samen bellen") for n in (1, 12))

    assert (first.code, second.code) == ("NOTICED:1", "NOTICED:12")


def test_a_higher_answer_is_more_noticed() -> None:
    assert NOTICED_ANSWERS == (Noticed.NO, Noticed.A_BIT, Noticed.YES)
