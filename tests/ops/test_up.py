"""`hiwar up` from its first line to Ctrl-C, with real processes."""

import os
import re
import signal
import socket

import pytest

from tests import papers

from .server import PATIENCE, free_port, is_alive, run, wait_for

pytestmark = pytest.mark.server


def one_sentence(command):
    """Check that a command ended with one clear sentence; return it."""
    assert command.returncode == 1
    (line,) = command.stderr.strip().splitlines()
    assert "Traceback" not in command.stdout + command.stderr
    return line


class TestFirstStart:
    def test_sets_up_the_demo_edition_and_says_where_it_is(self, shared_folder):
        seen = papers.first_start(shared_folder)

        port, said = seen["port"], seen["said"]
        assert f"English: http://127.0.0.1:{port}/en/" in said
        assert f": http://127.0.0.1:{port}/ar/" in said
        assert re.search(r"as editor .*/sign-in-link/", said)
        for language, (status, page) in zip(("en", "ar"), seen["pages"], strict=True):
            assert status == 200
            assert f'<html lang="{language}"' in page
        secret = papers.demo(shared_folder).data / "secret"
        assert secret.stat().st_mode & 0o777 == 0o600


class TestSecondStart:
    def test_does_nothing_twice_and_keeps_the_secret(self, paper):
        secret = (paper.data / "secret").read_text()

        with paper.running() as server:
            wait_for(lambda: "Hiwar is running" in server.said())

        assert "Preparing" not in server.said()
        assert "Collecting" not in server.said()
        assert "demo" not in server.said()
        assert (paper.data / "secret").read_text() == secret
        # Two seconds on a quiet machine; this one may be running other tests.
        assert server.seconds_to_start < 10


class TestEnd:
    def test_comes_clean_with_ctrl_c(self, paper):
        with paper.running() as server:
            family = server.pids()
            assert len(family) >= 6
            # A terminal sends it to every process of the group.
            os.killpg(server.process.pid, signal.SIGINT)

            assert server.process.wait(PATIENCE) == 0

        wait_for(lambda: not any(map(is_alive, family)))
        assert server.said().endswith("Hiwar has stopped.\n")
        assert "Traceback" not in server.said()
        assert "rror" not in server.said()

    def test_comes_to_the_children_of_a_killed_supervisor(self, paper):
        with paper.running() as server:
            family = server.pids()

            server.process.kill()

            server.process.wait()
            wait_for(lambda: not any(map(is_alive, family)))

    def test_of_a_child_is_noticed_and_mended(self, paper):
        with paper.running() as server:
            children = server.pids()[1:5]
            for pid in children:
                os.kill(pid, signal.SIGKILL)

            said = wait_for(
                lambda: (s := server.said()).count("starting it again") == 4 and s
            )
            assert "The task worker ended (SIGKILL)" in said
            assert "The live stream ended (SIGKILL)" in said
            wait_for(lambda: len(server.pids()) >= 6)
            wait_for(server.answers)

    def test_of_a_web_worker_is_mended_by_the_web_server(self, paper):
        with paper.running() as server:
            web_server = server.pids()[1]
            before = server.children_of(web_server)
            os.kill(before[0], signal.SIGKILL)

            wait_for(
                lambda: len(set(server.children_of(web_server)) - set(before)) == 1
            )
            wait_for(server.answers)


