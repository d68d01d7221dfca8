"""A provider of OpenID Connect on loopback, honest unless told to lie, gone with its block.

It keeps the rules that a real one keeps: who asks for a token names its secret, the verifier
belongs to the challenge, a code is good once and for one address.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "sopti", "rahasia / klien:"
KEY, OTHER_KEY = RSAKey.generate_key(2048, private=True), RSAKey.generate_key(2048, private=True)


class FakeProvider:
    """What it says of who comes, and how it lies. Tests change these between two requests."""

    def __init__(self, address):
        self.address = self.issuer = address
        self.person = {"sub": "s-1", "preferred_username": "orang"}
        self.told_apart = None  # what userinfo says; None: the token says everything
        self.claims = {}  # what the token says otherwise; None takes a claim out
        self.key, self.kid, self.published = KEY, "k1", {"k1": KEY}
        self.headers = {}
        self.sign = self.signed
        self.answers = {}  # of a path: (status, body)
        self.offers = {}  # what discovery says otherwise
        self.asked = []  # each path that was asked
        self.codes = {}

    # ------------------------------------------------------------------ what a browser asks for
    def enter(self, address):
        """Go where the person is led, log in there, and return where that leads back to."""
        answer = httpx2.get(address, trust_env=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def authorize(self, asked):
        assert asked["client_id"] == CLIENT
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        told = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(told)}"

    # --------------------------------------------------------------------- what the house asks
    def discovery(self):
        named = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "userinfo_endpoint": f"{self.address}/userinfo",
        }
        return 200, json.dumps(named | self.offers)

    def jwks(self):
        keys = [key.as_dict(private=False, kid=kid) for kid, key in self.published.items()]
        return 200, json.dumps({"keys": keys})

    def token(self, fields, authorization):
        asked = self.codes.pop(fields.get("code"), None)  # good once
        who = unquote(base64.b64decode(authorization.removeprefix("Basic ")).decode())
        hashed = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = _encoded(hashed)
        if (
            asked is None
            or who != f"{CLIENT}:{SECRET}"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != fields["redirect_uri"]
        ):
            return 400, json.dumps({"error": "invalid_grant"})
        return 200, json.dumps({"id_token": self.sign(asked["nonce"]), "access_token": "akses"})

    def userinfo(self, authorization):
        if authorization != "Bearer akses":
            return 401, "{}"
        return 200, json.dumps(self.told_apart)

    # --------------------------------------------------------------------------------- the token
    def said(self, nonce):
        at = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": nonce}
        said |= self.person | self.claims
        return {name: value for name, value in said.items() if value is not None}

    def signed(self, nonce):
        header = {"alg": "RS256", "kid": self.kid} | self.headers
        return jwt.encode(header, self.said(nonce), self.key)

    def unsigned(self, nonce):
        """`alg: none`: the word of nobody."""
        return f"{_part({'alg': 'none'})}.{_part(self.said(nonce))}."

    def signed_with_the_public_key(self, nonce):
        """HS256, with what everybody can read as the secret."""
        words = f"{_part({'alg': 'HS256', 'kid': self.kid})}.{_part(self.said(nonce))}"
        seal = hmac.digest(KEY.as_pem(private=False), words.encode(), "sha256")
        return f"{words}.{_encoded(seal)}"


def _part(value):
    return _encoded(json.dumps(value).encode())


def _encoded(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@contextmanager
def fake_provider():
    """Yield a provider that answers real requests until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = FakeProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        provider, path = self.server.provider, urlsplit(self.path)
        provider.asked.append(path.path)
        if path.path in provider.answers:
            self._say(*provider.answers[path.path])
        elif path.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(path.query).items()}
            self._say(302, "", {"Location": provider.authorize(asked)})
        elif path.path == "/.well-known/openid-configuration":
            self._say(*provider.discovery())
        elif path.path == "/jwks":
            self._say(*provider.jwks())
        elif path.path == "/userinfo":
            self._say(*provider.userinfo(self.headers.get("Authorization", "")))
        else:
            self._say(404, "")

    def do_POST(self):
        provider = self.server.provider
        provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(body).items()}
        answer = provider.answers.get(self.path)
        self._say(*(answer or provider.token(fields, self.headers.get("Authorization", ""))))

    def _say(self, status, text, headers=None):
        body = text.encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass
