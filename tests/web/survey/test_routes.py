"""A participant answers in a browser without JavaScript."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from monitor.domain.links import derive_response_key
from monitor.domain.partnership import Language, PartyKind, Phase
from monitor.domain.response import Audience, Comment, ResponseKey
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from tests.factories import FakeClock, StoredPartnership, add_partnership
from tests.web.visitor import Visitor, checked_values, visible_text

UNKNOWN = "A" * 32
PAGES = ["", "privacy", "1", "2", "3", "4", "5", "6", "check"]


def saved_answers(context: Context, visitor: Visitor) -> dict[str, int | None]:
    return dict(read_checkin(context, visitor.token).response.answers)


def response_key(context: Context, stored: StoredPartnership) -> ResponseKey:
    return derive_response_key(context.secret_key, stored.tokens[0])


def close_round(context: Context, stored: StoredPartnership) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()


# The parts.


def test_questions_name_the_partner_and_are_numbered_through(visitor: Visitor) -> None:
    first, second = visitor.open("1").text, visitor.open("2").text

    assert "<legend>1. Zonnewijk en Veldzicht: initiative 2 doet wat we samen" in first
    assert "<legend>4. " in second


def test_several_partners_are_joined(client: TestClient, context: Context) -> None:
    kinds = [PartyKind.MUNICIPALITY, PartyKind.INITIATIVE, PartyKind.OTHER]
    stored = add_partnership(context.unit_of_work, name="Drie", kinds=kinds)

    text = visible_text(Visitor(client, stored.tokens[0]).open().text)

    assert "met Drie: initiative 2 en Drie: other 3?" in text


def test_every_question_has_a_legend_worded_ends_and_dont_know(visitor: Visitor) -> None:
    page = visitor.open("1").text

    assert page.count("<fieldset") == page.count("<legend>") == 3
    assert page.count("<span>helemaal niet mee eens</span><span>helemaal mee eens</span>") == 3
    assert page.count('value="dk"') == 3
    assert page.count('<span class="hide"> niet eens, niet oneens</span>') == 3


def test_the_mark_has_ten_steps(visitor: Visitor) -> None:
    page = visitor.open("6").text

    assert re.findall(r'name="X4" value="(\w+)"', page) == [*map(str, range(1, 11)), "dk"]


def test_a_page_is_saved_as_it_is_left(visitor: Visitor, context: Context) -> None:
    answer = visitor.post("1", {"TRU1": "4", "TRU2": "dk", "go": "next"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith(visitor.address("2"))
    assert saved_answers(context, visitor) == {"TRU1": 4, "TRU2": None}


def test_a_saved_page_shows_what_was_answered(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4", "TRU2": "dk"})

    page = visitor.open("1").text

    assert checked_values(page, "TRU1") == ["4"]
    assert checked_values(page, "TRU2") == ["dk"]
    assert checked_values(page, "TRU3") == []


@pytest.mark.parametrize(
    ("page", "go", "target"),
    [
        ("1", "previous", ""),
        ("2", "previous", "1"),
        ("2", "next", "3"),
        ("6", "next", "check"),
        ("2", "check", "check"),
        ("2", "save", "2"),
        ("2", "something else", "2"),
    ],
)
def test_every_button_leads_somewhere(visitor: Visitor, page: str, go: str, target: str) -> None:
    answer = visitor.post(page, {"go": go})

    assert answer.headers["location"].split("?")[0] == visitor.address(target)


def test_a_save_is_confirmed_with_the_time(visitor: Visitor) -> None:
    location = visitor.post("1", {"TRU1": "4", "go": "save"}).headers["location"]

    assert "Bewaard om 10:30" in visitor.client.get(location).text
    assert "Bewaard om" not in visitor.open("1").text


def test_an_old_address_does_not_claim_that_something_was_saved(
    visitor: Visitor, clock: FakeClock
) -> None:
    location = visitor.post("1", {"TRU1": "4", "go": "save"}).headers["location"]
    clock.advance(timedelta(hours=2))

    assert "Bewaard om" not in visitor.client.get(location).text


@pytest.mark.parametrize("saved", ["x", "-1", "1e9", "9" * 9, "9" * 5000, ""])
def test_a_wrong_time_of_saving_is_ignored(visitor: Visitor, saved: str) -> None:
    answer = visitor.open(f"1?saved={saved}")

    assert answer.status_code == 200
    assert "Bewaard om" not in answer.text


def test_the_pick_list_is_kept_and_can_be_emptied(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work, phase=Phase.SET_UP)
    visitor = Visitor(client, stored.tokens[0])
    visitor.post("5", {"T5": "2", "T5.choice": ["people", "time"]})
    assert checked_values(visitor.open("5").text, "T5.choice") == ["time", "people"]

    visitor.post("5", {"T5": "2"})

    assert checked_values(visitor.open("5").text, "T5.choice") == []


def test_a_comment_starts_with_nobody_reading_it(visitor: Visitor) -> None:
    page = visitor.open("6").text

    assert checked_values(page, "O1.audience") == ["not_verbatim"]
    assert "Anderen kunnen u herkennen aan hoe u schrijft." in page
    assert "welke rol die ook heeft" in page


def test_a_comment_is_kept_with_its_audience(visitor: Visitor, context: Context) -> None:
    visitor.post("6", {"O1": "Goed\r\ngesprek", "O1.audience": "coach_only"})

    comments = read_checkin(context, visitor.token).response.comments
    assert comments == {"O1": Comment("Goed\ngesprek", Audience.COACH_ONLY)}
    page = visitor.open("6").text
    assert ">\nGoed\ngesprek</textarea>" in page
    assert checked_values(page, "O1.audience") == ["coach_only"]


def test_an_emptied_comment_is_gone(visitor: Visitor, context: Context) -> None:
    visitor.post("6", {"O1": "Goed", "O1.audience": "shared_screen"})

    visitor.post("6", {"O1": "  ", "O1.audience": "shared_screen"})

    assert read_checkin(context, visitor.token).response.comments == {}


def test_the_progress_counts_all_parts(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4", "TRU2": "dk"})

    page = visitor.open("2").text

    assert page.count('<li class="on"></li>') == 2
    assert re.findall(r'<li class=" s(\d)">', page) == ["1", "2", "3"]


# The language.


def test_the_language_changes_without_loss(visitor: Visitor, context: Context) -> None:
    answer = visitor.post("1", {"TRU1": "4", "language": "en"})

    assert answer.headers["location"].startswith(f"{visitor.address('1')}?lang=en")
    page = visitor.client.get(answer.headers["location"]).text
    assert '<html lang="en">' in page
    assert checked_values(page, "TRU1") == ["4"]
    assert saved_answers(context, visitor) == {"TRU1": 4}


def test_another_language_is_carried_along_and_the_own_one_is_not(visitor: Visitor) -> None:
    forward = visitor.post("1?lang=en", {"go": "next"}).headers["location"]
    back = visitor.post("1?lang=en", {"language": "nl"}).headers["location"]

    assert forward.startswith(f"{visitor.address('2')}?lang=en")
    assert "lang=" not in back


def test_a_participants_own_language_comes_first(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work, language=Language.ENGLISH)
    visitor = Visitor(client, stored.tokens[0])

    assert '<html lang="en">' in visitor.open().text
    assert '<html lang="nl">' in client.get(f"{visitor.address()}?lang=nl").text
    assert '<html lang="en">' in client.get(f"{visitor.address()}?lang=xx").text


# Checking, sending and after.


def test_the_overview_shows_what_was_answered_and_what_is_open(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4", "TRU2": "dk"})
    visitor.post("6", {"X4": "7", "O1": "Goed <b>gesprek</b>", "O1.audience": "shared_screen"})

    page = visitor.open("check").text
    text = visible_text(page)

    assert "16 vragen zijn nog open." in text
    assert "4 – mee eens" in text
    assert "Weet ik niet" in text
    assert "7 van 10" in text
    assert "Goed <b>gesprek</b>" in text
    assert f'href="{visitor.address("3")}"' in page


def test_a_complete_form_says_so(visitor: Visitor) -> None:
    visitor.answer_everything(parts=6)

    assert "U hebt alle vragen ingevuld." in visitor.open("check").text


def test_sending_leads_to_the_thank_you_page(visitor: Visitor, context: Context) -> None:
    visitor.post("1", {"TRU1": "4"})

    answer = visitor.post("check", {"go": "send"})

    assert (answer.status_code, answer.headers["location"]) == (303, visitor.address("thanks"))
    assert read_checkin(context, visitor.token).response.is_sent
    text = visible_text(visitor.open("thanks").text)
    assert "Dank u wel" in text
    assert "U kunt uw antwoorden nog wijzigen tot dinsdag 1 december, 10:30 uur." in text


def test_an_empty_form_is_not_sent(visitor: Visitor, context: Context) -> None:
    answer = visitor.post("check", {"go": "send"})

    assert answer.status_code == 422
    assert "U hebt nog niets ingevuld." in answer.text
    assert not read_checkin(context, visitor.token).response.is_sent


def test_nobody_is_thanked_before_sending(visitor: Visitor) -> None:
    answer = visitor.open("thanks")

    assert (answer.status_code, answer.headers["location"]) == (303, visitor.address("check"))


def test_a_change_after_sending_counts_at_once(visitor: Visitor, context: Context) -> None:
    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})

    visitor.post("1", {"TRU1": "1"})

    response = read_checkin(context, visitor.token).response
    assert response.is_sent
    assert response.answers == {"TRU1": 1}
    assert "Wat u wijzigt, telt meteen mee." in visitor.open("check").text


# Reading changes nothing.


@pytest.mark.parametrize("page", [*PAGES, "thanks"])
def test_opening_a_page_creates_no_draft(
    visitor: Visitor, context: Context, stored: StoredPartnership, page: str
) -> None:
    visitor.client.get(visitor.address(page))
    visitor.client.head(visitor.address(page))

    with context.unit_of_work(reads_only=True) as unit:
        assert unit.responses.find(response_key(context, stored)) is None


@pytest.mark.parametrize(
    ("page", "target"), [("", ""), ("privacy", "privacy"), ("thanks", "thanks"), ("copy", "copy")]
)
def test_a_form_sent_to_a_page_without_one_leads_to_that_page(
    visitor: Visitor, page: str, target: str
) -> None:
    answer = visitor.post(page, {"TRU1": "4"})

    assert (answer.status_code, answer.headers["location"]) == (303, visitor.address(target))


# Many at once.


# H4.
def test_the_same_form_sent_twenty_times_at_once_gives_one_response(
    client: TestClient, context: Context, stored: StoredPartnership
) -> None:
    visitor = Visitor(client, stored.tokens[0])

    with ThreadPoolExecutor(20) as pool:
        saves = [pool.submit(visitor.post, "1", {"TRU1": "4", "go": "next"}) for _ in range(20)]
        assert {save.result().status_code for save in saves} == {303}
        sends = [pool.submit(visitor.post, "check", {"go": "send"}) for _ in range(20)]
        answers = [sent.result() for sent in sends]
        thanks = [pool.submit(client.get, each.headers["location"]) for each in answers]

    assert {answer.status_code for answer in answers} == {303}
    assert all("Dank u wel" in each.result().text for each in thanks)
    with context.unit_of_work(reads_only=True) as unit:
        responses = unit.responses.sent_of(stored.round.id)
        assert unit.responses.count(stored.round.id) == 1
    assert [response.answers for response in responses] == [{"TRU1": 4}]


def test_two_devices_saving_different_parts_lose_nothing(
    visitor: Visitor, context: Context
) -> None:
    forms = {"1": {"TRU1": "1"}, "2": {"TRA1": "2"}, "3": {"GRO1": "3"}, "4": {"EQU1": "4"}}

    with ThreadPoolExecutor(4) as pool:
        saves = [pool.submit(visitor.post, page, form) for page, form in forms.items()]
        assert {save.result().status_code for save in saves} == {303}

    assert saved_answers(context, visitor) == {"TRU1": 1, "TRA1": 2, "GRO1": 3, "EQU1": 4}
