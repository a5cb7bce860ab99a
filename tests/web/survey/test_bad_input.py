"""Whatever is posted: no failure of ours, no lost answer, no markup of theirs."""

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import Phase
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from monitor.web.body_limit import SURVEY_BODY_LIMIT
from tests.factories import add_partnership, add_round
from tests.web.visitor import FORM, Visitor, checked_values, visible_text

INJECTIONS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt; &amp; &#x41;",
    "' onmouseover='alert(1)",
    "<!-- --><svg/onload=alert(1)>",
    "]]><style>*{display:none}</style>",
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is refused does not depend on it."""
    return sqlite_url


@pytest.mark.parametrize("value", ["0", "6", "-1", "4.0", "04", "", "four", "٣", "1e0", "None"])
def test_a_value_outside_the_scale_is_refused_and_the_rest_is_kept(
    visitor: Visitor, context: Context, value: str
) -> None:
    answer = visitor.post("1", {"TRU1": value, "TRU2": "4", "go": "next"})

    assert answer.status_code == 422
    assert "<title>Fout: Vertrouwen" in answer.text
    assert '<a href="#TRU1">' in answer.text
    assert 'id="TRU1-error"' in answer.text
    assert checked_values(answer.text, "TRU2") == ["4"]
    assert read_checkin(context, visitor.token).response.answers == {"TRU2": 4}


@pytest.mark.parametrize("name", ["TRU9", "GRO1", "tru1", "", "TRU1.audience", "__proto__"])
def test_a_question_of_another_page_or_of_none_is_not_saved(
    visitor: Visitor, context: Context, name: str
) -> None:
    answer = visitor.post("1", {name: "4", "TRU2": "3"})

    assert answer.status_code == 422
    assert "Een antwoord hoorde niet bij deze pagina." in answer.text
    assert read_checkin(context, visitor.token).response.answers == {"TRU2": 3}


def test_an_unknown_audience_is_refused(visitor: Visitor, context: Context) -> None:
    answer = visitor.post("6", {"O1": "Goed", "O1.audience": "everyone", "X1": "3"})

    assert answer.status_code == 422
    assert "Kies wie uw tekst mag lezen." in answer.text
    assert ">\nGoed</textarea>" in answer.text
    assert checked_values(answer.text, "O1.audience") == ["not_verbatim"]
    response = read_checkin(context, visitor.token).response
    assert (response.answers, response.comments) == ({"X1": 3}, {})


def test_a_choice_that_is_not_on_the_list_is_refused(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work, phase=Phase.SET_UP)
    visitor = Visitor(client, stored.tokens[0])
    visitor.post("5", {"T5.choice": "time"})

    answer = visitor.post("5", {"T5": "1", "T5.choice": ["money", "patience"]})

    assert answer.status_code == 422
    assert "Kies alleen uit deze lijst." in answer.text
    response = read_checkin(context, visitor.token).response
    assert (response.answers, response.choices) == ({"T5": 1}, {"T5": ("time",)})


def test_a_longer_comment_is_shown_again_with_all_that_was_typed(
    visitor: Visitor, context: Context
) -> None:
    text = "é" * (MAXIMUM_COMMENT_LENGTH + 1)
    form = {"O1": text, "O1.audience": "coach_only", "O2": "Kort", "X1": "2", "go": "next"}

    answer = visitor.post("6", form)

    assert answer.status_code == 422
    assert "Uw tekst is te lang: 2.001 tekens." in answer.text
    assert text in answer.text
    assert checked_values(answer.text, "O1.audience") == ["coach_only"]
    response = read_checkin(context, visitor.token).response
    assert response.answers == {"X1": 2}
    assert {code: comment.text for code, comment in response.comments.items()} == {"O2": "Kort"}


# H27.
@pytest.mark.parametrize("text", INJECTIONS)
def test_markup_is_shown_literally_everywhere(visitor: Visitor, text: str) -> None:
    visitor.post("6", {"O1": text, "O1.audience": "shared_screen"})
    pages = [
        visitor.open("6").text,
        visitor.open("check").text,
        visitor.post("6", {"O1": text, "O1.audience": "x", "<i>": "1"}).text,
        visitor.post("1", {"TRU1": text, text: "4"}).text,
        Visitor(visitor.client, "A" * 32).post("6", {"O1": text, "TRU1": text}).text,
    ]

    for page in pages:
        for tag in ("<script", "<img", "<svg", "<i>", "<style>*", "onmouseover='"):
            assert tag not in page
    for page in (pages[0], pages[1], pages[4]):
        assert "".join(text.split()) in "".join(visible_text(page).split())


def test_a_body_at_the_limit_is_read(visitor: Visitor) -> None:
    body = b"O1=" + b"x" * (SURVEY_BODY_LIMIT - 3)

    assert visitor.client.post(visitor.address("6"), content=body, headers=FORM).status_code == 422


# H30.
def test_a_body_over_the_limit_gets_a_page_that_says_so(visitor: Visitor) -> None:
    body = b"O1=" + b"x" * (SURVEY_BODY_LIMIT - 2)

    answer = visitor.client.post(visitor.address("6"), content=body, headers=FORM)

    assert answer.status_code == 413
    assert "Dat is te veel tekst" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


# H30.
def test_too_many_fields_are_refused(visitor: Visitor) -> None:
    body = "&".join(f"f{number}=1" for number in range(201))

    answer = visitor.client.post(visitor.address("1"), content=body, headers=FORM)

    assert answer.status_code == 400
    assert "Dit formulier kunnen we niet lezen" in answer.text


@pytest.mark.parametrize(
    "media_type", ["application/json", "text/plain", "", "multipart/form-data"]
)
def test_another_kind_of_body_is_refused(visitor: Visitor, media_type: str) -> None:
    headers = {"content-type": media_type}

    answer = visitor.client.post(visitor.address("1"), content=b"TRU1=4", headers=headers)

    assert answer.status_code == 415
    assert "Dit formulier kunnen we niet lezen" in answer.text


def test_a_file_upload_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.post(visitor.address("1"), files={"TRU1": ("a.txt", b"4")})

    assert answer.status_code == 415


def test_a_form_from_another_website_is_refused(visitor: Visitor, context: Context) -> None:
    refused = visitor.post("1", {"TRU1": "4"}, sec_fetch_site="cross-site")
    own = visitor.post("1", {"TRU2": "4"}, sec_fetch_site="same-origin")

    assert refused.status_code == 403
    assert "komt van een andere website" in refused.text
    assert own.status_code == 303
    assert read_checkin(context, visitor.token).response.answers == {"TRU2": 4}


def test_a_link_from_another_website_may_be_opened(visitor: Visitor) -> None:
    answer = visitor.client.get(visitor.address(), headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_alike_for_every_link(visitor: Visitor, method: str) -> None:
    known = visitor.client.request(method, visitor.address())
    unknown = visitor.client.request(method, f"/s/{'A' * 32}")

    assert known.status_code == unknown.status_code == 405
    assert known.content == unknown.content


def test_what_was_noticed_has_a_scale_of_its_own(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)
    visitor = Visitor(client, later.invited[0].token)
    parts = read_checkin(context, visitor.token).parts
    code = next(part for part in parts if part.code == "noticed").questions[0].code

    refused = visitor.post("6", {code: "5"})
    taken = visitor.post("6", {code: "3"})

    assert refused.status_code == 422
    assert taken.status_code == 303
    assert read_checkin(context, visitor.token).response.answers == {code: 3}
