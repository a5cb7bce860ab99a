"""A form belongs to one browser."""

from monitor.services.sign_in.form_tokens import is_form_token, make_form_token
from tests.factories import SECRET_KEY


# H26.
def test_a_form_counts_from_the_browser_that_it_was_made_for_only() -> None:
    token = make_form_token(SECRET_KEY, "browser")

    assert is_form_token(SECRET_KEY, "browser", token)
    assert not is_form_token(SECRET_KEY, "another", token)
    assert not is_form_token(b"another key", "browser", token)


# H26.
def test_without_a_cookie_no_form_counts() -> None:
    assert not is_form_token(SECRET_KEY, "", make_form_token(SECRET_KEY, ""))
