"""Starts hookctl as its users do and waits for what it says. Every wait is bounded, none is a plain sleep."""

import base64
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

HOOKCTL = os.environ["HOOKCTL"]
LIMIT = 60  # seconds that any single thing may take

_home = tempfile.TemporaryDirectory(prefix="home-", ignore_cleanup_errors=True)
HOME = _home.name
ENV = {"PATH": os.environ["PATH"], "HOME": HOME, "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color"}


class Case(unittest.TestCase):
    """A test with a folder of its own, and a store in it."""

    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hook-", ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.folder / "hookctl.db"

    def listen(self, *options, store=None, under=()):
        listener = Listener(store or self.store, *options, under=under)
        self.addCleanup(listener.kill)
        return listener


class Lines:
    """The lines of a stream, collected as they come."""

    def __init__(self, stream):
        self.all, self.ended, self.changed = [], False, threading.Condition()
        threading.Thread(target=self._collect, args=(stream,), daemon=True).start()

    def _collect(self, stream):
        with stream:
            for line in stream:
                with self.changed:
                    self.all.append(line.decode(errors="surrogateescape"))
                    self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def wait(self, wanted, since=0):
        """The first line from number `since` on that is `wanted`: a part of it, or a function that judges it."""
        judge = wanted if callable(wanted) else lambda line: wanted in line
        found = lambda: next((line for line in self.all[since:] if judge(line)), None)
        with self.changed:
            self.changed.wait_for(lambda: self.ended or found() is not None, LIMIT)
            if (line := found()) is None:
                raise AssertionError(f"no line {wanted!r} came, but {''.join(self.all[since:][-50:])!r}")
            return line

    def text(self):
        return "".join(self.all)


class Listener:
    """`hookctl listen --json` on a free port, perhaps under another program such as strace."""

    def __init__(self, store, *options, under=()):
        self.store, self.under = store, under
        command = [*under, HOOKCTL, "listen", "--port", "0", "--json", "--store", store, *options]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV, cwd=HOME
        )
        self.out, self.err = Lines(self.process.stdout), Lines(self.process.stderr)
        try:
            self.ready = json.loads(self.out.wait(lambda line: True))
            assert self.ready["type"] == "listening", self.ready
        except AssertionError:
            self.kill()
            raise AssertionError(f"not ready: {self.err.text()}") from None
        self.url, self.port, self.pid = self.ready["url"], self.ready["port"], self.ready["pid"]

    def alive(self):
        return self.process.poll() is None

    def post(self, body=b"", path="/", **more):
        return post(self.url, body, path, **more)

    def list(self):
        return deliveries(self.store)

    def show_body(self, number):
        return run("show", str(number), "--body", store=self.store)

    def stop(self, code=0):
        """Ends it as Ctrl-C does and gives the summary it printed."""
        os.kill(self.pid, signal.SIGINT)
        ended = self.process.wait(LIMIT)
        assert ended == code, f"exit status {ended}, not {code}: {self.err.text()}"
        return json.loads(self.out.wait('"type":"summary"'))

    def kill(self):
        """For what a failed test left behind."""
        if self.alive():
            if hasattr(self, "pid"):
                os.kill(self.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait(LIMIT)


def run(*args, store, under=()):
    """What a hookctl command prints; it must succeed and say nothing on stderr."""
    done = subprocess.run(
        [*under, HOOKCTL, *args, "--store", store],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=ENV,
        cwd=HOME,
        timeout=LIMIT,
    )
    assert done.returncode == 0 and done.stderr == b"", f"{args}: exit status {done.returncode}: {done.stderr.decode()}"
    return done.stdout


def deliveries(store, under=()):
    """All deliveries, oldest first, `bytes` holding the body's."""
    found = [
        json.loads(line)
        for line in run("list", "--limit", "0", "--oldest-first", "--json", store=store, under=under).splitlines()
    ]
    for one in found:
        body = one["body"]
        one["bytes"] = body["text"].encode() if "text" in body else base64.b64decode(body["base64"], validate=True)
        assert one["body_size"] == len(one["bytes"]) and not one["truncated"], one["id"]
    return found


def header(delivery, name):
    """All values of a header."""
    return [value for key, value in delivery["headers"] if key == name]


def post(url, body=b"", path="/", method="POST", headers=None):
    """Sends one request on a connection of its own; the status answered."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=LIMIT)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def raw(port, request):
    """Sends bytes as they are; the status answered."""
    with socket.create_connection(("127.0.0.1", port), LIMIT) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as answer:
            status = answer.readline()
            assert status.startswith(b"HTTP/1.1 "), f"no answer but {status!r}"
            return int(status.split()[1])


def main():
    """Runs every test beside this file and counts. A skipped test counts as failed."""
    suite = unittest.defaultTestLoader.discover(pathlib.Path(__file__).parent, "test_*.py")
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    bad = [test for test, _ in result.failures + result.errors + result.skipped] + result.unexpectedSuccesses
    # A failed subtest counts for its test; a failed setUpClass ran no test but is a failure.
    failed = {getattr(test, "test_case", test).id() for test in bad}
    ran = result.testsRun - sum(1 for name in failed if name.startswith("setUp"))
    passed = ran - sum(1 for name in failed if not name.startswith("setUp"))
    print(f"{passed} passed, {len(failed)} failed", flush=True)
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
