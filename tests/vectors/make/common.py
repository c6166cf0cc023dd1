"""What the vector makers share: signing by the documented rule, and writing `tests/vectors/SLUG.toml`.

Nothing here knows the packs: a vector says what a vendor's deliveries look like, the packs have to agree with it.
"""

import base64
import hashlib
import hmac
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent
SECRET = "hookctl-test-secret"
TIME = 1773648000  # 2026-03-16T08:00:00Z
AT = "2026-03-16T08:00:05Z"


def mac(key, message, name="sha256"):
    """The raw HMAC; text is taken as UTF-8."""
    key = key.encode() if isinstance(key, str) else key
    message = message.encode() if isinstance(message, str) else message
    return hmac.new(key, message, getattr(hashlib, name)).digest()


def hexmac(key, message, name="sha256"):
    return mac(key, message, name).hex()


def b64(data):
    return base64.b64encode(data).decode()


def b64mac(key, message, name="sha256"):
    return b64(mac(key, message, name))


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def compact(value):
    """JSON as most senders write it: no blanks, UTF-8."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def case(name, headers, body, secrets, expect="valid", at=AT, method="POST",
         url="https://receiver.example.com/hooks", source=None, **more):
    """One case. `headers` is a dict or a list of pairs; `body` is text or bytes.
    `more`: event_type, event_id, recognised, params."""
    pairs = list(headers.items()) if isinstance(headers, dict) else list(headers)
    return dict(name=name, source=source, expect=expect, secrets=list(secrets), at=at, method=method, url=url,
                headers=pairs, body=body, **more)


def _text(value):
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _body(body):
    data = body.encode() if isinstance(body, str) else body
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return f"body_base64 = {_text(b64(data))}"
    if any(c in text for c in "\r\n\t\x00\ufeff") or "'" in text:
        return f"body = {_text(text)}" if "\r" not in text and "\x00" not in text else f"body_base64 = {_text(b64(data))}"
    return f"body = '{text}'"


def write(slug, cases, maker):
    """Writes the file of one slug. `maker` names the script for cases without a source of their own."""
    out = []
    for c in cases:
        lines = ["[[case]]", f"name = {_text(c['name'])}"]
        source = c["source"] or f"computed from the documented rule by tests/vectors/make/{maker}"
        lines.append(f"source = {_text(source)}")
        lines.append(f"expect = {_text(c['expect'])}")
        lines.append("secrets = [" + ", ".join(_text(s) for s in c["secrets"]) + "]")
        for key in ("at", "method", "url"):
            lines.append(f"{key} = {_text(c[key])}")
        pairs = ", ".join(f"[{_text(n.lower())}, {_text(v)}]" for n, v in c["headers"])
        lines.append(f"headers = [{pairs}]")
        lines.append(_body(c["body"]))
        for key in ("event_type", "event_id", "recognised"):
            if c.get(key) is not None:
                lines.append(f"{key} = {_text(c[key])}")
        if c.get("params"):
            lines.append("params = { " + ", ".join(f"{k} = {_text(v)}" for k, v in c["params"].items()) + " }")
        out.append("\n".join(lines))
    (FOLDER / f"{slug}.toml").write_text("\n\n".join(out) + "\n")
