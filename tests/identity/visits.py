"""Going to a provider and coming back, as a browser does."""

import pytest

from monitor.domain.access.elsewhere import Vouched
from monitor.domain.errors import SignInElsewhereError
from monitor.identity.provider import OidcProvider
from monitor.services.provider_ports import Departure
from tests.identity.loose_provider import LooseProvider

DEPARTURE = Departure(state="s" * 43, nonce="n" * 43, verifier="v" * 64)


def sign_in(provider: OidcProvider, elsewhere: LooseProvider) -> Vouched:
    """Go there, agree, and come back with the code."""
    return provider.redeem(elsewhere.agree(provider.address_of(DEPARTURE)), DEPARTURE)


def problem_of(provider: OidcProvider, elsewhere: LooseProvider) -> str:
    with pytest.raises(SignInElsewhereError) as refused:
        sign_in(provider, elsewhere)
    return refused.value.problem
