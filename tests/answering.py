"""Fill in pages of a form as the survey does, with answers that are known beforehand."""

from monitor.services.checkin.answer_checkin import PartAnswers, Saved, save_page
from monitor.services.context import Context


def save_part(
    context: Context, token: str, given: PartAnswers, *, seen: int | None = None
) -> Saved:
    """Save these answers into the form behind a link."""
    return save_page(context, token, lambda _parts, _language: given, seen=seen)
