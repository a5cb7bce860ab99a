"""What somebody may ask for under privacy law, on the page of check-ins."""

import pytest

from monitor.domain.partnership import Language, Participant, Partnership
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.register.manage_participants import (
    PersonDraft,
    add_person,
    end_membership,
)
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
NAME = "Anna de Wit"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture
def anna(context: Context, partnership: Partnership) -> Participant:
    return add_person(context, partnership.parties[0].id, PersonDraft(NAME, "anna@example.org"))


def open_people(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("checkins", id=str(partnership.id), part="people")


def stored(context: Context, person: Participant) -> Participant:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get_participant(person.id)


def test_a_copy_is_made_for_one_person(
    open_page: OpenPage, partnership: Partnership, anna: Participant
) -> None:
    screen = open_people(open_page, partnership)

    screen.press(f"people.change.{anna.id}")
    screen.press(f"people.change.{anna.id}", "rights.copy")

    assert t("rights.copy.help") in screen.text
    assert screen.app.get("download_button")


def test_forgetting_says_what_goes_and_what_stays(
    open_page: OpenPage, partnership: Partnership, anna: Participant
) -> None:
    screen = open_people(open_page, partnership)

    screen.press(f"people.change.{anna.id}")

    assert t("rights.erase.goes.name", pseudonym=f"P-{anna.id}") in screen.text
    assert t("rights.erase.stays.results") in screen.text
    assert t("rights.erase.stays.shared") not in screen.text


def test_nobody_is_forgotten_until_it_is_said_to_be_sure(
    open_page: OpenPage, partnership: Partnership, anna: Participant, context: Context
) -> None:
    screen = open_people(open_page, partnership)
    screen.press(f"people.change.{anna.id}")

    (button,) = (each for each in screen.app.button if each.key == "rights.forget")

    assert button.disabled
    assert not is_nameless(stored(context, anna))


def test_who_is_forgotten_is_on_the_page_no_more(
    open_page: OpenPage, partnership: Partnership, anna: Participant, context: Context
) -> None:
    screen = open_people(open_page, partnership)
    screen.press(f"people.change.{anna.id}")

    screen.app.checkbox(key="rights.sure").check()
    screen.press(f"people.change.{anna.id}")
    screen.press(f"people.change.{anna.id}", "rights.forget")

    assert is_nameless(stored(context, anna))
    assert NAME not in screen.text


def test_who_left_may_ask_for_the_same(
    open_page: OpenPage, partnership: Partnership, anna: Participant, context: Context
) -> None:
    end_membership(context, anna.id)

    screen = open_people(open_page, partnership)
    screen.press(f"rights.former.{anna.id}")
    screen.press(f"rights.former.{anna.id}", "rights.copy")

    assert t("rights.former.help", term="1 year") in screen.text
    assert screen.app.get("download_button")


def test_where_nobody_left_there_is_no_list_of_them(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_people(open_page, partnership)

    assert t("rights.former.help", term="1 year") not in screen.text
