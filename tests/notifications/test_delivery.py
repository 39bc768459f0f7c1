"""How a message leaves: by SMTP, or as a file and on the console."""

import pytest

from hiwar.notifications import delivery
from tests.mail_server import MailBox

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


def settings_for(mailbox, **changes):
    facts = {
        "host": mailbox.host,
        "port": mailbox.port,
        "username": "",
        "password": "",
        "use_ssl": False,
        "use_tls": False,
        "timeout": 5,
    }
    return {**facts, **changes}


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
        text = "رمزك هو ٤٧١١\n.\nbye"

        with MailBox() as mailbox:
            settings.MAIL = settings_for(mailbox)
            send(text)

        assert mailbox.receivers == ["<reader@example.org>"]
        taken = mailbox.messages[0].replace(b"\r\n..\r\n", b"\r\n.\r\n")
        assert taken.replace(b"\r\n", b"\n").decode() == MIME.format(text=text)

    def test_fails_when_nobody_is_taken_so_that_it_is_tried_again(self, settings):
        with MailBox(refuses=["reader@"]) as mailbox:
            settings.MAIL = settings_for(mailbox)
            with pytest.raises(OSError, match="nobody of that name"):
                send()

    def test_does_not_send_again_to_those_who_have_it(self, settings, caplog):
        with MailBox(refuses=["gone@"]) as mailbox:
            settings.MAIL = settings_for(mailbox)
            send(receivers=["reader@example.org", "gone@example.org"])

        assert mailbox.receivers == ["<reader@example.org>"]
        assert "refused for 1 of its receivers" in caplog.text

    def test_fails_rather_than_speak_openly_to_a_server_without_tls(self, settings):
        with MailBox() as mailbox:
            settings.MAIL = settings_for(mailbox, use_tls=True)
            with pytest.raises(OSError, match="STARTTLS"):
                send()

        assert mailbox.messages == []

    def test_fails_when_there_is_no_server(self, settings):
        with MailBox() as mailbox:
            settings.MAIL = settings_for(mailbox)

        with pytest.raises(ConnectionRefusedError):
            send()
