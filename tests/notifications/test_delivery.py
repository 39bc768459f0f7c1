"""How a message leaves: by SMTP, or as a file and on the console."""

import socketserver
import threading
from contextlib import contextmanager

import pytest

from hiwar.notifications import delivery

MIME = (
    "Subject: Your code\nFrom: noreply@example.org\nTo: reader@example.org\n"
    "Date: Thu, 16 Feb 2017 11:22:00 -0000\nMessage-ID: <1@example.org>\n"
    'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
    "{text}\n"
)


def send(text="It is 4711.", receivers=("reader@example.org",)):
    delivery.send(
        sender="noreply@example.org",
        receivers=list(receivers),
        mime=MIME.format(text=text),
    )


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is told, and refuses whom it is told to."""

    allow_reuse_address = True

    def __init__(self, refuses=()):
        super().__init__(("127.0.0.1", 0), MailConversation)
        self.refuses = refuses
        self.receivers = []
        self.messages = []


class MailConversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, rest = line[:4].upper(), line[4:]
            if verb == "RCPT" and any(name in rest for name in self.server.refuses):
                self.say("550 nobody of that name")
            elif verb == "RCPT":
                self.server.receivers.append(rest.partition(":")[2])
                self.say("250 fine")
            elif verb == "DATA":
                self.say("354 go on")
                self.server.messages.append(self.take())
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def take(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mail_server(settings, **facts):
    with MailServer(**facts) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        host, port = server.server_address
        settings.MAIL = {
            "host": host,
            "port": port,
            "username": "",
            "password": "",
            "use_ssl": False,
            "use_tls": False,
            "timeout": 5,
        }
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class TestWithoutAMailServer:
    def test_writes_a_file_named_by_time_and_subject(self, settings):
        send()

        (file,) = settings.MAIL["folder"].iterdir()
        assert file.name.startswith("2017-02-16 11.22.00 Your code ")
        assert file.suffix == ".eml"
        assert file.read_text() == MIME.format(text="It is 4711.")

    def test_writes_the_same_file_when_it_is_tried_again(self, settings):
        send()
        send()

        assert len(list(settings.MAIL["folder"].iterdir())) == 1

    @pytest.mark.parametrize("text", ["It is 4711.", "رمزك هو ٤٧١١", "Код: 4711"])
    def test_prints_receiver_subject_and_text(self, capsys, text):
        send(text)

        printed = capsys.readouterr().out
        assert "To: reader@example.org" in printed
        assert "Subject: Your code" in printed
        assert text in printed

    def test_keeps_the_terminal_out_of_strangers_hands(self, capsys):
        send("Hello \x1b[2J\x9b31m\x07you")

        printed = capsys.readouterr().out
        assert "\x1b" not in printed
        assert "\x9b" not in printed
        assert "Hello" in printed

    @pytest.mark.parametrize("subject", ["../../etc/passwd", "a/b\\c:d", "…", ""])
    def test_stays_in_its_folder_whatever_the_subject(self, settings, subject):
        delivery.send(
            sender="a@example.org",
            receivers=["b@example.org"],
            mime=MIME.format(text="x").replace("Your code", subject),
        )

        (file,) = settings.MAIL["folder"].rglob("*.*")
        assert file.parent == settings.MAIL["folder"]


class TestWithAMailServer:
    def test_hands_the_message_over_byte_for_byte(self, settings):
        with mail_server(settings) as server:
            send("رمزك هو ٤٧١١\n.\nbye")

        assert server.receivers == ["<reader@example.org>"]
        taken = server.messages[0].replace(b"\r\n..\r\n", b"\r\n.\r\n")
        assert taken.replace(b"\r\n", b"\n").decode() == MIME.format(
            text="رمزك هو ٤٧١١\n.\nbye"
        )

    def test_fails_when_nobody_is_taken_so_that_it_is_tried_again(self, settings):
        with (
            mail_server(settings, refuses=["reader@"]),
            pytest.raises(OSError, match="nobody of that name"),
        ):
            send()

    def test_does_not_send_again_to_those_who_have_it(self, settings, caplog):
        with mail_server(settings, refuses=["gone@"]) as server:
            send(receivers=["reader@example.org", "gone@example.org"])

        assert server.receivers == ["<reader@example.org>"]
        assert "refused for 1 of its receivers" in caplog.text

    def test_fails_rather_than_speak_openly_to_a_server_without_tls(self, settings):
        with mail_server(settings) as server:
            settings.MAIL = {**settings.MAIL, "use_tls": True}
            with pytest.raises(OSError, match="STARTTLS"):
                send()

        assert server.messages == []

    def test_fails_when_there_is_no_server(self, settings):
        with mail_server(settings):
            pass

        with pytest.raises(ConnectionRefusedError):
            send()
