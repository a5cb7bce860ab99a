"""The page on which the register is managed, through the shell."""

import pytest

from monitor.domain.partnership import Language, Partnership, PartyKind, Phase
from monitor.domain.register.log import Event, EventKind
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.register.manage_managers import ManagerDraft, add_manager, list_managers
from tests.factories import TODAY
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership, open_checkin

t = translator(Language.ENGLISH)
FORM = "FormSubmitter:register.form"
PARTY_FORM = "FormSubmitter:register.party_form"
MANAGER_FORM = "FormSubmitter:register.manager_form"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def read(context: Context, partnership: Partnership) -> Partnership:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get(partnership.id)


def open_sheet(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("register", part="partnerships", id=str(partnership.id))


def openers_of(screen: Screen) -> list[str]:
    """The names that open what is known of them."""
    return [
        each.label for each in screen.app.button if (each.key or "").startswith("register.open")
    ]


def add_noor(context: Context) -> str:
    draft = ManagerDraft("Noor Visser", "noor@example.org", Language.DUTCH)
    return str(add_manager(context, draft).id)


@pytest.mark.parametrize("part", ["partnerships", "organisations", "managers", "nonsense"])
@pytest.mark.parametrize("language", Language)
def test_an_empty_register_says_so_in_every_part(
    open_page: OpenPage, part: str, language: Language
) -> None:
    screen = open_page("register", language, part=part)

    say = translator(language)
    expected = "register.manager.none" if part == "managers" else "register.none"
    assert say(expected) in screen.text


def test_partnerships_are_found_by_a_part_of_their_name(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    other = make_partnership(context, "Westerveen", people=1)
    screen = open_page("register")
    assert {partnership.name, other.name} <= set(openers_of(screen))

    screen.app.text_input(key="register.search.partnerships").set_value("ooster").run()

    assert "Oosterdal" in openers_of(screen)
    assert "Westerveen" not in openers_of(screen)

    screen.app.text_input(key="register.search.partnerships").set_value("zzz").run()
    assert t("register.none_found") in screen.text


def test_a_partnership_is_changed_and_a_new_phase_stands_on_the_time_line(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    manager_id = add_noor(context)
    screen = open_sheet(open_page, partnership)
    screen.press("register.change")
    screen.app.text_input(key="register.name").set_value("Oosterdal en de dorpen")
    screen.app.selectbox(key="register.phase").set_value(Phase.SET_UP)
    screen.app.selectbox(key="register.manager").set_value(int(manager_id))
    screen.app.number_input(key=f"register.answer_days.{partnership.id}").set_value(5)
    screen.app.checkbox(key="register.mirror").set_value(True)
    screen.app.text_input(key="register.writer").set_value("Els")

    screen.press("register.change", FORM)

    changed = read(context, partnership)
    assert (changed.name, changed.phase) == ("Oosterdal en de dorpen", Phase.SET_UP)
    assert (changed.profile.answer_days, changed.profile.has_mirror) == (5, True)
    assert str(changed.profile.manager_id) == manager_id
    assert "within 5 working days" in screen.text
    with context.unit_of_work(reads_only=True) as uow:
        (event,) = uow.records.list_of(partnership.id, Event)
    assert event.content == Event(TODAY, EventKind.PHASE_CHANGED, "New phase: setting up")
    assert event.written.by == "Els"


def test_what_is_missing_is_said_and_what_was_typed_stays(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_sheet(open_page, partnership)
    screen.press("register.change")
    screen.app.text_input(key="register.name").set_value(" ")
    screen.app.text_input(key="register.contact").set_value("Fatima")

    screen.press("register.change", FORM)

    assert t("register.fault.name_missing") in screen.errors
    assert t("register.fault.writer_missing") in screen.errors
    assert screen.app.text_input(key="register.contact").value == "Fatima"
    assert read(context, partnership) == partnership


def test_the_way_to_end_a_cooperation_is_the_page_that_does_it_well(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_sheet(open_page, partnership)

    links = {each.proto.label: each.proto.page for each in screen.app.get("page_link")}

    assert links[t("ending.link")] == "ending"


def test_a_party_is_added_and_as_long_as_nobody_was_invited_taken_out_again(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_sheet(open_page, partnership)
    screen.press("register.party.add")
    screen.app.text_input(key="register.party.name").set_value("Waterschap De Linge")
    screen.app.selectbox(key="register.party.kind").set_value(PartyKind.OTHER)

    screen.press("register.party.add", PARTY_FORM)

    names = [party.name for party in read(context, partnership).parties]
    assert names[2:] == ["Waterschap De Linge"]
    assert "Waterschap De Linge (partner)" in screen.text

    remove = f"register.party.remove.{read(context, partnership).parties[2].id}"
    screen.press(remove)
    screen.press(remove, "register.confirm")
    assert read(context, partnership).parties == partnership.parties


def test_the_pages_of_a_partnership_open_after_a_party_joined_between_two_check_ins(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    open_checkin(context, partnership)
    screen = open_sheet(open_page, partnership)
    screen.press("register.party.add")
    screen.app.text_input(key="register.party.name").set_value("Waterschap De Linge")
    screen.press("register.party.add", PARTY_FORM)

    for page in ("partnership", "checkins", "agreements", "log"):
        screen.go(page, id=str(partnership.id))

    assert len(read(context, partnership).parties) == 3


def test_an_organisation_is_renamed_everywhere_it_takes_part(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    organisation = partnership.parties[0].organisation
    screen = open_page("register", part="organisations", id=str(organisation.id))
    assert "Oosterdal" in openers_of(screen)
    screen.press("register.change")
    screen.app.text_input(key="register.name").set_value("Gemeente Oost")
    screen.app.number_input(key=f"register.year.{organisation.id}").set_value(1814)

    screen.press("register.change", FORM)

    changed = read(context, partnership).parties[0].organisation
    assert (changed.name, changed.founded_year) == ("Gemeente Oost", 1814)


def test_once_there_was_a_check_in_the_kind_is_fixed_and_the_page_says_why(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    open_checkin(context, partnership)
    organisation = partnership.parties[0].organisation
    screen = open_page("register", part="organisations", id=str(organisation.id))

    screen.press("register.change")

    assert screen.app.selectbox(key="register.kind").disabled
    assert t("register.kind_fixed") in [each.value for each in screen.app.caption]


def test_a_manager_is_added_gets_partnerships_and_is_deleted(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    other = make_partnership(context, "Westerveen", people=1)
    screen = open_page("register", part="managers")
    screen.press("register.manager.add")
    screen.app.text_input(key="register.manager.name").set_value("Noor Visser")
    screen.app.text_input(key="register.manager.email").set_value("noor@example.org")
    screen.press("register.manager.add", MANAGER_FORM)
    (line,) = list_managers(context)
    assert (line.manager.name, line.manager.wants_digest) == ("Noor Visser", True)

    screen.go("register", part="managers", id=str(line.manager.id))
    screen.app.checkbox(key=f"register.assign.{partnership.id}").check()
    screen.app.checkbox(key=f"register.assign.{other.id}").check()
    screen.press("FormSubmitter:register.assign_form")
    assert [each.partnerships for each in list_managers(context)] == [2]
    assert read(context, other).profile.manager_id == line.manager.id

    screen.press("register.manager.delete")
    screen.press("register.manager.delete", "register.confirm")
    assert list_managers(context) == []
    assert read(context, partnership).profile.manager_id is None


def test_what_does_not_exist_is_not_found(open_page: OpenPage) -> None:
    assert t("register.gone") in open_page("register", part="organisations", id="999").text
    assert t("register.gone") in open_page("register", part="managers", id="nonsense").text
    assert t("pages.unknown.title") in open_page("register", id="999").text
