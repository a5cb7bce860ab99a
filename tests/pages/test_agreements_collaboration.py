"""The collaboration agreement on the page: written, signed, compared and printed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.collaboration import (
    Collaboration,
    Contribution,
    ContributionKind,
    Frames,
    Need,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.record import Authorship
from monitor.i18n.catalogue import translator
from monitor.services.agreements.collaborate import (
    CollaborationView,
    read_collaboration,
    save_collaboration,
    sign,
)
from monitor.services.context import Context
from tests.factories import NOW, TODAY
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
NOOR, ALI = Authorship("Noor Visser", NOW), Authorship("Ali Demir", NOW)
FORM = "collaboration.edit"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def open_document(
    open_page: OpenPage, partnership: Partnership, language: Language = Language.ENGLISH
) -> Screen:
    return open_page("agreements", language, id=str(partnership.id), part="collaboration")


def write(context: Context, partnership: Partnership, goal: str) -> None:
    """Store a version with this goal, after the one there is."""
    view = read_collaboration(context, partnership.id)
    changed = replace(view.collaboration, goal=goal)
    save_collaboration(context, partnership.id, changed, view.record, NOOR)


def present(context: Context, partnership: Partnership) -> CollaborationView:
    return read_collaboration(context, partnership.id)


def fill(screen: Screen, **texts: str) -> None:
    for name, text in texts.items():
        screen.app.text_area(key=f"{FORM}.{name}").set_value(text)


def save(screen: Screen, name: str = "Noor") -> None:
    screen.app.text_input(key=f"{FORM}.writer").set_value(name)
    screen.press(f"{FORM}.save")


@pytest.mark.parametrize("language", Language)
def test_before_anything_is_written_the_open_questions_stand_there(
    language: Language, open_page: OpenPage, partnership: Partnership
) -> None:
    words = translator(language)

    text = open_document(open_page, partnership, language).text

    assert words("collaboration.state.none") in text
    assert words("collaboration.question.goal") in text
    assert words("collaboration.question.frames_fixed") in text


def test_every_field_that_is_filled_in_is_kept_and_shown(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    municipality, initiative = (party.id for party in partnership.parties)
    texts: dict[str, Any] = {
        name: f"Text of {name}"
        for name in (
            *("intention", "goal", "frames_fixed", "frames_open", "frames_decides", "keeper"),
            *("meeting_rhythm", "support", "not_done", "ambassador", "stop_together"),
        )
    }
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, **texts)
    fill(screen, **{f"brings.{municipality}.means": "Hours", f"needs.{initiative}": "Trust"})
    screen.app.text_input(key=f"{FORM}.topic.1").set_value("Money")
    screen.app.selectbox(key=f"{FORM}.role.1.{municipality}").set_value(RoleLevel.DECIDES)
    screen.app.date_input(key=f"{FORM}.review_on").set_value(date(2027, 6, 1))
    screen.app.text_input(key=f"{FORM}.reason").set_value("First talk")
    save(screen)

    assert present(context, partnership).collaboration == Collaboration(
        **{name: text for name, text in texts.items() if not name.startswith("frames_")},
        frames=Frames(*(texts[f"frames_{name}"] for name in ("fixed", "open", "decides"))),
        contributions=(Contribution(municipality, ContributionKind.MEANS, "Hours"),),
        needs=(Need(initiative, "Trust"),),
        roles=(TopicRoles("Money", (PartyRole(municipality, RoleLevel.DECIDES),)),),
        review_on=date(2027, 6, 1),
        reason="First talk",
    )
    for shown in (*texts.values(), "Hours", "Trust", "decides", "1 June 2027", "not signed yet"):
        assert shown in screen.text
    assert not screen.app.text_area


def test_the_form_begins_with_what_was_agreed_and_a_role_can_be_taken_away(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    party = partnership.parties[0].id
    row = TopicRoles("Money", (PartyRole(party, RoleLevel.LEADS),))
    start = Collaboration(
        goal="Off gas.",
        roles=(row,),
        contributions=(Contribution(party, ContributionKind.MANDATE, "Small sums"),),
        review_on=TODAY,
    )
    save_collaboration(context, partnership.id, start, None, NOOR)
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")

    assert screen.app.text_area(key=f"{FORM}.goal").value == "Off gas."
    assert screen.app.text_area(key=f"{FORM}.brings.{party}.mandate").value == "Small sums"
    role = screen.app.selectbox(key=f"{FORM}.role.1.{party}")
    assert role.value is RoleLevel.LEADS
    role.select_index(0)
    screen.app.checkbox(key=f"{FORM}.review_on.none").check()
    save(screen)

    kept = present(context, partnership).collaboration
    assert kept == replace(start, roles=(TopicRoles("Money", ()),), review_on=None)


def test_what_was_typed_stays_when_something_is_wrong(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, goal="One. Two. Three. Four.")

    screen.press(f"{FORM}.save")

    assert t("collaboration.fault.goal_too_long") in screen.errors
    assert t("agreements.fault.name_missing") in screen.errors
    assert screen.app.text_area(key=f"{FORM}.goal").value == "One. Two. Three. Four."
    assert present(context, partnership).record is None


def test_more_topics_can_be_had_up_to_eight_and_what_was_typed_stays(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, goal="Off gas.")
    screen.app.text_input(key=f"{FORM}.topic.1").set_value("Money")

    screen.press(f"{FORM}.more_rows")
    screen.press(f"{FORM}.more_rows")

    topics = [
        each for each in screen.app.text_input if (each.key or "").startswith(f"{FORM}.topic")
    ]
    assert len(topics) == 8
    assert topics[0].value == "Money"
    assert screen.app.text_area(key=f"{FORM}.goal").value == "Off gas."
    assert f"{FORM}.more_rows" not in {each.key for each in screen.app.button}


def test_who_was_second_sees_what_changed_and_keeps_what_was_typed(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    write(context, partnership, "Off gas in 2030.")
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, support="A hall")
    write(context, partnership, "Off gas in 2032.")

    save(screen)

    assert "Noor Visser" in " ".join(each.value for each in screen.app.warning)
    assert "Off gas in taken out: 2030 new: 2032 ." in screen.text
    assert screen.app.text_area(key=f"{FORM}.support").value == "A hall"
    screen.press(f"{FORM}.save")
    view = present(context, partnership)
    assert len(view.versions) == 3
    assert view.collaboration.support == "A hall"


def test_who_begins_second_is_told_too(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, goal="Our own goal.")
    write(context, partnership, "Their goal.")

    save(screen)

    assert "new: Their goal." in screen.text
    assert screen.app.text_area(key=f"{FORM}.goal").value == "Our own goal."
    screen.press(f"{FORM}.save")
    assert present(context, partnership).collaboration.goal == "Our own goal."


def test_the_form_can_be_left_without_saving(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_document(open_page, partnership)
    screen.press("collaboration.begin")
    fill(screen, goal="Never mind.")

    screen.press(f"{FORM}.cancel")

    assert not screen.app.text_area
    assert present(context, partnership).record is None


def test_the_day_of_signing_is_recorded_and_lapses_when_the_words_change(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    write(context, partnership, "Off gas.")
    screen = open_document(open_page, partnership)
    screen.app.text_input(key="collaboration.sign.writer").set_value("Noor")
    screen.press("FormSubmitter:collaboration.sign")

    assert present(context, partnership).collaboration.signed_on == TODAY
    assert "Signed on 17 November 2026." in screen.text
    write(context, partnership, "Off gas soon.")
    screen.app.run()
    assert "Version 2 was signed on 17 November 2026. The text changed after that." in screen.text


@pytest.mark.parametrize(
    ("name", "day", "fault"),
    [
        ("", TODAY, "agreements.fault.name_missing"),
        ("Noor", TODAY + timedelta(days=1), "collaboration.fault.signed_ahead"),
    ],
)
def test_signing_needs_a_name_and_a_day_that_has_come(
    name: str, day: date, fault: str, open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Westerdal", people=3)
    write(context, partnership, "Off gas.")
    screen = open_document(open_page, partnership)
    screen.app.text_input(key="collaboration.sign.writer").set_value(name)
    screen.app.date_input(key="collaboration.signed").set_value(day)

    screen.press("FormSubmitter:collaboration.sign")

    assert t(fault) in screen.errors
    assert present(context, partnership).last_signed is None


def test_a_review_that_is_due_is_announced_without_a_reproach(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    start = Collaboration(goal="Off gas.", review_on=TODAY - timedelta(days=1))
    save_collaboration(context, partnership.id, start, None, NOOR)

    assert t("collaboration.review_due") in open_document(open_page, partnership).text


def test_the_versions_say_why_and_when_they_were_made_and_what_changed(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    first = save_collaboration(context, partnership.id, Collaboration(goal="A."), None, NOOR)
    signed = sign(context, first, TODAY, NOOR)
    changed = replace(signed.content, goal="B.", reason="A was too much")
    save_collaboration(context, partnership.id, changed, signed, ALI)
    screen = open_document(open_page, partnership)

    screen.press("collaboration.history")

    assert "Version 3 Ali Demir, 17 November 2026 at 10:30 A was too much" in screen.text
    assert "Signed on 17 November 2026." in screen.text
    assert "Joint goal taken out: A new: B ." in screen.text


def test_the_agreement_can_be_taken_along_as_a_print(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    write(context, partnership, "Off gas.")
    screen = open_document(open_page, partnership)
    screen.app.selectbox(key="collaboration.language").set_value(Language.DUTCH)

    screen.press("collaboration.make")

    assert len(screen.app.get("download_button")) == 1
