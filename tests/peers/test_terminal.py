"""A real terminal: what strangers send is shown and never obeyed. tmux gives the screen and the raw bytes before it."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile

from hook import ENV, HOOKCTL, LIMIT, Case, Lines, post, raw

# Clears the screen, moves, colours, renames, sets the clipboard, switches screens, hides the cursor, changes the
# character set and the scrolling region, rings, reorders, overwrites.
ESCAPES = (
    "\x1b[2J\x1b[H\x1b[38;5;201mPINK\x1b]0;OWNED\x07\x1b]52;c;T1dORUQ=\x07\x1b[?1049h\x1b[?25l\x1b(0\x1b[5;9r\x1bc"
    "\x1bP+q\x1b\\\x1b[?1000h\x0e\x08\x08\x0b\x0c\rOVER\x00\x7f"
)
UNICODE = "\x9b2J\x90q\x9c\u202egpj.exe\u202c\u2066x\u2069\u200b\u200e\u200f\u061c\ufeff\u2028\u2029\U000e0041"
ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
OWN_COLOURS = {"0", "1", "2", "31", "32", "33", "36"}
STATE = (
    "#{alternate_on} #{cursor_flag} #{insert_flag} #{keypad_flag} #{mouse_any_flag} #{origin_flag} #{wrap_flag} "
    "#{scroll_region_upper} #{scroll_region_lower} #{pane_title}"
)


class Pane:
    """A shell in a terminal of 80 x 24."""

    def __init__(self, test):
        self.test, folder = test, pathlib.Path(tempfile.mkdtemp(dir=test.folder))
        self.env = {**ENV, "TMUX_TMPDIR": str(folder), "HOOKCTL_STORE": str(test.store), "PS1": "$ ", "HISTFILE": ""}
        self.env["PATH"] = f"{os.path.dirname(HOOKCTL)}:{ENV['PATH']}"
        os.mkfifo(folder / "raw")
        shell = ["bash", "--norc", "--noprofile", "--noediting"]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-c", ENV["HOME"], *shell)
        test.addCleanup(self.tmux, "kill-server")
        self.tmux("set", "-g", "set-clipboard", "on")
        self.tmux("pipe-pane", f"exec cat > {shlex.quote(str(folder / 'raw'))}")
        self.lines = Lines(open(folder / "raw", "rb"))
        self.run("echo SENTINEL")
        self.state = self.tmux("display", "-p", STATE)

    def tmux(self, *args):
        command = ["tmux", "-u", "-L", "peers", *args]
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, env=self.env, check=True, capture_output=True, timeout=LIMIT
        ).stdout.decode()

    def type(self, text):
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", "Enter")

    def run(self, command):
        """Runs a command to its end; its exit status."""
        since = len(self.lines.all)
        self.type(command + '; echo "status=$?"')
        return int(self.wait(r"status=(\d+)\r?\n", since).group(1))

    def wait(self, pattern, since=0):
        plain = lambda line: re.search(pattern, re.sub(r"\x1b\[[\d;]*m", "", line))
        return plain(self.lines.wait(lambda line: plain(line) is not None, since))

    def interrupt(self):
        self.tmux("send-keys", "C-c")

    def screen(self):
        return self.tmux("capture-pane", "-p", "-e", "-J")

    def check(self):
        """Nothing but text and hookctl's own colours reached the terminal, and it is as it was. Gives the screen."""
        text = self.lines.text().replace("\r\n", "\n")
        self.test.assertEqual(re.findall("[\udc80-\udcff]", text), [], "not UTF-8")
        colours = {one for sgr in re.findall(r"\x1b\[([\d;]*)m", text) for one in sgr.split(";")}
        self.test.assertLessEqual(colours, OWN_COLOURS)
        for line in re.sub(r"\x1b\[[\d;]*m", "", text).splitlines():
            self.test.assertIsNone(ACTS.search(line), repr(line))
        self.test.assertEqual(self.tmux("display", "-p", STATE), self.state)
        self.test.assertEqual(self.tmux("list-buffers"), "", "the clipboard was set")
        screen = self.screen()
        self.test.assertIn("SENTINEL", screen, "the screen was cleared or scrolled")
        self.test.assertNotRegex(screen, r"\x1b\[[\d;]*38;5;201")
        return screen


