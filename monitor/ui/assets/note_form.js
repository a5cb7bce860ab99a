// The form for notes on the shared screen. Nothing that is typed may ever be lost: every keystroke
// is kept on the device, and a note stays there until the answer of the server holds its key.
const FIRST_WAIT = 2500, LONGEST_WAIT = 8000
const EMPTY = { draft: {}, waiting: [] }

const draw = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map(byte => byte.toString(16).padStart(2, "0")).join("")

class Desk {
  constructor(root) {
    this.root = root
    this.kept = EMPTY
    root.addEventListener("input", () => { this.keep(); this.settle() })
    root.addEventListener("submit", event => { event.preventDefault(); this.send() })
    root.addEventListener("click", event => this.act(event))
    root.addEventListener("keydown", event => {
      // Keys of the page, such as those that turn to the next step, are not for who types.
      if (event.target.closest("input, textarea, select")) event.stopPropagation()
      if (event.key === "Enter" && event.ctrlKey) this.send()
    })
    root.addEventListener("focusin", event => { this.at = event.target })
    root.addEventListener("focusout", () => { this.leftAt = Date.now() })
    this.wake = () => this.tell()
    window.addEventListener("online", this.wake)
    this.guard = new MutationObserver(changes => this.clear(changes))
    this.guard.observe(document.body, { childList: true })
  }

  // When the server is away, Streamlit covers the page with a dialog for programmers, in which
  // nobody could go on typing. The form says itself what waits.
  clear(changes) {
    const added = changes.flatMap(each => [...each.addedNodes])
    const dialog = added.find(each => each.querySelector?.("h2")?.textContent === "Connection error")
    if (!dialog) return
    const isTyping = Date.now() - this.leftAt < 500
    dialog.querySelector("button[aria-label=Close]")?.click()
    if (isTyping) setTimeout(() => this.at?.focus(), 300)
  }

  show(data, tell) {
    const isNew = this.name !== data.name
    this.data = data
    this.trigger = tell
    this.name = data.name
    if (isNew) this.kept = this.read()
    const form = this.root.querySelector(".pm-note-place")
    if (form.pmHtml !== data.form) {
      form.innerHTML = form.pmHtml = data.form
      this.fill()
    } else if (isNew) this.fill()
    const list = this.root.querySelector(".pm-notes")
    if (list.pmHtml !== data.list) list.innerHTML = list.pmHtml = data.list
    this.form.inert = !data.isOpen
    this.learn()
  }

  leave() {
    clearTimeout(this.timer)
    window.removeEventListener("online", this.wake)
    this.guard.disconnect()
  }

  get form() { return this.root.querySelector("form") }

  fields() { return [...this.form.elements].filter(each => each.name) }

  // What is kept on the device.
  place() { return `${this.name}.${location.pathname.split("/").pop()}` }

  read() {
    try { return { ...EMPTY, ...JSON.parse(localStorage.getItem(this.place())) } }
    catch { return EMPTY }
  }

  write(changed) {
    this.kept = { ...this.kept, ...changed }
    // Without room on the device the note is still in the form, and is sent as ever.
    try { localStorage.setItem(this.place(), JSON.stringify(this.kept)) } catch {}
  }

  keep() {
    const draft = {}
    for (const each of this.fields()) {
      const isChoice = each.type === "radio" || each.type === "checkbox"
      if (each.value && (!isChoice || each.checked)) draft[each.name] = each.value
    }
    const before = this.kept.draft.instead_of
    this.write({ draft: before ? { ...draft, instead_of: before } : draft })
    this.arrange()
  }

  // The form as the draft says.
  fill() {
    const draft = { kind: "agreement", part: "fixed", ...this.kept.draft }
    for (const each of this.fields()) {
      const value = draft[each.name] ?? ""
      if (each.type === "radio" || each.type === "checkbox") each.checked = each.value === value
      else each.value = value
    }
    for (const each of this.root.querySelectorAll(".pm-note-fault[id]")) each.hidden = true
    for (const each of this.fields()) each.removeAttribute("aria-invalid")
    this.arrange()
  }

  arrange() {
    const kind = this.form.elements.kind.value
    for (const each of this.form.querySelectorAll("[data-for]")) {
      each.hidden = !each.dataset.for.split(" ").includes(kind)
    }
    this.form.querySelector(".pm-note-correcting").hidden = !this.kept.draft.instead_of
    const text = this.form.elements.text, left = this.most(text) - text.value.trim().length
    const counter = this.form.querySelector(".pm-note-left")
    counter.textContent = left < 100 ? text.dataset.left.replace("{n}", left) : ""
  }

  most(text) {
    const { most, mostAgreement } = text.dataset
    return Number(this.form.elements.kind.value === "agreement" ? mostAgreement : most)
  }

  // What is wrong, in words under the field; the first of them gets the focus.
  check() {
    let first = null
    for (const each of this.form.querySelectorAll(".pm-note-field")) {
      const fault = each.querySelector(".pm-note-fault")
      if (!fault || each.hidden) continue
      const [input, words] = this.find(each)
      fault.textContent = words
      fault.hidden = !words
      for (const one of each.querySelectorAll("input, textarea, select")) {
        one.toggleAttribute("aria-invalid", Boolean(words))
      }
      if (words) first ??= input
    }
    first?.focus()
    return !first
  }

