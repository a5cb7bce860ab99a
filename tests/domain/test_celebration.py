"""What is celebrated is published, is so for every party, and was noticed by the others."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.celebration import (
    Celebration,
    CelebrationKind,
    find_celebrations,
    find_reached,
    is_strong,
)
from monitor.domain.growth import find_path
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartnershipId, PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.log import Change, GrowthStage, GrowthStep
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.domain.results import (
    HiddenReason,
    PublishedNotice,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.round import Quarter
from tests.builders import make_closed_round, make_levels, release_of
from tests.factories import NOW, make_agreement, make_published_party, make_release, make_score

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING, SUMMER, AUTUMN = (Quarter(2026, number) for number in (1, 2, 3))


def keep(content: ContentT, number: int = 1, at: datetime = NOW) -> Record[ContentT]:
    return Record(RecordId(number), PartnershipId(1), content, Authorship("Ada", at))


def make_party(party_id: int, trust: float | None, tier: Tier = Tier.DETAIL) -> PublishedParty:
    scores = {each: make_score(dimension=each) for each in Dimension}
    scores[Dimension.TRUST] = (
        PublishedScore(Dimension.TRUST, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
        if trust is None
        else make_score(mean=trust)
    )
    return make_published_party(party_id=party_id, tier=tier, scores=scores)


def make_round(
    trust: float | None, *parties: PublishedParty, quarter: Quarter = AUTUMN
) -> PublishedRound:
    joint: Mapping[Dimension, float | None] = {
        each: trust if each is Dimension.TRUST else 3.4 for each in Dimension
    }
    alike = (make_party(1, trust), make_party(2, trust))
    return make_release(quarter=quarter, joint=joint, parties=parties or alike)


def with_notices(
    *verdicts: Noticed | None, quarter: Quarter = AUTUMN, is_light: bool = False
) -> PublishedRound:
    """Make a round in which parties 2, 3 ... said whether they noticed agreement 1."""
    notices = tuple(
        PublishedNotice(RecordId(1), PartyId(number), verdict)
        for number, verdict in enumerate(verdicts, start=2)
    )
    release = make_release(quarter=quarter, is_light=is_light)
    return PublishedRound(
        **{
            name: getattr(release, name)
            for name in release.__dataclass_fields__
            if name != "noticed"
        },
        noticed=notices,
    )


def kinds(found: Sequence[Celebration]) -> list[CelebrationKind]:
    return [each.kind for each in found]


def test_without_results_and_records_there_is_nothing_to_celebrate() -> None:
    assert list(find_celebrations([], [], [])) == []
    assert list(find_reached([], [], [])) == []


def test_a_dimension_became_strong_when_it_was_not_before() -> None:
    found = find_celebrations([make_round(3.9, quarter=SUMMER), make_round(4.0)], [], [])

    assert found == [
        Celebration(CelebrationKind.BECAME_STRONG, Dimension.TRUST, score=4.0, is_fine=True)
    ]


def test_a_dimension_that_was_strong_before_stayed_so() -> None:
    found = find_celebrations([make_round(4.2, quarter=SUMMER), make_round(4.0)], [], [])

    assert kinds(found) == [CelebrationKind.STAYED_STRONG]


@pytest.mark.parametrize("before", [[], [make_round(None, quarter=SUMMER)]], ids=["none", "hidden"])
def test_without_a_number_before_nobody_says_that_it_became_or_stayed_so(
    before: list[PublishedRound],
) -> None:
    found = find_celebrations([*before, make_round(4.1)], [], [])

    assert kinds(found) == [CelebrationKind.STRONG]


def test_nobody_celebrates_over_the_head_of_a_party_that_is_less_content() -> None:
    unequal = make_round(4.0, make_party(1, 4.6), make_party(2, 3.4))
    equal = make_round(4.0, make_party(1, 4.5), make_party(2, 3.5))

    assert not is_strong(unequal, Dimension.TRUST)
    assert is_strong(equal, Dimension.TRUST)


def test_what_became_good_for_the_last_party_became_strong() -> None:
    before = make_round(4.1, make_party(1, 4.9), make_party(2, 3.3), quarter=SUMMER)
    after = make_round(4.2, make_party(1, 4.6), make_party(2, 3.8))

    assert kinds(find_celebrations([before, after], [], [])) == [CelebrationKind.BECAME_STRONG]


def test_a_hidden_party_leaves_nothing_to_celebrate_about_scores() -> None:
    # Of two parties, one with two very content people: the mean of all would tell theirs.
    closed = make_closed_round({PartyId(1): make_levels(*[5] * 6), PartyId(2): make_levels(5, 5)})
    release = release_of(closed)

    assert set(release.joint.values()) == {None}
    assert list(find_celebrations([release], [], [])) == []


@pytest.mark.parametrize("hidden", [1, 2, 5])
def test_what_a_hidden_party_answered_changes_nothing_of_what_is_celebrated(hidden: int) -> None:
    closed = make_closed_round(
        {PartyId(1): make_levels(*[5] * 6), PartyId(2): make_levels(hidden, hidden)}
    )

    assert list(find_celebrations([release_of(closed)], [], [])) == []


def test_a_score_of_few_people_is_told_as_rounded() -> None:
    release = make_round(4.0, make_party(1, 4.0, Tier.COARSE), make_party(2, 4.0))

    (found,) = find_celebrations([release], [], [])

    assert not found.is_fine


def test_an_agreement_that_all_others_noticed_is_celebrated_by_whose_it_is() -> None:
    agreement: Record[Agreement] = keep(make_agreement(text="Bellen"))

    found = find_celebrations([with_notices(Noticed.YES, Noticed.YES)], [agreement], [])

    assert found == [
        Celebration(
            CelebrationKind.KEPT,
            None,
            PartyId(1),
            "Bellen",
            RecordId(1),
            noticed_by=(PartyId(2), PartyId(3)),
        )
    ]


def test_a_party_whose_answer_is_hidden_is_not_said_to_have_noticed() -> None:
    agreement = keep(make_agreement())

    (found,) = find_celebrations([with_notices(Noticed.YES, None)], [agreement], [])

    assert found.noticed_by == (PartyId(2),)


@pytest.mark.parametrize(
    "verdicts", [(None,), (Noticed.A_BIT,), (Noticed.YES, Noticed.NO), ()], ids=str
)
def test_what_was_not_noticed_by_all_who_are_shown_is_not_called_kept(
    verdicts: tuple[Noticed | None, ...],
) -> None:
    assert list(find_celebrations([with_notices(*verdicts)], [keep(make_agreement())], [])) == []


def test_what_was_dropped_is_not_celebrated() -> None:
    dropped = keep(make_agreement(state=AgreementState.DROPPED))

    assert list(find_celebrations([with_notices(Noticed.YES)], [dropped], [])) == []


def test_only_what_came_after_the_round_before_is_told() -> None:
    releases = [make_round(3.0, quarter=SUMMER), make_round(3.0)]
    old = keep(Change(date(2026, 6, 30), "Oud"), 1)
    new = keep(Change(date(2026, 7, 1), "Nieuw"), 2)

    found = find_celebrations(releases, [], [old, new])

    assert [(each.kind, each.text) for each in found] == [(CelebrationKind.CHANGED, "Nieuw")]


def test_a_step_forward_is_celebrated_and_a_step_back_or_a_plan_is_not() -> None:
    steps = [
        keep(GrowthStep(date(2025, 1, 1), "Werkgroep", GrowthStage.ORGANISED), 1),
        keep(GrowthStep(date(2025, 6, 1), "Website"), 2),
        keep(GrowthStep(date(2026, 1, 1), "Opnieuw", GrowthStage.EXPLORING), 3),
        keep(GrowthStep(date(2026, 6, 1), "Weer", GrowthStage.ORGANISED), 4),
        keep(GrowthStep(date(2030, 1, 1), "Later", GrowthStage.DELIVERING), 5),
    ]

    found = find_celebrations([], [], [], find_path(steps, AMSTERDAM))

    assert [(each.text, each.stage) for each in found] == [
        ("Werkgroep", GrowthStage.ORGANISED),
        ("Website", None),
        ("Weer", None),
    ]


def test_at_the_end_everything_that_was_reached_is_told() -> None:
    kept = keep(make_agreement(text="Bellen"), 1)
    early = [with_notices(Noticed.YES, quarter=SPRING), make_round(4.3)]
    changed = keep(Change(date(2024, 1, 1), "Ander plan"), 2)

    found = find_reached(early, [kept], [changed])

    assert kinds(found) == [
        CelebrationKind.KEPT,
        CelebrationKind.STRONG,
        CelebrationKind.CHANGED,
    ]


def test_at_the_end_the_last_answer_about_an_agreement_counts_also_of_a_light_round() -> None:
    kept = keep(make_agreement(), 1)
    yes = with_notices(Noticed.YES, quarter=SPRING)
    no = with_notices(Noticed.NO, quarter=SUMMER, is_light=True)

    assert list(find_reached([yes, no], [kept], [])) == []
    assert kinds(find_reached([no, yes], [kept], [])) == [CelebrationKind.KEPT]


def test_steps_are_taken_by_the_day_on_which_they_were_written_down() -> None:
    written = datetime(2026, 1, 1, 12, tzinfo=UTC)
    planned = keep(GrowthStep(date(2026, 6, 1), "Statuten"), 1, written)

    assert list(find_celebrations([], [], [], find_path([planned], AMSTERDAM))) == []
