"""The page on which the facilitator types in forms from paper, and what is made to print."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import streamlit as st

from monitor.domain.errors import StorageUnavailableError
from monitor.domain.links import derive_code, write_code
from monitor.domain.partnership import Language
from monitor.domain.response import Audience, Comment, Response
from monitor.domain.round import GRACE
from monitor.i18n.catalogue import translator
from monitor.reports.typesetting import Paper
from monitor.services.checkin.answer_checkin import PartAnswers, send
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.ui.checkins.paper_sections import Printed
from tests.answering import save_part
from tests.factories import SECRET_KEY, FakeClock, StoredPartnership, add_partnership
from tests.pages.conftest import OpenPage, Screen
from tests.reports.prints import Print

t = translator(Language.ENGLISH)
FIND, CHECK, SAVE = "FormSubmitter:paper.code_form", "FormSubmitter:paper.form", "paper.save_form"
PARTY = "Zonnewijk en Veldzicht: municipality 1"


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work, language=Language.ENGLISH)


@pytest.fixture
def screen(open_page: OpenPage, stored: StoredPartnership) -> Screen:
    return open_page("paper", id=str(stored.partnership.id))


def code_of(stored: StoredPartnership, place: int = 0) -> str:
    return write_code(derive_code(SECRET_KEY, stored.invited[place].invitation.nonce))


def type_code(screen: Screen, code: str, *, entry: int = 0) -> None:
    screen.app.text_input(key=f"paper.code.{entry}").set_value(code)
    screen.press(FIND)


def look_back_and_save(screen: Screen) -> None:
    screen.press(CHECK)
    screen.press(CHECK, SAVE)


def find_response(context: Context, stored: StoredPartnership) -> Response | None:
    key = response_key_of(context, stored.round, stored.invited[0].invitation)
    with context.unit_of_work(reads_only=True) as unit:
        return unit.responses.find(key)


def test_without_an_open_checkin_there_is_nothing_to_type_in(
    open_page: OpenPage, context: Context, stored: StoredPartnership
) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()

    screen = open_page("paper", id=str(stored.partnership.id))

    assert t("paper.none_open") in screen.text
    assert len(screen.app.text_input) == 0


def test_an_unknown_partnership_shows_the_way_back(open_page: OpenPage) -> None:
    screen = open_page("paper", id="999")

    assert t("pages.unknown.title") in screen.text


def test_the_form_asks_everything_and_nothing_is_chosen_beforehand(
    screen: Screen, stored: StoredPartnership
) -> None:
    type_code(screen, code_of(stored).lower().replace("-", " "))

    scales = [radio for radio in screen.app.radio if not str(radio.key).endswith("audience")]
    assert f"**Code {code_of(stored)}** for {PARTY}" in screen.text
    assert len(scales) == 19
    assert all(radio.value is None for radio in screen.app.radio)
    assert (
        scales[0].label
        == "1.\u00a0Zonnewijk en Veldzicht: initiative 2 does what we agree together."
    )
    assert scales[0].options == ["1", "2", "3", "4", "5", "I don't know", "Empty"]
    assert [area.value for area in screen.app.text_area] == ["", ""]


def test_what_is_typed_in_counts_once_it_was_looked_back_at(
    screen: Screen, stored: StoredPartnership, context: Context
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("4")
    screen.app.radio(key="paper.0.TRU2").set_value("dont_know")
    screen.app.radio(key="paper.0.TRU3").set_value("empty")
    screen.app.text_area(key="paper.0.O1").set_value("It went well.")
    screen.app.radio(key="paper.0.O1.audience").set_value(Audience.SHARED_SCREEN)
    screen.app.text_area(key="paper.0.O2").set_value("Less haste.")

    screen.press(CHECK)
    assert "2 of 19 questions filled in. Texts: 2." in screen.text
    assert "Empty: question 3, 4," in screen.text
    assert find_response(context, stored) is None

    look_back_and_save(screen)
    response = find_response(context, stored)
    assert response is not None
    assert response.is_paper
    assert response.answers == {"TRU1": 4, "TRU2": None}
    assert response.comments == {
        "O1": Comment("It went well.", Audience.SHARED_SCREEN),
        "O2": Comment("Less haste."),
    }


def test_after_saving_it_says_for_which_party_and_is_ready_for_the_next_code(
    screen: Screen, stored: StoredPartnership
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("4")

    look_back_and_save(screen)

    assert [each.value for each in screen.app.success] == [t("paper.saved", party=PARTY)]
    assert screen.app.text_input(key="paper.code.1").value == ""
    type_code(screen, code_of(stored, 1), entry=1)
    assert len(screen.app.success) == 0
    assert all(radio.value is None for radio in screen.app.radio)


@pytest.mark.parametrize(
    ("code", "fault"),
    [("", "no_code"), ("ABC", "no_code"), ("*" * 8, "no_code"), ("AAAA-AAAA", "unknown")],
)
def test_a_wrong_code_is_explained_and_stays(screen: Screen, code: str, fault: str) -> None:
    type_code(screen, code)

    assert screen.errors == t(f"paper.fault.{fault}")
    assert screen.app.text_input(key="paper.code.0").value == code
    assert len(screen.app.radio) == 0


def test_an_empty_form_is_not_saved(
    screen: Screen, stored: StoredPartnership, context: Context
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("empty")

    screen.press(CHECK)

    assert screen.errors == t("paper.fault.nothing")
    assert find_response(context, stored) is None


def test_who_answered_on_the_screen_is_not_overwritten(
    screen: Screen, stored: StoredPartnership, context: Context
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("1")
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 5}))
    send(context, stored.tokens[0])

    look_back_and_save(screen)

    response = find_response(context, stored)
    assert screen.errors == t("paper.fault.answered")
    assert response is not None
    assert response.answers == {"TRU1": 5}


def test_a_round_that_closes_meanwhile_loses_nothing_that_was_typed(
    screen: Screen, stored: StoredPartnership, clock: FakeClock
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("1")
    clock.set(stored.round.closes_at + GRACE + timedelta(seconds=1))

    look_back_and_save(screen)

    assert screen.errors == t("paper.fault.closed")
    assert screen.app.radio(key="paper.0.TRU1").value == "1"


def test_a_database_that_is_busy_loses_nothing_that_was_typed(
    screen: Screen, stored: StoredPartnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_code(screen, code_of(stored))
    screen.app.radio(key="paper.0.TRU1").set_value("1")

    def fail(*_: object) -> None:
        raise StorageUnavailableError

    monkeypatch.setattr("monitor.ui.checkins.paper_entry.enter_paper_form", fail)
    look_back_and_save(screen)

    assert screen.errors == t("paper.fault.storage")
    assert screen.app.radio(key="paper.0.TRU1").value == "1"


def test_another_code_may_be_taken_at_any_moment(screen: Screen, stored: StoredPartnership) -> None:
    type_code(screen, code_of(stored))

    screen.press("paper.other")

    assert screen.app.text_input(key="paper.code.1").value == ""
    assert len(screen.app.radio) == 0


def test_a_code_is_forgotten_with_its_partnership(
    screen: Screen, stored: StoredPartnership, context: Context
) -> None:
    type_code(screen, code_of(stored))
    other = add_partnership(context.unit_of_work, name="Ander")

    screen.go("paper", id=str(other.partnership.id))

    assert len(screen.app.radio) == 0
    assert screen.app.text_input(key="paper.code.0").value == ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that the page offers to save."""

    name: str
    file: bytes


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Offered]:
    """What download buttons were shown: AppTest does not hold their files."""
    found: list[Offered] = []

    def record(_: str, file: bytes, *, file_name: str, **__: object) -> None:
        found.append(Offered(file_name, file))

    monkeypatch.setattr(st, "download_button", record)
    return found


