"""What may be shown of the answers on phones: less than of a round, because the room is small.

Everybody sees who sits there, and everybody knows their own answer. Whatever is shown, the answer
of a colleague must keep a point of room (``docs/method.md`` section 3; proven by enumeration). So:

- Nothing below three answers, no counts, and no distribution.
- The ends are shown as "at most" and "at least", further inwards the fewer people answered: of
  three, "at most 2.5" is the lowest. Whoever answered 5 would else see from a mean of 2.33 that
  both others answered 1.
- Means per party from five answers of every party, and then none of all together: that minus the
  one party is the other.
- Which of these is shown depends on how many answered, never on what: else hiding would tell.
- Of cards only the favourites, from five choices. Of four people who choose between two cards,
  one who is alone with a choice would know the other three.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from monitor.domain.meeting.live import Bound, LiveKind, LiveQuestion, LiveResult, LiveScore, Vote
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType
from monitor.domain.results import Tier
from monitor.domain.rounding import AGREEMENT, round_to_tier
from monitor.domain.tiers import DETAIL_MINIMUM, smallest_group

CARD_MINIMUM = 5
FINE_MINIMUM = 10  # From so many the ends of one decimal lie far enough inwards.
_POINTS = len(SCALE_VALUES[AnswerType.AGREEMENT])


def publish_votes(
    question: LiveQuestion, votes: Sequence[Vote], minimum_group: int, parties: Sequence[PartyId]
) -> LiveResult:
    """Return all that is ever shown of these votes.

    ``minimum_group``: of the partnership, which may be stricter than we are. ``parties``: those
    that may be told apart; none while the picture per party is closed.
    """
    if question.kind is LiveKind.CARDS:
        favourites = _favourites(votes, max(CARD_MINIMUM, minimum_group))
        return LiveResult(has_enough=bool(favourites), favourites=favourites)
    scores = tuple(
        score
        for code in question.codes
        for score in _publish_statement(code, votes, minimum_group, parties)
    )
    return LiveResult(has_enough=any(each.mean is not None for each in scores), scores=scores)


def without_parties(result: LiveResult) -> LiveResult:
    """Return what may be shown of a result while the picture per party is closed."""
    kept = {
        each.code: each if each.party_id is None else LiveScore(each.code) for each in result.scores
    }
    has_enough = bool(result.favourites) or any(each.mean is not None for each in kept.values())
    return LiveResult(has_enough, tuple(kept.values()), result.favourites)


def fewest_votes(kind: LiveKind, minimum_group: int) -> int:
    """Return from how many answers anything is shown of a question."""
    least = CARD_MINIMUM if kind is LiveKind.CARDS else 0
    return max(least, smallest_group(minimum_group))


def _favourites(votes: Sequence[Vote], minimum: int) -> tuple[str, ...]:
    chosen = Counter(vote.card for vote in votes if vote.card is not None)
    if chosen.total() < minimum:
        return ()
    most = max(chosen.values())
    return tuple(sorted(card for card, count in chosen.items() if count == most))


def _publish_statement(
    code: str, votes: Sequence[Vote], minimum_group: int, parties: Sequence[PartyId]
) -> Iterable[LiveScore]:
    given = [(vote.party_id, vote.values[code]) for vote in votes if code in vote.values]
    of_party = {party: [value for of, value in given if of == party] for party in parties}
    enough = max(DETAIL_MINIMUM, minimum_group)
    if of_party and all(len(answers) >= enough for answers in of_party.values()):
        return [_publish(code, party, answers) for party, answers in of_party.items()]
    answers = [value for _, value in given]
    if len(answers) < smallest_group(minimum_group):
        return [LiveScore(code)]
    return [_publish(code, None, answers)]


def _publish(code: str, party_id: PartyId | None, answers: Sequence[int]) -> LiveScore:
    people = len(answers)
    tier = Tier.DETAIL if people >= FINE_MINIMUM else Tier.COARSE
    low = _low_end(people)
    high = AGREEMENT.lowest + AGREEMENT.highest - low
    shown = round_to_tier(sum(answers) / people, tier)
    if shown <= low:
        return LiveScore(code, party_id, low, tier.is_fine, Bound.AT_MOST)
    if shown >= high:
        return LiveScore(code, party_id, high, tier.is_fine, Bound.AT_LEAST)
    return LiveScore(code, party_id, shown, tier.is_fine)


def _low_end(people: int) -> float:
    """Return the lowest mean that is shown of so many answers, mirrored for the highest.

    That all others answered 1 looks as if one of them answered 2, whatever the insider answered,
    up to the other end of the scale: so all sums up to there are shown alike.
    """
    alike = AGREEMENT.lowest + _POINTS / people
    return max(AGREEMENT.low_end, round_to_tier(alike, Tier.COARSE))
