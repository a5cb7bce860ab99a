"""With one's own links and the numbers of others: at every address nothing of theirs is told."""

from collections.abc import Sequence
from itertools import combinations, count

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
    start_of,
    survey_routes,
    takes_forms,
)
from tests.web.survey.test_link_scanners import dump

UNKNOWN = "A" * 32
NOT_FOUND, NO_FORM, WRONG_INPUT = 404, 405, 422
# What a form might be thought to carry, were our forms to name what they are about.
FORM_FIELDS = ("response", "key", "id", "invitation", "round", "partnership", "token", "code")


@pytest.fixture
def ours(context: Context) -> Side:
    return make_side(context, "Onze wijk", "1" * 32)


@pytest.fixture
def theirs(context: Context) -> Side:
    return make_side(context, "Hun wijk", "2" * 32)


@pytest.fixture
def strangers(client: TestClient) -> "Strangers":
    return Strangers(client)


class Strangers:
    """Visitors who each come from an address of their own, so that no limit stops them."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._numbers = count(1)

    def ask(self, method: str, address: str, **options: object) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        number = next(self._numbers)
        place = (f"10.0.{number // 250}.{number % 250 + 1}", 50_000)
        visitor = TestClient(
            self._client.app,
            raise_server_exceptions=False,
            follow_redirects=False,
            client=place,
        )
        answer = visitor.request(method, address, **options)  # type: ignore[arg-type] # As named.
        return answer.status_code, answer.text + str(answer.headers)


def mixtures(names: Sequence[str]) -> list[set[str]]:
    """Return every choice of which numbers are those of others: at least one."""
    ids = [name for name in names if name not in {"token", "number"}]
    return [set(some) for size in range(1, len(ids) + 1) for some in combinations(ids, size)]


def test_every_address_opens_with_the_links_that_belong_to_it(
    strangers: Strangers, client: TestClient, ours: Side
) -> None:
    answers = {
        route.path: strangers.ask("GET", own_address(route, ours))
        for route in survey_routes(client.app)
    }

    # The page of thanks leads on to what has to be sent first.
    assert answers.pop("/{token}/thanks")[0] == 303
    assert {status for status, _ in answers.values()} == {200}
    assert any(ours.words[0] in text for _, text in answers.values())


# H24.
def test_our_link_with_their_numbers_is_not_found_at_any_address(
    strangers: Strangers, client: TestClient, engine: Engine, ours: Side, theirs: Side
) -> None:
    tried = [
        fill_in(
            route,
            {
                **ours.ids,
                **{name: theirs.ids[name] for name in foreign},
                "token": ours.tokens[start_of(route)],
            },
        )
        for route in survey_routes(client.app)
        if "token" in parameters_of(route)
        for foreign in mixtures(parameters_of(route))
    ]
    before = stored_in(engine)

    answers = [strangers.ask(method, each) for each in tried for method in ("GET", "POST")]

    # Of every kind of number that an address can hold.
    assert len(tried) >= len(set(theirs.ids) - {"number"})
    assert {status for status, _ in answers} == {NOT_FOUND, NO_FORM}
    assert not [text for _, text in answers if any(word in text for word in theirs.words)]
    assert stored_in(engine) == before


# H24.
def test_our_link_with_their_numbers_in_the_form_or_the_query_changes_nothing_of_theirs(
    strangers: Strangers, client: TestClient, engine: Engine, ours: Side, theirs: Side
) -> None:
    numbers = {
        f"{name}{ending}": str(number)
        for name, number in theirs.ids.items()
        for ending in ("", "_id")
    }
    fields = {**numbers, **dict.fromkeys(FORM_FIELDS, theirs.tokens[PERSONAL]), "TRU1": "1"}
    routes = [route for route in survey_routes(client.app) if takes_forms(route)]
    strangers.ask("POST", f"/s/{theirs.tokens[PERSONAL]}/1", data={"TRU1": "5", "go": "next"})
    before = responses_in(engine)

    answers = [
        strangers.ask(
            "POST", own_address(route, ours), params=numbers, data={**fields, "go": "send"}
        )
        for route in routes
    ]

    assert {status for status, _ in answers} <= {200, 303, NOT_FOUND, WRONG_INPUT}
    assert not [text for _, text in answers if any(word in text for word in theirs.words)]
    assert before <= responses_in(engine)


# H24.
def test_the_code_of_one_side_is_wrong_at_the_poster_and_the_meeting_of_the_other(
    strangers: Strangers, ours: Side, theirs: Side
) -> None:
    places = [f"/s/party/{ours.tokens['/party/']}", f"/s/live/{ours.ids['question']}"]

    answers = [
        strangers.ask("POST", place, data={"code": code})[0]
        for place in places
        for code in theirs.codes
    ]

    assert answers == [WRONG_INPUT] * 4


# H24.
@pytest.mark.parametrize("token", [UNKNOWN, "", "x"])
def test_their_numbers_without_a_link_are_not_found(
    strangers: Strangers, client: TestClient, theirs: Side, token: str
) -> None:
    routes = [each for each in survey_routes(client.app) if "token" in parameters_of(each)]

    answers = [
        strangers.ask("GET", fill_in(route, {**theirs.ids, "token": token})) for route in routes
    ]

    assert {status for status, _ in answers} == {NOT_FOUND}


def stored_in(engine: Engine) -> list[tuple[object, ...]]:
    """Return all that is stored but the number of wrong links, which counts these very visits."""
    return [row for row in dump(engine) if row[0] != "miss"]


def responses_in(engine: Engine) -> set[str]:
    """Return every response, as text."""
    return {repr(row) for row in dump(engine) if row[0] == "response"}