  find(field) {
    const group = field.querySelector("[data-any]")
    if (group) {
      const inputs = [...group.querySelectorAll("input, select")]
      const isAny = inputs.some(one => one.type === "radio" ? one.checked : one.value)
      return [inputs[0], isAny ? "" : group.dataset.any]
    }
    const input = field.querySelector("input, textarea"), said = input.dataset
    const value = input.value.trim()
    if (input.validity.badInput || !value) return [input, said.missing ?? ""]
    if (said.most && value.length > this.most(input)) {
      return [input, said.long.replace("{n}", this.most(input))]
    }
    return [input, said.past && value < input.min ? said.past : ""]
  }

  // Sending: a note goes to those that wait, and the form is free for the next one.
  send() {
    if (this.form.inert) return
    this.keep()
    if (!this.check()) return
    const { instead_of, ...fields } = this.kept.draft
    const note = { key: draw(), instead_of, fields, kind: fields.kind, part: fields.part }
    const { kind, part } = fields
    this.write({ draft: { kind, part }, waiting: [...this.kept.waiting, note] })
    this.fill()
    this.said = ""
    this.wait = FIRST_WAIT
    this.tell()
    this.focus()
  }

  focus() {
    const names = { role: "topic", next_meeting: "next" }
    const name = names[this.form.elements.kind.value] ?? "text"
    this.form.elements[name].focus()
  }

  tell() {
    clearTimeout(this.timer)
    const notes = this.kept.waiting.filter(each => !each.refused)
    this.draw()
    if (!notes.length || !this.trigger) return
    this.trigger("sent", { notes, at: Date.now() })
    this.timer = setTimeout(() => {
      this.said = this.data.texts.lost
      this.wait = Math.min(2 * this.wait, LONGEST_WAIT)
      this.tell()
    }, this.wait ??= FIRST_WAIT)
  }

  // Who types on knows by now that what was before is saved.
  settle() {
    if (this.said !== this.data.texts.saved) return
    this.said = ""
    this.draw()
  }

  // What the server answered.
  learn() {
    const { known, answers, texts } = this.data
    const before = this.kept.waiting
    const waiting = before.filter(each => !known.includes(each.key))
      .map(each => answers[each.key] ? { ...each, refused: answers[each.key] } : each)
    const open = waiting.filter(each => !each.refused)
    if (waiting.length < before.length && !open.length) this.said = texts.saved
    if (JSON.stringify(waiting) !== JSON.stringify(before)) this.write({ waiting })
    if (open.length && !this.timer) this.tell()
    if (!open.length) { clearTimeout(this.timer); this.timer = null }
    this.draw()
  }

  draw() {
    const { texts } = this.data, { waiting } = this.kept
    const open = waiting.some(each => !each.refused)
    this.form.querySelector(".pm-note-status").textContent =
      open ? this.said || texts.saving : this.said === texts.lost ? "" : this.said ?? ""
    const list = this.root.querySelector(".pm-notes-waiting")
    list.replaceChildren(...waiting.map(each => this.row(each)))
  }

  row(note) {
    const { texts } = this.data, row = document.createElement("li")
    const say = (name, text) => {
      const line = document.createElement("p")
      line.className = name
      line.textContent = text
      row.append(line)
      return line
    }
    say("pm-note-words", note.fields.text ?? note.fields.topic ?? note.fields.next)
    say("pm-note-state", note.refused ?? (this.said === texts.lost ? texts.lost : texts.saving))
    if (!note.refused) return row
    const line = say("pm-note-buttons", "")
    for (const act of ["again", "drop"]) {
      const button = document.createElement("button")
      Object.assign(button, { type: "button", textContent: texts[act] })
      Object.assign(button.dataset, { act, key: note.key })
      line.append(button)
    }
    return row
  }

  // What the buttons do.
  act(event) {
    const button = event.target.closest("button[data-act]")
    if (!button) return
    const { act, key } = button.dataset
    if (act === "leave") this.take({}, [])
    else if (act === "correct") this.take({ ...this.data.notes[key], instead_of: key })
    else if (act === "again") this.again(key)
    else if (act === "drop") {
      this.write({ waiting: this.kept.waiting.filter(each => each.key !== key) })
      this.draw()
    } else this.trigger("acted", { act, key, at: Date.now() })
  }

  again(key) {
    const note = this.kept.waiting.find(each => each.key === key)
    const { fields, instead_of } = note
    this.write({ waiting: this.kept.waiting.filter(each => each !== note) })
    this.take(instead_of ? { ...fields, instead_of } : fields)
  }

  // Another draft in the form; one that somebody was at is put aside first, never thrown away.
  take(draft, aside = this.aside()) {
    const { kind, part } = this.kept.draft
    this.write({ draft: { kind, part, ...draft }, waiting: [...this.kept.waiting, ...aside] })
    this.fill()
    this.draw()
    this.focus()
  }

  aside() {
    const { instead_of, ...fields } = this.kept.draft
    if (!(fields.text ?? fields.topic ?? "").trim()) return []
    return [{ key: draw(), instead_of, fields, refused: this.data.texts.aside }]
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pm-writing")
  const desk = (root.pmDesk ??= new Desk(root))
  desk.show(data, setTriggerValue)
  return () => desk.leave()
}
