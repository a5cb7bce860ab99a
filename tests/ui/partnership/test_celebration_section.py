"""Each thing to celebrate is a line with a picture and a sentence."""

from monitor.domain.celebration import Celebration, CelebrationKind
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.ui.partnership.celebration_section import render_celebrations
from tests.charts.scenes import make_reader
from tests.factories import make_partnership

ONE_OF_EACH = {
    CelebrationKind.KEPT: Celebration(
        CelebrationKind.KEPT, owner=PartyId(1), text="<b>Bellen</b>", noticed_by=(PartyId(2),)
    ),
    **{
        kind: Celebration(kind, Dimension.TRUST, score=4.1)
        for kind in (
            *(CelebrationKind.BECAME_STRONG, CelebrationKind.STAYED_STRONG),
            CelebrationKind.STRONG,
        )
    },
    CelebrationKind.GREW: Celebration(CelebrationKind.GREW, text="Website"),
    CelebrationKind.CHANGED: Celebration(CelebrationKind.CHANGED, text="Ander plan"),
}


def test_every_kind_has_its_line_and_what_was_typed_is_no_markup() -> None:
    html = render_celebrations(list(ONE_OF_EACH.values()), make_partnership(), make_reader())

    assert set(ONE_OF_EACH) == set(CelebrationKind)
    assert html.count("<li>") == len(CelebrationKind)
    assert "‘&lt;b&gt;Bellen&lt;/b&gt;’" in html
