from datetime import timedelta

from monitor.domain.flags.worry import Snooze, WorryKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity
from monitor.ui.icons import Icon
from monitor.ui.overview.worry_words import (
    icon_of,
    is_about_relation,
    list_awake,
    write_worry_line,
)
from tests.charts.scenes import make_reader
from tests.ui.overview.test_attention_list import TODAY, make_row, make_worry


def test_a_line_names_what_it_is_about() -> None:
    summary = make_row().summary

    low = write_worry_line(make_worry(dimension=Dimension.TRUST), summary, make_reader())
    heavy = write_worry_line(make_worry(WorryKind.LOAD), summary, make_reader())
    nobody = write_worry_line(make_worry(WorryKind.NO_MANAGER, party=None), summary, make_reader())

    assert low == "Lage score: vertrouwen"
    assert heavy == "Zwaar vol te houden: initiatief"
    assert nobody == "Geen relatiebeheerder"


def test_a_worry_without_any_results_is_told_by_its_name() -> None:
    summary = make_row(history=[]).summary

    assert write_worry_line(make_worry(WorryKind.SILENCE), summary, make_reader()) == (
        "Weinig antwoorden: initiatief"
    )


def test_who_is_awake_is_told_to_act_on_first() -> None:
    resting = make_worry(WorryKind.GAP, snooze=Snooze(TODAY + timedelta(days=1), "later", "Els"))
    watch, act = make_worry(WorryKind.SILENCE), make_worry(severity=Severity.ACT)
    summary = make_row(worries=[resting, watch, act]).summary

    assert list_awake(summary, TODAY) == [act, watch]


def test_what_is_on_file_says_nothing_of_the_relation() -> None:
    assert is_about_relation(WorryKind.DECLINE)
    assert not is_about_relation(WorryKind.OVERDUE)
    assert icon_of(WorryKind.NO_ROOM) is Icon.FLAG
