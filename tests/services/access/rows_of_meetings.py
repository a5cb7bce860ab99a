"""The rows of the evaluation meeting and of the results."""

from dataclasses import replace

from monitor.domain.meeting.live import LiveKind
from monitor.domain.partnership import Language
from monitor.domain.register.log import Lesson
from monitor.domain.trail.acts import Act
from monitor.services.meeting import (
    ask_live,
    end_meeting,
    hold,
    prepare,
    read_deck,
    read_pack,
    stamp,
    write_down,
)
from monitor.services.meeting.write_down import Note
from monitor.services.results import estimate_variances, partnership_view
from tests.factories import TODAY
from tests.services.access.scenes import NOOR, Scene
from tests.services.access.table import Row, Rule


def _prepared(scene: Scene) -> tuple[object, ...]:
    return (scene.prepared().id,)


def _begun(scene: Scene) -> tuple[object, ...]:
    return (scene.begun().id,)


def _question(scene: Scene) -> tuple[object, ...]:
    return (scene.question().id,)


def _with_results(scene: Scene) -> tuple[object, ...]:
    return (scene.with_results().id,)


def _other_plan(scene: Scene) -> tuple[object, ...]:
    meeting = scene.prepared()
    return meeting, replace(meeting.plan, speaking_order=meeting.plan.speaking_order[::-1])


def _shown(scene: Scene) -> tuple[object, ...]:
    return (ask_live.show_results(scene.context, scene.question().id).id,)


_NOTE = Note("b", Lesson(TODAY, "Vaker bellen."))
_PREPARED, _WRITTEN = Act.MEETING_PREPARED, Act.RECORD_WRITTEN
MEETINGS = [
    Row(prepare.read_meetings, Rule.SEE, lambda s: (s.id,)),
    Row(
        prepare.prepare_meeting,
        Rule.HOLD,
        lambda s: (s.id, s.plan(), Language.DUTCH, NOOR),
        _PREPARED,
    ),
    Row(prepare.change_plan, Rule.HOLD, _other_plan, _PREPARED),
    # What is gone already is no fault, so that a meeting of others is as one that is gone.
    Row(read_deck.read_deck, Rule.SEE, _prepared, is_look=True),
    Row(read_deck.preview_deck, Rule.SEE, lambda s: (s.id, s.plan()), is_look=True),
    Row(read_deck.read_deck_of_round, Rule.SEE, _with_results, is_look=True),
    Row(read_pack.read_pack, Rule.TAKE_AWAY, _with_results, is_look=True),
    Row(read_pack.read_pack_of_meeting, Rule.TAKE_AWAY, _prepared, is_look=True),
    Row(stamp.read_stamp, Rule.SEE, _prepared),
    Row(hold.read_meeting, Rule.SEE, _prepared),
    Row(hold.read_led_meeting, Rule.HOLD, _prepared),
    Row(hold.begin_meeting, Rule.HOLD, _prepared, Act.MEETING_BEGUN),
    Row(hold.move, Rule.HOLD, lambda s: (s.begun().id, 0, 1)),
    Row(hold.jump, Rule.HOLD, lambda s: (s.begun().id, 1)),
    Row(hold.speak, Rule.HOLD, lambda s: (s.prepared().id, Language.ENGLISH)),
    Row(
        hold.keep_note,
        Rule.HOLD,
        lambda s: ((meeting := s.prepared()).id, meeting.plan.steps[0], "Koffie."),
        _WRITTEN,
    ),
    Row(hold.turn_key, Rule.SPEAK_FOR, lambda s: (s.begun().id, s.party, NOOR), Act.KEY_TURNED),
    Row(hold.take_key_back, Rule.SPEAK_FOR, lambda s: (s.opened().id, s.party), Act.KEY_TURNED),
    Row(
        end_meeting.end_meeting,
        Rule.HOLD,
        lambda s: (s.begun().id, NOOR),
        Act.MEETING_ENDED,
        is_look=True,
    ),
    Row(ask_live.find_refusals, Rule.HOLD, _begun),
    Row(
        ask_live.open_question,
        Rule.HOLD,
        lambda s: (s.begun().id, LiveKind.TALK),
        Act.ASKED_LIVE,
    ),
    Row(ask_live.show_results, Rule.HOLD, _question, Act.ASKED_LIVE),
    Row(ask_live.drop_question, Rule.HOLD, _question, Act.ASKED_LIVE),
    Row(ask_live.put_away, Rule.HOLD, _shown),
    Row(ask_live.read_live, Rule.SEE, _begun),
    Row(write_down.read_entries, Rule.SEE, _begun),
    Row(write_down.write_note, Rule.WRITE, lambda s: (s.begun().id, _NOTE, NOOR), _WRITTEN),
    Row(write_down.correct, Rule.WRITE, lambda s: (*s.note(), _NOTE, NOOR), _WRITTEN),
    Row(write_down.confirm, Rule.WRITE, lambda s: s.note(), _WRITTEN),
    Row(write_down.undo, Rule.WRITE, lambda s: (*s.note(), NOOR), Act.RECORD_REMOVED),
    Row(write_down.redo, Rule.WRITE, lambda s: (*s.undone_note(), NOOR), _WRITTEN),
]
RESULTS = [
    Row(partnership_view.read_partnership, Rule.SEE, lambda s: (s.id,), is_look=True),
    Row(partnership_view.read_checkins, Rule.SEE, lambda s: (s.id,)),
    Row(estimate_variances.list_versions, Rule.MANAGE_ALL, lambda _: (), is_of_workspace=True),
    Row(
        estimate_variances.adopt_version,
        Rule.MANAGE_ALL,
        lambda _: ("default-1", NOOR.by),
        Act.VARIANCES_CHANGED,
        is_of_workspace=True,
    ),
]
