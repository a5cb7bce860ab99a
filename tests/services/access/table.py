"""The table of who may use which use case: one row each, as it would be called in a scene."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from monitor.domain.access.account import Role
from monitor.domain.flags.worry import WorryState
from monitor.domain.handover import Succession
from monitor.domain.partnership import Language
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Handover, Lesson
from monitor.domain.trail.acts import Act
from monitor.services.agreements import collaborate, compare, keep_agreements, origins, read_asked
from monitor.services.cards import choose_cards, library, own_cards, read_cards
from monitor.services.checkin import (
    answer_checkin,
    linking,
    manage_links,
    paper_forms,
    plan_rounds,
    preview_checkin,
    print_data,
    rounds,
)
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.plan_rounds import RhythmDraft
from monitor.services.checkin.preview_checkin import Wish
from monitor.services.ending import kept_lessons, read_ending, write_farewell
from monitor.services.flags import handle_worry, read_worries
from monitor.services.logbook import hand_over, handover_card, keep_log, read_log
from monitor.services.trail import take_away
from tests.factories import NOW, TODAY, make_card
from tests.services.access.scenes import LATER, LATER_STILL, NEXT_MONTH, NOOR, Scene


class Rule(Enum):
    """What somebody must be allowed; of all but the last four about one partnership."""

    SEE = auto()
    WRITE = auto()
    TAKE_AWAY = auto()
    MANAGE = auto()
    HOLD = auto()
    SPEAK_FOR = auto()  # A representative for their own party only.
    MANAGE_PEOPLE = auto()  # The same.
    MANAGE_ANY = auto()
    SEE_TOTALS = auto()
    SEE_ANY = auto()
    MANAGE_ALL = auto()


_MANAGING = (Role.ADMINISTRATOR, Role.MANAGER)
_WRITING = (*_MANAGING, Role.FACILITATOR, Role.REPRESENTATIVE)
_SEEING = (*_WRITING, Role.VIEWER)
ALLOWED: Mapping[Rule, Sequence[Role]] = {
    Rule.SEE: _SEEING,
    Rule.WRITE: _WRITING,
    Rule.TAKE_AWAY: _WRITING,
    Rule.MANAGE: _MANAGING,
    Rule.HOLD: (*_MANAGING, Role.FACILITATOR),
    Rule.SPEAK_FOR: _WRITING,
    Rule.MANAGE_PEOPLE: (*_MANAGING, Role.REPRESENTATIVE),
    Rule.MANAGE_ANY: _MANAGING,
    Rule.SEE_TOTALS: (*_MANAGING, Role.VIEWER, Role.RESEARCHER),
    Rule.SEE_ANY: _SEEING,
    Rule.MANAGE_ALL: _MANAGING,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A use case: who may, how it is called after the context, and what the trail tells of it.

    ``finds_nothing``: asked for what is not there it returns something empty, and refuses nothing.
    ``is_look``: the answers of parties are seen apart. ``is_of_workspace``: it is about nothing
    that is stored, so that it means something else in every workspace. ``is_told_to_both``: what
    concerns a partnership stands in its trail, though it is not about that one alone.
    """

    use_case: Callable[..., object]
    rule: Rule
    given: Callable[[Scene], tuple[object, ...]]
    act: Act | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    finds_nothing: bool = False
    is_look: bool = False
    is_of_workspace: bool = False
    is_told_to_both: bool = False

    @property
    def acts(self) -> list[Act]:
        """What the trail tells of it."""
        return [*([Act.SPLIT_SEEN] if self.is_look else []), *([self.act] if self.act else [])]

    @property
    def name(self) -> str:
        """The name of the use case, as in "checkin.rounds.open_round"."""
        module = self.use_case.__module__.removeprefix("monitor.services.")
        return f"{module}.{self.use_case.__name__}"


def _of_partnership(scene: Scene) -> tuple[object, ...]:
    return (scene.id,)


def _of_round(scene: Scene) -> tuple[object, ...]:
    return (scene.round().id,)


def _of_link(scene: Scene) -> tuple[object, ...]:
    return (scene.invitation().id,)


def _of_worry(scene: Scene) -> tuple[object, ...]:
    return (scene.worry().id, NOOR)


def _with_words(scene: Scene) -> tuple[object, ...]:
    return (scene.worry().id, "Gebeld", NOOR)


_HANDOVER = Handover(TODAY, None, "Noor Visser", "Ali Demir")
_LESSON = Lesson(TODAY, "Vaker bellen.")
_NEXT_WEEK = TODAY + timedelta(days=7)
_SHORT, _LINKS = {"is_light": True}, Act.LINKS_SHOWN
_WRITTEN, _REMOVED = Act.RECORD_WRITTEN, Act.RECORD_REMOVED

