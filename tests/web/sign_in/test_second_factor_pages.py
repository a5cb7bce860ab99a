"""The page on which an app is set up."""

import re

import pyotp
import pytest

from monitor.services.context import Context
from monitor.services.sign_in.find_actor import find_actor
from monitor.services.sign_in.hashing import hash_password
from monitor.services.sign_in.sessions import begin_halfway
from tests.signing_in import add_account
from tests.web.sign_in.guest import Guest
from tests.web.visitor import visible_text


@pytest.fixture
def newcomer(guest: Guest, context: Context) -> Guest:
    """Somebody with a password and no app."""
    account = add_account(context)
    with context.unit_of_work() as uow:
        uow.accounts.set_password(account.id, hash_password("anything at all"))
        uow.commit()
    guest.client.cookies.set("monitor", begin_halfway(context, account))
    return guest


def fields_of(page: str) -> dict[str, str]:
    """Return the hidden fields of a form."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def secret_of(page: str) -> str:
    found = re.search(r'class="secret">([^<]+)<', page)
    assert found is not None
    return found.group(1).replace(" ", "")


def test_a_secret_is_shown_as_a_picture_and_as_text(newcomer: Guest) -> None:
    page = newcomer.open("/sign-in/second-factor").text

    assert "<svg" in page
    assert len(secret_of(page)) == 32


def test_the_code_of_the_app_leads_to_recovery_codes_and_in(newcomer: Guest) -> None:
    page = newcomer.open("/sign-in/second-factor?next=/register").text
    code = pyotp.TOTP(secret_of(page)).at(newcomer.context.clock.now())

    answer = newcomer.post("/sign-in/second-factor", {**fields_of(page), "code": code})

    assert len(re.findall(r"<li>([0-9A-Z-]{19})</li>", answer.text)) == 10
    assert 'href="/register"' in answer.text
    kept = " ".join(answer.headers.get_list("set-cookie"))
    (token,) = re.findall(r"monitor=([\w-]+)", kept)
    assert find_actor(newcomer.context, token) is not None


def test_a_wrong_code_shows_the_same_secret_again(newcomer: Guest) -> None:
    page = newcomer.open("/sign-in/second-factor").text

    answer = newcomer.post("/sign-in/second-factor", {**fields_of(page), "code": "000000"})

    assert answer.status_code == 422
    assert secret_of(answer.text) == secret_of(page)
    assert "Deze code klopt niet" in visible_text(answer.text)


def test_a_secret_of_ones_own_making_is_not_taken(newcomer: Guest) -> None:
    page = newcomer.open("/sign-in/second-factor").text
    fields = fields_of(page) | {"sealed": "1 GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "code": "000000"}

    answer = newcomer.post("/sign-in/second-factor", fields)

    assert answer.headers["location"] == "/sign-in"
