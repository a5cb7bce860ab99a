from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, Tier
from monitor.i18n.reader import (
    capitalise,
    hidden_parties,
    is_fine,
    is_fine_score,
    is_protected,
    join_words,
    largest_gap,
    plot_text,
    shorten,
)
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.factories import QUESTIONNAIRE, make_partnership

LEVEL = (3.4, 3.4, 3.4, 3.4)


def test_a_party_alone_of_its_kind_goes_by_its_kind() -> None:
    assert make_reader().party(make_partnership(), PartyId(1)) == "gemeente"
    assert make_reader(Language.ENGLISH).party(make_partnership(), PartyId(2)) == "initiative"


def test_parties_of_one_kind_go_by_their_names() -> None:
    partnership = make_three_parties()

    assert make_reader().party(partnership, PartyId(1)) == "gemeente"
    assert make_reader().party(partnership, PartyId(3)) == "Dorpsraad"


def test_a_coarse_score_says_that_it_is_rounded() -> None:
    reader = make_reader()

    assert reader.score(3.5, fine=True) == "3,5"
    assert reader.score(3.5, fine=False) == "≈ 3,5"
    assert reader.spoken_score(3.5, fine=False) == "ongeveer 3,5"


def test_a_difference_has_no_ends_of_the_scale() -> None:
    assert make_reader().difference(1.5, fine=True) == "1,5"
    assert make_reader().spoken_difference(1.5, fine=False) == "ongeveer 1,5"


def test_a_hidden_mean_is_said_to_be_no_number() -> None:
    assert make_reader().party_score(make_side(1, None), Dimension.TRUST) == "geen cijfer"


def test_separators_follow_the_language() -> None:
    assert make_reader().separators == ",."
    assert make_reader(Language.ENGLISH).separators == ".,"


def test_the_partner_in_a_statement_is_the_other_party() -> None:
    question = read_questionnaires()[QUESTIONNAIRE].question("TRU1")

    assert make_reader().statement(question) == "De ander doet wat we samen afspreken."


def test_words_are_joined_as_people_do() -> None:
    t = make_reader().t

    assert join_words([], t) == ""
    assert join_words(["a"], t) == "a"
    assert join_words(["a", "b", "c"], t) == "a, b en c"


def test_only_the_first_letter_gets_a_capital() -> None:
    assert capitalise("gemeente Veldzicht") == "Gemeente Veldzicht"


def test_a_long_name_is_cut_and_a_short_one_is_not() -> None:
    assert shorten("Energiecoöperatie", 12) == "Energiecoöp…"
    assert shorten("Zonnewijk", 12) == "Zonnewijk"


def test_plotly_gets_no_markup_from_a_name() -> None:
    assert plot_text("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_the_largest_gap_is_found_among_those_shown() -> None:
    gap = largest_gap(make_scene(make_side(1, (4, 4, 4, 4)), make_side(2, (3.5, 3, 2, 3))))

    assert gap is not None
    assert gap.dimension is Dimension.GROWTH
    assert largest_gap(make_scene(make_side(1, LEVEL), make_side(2, None))) is None


def test_one_coarse_party_makes_the_differences_coarse() -> None:
    coarse = make_side(2, LEVEL, tier=Tier.COARSE)

    assert is_fine(make_scene(make_side(1, LEVEL), make_side(2, LEVEL)), Dimension.TRUST)
    assert not is_fine(make_scene(make_side(1, LEVEL), coarse), Dimension.TRUST)


def test_a_score_of_few_people_is_less_exact_than_its_party() -> None:
    party = make_side(1, LEVEL)
    rounded = replace(party.scores[Dimension.TRUST], tier=Tier.COARSE)
    mixed = replace(party, scores={**party.scores, Dimension.TRUST: rounded})

    assert not is_fine_score(mixed, Dimension.TRUST)
    assert is_fine_score(mixed, Dimension.GROWTH)
    assert make_reader().party_score(mixed, Dimension.TRUST).startswith("ongeveer ")


def test_hidden_parties_are_those_without_any_number() -> None:
    assert hidden_parties(make_scene(make_side(1, LEVEL), make_side(2, None))) == [PartyId(2)]


@pytest.mark.parametrize(
    ("reason", "protected"),
    [(HiddenReason.AUDIT, True), (HiddenReason.TOO_FEW_ANSWERS, False)],
)
def test_a_party_with_enough_answers_may_be_hidden_to_protect_its_people(
    reason: HiddenReason, *, protected: bool
) -> None:
    hidden = make_side(1, None)
    scores = {each: replace(score, hidden_because=reason) for each, score in hidden.scores.items()}

    assert is_protected(replace(hidden, scores=scores)) is protected
    assert not is_protected(make_side(1, LEVEL))
