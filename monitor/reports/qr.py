"""QR codes as pictures: black on white with a quiet zone, so that any phone reads them."""

import io

import segno

from monitor.domain.typed_text import clean_text

# Medium correction: a crease or a stain over a seventh of the code does no harm.
_CORRECTION = "m"
_QUIET_ZONE = 4  # Modules; the least that the standard asks (ISO/IEC 18004).


def draw_qr(url: str, title: str) -> str:
    """Return the QR code of an address as SVG; the title is what a screen reader says of it."""
    code = segno.make(url, error=_CORRECTION, micro=False)
    picture = io.BytesIO()
    code.save(
        picture,
        kind="svg",
        border=_QUIET_ZONE,
        dark="#000",
        light="#fff",
        title=clean_text(title),
        omitsize=True,
        xmldecl=False,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    return picture.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