class TestRefusals:
    def test_says_that_the_port_is_taken(self, paper):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]

            sentence = one_sentence(paper.run("up", "--port", port))

        assert f"Port {port} cannot be used: Address already in use" in sentence

    def test_says_that_the_port_of_the_live_stream_is_taken(self, paper):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]

            sentence = one_sentence(
                paper.run("up", "--port", free_port(), HIWAR_LIVE_PORT=str(port))
            )

        assert f"Port {port} cannot be used" in sentence
        assert "Try HIWAR_LIVE_PORT." in sentence

    def test_says_that_it_runs_already(self, paper):
        with paper.running() as server:
            second = paper.run("up", "--port", free_port())
            third = run("up", "--port", server.port, "--data", paper.data / "other")

        assert "already running on" in one_sentence(second)
        assert "Address already in use" in one_sentence(third)

    def test_says_that_the_folder_cannot_be_written(self, tmp_path):
        (tmp_path / "file").write_text("")

        sentence = one_sentence(run("up", "--data", tmp_path / "file" / "paper"))

        assert "cannot be written: Not a directory" in sentence

    def test_says_which_file_in_it_cannot_be_used(self, tmp_path):
        (tmp_path / "secret").mkdir()

        sentence = one_sentence(run("doctor", "--data", tmp_path))

        assert f"{tmp_path}/secret cannot be used: Is a directory." in sentence

    def test_says_that_a_newer_version_wrote_the_database(self, paper):
        paper.ask(
            "from django.db import connection\n"
            "from django.db.migrations.recorder import MigrationRecorder as Recorder\n"
            "Recorder(connection).record_applied('discussion', '0099_votes_for_cats')"
        )

        sentence = one_sentence(paper.run("up", "--port", free_port()))

        assert "newer version" in sentence
        assert "0099_votes_for_cats" in sentence

    @pytest.mark.parametrize(
        "name",
        [
            "HIWAR_ORIGIN",
            "HIWAR_LIVE_PORT",
            "HIWAR_TIME_ZONE",
            "HIWAR_LOG",
            "DATABASE_URL",
        ],
    )
    def test_says_which_setting_is_wrong(self, tmp_path, name):
        command = run("up", "--data", tmp_path, "--port", free_port(), **{name: "x:y"})

        assert f"{name} must " in one_sentence(command)

    def test_says_that_the_database_is_out_of_reach(self, tmp_path):
        url = f"postgres://hiwar@127.0.0.1:{free_port()}/paper"
        start = ["up", "--data", tmp_path, "--port", free_port()]

        sentence = one_sentence(run(*start, DATABASE_URL=url))

        assert "The database cannot be used: connection failed" in sentence

    @pytest.mark.parametrize("command", ["up", "backup"])
    def test_says_that_the_database_is_none(self, tmp_path, command):
        (tmp_path / "secret").write_text("s")
        (tmp_path / "hiwar.sqlite3").write_text("not a database" * 100)
        rest = {"up": ["--port", free_port()], "backup": [tmp_path / "backup.zip"]}

        sentence = one_sentence(run(command, *rest[command], "--data", tmp_path))

        assert "The database cannot be used: file is not a database." in sentence
        assert not (tmp_path / "backup.zip").exists()

    def test_says_how_to_begin_where_there_is_no_paper(self, tmp_path):
        sentence = one_sentence(run("doctor", "--data", tmp_path))

        assert "hiwar up" in sentence


class TestSignInLink:
    def test_opens_the_paper_that_runs_on_another_port(self, paper):
        with paper.running() as server:
            link = paper.run("sign-in-link", "editor").stdout.strip()

            assert link.startswith(f"http://127.0.0.1:{server.port}/")
            status, _, _ = server.request("GET", link.partition(str(server.port))[2])
        assert status == 200

    def test_is_refused_to_strangers(self, paper):
        sentence = one_sentence(paper.run("sign-in-link", "nobody@example.org"))

        assert "nobody@example.org" in sentence

    def test_is_not_written_into_the_log_of_a_public_paper(self, paper):
        with paper.running(HIWAR_ORIGIN="https://paper.example") as server:
            wait_for(lambda: "https://paper.example/en/" in server.said())

            assert "sign-in-link" not in server.said()


class TestDoctor:
    def test_finds_a_fresh_paper_well(self, paper):
        examined = paper.run("doctor")

        assert examined.returncode == 0, examined.stdout
        assert "AMISS" not in examined.stdout

    def test_finds_what_is_amiss(self, paper):
        paper.ask(
            "from django_tasks_db.models import DBTaskResult as Row\n"
            "from django_tasks_db.models import get_date_max\n"
            "Row.objects.create(args_kwargs={}, status='FAILED', task_path='x',\n"
            " backend_name='default', run_after=get_date_max())"
        )

        examined = paper.run("doctor")

        assert examined.returncode == 1
        assert "AMISS  Tasks given up: 1" in examined.stdout
