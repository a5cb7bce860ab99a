from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.round import Quarter
from monitor.domain.story import Statement, StatementKind
from monitor.i18n.reader import Reader
from monitor.i18n.sentences import name_party, write_gap_kinds, write_statement
from tests.charts.scenes import make_reader, make_three_parties
from tests.factories import make_gap, make_partnership, make_release

PARTNERSHIP = make_partnership()
DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
MOVES = [StatementKind.DECLINE, StatementKind.SLIDE, StatementKind.RISE]
SINCE = Quarter(2026, 2)


@pytest.mark.parametrize("reader", [DUTCH, ENGLISH])
@pytest.mark.parametrize("may_be_chance", [True, False])
@pytest.mark.parametrize("kind", StatementKind)
def test_every_statement_becomes_a_sentence_in_both_languages(
    kind: StatementKind,
    *,
    may_be_chance: bool,
    reader: object,
) -> None:
    chosen = ENGLISH if reader is ENGLISH else DUTCH
    statement = Statement(kind, PartyId(2), Dimension.TRUST, 3.4, 2.9, may_be_chance=may_be_chance)

    sentence = write_statement(statement, PARTNERSHIP, chosen)

    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert (chosen.t("story.chance") in sentence) == may_be_chance


def test_a_fall_that_may_be_chance_only_seems_to_be_one() -> None:
    fall = Statement(
        StatementKind.ONE_FALLS, PartyId(2), Dimension.GROWTH, 3.4, 2.9, may_be_chance=True
    )

    assert write_statement(fall, PARTNERSHIP, DUTCH) == (
        "Het initiatief lijkt minder positief over ruimte om te groeien: van 3,4 naar 2,9. "
        "Dit kan toeval zijn."
    )


def test_a_gap_is_written_in_points() -> None:
    gap = Statement(StatementKind.GAP_GREW, None, Dimension.GROWTH, 1.0, 1.5)

    assert write_statement(gap, PARTNERSHIP, DUTCH) == (
        "Over ruimte om te groeien zijn gemeente en initiatief het steeds minder eens: "
        "het verschil groeide van 1,0 naar 1,5 punt."
    )


def test_every_sentence_of_a_statement_starts_with_a_capital() -> None:
    calm = Statement(StatementKind.NO_CLEAR_CHANGE, dimension=Dimension.TRUST)

    assert write_statement(calm, PARTNERSHIP, DUTCH) == (
        "Er is geen duidelijke verandering. Vertrouwen blijft het sterkste punt."
    )


def test_the_first_round_may_have_no_difference_to_tell() -> None:
    plain = Statement(StatementKind.FIRST_ROUND)

    assert write_statement(plain, PARTNERSHIP, DUTCH) == "Dit is de eerste meting."


def test_a_party_is_named_with_its_article_or_by_its_own_name() -> None:
    three = make_three_parties()

    assert name_party(PARTNERSHIP, PartyId(1), DUTCH) == "de gemeente"
    assert name_party(PARTNERSHIP, PartyId(2), DUTCH) == "het initiatief"
    assert name_party(three, PartyId(2), DUTCH) == "Zonnewijk"
    assert name_party(PARTNERSHIP, None, DUTCH) == ""


def test_a_slide_is_called_a_slide_with_party_dimension_quarter_and_numbers() -> None:
    slide = Statement(
        StatementKind.SLIDE, PartyId(2), Dimension.TRUST, 3.9, 3.1, may_be_chance=True, since=SINCE
    )

    assert write_statement(slide, PARTNERSHIP, DUTCH) == (
        "Vertrouwen zakt bij het initiatief langzaam weg, sinds het 2e kwartaal 2026: "
        "van 3,9 naar 3,1. Dit kan toeval zijn."
    )
    assert write_statement(slide, PARTNERSHIP, ENGLISH) == (
        "Trust is slowly sliding at the initiative, since Q2 2026: from 3.9 to 3.1. "
        "This may be chance."
    )


def test_a_decline_whose_numbers_are_not_shown_is_told_without_them() -> None:
    decline = Statement(StatementKind.DECLINE)

    assert write_statement(decline, PARTNERSHIP, DUTCH) == (
        "Er gaat iets achteruit in deze samenwerking."
    )


def test_a_decline_of_the_average_of_all_is_told_as_such() -> None:
    decline = Statement(StatementKind.DECLINE, None, None, 3.7, 2.9, since=SINCE)

    assert write_statement(decline, PARTNERSHIP, DUTCH) == (
        "Deze samenwerking krijgt over het geheel lagere cijfers, sinds het 2e kwartaal 2026: "
        "van 3,7 naar 2,9."
    )


def test_scores_that_are_rounded_are_told_so() -> None:
    rounded = Statement(
        StatementKind.RISE, PartyId(1), None, 3.0, 4.0, since=SINCE, is_rounded=True
    )

    assert write_statement(rounded, PARTNERSHIP, DUTCH).endswith(
        "van ongeveer 3,0 naar ongeveer 4,0."
    )


@pytest.mark.parametrize("reader", [DUTCH, ENGLISH], ids=["nl", "en"])
@pytest.mark.parametrize("dimension", [None, Dimension.GROWTH])
@pytest.mark.parametrize("party", [None, PartyId(1)])
@pytest.mark.parametrize("kind", MOVES)
def test_every_move_names_what_may_be_named_and_no_more(
    kind: StatementKind, party: PartyId | None, dimension: Dimension | None, reader: Reader
) -> None:
    statement = Statement(kind, party, dimension, 3.9, 3.1, since=SINCE)

    sentence = write_statement(statement, PARTNERSHIP, reader).lower()

    assert (reader.t("party.municipality") in sentence) == (party is not None)
    assert (reader.dimension(Dimension.GROWTH).lower() in sentence) == (dimension is not None)
    assert reader.formatter.quarter(SINCE).lower() in sentence


def test_the_two_kinds_of_difference_have_their_own_names() -> None:
    mirrored = {Dimension.TRUST, Dimension.TRANSPARENCY}
    gaps = {
        each: replace(
            make_gap(dimension=each),
            kind=QuestionKind.MIRRORED if each in mirrored else QuestionKind.SHARED,
        )
        for each in Dimension
    }

    written = write_gap_kinds(make_release(gaps=gaps), ENGLISH)

    assert written == (
        "On trust and transparency each side judges the other: a difference there is called "
        "one-sidedness. On room to grow and equality both sides judge the same thing: a difference "
        "there is called a difference of view."
    )


def test_a_kind_of_difference_that_no_dimension_has_is_not_explained() -> None:
    gaps = {each: replace(make_gap(dimension=each), kind=QuestionKind.SHARED) for each in Dimension}

    written = write_gap_kinds(make_release(gaps=gaps), ENGLISH)

    assert "each side judges the other" not in written
