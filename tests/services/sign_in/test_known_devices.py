"""What a browser keeps of an earlier sign-in."""

import pytest

from monitor.services.context import Context
from monitor.services.sign_in.known_devices import find_device, make_device_token

NOOR = "noor@gemeente.nl"


def test_each_browser_is_known_under_a_number_of_its_own(context: Context) -> None:
    tokens = [make_device_token(context, NOOR) for _ in range(2)]

    numbers = {find_device(context, token, NOOR) for token in tokens}

    assert len(numbers - {""}) == 2


def test_it_tells_nobody_whose_browser_it_is(context: Context) -> None:
    assert "noor" not in make_device_token(context, NOOR)


def test_a_token_counts_for_its_owner_only(context: Context) -> None:
    token = make_device_token(context, NOOR)

    assert find_device(context, token, "ada@gemeente.nl") == ""


@pytest.mark.parametrize("token", ["", "made-up", "é", "0 noor@gemeente.nl"])
def test_what_we_did_not_make_is_of_nobody(context: Context, token: str) -> None:
    assert find_device(context, token, NOOR) == ""
    assert find_device(context, token, "") == ""
