"""A 2xx means that the delivery is on disk: shown with strace, full and read-only disks, and several processes."""

import concurrent.futures
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import threading
import time

from hook import ENV, HOME, HOOKCTL, LIMIT, Case, Lines, deliveries, post

ROOT = os.geteuid() == 0
AGAIN = "the store can be written again"


def body_of(name, size=0):
    return (name + ":").encode() + bytes(ord(name[-1]) ^ at & 255 for at in range(size))


class Ledger:
    """What senders were answered, to be compared with what is in the store."""

    def __init__(self, test):
        self.test, self.sent, self.lock = test, {}, threading.Lock()

    def post(self, url, name, size=0):
        status = post(url, body_of(name, size), "/" + name)
        with self.lock:
            self.test.assertNotIn(name, self.sent)
            self.sent[name] = (status, size)
        return status

    def count(self, status):
        return sum(1 for one, _ in self.sent.values() if one == status)

    def check(self, found):
        """Each 2xx is there exactly once and intact; a 503 at most once; nothing else, in one gapless order."""
        self.test.assertLessEqual({status for status, _ in self.sent.values()}, {200, 503})
        self.test.assertEqual([one["id"] for one in found], list(range(1, len(found) + 1)))
        stored = {}
        for one in found:
            name = one["target"].removeprefix("/")
            self.test.assertNotIn(name, stored, "kept twice")
            stored[name] = one["bytes"]
            self.test.assertTrue(one["bytes"] == body_of(name, self.sent[name][1]), f"{name} is not intact")
        acknowledged = {name for name, (status, _) in self.sent.items() if status == 200}
        self.test.assertLessEqual(acknowledged, stored.keys(), "acknowledged and lost")


class Mounted:
    """A file system in a mount namespace of its own; both end with it."""

    def __init__(self, test, where, script):
        unshare = ["unshare", "--mount"] if ROOT else ["unshare", "--map-root-user", "--mount"]
        command = [*unshare, "sh", "-ec", script + "\necho mounted\nexec cat", "sh", where]
        self.holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENV)
        test.addCleanup(self.close)
        assert self.holder.stdout.readline() == b"mounted\n", "cannot mount: root, or user namespaces, are needed"
        user = [] if ROOT else ["--user", "--preserve-credentials"]
        self.under = ["nsenter", f"--target={self.holder.pid}", *user, "--mount"]
        self.inside = pathlib.Path(f"/proc/{self.holder.pid}/root{where}")

    def run(self, script, *args):
        subprocess.run([*self.under, "sh", "-ec", script, "sh", *args], check=True, timeout=LIMIT)

    def close(self):
        self.holder.stdin.close()
        self.holder.wait(LIMIT)
        self.holder.stdout.close()


class Stored(Case):
    def sound(self, store):
        """The file is a store without damage."""
        connection = sqlite3.connect(store)
        self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        connection.close()


class Sync(Case):
    def test_the_log_is_synced_before_the_answer(self):
        trace = self.folder / "trace"
        calls = "read,readv,recvfrom,recvmsg,pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync"
        hook = self.listen(under=["strace", "-f", "-y", "-s", "70000", "-o", trace, "-e", "trace=" + calls])
        self.assertEqual(hook.post(b"MARKED-BODY"), 200)
        hook.stop()
        lines = trace.read_text(errors="replace").splitlines()

        def first(pattern, since=0):
            found = next((at for at, line in enumerate(lines) if at >= since and re.search(pattern, line)), None)
            self.assertIsNotNone(found, f"no {pattern} in the trace since line {since}")
            return found

        wal = re.escape(str(self.store)) + "-wal>"
        read = first(r"^\d+ +(read|readv|recvfrom|recvmsg)\(.*MARKED-BODY|resumed>.*MARKED-BODY")
        written = first(rf"pwrite64\(\d+<{wal}.*MARKED-BODY", read)
        # The answer's first byte, and the sync of that very thread: its call and its return, all before.
        answered = first(r"(sendto|sendmsg|write|writev)\(\d+<(TCP|socket).*HTTP/1\.1 200", read)
        called = first(rf"f(data)?sync\(\d+<{wal}", written)
        thread = lines[called].split()[0]
        returned = first(rf"^{thread} .*(sync\(.*|sync resumed>.*)\) += 0$", called)
        self.assertLess(read, written)
        self.assertLess(
            first(rf"f(data)?sync\(\d+<{re.escape(str(self.folder))}>"),
            read,
            "the folder that names the files was not synced",
        )
        self.assertLess(
            returned,
            answered,
            "answered before the sync had returned:\n" + "\n".join(line[:120] for line in lines[read : answered + 1]),
        )
        self.assertEqual(len([line for line in lines if "HTTP/1.1 200" in line]), 1)

    def test_a_failed_sync_is_no_2xx(self):
        hook, ledger = self.listen(), Ledger(self)
        self.assertEqual(ledger.post(hook.url, "before"), 200)
        inject = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"]
        strace = subprocess.Popen(
            ["strace", "-f", "-p", str(hook.pid), "-o", "/dev/null", *inject], stderr=subprocess.PIPE
        )
        self.addCleanup(strace.kill)
        Lines(strace.stderr).wait("attached")
        for number in range(5):
            self.assertEqual(ledger.post(hook.url, f"unsynced-{number}"), 503)
        hook.err.wait("could not be read or written")
        self.assertIn("503", hook.err.text())
        strace.send_signal(signal.SIGINT)
        strace.wait(LIMIT)
        hook.err.wait(AGAIN)
        self.assertEqual(ledger.post(hook.url, "after"), 200)
        hook.stop()
        ledger.check(hook.list())


