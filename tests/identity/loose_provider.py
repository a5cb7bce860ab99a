"""An OpenID provider of the tests' own, over real HTTP: it can lie where a good one cannot.

What it checks, it checks for real: the code works once, the verifier must fit the challenge, and
the client must know its secret.
"""

import base64
import functools
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.factories import NOW

CLIENT_ID = "monitor"
CLIENT_SECRET = "known-to-both"
RETURN_ADDRESS = "https://monitor.example.nl/sign-in/elsewhere/back"
MINUTE = 60
_NOW = int(NOW.timestamp())


@dataclass(slots=True)
class Manners:
    """How the provider behaves. ``claims``: in place of what it would say; None leaves one out."""

    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    signing: str = "RS256"
    forges: bool = False
    status: int = 200
    answer: bytes | None = None
    knows_secret: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    challenge: str
    nonce: str


class LooseProvider:
    """The provider, and what a test does to it and as a person at it."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.manners = Manners()
        self.asked: list[str] = []
        self.proved_by = ""
        self._key = _make_key("first")
        self._codes: dict[str, _Asked] = {}

    def turn_key(self, name: str = "second") -> None:
        """Sign with another key from now on, and tell of that one only."""
        self._key = _make_key(name)

    def agree(self, address: str) -> str:
        """Do as somebody who signs in on the page at this address; return the code they get."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT_ID
        assert asked["redirect_uri"] == RETURN_ADDRESS
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self._codes[code] = _Asked(asked["code_challenge"], asked["nonce"])
        return code

    def answer_get(self, path: str) -> tuple[int, object]:
        """Answer what is read from it."""
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            answer = self.manners.answer
            return self.manners.status, self._told() if answer is None else answer
        if path == "/keys":
            return 200, KeySet([self._key]).as_dict(private=False)
        if path == "/userinfo" and self.manners.userinfo is not None:
            return 200, self.manners.userinfo
        return 404, {}

    def answer_post(self, form: Mapping[str, str], authorization: str) -> tuple[int, object]:
        """Answer who wants a token for a code."""
        self.asked.append("/token")
        asked = self._codes.pop(form["code"], None)
        if self.manners.status != 200:
            return self.manners.status, {}
        if asked is None or _challenge(form["code_verifier"]) != asked.challenge:
            return 400, {"error": "invalid_grant", "error_description": f"of {form['code']}"}
        if not self._is_proved(form, authorization):
            return 401, {"error": "invalid_client"}
        return 200, {
            "access_token": "opaque",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self._sign(self._claims(asked.nonce)),
        }

    def _is_proved(self, form: Mapping[str, str], authorization: str) -> bool:
        if authorization:
            self.proved_by = "client_secret_basic"
            return authorization == _basic(CLIENT_ID, CLIENT_SECRET)
        self.proved_by = "client_secret_post" if "client_secret" in form else "none"
        is_known = form["client_id"] == CLIENT_ID
        is_secret_right = form.get("client_secret") == CLIENT_SECRET
        return is_known and (is_secret_right or not self.manners.knows_secret)

    def _told(self) -> Mapping[str, Any]:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/bye?tenant=1",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.manners.told
        return {name: value for name, value in told.items() if value is not None}

    def _claims(self, nonce: str) -> Mapping[str, Any]:
        claims = {
            "iss": self.issuer,
            "sub": "a-1",
            "aud": CLIENT_ID,
            "exp": _NOW + 5 * MINUTE,
            "iat": _NOW,
            "nonce": nonce,
            "email": "Anna@Veldzicht.example",
            "email_verified": True,
            "name": "Anna de Wit",
            "roles": [],
        } | self.manners.claims
        return {name: value for name, value in claims.items() if value is not None}

    def _sign(self, claims: Mapping[str, Any]) -> str:
        if self.manners.signing == "RS256":
            # A forger tells the number of the right key, and has another.
            key = _make_key("forged") if self.manners.forges else self._key
            header = {"alg": "RS256", "kid": str(self._key.kid)}
            return jwt.encode(header, dict(claims), key, algorithms=["RS256"])
        head = _encode(json.dumps({"alg": self.manners.signing, "kid": self._key.kid}).encode())
        body = f"{head}.{_encode(json.dumps(claims).encode())}"
        if self.manners.signing == "none":
            return f"{body}."
        # Signed with what everybody can read, as if that were a secret of both.
        public = self._key.as_pem(private=False)
        return f"{body}.{_encode(hmac.digest(public, body.encode(), 'sha256'))}"


@contextmanager
def run_loose_provider() -> Iterator[LooseProvider]:
    """Run it on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    provider = LooseProvider(f"http://127.0.0.1:{server.server_port}")
    _Handler.provider = provider
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    provider: LooseProvider

    def do_GET(self) -> None:
        self._send(*self.provider.answer_get(urlsplit(self.path).path))

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(content).items()}
        self._send(*self.provider.answer_post(form, self.headers.get("Authorization", "")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - As declared.
        """Keep quiet."""

    def _send(self, status: int, answer: object) -> None:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@functools.cache
def _make_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


def _challenge(verifier: str) -> str:
    return _encode(hashlib.sha256(verifier.encode()).digest())


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
