"""How this talk was: the question for around the table, until it is asked on phones."""

from markupsafe import Markup

from monitor.domain.meeting.deck import Deck, TalkSlide
from monitor.i18n.meeting_sentences import write_ask
from monitor.i18n.reader import Reader
from monitor.ui.meeting.live.result import render_scores


def render_talk(slide: TalkSlide, deck: Deck, reader: Reader) -> Markup:
    """Return what was answered on phones, once that was shown; before, what to say in a round."""
    question = slide.question
    if question is not None and question.result is not None and question.result.has_enough:
        return render_scores(question.result, {}, deck, reader)
    return Markup(
        '<div class="pm-screen-card"><div><p class="pm-screen-eyebrow">{}</p><h1>{}</h1></div>'
        '<p class="pm-screen-eyebrow">{}</p></div>'
    ).format(
        reader.t("screen.talk.round"),
        write_ask(slide, deck, reader),
        reader.t("screen.talk.how"),
    )
