import json
import sys
from types import ModuleType

import pytest

from monitor.services.analyse import run
from monitor.services.analyse.analysing import make_ground
from monitor.services.analyse.run import Work, analyse_part, analyse_parts
from tests.services.analyse.files import SPRING, group, request_of, small_file, team
from tests.services.analyse.stubs import write_flag

WORK = Work(make_ground(request_of(small_file())), write_flag)


def many(count: int) -> list[str]:
    return [
        row
        for number in range(count)
        for party in "ab"
        for row in team(f"P{number:03}", party, SPRING, [4, 2 + number % 3, 3])
    ]


def test_partnerships_are_written_in_the_order_of_their_names() -> None:
    text = analyse_part(group(small_file()), WORK)

    assert [each["id"] for each in json.loads(b"[" + text + b"]")] == ["Ash", "Elm"]


def test_the_number_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # A new process begins by importing the main module, which tests of pages make a page.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    monkeypatch.setattr(run, "_PART_PARTNERSHIPS", 2)
    monkeypatch.setattr(run, "_WAITING_PER_PROCESS", 1)
    grouped = group(many(9))

    alone = list(analyse_parts(grouped, WORK, 1))

    assert list(analyse_parts(grouped, WORK, 2)) == alone
    assert [count for count, _ in alone] == [2, 2, 2, 2, 1]


def test_what_fits_in_one_part_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(run, "ProcessPoolExecutor")

    ((count, _),) = analyse_parts(group(small_file()), WORK, 8)

    assert count == 2
