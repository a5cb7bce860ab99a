"""How one person reads the survey: the language, the time zone and the addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.formats import Formatter


@dataclass(frozen=True, slots=True)
class Reader:
    """A person in front of a page.

    ``base`` is the address of the personal link, or of the page that has none; ``home`` that of
    the survey. ``own``: the language chosen for this person when invited, so that only another
    one has to be carried in addresses. ``kept``: what every address carries along besides.
    """

    base: str
    language: Language
    own: Language
    time_zone: ZoneInfo
    home: str
    is_preview: bool = False
    kept: str = ""

    @property
    def t(self) -> Translator:
        """Texts in the language of this page."""
        return translator(self.language)

    @property
    def formatter(self) -> Formatter:
        """Dates and numbers in the language of this page."""
        return Formatter(self.language, self.time_zone)

    @property
    def other_languages(self) -> Sequence[Language]:
        """Languages to switch to."""
        return [language for language in Language if language is not self.language]

    def link(self, page: str = "", language: Language | None = None, extra: str = "") -> str:
        """Return the address of a page of this check-in, in this or another language."""
        shown_in = language or self.language
        carried = "" if shown_in is self.own else f"lang={shown_in.value}"
        query = "&".join(filter(None, [self.kept, carried, extra]))
        path = f"{self.base}/{page}" if page else self.base
        return f"{path}?{query}" if query else path

    @property
    def accessibility(self) -> str:
        """Return the address of the accessibility statement."""
        return f"{self.home}/accessibility?lang={self.language.value}"

    @property
    def statement(self) -> str:
        """Return the address of the privacy statement."""
        return f"{self.home}/privacy?lang={self.language.value}"

    def deadline(self, moment: datetime) -> dict[str, str]:
        """Return a moment as the placeholders ``day`` and ``clock``."""
        return {"day": self.formatter.day(moment), "clock": self.formatter.clock(moment)}

    def join(self, names: Sequence[str]) -> str:
        """Write names as people list them: A, B and C."""
        if len(names) < 2:  # noqa: PLR2004 - one name needs no "and".
            return "".join(names)
        return self.t("survey.and", first=", ".join(names[:-1]), last=names[-1])

    def rich(self, key: str, **names: str) -> Markup:
        """Return a text in which the given names are emphasised and everything is escaped."""
        strong = {key: Markup("<strong>{}</strong>").format(name) for key, name in names.items()}
        return Markup(self.t(key)).format(**strong)  # noqa: S704 - a text of ours, from a file.
