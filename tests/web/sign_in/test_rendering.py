"""The pages of signing in carry one style, and names as text."""

import base64
import hashlib
import re

from monitor.web.sign_in.rendering import HEADERS
from tests.signing_in import Person
from tests.web.sign_in.guest import Guest


def test_the_style_of_a_page_is_the_one_that_its_policy_allows(guest: Guest, noor: Person) -> None:
    page = guest.open("/sign-in").text
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    (found,) = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in style]
    assert f"style-src 'sha256-{found}';" in HEADERS["content-security-policy"]
    assert noor.account.email not in page


# H27.
def test_what_was_typed_is_shown_as_text(guest: Guest, noor: Person) -> None:
    typed = '"><script>alert(1)</script>'

    page = guest.send("/sign-in", email=typed, password="x").text

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert noor.account.email not in page
