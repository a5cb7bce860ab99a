"""What a worry says: what, how it stands, on what ground, how sure, and what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.flags.view import WorryView
from monitor.domain.flags.worry import Step, StepKind, Worry, WorryKind, WorryState
from monitor.domain.partnership import Partnership
from monitor.i18n.flag_sentences import label_flag, write_flag
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.sentences import name_dimension, name_party

# Rules that may rest on answers, or on something else.
_TWO_GROUNDS = {WorryKind.ROLES_UNCLEAR, WorryKind.NO_FOLLOW_THROUGH, WorryKind.LOAD}


@dataclass(frozen=True, slots=True)
class WorrySentences:
    """All that a worry says: its kind in a word, what, on what ground, how sure, what to ask.

    ``course``: since when it is there, and in how many check-ins it was found.
    """

    label: str
    state: str
    title: str
    evidence: Sequence[str]
    course: str
    certainty: str
    guideline: str
    question: str


def write_worry(view: WorryView, partnership: Partnership, reader: Reader) -> WorrySentences:
    """Write everything that a worry says, from what was published and written down."""
    t, worry = reader.t, view.worry
    guideline = t("flag.guideline", guideline=t(f"guideline.{view.guideline}"))
    state, course = t(f"worry.state.{worry.state.value}"), _course(worry, reader)
    if view.flag:
        told = write_flag(view.flag, view.releases, partnership, reader)
        evidence = list(told.evidence)
        if worry.is_open and not worry.is_present:
            evidence.append(t("worry.not_shown"))
        return WorrySentences(
            label=told.label,
            state=state,
            title=told.title,
            evidence=evidence,
            course=course,
            certainty=told.certainty,
            guideline=guideline,
            question=told.question,
        )
    return WorrySentences(
        label=label_worry(view, reader),
        state=state,
        title=title_worry(view, partnership, reader),
        evidence=[capitalise(line) for line in _grounds(worry, partnership, reader)],
        course=course,
        certainty=t(f"worry.certainty.{'written' if worry.basis.mean is None else 'answers'}"),
        guideline=guideline,
        question=t(f"worry.ask.{worry.kind.value}"),
    )


def label_worry(view: WorryView, reader: Reader) -> str:
    """Name the kind of a worry in a word or two."""
    if view.flag:
        return label_flag(view.flag, view.releases[-1], reader)
    return name_kind(view.worry.kind, reader)


def name_kind(kind: WorryKind, reader: Reader) -> str:
    """Name a kind of worry, without looking at any."""
    key = f"worry.{kind.value}"
    return reader.t(key) if reader.t.has(key) else reader.t(f"flag.{kind.value}")


def title_worry(view: WorryView, partnership: Partnership, reader: Reader) -> str:
    """Write what a worry is in one line."""
    if view.flag:
        return write_flag(view.flag, view.releases, partnership, reader).title
    worry, key = view.worry, f"worry.title.{view.worry.kind.value}"
    if not reader.t.has(key):
        return name_kind(worry.kind, reader)
    return capitalise(reader.t(key, **_values(worry, partnership, reader)))


def write_rest(worry: Worry, reader: Reader) -> str:
    """Write until when a worry rests, and why; nothing if it does not."""
    if worry.snooze is None:
        return ""
    day = reader.formatter.long_day(worry.snooze.until)
    return reader.t("worry.rests", day=day, reason=worry.snooze.reason)


def write_ending(worry: Worry, reader: Reader) -> str:
    """Write how a closed worry ended: by whom, or by what was published."""
    last = next(each for each in reversed(worry.steps) if each.state)
    day = reader.formatter.long_day(last.at)
    if last.by is None:
        return reader.t(f"worry.ended.{'good' if worry.with_good_news else 'quiet'}", day=day)
    ended = reader.t("worry.ended.by", by=last.by, day=day)
    return f"{ended} {reader.t('worry.ended.why', text=last.note)}" if last.note else ended


def write_step(worry: Worry, place: int, reader: Reader) -> str:
    """Write one step of a worry's life: when, who and what."""
    step = worry.steps[place]
    values = {
        "day": reader.formatter.long_day(step.at),
        "by": step.by or reader.t("worry.monitor"),
        "what": _what(step, worry.steps[:place], reader),
    }
    if step.note:
        return capitalise(reader.t("worry.step.line_note", note=step.note, **values))
    return capitalise(reader.t("worry.step.line", **values))


def _what(step: Step, before: Sequence[Step], reader: Reader) -> str:
    t = reader.t
    if step.kind is StepKind.FOUND:
        key = "came_back" if step.state is WorryState.CAME_BACK else "found"
        if step.sequence is None:
            return t(f"worry.step.{key}")
        return t(f"worry.step.{key}_round", n=step.sequence)
    if step.state is None:
        return t(f"worry.step.{step.kind.value}")
    if step.state is WorryState.CLOSED and step.by is None:
        return t("worry.step.over")
    states = [each.state for each in before if each.state]
    was_closed = bool(states) and states[-1] is WorryState.CLOSED
    return t("worry.step.reopened") if was_closed else t(f"worry.step.{step.state.value}")


def _course(worry: Worry, reader: Reader) -> str:
    day = reader.formatter.long_day(worry.opened_on)
    if worry.sequences:
        return reader.t("worry.rounds", n=len(worry.sequences), day=day)
    return reader.t("worry.since", day=day)


def _grounds(worry: Worry, partnership: Partnership, reader: Reader) -> Sequence[str]:
    t, basis = reader.t, worry.basis
    values = _values(worry, partnership, reader)
    key = f"worry.ground.{worry.kind.value}"
    if worry.kind in _TWO_GROUNDS:
        variant = "written" if basis.mean is None else "answers"
        return [t(f"worry.ground.{worry.kind.value}.{variant}", **values)]
    if worry.kind is WorryKind.NO_CONTACT and basis.count == 0:
        return [t("worry.ground.no_contact.never", **values)]
    if worry.kind is WorryKind.NO_ROOM and basis.mean is not None:
        return [t(key, **values), t("worry.ground.no_room.mean", **values)]
    return [t(key, **values)] if t.has(key) else []


def _values(worry: Worry, partnership: Partnership, reader: Reader) -> dict[str, object]:
    """Return what the sentences of a rule may name: days, numbers, a party, another worry."""
    basis, formatter = worry.basis, reader.formatter
    about = name_kind(basis.about, reader) if basis.about else ""
    named = name_dimension(worry.dimension, reader) or name_party(partnership, worry.party, reader)
    return {
        "day": formatter.long_day(basis.on) if basis.on else "",
        "n": basis.count or 0,
        "mean": "" if basis.mean is None else formatter.score(basis.mean),
        "party": name_party(partnership, worry.party or basis.party, reader),
        "about": f"{about}: {named}" if about and named else about,
    }
