"""Whether an id_token is what it says: OpenID Connect Core 1.0, section 3.1.3.7."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidClaimError, InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from monitor.identity.discovery import Discovered

# Never "none"; and nothing with a shared secret, which a public key could be passed off as.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
SKEW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Expected:
    """What an id_token must say: from whom, for whom, in answer to what, and when."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime


def check_id_token(
    token: Mapping[str, Any], found: Discovered, expected: Expected
) -> Mapping[str, Any]:
    """Return what the id_token of a token answer says; JoseError when any of it is not right."""
    text = token.get("id_token")
    if not isinstance(text, str):
        raise InvalidClaimError("id_token")
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    decoded = jwt.decode(text, key=found.keys, registry=registry)
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={
            "iss": {"essential": True, "value": expected.issuer},
            "aud": {"essential": True, "value": expected.client_id},
            "sub": {"essential": True},
        },
        params={
            "nonce": expected.nonce,
            "client_id": expected.client_id,
            "access_token": token.get("access_token"),
        },
    )
    claims.validate(now=int(expected.now.timestamp()), leeway=SKEW_SECONDS)
    return decoded.claims


def is_by_unknown_key(error: JoseError) -> bool:
    """Tell whether a token may be signed with a key that the provider has only just now."""
    return isinstance(error, (InvalidKeyIdError, BadSignatureError))
