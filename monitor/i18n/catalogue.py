"""Texts in the reader's language, from the ``.po`` files of ``locales``.

Every text has a key such as ``survey.start.button``; the files of all areas are read once and
compiled in memory, so that no build step is needed.
"""

import functools
import gettext
import io
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monitor.domain.partnership import Language

LOCALES = Path(__file__).parent / "locales"


class Translator:
    """Translates keys into one language and fills in the placeholders.

    Callable: ``t("checkin.invited", n=3)``. A number named ``n`` chooses the plural form, where a
    text has any. An unknown key raises KeyError: a screen never shows a key.
    """

    def __init__(self, language: Language, translations: gettext.GNUTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of a key with its placeholders filled in."""
        if not self.has(key):
            raise KeyError(key)
        number = values.get("n")
        text = self._translations.gettext(key)
        if isinstance(number, int):
            plural = self._translations.ngettext(key, key, number)
            text = text if plural == key else plural
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Tell whether a key exists."""
        # The empty key is the header of the files.
        return bool(key) and self._translations.gettext(key) != key


@functools.cache
def translator(language: Language) -> Translator:
    """Return the translator of a language; read once per process."""
    merged = Catalog(locale=language.value)
    for path in sorted((LOCALES / language.value).glob("*.po")):
        for message in read_catalogue(path, language):
            merged.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    buffer.seek(0)
    return Translator(language, gettext.GNUTranslations(buffer))


def read_catalogue(path: Path, language: Language) -> Iterable:  # type: ignore[type-arg]
    """Return the messages of one ``.po`` file, without its header."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.value)
    return [message for message in catalogue if message.id]
