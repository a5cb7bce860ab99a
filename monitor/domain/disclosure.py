"""Decides what of a closed round may be shown: raw scores in, published results out.

The rules carry the numbers of ``docs/method.md`` section 3. Nothing downstream hides or rounds
again. What is decided here is tried by the audit: where somebody could work out a colleague's
score, less is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from random import Random
from statistics import fmean

from monitor.domain.audit.checks import is_mark_safe, unsafe_dimensions
from monitor.domain.audit.history import PastNumbers, is_safe_over_time
from monitor.domain.audit.sheet import Sheet
from monitor.domain.audit.sums import PROTECTED_WIDTH
from monitor.domain.hours import publish_load
from monitor.domain.measurement import GivenComment, MeasuredRound
from monitor.domain.mirror import add_expectations, as_light_release, as_light_round
from monitor.domain.notices import publish_notice
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.publishing import Permission, publish_party
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.response import Audience
from monitor.domain.results import (
    AuditVerdict,
    HiddenReason,
    PublishedComment,
    PublishedGap,
    PublishedNotice,
    PublishedParty,
    PublishedRound,
    Tier,
)
from monitor.domain.scoring import PartyScores
from monitor.domain.signals import find_flags, find_good_news, find_silence, judge_change
from monitor.domain.tiers import COARSE_MINIMUM, PartyTiers, choose_tiers

_PAIR = 2
_QUARTERS_REMEMBERED = 4
_LOWER = {Tier.DETAIL: Tier.COARSE, Tier.COARSE: Tier.HIDDEN}


@dataclass(frozen=True)
class _Decision:
    """What may be shown of one party.

    ``tiers`` are those of the group, which say whom a flag may name and whether comments are
    shown; the permission may hold less exact ones, for what earlier rounds showed (R5).
    """

    scores: PartyScores
    tiers: PartyTiers
    permission: Permission
    is_lowered: bool = False

    @cached_property
    def published(self) -> PublishedParty:
        """The party as it is shown by this decision."""
        return publish_party(self.scores, self.permission)

    @property
    def of_group(self) -> Permission:
        """What may be shown of the group where no score of an earlier round matters."""
        return replace(self.permission, tiers=self.tiers)


def release(
    measured: MeasuredRound, earlier: Sequence[PublishedRound], random: Random
) -> PublishedRound:
    """Turn a closed round into what may be shown of it.

    ``earlier``: all releases before, oldest first; ``random`` shuffles the comments.
    """
    round_, asked = measured.round, measured.asked
    # Light and full rounds ask other questions: each is compared with its own kind only.
    earlier = [each for each in earlier if each.is_light is round_.is_light]
    decisions = [_decide(scores, measured, earlier) for scores in measured.parties]
    tiers = {each.scores.party_id: each.tiers for each in decisions}
    expected = _expect(measured, earlier)
    parties = [_publish(each, measured, expected.get(each.scores.party_id)) for each in decisions]
    judged = measured.parties, tiers, measured.findings
    return PublishedRound(
        round_id=round_.id,
        quarter=round_.quarter,
        sequence=round_.sequence,
        phase=round_.phase,
        privacy_mode=round_.privacy_mode,
        minimum_group=round_.minimum_group,
        questionnaire_version=round_.questionnaire_version,
        parties=tuple(parties),
        gaps={each: _find_gap(each, parties, asked) for each in Dimension},
        joint={each: _joint_score(each, parties) for each in Dimension},
        overall=_plain_mean([party.overall for party in parties]),
        flags=tuple(find_silence(*judged) if round_.is_light else find_flags(*judged)),
        comments=tuple(_publish_comments(measured.comments, tiers, random)),
        good_news=tuple(find_good_news(*judged, earlier)),
        change=None if round_.is_light else judge_change(*judged),
        audit=_sum_up(decisions, measured, expected),
        judged_by=measured.judged_by,
        is_light=round_.is_light,
        noticed=tuple(_publish_notices(decisions, measured, earlier)),
    )


def _publish(
    decision: _Decision, measured: MeasuredRound, expected: _Decision | None
) -> PublishedParty:
    """Return all of a party: its scores, its expectations and its load."""
    party, group = decision.published, decision.of_group
    hours = measured.hours.get(party.party_id)
    if hours:
        party = replace(party, load=publish_load(hours, group))
    if expected:
        because = None if group.tiers.party.is_fine else group.because
        party = add_expectations(party, expected.published, because)
    return party


def _expect(
    measured: MeasuredRound, earlier: Sequence[PublishedRound]
) -> Mapping[PartyId, _Decision]:
    """Decide what may be shown of each party's expectations, by the rules of a light round."""
    if measured.mirror is None:
        return {}
    expected = as_light_round(measured, measured.mirror)
    before = [as_light_release(each) for each in earlier]
    return {each.party_id: _decide(each, expected, before) for each in expected.parties}