class Outage(Stored):
    """The file system stops taking writes, then takes them again."""

    def test_disk_full(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = Mounted(self, disk, 'mount -t tmpfs -o size=8m tmpfs "$1"')
        ballast = mounted.inside / "ballast"
        ballast.write_bytes(bytes(4 << 20))
        hook, ledger = self.listen(store=disk / "x.db", under=mounted.under), Ledger(self)

        def fill(worker):
            for number in range(500):
                ledger.post(hook.url, f"fill-{worker}-{number}", 30_000 + number)
                if ledger.count(503) > 40:
                    return

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(fill, range(4)))
        self.assertGreater(ledger.count(503), 40)
        self.assertGreater(ledger.count(200), 5)
        hook.err.wait("no space left")
        self.assertIn("503", hook.err.text())
        self.assertTrue(hook.alive())
        ledger.check(deliveries(disk / "x.db", mounted.under))

        ballast.unlink()
        hook.err.wait(AGAIN)
        for number in range(20):
            self.assertEqual(ledger.post(hook.url, f"after-{number}", 1000), 200)
        summary = hook.stop()
        self.assertEqual((summary["captured"], summary["not_kept"]), (ledger.count(200), ledger.count(503)))
        told = [int(line.split("; ")[1].split()[0]) for line in hook.err.all if AGAIN in line]
        self.assertEqual(sum(told), ledger.count(503), "what stderr counted")
        ledger.check(deliveries(disk / "x.db", mounted.under))
        self.sound(mounted.inside / "x.db")

    def ext4(self):
        """A disk of its own: an image, and the namespace in which it is mounted."""
        self.assertTrue(ROOT, "a loop device needs root")
        image, disk = self.folder / "image", self.folder / "disk"
        disk.mkdir()
        image.write_bytes(bytes(32 << 20))
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True, timeout=LIMIT)
        return image, disk, Mounted(self, disk, f'mount -o loop "{image}" "$1"')

    def test_file_system_turns_read_only(self):
        image, disk, mounted = self.ext4()
        hook, ledger = self.listen(store=disk / "x.db", under=mounted.under), Ledger(self)
        for number in range(10):
            self.assertEqual(ledger.post(hook.url, f"before-{number}", 5000), 200)
        # What the kernel does after a fault of the disk. (A plain remount is refused while a file is open for writing.)
        mounted.run('mount -o remount,abort "$1"', disk)
        for number in range(10):
            self.assertEqual(ledger.post(hook.url, f"during-{number}", 100), 503)
        hook.err.wait("answering 503")
        self.assertTrue(hook.alive())
        summary = hook.stop()
        self.assertEqual((summary["captured"], summary["not_kept"]), (10, 10))
        # No way leads back for such a file system: it is checked and mounted anew.
        mounted.run('umount "$1"; e2fsck -p "$2" >/dev/null || [ $? -le 1 ]; mount -o loop "$2" "$1"', disk, image)
        ledger.check(deliveries(disk / "x.db", mounted.under))
        hook = self.listen(store=disk / "x.db", under=mounted.under)
        self.assertEqual(ledger.post(hook.url, "after"), 200)
        hook.stop()
        ledger.check(deliveries(disk / "x.db", mounted.under))
        self.sound(mounted.inside / "x.db")

    def test_files_turn_immutable_and_back(self):
        _, disk, mounted = self.ext4()
        hook, ledger = self.listen(store=disk / "x.db", under=mounted.under), Ledger(self)
        for number in range(10):
            self.assertEqual(ledger.post(hook.url, f"before-{number}", 5000), 200)
        # Not the -shm: it is mapped memory, and the kernel ends whoever writes to the mapping of an immutable file.
        mounted.run('chattr +i "$1"/x.db "$1"/x.db-wal "$1"', disk)
        for number in range(10):
            self.assertEqual(ledger.post(hook.url, f"during-{number}", 100), 503)
        hook.err.wait("answering 503")
        self.assertTrue(hook.alive())
        mounted.run('chattr -i "$1" "$1"/x.db "$1"/x.db-wal', disk)
        hook.err.wait(AGAIN)
        for number in range(10):
            self.assertEqual(ledger.post(hook.url, f"after-{number}", 5000), 200)
        hook.out.wait('"/after-9"')
        summary = hook.stop()
        self.assertEqual((summary["captured"], summary["not_kept"]), (20, 10))
        ledger.check(deliveries(disk / "x.db", mounted.under))
        self.sound(mounted.inside / "x.db")


