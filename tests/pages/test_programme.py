"""The programme page: what is weak over all partnerships, and none of them to be recognised."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor import bootstrap
from monitor.domain.access.account import Role
from monitor.domain.access.actor import SOMEBODY_TRYING
from monitor.domain.partnership import Language, Phase
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.domain.results import Attention
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry
from monitor.services.register.edit_partnership import end_partnership
from monitor.services.register_ports import Summary
from tests.factories import NOW, TODAY, add_partnership, make_release
from tests.pages.conftest import OpenPage

t = translator(Language.ENGLISH)


def add_weak(context: Context, phase: Phase, *weak: Sequence[str]) -> None:
    """Add a partnership with results for each list of what is weak in it."""
    made = [
        Summary(
            add_partnership(
                context.unit_of_work, name=f"{phase} {number}", phase=phase
            ).partnership,
            Attention.WATCH,
            history=[make_release(parties=())],
            weak=codes,
        )
        for number, codes in enumerate(weak)
    ]
    with context.unit_of_work() as uow:
        uow.summaries.save_many(made)
        uow.commit()


@pytest.mark.parametrize("language", Language)
def test_below_five_partnerships_it_says_why_there_is_nothing(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    add_weak(context, Phase.DURING, *[["D1"]] * 4)

    screen = open_page("programme", language)

    told = translator(language)
    assert told("programme.none") in screen.text
    assert told("programme.guidelines") not in screen.text


def test_guidelines_and_obstacles_are_told_in_tenths_with_cards(
    open_page: OpenPage, context: Context
) -> None:
    add_weak(context, Phase.DURING, ["D1", "NOT_SERIOUS"], ["D1"], ["D1"], ["TIP5"], [])

    screen = open_page("programme")

    about = t("guideline.D1")
    assert f"{about[:1].upper()}{about[1:]} about 6 in 10" in screen.text
    assert f"{t('obstacle.NOT_SERIOUS')} about 2 in 10" in screen.text
    assert "/cards?card=D1" in "".join(each.value for each in screen.app.html)
    assert t("obstacle.WAIT_FOR_VISION") in screen.text


def test_cards_are_no_links_for_a_researcher_to_whom_the_library_is_closed(
    open_page: OpenPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    researcher = replace(SOMEBODY_TRYING, role=Role.RESEARCHER)
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: researcher)
    add_weak(context, Phase.DURING, ["D1"], ["D1"], ["D1"], ["TIP5"], [])

    screen = open_page("programme")

    shown = "".join(each.value for each in screen.app.html)
    assert "How are things between us?" in shown
    assert "/cards?card=" not in shown


def test_no_partnership_is_named(open_page: OpenPage, context: Context) -> None:
    add_weak(context, Phase.DURING, *[["D1"]] * 6)

    assert "during 0" not in open_page("programme").text


def test_lessons_of_a_cooperation_that_ended_stay_found_and_name_nobody(
    open_page: OpenPage, context: Context
) -> None:
    add_weak(context, Phase.DURING, *[["D1"]] * 6)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.list_all()[0]
    lesson = Lesson(TODAY, f"Call first, as {partnership.name} did.")
    add_entry(context, partnership.id, lesson, Authorship("Ada", NOW))
    assert t("ending.programme") not in open_page("programme").text

    end_partnership(context, partnership, TODAY)

    assert "Call first, as … did." in open_page("programme").text


def test_a_phase_is_chosen_and_stays_in_the_address(open_page: OpenPage, context: Context) -> None:
    add_weak(context, Phase.DURING, *[["D1"]] * 5)
    add_weak(context, Phase.BEFORE, *[["V1"]] * 5)
    screen = open_page("programme")
    assert "about 5 in 10" in screen.text

    screen.app.radio(key="programme.phase").set_value("before").run()

    assert screen.app.query_params.get("phase") == "before"
    assert t("programme.nearly") in screen.text
    assert t("programme.view.of", n=5, count=5) in screen.text

    screen.app.radio(key="programme.phase").set_value("all").run()

    assert not screen.app.query_params.get("phase")


@pytest.mark.parametrize("phase", ["set_up", "nonsense"])
def test_a_phase_that_may_not_be_told_shows_all(
    open_page: OpenPage, context: Context, phase: str
) -> None:
    add_weak(context, Phase.DURING, *[["D1"]] * 5)
    add_weak(context, Phase.SET_UP, ["T1"])

    screen = open_page("programme", phase=phase)

    assert t("programme.view.of", n=6, count=6) in screen.text
    assert t("programme.hidden_phases") in [each.value for each in screen.app.caption]
    assert screen.app.radio(key="programme.phase").options == [t("programme.view.all")]
