"""What may be told of rounds before every party agreed to open the picture per party.

Whatever is made of it cannot tell a number of one party: it is not there.
"""

from dataclasses import replace

from monitor.domain.results import (
    FlagKind,
    GoodNewsKind,
    PublishedParty,
    PublishedRound,
    PublishedScore,
)


def keep_joint(release: PublishedRound) -> PublishedRound:
    """Return a round with the picture of all together, and how exact it is; nothing of a party.

    What all together moved stays, and the words about agreements, which are no part of the picture
    per party: the first screen tells them.
    """
    return replace(
        release,
        parties=tuple(_cover(party) for party in release.parties),
        gaps={},
        flags=tuple(
            each for each in release.flags if each.kind is FlagKind.DECLINE and each.party is None
        ),
        good_news=tuple(
            each
            for each in release.good_news
            if each.kind is GoodNewsKind.RISE and each.party is None
        ),
        change=None,
        audit=None,
    )


def _cover(party: PublishedParty) -> PublishedParty:
    scores = {each: PublishedScore(each, tier=score.tier) for each, score in party.scores.items()}
    return PublishedParty(party.party_id, party.tier, party.has_enough, scores)