def _publish_notices(
    decisions: Sequence[_Decision], measured: MeasuredRound, earlier: Sequence[PublishedRound]
) -> Sequence[PublishedNotice]:
    groups = {each.scores.party_id: each.of_group for each in decisions}
    since = measured.round.quarter.shift(-_QUARTERS_REMEMBERED)
    remembered = [each for each in earlier if each.quarter >= since]
    return [publish_notice(each, groups[each.party_id], remembered) for each in measured.notices]


def _decide(
    scores: PartyScores, measured: MeasuredRound, earlier: Sequence[PublishedRound]
) -> _Decision:
    mode, minimum = measured.round.privacy_mode, measured.round.minimum_group
    is_light = measured.round.is_light
    tiers = choose_tiers(scores, mode, minimum, is_light=is_light)
    permission = Permission(tiers, minimum, is_light=is_light)
    if mode is not PrivacyMode.CONFIDENTIAL or tiers.party is Tier.HIDDEN:
        return _Decision(scores, tiers, permission)
    shown_before = [each for each in earlier if _is_shown(scores.party_id, each)]
    if _is_minor_correction(scores.party_id, measured, shown_before):
        hidden = tiers.cap(Tier.HIDDEN)
        because = HiddenReason.TOO_FEW_CHANGED
        return _Decision(scores, hidden, replace(permission, tiers=hidden, because=because))
    if _tells_one_from_the_difference(scores.party_id, measured, shown_before):
        permission = replace(permission, tiers=tiers.cap_small(scores))
    decision = _Decision(scores, tiers, permission)
    past = _recall(scores, measured, shown_before)
    if is_light and _shows_otherwise(decision.published, past):
        hidden = tiers.cap(Tier.HIDDEN)
        return _Decision(scores, hidden, permission.cap(Tier.HIDDEN), is_lowered=True)
    while (limited := _limit(decision, measured.asked, past)) is not decision:
        decision = limited
    if is_mark_safe(scores, decision.permission.tiers.mark):
        return decision
    return replace(decision, permission=decision.permission.without_mark())


def _limit(decision: _Decision, asked: Questionnaire, past: Sequence[PastNumbers]) -> _Decision:
    """Show a step less of a party that the audit finds unsafe; the same decision if it is safe."""
    sheet = Sheet(decision.scores, decision.published, decision.permission.tiers, asked)
    unsafe = unsafe_dimensions(sheet)
    # Means per question are given up first, and only where they do harm.
    detailed = [each for each in unsafe if each in sheet.detailed]
    if detailed:
        codes = {code for each in detailed for code in sheet.codes[each]}
        permission = decision.permission.without(codes)
        return replace(decision, permission=permission, is_lowered=True)
    if not unsafe and all(is_safe_over_time(sheet, each) for each in past):
        return decision
    tier = _LOWER[decision.permission.tiers.party]
    permission = decision.permission.cap(tier)
    # Less exact for what an earlier round showed, the group is still as large as it is.
    is_group_told = not unsafe and tier is not Tier.HIDDEN
    tiers = decision.tiers if is_group_told else decision.tiers.cap(tier)
    return replace(decision, tiers=tiers, permission=permission, is_lowered=True)


def _shows_otherwise(now: PublishedParty, past: Sequence[PastNumbers]) -> bool:
    """Tell whether a light round shows questions where one before showed their mean only.

    The one would be subtracted from the other, which the audit does not follow.
    """
    shown = _dimensions_shown(now)
    return any(_dimensions_shown(each.published) != shown for each in past)


def _dimensions_shown(party: PublishedParty) -> Sequence[Dimension]:
    return [dimension for dimension, score in party.scores.items() if score.is_shown]


def _is_shown(party_id: PartyId, published: PublishedRound) -> bool:
    return any(each.party_id == party_id and each.has_enough for each in published.parties)


