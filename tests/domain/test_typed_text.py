"""What people type is kept as it is, but for what cannot be shown or stored."""

import pytest

from monitor.domain.typed_text import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zoë & <b>Bram</b>\t👩‍🌾", "Zoë & <b>Bram</b>\t👩‍🌾"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\x00b\x1bc\ud800d", "abcd"),
        ("", ""),
    ],
)
def test_only_control_signs_and_halves_of_signs_are_dropped(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
