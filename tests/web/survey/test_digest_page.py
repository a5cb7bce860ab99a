"""The address in a digest where its manager stops it."""

import pytest
from starlette.testclient import TestClient

from monitor.domain.links import derive_digest_token
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from tests.factories import SECRET_KEY
from tests.services.digesting import add_manager
from tests.web.visitor import visible_text

t = translator(Language.ENGLISH)


@pytest.fixture
def manager(context: Context) -> Manager:
    return add_manager(context)


@pytest.fixture
def address(manager: Manager) -> str:
    return f"/s/digest/{manager.id}/{derive_digest_token(SECRET_KEY, manager.id)}"


def wants_digest(context: Context, manager: Manager) -> bool:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.managers.get(manager.id).wants_digest


def test_opening_the_address_only_asks(
    client: TestClient, context: Context, manager: Manager, address: str
) -> None:
    page = client.get(address)

    assert t("digest.on.title") in visible_text(page.text)
    assert wants_digest(context, manager)


def test_a_button_stops_digests_and_another_undoes_it(
    client: TestClient, context: Context, manager: Manager, address: str
) -> None:
    answer = client.post(address, data={"go": "stop"})
    assert answer.status_code == 303
    assert t("digest.off.title") in visible_text(client.get(address).text)
    assert not wants_digest(context, manager)

    client.post(address, data={"go": "start"})

    assert wants_digest(context, manager)


def test_a_mail_program_stops_digests_with_one_click(
    client: TestClient, context: Context, manager: Manager, address: str
) -> None:
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not wants_digest(context, manager)


def test_any_other_form_changes_nothing(
    client: TestClient, context: Context, manager: Manager, address: str
) -> None:
    client.post(address, data={"go": "else"})

    assert wants_digest(context, manager)


@pytest.mark.parametrize("number", ["0", "999", "x", "12345678901"])
def test_the_address_of_nobody_is_not_found(client: TestClient, number: str) -> None:
    assert client.get(f"/s/digest/{number}/abc").status_code == 404
