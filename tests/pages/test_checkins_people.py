"""Who takes part, on the page of check-ins: people, their addresses and their links."""

from datetime import timedelta

import pytest

from monitor.domain.partnership import Language, Participant, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.checkin.manage_links import list_links_of
from monitor.services.context import Context
from monitor.services.register.manage_participants import PersonDraft, change_person
from monitor.services.register.replace_participant import Replacement, replace_participant
from monitor.services.results.partnership_view import read_checkins
from tests.factories import TODAY
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import OpenRound, make_partnership, open_checkin

t = translator(Language.ENGLISH)
CHANGE_DO = "FormSubmitter:people.change_form"
ADD_DO = "FormSubmitter:people.add_form"
MAIL = "anna@example.org"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture
def opened(context: Context, partnership: Partnership) -> OpenRound:
    return open_checkin(context, partnership)


def open_people(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("checkins", id=str(partnership.id), part="people")


def first_person(context: Context, partnership: Partnership) -> Participant:
    return read_checkins(context, partnership.id).people[0]


def test_people_are_added_one_a_line(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    adding = f"people.add.{partnership.parties[1].id}"
    screen = open_people(open_page, partnership)
    screen.press(adding)
    screen.app.text_area(key="people.lines").set_value(f"Anna de Wit <{MAIL}>\n\nBram Bos\n")

    screen.press(adding, ADD_DO)

    people = read_checkins(context, partnership.id).people
    added = {each.name: each.email for each in people if each.name in {"Anna de Wit", "Bram Bos"}}
    assert added == {"Anna de Wit": MAIL, "Bram Bos": None}
    assert "Anna de Wit" in screen.text


def test_an_address_that_is_none_is_named_and_nobody_is_added(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    adding = f"people.add.{partnership.parties[0].id}"
    screen = open_people(open_page, partnership)
    screen.press(adding)
    screen.app.text_area(key="people.lines").set_value("Bram Bos\nAnna <anna at example>")

    screen.press(adding, ADD_DO)

    assert t("checkins.people.fault.email") in screen.errors
    assert "Bram Bos" in str(screen.app.text_area(key="people.lines").value)
    assert len(read_checkins(context, partnership.id).people) == 6


def test_a_person_gets_an_address_and_another_language(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    screen.press(f"people.change.{person.id}")
    screen.app.text_input(key="people.email").set_value(MAIL)
    screen.app.selectbox(key="people.language").set_value(Language.ENGLISH)

    screen.press(f"people.change.{person.id}", CHANGE_DO)

    changed = first_person(context, partnership)
    assert (changed.email, changed.language) == (MAIL, Language.ENGLISH)


def test_who_leaves_is_invited_no_more_and_the_link_stops(
    open_page: OpenPage, partnership: Partnership, context: Context, opened: OpenRound
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    screen.press(f"people.change.{person.id}")

    screen.press(f"people.change.{person.id}", "people.leave")

    assert person.id not in {each.id for each in read_checkins(context, partnership.id).people}
    links = {each.participant.id: each for each in list_links_of(context, opened.id)}
    assert links[person.id].is_withdrawn


def test_a_link_is_shown_on_request_to_who_has_no_address(
    open_page: OpenPage, partnership: Partnership, context: Context, opened: OpenRound
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    screen.press(f"people.change.{person.id}")
    assert len(screen.app.code) == 0

    screen.app.toggle[0].set_value(True)
    screen.press(f"people.change.{person.id}")

    assert [code.value for code in screen.app.code] == [
        f"http://localhost:8501/s/{opened.municipality[0]}"
    ]


def test_the_link_of_somebody_with_mail_is_on_no_page(
    open_page: OpenPage, partnership: Partnership, context: Context, opened: OpenRound
) -> None:
    person = first_person(context, partnership)
    change_person(context, person.id, PersonDraft(person.name, MAIL))
    screen = open_people(open_page, partnership)

    screen.press(f"people.change.{person.id}")

    assert opened.tokens
    assert t("checkins.link.by_mail") in screen.text
    assert len(screen.app.toggle) == 0


def test_a_link_is_withdrawn_and_works_again(
    open_page: OpenPage, partnership: Partnership, context: Context, opened: OpenRound
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    change = f"people.change.{person.id}"

    screen.press(change)
    screen.press(change, "link.withdraw")
    assert list_links_of(context, opened.id)[0].is_withdrawn

    screen.press(change)
    assert t("checkins.link.withdrawn") in screen.text
    screen.press(change, "link.restore")
    assert not list_links_of(context, opened.id)[0].is_withdrawn


def test_without_a_mail_server_the_page_says_where_letters_go(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    person = first_person(context, partnership)
    change_person(context, person.id, PersonDraft(person.name, MAIL))

    screen = open_people(open_page, partnership)

    assert "outbox" in " ".join(each.value for each in screen.app.caption)
    assert t("checkins.mail.never") in [each.value for each in screen.app.warning]


def test_the_page_tells_nobody_who_answered(
    open_page: OpenPage, partnership: Partnership, opened: OpenRound
) -> None:
    before = open_people(open_page, partnership)

    assert opened.tokens
    for word in ("answered", "reminded", "thank"):
        assert word not in before.text.lower()


def test_somebody_takes_over_and_answers_in_the_open_check_in(
    open_page: OpenPage, partnership: Partnership, context: Context, opened: OpenRound
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    change = f"people.change.{person.id}"
    screen.press(change)
    screen.app.text_input(key="replace.name").set_value("Bo Bos")
    screen.app.checkbox(key="replace.joins").check()

    screen.press(change, "FormSubmitter:people.replace_form")

    names = {each.name for each in read_checkins(context, partnership.id).people}
    assert "Bo Bos" in names
    assert person.name not in names
    links = {each.participant.name: each for each in list_links_of(context, opened.id)}
    assert not links["Bo Bos"].is_withdrawn
    assert links[person.name].is_withdrawn


def test_without_an_open_check_in_there_is_none_to_join_and_a_fault_keeps_what_was_typed(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    person = first_person(context, partnership)
    screen = open_people(open_page, partnership)
    change = f"people.change.{person.id}"
    screen.press(change)
    assert "replace.joins" not in {each.key for each in screen.app.checkbox}
    screen.app.text_input(key="replace.name").set_value("Bo Bos")
    screen.app.date_input(key="replace.on").set_value(TODAY - timedelta(days=1))

    screen.press(change, "FormSubmitter:people.replace_form")

    assert t("checkins.people.fault.on_past") in screen.errors
    assert screen.app.text_input(key="replace.name").value == "Bo Bos"
    assert first_person(context, partnership) == person


def test_until_when_somebody_takes_part_is_shown_where_it_is_known(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    person = first_person(context, partnership)
    later = TODAY + timedelta(days=14)
    new = Replacement(PersonDraft("Bo Bos"), later)
    replace_participant(context, person.id, new)

    screen = open_people(open_page, partnership)

    assert t("checkins.people.until", day="30 November 2026") in screen.text
    assert t("checkins.people.from", day="1 December 2026") in screen.text
