"""The page of people and access, through the shell."""

from dataclasses import replace

import pytest
from streamlit.testing.v1.element_tree import Selectbox

from monitor import bootstrap
from monitor.domain.access.account import Account, Role, Scope
from monitor.domain.access.actor import Actor
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.accounts.invite import invite
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.accounts.workspaces import read_workspace
from monitor.services.context import Context
from monitor.services.sign_in.one_time import AccessLetter, find_link
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership
from tests.services.accounts.people import add_account, as_person, draft_of, standing_of

t = translator(Language.ENGLISH)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> list[AccessLetter]:
    """What was handed over to be sent."""
    sent: list[AccessLetter] = []
    monkeypatch.setattr(bootstrap, "send_access_letter", sent.append)
    return sent


@pytest.fixture
def ada(context: Context, monkeypatch: pytest.MonkeyPatch) -> Account:
    """An administrator, who looks at the page."""
    return look_as(add_account(context, "Ada"), monkeypatch)


def look_as(account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: Actor.of(account))
    return account


def fill_in(screen: Screen, account_id: int, **typed: str) -> None:
    for name, value in typed.items():
        screen.app.text_input(key=f"accounts.{account_id}.{name}").set_value(value)


def select(screen: Screen, key: str) -> Selectbox[object]:
    return screen.app.selectbox(key=key)


def openers_of(screen: Screen) -> list[str]:
    return [each.label for each in screen.app.button if (each.key or "").startswith("accounts.op")]


@pytest.mark.parametrize("language", Language)
def test_people_are_listed_with_how_they_are_doing(
    open_page: OpenPage, context: Context, ada: Account, language: Language
) -> None:
    invite(as_person(context, ada), draft_of("Bea"))
    kept_out = add_account(context, "Cas", role=Role.MANAGER)
    disable_account(as_person(context, ada), kept_out.id)

    screen = open_page("accounts", language)

    say = translator(language)
    assert openers_of(screen) == ["Ada", "Bea", "Cas"]
    for state in ("active", "invited", "disabled"):
        assert say(f"accounts.state.{state}") in screen.text
    assert say("accounts.oneself") in screen.text


def test_people_are_found_by_a_part_of_name_or_address_and_by_how_they_are_doing(
    open_page: OpenPage, context: Context, ada: Account
) -> None:
    invite(as_person(context, ada), draft_of("Bea"))
    screen = open_page("accounts")

    screen.app.text_input(key="accounts.search").set_value("ZONNEWIJK").run()
    assert openers_of(screen) == ["Bea"]
    screen.app.text_input(key="accounts.search").set_value("nobody").run()
    assert not openers_of(screen)
    assert t("accounts.none_found") in screen.text


def test_of_many_people_the_first_are_shown_and_more_when_asked(
    open_page: OpenPage, context: Context, ada: Account
) -> None:
    for number in range(60):
        add_account(context, f"Bea {number:02}")
    screen = open_page("accounts")
    first = openers_of(screen)

    screen.press("accounts.more")
    more = openers_of(screen)
    screen.app.text_input(key="accounts.search").set_value("Bea").run()

    assert first == [ada.name, *(f"Bea {number:02}" for number in range(49))]
    assert more == [ada.name, *(f"Bea {number:02}" for number in range(60))]
    assert openers_of(screen) == [f"Bea {number:02}" for number in range(50)]
    assert t("accounts.shown", n=50, total=60) in [each.value for each in screen.app.caption]