def _is_minor_correction(
    party_id: PartyId, measured: MeasuredRound, shown_before: Sequence[PublishedRound]
) -> bool:
    """Tell whether this only changes a few forms of a round of the same quarter (R0)."""
    is_second = any(each.quarter == measured.round.quarter for each in shown_before)
    corrected = measured.corrected.get(party_id)
    return is_second and corrected is not None and 0 < corrected < COARSE_MINIMUM


def _tells_one_from_the_difference(
    party_id: PartyId, measured: MeasuredRound, shown_before: Sequence[PublishedRound]
) -> bool:
    """Tell whether this round and the last one shown differ by one or two people (R5)."""
    if not shown_before:
        return False
    turnover = measured.turnover.get(party_id)
    if turnover is None:
        return True
    last = shown_before[-1].sequence
    return any(each.sequence == last and each.changed for each in turnover)


def _recall(
    scores: PartyScores, measured: MeasuredRound, shown_before: Sequence[PublishedRound]
) -> Sequence[PastNumbers]:
    """Return what was shown of the party in a year of rounds that nearly the same people answered.

    For longer, nobody is taken to have answered the same.
    """
    since = measured.round.quarter.shift(-_QUARTERS_REMEMBERED)
    published = {
        each.sequence: each.party(scores.party_id) for each in shown_before if each.quarter >= since
    }
    return [
        PastNumbers(published[each.sequence], each)
        for each in measured.turnover.get(scores.party_id) or ()
        if each.sequence in published
    ]


def _sum_up(
    decisions: Sequence[_Decision],
    measured: MeasuredRound,
    expected: Mapping[PartyId, _Decision],
) -> AuditVerdict | None:
    if measured.round.privacy_mode is not PrivacyMode.CONFIDENTIAL:
        return None
    shown = [
        mean
        for each in [*decisions, *expected.values()]
        for mean in _list_means(each.published)
        if mean is not None
    ]
    return AuditVerdict(
        problems=len(shown),
        narrowest=PROTECTED_WIDTH if shown else None,
        hidden=tuple(each.scores.party_id for each in decisions if each.is_lowered),
    )


def _list_means(party: PublishedParty) -> Sequence[float | None]:
    means = [score.mean for score in party.scores.values()]
    # Alone it is a number of its own, as of a small party in a light round.
    return [*means, party.mark] if any(means) else [party.overall, party.mark]


def _find_gap(
    dimension: Dimension, parties: Sequence[PublishedParty], asked: Questionnaire
) -> PublishedGap:
    kind = asked.gap_kind(dimension)
    scores = {party.party_id: party.scores[dimension] for party in parties}
    shown = {party_id: each.mean for party_id, each in scores.items() if each.mean is not None}
    if len(shown) < max(_PAIR, len(parties)):
        # From all parties or not at all (R2).
        is_open = all(
            each.hidden_because in {None, HiddenReason.NOT_ANSWERED} for each in scores.values()
        )
        reason = HiddenReason.NOT_ANSWERED if is_open else HiddenReason.OTHER_PARTY_HIDDEN
        return PublishedGap(dimension, kind, hidden_because=reason)
    lower, higher = max(
        combinations(sorted(shown, key=shown.__getitem__), _PAIR),
        key=lambda pair: shown[pair[1]] - shown[pair[0]],
    )
    difference = round(shown[higher] - shown[lower], 1)
    return PublishedGap(dimension, kind, difference, higher=higher, lower=lower)


def _joint_score(dimension: Dimension, parties: Sequence[PublishedParty]) -> float | None:
    return _plain_mean([party.scores[dimension].mean for party in parties])


def _plain_mean(means: Sequence[float | None]) -> float | None:
    # From published means only, and from all parties or none (R2): so it tells nothing new.
    shown = [mean for mean in means if mean is not None]
    return round(fmean(shown), 1) if shown and len(shown) == len(means) else None


def _publish_comments(
    comments: Sequence[GivenComment], tiers: Mapping[PartyId, PartyTiers], random: Random
) -> Sequence[PublishedComment]:
    # Of all parties or of none, in one list: else it would be known which party wrote them.
    if not all(each.party.is_fine for each in tiers.values()):
        return []
    shared = [
        PublishedComment(each.question, each.comment.text)
        for each in comments
        if each.comment.audience is Audience.SHARED_SCREEN
    ]
    random.shuffle(shared)
    return shared
