"""The pages without a personal link: a poster, stopping mail, accessibility, privacy."""

import re

import pytest
from starlette.testclient import TestClient

from monitor.domain.links import derive_code, derive_mail_token, derive_party_token, write_code
from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import Term, Unit
from monitor.i18n.catalogue import translator
from monitor.i18n.retention_sentences import describe_term, describe_terms
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.site import survey_mount
from tests.factories import SECRET_KEY, StoredPartnership, add_partnership
from tests.web.visitor import FORM, visible_text

ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART_TYPE = "multipart/form-data; boundary=x"
MULTIPART = (
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
)


@pytest.fixture
def poster(stored: StoredPartnership) -> str:
    party = stored.partnership.parties[0]
    return f"/s/party/{derive_party_token(SECRET_KEY, stored.round.id, party.id)}"


@pytest.fixture
def code(stored: StoredPartnership) -> str:
    return write_code(derive_code(SECRET_KEY, stored.invited[0].invitation.nonce))


@pytest.fixture
def mail(stored: StoredPartnership) -> str:
    person = stored.participants[0]
    return f"/s/mail/{person.id}/{derive_mail_token(SECRET_KEY, person.id)}"


def wants_mail(context: Context, stored: StoredPartnership) -> bool:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get_participant(stored.participants[0].id).wants_mail


# The poster.


def test_a_poster_explains_and_asks_for_one_code(client: TestClient, poster: str) -> None:
    page = client.get(poster)

    text = visible_text(page.text)
    assert page.status_code == 200
    assert "U vult dit in voor Zonnewijk en Veldzicht: municipality 1" in text
    assert "Uw persoonlijke code" in text
    assert "Invullen kan tot dinsdag 1 december, 10:30 uur." in text
    assert page.text.count("<input") == 1


def test_a_code_leads_to_the_personal_page(
    client: TestClient, poster: str, code: str, stored: StoredPartnership
) -> None:
    answer = client.post(poster, data={"code": f" {code.lower()} "})

    assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{stored.tokens[0]}")


def test_a_code_is_carried_on_in_the_language_of_the_poster(
    client: TestClient, poster: str, code: str, stored: StoredPartnership
) -> None:
    answer = client.post(f"{poster}?lang=en", data={"code": code})

    assert answer.headers["location"] == f"/s/{stored.tokens[0]}?lang=en"


def test_a_wrong_code_says_what_to_do_and_stays_to_be_mended(
    client: TestClient, poster: str
) -> None:
    answer = client.post(poster, data={"code": '7kq2"<m9>'})

    assert answer.status_code == 422
    assert 'value="7kq2&#34;&lt;m9&gt;"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert '<a href="#code">' in answer.text
    assert "<title>Fout: " in answer.text


def test_a_very_long_code_is_cut(client: TestClient, poster: str) -> None:
    answer = client.post(poster, data={"code": "x" * 5000})

    assert f'value="{"x" * 40}"' in answer.text


def test_a_poster_form_from_another_website_is_refused(
    client: TestClient, poster: str, code: str
) -> None:
    headers = {"sec-fetch-site": "cross-site"}

    assert client.post(poster, data={"code": code}, headers=headers).status_code == 403


def test_a_poster_of_nothing_looks_like_a_link_of_nothing(client: TestClient) -> None:
    unknown_poster = client.get(f"/s/party/{'A' * 32}")

    assert unknown_poster.status_code == 404
    assert unknown_poster.content == client.get(f"/s/{'A' * 32}").content


# Mail.


def test_opening_the_link_in_a_letter_only_asks(
    client: TestClient, context: Context, mail: str, stored: StoredPartnership
) -> None:
    page = client.get(mail)

    assert "Geen mail meer ontvangen?" in page.text
    assert wants_mail(context, stored)


def test_a_button_stops_mail_and_another_undoes_it(
    client: TestClient, context: Context, mail: str, stored: StoredPartnership
) -> None:
    stopped = client.post(mail, data={"go": "stop"})
    assert (stopped.status_code, stopped.headers["location"]) == (303, mail)
    assert not wants_mail(context, stored)
    assert "U krijgt geen mail meer" in client.get(mail).text

    client.post(mail, data={"go": "start"})

    assert wants_mail(context, stored)


@pytest.mark.parametrize("form", [(ONE_CLICK, FORM["content-type"]), (MULTIPART, MULTIPART_TYPE)])
def test_a_mail_program_stops_mail_with_one_click(
    client: TestClient,
    context: Context,
    mail: str,
    stored: StoredPartnership,
    form: tuple[str, str],
) -> None:
    body, media_type = form
    headers = {"content-type": media_type, "sec-fetch-site": "cross-site"}

    answer = client.post(mail, content=body, headers=headers)

    assert answer.status_code == 200
    assert not wants_mail(context, stored)


