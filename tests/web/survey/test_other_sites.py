"""Pages of other websites send nothing, at any address that takes a form."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from monitor.services.context import Context
from tests.web.survey.survey_addresses import (
    PERSONAL,
    Side,
    fill_in,
    make_side,
    own_address,
    parameters_of,
    survey_routes,
    takes_forms,
)
from tests.web.survey.test_link_scanners import dump

# What browsers say of a form that another page sends; "null" is what they write for our own.
FOREIGN: Mapping[str, Mapping[str, str]] = {
    "another site": {"sec-fetch-site": "cross-site"},
    "another part of our domain": {"sec-fetch-site": "same-site"},
    "an old browser at another site": {"origin": "https://evil.example"},
    "a name that begins like ours": {"origin": "http://testserver.evil.example"},
    "another port": {"origin": "http://testserver:8080"},
    "no address": {"origin": "http://["},
    "both": {"sec-fetch-site": "cross-site", "origin": "null"},
}
OWN: Mapping[str, Mapping[str, str]] = {
    "a new browser": {"sec-fetch-site": "same-origin", "origin": "null"},
    "an old browser": {"origin": "http://testserver"},
    "somebody who reloads": {"sec-fetch-site": "none"},
    "a program": {},
}
FORM = {"TRU1": "4", "said": "5", "heard": "2", "helped": "dk", "party": "none", "code": "x"}


@pytest.fixture
def side(context: Context) -> Side:
    return make_side(context, "Onze wijk", "1" * 32)


def addresses(client: TestClient, side: Side) -> list[str]:
    """Return every address that takes a form."""
    routes = [route for route in survey_routes(client.app) if takes_forms(route)]
    return [own_address(route, side) for route in routes]


# H26.
@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_form_that_comes_from_elsewhere_is_refused_at_every_address(
    client: TestClient, engine: Engine, side: Side, headers: Mapping[str, str]
) -> None:
    tried = addresses(client, side)
    before = dump(engine)

    statuses = {
        client.post(address, data={**FORM, "go": go}, headers=headers).status_code
        for address in tried
        for go in ("send", "withdraw", "stop")
    }

    assert tried
    assert statuses == {403}
    assert dump(engine) == before


@pytest.mark.parametrize("headers", OWN.values(), ids=OWN)
def test_a_form_of_our_own_is_taken(
    client: TestClient, side: Side, headers: Mapping[str, str]
) -> None:
    address = f"/s/{side.tokens[PERSONAL]}/1"

    assert client.post(address, data={"TRU1": "4"}, headers=headers).status_code == 303


# H26.
def test_a_form_without_its_token_is_not_found_and_changes_nothing(
    client: TestClient, engine: Engine, side: Side
) -> None:
    routes = [each for each in survey_routes(client.app) if takes_forms(each)]
    tried = [
        fill_in(each, {**side.ids, "token": "A" * 32})
        for each in routes
        if "token" in parameters_of(each)
    ]
    before = [row for row in dump(engine) if row[0] != "miss"]

    # The token is the only credential: there is no cookie that a browser would add by itself.
    statuses = {client.post(address, data=FORM).status_code for address in tried}

    assert statuses == {404}
    assert [row for row in dump(engine) if row[0] != "miss"] == before
