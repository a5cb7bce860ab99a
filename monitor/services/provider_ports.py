"""What the services need of the OpenID provider where people of an organisation sign in."""

from dataclasses import dataclass, field
from typing import Protocol

from monitor.domain.access.elsewhere import Vouched

# Where people come back to; registered at the provider, so it never changes.
RETURN_PATH = "/sign-in/elsewhere/back"


@dataclass(frozen=True, slots=True)
class Departure:
    """What somebody takes along to the provider: three secrets, drawn for this one time.

    ``verifier`` stays here until they are back (PKCE, RFC 7636).
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Return:
    """What somebody brings back from the provider, as it stood in the address."""

    state: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    error: str = ""
    issuer: str = ""


class Provider(Protocol):
    """An OpenID provider. All methods may ask it something, and can take seconds.

    Each raises SignInElsewhereError when it does not answer, or answers what cannot be believed.
    """

    issuer: str

    def address_of(self, departure: Departure) -> str:
        """Return the address at the provider where somebody signs in."""
        ...

    def redeem(self, code: str, departure: Departure) -> Vouched:
        """Exchange the code that somebody brought for what the provider vouches for."""
        ...

    def sign_out_address(self, back_to: str) -> str | None:
        """Return where somebody signs out at the provider too; None when it has no such page."""
        ...
