"""What was noticed of agreements is told from published verdicts, and from nothing else."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartnershipId, PartyId, RecordId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.kept import FEWEST_RATED, KeptRate, find_noticed, measure_kept
from monitor.domain.register.record import Authorship, Record
from monitor.domain.results import HiddenReason, PublishedNotice, PublishedRound
from monitor.domain.round import Quarter
from tests.factories import NOW, TODAY, make_release

MUNICIPALITY, INITIATIVE, THIRD = PartyId(1), PartyId(2), PartyId(3)
YES, A_BIT, NO = Noticed.YES, Noticed.A_BIT, Noticed.NO
FIRST = RecordId(1)


def agreements_of(*owners: PartyId) -> list[Record[Agreement]]:
    return [
        Record(
            RecordId(number),
            PartnershipId(1),
            Agreement(AgreementKind.ROLE, "Wij doen het.", owner, TODAY),
            Authorship("Noor", NOW),
        )
        for number, owner in enumerate(owners, start=1)
    ]


def round_of(sequence: int, *notices: tuple[int, PartyId, Noticed | None]) -> PublishedRound:
    published = [
        PublishedNotice(
            RecordId(number),
            party,
            verdict,
            hidden_because=None if verdict else HiddenReason.TOO_FEW_ANSWERS,
        )
        for number, party, verdict in notices
    ]
    quarter = Quarter(2025, 4).shift(sequence)
    return replace(make_release(sequence=sequence, quarter=quarter), noticed=published)


def verdicts(*each: Noticed | None) -> PublishedRound:
    """Let the initiative answer about the first, the second and so on."""
    return round_of(1, *((place, INITIATIVE, given) for place, given in enumerate(each, start=1)))


def test_rounds_that_did_not_ask_about_it_are_left_out() -> None:
    releases = [
        round_of(1),
        round_of(2, (1, INITIATIVE, NO), (2, INITIATIVE, YES)),
        round_of(3, (1, INITIATIVE, YES)),
    ]

    found = find_noticed(FIRST, releases)

    assert [(each.sequence, each.verdict) for each in found] == [(2, NO), (3, YES)]


@pytest.mark.parametrize(
    ("given", "told"),
    [((YES, YES), YES), ((YES, A_BIT), A_BIT), ((A_BIT, NO), NO), ((YES, None), YES)],
)
def test_with_more_parties_the_most_cautious_verdict_that_is_shown_holds(
    given: Sequence[Noticed | None], told: Noticed
) -> None:
    parties = (INITIATIVE, THIRD)
    release = round_of(1, *((1, party, each) for party, each in zip(parties, given, strict=True)))

    assert find_noticed(FIRST, [release])[0].verdict is told


def test_a_verdict_that_is_not_shown_is_none() -> None:
    assert find_noticed(FIRST, [round_of(1, (1, INITIATIVE, None))])[0].verdict is None


def test_the_rate_counts_agreements_by_their_newest_published_verdict() -> None:
    owned = agreements_of(MUNICIPALITY, MUNICIPALITY, MUNICIPALITY, MUNICIPALITY)
    releases = [
        round_of(1, (1, INITIATIVE, NO), (2, INITIATIVE, YES), (3, INITIATIVE, A_BIT)),
        round_of(2, (1, INITIATIVE, YES), (4, INITIATIVE, NO)),
        round_of(3, (1, INITIATIVE, None)),
    ]

    assert measure_kept(owned, releases) == {MUNICIPALITY: KeptRate(noticed=2, a_bit=1, asked=4)}


def test_there_is_no_rate_of_too_few_agreements() -> None:
    owned = agreements_of(*[MUNICIPALITY] * (FEWEST_RATED - 1))

    assert measure_kept(owned, [verdicts(YES, YES, YES)]) == {}


def test_agreements_of_which_nothing_was_published_do_not_count() -> None:
    owned = agreements_of(*[MUNICIPALITY] * FEWEST_RATED)

    assert measure_kept(owned, [verdicts(YES, YES, None)]) == {}
    assert measure_kept(owned, []) == {}


def test_each_party_has_a_rate_of_its_own_agreements() -> None:
    owned = agreements_of(MUNICIPALITY, INITIATIVE, MUNICIPALITY, INITIATIVE, MUNICIPALITY)
    asked = (INITIATIVE, MUNICIPALITY, INITIATIVE, MUNICIPALITY, INITIATIVE)
    release = round_of(1, *((place, party, YES) for place, party in enumerate(asked, start=1)))

    assert measure_kept(owned, [release]) == {MUNICIPALITY: KeptRate(3, 0, 3)}
