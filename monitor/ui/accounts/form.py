"""The fields of an account: who, in what role, in which language, and how far they see."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from monitor.domain.access.account import EVERYTHING, Account, Role, Scope
from monitor.domain.access.rules import can_administer, can_invite
from monitor.domain.partnership import Language, PartnershipId, PartyId
from monitor.i18n.reader import Reader, capitalise
from monitor.services.accounts.draft import ALWAYS_ALL, AccountDraft
from monitor.services.accounts.list_accounts import Place, read_places
from monitor.services.register.find_partnerships import find_names
from monitor.ui import session
from monitor.ui.labels import write_label
from monitor.ui.session import AccountDesk

_FOUND_AT_ONCE = 6
_NOTHING = Scope(frozenset())


def ask_fields(account: Account | None, reader: Reader) -> AccountDraft:
    """Show the fields, filled in as an account is; return what they hold."""
    t = reader.t
    name = st.text_input(
        t("accounts.field.name"), account.name if account else "", key=_key(account, "name")
    )
    email = st.text_input(
        t("accounts.field.email"), account.email if account else "", key=_key(account, "email")
    )
    language = _ask_language(account, reader)
    role = _ask_role(account, reader)
    return AccountDraft(email, name, role, language, _ask_scope(account, role, reader))


def forget_choice() -> None:
    """Let the next invitation begin with no partnership chosen."""
    session.keep_account_desk(AccountDesk(None, _NOTHING, ()))


def _key(account: Account | None, field: str) -> str:
    return f"accounts.{account.id if account else 0}.{field}"


def _ask_language(account: Account | None, reader: Reader) -> Language:
    t, languages = reader.t, list(Language)
    chosen = st.selectbox(
        t("accounts.field.language"),
        languages,
        index=languages.index(account.language if account else t.language),
        format_func=lambda each: t(f"language.{each.value}"),
        key=_key(account, "language"),
    )
    return chosen or t.language


def _ask_role(account: Account | None, reader: Reader) -> Role:
    t, roles = reader.t, _possible_roles()
    before = account.role if account else Role.REPRESENTATIVE
    role = st.selectbox(
        t("accounts.field.role"),
        roles,
        index=roles.index(before) if before in roles else 0,
        format_func=lambda each: capitalise(t(f"access.role.{each.value}")),
        key=_key(account, "role"),
    )
    st.caption(t(f"accounts.role_help.{role.value}"))
    return role


def _possible_roles() -> Sequence[Role]:
    """Return the roles that whoever looks may give: a manager for what they see themselves."""
    somewhere = Scope(frozenset({PartnershipId(0)}))
    who = session.actor()
    if not who.scope.is_everything:
        somewhere = Scope(frozenset(sorted(who.scope.partnerships or ())[:1]))
    return [role for role in Role if can_invite(who, role, somewhere)]


def _ask_scope(account: Account | None, role: Role, reader: Reader) -> Scope:
    if role in ALWAYS_ALL:
        return EVERYTHING
    may_see_all = role is not Role.REPRESENTATIVE and can_administer(session.actor())
    if may_see_all and _ask_all(account, reader):
        return EVERYTHING
    return _ask_places(account, role, reader)


def _ask_all(account: Account | None, reader: Reader) -> bool:
    t, is_all = reader.t, account is not None and account.scope.is_everything
    chosen = st.radio(
        t("accounts.field.scope"),
        [False, True],
        index=int(is_all),
        format_func=lambda each: t("accounts.scope.all" if each else "accounts.scope.chosen"),
        key=_key(account, "scope"),
        horizontal=True,
    )
    return bool(chosen)


def _ask_places(account: Account | None, role: Role, reader: Reader) -> Scope:
    """Let partnerships be found and chosen, with the party of each for a representative."""
    t, scope = reader.t, account.scope if account else _NOTHING
    desk = session.account_desk(account.id if account else None, scope)
    places = read_places(session.context(), desk.places)
    parties = []
    with st.container(border=True, gap="xsmall"):
        st.markdown(t("accounts.places"))
        for place in places:
            party_id = _show_place(place, role, desk, reader)
            if party_id is not None:
                parties.append(party_id)
        if not places:
            st.caption(t("accounts.places_none"))
        _offer_more(desk, reader)
    return Scope(frozenset(each.id for each in places), frozenset(parties))


def _show_place(place: Place, role: Role, desk: AccountDesk, reader: Reader) -> PartyId | None:
    t = reader.t
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("accounts.place_remove", name=write_label(place.name)),
            key=f"accounts.place.remove.{place.id}",
            icon=":material/close:",
            type="tertiary",
            on_click=_remove,
            args=(desk, place.id),
        )
        if role is not Role.REPRESENTATIVE:
            return None
        return _ask_party(place, desk, reader)


def _ask_party(place: Place, desk: AccountDesk, reader: Reader) -> PartyId | None:
    parties: Mapping[PartyId, str] = place.parties
    known = list(parties)
    before = next((known.index(each) for each in known if each in desk.scope.parties), None)
    return st.selectbox(
        reader.t("accounts.field.party"),
        known,
        index=before,
        format_func=lambda each: parties[each],
        placeholder=reader.t("accounts.field.party_which"),
        key=f"accounts.{desk.account_id or 0}.party.{place.id}",
    )


def _offer_more(desk: AccountDesk, reader: Reader) -> None:
    t, chosen = reader.t, desk.places
    search = st.text_input(
        t("accounts.places_search"),
        key=f"accounts.{desk.account_id or 0}.search",
        icon=":material/search:",
        autocomplete="off",
    )
    # As many more as are chosen already, which may be found as well.
    limit = _FOUND_AT_ONCE + len(chosen) + 1
    found = [each for each in find_names(session.context(), search, limit) if each[0] not in chosen]
    for partnership_id, name in found[:_FOUND_AT_ONCE]:
        st.button(
            write_label(name),
            key=f"accounts.place.add.{partnership_id}",
            type="tertiary",
            icon=":material/add:",
            on_click=_add,
            args=(desk, partnership_id),
        )
    if not found:
        st.caption(t("accounts.places_not_found"))
    if len(found) > _FOUND_AT_ONCE:
        st.caption(t("accounts.places_more"))


def _add(desk: AccountDesk, partnership_id: PartnershipId) -> None:
    session.keep_account_desk(replace(desk, places=(*desk.places, partnership_id)))


def _remove(desk: AccountDesk, partnership_id: PartnershipId) -> None:
    left = tuple(each for each in desk.places if each != partnership_id)
    session.keep_account_desk(replace(desk, places=left))
