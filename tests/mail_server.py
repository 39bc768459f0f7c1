"""A mail server that keeps what it is told."""

import socketserver
import threading


class MailBox(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine while the `with` block runs."""

    daemon_threads = True

    def __init__(self, refuses=()):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.refuses = refuses
        self.receivers = []
        self.messages = []
        # While set, messages are not taken: the sender waits until it is killed.
        self.is_slow = threading.Event()
        self.is_talking = threading.Event()
        self.host, self.port = self.server_address
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    @property
    def url(self):
        return f"smtp://{self.host}:{self.port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_failure):
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, rest = line[:4].upper(), line[4:]
            if verb == "RCPT" and any(name in rest for name in self.server.refuses):
                self._say("550 nobody of that name")
            elif verb == "RCPT":
                self.server.receivers.append(rest.partition(":")[2])
                self._say("250 fine")
            elif verb == "DATA":
                self._take()
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self):
        self.server.is_talking.set()
        if self.server.is_slow.is_set():
            self.rfile.read()
            return
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.messages.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
