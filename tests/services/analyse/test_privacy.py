from monitor.domain.partnership import PrivacyMode
from monitor.services.analyse.privacy import Privacy


def test_nothing_is_hidden_as_in_an_open_partnership() -> None:
    assert Privacy.NONE.mode is PrivacyMode.OPEN
    assert Privacy.CONFIDENTIAL.mode is PrivacyMode.CONFIDENTIAL
