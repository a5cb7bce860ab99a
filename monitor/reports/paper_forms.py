"""The check-in on paper: the questions of the screen, with boxes to tick."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from monitor.domain.links import write_code
from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part, Question
from monitor.domain.response import Audience
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
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
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.checkin.print_data import PrintData, PrintedParty, PrintedPerson

_SMALL_GROUP = 2


def make_forms(data: PrintData, zone: ZoneInfo, paper: Paper, *, is_blank: bool) -> bytes:
    """Return a PDF with a form for each invited person, or one to copy for each party.

    A form shows the personal code, never a name; a blank one has a field for the code.
    """
    reader = Reader(translator(data.language), Formatter(data.language, zone))
    t = reader.t
    quarter = reader.formatter.quarter(data.round.quarter)
    content: dict[str, Data] = {
        "title": t("reports.form.title", partnership=data.partnership.name, quarter=quarter),
        "language": data.language.value,
        "who_title": t("survey.start.who"),
        "how_title": t("reports.form.how"),
        "return_title": t("reports.form.return"),
        "dont_know": t("scale.dont_know"),
        "intro": t("survey.part.intro"),
        "page": t("reports.form.page"),
        "audience_question": t("survey.audience.question"),
        "audiences": [t(f"survey.audience.{each.value}") for each in Audience],
        "forms": [
            _Form(data, printed, person, reader).fill_in()
            for printed in data.parties
            for person in ([None] if is_blank else printed.people)
        ],
    }
    return typeset("forms.typ", content, paper)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: of a person, or without ``person`` one that fits everybody of the party."""

    data: PrintData
    printed: PrintedParty
    person: PrintedPerson | None
    reader: Reader

    def fill_in(self) -> Data:
        """Return what the template prints."""
        t, formatter, round_ = self.reader.t, self.reader.formatter, self.data.round
        checkin = t("survey.checkin", quarter=formatter.quarter(round_.quarter))
        deadline = {
            "day": formatter.day(round_.closes_at),
            "clock": formatter.clock(round_.closes_at),
        }
        code = write_code(self.person.code) if self.person else None
        party, partnership = self.printed.party.name, self.data.partnership
        numbers = number_questions(self.printed.parts)
        return {
            "checkin": checkin,
            "heading": t("survey.start.title", partner=self._partner()),
            "whom": t("reports.form.whom", party=party, partnership=partnership.name),
            "until": t("survey.start.until", **deadline),
            "code": code,
            "code_label": t("reports.form.code" if code else "reports.form.code_blank"),
            "footer": t("reports.form.footer", checkin=checkin, code=code) if code else checkin,
            "promises": list(self._promise()),
            "steps": [t(f"reports.form.step.{number}") for number in (1, 2, 3)],
            "hand_in": self._say_where_to(deadline["day"]),
            "parts": [self._part(part, numbers) for part in self.printed.parts],
        }

    def _partner(self) -> str:
        return name_partner(self.data.partnership, self.printed.party, self.reader.t)

    def _promise(self) -> Iterator[str]:
        t, round_, invited = self.reader.t, self.data.round, len(self.printed.people)
        party = self.printed.party.name
        yield t(
            f"survey.promise.{round_.privacy_mode.value}",
            party=party,
            partner=self._partner(),
            minimum=round_.minimum_group,
        )
        if round_.privacy_mode is PrivacyMode.CONFIDENTIAL and invited <= _SMALL_GROUP:
            yield t("survey.promise.small", n=invited, party=party)
        yield t("survey.promise.comments")
        if round_.is_linked:
            yield t("survey.promise.linked")
        yield t("reports.form.typist")

    def _say_where_to(self, day: str) -> str:
        contact = self.data.partnership.contact
        if contact is None:
            return self.reader.t("reports.form.hand_in.none", day=day)
        return self.reader.t("reports.form.hand_in", day=day, contact=contact)

    def _part(self, part: Part, numbers: Mapping[str, int]) -> Data:
        t = self.reader.t
        about_open = [
            t("reports.form.open"),
            t("survey.audience.promise", partner=self._partner()),
        ]
        return {
            "title": part.title[t.language],
            "intro": write_intro(part, self._partner(), t),
            "groups": [
                {
                    "type": answer_type.value,
                    "intro": about_open,
                    "questions": [self._question(each, numbers) for each in questions],
                }
                for answer_type, questions in groupby(part.questions, lambda q: q.answer_type)
            ],
        }

    def _question(self, question: Question, numbers: Mapping[str, int]) -> Data:
        text = write_question(question, self._partner(), self.reader.t)
        if question.answer_type is AnswerType.OPEN:
            return {"text": text}
        values, t = list_values(question.answer_type), self.reader.t
        return {
            "number": str(numbers[question.code]),
            "text": text,
            "source": write_source(question, self.data.partnership, t),
            "quote": question.quote.text if question.quote else None,
            "values": [
                name_value(question.answer_type, value, t) or str(value) for value in values
            ],
            "ends": self._ends(question.answer_type),
            "picks": self._picks(question),
        }

    def _ends(self, answer_type: AnswerType) -> Sequence[str]:
        if answer_type in {AnswerType.NOTICED, AnswerType.HOURS}:
            return []  # Their values are words.
        low, high = find_scale_ends(answer_type, self.reader.t)
        values = SCALE_VALUES[answer_type]
        return [f"{values[0]} = {low}", f"{values[-1]} = {high}"]

    def _picks(self, question: Question) -> Data:
        t = self.reader.t
        if question.follow_up is None:
            return None
        return {
            "question": question.follow_up[t.language],
            "hint": t("survey.follow_up.hint"),
            "options": [option.text[t.language] for option in question.options],
        }
