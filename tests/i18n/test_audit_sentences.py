from monitor.domain.partnership import PartyId
from monitor.domain.results import AuditVerdict
from monitor.i18n.audit_sentences import write_audit
from tests.charts.scenes import make_reader
from tests.factories import make_partnership


def test_a_safe_release_says_how_close_anybody_can_come() -> None:
    verdict = AuditVerdict(problems=12, narrowest=1.0)

    assert write_audit(verdict, make_partnership(), make_reader()) == (
        "Nagerekend: niemand is met deze cijfers tot minder dan 1,0 punt te herleiden."
    )


def test_a_release_that_was_made_safe_names_of_whom_less_is_shown() -> None:
    verdict = AuditVerdict(problems=12, narrowest=None, hidden=(PartyId(1), PartyId(2)))

    assert write_audit(verdict, make_partnership(), make_reader()) == (
        "Nagerekend: er is niets getoond waaruit iemand te herleiden is. "
        "Daarom tonen we minder van de gemeente en het initiatief."
    )
