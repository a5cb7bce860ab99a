"""What may be told of a round before every party agreed to open the picture per party."""

from dataclasses import replace

from monitor.domain.meeting.covering import keep_joint
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    AuditVerdict,
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedComment,
    PublishedScore,
    Severity,
    Tier,
)
from tests.domain.meeting.making import MUNICIPALITY, walk
from tests.factories import make_published_party, make_release


def test_no_number_of_a_party_is_left() -> None:
    release = replace(make_release(), audit=AuditVerdict(8, 1.0, [MUNICIPALITY]))

    covered = keep_joint(release)

    scores = [each for each in walk(covered) if isinstance(each, PublishedScore)]
    assert scores == [PublishedScore(each.dimension) for each in scores]
    assert [(p.overall, p.mark, p.respondents, p.invited) for p in covered.parties] == [
        (None, None, None, None)
    ] * 2
    assert covered.gaps == {}
    assert covered.audit is None


def test_the_picture_of_all_together_stays_and_how_exact_it_is() -> None:
    coarse = replace(PublishedScore(Dimension.TRUST, mean=3.5), tier=Tier.COARSE)
    party = make_published_party(scores={Dimension.TRUST: coarse}, tier=Tier.DETAIL)
    release = make_release(parties=[party], joint=dict.fromkeys(Dimension, 3.2), overall=3.3)

    covered = keep_joint(release)

    assert (covered.joint, covered.overall) == (release.joint, 3.3)
    assert covered.parties[0].tier is Tier.DETAIL
    assert covered.parties[0].scores[Dimension.TRUST].tier is Tier.COARSE


def test_of_the_signals_only_what_all_together_moved_stays() -> None:
    joint_fall = Flag(FlagKind.DECLINE, Severity.ACT, None, Dimension.TRUST, 0.5)
    joint_rise = GoodNews(GoodNewsKind.RISE, None, Dimension.GROWTH, 0.5)
    one = PartyId(1)
    release = make_release(
        flags=[
            joint_fall,
            replace(joint_fall, party=one),
            replace(joint_fall, kind=FlagKind.GAP),
        ],
        good_news=[
            joint_rise,
            replace(joint_rise, party=one),
            replace(joint_rise, kind=GoodNewsKind.AGREEMENT),
        ],
    )

    covered = keep_joint(release)

    assert covered.flags == (joint_fall,)
    assert covered.good_news == (joint_rise,)


def test_the_words_stay() -> None:
    release = make_release(comments=[PublishedComment("OPEN1", "We bellen elkaar.")])

    assert keep_joint(release).comments == release.comments
