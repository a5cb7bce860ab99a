import pytest

from monitor.ui.icons import Icon, icon_styles, render_icon


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_has_a_picture_of_its_own_inside_the_stylesheet(icon: Icon) -> None:
    assert f".pm-icon-{icon.value}{{--pm-picture:url" in icon_styles()


def test_pictures_come_from_no_other_host() -> None:
    pictures = icon_styles().split("url(")[1:]

    assert all(picture.startswith('"data:image/svg+xml,') for picture in pictures)


def test_an_icon_is_decoration_beside_a_word() -> None:
    assert 'aria-hidden="true"' in render_icon(Icon.LOCK)
