"""QR codes on a screen: pictures with words, that hold the address."""

import base64
import re

from monitor.reports.qr import draw_qr
from monitor.ui.meeting.live.square_code import render_code


def test_a_code_is_a_picture_with_words_and_holds_the_address() -> None:
    drawn = render_code("http://localhost/s/live/1/x", 'Naar de "vraag"')

    (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', drawn)
    assert base64.b64decode(picture).decode() == draw_qr(
        "http://localhost/s/live/1/x", 'Naar de "vraag"'
    )
    assert 'alt="Naar de &#34;vraag&#34;"' in drawn
