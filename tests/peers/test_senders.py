"""Senders that people use: what they sent is what is stored, byte for byte."""

import datetime
import json
import os
import pathlib
import random
import subprocess

from slack_sdk.webhook import WebhookClient
from standardwebhooks import Webhook, WebhookVerificationError

from hook import HOME, LIMIT, Case, header

NODE = pathlib.Path(os.environ["PEERS_NODE"])


def noise(size, seed=1):
    """Bytes of every value, the same each time."""
    return bytes(range(256)) + random.Random(seed).randbytes(size - 256)


def node(script, *args):
    done = subprocess.run(
        ["node", NODE / script, *args], stdin=subprocess.DEVNULL, capture_output=True, cwd=HOME, timeout=5 * LIMIT
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


class Curl(Case):
    def send(self, *args, body=None, path="/hook?a=1&b=%20x"):
        """Runs curl against a fresh listener; what it said (-v), and the one delivery that is stored."""
        hook = self.listen()
        done = subprocess.run(
            [
                "curl",
                "--disable",
                "--noproxy",
                "*",
                "-sSv",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                *args,
                hook.url + path,
            ],
            input=body,
            capture_output=True,
            timeout=LIMIT,
        )
        self.assertEqual((done.returncode, done.stdout), (0, b"200"), done.stderr.decode())
        summary = hook.stop()
        self.assertEqual((summary["captured"], summary["not_kept"]), (1, 0))
        (delivery,) = hook.list()
        self.assertEqual((delivery["target"], delivery["answered"]["status"]), (path, 200))
        self.assertEqual(hook.show_body(delivery["id"]), delivery["bytes"])
        return done.stderr.decode(errors="replace"), delivery

    def test_json(self):
        body = ' {"b":1, "a":[1.0,1e400,"\\u0000\\ud800"],"a":"müsli\u202e"}\r\n'.encode()
        _, got = self.send(
            "--data-binary",
            "@-",
            "-H",
            "content-type: application/json",
            "-H",
            "X-Twice: 1",
            "-H",
            "x-twice: 2",
            body=body,
        )
        self.assertEqual((got["method"], got["version"], got["bytes"]), ("POST", "HTTP/1.1", body))
        self.assertEqual(header(got, "content-type"), ["application/json"])
        self.assertEqual(header(got, "x-twice"), ["1", "2"])
        self.assertTrue(header(got, "user-agent")[0].startswith("curl/"))

    def test_binary_file(self):
        file = self.folder / "body.bin"
        file.write_bytes(noise(300_000))
        _, got = self.send("--data-binary", f"@{file}", "-H", "content-type: application/octet-stream")
        self.assertEqual(got["bytes"], noise(300_000))
        self.assertIn("base64", got["body"])

    def test_5_mib_with_expect_100_continue(self):
        body = noise(5 << 20)
        said, got = self.send(
            "--data-binary", "@-", "-H", "Expect: 100-continue", "--expect100-timeout", str(LIMIT), body=body
        )
        self.assertIn("< HTTP/1.1 100 Continue", said)
        self.assertEqual(header(got, "expect"), ["100-continue"])
        self.assertEqual(got["bytes"], body)

    def test_form(self):
        _, got = self.send("--data-urlencode", "text=a+b&c=ü\n", "-d", "x=1")
        self.assertEqual(header(got, "content-type"), ["application/x-www-form-urlencoded"])
        self.assertEqual(got["bytes"], b"text=a%2Bb%26c%3D%C3%BC%0A&x=1")

    def test_multipart_form(self):
        file = self.folder / "photo.bin"
        file.write_bytes(noise(70_000))
        _, got = self.send("-F", "title=ä", "-F", f"photo=@{file};filename=photo.bin")
        kind, boundary = header(got, "content-type")[0].split("; boundary=")
        self.assertEqual(kind, "multipart/form-data")
        empty, title, photo, end = got["bytes"].split(b"--" + boundary.encode())
        self.assertEqual((empty, end), (b"", b"--\r\n"))
        self.assertTrue(title.endswith("\r\n\r\nä\r\n".encode()), title)
        self.assertTrue(photo.endswith(b"\r\n\r\n" + noise(70_000) + b"\r\n"))
        self.assertEqual(header(got, "content-length"), [str(len(got["bytes"]))])

    def test_put(self):
        file = self.folder / "put.bin"
        file.write_bytes(noise(1000))
        _, got = self.send("-T", str(file), path="/put/here")
        self.assertEqual((got["method"], got["bytes"]), ("PUT", noise(1000)))

    def test_delete(self):
        _, got = self.send("-X", "DELETE")
        self.assertEqual((got["method"], got["bytes"]), ("DELETE", b""))

    def test_chunked(self):
        said, got = self.send("-X", "POST", "-T", "-", path="/", body=noise(200_000))
        self.assertIn("> Transfer-Encoding: chunked", said)
        self.assertEqual(header(got, "transfer-encoding"), ["chunked"])
        self.assertEqual(header(got, "content-length"), [])
        self.assertEqual((got["method"], got["bytes"]), ("POST", noise(200_000)))

    def test_http_1_0(self):
        said, got = self.send("-0", "-d", "old")
        self.assertRegex(said, r"< HTTP/1\.[01] 200")
        self.assertEqual((got["version"], got["bytes"]), ("HTTP/1.0", b"old"))


class Slack(Case):
    MESSAGE = {
        "text": 'Höher *bold* <https://example.com|link> 👍🏽 \u2028 " \\ </script>',
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "tab\tline\n"}}],
    }

    def check(self, hook, agent):
        hook.stop()
        (got,) = hook.list()
        self.assertEqual((got["method"], got["target"]), ("POST", "/services/T0/B0/x"))
        self.assertEqual(json.loads(got["bytes"]), self.MESSAGE)
        self.assertEqual(header(got, "content-length"), [str(len(got["bytes"]))])
        self.assertTrue(header(got, "content-type")[0].startswith("application/json"))
        self.assertIn(agent, header(got, "user-agent")[0].lower())
        self.assertEqual(hook.show_body(1), got["bytes"])

    def test_python_sdk(self):
        hook = self.listen("--respond-body", "ok")
        answer = WebhookClient(hook.url + "/services/T0/B0/x", timeout=LIMIT).send(**self.MESSAGE)
        self.assertEqual((answer.status_code, answer.body), (200, "ok"))
        self.check(hook, "slackclient")

    def test_node_sdk(self):
        hook = self.listen("--respond-body", "ok")
        answer = node("slack.mjs", hook.url + "/services/T0/B0/x", json.dumps(self.MESSAGE))
        self.assertEqual(answer, [{"text": "ok"}])
        self.check(hook, "slack")


