"""Clients that others wrote for Perspective, unchanged, and what they ask for first."""

import json
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from perspective import blocking

from hiwar.interop.perspective import discovery, keys
from hiwar.interop.perspective.server import API, Application

from .test_server import call

HOST = "commentanalyzer.googleapis.com"


def write_certificate(folder):
    """Write a certificate for `HOST` that nobody but this test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    (folder / "certificate").write_bytes(certificate.public_bytes(encoding))
    (folder / "key").write_bytes(
        key.private_bytes(
            encoding,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.fixture
def api_key(tmp_path, monkeypatch):
    """A key for our server, which runs where the client looks for Google's."""
    key = keys.issue(tmp_path / "keys", "a-newsroom")
    write_certificate(tmp_path)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            Application(tmp_path / "keys", ""),
            ssl_certfile=tmp_path / "certificate",
            ssl_keyfile=tmp_path / "key",
            log_level="error",
            lifespan="off",
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    _lead_to(listening.getsockname()[1], monkeypatch)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    yield key
    server.should_exit = True
    thread.join()
    listening.close()


def _lead_to(port, monkeypatch):
    """Answer the question where `HOST` is, as a newsroom's own name server could."""
    ask = socket.getaddrinfo

    def answer(host, asked_port, *others, **named):
        if host in {HOST, HOST.encode()}:
            host, asked_port = "127.0.0.1", port
        return ask(host, asked_port, *others, **named)

    monkeypatch.setattr(socket, "getaddrinfo", answer)


class TestPerspectiveapi:
    """The package `perspectiveapi` of PyPI."""

    def test_gets_its_scores(self, api_key):
        client = blocking.Perspective(key=api_key)
        asked = [blocking.Attribute.TOXICITY, blocking.Attribute.THREAT]

        rude = client.score("You are a stupid idiot.", asked)
        kind = client.score("Thank you for the report.", asked)

        client._Perspective__client.close()
        assert rude.toxicity > 0.8 > 0.2 > kind.toxicity
        assert 0 <= kind.threat <= 1
        assert rude.flirtation is None

    def test_hears_no_with_a_key_that_is_none(self, api_key):
        client = blocking.Perspective(key="guessed")

        with pytest.raises(KeyError):
            client.score("Thank you.")
        client._Perspective__client.close()


class TestDiscovery:
    """What Google's own client library for Python asks for before anything else."""

    def _document(self, *, scheme="https"):
        headers = [(b"host", b"scorer.example.org")]
        status, document = call(
            Application(None, ""),
            discovery.PATH,
            method="GET",
            query="version=v1alpha1",
            headers=headers,
            scheme=scheme,
        )
        assert status == 200
        return document

    def test_leads_to_what_is_answered(self):
        document = self._document()

        methods = document["resources"]["comments"]["methods"].values()

        assert document["rootUrl"] == "https://scorer.example.org/"
        assert {f"/{method['path']}" for method in methods} == set(API)

    def test_names_no_schema_that_it_does_not_have(self):
        document = self._document()

        named = {
            part.partition('"')[0]
            for part in json.dumps(document).split('"$ref": "')[1:]
        }

        assert named <= set(document["schemas"])
