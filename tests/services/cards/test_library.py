"""The library holds a card for everything the guidelines and the masterclass name."""

import re
from pathlib import Path

import pytest

from monitor.domain.cards import GUIDELINES, Card, Obstacle, Opener, Theme, ToolboxStep, find_faults
from monitor.domain.errors import InvalidCardError, NotFoundError
from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, OrganisationId, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.record import Authorship
from monitor.services.cards.library import (
    FOLDER,
    CardLibrary,
    read_library,
    read_shipped_cards,
)
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from tests.factories import NOW, add_partnership, make_card

SHIPPED = read_shipped_cards()
LIBRARY = CardLibrary(SHIPPED)
NOOR = Authorship("Noor Visser", NOW)
# A question about "you", or one that asks for whose fault it was.
ABOUT_THE_OTHER = re.compile(r"^Waarom|\b(?:u|uw|jullie|schuld)\b", re.IGNORECASE)
FILE = (FOLDER / "guidelines-before.toml").read_text(encoding="utf-8")


def write(folder: Path, text: str, name: str = "trial.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_guideline_and_tip_is_the_main_one_of_a_card_of_its_name() -> None:
    assert {code: LIBRARY.card(code).guidelines[0] for code in GUIDELINES} == {
        code: code for code in GUIDELINES
    }


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_every_obstacle_has_a_card_of_its_name(obstacle: Obstacle) -> None:
    card = LIBRARY.card(obstacle.value)

    assert card.theme is Theme.OBSTACLES
    assert card.obstacles[0] is obstacle


@pytest.mark.parametrize("step", list(ToolboxStep))
def test_every_step_of_the_toolbox_has_a_card_of_its_name(step: ToolboxStep) -> None:
    card = LIBRARY.card(step.value)

    assert card.theme is Theme.TOOLBOX
    assert card.toolbox == (step,)


@pytest.mark.parametrize(
    "code",
    [
        *("FRAMES", "MEETING_SCRIPT", "REPAIR", "FAIR_LOAD", "HANDOVER", "ENDING"),
        *("CELEBRATE_KEPT", "CELEBRATE_STRONG", "AMBASSADOR"),
    ],
)
def test_what_belongs_to_no_single_guideline_has_a_card_too(code: str) -> None:
    assert LIBRARY.card(code).code == code


@pytest.mark.parametrize("card", SHIPPED, ids=lambda card: card.code)
def test_every_card_of_the_product_keeps_the_rules_and_fits_in_a_meeting(card: Card) -> None:
    assert list(find_faults(card)) == []
    assert 10 <= card.minutes <= 25
    assert len(card.steps) >= 3
    assert len(card.questions) == 3
    assert card.organisation_id is None


@pytest.mark.parametrize("card", SHIPPED, ids=lambda card: card.code)
def test_a_question_of_a_card_is_one_and_both_sides_can_answer_it(card: Card) -> None:
    for question in card.questions:
        assert question[Language.DUTCH].endswith("?")
        assert question[Language.ENGLISH].endswith("?")
        assert not ABOUT_THE_OTHER.search(question[Language.DUTCH])


def test_the_weaker_side_speaks_first_unless_power_is_what_a_card_lays_open() -> None:
    others = {card.code: card.opener for card in SHIPPED if card.opener is not Opener.INITIATIVE}

    assert others == {
        "D2": Opener.MUNICIPALITY,
        "OWN_SIDE": Opener.EVERYONE,
        "CELEBRATE_STRONG": Opener.EVERYONE,
    }


def test_no_two_cards_ask_the_same_or_bear_the_same_title() -> None:
    for language in Language:
        titles = [card.title[language] for card in SHIPPED]
        questions = [question[language] for card in SHIPPED for question in card.questions]
        assert len(set(titles)) == len(titles)
        assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("dimension", [None, *Dimension])
@pytest.mark.parametrize("kind", list(WorryKind))
def test_every_worry_is_served_with_two_or_three_cards(
    kind: WorryKind, dimension: Dimension | None
) -> None:
    offered = LIBRARY.cards_for(kind, dimension, None)

    assert len({card.code for card in offered}) == len(offered)
    assert 2 <= len(offered) <= 3
    # At least the best of them is meant for it, or for what it is about.
    assert kind in offered[0].worries or dimension in offered[0].dimensions
    assert LIBRARY.cards_for(kind, dimension, None) == offered


@pytest.mark.parametrize(
    ("kind", "dimension", "guideline", "first"),
    [
        (WorryKind.DECLINE, Dimension.TRUST, "D1", "D1"),
        (WorryKind.LOW, Dimension.TRANSPARENCY, "D2", "D2"),
        (WorryKind.LOW, Dimension.GROWTH, "TIP3", "TIP3"),
        (WorryKind.LOW, Dimension.EQUALITY, "TIP5", "TIP5"),
        (WorryKind.GAP, Dimension.TRUST, "D1", "TWO_VIEWS"),
        (WorryKind.SPLIT, None, None, "OWN_SIDE"),
        (WorryKind.SILENCE, None, None, "WHO_IS_MISSING"),
        (WorryKind.DONT_KNOW, Dimension.TRANSPARENCY, "D2", "KNOW_THE_MUNICIPALITY"),
        (WorryKind.REVIEW_PASSED, None, "TIP4", "TIP4"),
        (WorryKind.ROLES_UNCLEAR, None, "D3", "D3"),
        (WorryKind.NO_FOLLOW_THROUGH, None, None, "PROMISES"),
        (WorryKind.NO_AGREEMENT, None, None, "STUCK"),
        (WorryKind.NO_COLLABORATION, None, "T2", "T2"),
        (WorryKind.NO_FRAMES, None, None, "FRAMES"),
        (WorryKind.NO_CONTACT, None, "D1", "D1"),
        (WorryKind.NO_CONTACT_PERSON, None, "V3", "V3"),
        (WorryKind.NO_MANAGER, None, "TIP5", "TIP5"),
        (WorryKind.CONTACT_CHANGED, None, "V3", "HANDOVER"),
        (WorryKind.NO_ROOM, Dimension.GROWTH, "TIP3", "TIP3"),
        (WorryKind.LOAD, None, "T5", "FAIR_LOAD"),
    ],
)
def test_the_best_card_for_a_worry_comes_first(
    kind: WorryKind, dimension: Dimension | None, guideline: str | None, first: str
) -> None:
    assert LIBRARY.cards_for(kind, dimension, guideline)[0].code == first


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("kind", list(WorryKind))
def test_with_the_guideline_of_its_phase_every_worry_gets_a_card_meant_for_it(
    kind: WorryKind, phase: Phase
) -> None:
    for dimension in (None, *Dimension):
        guideline = guideline_of(kind, dimension, phase)

        best = LIBRARY.cards_for(kind, dimension, guideline)[0]

        assert kind in best.worries or guideline == best.guidelines[0]


def test_a_card_about_another_dimension_is_no_answer() -> None:
    elsewhere = make_card(
        code="ELSEWHERE", worries=(WorryKind.LOW,), dimensions=(Dimension.EQUALITY,)
    )
    anywhere = make_card(code="ANYWHERE", worries=(WorryKind.GAP, WorryKind.LOW))
    here = make_card(code="HERE", worries=(WorryKind.LOW,), dimensions=(Dimension.TRUST,))
    library = CardLibrary([elsewhere, anywhere, here])

    offered = library.cards_for(WorryKind.LOW, Dimension.TRUST, None)

    assert [card.code for card in offered] == ["HERE", "ANYWHERE", "ELSEWHERE"]


def test_a_worry_that_no_card_is_meant_for_gets_two_all_the_same() -> None:
    library = CardLibrary([make_card(code=code) for code in ("A", "B", "C")])

    assert [card.code for card in library.cards_for(WorryKind.LOAD, None, None)] == ["A", "B"]


def test_an_own_card_is_offered_to_partnerships_of_its_organisation_only() -> None:
    own = make_card(code="OWN_1", worries=(WorryKind.LOAD,), organisation_id=7)
    library = CardLibrary([own, *SHIPPED])

    assert own not in library.cards_for(WorryKind.LOAD, None, None)
    assert own not in library.cards_for(WorryKind.LOAD, None, None, [OrganisationId(8)])
    assert library.cards_for(WorryKind.LOAD, None, None, [OrganisationId(7)])[0] == own


def test_a_retired_card_is_found_by_its_code_and_offered_no_longer() -> None:
    retired = make_card(code="OLD", worries=(WorryKind.LOAD,), is_retired=True)
    library = CardLibrary([retired, *SHIPPED])

    assert library.card("OLD") == retired
    assert retired not in library.all()
    assert retired not in library.cards_for(WorryKind.LOAD, None, None)


def test_cards_are_found_in_the_order_asked_and_unknown_codes_left_out() -> None:
    assert [card.code for card in LIBRARY.find(["T1", "GONE", "V1"])] == ["T1", "V1"]
    with pytest.raises(NotFoundError):
        LIBRARY.card("GONE")


def test_the_library_goes_along_with_a_cooperation() -> None:
    assert [card.code for card in SHIPPED[:6]] == ["V1", "V2", "V3", "V4", "V5", "T1"]
    assert [theme for theme in Theme if theme in {card.theme for card in SHIPPED}] == list(Theme)


def test_own_cards_come_after_those_of_the_product(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    organisation = stored.partnership.parties[0].organisation
    added = add_card(context, organisation.id, make_card(), NOOR)

    library = read_library(context)

    assert library.cards == [*SHIPPED, added]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "V2"', 'code = "V1"', "V1 appears twice"),
        ('code = "V2"', 'code = "v2"', "(v2): code: code"),
        ('title.en = "Why do we need each other?"', "", "(V1): title.en: missing"),
        ("minutes = 15", "minutes = 600", "(V1): minutes: minutes"),
        ('form = "writing"', 'form = "shouting"', "(V1): form: "),
        ('guidelines = ["V1"]', 'guidelines = ["V9"]', "(V1): guidelines: guideline"),
        ('worries = ["low", ', 'worries = ["lo", ', "(V1): worries.0: "),
        ('agreement_kind = "process"', 'agrement_kind = "process"', "agrement_kind means nothing"),
        ('theme = "before"', "", "(V1): theme: "),
        ("[[cards]]", "[[cards", "trial.toml: "),
    ],
)
def test_a_broken_card_is_named_with_its_file_and_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in FILE
    folder = write(tmp_path, FILE.replace(old, new, 1))

    with pytest.raises(InvalidCardError) as raised:
        read_shipped_cards(folder)

    assert message in str(raised.value)
    assert "trial.toml" in str(raised.value) or "appears twice" in str(raised.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(InvalidCardError, match=r"odd\.toml"):
        read_shipped_cards(tmp_path)