def test_a_representative_is_invited_for_a_party_and_the_link_is_shown_once(
    open_page: OpenPage,
    context: Context,
    ada: Account,
    partnership: Partnership,
    letters: list[AccessLetter],
) -> None:
    screen = open_page("accounts")
    screen.press("accounts.invite")
    fill_in(screen, 0, name="Bea", email="bea@zonnewijk.example")
    screen.press("accounts.invite", f"accounts.place.add.{partnership.id}")
    screen.press("accounts.invite")
    select(screen, f"accounts.0.party.{partnership.id}").set_value(partnership.parties[1].id)

    screen.press("accounts.invite", "accounts.invite_do")

    assert not screen.errors
    (letter,) = letters
    assert letter.account.role is Role.REPRESENTATIVE
    party = frozenset({partnership.parties[1].id})
    assert letter.account.scope == Scope(frozenset({partnership.id}), party)
    assert [each.value for each in screen.app.code] == [letter.url]
    assert find_link(context, letter.url.rpartition("/")[2]).link.purpose is LinkPurpose.INVITATION
    screen.press("accounts.done")
    assert not screen.app.code
    assert ada


@pytest.mark.parametrize("language", Language)
def test_of_each_role_it_is_told_what_it_may(
    open_page: OpenPage, ada: Account, language: Language
) -> None:
    assert ada.role is Role.ADMINISTRATOR
    say, told = translator(language), set()
    screen = open_page("accounts", language)

    for role in Role:
        screen.press("accounts.invite")
        select(screen, "accounts.0.role").set_value(role)
        screen.press("accounts.invite")
        told |= {each.value for each in screen.app.caption}

    assert {say(f"accounts.role_help.{role.value}") for role in Role} <= told


def test_an_invitation_says_what_is_missing(
    open_page: OpenPage, ada: Account, partnership: Partnership, letters: list[AccessLetter]
) -> None:
    screen = open_page("accounts")
    screen.press("accounts.invite")

    screen.press("accounts.invite", "accounts.invite_do")
    for fault in ("name_missing", "email", "no_partnership"):
        assert t(f"accounts.fault.{fault}") in screen.errors
    screen.press("accounts.invite", f"accounts.place.add.{partnership.id}")
    screen.press("accounts.invite", "accounts.invite_do")
    assert t("accounts.fault.no_party") in screen.errors
    fill_in(screen, 0, name="Ada", email=ada.email)
    select(screen, "accounts.0.role").set_value(Role.ADMINISTRATOR)
    screen.press("accounts.invite", "accounts.invite_do")

    assert t("accounts.fault.email_taken") in screen.errors
    assert not letters


def test_a_chosen_partnership_can_be_taken_away_again(
    open_page: OpenPage, ada: Account, partnership: Partnership
) -> None:
    screen = open_page("accounts")
    screen.press("accounts.invite")
    screen.press("accounts.invite", f"accounts.place.add.{partnership.id}")
    screen.press("accounts.invite")
    screen.press("accounts.invite", f"accounts.place.remove.{partnership.id}")
    screen.press("accounts.invite", "accounts.invite_do")

    assert t("accounts.fault.no_partnership") in screen.errors
    assert ada


def test_role_and_scope_of_somebody_are_changed(
    open_page: OpenPage, context: Context, ada: Account, partnership: Partnership
) -> None:
    eva = add_account(context, "Eva", role=Role.VIEWER, scope=Scope(frozenset({partnership.id})))
    screen = open_page("accounts", id=str(eva.id))
    assert partnership.name in screen.text

    screen.press("accounts.change")
    select(screen, f"accounts.{eva.id}.role").set_value(Role.MANAGER)
    screen.app.radio(key=f"accounts.{eva.id}.scope").set_value(True)
    screen.press("accounts.change", "accounts.save")

    standing = standing_of(context, eva)
    assert standing
    assert standing.account == replace(eva, role=Role.MANAGER, scope=Scope())
    assert ada


@pytest.mark.parametrize("action", ["disable", "end", "erase"])
def test_what_is_done_to_somebody_is_asked_once_more(
    open_page: OpenPage, context: Context, ada: Account, action: str
) -> None:
    eva = add_account(context, "Eva", role=Role.VIEWER)
    screen = open_page("accounts", id=str(eva.id))

    screen.press(f"accounts.{action}")
    assert standing_of(context, eva)
    screen.press(f"accounts.{action}", "register.confirm")

    standing = standing_of(context, eva)
    assert (standing is None) is (action == "erase")
    assert (standing is not None and standing.account.is_disabled) is (action == "disable")
    assert ada


