"""Typing in a paper form: the code first, then the answers, then a look back before it counts."""

from dataclasses import dataclass, replace

import streamlit as st

from monitor.domain.errors import (
    AlreadyAnsweredError,
    InvalidAnswerError,
    NotFoundError,
    RoundClosedError,
    StorageUnavailableError,
)
from monitor.domain.links import parse_code, write_code
from monitor.domain.questionnaire import AnswerType, Part, Question
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH, Audience, Comment
from monitor.domain.round import RoundId
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.question_texts import (
    find_scale_ends,
    list_values,
    name_partner,
    name_value,
    number_questions,
    write_intro,
    write_question,
    write_source,
)
from monitor.i18n.reader import Reader
from monitor.services.checkin.answer_checkin import PartAnswers
from monitor.services.checkin.paper_forms import PaperForm, enter_paper_form, find_paper_form
from monitor.ui import cached, html, session
from monitor.ui.labels import write_label

_DONT_KNOW, _EMPTY = "dont_know", "empty"
_LONGEST_CODE = 20
_FAULTS = {
    NotFoundError: "paper.fault.withdrawn",
    RoundClosedError: "paper.fault.closed",
    AlreadyAnsweredError: "paper.fault.answered",
    InvalidAnswerError: "paper.fault.invalid",
    StorageUnavailableError: "paper.fault.storage",
}


def show_entry(round_id: RoundId, reader: Reader) -> None:
    """Ask for a code, or for the answers on the form that the code belongs to."""
    desk = session.paper_desk(round_id)
    if desk.form is None:
        _ask_code(desk, reader)
    else:
        _show_form(desk, desk.form, reader)


def _ask_code(desk: session.PaperDesk, reader: Reader) -> None:
    t = reader.t
    if desk.saved_for is not None:
        party = write_label(desk.saved_for)
        st.success(t("paper.saved", party=party), icon=":material/check:")
    with st.form(f"paper.code_form.{desk.entry}", border=False, width=420):
        typed = st.text_input(
            t("paper.code"),
            key=f"paper.code.{desk.entry}",
            max_chars=_LONGEST_CODE,
            autocomplete="off",
            placeholder="ABCD-EFGH",
        )
        st.caption(t("paper.code_help"))
        is_sent = st.form_submit_button(t("paper.find"), type="primary")
    if is_sent:
        _open_form(desk, typed or "", reader)


