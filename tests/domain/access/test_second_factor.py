"""Codes of an app, and codes on paper."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from monitor.domain.access import second_factor
from monitor.domain.access.account import Role
from tests.factories import NOW

# The secret of RFC 6238, appendix B, in base 32.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)

    assert second_factor.find_step(RFC_SECRET, code, now) == seconds // 30


@pytest.mark.parametrize(("late", "is_taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(late: int, is_taken: bool) -> None:  # noqa: FBT001 - As the table says.
    code = pyotp.TOTP(RFC_SECRET).at(NOW)

    found = second_factor.find_step(RFC_SECRET, code, NOW + timedelta(seconds=late))

    assert (found is not None) is is_taken


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345"])
def test_what_is_no_code_is_of_no_moment(typed: str) -> None:
    assert second_factor.find_step(RFC_SECRET, typed, NOW) is None


def test_a_code_may_be_typed_with_a_space() -> None:
    code = pyotp.TOTP(RFC_SECRET).at(NOW)

    assert second_factor.find_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", NOW) is not None


def test_ten_recovery_codes_of_eighty_bits_are_drawn() -> None:
    codes = second_factor.draw_recovery_codes()

    assert len(set(codes)) == 10
    assert {len(each.replace("-", "")) for each in codes} == {16}


def test_a_recovery_code_may_be_typed_as_people_type() -> None:
    assert second_factor.hash_code("0123-4567-89AB-CDEF") == second_factor.hash_code(
        " o12345 67 89abcdef "
    )


def test_an_app_is_told_for_whom_and_for_what_its_codes_are() -> None:
    address = second_factor.app_address(RFC_SECRET, "noor@gemeente.nl", "Monitor")

    assert address.startswith("otpauth://totp/Monitor:noor%40gemeente.nl?")
    assert RFC_SECRET in address


@pytest.mark.parametrize("role", Role)
def test_who_manages_never_does_without_a_second_factor(role: Role) -> None:
    is_managing = role in {Role.ADMINISTRATOR, Role.MANAGER}

    assert second_factor.is_required(role, of_everybody=True)
    assert second_factor.is_required(role, of_everybody=False) is is_managing


def test_every_secret_is_another_of_160_bits() -> None:
    drawn = {second_factor.draw_totp_secret() for _ in range(20)}

    assert len(drawn) == 20
    assert {len(each) for each in drawn} == {32}
