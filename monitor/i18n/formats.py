"""Dates, numbers and quarters as people write them; the only place that formats any."""

import functools
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from monitor.domain.partnership import Language
from monitor.domain.round import Quarter


class Formatter:
    """Formats values for one language and time zone."""

    def __init__(self, language: Language, time_zone: ZoneInfo) -> None:
        self.language = language
        self.time_zone = time_zone
        self._locale = {Language.DUTCH: "nl_NL", Language.ENGLISH: "en_GB"}[language]

    def score(self, value: float) -> str:
        """Write a score on the scale 1 to 5 with one decimal: 3,4.

        Published means stop at 1.5 and 4.5 (see domain/disclosure), so these say "or beyond".
        """
        sign = {1.5: "≤ ", 4.5: "≥ "}.get(value, "")
        return sign + self.points(value)

    def points(self, value: float) -> str:
        """Write a difference or a mark with one decimal: 1,2."""
        return _format_points(value, self._locale)

    def variance(self, value: float) -> str:
        """Write a variance with three decimals: 0,094."""
        return format_decimal(value, format="0.000", locale=self._locale)

    def percent(self, share: float) -> str:
        """Write a share (0 to 1) as a whole percentage: 76%."""
        return format_percent(share, locale=self._locale).replace("\xa0", "")

    def number(self, value: int) -> str:
        """Write a whole number with separators of thousands."""
        return format_decimal(value, locale=self._locale)

    def day(self, moment: datetime | date) -> str:
        """Write a day in full: vrijdag 28 november."""
        return format_date(self._local(moment), "EEEE d MMMM", locale=self._locale)

    def short_day(self, moment: datetime | date) -> str:
        """Write a day shortly: vr 28 nov."""
        return format_date(self._local(moment), "EEEEEE d MMM", locale=self._locale).replace(
            ".", ""
        )

    def long_day(self, moment: datetime | date) -> str:
        """Write a day with its year: 28 november 2025."""
        return format_date(self._local(moment), "d MMMM y", locale=self._locale)

    def month(self, moment: datetime | date) -> str:
        """Write a month with its year: november 2025."""
        return format_date(self._local(moment), "MMMM y", locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """Write a day and time: vr 28 nov, 17:00."""
        local = moment.astimezone(self.time_zone)
        return f"{self.short_day(moment)}, {format_datetime(local, 'HH:mm', locale=self._locale)}"

    def clock(self, moment: datetime) -> str:
        """Write the time of day: 14:03."""
        return format_datetime(moment.astimezone(self.time_zone), "HH:mm", locale=self._locale)

    def quarter(self, quarter: Quarter) -> str:
        """Write a quarter in running text: 3e kwartaal 2025 / Q3 2025."""
        if self.language is Language.DUTCH:
            return f"{quarter.number}e kwartaal {quarter.year}"
        return f"Q{quarter.number} {quarter.year}"

    def quarter_tick(self, quarter: Quarter) -> str:
        """Write a quarter on an axis, without its year: K3 / Q3."""
        return f"{'K' if self.language is Language.DUTCH else 'Q'}{quarter.number}"

    def _local(self, moment: datetime | date) -> date:
        return moment.astimezone(self.time_zone) if isinstance(moment, datetime) else moment


# A page writes hundreds of scores, and there are few different ones.
@functools.lru_cache(maxsize=2048)
def _format_points(value: float, locale: str) -> str:
    return format_decimal(value, format="0.0", locale=locale)