AGREEMENTS = [
    Row(collaborate.read_collaboration, Rule.SEE, _of_partnership),
    Row(
        collaborate.save_collaboration,
        Rule.WRITE,
        lambda scene: (scene.id, Collaboration(goal="Samen een tuin."), None, NOOR),
        _WRITTEN,
    ),
    Row(collaborate.sign, Rule.WRITE, lambda s: (s.collaboration(), TODAY, NOOR), _WRITTEN),
    Row(compare.read_versions, Rule.SEE, lambda s: (s.id, s.agreement().id, Agreement)),
    Row(keep_agreements.read_agreements, Rule.SEE, _of_partnership),
    Row(keep_agreements.make_agreement, Rule.WRITE, lambda s: (s.id, s.draft(), NOOR), _WRITTEN),
    Row(
        keep_agreements.correct_agreement,
        Rule.WRITE,
        lambda s: (s.agreement(), s.draft(), NOOR),
        _WRITTEN,
    ),
    Row(
        keep_agreements.set_state,
        Rule.WRITE,
        lambda s: (s.agreement(), AgreementState.DONE, NOOR),
        _WRITTEN,
    ),
    Row(keep_agreements.remove_agreement, Rule.WRITE, lambda s: (s.agreement(), NOOR), _REMOVED),
    Row(keep_agreements.restore_agreement, Rule.WRITE, lambda s: (s.agreement(), NOOR), _WRITTEN),
    Row(
        origins.read_origin,
        Rule.SEE,
        lambda s: (s.partnership, s.worry().id, None),
        finds_nothing=True,
    ),
    Row(read_asked.read_asked, Rule.SEE, _of_round),
]
CARDS = [
    Row(choose_cards.chosen_cards, Rule.SEE, _of_partnership, finds_nothing=True),
    Row(choose_cards.choose_card, Rule.WRITE, lambda s: (s.id, "T1", NOOR), Act.CARDS_CHOSEN),
    Row(
        choose_cards.drop_card,
        Rule.WRITE,
        lambda s: (s.with_card().id, "T1", NOOR),
        Act.CARDS_CHOSEN,
    ),
    Row(read_cards.read_cards, Rule.SEE, _of_partnership),
    Row(library.read_library, Rule.SEE_ANY, lambda _: ()),
    Row(
        own_cards.add_card,
        Rule.MANAGE_ALL,
        lambda s: (s.partnership.parties[0].organisation.id, make_card(), NOOR),
        Act.LIBRARY_CHANGED,
    ),
    Row(own_cards.edit_card, Rule.MANAGE_ALL, lambda s: (s.own_card(), NOOR), Act.LIBRARY_CHANGED),
    Row(
        own_cards.retire_card,
        Rule.MANAGE_ALL,
        lambda s: (s.own_card().code, NOOR),
        Act.LIBRARY_CHANGED,
    ),
    Row(
        own_cards.restore_card,
        Rule.MANAGE_ALL,
        lambda s: (s.own_card().code, NOOR),
        Act.LIBRARY_CHANGED,
    ),
]
CHECKINS = [
    Row(answer_checkin.read_consents, Rule.SEE, lambda s: (s.checkin(),), finds_nothing=True),
    Row(linking.unlink, Rule.MANAGE, _of_partnership, Act.PRIVACY_CHANGED),
    Row(manage_links.list_links_of, Rule.MANAGE, _of_round),
    Row(manage_links.show_link, Rule.MANAGE, _of_link, _LINKS),
    Row(manage_links.replace_link, Rule.MANAGE, _of_link, Act.LINK_CHANGED),
    Row(manage_links.withdraw_link, Rule.MANAGE, _of_link, Act.LINK_CHANGED),
    Row(manage_links.restore_link, Rule.MANAGE, _of_link, Act.LINK_CHANGED),
    Row(paper_forms.find_paper_form, Rule.MANAGE, lambda s: s.form()),
    Row(
        paper_forms.enter_paper_form,
        Rule.MANAGE,
        lambda s: (*s.form(), PartAnswers(answers={"TRU1": 4})),
        Act.PAPER_FORM_ENTERED,
    ),
    Row(
        plan_rounds.set_rhythm,
        Rule.MANAGE,
        lambda s: (s.id, RhythmDraft(NEXT_MONTH)),
        Act.ROUND_PLANNED,
    ),
    Row(plan_rounds.stop_rhythm, Rule.MANAGE, lambda s: (s.with_rhythm().id,), Act.ROUND_PLANNED),
    Row(plan_rounds.plan_extra, Rule.MANAGE, lambda s: (s.id, LATER), Act.ROUND_PLANNED),
    Row(plan_rounds.shift, Rule.MANAGE, lambda s: (s.planned().id, LATER_STILL), Act.ROUND_PLANNED),
    Row(
        plan_rounds.set_light,
        Rule.MANAGE,
        lambda s: (s.planned().id,),
        Act.ROUND_PLANNED,
        options=_SHORT,
    ),
    Row(plan_rounds.skip, Rule.MANAGE, lambda s: (s.planned().id,), Act.ROUND_PLANNED),
    Row(
        preview_checkin.preview_checkin,
        Rule.SEE,
        lambda s: (s.id, s.party, Wish(Language.DUTCH)),
    ),
    Row(print_data.read_print_data, Rule.MANAGE, lambda s: (s.round().id, Language.DUTCH), _LINKS),
    Row(
        rounds.open_round,
        Rule.MANAGE,
        lambda s: (s.id, NOW + timedelta(days=7)),
        Act.ROUND_OPENED,
    ),
    Row(rounds.close_round, Rule.MANAGE, _of_round, Act.ROUND_CLOSED),
    Row(rounds.list_links, Rule.MANAGE, lambda s: (s.round().partnership_id,), _LINKS),
]
WORRIES = [
    Row(read_worries.read_worries, Rule.SEE, _of_partnership),
    Row(handle_worry.see, Rule.WRITE, _of_worry, Act.WORRY_HANDLED),
    Row(handle_worry.talk, Rule.WRITE, _with_words, Act.WORRY_HANDLED),
    Row(handle_worry.note, Rule.WRITE, _with_words, Act.WORRY_HANDLED),
    Row(handle_worry.close, Rule.WRITE, _with_words, Act.WORRY_HANDLED),
    Row(
        handle_worry.reopen,
        Rule.WRITE,
        lambda s: (s.worry(WorryState.CLOSED).id, NOOR),
        Act.WORRY_HANDLED,
    ),
    Row(
        handle_worry.snooze,
        Rule.WRITE,
        lambda s: (s.worry().id, _NEXT_WEEK, "Vakantie", NOOR),
        Act.WORRY_HANDLED,
    ),
    Row(
        handle_worry.wake,
        Rule.WRITE,
        lambda s: (s.resting_worry().id, NOOR),
        Act.WORRY_HANDLED,
    ),
]
LOG = [
    Row(read_log.read_log, Rule.SEE, _of_partnership),
    Row(read_log.read_versions, Rule.SEE, lambda s: (s.lesson(),), finds_nothing=True),
    Row(handover_card.read_handover_card, Rule.SEE, _of_partnership),
    Row(keep_log.add_entry, Rule.WRITE, lambda s: (s.id, _LESSON, NOOR), _WRITTEN),
    Row(keep_log.correct_entry, Rule.WRITE, lambda s: (s.lesson(), _LESSON, NOOR), _WRITTEN),
    Row(keep_log.remove_entry, Rule.WRITE, lambda s: (s.lesson(), NOOR), _REMOVED),
    Row(keep_log.restore_entry, Rule.WRITE, lambda s: (s.lesson(), NOOR), _WRITTEN),
    Row(keep_log.find_faults, Rule.WRITE, lambda s: (s.id, _LESSON), finds_nothing=True),
    Row(hand_over.hand_over, Rule.WRITE, lambda s: (s.id, Succession(_HANDOVER), NOOR), _WRITTEN),
]
ENDING = [
    Row(kept_lessons.read_kept_lessons, Rule.SEE_ANY, lambda _: ()),
    Row(read_ending.read_ending, Rule.SEE, _of_partnership),
    Row(read_ending.read_keepsake, Rule.TAKE_AWAY, _of_partnership, Act.FILES_MADE),
    Row(
        write_farewell.write_farewell,
        Rule.WRITE,
        lambda s: (s.id, Farewell(), Farewell(words="Dank."), NOOR),
        _WRITTEN,
    ),
    Row(write_farewell.keep_lesson, Rule.WRITE, lambda s: (s.id, _LESSON, NOOR), _WRITTEN),
    Row(take_away.take_away, Rule.TAKE_AWAY, lambda s: (s.id, "agreement"), Act.FILES_MADE),
]
TABLE = [*AGREEMENTS, *CARDS, *CHECKINS, *WORRIES, *LOG, *ENDING]