def _open_form(desk: session.PaperDesk, typed: str, reader: Reader) -> None:
    t = reader.t
    if parse_code(typed) is None:
        st.error(t("paper.fault.no_code"))
        return
    try:
        form = find_paper_form(session.context(), desk.round_id, typed)
    except NotFoundError:
        st.error(t("paper.fault.unknown"))
    except RoundClosedError:
        st.error(t("paper.fault.closed"))
    else:
        session.keep_paper_desk(replace(desk, code=typed, form=form, saved_for=None))
        st.rerun()


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one form, in the language of the paper; ``entry`` keeps forms apart."""

    entry: int
    form: PaperForm
    reader: Reader

    @property
    def t(self) -> Translator:
        """Texts as they stand on the paper."""
        return translator(self.form.language)

    def ask(self) -> PartAnswers:
        """Show all questions, nothing chosen beforehand; return what was typed in."""
        given = PartAnswers({}, {}, {})
        numbers = number_questions(self.form.parts)
        for part in self.form.parts:
            self._show_part_head(part)
            for question in part.questions:
                given = self._ask_question(question, numbers.get(question.code), given)
        return given

    def _show_part_head(self, part: Part) -> None:
        types = [question.answer_type for question in part.questions]
        partner = name_partner(self.form.partnership, self.form.party, self.t)
        legend = write_intro(part, partner, self.t) or ""
        if AnswerType.AGREEMENT in types:
            low, high = find_scale_ends(AnswerType.AGREEMENT, self.t)
            legend = self.reader.t("paper.scale", low=low, high=high)
        html.show_html(html.render_section(part.title[self.form.language], legend))

    def _ask_question(
        self, question: Question, number: int | None, given: PartAnswers
    ) -> PartAnswers:
        partner = name_partner(self.form.partnership, self.form.party, self.t)
        text = write_question(question, partner, self.t)
        if number is None:
            comment = self._ask_comment(question.code, text)
            return replace(given, comments={**given.comments, **comment})
        answer_type = question.answer_type
        if question.quote is not None:
            source = write_source(question, self.form.partnership, self.t)
            text = f"{source} “{question.quote.text}” {text}"
        chosen = st.radio(
            write_label(f"{number}. {text}"),
            [*map(str, list_values(answer_type)), _DONT_KNOW, _EMPTY],
            index=None,
            horizontal=True,
            format_func=lambda value: self._name_value(answer_type, value),
            key=self._key(question.code),
        )
        if chosen in {None, _EMPTY}:
            return replace(given, choices={**given.choices, **self._ask_picks(question)})
        value = None if chosen == _DONT_KNOW else int(chosen or 0)
        return replace(
            given,
            answers={**given.answers, question.code: value},
            choices={**given.choices, **self._ask_picks(question)},
        )

    def _name_value(self, answer_type: AnswerType, value: str) -> str:
        names = {_DONT_KNOW: self.t("scale.dont_know"), _EMPTY: self.reader.t("paper.empty")}
        if value in names:
            return names[value]
        return name_value(answer_type, int(value), self.t) or value

    def _ask_picks(self, question: Question) -> dict[str, tuple[str, ...]]:
        if question.follow_up is None:
            return {}
        language = self.form.language
        st.markdown(write_label(question.follow_up[language]))
        with st.container(horizontal=True):
            picked = [
                option.code
                for option in question.options
                if st.checkbox(
                    write_label(option.text[language]),
                    key=self._key(f"{question.code}.{option.code}"),
                )
            ]
        return {question.code: tuple(picked)} if picked else {}

    def _ask_comment(self, code: str, text: str) -> dict[str, Comment]:
        typed = st.text_area(
            write_label(text), key=self._key(code), max_chars=MAXIMUM_COMMENT_LENGTH
        )
        audience = st.radio(
            write_label(self.t("survey.audience.question")),
            list(Audience),
            index=None,
            format_func=lambda each: self.t(f"survey.audience.{each.value}"),
            key=self._key(f"{code}.audience"),
        )
        if not typed or not typed.strip():
            return {}
        return {code: Comment(typed, audience) if audience else Comment(typed)}

    def _key(self, name: str) -> str:
        return f"paper.{self.entry}.{name}"


def _show_form(desk: session.PaperDesk, form: PaperForm, reader: Reader) -> None:
    t = reader.t
    code = parse_code(desk.code)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            t(
                "paper.for_whom",
                party=write_label(form.party.name),
                code=write_code(code) if code else "",
            )
        )
        if st.button(t("paper.other_code"), icon=":material/undo:", key="paper.other"):
            session.keep_paper_desk(session.PaperDesk(desk.round_id, desk.entry + 1))
            st.rerun()
    # Enter in a field must not end the form half-way.
    with st.form(f"paper.form.{desk.entry}", border=False, enter_to_submit=False):
        given = _Fields(desk.entry, form, reader).ask()
        is_sent = st.form_submit_button(t("paper.check"), type="primary")
    if not is_sent:
        return
    if given.answers or given.comments:
        _confirm(desk, form, given, reader)
    else:
        st.error(t("paper.fault.nothing"))


def _confirm(desk: session.PaperDesk, form: PaperForm, given: PartAnswers, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("paper.confirm"))
    def ask() -> None:
        st.write(_describe(form, given, reader))
        with st.container(horizontal=True):
            is_sure = st.button(t("paper.save"), type="primary", key="paper.save_form")
            if st.button(t("paper.go_back"), key="paper.go_back"):
                st.rerun()
        if is_sure:
            _save(desk, form, given, reader)

    ask()


def _describe(form: PaperForm, given: PartAnswers, reader: Reader) -> str:
    t, numbers = reader.t, number_questions(form.parts)
    missing = [str(number) for code, number in numbers.items() if code not in given.answers]
    said = t(
        "paper.filled",
        party=write_label(form.party.name),
        filled=len(numbers) - len(missing),
        total=len(numbers),
        comments=len(given.comments),
    )
    return f"{said} {t('paper.missing', numbers=', '.join(missing))}" if missing else said


def _save(desk: session.PaperDesk, form: PaperForm, given: PartAnswers, reader: Reader) -> None:
    try:
        enter_paper_form(session.context(), desk.round_id, desk.code, given)
    except tuple(_FAULTS) as error:
        st.error(reader.t(_FAULTS[type(error)]))
        return
    cached.forget()
    done = session.PaperDesk(desk.round_id, desk.entry + 1, saved_for=form.party.name)
    session.keep_paper_desk(done)
    st.rerun()