class Moved(Stored):
    def test_store_moved_away_and_back(self):
        hook, ledger, away = self.listen(), Ledger(self), self.folder / "away.db"
        for number in range(5):
            self.assertEqual(ledger.post(hook.url, f"before-{number}", 3000), 200)
        self.store.rename(away)
        for number in range(5):
            self.assertEqual(ledger.post(hook.url, f"during-{number}"), 503)
        hook.err.wait("was removed or replaced while in use")
        self.assertIn("503", hook.err.text())
        self.assertFalse(self.store.exists(), "a new store was made behind the user's back")
        away.rename(self.store)
        hook.err.wait(AGAIN)
        for number in range(5):
            self.assertEqual(ledger.post(hook.url, f"after-{number}"), 200)
        hook.out.wait('"/after-4"')
        summary = hook.stop()
        self.assertEqual((summary["captured"], summary["not_kept"]), (10, 5))
        ledger.check(hook.list())

    def test_store_moved_away_and_begun_anew(self):
        """As the hint on stderr says: stop and start. The file that was moved holds what was acknowledged."""
        hook, ledger, away = self.listen(), Ledger(self), self.folder / "away.db"
        for number in range(30):
            self.assertEqual(ledger.post(hook.url, f"before-{number}", 3000), 200)
        self.store.rename(away)
        self.assertEqual(ledger.post(hook.url, "during"), 503)
        hook.err.wait("was removed or replaced while in use")
        hook.stop()
        hook, anew = self.listen(), Ledger(self)
        self.assertEqual(anew.post(hook.url, "anew"), 200)
        hook.stop()
        anew.check(hook.list())
        ledger.check(deliveries(away))
        self.sound(away)

    def test_another_store_in_its_place(self):
        """What the other store held stays, and whatever is acknowledged is in the store and shown."""
        other = self.listen(store=self.folder / "other.db")
        for number in range(50):
            self.assertEqual(other.post(body_of("other", 2000), f"/other-{number}"), 200)
        other.stop()
        hook = self.listen()
        for number in range(30):
            self.assertEqual(hook.post(b"mine", f"/mine-{number}"), 200)
        other.store.rename(self.store)
        # Long enough for hookctl to try it again by itself: it looks once a second.
        answers = {}
        end = time.monotonic() + 2.5
        while time.monotonic() < end:
            self.assertTrue(hook.alive(), hook.err.text())
            name = f"/new-{len(answers)}"
            answers[name] = hook.post(b"new", name)
        self.assertEqual(answers["/new-0"], 503)
        self.assertLessEqual(set(answers.values()), {200, 503})
        hook.err.wait("was removed or replaced while in use")
        acknowledged = [name for name, status in answers.items() if status == 200]
        for name in acknowledged[-1:]:
            hook.out.wait(f'"{name}"')
        hook.stop()
        targets = [one["target"] for one in hook.list()]
        lost = sum(1 for number in range(50) if targets.count(f"/other-{number}") != 1)
        self.assertEqual(lost, 0, "deliveries of the other store were overwritten")
        self.assertLessEqual(set(acknowledged), set(targets))
        self.sound(self.store)

    def test_store_removed_for_good(self):
        hook = self.listen()
        self.assertEqual(hook.post(b"kept"), 200)
        self.store.unlink()
        self.assertEqual([hook.post(b"lost") for _ in range(3)], [503] * 3)
        hook.err.wait("was removed or replaced while in use")
        hook.stop()
        self.assertFalse(self.store.exists())


class Together(Case):
    POSTS, SENDERS = 300, 6

    def test_two_listeners_and_a_follower(self):
        hooks, ledger = [self.listen(), self.listen()], Ledger(self)
        ledger.post(hooks[0].url, "first")
        command = [HOOKCTL, "list", "--follow", "--limit", "0", "--json", "--store", self.store]
        follower = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=ENV, cwd=HOME)
        self.addCleanup(follower.wait, LIMIT)
        self.addCleanup(follower.kill)
        seen = Lines(follower.stdout)
        seen.wait('"/first"')

        def send(sender):
            hook = hooks[sender % 2]
            for number in range(sender // 2, self.POSTS, self.SENDERS // 2):
                ledger.post(hook.url, f"port-{sender % 2}-{number}", 500)

        with concurrent.futures.ThreadPoolExecutor(self.SENDERS) as pool:
            list(pool.map(send, range(self.SENDERS)))
        total = 1 + 2 * self.POSTS
        self.assertEqual(ledger.count(200), total)
        seen.wait(lambda _: len(seen.all) >= total)
        found = hooks[0].list()
        ledger.check(found)
        self.assertEqual(len(found), total)
        followed = [json.loads(line) for line in seen.all]
        self.assertEqual([one["uid"] for one in followed], [one["uid"] for one in found])
        self.assertTrue(all(one["body"] == other["body"] for one, other in zip(followed, found, strict=True)))
        self.assertIsNone(follower.poll())
        shown = [hook.stop()["captured"] for hook in hooks]
        self.assertEqual(shown, [self.POSTS + 1, self.POSTS])
        self.assertEqual(hooks[0].list(), found)
        self.assertEqual(len(seen.all), total, "seen twice")