class StandardWebhooks(Case):
    def test_what_is_stored_still_verifies(self):
        signer = Webhook("whsec_aG9va2N0bC10ZXN0LXZlY3Rvci1rZXktMzItYnl0ZXM=")
        hook, now = self.listen(), datetime.datetime.now(datetime.timezone.utc)
        body = '{"type":"user.created", "data":{"name":"Zoë \\u00eb","n":1.50}}\n'
        headers = {
            "Webhook-Id": "msg_1",
            "Webhook-Timestamp": str(int(now.timestamp())),
            "Webhook-Signature": signer.sign("msg_1", now, body),
        }
        self.assertEqual(hook.post(body.encode(), headers=headers), 200)
        hook.stop()
        (got,) = hook.list()
        kept = hook.show_body(1)
        self.assertEqual(signer.verify(kept, dict(got["headers"]))["data"]["name"], "Zoë ë")
        with self.assertRaises(WebhookVerificationError):
            signer.verify(kept + b" ", dict(got["headers"]))


class GitHub(Case):
    def test_every_example_payload(self):
        hook = self.listen()
        sent = node("octokit.mjs", hook.url)
        self.assertEqual({one["status"] for one in sent}, {200})
        self.assertGreater(len(sent), 500)
        self.assertGreater(len({one["name"] for one in sent}), 50)
        self.assertEqual(hook.stop()["captured"], len(sent))
        got = hook.list()
        self.assertEqual(len(got), len(sent))
        for delivery, one in zip(got, sent, strict=True):
            facts = [header(delivery, "x-github-delivery"), header(delivery, "x-github-event"), delivery["target"]]
            self.assertEqual(facts, [[one["delivery"]], [one["name"]], "/" + one["edition"]])
            self.assertTrue(delivery["bytes"] == one["body"].encode(), f"{one['delivery']}: {one['name']}")
        by_size = sorted(range(len(sent)), key=lambda at: len(sent[at]["body"]))
        sample = {*range(0, len(sent), len(sent) // 25), by_size[0], by_size[-1]}
        sample |= {at for at, one in enumerate(sent) if not one["body"].isascii()}
        self.assertGreater(len(sample), 25)
        for at in sorted(sample):
            self.assertTrue(hook.show_body(got[at]["id"]) == sent[at]["body"].encode(), got[at]["id"])
