"""An OpenID provider: authorization code with PKCE, and an id_token that is checked to the letter.

OpenID Connect Core 1.0, section 3.1; the same rules in RFC 9700. See ADR 0025.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.httpx_client import OAuth2Client
from joserfc.errors import ClaimError, JoseError

from monitor.domain.access.elsewhere import ElsewhereProblem, Vouched
from monitor.domain.errors import SignInElsewhereError
from monitor.identity.discovery import Discovered, discover, read_json
from monitor.identity.tokens import Expected, check_id_token, is_by_unknown_key
from monitor.identity.vouched import is_complete, to_vouched
from monitor.services.ports import Clock
from monitor.services.provider_ports import Departure

_TIMEOUT = httpx2.Timeout(10.0, connect=5.0)
# A provider that changes its addresses keeps the old ones for longer than this.
_BELIEVED = timedelta(hours=1)
_SCOPE = "openid profile email"
_BASIC = "client_secret_basic"
# Of what a provider says went wrong only this: the rest could be anything.
_CODE = re.compile(r"[a-z_]{1,40}")
_POST = "client_secret_post"


@dataclass(frozen=True, slots=True)
class Registration:
    """How this installation is known at the provider. ``role_claim``: where groups stand."""

    issuer: str
    client_id: str
    return_address: str
    role_claim: str
    client_secret: str = field(default="", repr=False)


class OidcProvider:
    """One provider, of which what it tells of itself is remembered for an hour."""

    def __init__(self, registration: Registration, clock: Clock) -> None:
        self.issuer = registration.issuer
        self._registration = registration
        self._clock = clock
        # Reading what this machine trusts takes longer than all the rest.
        self._trust = httpx2.create_ssl_context()
        self._found: tuple[Discovered, datetime] | None = None

    def address_of(self, departure: Departure) -> str:
        """Return the address at the provider where somebody signs in."""
        with self._asking() as client:
            address, _ = client.create_authorization_url(
                self._discovered(client).authorization_endpoint,
                state=departure.state,
                code_verifier=departure.verifier,
                nonce=departure.nonce,
            )
        return str(address)

    def redeem(self, code: str, departure: Departure) -> Vouched:
        """Exchange the code that somebody brought for what the provider vouches for."""
        with self._asking() as client:
            found = self._discovered(client)
            client.token_endpoint_auth_method = _way_to_prove_oneself(self._registration, found)
            token = client.fetch_token(
                found.token_endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=departure.verifier,
            )
            claims = self._checked_claims(client, token, departure)
            return to_vouched(self._completed(client, claims), self._registration.role_claim)

    def sign_out_address(self, back_to: str) -> str | None:
        """Return where somebody signs out at the provider too; None when it has no such page."""
        with self._asking() as client:
            page = self._discovered(client).end_session_endpoint
        if not page:
            return None
        asked = {
            "client_id": self._registration.client_id,
            "post_logout_redirect_uri": back_to,
        }
        return str(add_params_to_uri(page, asked))

    @contextmanager
    def _asking(self) -> Iterator[OAuth2Client]:
        registration = self._registration
        try:
            with OAuth2Client(
                client_id=registration.client_id,
                client_secret=registration.client_secret or None,
                redirect_uri=registration.return_address,
                scope=_SCOPE,
                code_challenge_method="S256",
                timeout=_TIMEOUT,
                verify=self._trust,
            ) as client:
                yield client
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise SignInElsewhereError(ElsewhereProblem.UNAVAILABLE, _describe(error)) from None
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
            # Whatever a provider may answer that is not as it should be.
            raise SignInElsewhereError(ElsewhereProblem.UNTRUSTED, _describe(error)) from None

    def _discovered(self, client: OAuth2Client) -> Discovered:
        now = self._clock.now()
        if self._found is None or not now - self._found[1] < _BELIEVED:
            self._found = (discover(client, self.issuer), now)
        return self._found[0]

    def _checked_claims(
        self, client: OAuth2Client, token: Mapping[str, Any], departure: Departure
    ) -> Mapping[str, Any]:
        expected = Expected(
            self.issuer, self._registration.client_id, departure.nonce, self._clock.now()
        )
        try:
            return check_id_token(token, self._discovered(client), expected)
        except JoseError as error:
            if not is_by_unknown_key(error):
                raise
        # The provider has new keys; only once, or a forged token would let us ask for ever.
        self._found = None
        return check_id_token(token, self._discovered(client), expected)

    def _completed(self, client: OAuth2Client, claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return claims with what a provider tells only when it is asked for it apart."""
        page = self._discovered(client).userinfo_endpoint
        if is_complete(claims, self._registration.role_claim) or not page:
            return claims
        more = read_json(client, page, is_signed_in=True)
        if more.get("sub") != claims["sub"]:
            raise ValueError("The provider tells of somebody else.")
        return {**more, **claims}


def _way_to_prove_oneself(registration: Registration, found: Discovered) -> str:
    if not registration.client_secret:
        return "none"
    # In a form it is clear how signs in a secret are written; not every provider reads that.
    return _POST if _POST in found.proofs else _BASIC


def _describe(error: Exception) -> str:
    """Return what may stand in a log: what went wrong, without anything that was sent."""
    about = ""
    if isinstance(error, ClaimError):
        about = error.claim
    elif isinstance(error, AuthlibBaseError):
        about = str(error.error)
    known = f" ({about})" if _CODE.fullmatch(about) else ""
    return f"{type(error).__name__}{known}"
