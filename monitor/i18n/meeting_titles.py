"""The headlines of the screens of a meeting, a sentence a line."""

from collections.abc import Sequence

from monitor.domain.meeting.deck import (
    Deck,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
)
from monitor.domain.meeting.findings import (
    ALIKE,
    Differences,
    are_all_positive,
    find_clear_change,
    find_differences,
    find_nearest,
    find_real_moves,
    find_strongest,
    find_surprise,
    find_widest,
    list_hidden,
)
from monitor.domain.noticing import Noticed
from monitor.domain.questionnaire import Dimension
from monitor.i18n.reader import Reader, capitalise, join_words
from monitor.i18n.sentences import name_dimension, name_party

_PAIR = 2


def write_shared_title(
    slide: LastTimeSlide | ProudSlide | JointSlide, reader: Reader
) -> Sequence[str]:
    """Write the headline of a screen that tells of no party."""
    match slide:
        case LastTimeSlide():
            return _write_last_time(slide, reader)
        case ProudSlide():
            return [reader.t(f"screen.title.proud{'' if slide.celebrations else '.none'}")]
        case JointSlide():
            return _write_joint(slide, reader)


def write_picture_title(
    slide: PartiesSlide | DifferencesSlide | MirrorSlide | MovedSlide, deck: Deck, reader: Reader
) -> Sequence[str]:
    """Write the headline of a screen that may tell of parties: first what they share."""
    match slide:
        case PartiesSlide():
            return _write_parties(slide, deck, reader)
        case DifferencesSlide():
            return _write_differences(slide, deck, reader)
        case MirrorSlide():
            return _write_mirror(slide, deck, reader)
        case MovedSlide():
            return _write_moved(slide, deck, reader)


def _write_last_time(slide: LastTimeSlide, reader: Reader) -> Sequence[str]:
    noticed = sum(row.noticed is Noticed.YES for row in slide.rows)
    if noticed:
        return [reader.t("screen.title.last_time.noticed", n=noticed)]
    return [reader.t(f"screen.title.last_time{'' if slide.rows else '.none'}")]


def _write_joint(slide: JointSlide, reader: Reader) -> Sequence[str]:
    strongest = find_strongest(slide.means)
    if slide.is_empty:
        return [reader.t("screen.title.joint.hidden")]
    if len(strongest) == len(Dimension):
        return [reader.t("screen.title.joint.alike")]
    return [reader.t("screen.title.joint", n=len(strongest), dimensions=_join(strongest, reader))]


def _write_parties(slide: PartiesSlide, deck: Deck, reader: Reader) -> Sequence[str]:
    if slide.is_closed:
        return [reader.t("screen.title.closed")]
    differences = find_differences(slide.gaps)
    if not differences:
        return [_write_shown(slide, deck, reader)]
    widest = find_widest(differences)
    if not widest:
        return [reader.t("screen.title.parties.alike_all")]
    if len(widest) == len(Dimension):
        return [reader.t("screen.title.parties.differ_all")]
    shared = _write_shared(slide, differences, reader)
    differ = reader.t("screen.title.parties.differ", dimensions=_join(widest, reader))
    return [shared, capitalise(differ)] if len(differences) > len(widest) else [capitalise(differ)]


def _write_differences(slide: DifferencesSlide, deck: Deck, reader: Reader) -> Sequence[str]:
    if slide.is_closed:
        return [reader.t("screen.title.closed")]
    if slide.gap is None or slide.gap.difference is None:
        return [reader.t("screen.title.differences.hidden")]
    tied = find_tied(slide, deck)
    kind = "small" if slide.gap.difference < ALIKE else "tied" if len(tied) > 1 else "one"
    return [reader.t(f"screen.title.differences.{kind}", dimensions=_join(tied, reader))]


def find_tied(slide: DifferencesSlide, deck: Deck) -> Sequence[Dimension]:
    """Return the dimensions with the largest difference, as far as the deck shows others."""
    shown = [each for each in deck.slides if isinstance(each, PartiesSlide)]
    tied = find_widest(find_differences(shown[0].gaps)) if shown else []
    return tied or ([slide.gap.dimension] if slide.gap else [])


def _write_mirror(slide: MirrorSlide, deck: Deck, reader: Reader) -> Sequence[str]:
    if slide.is_closed:
        return [reader.t("screen.title.closed")]
    if not slide.rows:
        return [reader.t("screen.title.mirror.hidden")]
    found = find_surprise(slide)
    if found is None:
        return [reader.t("screen.title.mirror.alike")]
    party_id, row = found
    others = deck.partnership.partner_of(party_id)
    subject = name_party(deck.partnership, others[0].id, reader)
    is_more = (row.surprise or 0.0) > 0
    sentence = reader.t(
        f"screen.title.mirror.{'more' if is_more else 'less'}"
        f"{'' if len(others) == 1 else '_others'}{'' if row.dimension else '.overall'}",
        party=name_party(deck.partnership, party_id, reader),
        others=subject,
        dimension=name_dimension(row.dimension, reader),
    )
    return [capitalise(sentence)]


def _write_moved(slide: MovedSlide, deck: Deck, reader: Reader) -> Sequence[str]:
    t = reader.t
    if slide.before is None:
        return [t("screen.title.moved.first")]
    if not slide.joint and not slide.changes:
        return [t("screen.title.moved.hidden")]
    lines = [
        t(f"screen.title.moved.{way}", dimensions=_join(found, reader))
        for way, found in (
            ("up", find_real_moves(slide.joint, up=True)),
            ("down", find_real_moves(slide.joint, up=False)),
        )
        if found
    ]
    if lines:
        return lines
    # Where a party is hidden, or joined since, nobody knows what all together did.
    still = [t("screen.title.moved.still")] if slide.joint else []
    change = find_clear_change(slide)
    if change is None:
        return [*still, t("screen.title.moved.chance")]
    one = t(
        f"screen.title.moved.{'party_up' if change.points > 0 else 'party_down'}",
        party=name_party(deck.partnership, change.party, reader),
        dimension=name_dimension(change.dimension, reader),
    )
    return [*still, capitalise(one)]


def _write_shown(slide: PartiesSlide, deck: Deck, reader: Reader) -> str:
    hidden = list_hidden(slide.parties)
    shown = [each.party_id for each in slide.parties if each.party_id not in hidden]
    if not shown:
        return reader.t("screen.title.parties.hidden")
    names = [name_party(deck.partnership, each, reader) for each in shown]
    return reader.t("screen.title.parties.some", parties=join_words(names, reader.t))


def _write_shared(slide: PartiesSlide, differences: Differences, reader: Reader) -> str:
    nearest = find_nearest(differences)
    names = _join(nearest, reader)
    if not all(differences[each] < ALIKE for each in nearest):
        return reader.t("screen.title.parties.nearest", dimensions=names)
    if not all(are_all_positive(slide.parties, each) for each in nearest):
        return reader.t("screen.title.parties.alike", dimensions=names)
    if nearest == [Dimension.TRUST]:
        return reader.t("screen.title.parties.trust")
    is_pair = len(slide.parties) == _PAIR
    key = "screen.title.parties.positive.two" if is_pair else "screen.title.parties.positive.more"
    return reader.t(key, dimensions=names)


def _join(dimensions: Sequence[Dimension], reader: Reader) -> str:
    return join_words([name_dimension(each, reader) for each in dimensions], reader.t)
