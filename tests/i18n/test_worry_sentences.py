"""The words of worries: of flags as they were published, of rules with what they rest on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.flags import life
from monitor.domain.flags.view import WorryView, view_worry
from monitor.domain.flags.worry import Basis, Step, StepKind, Worry, WorryKind, WorryState
from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import (
    label_worry,
    name_kind,
    title_worry,
    write_ending,
    write_rest,
    write_step,
    write_worry,
)
from tests.charts.scenes import make_course, make_reader
from tests.domain.flags.worries import NOOR, make_worry
from tests.factories import NOW, TODAY, make_partnership

DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
PARTNERSHIP = make_partnership()
LOW = Flag(FlagKind.LOW, Severity.ACT, PartyId(2), Dimension.GROWTH, 0.9)
ROUNDS = make_course(((3.9, 3.9, 3.9, 3.9), (3.4, 3.4, 2.1, 3.4)))
TOLD = [*ROUNDS[:-1], replace(ROUNDS[-1], flags=[LOW])]
BASIS = Basis(date(2026, 9, 1), 3, 2.4, PartyId(2), WorryKind.LOW)
RULES = [kind for kind in WorryKind if kind.value not in {each.value for each in FlagKind}]


def low_worry() -> Worry:
    return make_worry(dimension=Dimension.GROWTH)


def view_of(worry: Worry) -> WorryView:
    return view_worry(worry, PARTNERSHIP, TOLD, TODAY)


def rule(kind: WorryKind, basis: Basis = BASIS) -> WorryView:
    return view_of(make_worry(kind=kind, dimension=Dimension.GROWTH, sequences=(), basis=basis))


def test_a_flag_is_told_with_its_numbers_its_guideline_and_since_when() -> None:
    told = write_worry(view_of(low_worry()), PARTNERSHIP, DUTCH)

    assert told.label == "Lage score"
    assert told.title == "Ruimte om te groeien: lage score bij het initiatief"
    assert "2,1" in told.evidence[0]
    assert told.course == "Gevonden in 1 check-in, voor het eerst op 17 november 2026."
    assert told.guideline == "Handvat: geef ruimte om te groeien, ook als iets mislukt"
    assert "90%" in told.certainty


def test_what_the_newest_round_does_not_show_is_said_so() -> None:
    hidden = replace(low_worry(), is_present=False)

    told = write_worry(view_of(hidden), PARTNERSHIP, DUTCH)

    assert told.evidence[-1] == DUTCH.t("worry.not_shown")


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("basis", [BASIS, replace(BASIS, mean=None), replace(BASIS, count=0)])
@pytest.mark.parametrize("reader", [DUTCH, ENGLISH])
def test_every_rule_is_told_with_a_ground_and_a_question(
    kind: WorryKind, basis: Basis, reader: Reader
) -> None:
    told = write_worry(rule(kind, basis), PARTNERSHIP, reader)

    assert all([told.label, told.title, told.evidence])
    assert told.question.endswith("?")
    assert "{" not in " ".join([told.title, *told.evidence, told.course])


def test_a_rule_names_its_days_and_numbers() -> None:
    late = write_worry(rule(WorryKind.OVERDUE), PARTNERSHIP, DUTCH)
    asked = write_worry(rule(WorryKind.NO_AGREEMENT), PARTNERSHIP, DUTCH)
    load = write_worry(rule(WorryKind.LOAD), PARTNERSHIP, DUTCH)

    assert late.title == "3 afspraken zijn over de datum"
    assert "1 september 2026" in late.evidence[0]
    assert asked.title == "Lage score: ruimte om te groeien: nog geen afspraak"
    assert "3 check-ins" in asked.evidence[0]
    assert "2,4" in load.evidence[0]


def test_an_empty_log_is_told_otherwise_than_a_long_silence() -> None:
    silent = write_worry(rule(WorryKind.NO_CONTACT), PARTNERSHIP, DUTCH)
    empty = write_worry(rule(WorryKind.NO_CONTACT, replace(BASIS, count=0)), PARTNERSHIP, DUTCH)

    assert silent.evidence == ["Het laatste contact in het logboek was op 1 september 2026."]
    assert empty.evidence[0].startswith("Het logboek is nog leeg.")


def test_what_follows_from_what_was_written_is_certain_and_a_mean_is_not() -> None:
    written = write_worry(rule(WorryKind.OVERDUE, Basis(TODAY, 1)), PARTNERSHIP, DUTCH)
    answered = write_worry(rule(WorryKind.ROLES_UNCLEAR), PARTNERSHIP, DUTCH)

    assert written.certainty == DUTCH.t("worry.certainty.written")
    assert answered.certainty == DUTCH.t("worry.certainty.answers")


def test_a_worry_has_a_name_also_without_its_round() -> None:
    forgotten = view_worry(low_worry(), PARTNERSHIP, [], TODAY)

    assert label_worry(forgotten, DUTCH) == "Lage score"
    assert title_worry(forgotten, PARTNERSHIP, DUTCH) == "Lage score"
    assert write_worry(rule(WorryKind.OVERDUE), PARTNERSHIP, DUTCH).label == name_kind(
        WorryKind.OVERDUE, DUTCH
    )


def test_a_rest_is_told_with_its_day_and_its_reason() -> None:
    until = TODAY + timedelta(days=14)
    resting = life.snooze(low_worry(), until, "Verkiezingen", NOOR, TODAY)

    assert write_rest(resting, DUTCH) == "Rust tot 1 december 2026: Verkiezingen"
    assert write_rest(low_worry(), DUTCH) == ""


def test_an_ending_is_told_with_who_or_with_the_news() -> None:
    by_hand = life.close(low_worry(), NOOR, "Opgelost")
    silent = life.close(low_worry(), NOOR)
    end = Step(StepKind.STATE, NOW, state=WorryState.CLOSED, sequence=2)
    by_monitor = life.add_step(low_worry(), end)

    assert write_ending(by_hand, DUTCH) == (
        "Afgesloten door Noor Visser op 17 november 2026. Reden: Opgelost"
    )
    assert write_ending(silent, DUTCH) == "Afgesloten door Noor Visser op 17 november 2026."
    assert write_ending(replace(by_monitor, with_good_news=True), DUTCH).startswith("Goed nieuws")
    assert write_ending(by_monitor, DUTCH).startswith("Niet meer gevonden")


def test_every_step_of_a_life_is_told_with_who_and_what() -> None:
    until = TODAY + timedelta(days=14)
    worry = life.see(low_worry(), NOOR)
    worry = life.talk(worry, NOOR, "We bellen elke week.")
    worry = life.agree(worry, NOOR)
    worry = life.note(worry, "Gaat beter", NOOR)
    worry = life.wake(life.snooze(worry, until, "Vakantie", NOOR, TODAY), NOOR)
    worry = life.reopen(life.close(worry, NOOR), NOOR)
    worry = life.add_step(worry, Step(StepKind.FOUND, NOW, state=WorryState.CAME_BACK, sequence=4))
    worry = life.add_step(worry, Step(StepKind.STATE, NOW, state=WorryState.CLOSED, sequence=5))
    worry = life.add_step(worry, Step(StepKind.FOUND, NOW, state=WorryState.CAME_BACK))
    worry = life.add_step(worry, Step(StepKind.FOUND, NOW))

    lines = [write_step(worry, place, ENGLISH) for place in range(len(worry.steps))]

    assert [line.removeprefix("17 November 2026, ") for line in lines] == [
        "the monitor: found in check-in 1",
        "Noor Visser: seen",
        "Noor Visser: talked about. We bellen elke week.",
        "Noor Visser: agreement made",
        "Noor Visser: note. Gaat beter",
        "Noor Visser: let rest. Vakantie",
        "Noor Visser: no longer resting",
        "Noor Visser: closed",
        "Noor Visser: opened again",
        "the monitor: came back in check-in 4",
        "the monitor: not found any more",
        "the monitor: came back",
        "the monitor: found",
    ]
