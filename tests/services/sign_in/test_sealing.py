"""What is encrypted is read again with the same key only."""

from datetime import timedelta

from monitor.services.sign_in.sealing import seal, unseal
from tests.factories import SECRET_KEY


def test_a_text_comes_back_and_stands_nowhere_in_what_is_stored() -> None:
    sealed = seal(SECRET_KEY, "totp", "GEZDGNBV")

    assert "GEZDGNBV" not in sealed
    assert unseal(SECRET_KEY, "totp", sealed) == "GEZDGNBV"


def test_another_key_or_purpose_reads_nothing() -> None:
    sealed = seal(SECRET_KEY, "totp", "GEZDGNBV")

    assert unseal(b"another key that is long enough", "totp", sealed) is None
    assert unseal(SECRET_KEY, "draft", sealed) is None


def test_what_was_changed_or_is_too_old_is_not_read() -> None:
    sealed = seal(SECRET_KEY, "totp", "GEZDGNBV")

    assert unseal(SECRET_KEY, "totp", sealed[:-4] + "AAAA") is None
    assert unseal(SECRET_KEY, "totp", "nonsense") is None
    assert unseal(SECRET_KEY, "totp", sealed, timedelta(seconds=-1)) is None
