"""What a provider tells of itself: its addresses and its keys (OpenID Connect Discovery 1.0)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.httpx_client import OAuth2Client
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

_WELL_KNOWN = "/.well-known/openid-configuration"
_MOST_BYTES = 1024 * 1024
# What anybody could make who knows the public half is no signature.
_OF_TWO_HALVES = (RSAKey, ECKey, OKPKey)


@dataclass(frozen=True, slots=True)
class Discovered:
    """Where a provider does what, and the public keys that it signs with."""

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    end_session_endpoint: str
    keys: KeySet
    proofs: frozenset[str]


def discover(client: OAuth2Client, issuer: str) -> Discovered:
    """Ask a provider what it is; ValueError when it is another, or not as it should be."""
    told = read_json(client, f"{issuer.rstrip('/')}{_WELL_KNOWN}")
    if told.get("issuer") != issuer:
        raise ValueError("The provider calls itself otherwise than the setting does.")
    is_secret = urlsplit(issuer).scheme == "https"
    keys = read_json(client, _address(told, "jwks_uri", is_secret=is_secret))
    proofs = told.get("token_endpoint_auth_methods_supported")
    return Discovered(
        authorization_endpoint=_address(told, "authorization_endpoint", is_secret=is_secret),
        token_endpoint=_address(told, "token_endpoint", is_secret=is_secret),
        userinfo_endpoint=_optional_address(told, "userinfo_endpoint", is_secret=is_secret),
        end_session_endpoint=_optional_address(told, "end_session_endpoint", is_secret=is_secret),
        keys=_public_keys(keys),
        proofs=frozenset(map(str, proofs)) if isinstance(proofs, list) else frozenset(),
    )


def read_json(client: OAuth2Client, address: str, *, is_signed_in: bool = False) -> dict[str, Any]:
    """Read an object from a provider; ValueError when it is something else, or endless.

    ``is_signed_in``: on behalf of whoever the client has a token of.
    """
    content = bytearray()
    with client.stream("GET", address, withhold_token=not is_signed_in) as answer:
        answer.raise_for_status()
        for part in answer.iter_bytes():
            content += part
            if len(content) > _MOST_BYTES:
                raise ValueError("The provider answers more than it can mean.")
    told = json.loads(content)
    if not isinstance(told, dict):
        raise ValueError("The provider answers something else.")  # noqa: TRY004 - What it sent.
    return told


def _address(told: Mapping[str, Any], name: str, *, is_secret: bool) -> str:
    address = _optional_address(told, name, is_secret=is_secret)
    if not address:
        raise ValueError(f"The provider tells no {name}.")
    return address


def _optional_address(told: Mapping[str, Any], name: str, *, is_secret: bool) -> str:
    address = told.get(name, "")
    schemes = {"https"} if is_secret else {"https", "http"}
    if address and not (isinstance(address, str) and urlsplit(address).scheme in schemes):
        raise ValueError(f"The provider has a {name} that is not safe.")
    return str(address)


def _public_keys(told: Mapping[str, Any]) -> KeySet:
    keys = KeySet.import_key_set({"keys": told["keys"]})
    return KeySet([key for key in keys.keys if isinstance(key, _OF_TWO_HALVES)])
