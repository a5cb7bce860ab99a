"""The collaboration agreement: its sentences, its frames and its review."""

from datetime import date

import pytest

from monitor.domain.partnership import PartyKind
from monitor.domain.register.collaboration import (
    CONTRIBUTIONS_OF,
    Collaboration,
    ContributionKind,
    Frames,
    count_sentences,
    is_review_due,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        (" \n", 0),
        ("Van het gas af", 1),
        ("Van het gas af. In 2030. Samen!", 3),
        ("Wij doen mee\nZij ook", 2),
        ("Wij bellen o.a. de wijkraad en de school.", 1),
        ("Het kost 12.500 euro per jaar.", 1),
        ("Lukt dat?! Ja...", 2),
    ],
)
def test_sentences_are_counted_as_people_do(text: str, sentences: int) -> None:
    assert count_sentences(text) == sentences


@pytest.mark.parametrize("frames", [Frames(fixed="x"), Frames(open="x"), Frames(decides="x")])
def test_frames_of_which_one_was_written_down_are_not_empty(frames: Frames) -> None:
    assert Frames().is_empty
    assert not frames.is_empty


def test_every_kind_of_contribution_is_asked_of_somebody() -> None:
    asked = {kind for kinds in CONTRIBUTIONS_OF.values() for kind in kinds}

    assert asked == set(ContributionKind)
    assert set(CONTRIBUTIONS_OF) == set(PartyKind)


@pytest.mark.parametrize(
    ("day", "is_due"),
    [(date(2027, 2, 28), False), (date(2027, 3, 1), False), (date(2027, 3, 2), True)],
)
def test_a_review_is_due_after_its_day(day: date, *, is_due: bool) -> None:
    assert is_review_due(Collaboration(review_on=date(2027, 3, 1)), day) == is_due
    assert not is_review_due(Collaboration(), day)