def test_who_was_kept_out_is_let_in_again(
    open_page: OpenPage, context: Context, ada: Account
) -> None:
    eva = add_account(context, "Eva", role=Role.VIEWER)
    disable_account(as_person(context, ada), eva.id)
    screen = open_page("accounts", id=str(eva.id))

    screen.press("accounts.enable")
    screen.press("accounts.enable", "register.confirm")

    standing = standing_of(context, eva)
    assert standing
    assert not standing.account.is_disabled


def test_who_lost_their_phone_gets_to_set_up_another(
    open_page: OpenPage, context: Context, ada: Account
) -> None:
    with context.unit_of_work() as uow:
        uow.accounts.set_second_factor(ada.id, "sealed", 1)
        uow.commit()
    screen = open_page("accounts", id=str(ada.id))

    screen.press("accounts.factor")
    screen.press("accounts.factor", "register.confirm")

    standing = standing_of(context, ada)
    assert standing
    assert not standing.has_second_factor


def test_another_link_is_made_for_somebody_who_did_not_come_in_yet(
    open_page: OpenPage, context: Context, ada: Account, letters: list[AccessLetter]
) -> None:
    bea = invite(as_person(context, ada), draft_of("Bea")).account
    screen = open_page("accounts", id=str(bea.id))

    screen.press("accounts.again")

    assert [each.value for each in screen.app.code] == [letters[0].url]


def test_nobody_is_offered_to_shut_themselves_out(open_page: OpenPage, ada: Account) -> None:
    screen = open_page("accounts", id=str(ada.id))

    keys = {each.key for each in screen.app.button}
    assert "accounts.change" in keys
    assert not keys & {"accounts.disable", "accounts.erase"}


@pytest.mark.parametrize("asked", ["999", "x"])
def test_an_address_of_nobody_says_so(open_page: OpenPage, ada: Account, asked: str) -> None:
    screen = open_page("accounts", id=asked)

    assert t("accounts.gone") in screen.text
    screen.press("accounts.back")
    assert openers_of(screen) == [ada.name]


def test_the_workspace_gets_another_name(
    open_page: OpenPage, context: Context, ada: Account
) -> None:
    screen = open_page("accounts")
    screen.press("accounts.workspace")
    screen.app.text_input(key="accounts.workspace_name").set_value("Gemeente Veldzicht")

    screen.press("accounts.workspace", "FormSubmitter:accounts.workspace_form")

    assert read_workspace(as_person(context, ada)).name == "Gemeente Veldzicht"
    assert "Gemeente Veldzicht" in screen.text


def test_a_manager_invites_for_their_partnerships_and_changes_nobody(
    open_page: OpenPage,
    context: Context,
    partnership: Partnership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scope = Scope(frozenset({partnership.id}))
    other = make_partnership(context, "Westerdal", people=3)
    look_as(add_account(context, "Max", role=Role.MANAGER, scope=scope), monkeypatch)
    add_account(context, "Ada")
    eva = add_account(context, "Eva", role=Role.VIEWER, scope=scope)

    screen = open_page("accounts")
    assert openers_of(screen) == ["Eva"]
    screen.press("accounts.invite")
    roles = select(screen, "accounts.0.role").options
    assert roles == ["Representative", "Viewer"]
    keys = {each.key for each in screen.app.button}
    assert f"accounts.place.add.{partnership.id}" in keys
    assert f"accounts.place.add.{other.id}" not in keys

    screen.look(id=str(eva.id))
    assert not {each.key for each in screen.app.button} & {"accounts.change", "accounts.erase"}


def test_who_may_invite_nobody_is_told_so(
    open_page: OpenPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_as(add_account(context, "Vera", role=Role.VIEWER), monkeypatch)

    screen = open_page("accounts")

    assert not openers_of(screen)