class Hostile(Case):
    def listen_in_pane(self, pane, command="hookctl listen --port 0"):
        pane.type(command)
        url = pane.wait(r"^listening (http://\S+)").group(1)
        return url, int(url.rsplit(":", 1)[1])

    def capture(self, body=b"", path=b"/", headers=()):
        """Stores one delivery whose header values and path are raw bytes."""
        hook = self.listen()
        fields = b"".join(b"X-Raw: " + value + b"\r\n" for value in headers)
        request = (
            b"POST "
            + path
            + b" HTTP/1.1\r\nHost: x\r\n"
            + fields
            + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
        )
        self.assertEqual(raw(hook.port, request + body), 200)
        hook.stop()
        (got,) = hook.list()
        self.assertEqual(got["bytes"], body)
        return got

    def show(self, command):
        """Runs a command in a fresh terminal; the screen after it."""
        pane = Pane(self)
        self.assertEqual(pane.run(command), 0, pane.lines.text())
        return pane.check()

    def test_the_check_sees_what_is_obeyed(self):
        file = self.folder / "payload"
        for part in ("\x1b[2J", "\x1b[38;5;201mPINK", "\x1b]0;OWNED\x07", "\u202egpj", "\x9b2J", "\x1b[?25l"):
            with self.subTest(part=part):
                file.write_text(part)
                pane = Pane(self)
                pane.run(f"cat {file}")
                self.assertRaises(AssertionError, pane.check)

    def test_listen(self):
        pane = Pane(self)
        url, port = self.listen_in_pane(pane)
        percent = "/p" + "".join(f"%{byte:02x}" for byte in (ESCAPES + UNICODE).encode())[:120]
        head = b" HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n"
        self.assertEqual(post(url, (ESCAPES + UNICODE).encode(), "/body"), 200)
        self.assertEqual(post(url, b"", percent), 200)
        self.assertEqual(raw(port, b"POST /header" + head + b"X-Raw: " + UNICODE.encode() + b"\r\n\r\n"), 200)
        self.assertEqual(raw(port, b"POST /u" + UNICODE.encode() + head + b"\r\n"), 200)
        # What HTTP forbids is refused, and nothing of it is shown.
        forbidden = {
            "path": b"POST /\x1b[2J\x1b[H" + head + b"\r\n",
            "path, not UTF-8": b"POST /\x9b2J" + head + b"\r\n",
            "header": b"POST /" + head + b"X-Raw: \x1b[2J\x1b[H\r\n\r\n",
            "method": b"PO\x1b[2JST /" + head + b"\r\n",
        }
        for part, request in forbidden.items():
            with self.subTest(part=part):
                self.assertEqual(raw(port, request), 400)
        self.assertEqual(post(url, b"", "/last"), 200)
        pane.wait(r"POST /last ")
        screen = pane.check()
        for text in ("listening http", "POST /body", percent[:60], "POST /header", r"POST /u\u{9b}2J", "POST /last"):
            self.assertIn(text, screen.replace("\n", ""))
        since = len(pane.lines.all)
        pane.interrupt()
        pane.type('echo "status=$?"')
        self.assertEqual(pane.wait(r"status=(\d+)\r?\n", since).group(1), "0")
        pane.check()

    def test_list_and_show(self):
        path = b"/u" + UNICODE.encode()
        got = self.capture((ESCAPES + UNICODE).encode(), path, [UNICODE.encode(), b"\x9b\xff2J"])
        self.assertEqual(got["target"].encode(), path)
        self.assertIn(r"/u\u{9b}2J\u{90}q", self.show("hookctl list"))
        screen = self.show("hookctl show last")
        for text in (r"\x1b[2J\x1b[H", r"\x1b]52;c;", r"\u{9b}2J", r"\u{202e}gpj.exe", r": \x9b\xff2J"):
            self.assertIn(text, screen)

    def test_show_body(self):
        self.capture((ESCAPES + UNICODE).encode())
        screen = self.show("hookctl show last --body")
        for text in (r"\x1b[2J\x1b[H", r"\x1b]52;c;", r"\u{9b}2J", r"\u{202e}gpj.exe", "redirect"):
            self.assertIn(text, screen)
        file = self.folder / "exact"
        pane_free = subprocess.run(
            ["bash", "-c", f"{HOOKCTL} show last --body --store {self.store} > {file}"], env=ENV, timeout=LIMIT
        )
        self.assertEqual((pane_free.returncode, file.read_bytes()), (0, (ESCAPES + UNICODE).encode()))

    def test_show_body_that_is_not_text(self):
        self.capture(b"\xff\xfe\x1b[2J\x9b2J\x00" + ESCAPES.encode())
        self.assertIn(r"\xff\xfe\x1b[2J\x9b2J\x00", self.show("hookctl show last --body"))
        self.assertIn("ff fe 1b 5b 32 4a 9b", self.show("hookctl show last"))

    def test_show_json_body(self):
        body = json.dumps({"a": ESCAPES, "b": UNICODE}, ensure_ascii=False).encode()
        self.capture(body, headers=[b"1"])
        screen = self.show("hookctl show last")
        self.assertIn(r"\u{202e}gpj.exe", screen)
        self.assertIn(r"\u001b[2J", screen)

    def test_other_forms_of_show(self):
        self.capture((ESCAPES + UNICODE).encode(), headers=[UNICODE.encode(), b"\x9b2J"])
        for form in ("--headers", "--http", "--curl"):
            with self.subTest(form=form):
                screen = self.show(f"hookctl show last {form}")
                self.assertIn("x-raw", screen.lower())


class Plain(Case):
    def test_tee(self):
        pane, copy = Pane(self), self.folder / "copy"
        pane.type(f"hookctl listen --port 0 | tee {copy}")
        url = pane.wait(r"^listening (http://\S+)").group(1)
        for number in range(3):
            self.assertEqual(post(url, b"x", f"/tee-{number}"), 200)
        pane.wait(r"POST /tee-2 ")
        since = len(pane.lines.all)
        pane.interrupt()
        pane.type('echo "status=${PIPESTATUS[0]}"')
        self.assertEqual(pane.wait(r"status=(\d+)\r?\n", since).group(1), "0")
        kept = copy.read_text()
        self.assertRegex(kept, r"\Alistening http://\S+\n(.* POST /tee-\d .*\n){3}\Z")
        self.assertNotIn("\x1b", kept, "colours in a pipe")
        pane.check()

    def test_interrupt_ends_with_0(self):
        pane = Pane(self)
        pane.type("hookctl listen --port 0")
        url = pane.wait(r"^listening (http://\S+)").group(1)
        self.assertEqual(post(url, b"x", "/one"), 200)
        pane.wait(r"POST /one ")
        since = len(pane.lines.all)
        pane.interrupt()
        pane.type('echo "status=$?"')
        self.assertEqual(pane.wait(r"status=(\d+)\r?\n", since).group(1), "0")
        self.assertEqual(pane.run("hookctl list path:/one"), 0)
        self.assertRegex(pane.check(), r"/one")
