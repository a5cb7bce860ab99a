"""A QR code on a screen: black on white whatever the theme, with words for who cannot see."""

import base64

from markupsafe import Markup

from monitor.reports.qr import draw_qr


def render_code(url: str, alt: str) -> Markup:
    """Return the QR code of an address as a picture; its size is that of its place."""
    # Streamlit takes drawings out of HTML, and leaves pictures.
    picture = base64.b64encode(draw_qr(url, alt).encode()).decode("ascii")
    return Markup('<img class="pm-live-code" src="data:image/svg+xml;base64,{}" alt="{}">').format(
        picture, alt
    )
