"""A handover changes who is called, and nothing else of a partnership."""

from datetime import date

import pytest

from monitor.domain.handover import Succession, find_succession_faults, succeed
from monitor.domain.register.log import Handover
from tests.factories import make_partnership

HANDOVER = Handover(date(2026, 11, 1), None, "Noor Visser", " Bo Smit ")


def test_the_new_person_is_contact_with_a_stand_in_and_a_time_to_answer() -> None:
    before = make_partnership(contact="Noor Visser")

    after = succeed(before, Succession(HANDOVER, stand_in=" Cas ", answer_days=3))

    assert after.contact == "Bo Smit"
    assert (after.profile.stand_in, after.profile.answer_days) == ("Cas", 3)
    assert after.name == before.name


def test_another_persons_handover_leaves_the_contact_alone() -> None:
    before = make_partnership(contact="Noor Visser")

    assert succeed(before, Succession(HANDOVER, is_contact=False, stand_in="Cas")) == before


def test_without_a_stand_in_nobody_stands_in() -> None:
    assert succeed(make_partnership(), Succession(HANDOVER)).profile.stand_in is None


@pytest.mark.parametrize("days", [0, 61])
def test_the_time_to_answer_is_between_one_and_sixty_days(days: int) -> None:
    assert find_succession_faults(Succession(HANDOVER, answer_days=days)) == ["answer_days"]
    assert find_succession_faults(Succession(HANDOVER, answer_days=60)) == []


def test_a_name_has_an_end() -> None:
    assert find_succession_faults(Succession(HANDOVER, stand_in="x" * 121)) == ["title_long"]