@pytest.mark.parametrize("data", [{}, {"go": "something"}, {"language": "en"}])
def test_any_other_form_changes_nothing(
    client: TestClient,
    context: Context,
    mail: str,
    stored: StoredPartnership,
    data: dict[str, str],
) -> None:
    assert client.post(mail, data=data).status_code == 303
    assert wants_mail(context, stored)


def test_another_website_cannot_press_the_button(
    client: TestClient, context: Context, mail: str, stored: StoredPartnership
) -> None:
    answer = client.post(mail, data={"go": "stop"}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert wants_mail(context, stored)


@pytest.mark.parametrize("number", ["0", "x", "9" * 20, "-1", "1x", "9999"])
def test_a_link_to_stop_the_mail_of_nobody_is_not_found(client: TestClient, number: str) -> None:
    for address in (f"/s/mail/{number}/{'A' * 32}", f"/s/mail/{number}/x"):
        assert client.get(address).status_code == 404
        assert client.post(address, content=ONE_CLICK, headers=FORM).status_code == 404


def test_mail_is_stopped_in_the_language_of_its_reader(
    client: TestClient, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, language=Language.ENGLISH)
    person = stored.participants[0]
    address = f"/s/mail/{person.id}/{derive_mail_token(SECRET_KEY, person.id)}"

    assert "Stop all mail" in client.get(address).text
    assert "Stop alle mail" in client.get(f"{address}?lang=nl").text


# Accessibility.


def test_the_statement_says_what_was_not_tested_and_whom_to_tell(
    client: TestClient, context: Context
) -> None:
    named = Settings(_env_file=None, contact="toegankelijk@example.nl")
    told = TestClient(survey_mount(context, named)).get("/s/accessibility")
    untold = client.get("/s/accessibility")

    assert "Wat nog niet is getest" in untold.text
    assert "Laat het weten aan degene die u heeft uitgenodigd." in untold.text
    assert "Laat het weten aan toegankelijk@example.nl." in told.text


def test_every_page_leads_to_the_statement_in_its_language(
    client: TestClient, poster: str, mail: str, stored: StoredPartnership
) -> None:
    for address in (poster, mail, f"/s/{stored.tokens[0]}", f"/s/{stored.tokens[0]}/check"):
        assert 'href="/s/accessibility?lang=en"' in client.get(f"{address}?lang=en").text
    assert client.get("/s/accessibility?lang=en").status_code == 200


def test_from_a_page_of_questions_a_button_leads_to_it_so_that_nothing_is_lost(
    client: TestClient, stored: StoredPartnership
) -> None:
    part = f"/s/{stored.tokens[0]}/1"
    assert '<button class="plain" name="go" value="accessibility">' in client.get(part).text

    answer = client.post(part, data={"TRU1": "4", "go": "accessibility"})

    assert answer.headers["location"] == "/s/accessibility?lang=nl"
    assert 'value="4" checked' in client.get(part).text


# Privacy.


@pytest.mark.parametrize("language", [*Language])
def test_the_privacy_statement_gives_the_terms_that_the_job_uses(
    context: Context, language: Language
) -> None:
    settings = Settings(_env_file=None, contact="privacy@example.nl", retention="comments=1m")
    client = TestClient(survey_mount(context, settings))
    t = translator(language)

    text = visible_text(client.get(f"/s/privacy?lang={language.value}").text)

    assert t("privacy.who.contact", contact="privacy@example.nl") in text
    assert all(sentence in text for sentence in describe_terms(settings.retention_terms, t))
    assert describe_term(Term(1, Unit.MONTH), t) in text
    assert "autoriteitpersoonsgegevens.nl" in text


def test_the_privacy_statement_is_small_and_asks_nothing_of_anyone(client: TestClient) -> None:
    for language in Language:
        answer = client.get(f"/s/privacy?lang={language.value}")
        assert len(answer.content) < 12_500
        assert not re.search(r"(?:https?:)?//|<script|<img|@import|url\(", answer.text)
        assert "set-cookie" not in answer.headers


def test_without_a_contact_the_statement_names_who_sent_the_invitation(client: TestClient) -> None:
    text = visible_text(client.get("/s/privacy").text)

    assert translator(Language.DUTCH)("privacy.who.contact.none") in text


def test_every_page_leads_to_the_privacy_statement_in_its_language(
    client: TestClient, poster: str, mail: str, stored: StoredPartnership
) -> None:
    own = f"/s/{stored.tokens[0]}"
    for address in (poster, mail, own, f"{own}/check", f"{own}/privacy", "/s/accessibility"):
        assert 'href="/s/privacy?lang=en"' in client.get(f"{address}?lang=en").text


def test_from_a_page_of_questions_a_button_leads_to_the_privacy_statement(
    client: TestClient, stored: StoredPartnership
) -> None:
    part = f"/s/{stored.tokens[0]}/1"

    answer = client.post(part, data={"TRU1": "4", "go": "data"})

    assert answer.headers["location"] == "/s/privacy?lang=nl"
    assert 'value="4" checked' in client.get(part).text