@pytest.fixture
def checkins(open_page: OpenPage, stored: StoredPartnership) -> Screen:
    return open_page("checkins", id=str(stored.partnership.id), part="paper")


@pytest.mark.parametrize(
    ("printed", "name", "beginning"),
    [
        (Printed.POSTERS, "posters-2026-Q4.pdf", b"%PDF-"),
        (Printed.CARDS, "cards-2026-Q4.pdf", b"%PDF-"),
        (Printed.BLANK_FORMS, "form-2026-Q4.pdf", b"%PDF-"),
        (Printed.OWN_FORMS, "forms-2026-Q4.pdf", b"%PDF-"),
        (Printed.QR_CODES, "qr-codes-2026-Q4.zip", b"PK"),
        (Printed.CALENDAR, "check-in-2026-Q4.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_every_print_is_made_only_when_it_is_asked_for(
    checkins: Screen, offered: list[Offered], printed: Printed, name: str, beginning: bytes
) -> None:
    checkins.app.selectbox(key="paper.what").set_value(printed).run()
    assert offered == []

    checkins.press("paper.make")

    assert [each.name for each in offered] == [name]
    assert offered[0].file.startswith(beginning)


def test_language_and_size_are_as_chosen(checkins: Screen, offered: list[Offered]) -> None:
    checkins.app.selectbox(key="paper.language").set_value(Language.DUTCH)
    checkins.app.selectbox(key="paper.size").set_value(Paper.A3)

    checkins.press("paper.make")

    made = Print.of(offered[0].file)
    assert made.language == "nl"
    assert made.size_mm == (297, 420)


@pytest.mark.parametrize("printed", Printed)
def test_whatever_opens_a_form_of_somebody_says_so(checkins: Screen, printed: Printed) -> None:
    checkins.app.selectbox(key="paper.what").set_value(printed).run()

    warnings = [each.value for each in checkins.app.warning]
    opens = {Printed.CARDS, Printed.OWN_FORMS, Printed.QR_CODES}
    assert (t("paper.downloads.opens") in warnings) == (printed in opens)


def test_addresses_that_work_on_this_machine_only_are_no_surprise(checkins: Screen) -> None:
    warnings = [each.value for each in checkins.app.warning]

    assert t("paper.downloads.only_here", url="http://localhost:8501") in warnings


def test_a_round_that_closed_meanwhile_is_not_printed(
    checkins: Screen, offered: list[Offered], stored: StoredPartnership, clock: FakeClock
) -> None:
    clock.set(stored.round.closes_at + GRACE)

    checkins.press("paper.make")

    assert t("paper.downloads.closed") in checkins.errors
    assert offered == []


def test_without_an_open_checkin_nothing_is_offered(
    open_page: OpenPage, context: Context, stored: StoredPartnership
) -> None:
    with context.unit_of_work() as unit:
        unit.rounds.set_closed(stored.round.id, context.clock.now())
        unit.commit()

    screen = open_page("checkins", id=str(stored.partnership.id), part="paper")

    assert t("paper.none_open") in screen.text
    assert not any(button.key == "paper.make" for button in screen.app.button)
