"""Which passwords are taken."""

import pytest

from monitor.domain.access.passwords import PasswordFault, find_fault, tidy_password

EMAIL = "noor.visser@gemeente.nl"


@pytest.mark.parametrize(
    "password",
    [
        "een zin van vier woorden",
        "paard kip lamp stoel",
        "Kj3!pQ9#vLm2",
        "тайный пароль мой",
        "🐴🔋📎🪑 paard accu 12",
        "een hele lange zin die niemand kent " * 5,
    ],
)
def test_a_long_password_is_taken_whatever_it_is_made_of(password: str) -> None:
    assert find_fault(password, EMAIL) is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elf tekens!", PasswordFault.TOO_SHORT),
        ("", PasswordFault.TOO_SHORT),
        ("een zin " * 40, PasswordFault.TOO_LONG),
        ("aaaaaaaaaaaaaaaa", PasswordFault.TOO_OBVIOUS),
        ("abababababababab", PasswordFault.TOO_OBVIOUS),
        ("123456789012", PasswordFault.TOO_OBVIOUS),
        ("Wachtwoord2026!", PasswordFault.TOO_OBVIOUS),
        ("Welkom01Welkom01", PasswordFault.TOO_OBVIOUS),
        ("qwertyuiop123", PasswordFault.TOO_OBVIOUS),
        ("Samenwerkingsmonitor", PasswordFault.TOO_OBVIOUS),
        ("noorvisser2026", PasswordFault.TOO_OBVIOUS),
        ("Zomer2026Zomer2026", PasswordFault.TOO_OBVIOUS),
    ],
)
def test_what_is_short_or_what_anybody_would_try_first_is_not(
    password: str, fault: PasswordFault
) -> None:
    assert find_fault(password, EMAIL) is fault


def test_an_accent_is_the_same_however_a_keyboard_writes_it() -> None:
    assert tidy_password("cafe\u0301") == tidy_password("caf\u00e9")


def test_half_of_a_sign_can_be_hashed_too() -> None:
    assert tidy_password("\ud800")
