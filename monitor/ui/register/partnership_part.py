"""Partnerships in the register: find one, and everything that is known of it."""

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.i18n.reader import Reader, capitalise
from monitor.services.register.edit_partnership import PartnershipSheet, read_sheet
from monitor.services.register.find_partnerships import FoundPartnership, find_partnerships
from monitor.ui import addresses, html, permits, picker, session
from monitor.ui.ending import ended_notice
from monitor.ui.labels import write_label
from monitor.ui.overview import new_partnership
from monitor.ui.register import partnership_form, parts, party_section
from monitor.ui.register.parts import Part


def show_partnerships(reader: Reader) -> None:
    """Show the partnership that the address names, or a way to find one."""
    asked = parts.asked_id()
    if asked is None:
        _show_list(reader)
        return
    try:
        sheet = read_sheet(session.context(), PartnershipId(asked))
    except NotFoundError:
        picker.show_unknown(reader)
        return
    _show_sheet(sheet, reader)


def _show_list(reader: Reader) -> None:
    search = parts.ask_search(Part.PARTNERSHIPS, reader)
    found = find_partnerships(session.context(), search, parts.LONGEST_LIST + 1)
    with st.container(gap=None):
        for each in found[: parts.LONGEST_LIST]:
            with st.container(horizontal=True, vertical_alignment="center"):
                parts.show_opener(
                    Part.PARTNERSHIPS, each.line.id, each.line.name, icon=":material/handshake:"
                )
                st.caption(_describe(each, reader))
    parts.say_how_many(len(found), search, reader)
    is_offered = permits.may_manage_all()
    if is_offered and st.button(
        reader.t("register.new"), icon=":material/add:", key="register.new"
    ):
        new_partnership.ask(reader)


def _describe(found: FoundPartnership, reader: Reader) -> str:
    t, line = reader.t, found.line
    if line.ended_on:
        return t("register.ended", day=reader.formatter.long_day(line.ended_on))
    phase = t(f"phase.{line.phase.value}")
    return f"{phase} · {write_label(found.manager.name)}" if found.manager else phase


def _show_sheet(sheet: PartnershipSheet, reader: Reader) -> None:
    t, partnership = reader.t, sheet.partnership
    parts.show_way_back(Part.PARTNERSHIPS, reader)
    html.show_html(html.render_section(partnership.name))
    _show_ways(partnership, reader)
    with st.container(border=True):
        parts.show_facts(_list_facts(sheet, reader))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(t("register.change"), icon=":material/edit:", key="register.change"):
                partnership_form.ask(sheet, reader)
            ended_notice.show_link(partnership, reader)
    party_section.show_parties(sheet, reader)


def _show_ways(partnership: Partnership, reader: Reader) -> None:
    """Show the links to the pages of the partnership, and to taking in its people."""
    address = {"id": str(partnership.id)}
    ways = [
        (addresses.PARTNERSHIP, "tabs.partnership", ":material/monitoring:", {}),
        (addresses.CHECKINS, "register.people", ":material/group:", {"part": "people"}),
        (
            addresses.CHECKINS,
            "import.begin",
            ":material/upload_file:",
            {"part": "people", "import": "1"},
        ),
        (addresses.LOG, "register.handover", ":material/history_edu:", {}),
    ]
    with st.container(horizontal=True):
        for page, label, icon, more in ways:
            st.page_link(
                page,
                label=reader.t(label),
                icon=icon,
                query_params={**address, **more},
            )


def _list_facts(sheet: PartnershipSheet, reader: Reader) -> list[tuple[str, str]]:
    t, partnership = reader.t, sheet.partnership
    profile, unknown, day = partnership.profile, t("register.unknown"), reader.formatter.long_day
    days = profile.answer_days
    meeting = profile.next_meeting_on
    facts = {
        "phase": capitalise(t(f"phase.{partnership.phase.value}")),
        "manager": sheet.manager.name if sheet.manager else t("register.no_manager"),
        "contact": partnership.contact or unknown,
        "stand_in": profile.stand_in or unknown,
        "answer_days": t("register.days", n=days) if days else t("register.not_agreed"),
        "meeting": day(meeting) if meeting else t("register.not_planned"),
        "character": profile.character or unknown,
        "mirror": t("register.asked" if profile.has_mirror else "register.not_asked"),
        "load": t("register.asked" if profile.asks_load else "register.not_asked"),
        "rhythm": t("register.rhythm" if sheet.has_rhythm else "register.no_rhythm"),
    }
    if profile.ended_on:
        facts["ended"] = day(profile.ended_on)
    return [(t(f"register.field.{key}"), value) for key, value in facts.items()]
