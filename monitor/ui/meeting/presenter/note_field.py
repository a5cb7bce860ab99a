"""The presenter's notes: kept while they are typed, on the device until the server has them."""

from collections.abc import Mapping

import streamlit as st

from monitor.domain.meeting.meeting import Meeting, MeetingId, note_key
from monitor.domain.meeting.plan import Step
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.hold import LONGEST_NOTE, keep_note

# What is not stored yet waits on the device, under the name of its step, and is sent again until
# the server shows it: a lost connection, a reload or another step loses nothing.
_FIELD = st.components.v2.component(
    "monitor_presenter_note",
    html="""
<label for="note"></label><textarea id="note" rows="5"></textarea><p role="status"></p>
""",
    css="""
:host { display: block }
label {
  display: block; margin-bottom: 4px; font: 400 14px/1.4 var(--st-font); color: var(--pm-ink);
}
textarea {
  box-sizing: border-box; width: 100%; padding: 10px 12px; resize: vertical;
  border: 1px solid var(--pm-control); border-radius: var(--st-base-radius);
  background: var(--pm-card); color: var(--pm-ink); font: 400 16px/1.45 var(--st-font);
}
textarea:focus-visible { outline: 2px solid var(--pm-link); outline-offset: 1px }
p { min-height: 20px; margin: 4px 0 0; font: 400 14px/1.4 var(--st-font); color: var(--pm-muted) }
""",
    js="""
const PAUSE = 800, AGAIN = 5000
// The server drops what can be neither shown nor stored, and blanks at the ends.
const bare = text => (text ?? "").replace(/[\\s\\p{C}]/gu, "")
export default function ({ data, parentElement, setTriggerValue }) {
  const field = parentElement.querySelector("textarea")
  const status = parentElement.querySelector("p"), store = `monitor-notes-${data.meeting}`
  const read = () => {
    try { return JSON.parse(localStorage.getItem(store)) ?? {} } catch { return {} }
  }
  const waiting = parentElement.pmWaiting ??= read()
  const keep = () => { try { localStorage.setItem(store, JSON.stringify(waiting)) } catch {} }
  const send = () => {
    clearTimeout(parentElement.pmPause)
    const notes = Object.entries(waiting).filter(([step]) => data.steps.includes(step))
    if (notes.length) setTriggerValue("notes", Object.fromEntries(notes))
  }
  const tell = () => {
    const isKept = !(data.step in waiting)
    status.textContent = isKept ? (bare(field.value) ? data.kept : "") : data.waits
  }
  for (const [step, text] of Object.entries(waiting))
    if (bare(data.notes[step]) === bare(text)) delete waiting[step]
  keep()
  parentElement.querySelector("label").textContent = data.label
  field.maxLength = data.longest
  const text = waiting[data.step] ?? data.notes[data.step] ?? ""
  const isSame = parentElement.pmStep === data.step && bare(text) === bare(field.value)
  if (!isSame) field.value = text
  parentElement.pmStep = data.step
  field.oninput = () => {
    waiting[data.step] = field.value
    keep(); tell()
    clearTimeout(parentElement.pmPause)
    parentElement.pmPause = setTimeout(send, PAUSE)
  }
  field.onblur = send
  // Keys typed here are text, never a command to the page.
  field.onkeydown = event => event.stopPropagation()
  tell()
  clearInterval(parentElement.pmAgain)
  parentElement.pmAgain = setInterval(send, AGAIN)
  return () => { clearInterval(parentElement.pmAgain); clearTimeout(parentElement.pmPause) }
}
""",
)


def show_note_field(meeting: Meeting, step: Step, name: str, reader: Reader) -> object:
    """Show the note beside a step; return what the device sends to be kept, if anything.

    ``name``: of the step, as the presenter reads it.
    """
    t = reader.t
    result = _FIELD(
        key=f"presenter.note.{meeting.id}",
        data={
            "meeting": meeting.id,
            "step": note_key(step),
            "steps": [note_key(each) for each in meeting.plan.steps],
            "notes": dict(meeting.notes),
            "longest": LONGEST_NOTE,
            "label": t("presenter.note", step=name),
            "kept": t("presenter.note.kept"),
            "waits": t("presenter.note.waits"),
        },
        on_notes_change=_nothing,
    )
    return result.notes


def keep_notes(context: Context, meeting: Meeting, sent: object) -> bool:
    """Keep the notes that a device sent, by the name of their step; tell whether any was new."""
    if not isinstance(sent, Mapping):
        return False
    is_new = False
    for step in meeting.plan.steps:
        text = sent.get(note_key(step))
        if isinstance(text, str):
            is_new |= _keep(context, meeting.id, step, text, meeting.note_of(step))
    return is_new


def _keep(context: Context, meeting_id: MeetingId, step: Step, text: str, before: str) -> bool:
    return keep_note(context, meeting_id, step, text).note_of(step) != before


def _nothing() -> None:
    """Do nothing: a callback makes the component report its trigger."""
