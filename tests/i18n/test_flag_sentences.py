"""The words of flags and good news: what, on what ground, how sure, and what to ask."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedRound,
    Severity,
)
from monitor.i18n.flag_sentences import (
    label_flag,
    write_flag,
    write_flag_line,
    write_good_news,
    write_good_news_line,
)
from monitor.i18n.reader import Reader
from tests.charts.scenes import make_course, make_reader, make_scene, make_side
from tests.factories import make_partnership

PARTNERSHIP = make_partnership()
DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
LATEST = make_course(((3.9, 3.9, 3.9, 3.9), (3.4, 2.4, 2.1, 3.4)))[-1]
MUNICIPALITY_MEANS = (3.9, 3.9, 3.9, 3.9)
# The initiative loses its trust: at once, or bit by bit.
AT_ONCE = make_course(
    *((MUNICIPALITY_MEANS, (trust, 3.5, 3.5, 3.5)) for trust in (3.8, 3.9, 3.8, 3.0, 3.1))
)
BIT_BY_BIT = make_course(
    *((MUNICIPALITY_MEANS, (trust, 3.5, 3.5, 3.5)) for trust in (3.8, 3.9, 3.7, 3.5, 3.2, 3.0))
)


def flag(
    kind: FlagKind,
    *,
    party: int | None = None,
    dimension: Dimension | None = None,
    severity: Severity = Severity.ACT,
    probability: float | None = 0.9,
) -> Flag:
    named = None if party is None else PartyId(party)
    return Flag(kind, severity, named, dimension, probability)


def test_the_two_kinds_of_gap_have_their_own_names() -> None:
    mirrored = flag(FlagKind.GAP, dimension=Dimension.TRUST)
    shared = flag(FlagKind.GAP, dimension=Dimension.GROWTH)

    assert label_flag(mirrored, LATEST, DUTCH) == "Eenzijdigheid"
    assert label_flag(shared, LATEST, DUTCH) == "Verschil van beeld"


def test_a_low_score_is_told_with_its_numbers_and_guideline() -> None:
    low = flag(FlagKind.LOW, party=2, dimension=Dimension.GROWTH)

    told = write_flag(low, [LATEST], PARTNERSHIP, DUTCH)

    assert told.title == "Ruimte om te groeien: lage score bij het initiatief"
    assert "2,1" in told.evidence[0]
    assert told.guideline.startswith("Handvat: ")
    assert told.question.endswith("?")


def test_a_gap_is_told_with_both_sides() -> None:
    gap = flag(FlagKind.GAP, dimension=Dimension.TRANSPARENCY)

    told = write_flag(gap, [LATEST], PARTNERSHIP, DUTCH)

    assert told.title == "Transparantie: 1,5 punt verschil"
    assert (
        told.evidence[0] == "De gemeente geeft gemiddeld 3,9, het initiatief geeft gemiddeld 2,4."
    )


def test_silence_names_counts_only_where_they_are_published() -> None:
    counted = make_scene(make_side(1, (3.9,) * 4), make_side(2, None, respondents=None))

    named = write_flag(flag(FlagKind.SILENCE, party=1), [counted], PARTNERSHIP, DUTCH)
    unnamed = write_flag(flag(FlagKind.SILENCE), [counted], PARTNERSHIP, DUTCH)

    assert named.title == "Weinig antwoorden bij de gemeente"
    assert "mensen gaven antwoord" in named.evidence[0]
    assert unnamed.title == "Weinig antwoorden van één kant"
    assert not any(character.isdigit() for character in unnamed.evidence[0])


@pytest.mark.parametrize("reader", [DUTCH, ENGLISH], ids=["nl", "en"])
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("kind", FlagKind)
@pytest.mark.parametrize("dimension", [None, *Dimension])
def test_every_flag_has_its_sentences_in_both_languages(
    kind: FlagKind, dimension: Dimension | None, severity: Severity, reader: Reader
) -> None:
    party = None if kind is FlagKind.GAP else 2

    raised = flag(kind, party=party, dimension=dimension, severity=severity)
    told = write_flag(raised, [LATEST], PARTNERSHIP, reader)
    line = write_flag_line(raised, LATEST, PARTNERSHIP, reader)

    assert all([told.label, told.title, told.certainty, told.guideline, told.question, line])
    assert told.evidence


# Declines.


def test_a_decline_is_told_with_where_since_when_and_from_what_to_what() -> None:
    decline = flag(FlagKind.DECLINE, party=2, dimension=Dimension.TRUST, probability=0.5)

    told = write_flag(decline, AT_ONCE, PARTNERSHIP, DUTCH)

    assert told.title == "Vertrouwen: daling bij het initiatief"
    assert told.evidence[0] == "Sinds het 4e kwartaal 2025: van 3,8 naar 3,1."
    assert told.evidence[1] == "6 van 8 mensen gaven antwoord."
    assert told.certainty.startswith("Waarschijnlijk echt")


def test_a_decline_that_went_slowly_is_told_as_slow() -> None:
    decline = flag(FlagKind.DECLINE, party=2, dimension=Dimension.TRUST)

    told = write_flag(decline, BIT_BY_BIT, PARTNERSHIP, DUTCH)

    assert told.evidence[0] == "Langzaam omlaag sinds het 3e kwartaal 2025: van 3,9 naar 3,0."


@pytest.mark.parametrize(
    ("party", "dimension", "title"),
    [
        (2, None, "Daling bij het initiatief"),
        (None, Dimension.TRUST, "Vertrouwen: daling"),
        (None, None, "Er gaat iets achteruit"),
    ],
)
def test_a_decline_names_no_more_than_its_flag(
    party: int | None, dimension: Dimension | None, title: str
) -> None:
    decline = flag(FlagKind.DECLINE, party=party, dimension=dimension)

    assert write_flag(decline, AT_ONCE, PARTNERSHIP, DUTCH).title == title


def test_a_decline_that_names_nothing_has_no_numbers() -> None:
    told = write_flag(flag(FlagKind.DECLINE), AT_ONCE, PARTNERSHIP, DUTCH)

    assert not any(character.isdigit() for line in told.evidence for character in line)


def test_a_decline_that_the_shown_numbers_do_not_show_is_told_without_them() -> None:
    decline = flag(FlagKind.DECLINE, party=1, dimension=Dimension.TRUST)

    told = write_flag(decline, AT_ONCE, PARTNERSHIP, DUTCH)

    assert told.evidence[0] == "Alle rondes samen wijzen op een daling."


@pytest.mark.parametrize("kind", [FlagKind.DECLINE, FlagKind.LOW, FlagKind.GAP, FlagKind.SPLIT])
def test_what_is_only_to_be_watched_may_be_chance(kind: FlagKind) -> None:
    watched = flag(kind, party=2, severity=Severity.WATCH)

    certainty = write_flag(watched, [LATEST], PARTNERSHIP, DUTCH).certainty

    assert "kan toeval zijn" in certainty


def test_a_low_score_that_belongs_to_a_decline_says_so() -> None:
    low = flag(FlagKind.LOW, party=2, dimension=Dimension.TRUST)
    decline = flag(FlagKind.DECLINE, party=2, dimension=Dimension.TRUST)
    both = [*AT_ONCE[:-1], replace(AT_ONCE[-1], flags=(decline, low))]

    assert "Dit hoort bij de daling: zo laag is het nu." in evidence_of(low, both)
    assert "Dit hoort bij de daling: zo laag is het nu." not in evidence_of(low, AT_ONCE)


def test_a_coarse_mean_is_told_as_rounded() -> None:
    from_few = make_scene(make_side(1, (3.9,) * 4), make_side(2, (2.5,) * 4, respondents=4))

    assert "2,5" in evidence_of(flag(FlagKind.LOW, party=2, dimension=Dimension.TRUST), [from_few])


# Answering.


def test_silence_is_compared_with_the_round_before() -> None:
    before = make_scene(make_side(1, (3.9,) * 4, respondents=8), make_side(2, (3.9,) * 4))
    now = make_scene(make_side(1, (3.9,) * 4, respondents=5), make_side(2, (3.9,) * 4))

    told = write_flag(flag(FlagKind.SILENCE, party=1), [before, now], PARTNERSHIP, DUTCH)

    assert list(told.evidence) == ["5 van 8 mensen gaven antwoord; vorige ronde 8 van 8."]


def test_a_count_is_certain_and_a_change_is_not() -> None:
    count = flag(FlagKind.SILENCE, party=1, probability=None)
    change = flag(FlagKind.SILENCE, party=1, probability=0.27, severity=Severity.WATCH)

    assert write_flag(count, [LATEST], PARTNERSHIP, DUTCH).certainty.startswith("Zeker")
    assert "toeval" in write_flag(change, [LATEST], PARTNERSHIP, DUTCH).certainty


def test_dont_know_is_told_with_the_share_that_is_published() -> None:
    party = make_side(2, (3.9,) * 4)
    scores = {
        **party.scores,
        Dimension.GROWTH: replace(party.scores[Dimension.GROWTH], dont_know_share=0.4),
    }
    latest = make_scene(make_side(1, (3.9,) * 4), replace(party, scores=scores))
    often = flag(FlagKind.DONT_KNOW, party=2, dimension=Dimension.GROWTH)

    assert "40% van de antwoorden over dit onderwerp" in evidence_of(often, [latest])
    assert "Van alle antwoorden is 5%" in evidence_of(flag(FlagKind.DONT_KNOW, party=2), [latest])
    hidden = flag(FlagKind.DONT_KNOW, party=2, dimension=Dimension.TRUST)
    assert "%" not in evidence_of(hidden, [latest])


# Good news.


@pytest.mark.parametrize("reader", [DUTCH, ENGLISH], ids=["nl", "en"])
@pytest.mark.parametrize("dimension", [None, Dimension.TRUST])
@pytest.mark.parametrize("kind", GoodNewsKind)
def test_all_good_news_has_its_sentences_in_both_languages(
    kind: GoodNewsKind, dimension: Dimension | None, reader: Reader
) -> None:
    news = GoodNews(kind, None, dimension, 0.9)

    told = write_good_news(news, AT_ONCE, PARTNERSHIP, reader)

    assert all([told.label, told.title, told.evidence])
    assert write_good_news_line(news, PARTNERSHIP, reader).startswith(told.label)


def test_a_rise_is_told_with_where_since_when_and_from_what_to_what() -> None:
    better = [*AT_ONCE[3:], *AT_ONCE[:3]]
    rounds = [
        replace(each, quarter=LATEST.quarter.shift(place)) for place, each in enumerate(better)
    ]
    rise = GoodNews(GoodNewsKind.RISE, PartyId(2), Dimension.TRUST, 0.5)

    told = write_good_news(rise, rounds, PARTNERSHIP, DUTCH)

    assert told.title == "Vertrouwen: het gaat beter bij het initiatief"
    assert told.evidence == (
        "Vertrouwen stijgt bij het initiatief, sinds het 3e kwartaal 2025: van 3,1 naar 3,8."
    )


@pytest.mark.parametrize(
    ("levels", "titles"),
    [
        ((3.8, 3.8, 3.0), ("Daling over het geheel", "Er gaat iets vooruit")),
        ((3.0, 3.0, 3.8), ("Er gaat iets achteruit", "Stijging over het geheel")),
    ],
)
def test_what_names_nothing_is_told_of_the_average_of_all_where_that_moved(
    levels: Sequence[float], titles: tuple[str, str]
) -> None:
    rounds = [replace(LATEST, overall=level) for level in levels]
    rise = GoodNews(GoodNewsKind.RISE, probability=0.5)

    fell = write_flag(flag(FlagKind.DECLINE), rounds, PARTNERSHIP, DUTCH)
    rose = write_good_news(rise, rounds, PARTNERSHIP, DUTCH)

    assert (fell.title, rose.title) == titles


def test_the_only_party_that_is_shown_is_named_in_the_evidence_and_not_in_the_title() -> None:
    hidden = make_side(1, None)
    rounds = [
        make_scene(hidden, make_side(2, (mean,) * 4), quarter=LATEST.quarter.shift(place))
        for place, mean in enumerate((3.8, 3.8, 3.0))
    ]

    told = write_flag(flag(FlagKind.DECLINE), rounds, PARTNERSHIP, DUTCH)

    assert told.title == "Er gaat iets achteruit"
    assert told.evidence[0].startswith("Het initiatief is over het geheel minder positief")


def evidence_of(raised: Flag, releases: Sequence[PublishedRound]) -> str:
    return " ".join(write_flag(raised, releases, PARTNERSHIP, DUTCH).evidence)
