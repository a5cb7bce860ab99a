import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from monitor.domain.story import Statement, StatementKind
from monitor.i18n.sentences import (
    label_flag,
    name_party,
    write_flag,
    write_flag_line,
    write_statement,
)
from monitor.services.questionnaires import CURRENT_VERSION, read_questionnaires
from tests.charts.scenes import make_course, make_reader, make_scene, make_side, make_three_parties
from tests.factories import make_partnership

ASKED = read_questionnaires()[CURRENT_VERSION]
PARTNERSHIP = make_partnership()
DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
LATEST = make_course(((3.9, 3.9, 3.9, 3.9), (3.4, 2.4, 2.1, 3.4)))[-1]


def flag(kind: FlagKind, *, party: int | None = None, dimension: Dimension | None = None) -> Flag:
    named = None if party is None else PartyId(party)
    return Flag(kind, Severity.ACT, named, dimension, 0.9)


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


def test_the_two_kinds_of_gap_have_their_own_names() -> None:
    mirrored = flag(FlagKind.GAP, dimension=Dimension.TRUST)
    shared = flag(FlagKind.GAP, dimension=Dimension.GROWTH)

    assert label_flag(mirrored, LATEST, DUTCH) == "Eenzijdigheid"
    assert label_flag(shared, LATEST, DUTCH) == "Verschil van beeld"


def test_a_low_score_is_told_with_its_numbers_and_guideline() -> None:
    low = flag(FlagKind.LOW, party=2, dimension=Dimension.GROWTH)

    told = write_flag(low, LATEST, PARTNERSHIP, ASKED, DUTCH)

    assert told.title == "Ruimte om te groeien: lage score bij het initiatief"
    assert "2,1" in told.evidence[0]
    assert told.guideline.startswith("Handvat: ")
    assert told.question.endswith("?")


def test_a_gap_is_told_with_both_sides() -> None:
    gap = flag(FlagKind.GAP, dimension=Dimension.TRANSPARENCY)

    told = write_flag(gap, LATEST, PARTNERSHIP, ASKED, DUTCH)

    assert told.title == "Transparantie: 1,5 punt verschil"
    assert (
        told.evidence[0] == "De gemeente geeft gemiddeld 3,9, het initiatief geeft gemiddeld 2,4."
    )


def test_silence_names_counts_only_where_they_are_published() -> None:
    counted = make_scene(make_side(1, (3.9,) * 4), make_side(2, None, respondents=None))

    named = write_flag(flag(FlagKind.SILENCE, party=1), counted, PARTNERSHIP, ASKED, DUTCH)
    unnamed = write_flag(flag(FlagKind.SILENCE), counted, PARTNERSHIP, ASKED, DUTCH)

    assert named.title == "Weinig antwoorden bij de gemeente"
    assert "mensen gaven antwoord" in named.evidence[0]
    assert unnamed.title == "Weinig antwoorden van één kant"
    assert not any(character.isdigit() for character in unnamed.evidence[0])


@pytest.mark.parametrize("reader", [DUTCH, ENGLISH])
@pytest.mark.parametrize("kind", FlagKind)
@pytest.mark.parametrize("dimension", [None, *Dimension])
@pytest.mark.parametrize("latest", [LATEST])
def test_every_flag_has_its_sentences_in_both_languages(
    kind: FlagKind, dimension: Dimension | None, latest: PublishedRound, reader: object
) -> None:
    chosen = ENGLISH if reader is ENGLISH else DUTCH
    party = None if kind is FlagKind.GAP else 2

    raised = flag(kind, party=party, dimension=dimension)
    told = write_flag(raised, latest, PARTNERSHIP, ASKED, chosen)
    line = write_flag_line(raised, latest, PARTNERSHIP, chosen)

    assert all([told.label, told.title, told.certainty, told.guideline, told.question, line])
    assert told.evidence
