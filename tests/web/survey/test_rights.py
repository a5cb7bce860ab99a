"""What a respondent is told about data, and what can be done with it."""

import re
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.factories import FakeClock, StoredPartnership, add_partnership, add_round
from tests.web.visitor import Visitor, visible_text


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is printed does not depend on it."""
    return sqlite_url


def consent(context: Context, stored: StoredPartnership, minimum_group: int = 3) -> None:
    with context.unit_of_work() as uow:
        uow.consents.save(
            Consent(
                stored.partnership.parties[0].id,
                PrivacyMode.CONFIDENTIAL,
                minimum_group,
                "Anna de Wit",
                date(2026, 10, 1),
            )
        )
        uow.commit()


# The page about data.


def test_the_page_says_what_is_kept_for_how_long_and_who_can_see_it(visitor: Visitor) -> None:
    text = visible_text(visitor.open("privacy").text)

    for sentence in (
        "Op welke dag of hoe laat u dat deed, bewaren we niet.",
        "Niets blijft langer dan nodig is.",
        "Wie u de link gaf of stuurde, had hem ook en kan hem dus openen.",
        "Wilt u geen mail meer? Onder elke mail staat een link om te stoppen.",
        "Dan typt de gespreksleider uw antwoorden over en leest die dus ook.",
        "Tot dinsdag 1 december, 10:30 uur kunt u uw antwoorden bekijken, wijzigen",
    ):
        assert sentence in text


def test_the_page_says_who_agreed_for_each_party_and_when(
    visitor: Visitor, context: Context, stored: StoredPartnership
) -> None:
    consent(context, stored)

    text = visible_text(visitor.open("privacy").text)

    assert "Voor Zonnewijk en Veldzicht: municipality 1: Anna de Wit, op 1 oktober 2026." in text
    assert "Voor Zonnewijk en Veldzicht: initiative 2 is niet vastgelegd wie dit koos." in text


def test_a_word_about_another_privacy_does_not_count(
    visitor: Visitor, context: Context, stored: StoredPartnership
) -> None:
    consent(context, stored, minimum_group=8)

    assert "Anna de Wit" not in visitor.open("privacy").text


def test_what_is_shown_of_what_is_asked_besides_is_told(
    client: TestClient, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, minimum_group=6)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)

    text = visible_text(Visitor(client, later.invited[0].token).open("privacy").text)

    assert "‘een beetje’ of ‘nee’, en pas vanaf 6 antwoorden." in text
    assert "Per onderwerp doen we dat pas vanaf 8 antwoorden." in text
    assert "of het werk voor de groep licht, gemiddeld of zwaar is" in text


def test_where_all_is_shown_or_nothing_asked_besides_no_such_promise_is_made(
    client: TestClient, context: Context, visitor: Visitor
) -> None:
    stored = add_partnership(context.unit_of_work, name="Open", privacy_mode=PrivacyMode.OPEN)
    later = add_round(context.unit_of_work, stored.partnership, sequence=2, asks_besides=True)

    opened = visible_text(Visitor(client, later.invited[0].token).open("privacy").text)

    assert "Spiegel: we tonen" not in opened
    assert "Spiegel: we tonen" not in visible_text(visitor.open("privacy").text)


def test_a_joint_form_is_told_to_be_everybodys(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work, name="Samen", privacy_mode=PrivacyMode.JOINT)
    visitor = Visitor(client, stored.tokens[0])
    visitor.post("1", {"TRU1": "4"})

    privacy = visible_text(visitor.open("privacy").text)
    question = visible_text(visitor.open("withdraw").text)
    copy = visible_text(visitor.open("copy").text)

    assert "Iedereen die voor uw partij is uitgenodigd, vult hetzelfde formulier in." in privacy
    assert "Ook wat uw collega’s hebben ingevuld" in question
    assert "Dit zijn de antwoorden van Samen: municipality 1" in copy


# The copy.


def test_the_copy_is_a_file_with_all_answers_and_without_the_link(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4"})
    visitor.post("6", {"O1": "Goed <b>gesprek</b>", "O1.audience": "shared_screen"})

    answer = visitor.open("copy")

    text = visible_text(answer.text)
    assert answer.headers["content-disposition"] == 'attachment; filename="check-in-2026-Q4.html"'
    assert "4 – mee eens" in text
    assert "Goed <b>gesprek</b>" in text
    assert "Zo stonden ze op 17 november 2026." in text
    assert "Ze zijn nog niet verstuurd" in text
    assert visitor.token not in answer.text
    assert not re.search(r'href="/|<form|<script|src=', answer.text)


def test_the_copy_is_in_the_language_of_its_reader_and_says_that_it_counts(
    visitor: Visitor,
) -> None:
    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})

    text = visible_text(visitor.open("copy?lang=en").text)

    assert "They have been sent and they count." in text
    assert "4 – agree" in text


def test_the_copy_is_offered_once_there_is_something_to_copy(visitor: Visitor) -> None:
    assert "/copy" not in visitor.open("check").text

    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})

    for page in ("check", "thanks", "privacy"):
        assert f'href="{visitor.address("copy")}"' in visitor.open(page).text


# The withdrawal.


def test_withdrawing_is_asked_first(visitor: Visitor, context: Context) -> None:
    visitor.post("1", {"TRU1": "4"})

    page = visitor.open("withdraw")

    assert "Wilt u uw antwoorden wissen?" in page.text
    assert "U kunt dit niet ongedaan maken." in page.text
    assert read_checkin(context, visitor.token).is_begun


@pytest.mark.parametrize("last", [("1", {"TRU1": "4"}), ("check", {"go": "send"})])
def test_everything_is_deleted_and_the_link_still_works(
    visitor: Visitor,
    context: Context,
    stored: StoredPartnership,
    last: tuple[str, dict[str, str]],
) -> None:
    visitor.post("1", {"TRU1": "5"})
    visitor.post(*last)

    answer = visitor.post("withdraw", {"go": "withdraw"})

    text = visible_text(answer.text)
    assert "Uw antwoorden zijn gewist" in text
    assert "Uw link werkt nog." in text
    assert "Daarom kan er ook weer een herinnering komen." in text
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.responses.count(stored.round.id) == 0
    assert visitor.post("1", {"TRU1": "1"}).status_code == 303


def test_pressing_twice_is_no_failure(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4"})

    assert visitor.post("withdraw").status_code == visitor.post("withdraw").status_code == 200
    assert "Er is niets van u bewaard in deze check-in." in visitor.open("withdraw").text


def test_after_the_deadline_the_page_does_not_promise_another_chance(
    visitor: Visitor, clock: FakeClock, stored: StoredPartnership
) -> None:
    visitor.post("1", {"TRU1": "4"})
    clock.set(stored.round.closes_at + timedelta(minutes=1))

    text = visible_text(visitor.post("withdraw").text)

    assert "Uw antwoorden zijn gewist" in text
    assert "De check-in is gesloten." in text
    assert "Uw link werkt nog." not in text


def test_another_website_cannot_withdraw(visitor: Visitor, context: Context) -> None:
    visitor.post("1", {"TRU1": "4"})

    answer = visitor.post("withdraw", {"go": "withdraw"}, sec_fetch_site="cross-site")

    assert answer.status_code == 403
    assert read_checkin(context, visitor.token).is_begun
