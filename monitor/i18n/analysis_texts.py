"""The sentences of an analysis: those of its document in every language, those of its command."""

import functools
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from monitor.domain.partnership import Language, Partnership
from monitor.domain.results import Flag, PublishedRound
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.flag_sentences import write_flag
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader


def write_flag_texts(
    flag: Flag, releases: Sequence[PublishedRound], partnership: Partnership
) -> Mapping[str, str]:
    """Write what a flag says, on what ground and how sure, in every language."""
    texts = {}
    for language in Language:
        written = write_flag(flag, releases, partnership, _reader(language))
        sentences = [f"{written.title}.", *written.evidence, written.certainty]
        texts[language.value] = " ".join(sentences)
    return texts


def write_note_texts(kind: str, count: int) -> Mapping[str, str]:
    """Write what a reader of the document must know, in every language."""
    return {
        language.value: translator(language)(f"analyse.note.{kind}", n=count)
        for language in Language
    }


def command_translator() -> Translator:
    """Return the texts of the command: in English, as its columns and its document are."""
    return translator(Language.ENGLISH)


@functools.cache
def _reader(language: Language) -> Reader:
    # The zone is that of dates with a time, of which there are none here.
    return Reader(translator(language), Formatter(language, ZoneInfo("UTC")))
