"""Makes the vectors of senders that sign a time stamp with the body: `t=…,v1=…` headers, a time in a header of its own,
Standard Webhooks and Svix; and of three tokens that belong to the same vendors.

Run it from anywhere: `python3 tests/vectors/make/timed.py`. It always writes the same files.
"""

import base64
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from common import AT, SECRET, TIME, b64, b64mac, b64url, case, compact, hexmac, mac, write

MAKER = "timed.py"
OTHER = "hookctl-other-secret"
LATER = "2026-03-16T09:00:00Z"  # an hour after TIME
S = str(TIME)
MS = str(TIME * 1000 + 123)
JSON = {"content-type": "application/json"}


def save(slug, *cases, **all_of_them):
    for c in cases:
        for key, value in all_of_them.items():
            c.setdefault(key, value)
    write(slug, cases, MAKER)


def changed(body):
    """The body with one character changed, as near to its end as possible, so that it stays the same JSON but for one value."""
    def names(value):
        if isinstance(value, dict):
            return {k: names(v) for k, v in value.items()}
        return [names(v) for v in value] if isinstance(value, list) else None

    before = names(json.loads(body))
    for at in range(len(body) - 1, 0, -1):
        if body[at].isascii() and body[at].isalnum():
            other = body[:at] + ("1" if body[at] != "1" else "2") + body[at + 1:]
            try:
                if names(json.loads(other)) == before:
                    return other
            except ValueError:
                pass
    raise ValueError(body)


# ---- one header that holds the time and the signatures -------------------------------------------------------------

def timed(slug, header, shape, sign, body, unicode_body, ts=S, tolerance=None, headers=None, rotation=None, at=AT,
          event_type=None, event_id=None, secret=SECRET, more=(), unicode_type=None, unicode_id=None):
    """`shape(ts, sig)` writes the header, `sign(secret, ts, body)` the signature.
    `rotation(ts, right, wrong)` writes a header with two signatures, the wrong one first."""
    extra = {**JSON, **(headers or {})}

    def make(name, expect="valid", body=body, signed=None, key=secret, secrets=None, at=at, when=ts, events=True):
        known = {}
        if events and event_type:
            known["event_type"] = event_type
        if events and event_id:
            known["event_id"] = event_id
        return case(name, {**extra, header: shape(when, sign(key, when, signed or body))}, body, secrets or [secret],
                    expect=expect, at=at, **known)

    cases = [make("signed as documented"),
             make("a wrong secret", "no_match", secrets=[OTHER], events=False),
             make("a byte of the body changed", "no_match", body=changed(body), signed=body, events=False),
             make("a second secret is the right one", secrets=[OTHER, secret])]
    utf8 = make("a body that is not ASCII", body=unicode_body, events=False)
    if unicode_type or event_type:
        utf8["event_type"] = unicode_type or event_type
    if unicode_id or event_id:
        utf8["event_id"] = unicode_id or event_id
    cases.append(utf8)
    if tolerance:
        cases.append(make(f"an hour old, where {tolerance} is allowed", "timestamp_too_old", at=LATER, events=False))
    else:
        cases.append(make("an hour old, where the vendor names no limit", at=LATER))
    if rotation:
        right, wrong = sign(secret, ts, body), sign(OTHER, ts, body)
        c = make("rotation: two signatures, the second is ours")
        c["headers"] = [(n, rotation(ts, right, wrong) if n == header else v) for n, v in c["headers"]]
        cases.append(c)
    cases += list(more)
    save(slug, *cases)


def dotted(key, ts, body):
    return hexmac(key, f"{ts}.{body}")


def t_v1(ts, sig):
    return f"t={ts},v1={sig}"


def t_v1_v1(ts, right, wrong):
    return f"t={ts},v1={wrong},v1={right}"


def stripe():
    secret = "whsec_aG9va2N0bC10ZXN0LXNlY3JldA"
    body = compact({"id": "evt_1QHookctlTest0001", "object": "event", "api_version": "2025-02-24.acacia", "created": TIME - 2,
                    "data": {"object": {"id": "pi_3QHookctlTest0001", "object": "payment_intent", "amount": 2000,
                                        "currency": "eur", "status": "succeeded", "latest_charge": "ch_3QHookctlTest0001",
                                        "metadata": {"order": "1042"}}},
                    "livemode": False, "pending_webhooks": 1,
                    "request": {"id": "req_HookctlTest01", "idempotency_key": None}, "type": "payment_intent.succeeded"})
    greeting = compact({"id": "evt_1QHookctlTest0002", "object": "event", "created": TIME - 2, "livemode": False,
                        "data": {"object": {"id": "cus_HookctlTest01", "object": "customer", "name": "Jürgen Weiß",
                                            "description": "Grüße 👋"}}, "type": "customer.updated"})
    agent = {"user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)"}
    good = dotted(secret, S, body)

    def one(name, value, expect="valid", at=AT, **more):
        return case(name, {**JSON, **agent, "stripe-signature": value}, body, [secret], expect=expect, at=at, **more)

    known = dict(event_type="payment_intent.succeeded", event_id="evt_1QHookctlTest0001")
    timed("stripe", "stripe-signature", t_v1, dotted, body, greeting, secret=secret, tolerance="300s", headers=agent,
          rotation=t_v1_v1, event_type="payment_intent.succeeded", event_id="evt_1QHookctlTest0001",
          unicode_type="customer.updated", unicode_id="evt_1QHookctlTest0002", more=[
              one("a v0 item beside the real one, as for test events",
                  f"t={S},v1={good},v0={dotted('made-up', S, body)}", **known),
              one("only a version that does not count", f"t={S},v0={good}", "unknown_version"),
              one("300 seconds old, just allowed", t_v1(S, good), at="2026-03-16T08:05:00Z", **known),
              one("301 seconds old", t_v1(S, good), "timestamp_too_old", at="2026-03-16T08:05:01Z"),
              one("signed with the secret base64-decoded, as Standard Webhooks would have it",
                  t_v1(S, hexmac(base64.b64decode("aG9va2N0bC10ZXN0LXNlY3JldA=="), f"{S}.{body}")), "no_match"),
              one("the time in the header is not the signed one", t_v1(str(TIME + 1), good), "no_match"),
              one("a time that is no number", t_v1("yesterday", dotted(secret, "yesterday", body)), "bad_timestamp"),
          ])


def paddle():
    secret = "pdl_ntfset_01hookctltest_hookctlTestSecret"
    body = compact({"event_id": "evt_01hookctltestaaaaaaaaaaaaa", "event_type": "transaction.completed",
                    "occurred_at": "2026-03-16T07:59:58.771Z", "notification_id": "ntf_01hookctltestaaaaaaaaaaaaa",
                    "data": {"id": "txn_01hookctltestaaaaaaaaaaaaa", "status": "completed",
                             "customer_id": "ctm_01hookctltestaaaaaaaaaaaaa", "currency_code": "EUR",
                             "collection_mode": "automatic", "details": {"totals": {"total": "2900", "tax": "463"}}}})
    greeting = compact({"event_id": "evt_01hookctltestbbbbbbbbbbbbb", "event_type": "customer.updated",
                        "occurred_at": "2026-03-16T07:59:58.771Z", "notification_id": "ntf_01hookctltestbbbbbbbbbbbbb",
                        "data": {"id": "ctm_01hookctltestbbbbbbbbbbbbb", "name": "Jürgen Weiß", "note": "Grüße 👋"}})
    at = "2026-03-16T08:00:02Z"

    def sign(key, ts, text):
        return hexmac(key, f"{ts}:{text}")

    late = case("6 seconds old", {**JSON, "paddle-signature": f"ts={S};h1={sign(secret, S, body)}"}, body, [secret],
                expect="timestamp_too_old", at="2026-03-16T08:00:06Z")
    timed("paddle", "paddle-signature", lambda ts, sig: f"ts={ts};h1={sig}", sign, body, greeting, secret=secret, at=at,
          tolerance="5s", rotation=lambda ts, right, wrong: f"ts={ts};h1={wrong};h1={right}", more=[late],
          event_type="transaction.completed", event_id="evt_01hookctltestaaaaaaaaaaaaa",
          unicode_type="customer.updated", unicode_id="evt_01hookctltestbbbbbbbbbbbbb")


def mux():
    def body(title, id):
        return compact({"type": "video.asset.ready", "object": {"type": "asset", "id": "0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002"},
                        "id": id, "environment": {"name": "Production", "id": "j0863n"},
                        "data": {"status": "ready", "passthrough": title, "duration": 23.872, "max_stored_resolution": "HD",
                                 "playback_ids": [{"policy": "public", "id": "HookctlTestPlayback01"}]},
                        "created_at": "2026-03-16T07:59:58.000000Z", "attempts": []})
    timed("mux", "mux-signature", t_v1, dotted, body("holiday", "3a56ac3d-33da-4366-855b-f592d898409d"),
          body("Grüße 👋", "3a56ac3d-33da-4366-855b-f592d898409e"), tolerance="300s", rotation=t_v1_v1,
          event_type="video.asset.ready", event_id="3a56ac3d-33da-4366-855b-f592d898409d",
          unicode_id="3a56ac3d-33da-4366-855b-f592d898409e")


def workos():
    def body(name, id):
        return compact({"id": id, "event": "dsync.user.created", "created_at": "2026-03-16T07:59:58.771Z",
                        "data": {"object": "directory_user", "id": "directory_user_01HOOKCTLTEST",
                                 "directory_id": "directory_01HOOKCTLTEST", "first_name": name, "last_name": "Weiss",
                                 "state": "active", "custom_attributes": {"department": "Support"}}})
    one = body("Marcelina", "event_01HOOKCTLTEST000001")
    tight = case("without the blank after the comma", {**JSON, "workos-signature": t_v1(MS, dotted(SECRET, MS, one))}, one,
                 [SECRET], event_type="dsync.user.created", event_id="event_01HOOKCTLTEST000001")
    timed("workos", "workos-signature", lambda ts, sig: f"t={ts}, v1={sig}", dotted, one,
          body("Jürgen 👋", "event_01HOOKCTLTEST000002"), ts=MS, tolerance="180s", more=[tight],
          rotation=lambda ts, right, wrong: f"t={ts}, v1={wrong}, v1={right}",
          event_type="dsync.user.created", event_id="event_01HOOKCTLTEST000001", unicode_id="event_01HOOKCTLTEST000002")


def sanity():
    def body(title):
        return compact({"_id": "post-hookctl-test", "_type": "post", "_rev": "HookctlTestRev01", "title": title,
                        "slug": {"_type": "slug", "current": "a-post"}, "publishedAt": "2026-03-16T07:00:00Z",
                        "author": {"_type": "reference", "_ref": "author-1"}, "views": 12})
    headers = {"sanity-project-id": "hookctl1", "sanity-dataset": "production", "sanity-operation": "update",
               "sanity-document-id": "post-hookctl-test", "idempotency-key": "hookctl-test-key-0001"}
    published = case("the vector of the vendor's toolkit",
                     {**JSON, "sanity-webhook-signature": "t=1633519811129,v1=tLa470fx7qkLLEcMOcEUFuBbRSkGujyskxrNXcoh0N0"},
                     '{"_id":"resume"}', ["test"], at="2021-10-06T11:30:15Z",
                     source="published: test suite of @sanity/webhook, https://github.com/sanity-io/webhook-toolkit")
    timed("sanity", "sanity-webhook-signature", t_v1, lambda k, ts, text: b64url(mac(k, f"{ts}.{text}")), body("A post"),
          body("Grüße 👋"), ts=MS, headers=headers, more=[published], event_type="update", event_id="hookctl-test-key-0001")


def elevenlabs():
    secret = "wsec_hookctl_test_secret"

    def body(text):
        return compact({"type": "post_call_transcription", "event_timestamp": TIME - 1,
                        "data": {"agent_id": "agent_hookctltest", "conversation_id": "conv_hookctltest0001", "status": "done",
                                 "transcript": [{"role": "agent", "message": text, "time_in_call_secs": 0},
                                                {"role": "user", "message": "I lost my order.", "time_in_call_secs": 3}],
                                 "metadata": {"start_time_unix_secs": TIME - 60, "call_duration_secs": 42, "cost": 296}}})
    one = body("Hello, how can I help?")
    head = {**JSON, "elevenlabs-signature": f"t={S},v0={dotted(secret, S, one)}"}
    more = [case("30 minutes old, just allowed", head, one, [secret], at="2026-03-16T08:30:00Z",
                 event_type="post_call_transcription")]
    timed("elevenlabs", "elevenlabs-signature", lambda ts, sig: f"t={ts},v0={sig}", dotted, one, body("Grüße 👋"),
          secret=secret, tolerance="1800s", rotation=lambda ts, right, wrong: f"t={ts},v0={wrong},v0={right}",
          event_type="post_call_transcription", more=more)


def retell():
    secret = "key_hookctl_test_secret"

    def body(text):
        return compact({"event": "call_ended", "call": {"call_type": "phone_call", "from_number": "+12137771234",
                        "to_number": "+12137771235", "direction": "inbound", "call_id": "Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6",
                        "agent_id": "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD", "call_status": "ended", "metadata": {},
                        "start_timestamp": TIME * 1000 - 60000, "end_timestamp": TIME * 1000 - 2000,
                        "disconnection_reason": "user_hangup", "transcript": text}})
    timed("retell", "x-retell-signature", lambda ts, sig: f"v={ts},d={sig}", lambda k, ts, text: hexmac(k, text + ts),
          body("Agent: Hello!\nUser: Bye."), body("Agent: Grüße 👋"), ts=MS, secret=secret, tolerance="300s",
          event_type="call_ended")


def calendly():
    def body(name):
        return compact({"created_at": "2026-03-16T07:59:58.000000Z",
                        "created_by": "https://api.calendly.com/users/HOOKCTLTEST01", "event": "invitee.created",
                        "payload": {"cancel_url": "https://calendly.com/cancellations/HOOKCTLTEST01", "email": "ada@example.com",
                                    "event": "https://api.calendly.com/scheduled_events/HOOKCTLTEST01", "name": name,
                                    "questions_and_answers": [], "rescheduled": False, "status": "active",
                                    "timezone": "Europe/Berlin",
                                    "uri": "https://api.calendly.com/scheduled_events/HOOKCTLTEST01/invitees/HOOKCTLTEST02"}})
    timed("calendly", "calendly-webhook-signature", t_v1, dotted, body("Ada Example"), body("Grüße 👋"), tolerance="180s",
          event_type="invitee.created")


def persona():
    secret = "wbhsec_hookctl-test-secret"

    def body(name, id):
        return compact({"data": {"type": "event", "id": id, "attributes": {
            "name": "inquiry.completed", "created-at": "2026-03-16T07:59:58.000Z", "redacted-at": None,
            "payload": {"data": {"type": "inquiry", "id": "inq_HookctlTest01",
                                 "attributes": {"status": "completed", "reference-id": "customer-42", "name-first": name}}}}}})
    timed("persona", "persona-signature", t_v1, dotted, body("Ada", "evt_HookctlTest01"), body("Jürgen 👋", "evt_HookctlTest02"),
          secret=secret, rotation=lambda ts, right, wrong: f"{t_v1(ts, wrong)} {t_v1(ts, right)}",
          event_type="inquiry.completed", event_id="evt_HookctlTest01", unicode_id="evt_HookctlTest02")


def surge():
    def body(text):
        return compact({"account_id": "acct_01hookctltest", "data": {
            "attachments": [], "body": text, "id": "msg_01hookctltest", "received_at": "2026-03-16T07:59:58Z",
            "conversation": {"contact": {"id": "ctc_01hookctltest", "phone_number": "+18015551234", "first_name": "Ada"},
                             "id": "cnv_01hookctltest"}}, "timestamp": "2026-03-16T07:59:58.000Z", "type": "message.received"})
    timed("surge", "surge-signature", t_v1, dotted, body("Where is my order?"), body("Grüße 👋"), rotation=t_v1_v1,
          event_type="message.received")


def tabapay():
    def body(note):
        return compact({"SC": 200, "EC": "0", "transactionID": "TabaPay_TransactionID_01", "referenceID": "hookctl01",
                        "network": "Visa", "networkRC": "00", "status": "COMPLETED", "amount": "1.00", "memo": note,
                        "approvalCode": "000000"})
    one = body("order 1042")
    headers = {"idempotency-key": "hookctl-test-key-0001"}
    both = f"t={S},v1={dotted(OTHER, S, one)},v2={dotted(SECRET, S, one)}"
    old = case("rotation: v1 is made with the new secret, v2 with ours, the old one",
               {**JSON, **headers, "x-hmac-signature": both}, one, [SECRET], event_id="hookctl-test-key-0001")
    timed("tabapay", "x-hmac-signature", t_v1, dotted, one, body("Grüße 👋"), headers=headers, more=[old],
          event_id="hookctl-test-key-0001")


def buildkite():
    def body(message):
        return compact({"event": "build.finished", "build": {
            "id": "f62a1b4d-10f9-4790-bc1c-e2c3a0c80983", "number": 23, "state": "passed", "blocked": False,
            "message": message, "commit": "a65572555600c07c7ee79a2bd909220e1ca5485b", "branch": "main", "source": "webhook",
            "created_at": "2026-03-16T07:58:00.000Z", "finished_at": "2026-03-16T07:59:58.000Z"},
            "pipeline": {"id": "849411f9-9e6d-4739-a0d8-e247088e9b52", "slug": "my-pipeline", "name": "My Pipeline"},
            "sender": {"id": "3d3c3bf0-7d58-4afe-8fe7-b3017d5504de", "name": "Ada Example"}})
    headers = {"x-buildkite-event": "build.finished", "x-buildkite-request": "4f0c1a52-6a34-4c4b-bb5e-2b2f0a3d7d01",
               "user-agent": "Buildkite-Request"}
    known = dict(event_type="build.finished", event_id="4f0c1a52-6a34-4c4b-bb5e-2b2f0a3d7d01")
    one = body("Fix the build")
    unsigned = case("neither signature nor token", {**JSON, **headers}, one, [SECRET], expect="unsigned")
    timed("buildkite", "x-buildkite-signature", lambda ts, sig: f"timestamp={ts},signature={sig}", dotted, one,
          body("Grüße 👋"), headers=headers, more=[unsigned], **known)
    save("buildkite-token",
         case("the token as it is", {**JSON, **headers, "x-buildkite-token": SECRET}, one, [SECRET], **known),
         case("another token", {**JSON, **headers, "x-buildkite-token": OTHER}, one, [SECRET], expect="no_match"))


def cloudflare():
    def body(name):
        return compact({"uid": "dd5d531a12de0c724bd1275a3b2bc9c6", "readyToStream": True, "status": {"state": "ready",
                        "pctComplete": "100.000000"}, "meta": {"name": name}, "created": "2026-03-16T07:55:00.474936Z",
                        "modified": "2026-03-16T07:59:58.076571Z", "duration": 12.4,
                        "input": {"width": 1920, "height": 1080}, "size": 383631})
    timed("cloudflare-stream", "webhook-signature", lambda ts, sig: f"time={ts},sig1={sig}", dotted, body("holiday.mp4"),
          body("Grüße 👋.mp4"), secret="85011ed3a913c6ad5f9cf6c5573cc0a7", event_type="ready")
    note = compact({"name": "Origin errors", "text": "Grüße 👋 from example.com", "ts": TIME - 2,
                    "account_id": "0123456789abcdef0123456789abcdef", "policy_id": "fedcba9876543210fedcba9876543210",
                    "alert_type": "http_alert_origin_error", "data": {"zone": "example.com"}})
    save("cloudflare-notifications",
         case("the secret as it is", {**JSON, "cf-webhook-auth": SECRET}, note, [SECRET], event_type="http_alert_origin_error"),
         case("another secret", {**JSON, "cf-webhook-auth": OTHER}, note, [SECRET], expect="no_match"))


def recurly():
    def body(code):
        return compact({"id": "hookctltest01", "object_type": "account", "site_id": "hookctlsite1", "event_type": "created",
                        "event_time": "2026-03-16T07:59:58Z", "account_code": code, "uuid": "5e8f1c0b9a7d4e2f8c6b5a4d3e2f1a0b"})
    headers = {"recurly-notification-id": "hookctl-notification-01"}
    timed("recurly", "recurly-signature", lambda ts, sig: f"{ts},{sig}", dotted, body("account-42"), body("Grüße 👋"), ts=MS,
          headers=headers, rotation=lambda ts, right, wrong: f"{ts},{wrong},{right}", event_type="created",
          event_id="hookctl-notification-01")


def qonto():
    def body(name, id):
        return compact({"id": id, "subscription_id": "01968118-d9fe-7b06-adec-19167234406c",
                        "organization_id": "01968118-ff61-71a1-8c88-9a5032bc0d28",
                        "membership_id": "01968119-23e1-7650-9eb5-0268e910cf80", "type": "v1/organizations",
                        "created_at": "2026-03-16T07:59:58Z",
                        "data": {"event": "updated", "id": "01968118-ff61-71a1-8c88-9a5032bc0d28", "legal_name": name,
                                 "legal_country": "DE", "legal_form": "GmbH", "locale": "de"}})
    published = case("the test data of the vendor's page",
                     {**JSON, "x-qonto-signature":
                      "t=1704110400,v1=56aff06dc227db80d6568a5070f912c601c31f20451745d257cbc0b5dfa93805"},
                     '{"test":"data"}', ["test-secret"], at="2024-01-01T12:00:05Z",
                     source="published: https://docs.qonto.com/api-reference/business-api/webhooks/setup")
    timed("qonto", "x-qonto-signature", t_v1, dotted, body("Elektro Tesla GmbH", "01968118-96ca-702f-8d57-63c23479dd5b"),
          body("Grüße 👋 GmbH", "01968118-96ca-702f-8d57-63c23479dd5c"), tolerance="300s", more=[published],
          event_type="v1/organizations", event_id="01968118-96ca-702f-8d57-63c23479dd5b",
          unicode_id="01968118-96ca-702f-8d57-63c23479dd5c")


# ---- the time in a header of its own -------------------------------------------------------------------------------

def beside(slug, header, ts_header, sign, body, unicode_body, ts=S, tolerance=None, headers=None, prefix="", more=(),
           secret=SECRET, event_type=None, event_id=None, unicode_type=None, unicode_id=None,
           known_by_both=False):
    """`known_by_both`: only signature and time together tell this sender from others."""
    extra = {**(headers or {}), ts_header: ts}
    lacking = {**JSON, **(headers or {}), header: prefix + sign(secret, ts, body)}
    missing = case("the header with the time is missing", lacking, body, [secret], expect="missing_header")
    unsigned = case("no signature at all", {**JSON, **extra}, body, [secret], expect="unsigned")
    if known_by_both:
        missing["recognised"] = unsigned["recognised"] = ""
    timed(slug, header, lambda _, sig: prefix + sig, sign, body, unicode_body, ts=ts, tolerance=tolerance, headers=extra,
          secret=secret, event_type=event_type, event_id=event_id, unicode_type=unicode_type, unicode_id=unicode_id,
          more=[missing, unsigned, *more])


def customer_io():
    def body(name, id):
        return compact({"data": {"customer_id": "42", "identifiers": {"id": "42", "email": "ada@example.com", "cio_id": "d9c106000001"},
                                 "delivery_id": "RMehBAAAAXE7r_ONUGXly9DBGkpq1JS31=", "broadcast_id": 12,
                                 "recipient": "ada@example.com", "subject": name},
                        "event_id": id, "object_type": "email", "metric": "delivered", "timestamp": TIME - 2})
    beside("customer-io", "x-cio-signature", "x-cio-timestamp", lambda k, ts, text: hexmac(k, f"v0:{ts}:{text}"),
           body("Thanks", "01HOOKCTLTEST0000000000001"), body("Grüße 👋", "01HOOKCTLTEST0000000000002"),
           event_type="email.delivered", event_id="01HOOKCTLTEST0000000000001", unicode_id="01HOOKCTLTEST0000000000002")


def orb():
    def body(name, id):
        return compact({"id": id, "created_at": "2026-03-16T07:59:58+00:00", "type": "customer.created",
                        "customer": {"id": "hookctl-customer-01", "external_customer_id": "42", "name": name,
                                     "email": "ada@example.com", "timezone": "Etc/UTC", "currency": "USD"}})

    def sign(key, ts, text):
        return hexmac(key, f"v1:{ts}:{text}")

    one = body("Ada Example", "o4mmewpfNNTnjfZc")
    zoned = "2026-03-16T08:00:00.551Z"
    more = [case("a time with its zone", {**JSON, "x-orb-timestamp": zoned, "x-orb-signature": "v1=" + sign(SECRET, zoned, one)},
                 one, [SECRET], event_type="customer.created", event_id="o4mmewpfNNTnjfZc")]
    beside("orb", "x-orb-signature", "x-orb-timestamp", sign, one, body("Grüße 👋", "o4mmewpfNNTnjfZd"),
           ts="2026-03-16T08:00:00.551", prefix="v1=", tolerance="300s", more=more, event_type="customer.created",
           event_id="o4mmewpfNNTnjfZc", unicode_id="o4mmewpfNNTnjfZd")


def webflow():
    def body(name):
        return compact({"triggerType": "form_submission", "payload": {
            "name": "Contact", "siteId": "65427cf400e02b306eaa049c", "data": {"First Name": name, "email": "ada@example.com"},
            "submittedAt": "2026-03-16T07:59:58.341Z", "id": "6321ca84df3949bfc6752327",
            "formId": "65429eadebe8a9f3a30f62d0", "formElementId": "4e038d2c-6a1e-4953-7be9-a59a2b453177"}})
    beside("webflow", "x-webflow-signature", "x-webflow-timestamp", lambda k, ts, text: hexmac(k, f"{ts}:{text}"), body("Ada"),
           body("Grüße 👋"), ts=MS, tolerance="300s", event_type="form_submission")


def twitch():
    id = "befa7b53-d79d-478f-86b9-120f112b044e"
    ts = "2026-03-16T08:00:00.634234626Z"
    sub = {"id": "f1c2a387-161a-49f9-a165-0f21d7a4e1c4", "type": "channel.follow", "version": "2", "status": "enabled", "cost": 0,
           "condition": {"broadcaster_user_id": "1337", "moderator_user_id": "1337"},
           "transport": {"method": "webhook", "callback": "https://receiver.example.com/hooks"},
           "created_at": "2026-03-15T10:11:12.634234626Z"}

    def body(name):
        return compact({"subscription": sub, "event": {
            "user_id": "1234", "user_login": "cool_user", "user_name": name, "broadcaster_user_id": "1337",
            "broadcaster_user_login": "cooler_user", "broadcaster_user_name": "Cooler_User",
            "followed_at": "2026-03-16T07:59:59.17106713Z"}})

    def sign(key, ts, text):
        return hexmac(key, f"{id}{ts}{text}")

    base = {"twitch-eventsub-message-id": id, "twitch-eventsub-message-retry": "0",
            "twitch-eventsub-subscription-type": "channel.follow", "twitch-eventsub-subscription-version": "2"}
    challenge = compact({"challenge": "pogchamp-kappa-360noscope-vohiyo",
                         "subscription": {**sub, "status": "webhook_callback_verification_pending", "cost": 1}})
    known = dict(event_type="channel.follow", event_id=id)
    handshake = case("the challenge of a new subscription is signed too",
                     {**JSON, **base, "twitch-eventsub-message-type": "webhook_callback_verification",
                      "twitch-eventsub-message-timestamp": ts,
                      "twitch-eventsub-message-signature": "sha256=" + sign(SECRET, ts, challenge)},
                     challenge, [SECRET], **known)
    other_id = case("the message id is not the signed one",
                    {**JSON, **base, "twitch-eventsub-message-type": "notification",
                     "twitch-eventsub-message-id": "befa7b53-d79d-478f-86b9-120f112b044f",
                     "twitch-eventsub-message-timestamp": ts,
                     "twitch-eventsub-message-signature": "sha256=" + sign(SECRET, ts, body("Cool_User"))},
                    body("Cool_User"), [SECRET], expect="no_match")
    beside("twitch", "twitch-eventsub-message-signature", "twitch-eventsub-message-timestamp", sign, body("Cool_User"),
           body("Grüße 👋"), ts=ts, prefix="sha256=", tolerance="600s", more=[handshake, other_id],
           headers={**base, "twitch-eventsub-message-type": "notification"}, **known)


def box():
    def body(name):
        return compact({"type": "webhook_event", "id": "0f3a1f0b-6e3a-4b6a-9d2f-hookctltest", "created_at": "2026-03-16T00:59:58-07:00",
                        "trigger": "FILE.UPLOADED", "webhook": {"id": "386135", "type": "webhook"},
                        "created_by": {"type": "user", "id": "226067247", "name": "Ada Example", "login": "ada@example.com"},
                        "source": {"id": "73835521473", "type": "file", "name": name}})
    ts = "2026-03-16T01:00:00-07:00"
    fixed = {"box-signature-version": "1", "box-signature-algorithm": "HmacSHA256",
             "box-delivery-id": "f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f"}
    known = dict(event_type="FILE.UPLOADED", event_id="f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f")

    def sign(key, ts, text):
        return b64mac(key, text + ts)

    one = body("Test.txt")
    pair = {"box-signature-primary": sign(OTHER, ts, one), "box-signature-secondary": sign(SECRET, ts, one)}
    sample = ('{"type":"webhook_event","webhook":{"id":"1234567890"},"trigger":"FILE.UPLOADED",'
              '"source":{"id":"1234567890","type":"file","name":"Test.txt"}}')

    def published(name, secrets, primary="6TfeAW3A1PASkgboxxA5yqHNKOwFyMWuEXny/FPD5hI="):
        return case(name, {**JSON, "box-delivery-id": "f96bb54b-ee16-4fc5-aa65-8c2d9e5b546f", "box-signature-version": "1",
                           "box-signature-algorithm": "HmacSHA256", "box-delivery-timestamp": "2020-01-01T00:00:00-07:00",
                           "box-signature-primary": primary,
                           "box-signature-secondary": "v+1CD1Jdo3muIcbpv5lxxgPglOqMfsNHPV899xWYydo="},
                    sample, secrets, at="2020-01-01T07:05:00Z", source="published: test suite of box-node-sdk", **known)

    more = [case("only the second signature is made with our key", {**JSON, **fixed, **pair, "box-delivery-timestamp": ts}, one,
                 [SECRET], **known),
            published("the vendor's sample, primary key", ["SamplePrimaryKey"]),
            published("the vendor's sample, secondary key", ["SampleSecondaryKey"]),
            published("the vendor's sample, both keys", ["SamplePrimaryKey", "SampleSecondaryKey"])]
    beside("box", "box-signature-primary", "box-delivery-timestamp", sign, one, body("Grüße 👋.txt"), ts=ts, headers=fixed,
           tolerance="600s", more=more, **known)


def cashfree():
    def body(name):
        return compact({"data": {"order": {"order_id": "order_hookctl_1", "order_amount": 2.00, "order_currency": "INR",
                                           "order_tags": None},
                                 "payment": {"cf_payment_id": "1453002795", "payment_status": "SUCCESS", "payment_amount": 1.00,
                                             "payment_currency": "INR", "payment_message": name,
                                             "payment_time": "2026-03-16T13:29:58+05:30", "payment_group": "upi"},
                                 "customer_details": {"customer_name": "Ada", "customer_id": "42",
                                                      "customer_email": "ada@example.com", "customer_phone": "9908734801"}},
                        "event_time": "2026-03-16T13:29:59+05:30", "type": "PAYMENT_SUCCESS_WEBHOOK"})
    one = body("Transaction success").replace('"order_amount":2.0,', '"order_amount":2.00,')
    beside("cashfree", "x-webhook-signature", "x-webhook-timestamp", lambda k, ts, text: b64mac(k, ts + text), one,
           body("Grüße 👋"), ts=MS, headers={"x-webhook-version": "2023-08-01"}, event_type="PAYMENT_SUCCESS_WEBHOOK",
           known_by_both=True)


def lob():
    def body(name, id):
        return compact({"id": id, "body": {"id": "psc_5c002b86ce47537a", "description": name, "url": "https://lob.example.com/psc.pdf",
                        "to": {"id": "adr_210a8d4b0b76d77b", "name": "Ada Example", "address_city": "San Francisco"},
                        "object": "postcard"}, "reference_id": "psc_5c002b86ce47537a",
                        "event_type": {"id": "postcard.created", "enabled_for_test": True, "resource": "postcards",
                                       "object": "event_type"}, "date_created": "2026-03-16T07:59:58.000Z", "object": "event"})
    beside("lob", "lob-signature", "lob-signature-timestamp", dotted, body("Holiday", "evt_d95ff8ffd2b5cfb4"),
           body("Grüße 👋", "evt_d95ff8ffd2b5cfb5"), ts=MS, event_type="postcard.created", event_id="evt_d95ff8ffd2b5cfb4",
           unicode_id="evt_d95ff8ffd2b5cfb5")


def emailit():
    def body(subject):
        return compact({"event_id": "evt_hookctltest01", "type": "email.delivered", "object": {
            "id": "em_hookctltest01", "from": "shop@example.com", "to": "ada@example.com", "subject": subject,
            "created_at": "2026-03-16T07:59:50Z"}})
    beside("emailit", "x-emailit-signature", "x-emailit-timestamp", dotted, body("Your order"), body("Grüße 👋"))


def brevo():
    body = compact({"id": 26224, "date": "2026-03-16 09:00:00", "ts": TIME - 1, "message-id": "<202603160800.hookctl@example.com>",
                    "email": "ada@example.com", "ts_event": TIME - 1, "event": "delivered", "subject": "Grüße 👋",
                    "sending_ip": "192.0.2.10", "ts_epoch": TIME * 1000 - 1000, "tags": ["order"]})
    save("brevo",
         case("the bearer token", {**JSON, "authorization": f"Bearer {SECRET}"}, body, [SECRET], event_type="delivered"),
         case("another bearer token", {**JSON, "authorization": f"Bearer {OTHER}"}, body, [SECRET], expect="no_match"),
         case("no token at all", JSON, body, [SECRET], expect="unsigned"))


# ---- Standard Webhooks and Svix ------------------------------------------------------------------------------------

KEY = b"hookctl-test-secret-of-32-bytes!"
OTHER_KEY = b"hookctl-other-secret-of-32-bytes"
WHSEC = "whsec_" + b64(KEY)
OTHER_WHSEC = "whsec_" + b64(OTHER_KEY)
MSG = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"


def v1(key, id, ts, body):
    return "v1," + b64mac(key, f"{id}.{ts}.{body}")


def standard(slug, body, unicode_body, prefix="webhook", id=MSG, key=KEY, secret=WHSEC, other=OTHER_WHSEC, other_key=OTHER_KEY,
             tolerance=True, headers=None, more=(), recognised=None, event_type=None, event_id=None, unicode_type=None,
             unicode_id=None):
    def make(name, expect="valid", body=body, signed=None, secrets=None, at=AT, keys=(key,), ts=S, known=True):
        value = " ".join(v1(k, id, ts, signed or body) for k in keys)
        c = case(name, {**JSON, **(headers or {}), f"{prefix}-id": id, f"{prefix}-timestamp": ts, f"{prefix}-signature": value},
                 body, secrets or [secret], expect=expect, at=at)
        if known and expect == "valid":
            if event_type:
                c["event_type"] = event_type
            c["event_id"] = event_id or id
        return c

    utf8 = make("a body that is not ASCII", body=unicode_body)
    if unicode_type:
        utf8["event_type"] = unicode_type
    if unicode_id:
        utf8["event_id"] = unicode_id
    cases = [make("signed as documented"), utf8,
             make("rotation: two signatures, the second is ours", keys=(other_key, key)),
             make("a second secret is the right one", secrets=[other, secret]),
             make("a wrong secret", "no_match", secrets=[other]),
             make("a byte of the body changed", "no_match", body=changed(body), signed=body)]
    if tolerance:
        cases += [make("an hour old, where 300s is allowed", "timestamp_too_old", at=LATER)]
    else:
        cases += [make("an hour old, where the vendor names no limit", at=LATER)]
    cases += list(more)
    save(slug, *cases, **({"recognised": recognised} if recognised is not None else {}))


def contact(name):
    return compact({"type": "contact.created", "timestamp": "2026-03-16T07:59:58.344522Z",
                    "data": {"id": "1f81eb52-5198-4599-803e-771906343485", "type": "contact", "fullName": name,
                             "address": "800 W NASA Pkwy, Webster, TX 77598, USA", "phoneNumber": "(281) 332-2575",
                             "birthday": "1980-04-19", "occupation": "Engineer, ACME"}})


def family(slug, prefix):
    """The two families themselves, with their published vector and everything that may go wrong."""
    body = contact("John Smith")
    good = v1(KEY, MSG, S, body)
    ours = dict(event_type="contact.created", event_id=MSG)

    def one(name, signature=good, expect="valid", at=AT, ts=S, id=MSG, drop=(), secrets=(WHSEC,), **more):
        head = {**JSON, f"{prefix}-id": id, f"{prefix}-timestamp": ts, f"{prefix}-signature": signature}
        for d in drop:
            del head[f"{prefix}-{d}"]
        return case(name, head, body, secrets, expect=expect, at=at, **more)

    def published(name, signature, secrets, expect="valid", at="2021-02-25T15:02:15Z", **more):
        where = "the Standard Webhooks specification's libraries" if prefix == "webhook" else "https://docs.svix.com/receiving/verifying-payloads/how-manual"
        return case(name, {**JSON, f"{prefix}-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", f"{prefix}-timestamp": "1614265330",
                           f"{prefix}-signature": signature}, '{"test": 2432232314}', secrets, expect=expect, at=at,
                    source=f"published: {where}", **more)

    vector = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    bytes_ = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    theirs = dict(event_id="msg_p5jXN8AQM9LWM0D4loKWxJek")
    other = v1(OTHER_KEY, MSG, S, body)
    more = [
        published("the published vector", vector, ["whsec_" + bytes_], **theirs),
        published("the published vector, secret without its prefix", vector, [bytes_], **theirs),
        published("the published vector among others",
                  f"v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {vector}",
                  ["whsec_" + bytes_], **theirs),
        published("the published vector, long ago", vector, ["whsec_" + bytes_], "timestamp_too_old", at=AT),
        one("items of other versions are skipped", f"v2,{good[3:]} v1a,{'A' * 86}== {good}", **ours),
        one("no item of a known version", f"v2,{good[3:]} v3,{good[3:]}", "unknown_version"),
        one("a good signature under another version's name", f"v2,{good[3:]} {other}", "no_match"),
        one("the same wrong signature twice", f"{other} {other}", "no_match"),
        one("300 seconds old, just allowed", at="2026-03-16T08:05:00Z", **ours),
        one("301 seconds old", expect="timestamp_too_old", at="2026-03-16T08:05:01Z"),
        one("300 seconds ahead, just allowed", at="2026-03-16T07:55:00Z", **ours),
        one("an hour ahead", expect="timestamp_in_future", at="2026-03-16T07:00:00Z"),
        one("a time that is no number", v1(KEY, MSG, "2026-03-16T08:00:00Z", body), "bad_timestamp", ts="2026-03-16T08:00:00Z"),
        one("the time is not the signed one", expect="no_match", ts=str(TIME + 1)),
        one("the id is not the signed one", expect="no_match", id="msg_2KWPBgLlAfxdpx2AI54pPJ85f4X"),
        one("the header with the time is missing", expect="missing_header", drop=["timestamp"]),
        one("no signature at all", expect="unsigned", drop=["signature"]),
        one("a signature that is not base64", "v1,****", "bad_encoding"),
        one("signed with the secret's text as the key", v1(WHSEC, MSG, S, body), "no_match"),
        one("a secret of 24 bytes", v1(KEY[:24], MSG, S, body), secrets=["whsec_" + b64(KEY[:24])], **ours),
        one("a secret of 64 bytes", v1(KEY * 2, MSG, S, body), secrets=["whsec_" + b64(KEY * 2)], **ours),
    ]
    pretty = '{\n  "type": "contact.created",\n  "timestamp": "2022-11-03T20:26:10.344522Z",\n  "data": {\n    "id": "1f81eb52-5198-4599-803e-771906343485"\n  }\n}'
    more.append(case("a body over several lines", {**JSON, f"{prefix}-id": MSG, f"{prefix}-timestamp": S,
                                                   f"{prefix}-signature": v1(KEY, MSG, S, pretty)}, pretty, [WHSEC], **ours))
    empty = case("an empty body", {f"{prefix}-id": MSG, f"{prefix}-timestamp": S, f"{prefix}-signature": v1(KEY, MSG, S, "")},
                 "", [WHSEC], event_id=MSG)
    more.append(empty)
    standard(slug, body, contact("Grüße 👋"), prefix=prefix, more=more, event_type="contact.created")


def ed25519():
    private = Ed25519PrivateKey.from_private_bytes(b"hookctl test key, not a secret!!")
    other = Ed25519PrivateKey.from_private_bytes(b"hookctl other key, not a secret!")

    def whpk(k):
        return "whpk_" + b64(k.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def v1a(k, id, ts, body):
        return "v1a," + b64(k.sign(f"{id}.{ts}.{body}".encode()))

    body = contact("John Smith")
    known = dict(event_type="contact.created", event_id=MSG)

    def one(name, signature, expect="valid", body=body, keys=(private,), at=AT, ts=S, **more):
        return case(name, {**JSON, "webhook-id": MSG, "webhook-timestamp": ts, "webhook-signature": signature}, body,
                    [whpk(k) for k in keys], expect=expect, at=at, **more)

    good = v1a(private, MSG, S, body)
    greeting = contact("Grüße 👋")
    save("standard-webhooks-ed25519",
         one("signed as documented", good, **known),
         one("a body that is not ASCII", v1a(private, MSG, S, greeting), body=greeting, **known),
         one("rotation: two signatures, the second is ours", f"{v1a(other, MSG, S, body)} {good}", **known),
         one("a second key is the right one", good, keys=(other, private), **known),
         one("a v1 item before it", f"{v1(KEY, MSG, S, body)} {good}", recognised="standard-webhooks", **known),
         one("a wrong key", good, "no_match", keys=(other,)),
         one("a byte of the body changed", good, "no_match", body=changed(body)),
         one("no item of a known version", v1(KEY, MSG, S, body), "unknown_version", recognised="standard-webhooks"),
         one("an hour old, where 300s is allowed", good, "timestamp_too_old", at=LATER),
         one("an hour ahead", good, "timestamp_in_future", at="2026-03-16T07:00:00Z"))


def clerk():
    def body(name):
        return compact({"data": {"id": "user_29w83sxmDNGwOuEthce5gg56FcC", "object": "user", "first_name": name, "last_name": "Example",
                                 "email_addresses": [{"email_address": "ada@example.org", "id": "idn_29w83yL7CwVlJXylYLxcslromF1",
                                                      "object": "email_address"}], "created_at": TIME * 1000 - 2500},
                        "event_attributes": {"http_request": {"client_ip": "192.0.2.1", "user_agent": "Mozilla/5.0"}},
                        "instance_id": "ins_hookctltest", "object": "event", "timestamp": TIME * 1000 - 2000, "type": "user.created"})
    standard("clerk", body("Ada"), body("Grüße 👋"), prefix="svix", event_type="user.created")


def resend():
    def body(subject):
        return compact({"type": "email.delivered", "created_at": "2026-03-16T07:59:58.126Z", "data": {
            "created_at": "2026-03-16T07:59:50.894Z", "email_id": "56761188-7520-42d8-8898-ff6fc54ce618",
            "from": "Shop <shop@example.com>", "to": ["ada@example.com"], "subject": subject}})
    standard("resend", body("Your order"), body("Grüße 👋"), prefix="svix", event_type="email.delivered")


def openai():
    id = "wh_685342e6c53c8190a1be43f081506c52"

    def body(type):
        return compact({"object": "event", "id": "evt_685343a1381c819085d44c354e1b330e", "type": type,
                        "created_at": TIME - 2, "data": {"id": "resp_hookctltest01"}})
    one = body("response.completed")
    text = "hookctl test secret as text"
    agent = {"user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)"}
    head = {**JSON, **agent, "webhook-id": id, "webhook-timestamp": S}
    published = case("the vector of the vendor's SDK",
                     {**JSON, "webhook-id": "wh_685c059ae39c8190af8c71ed1022a24d", "webhook-timestamp": "1750861210",
                      "webhook-signature": "v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY="},
                     '{"id": "evt_685c059ae3a481909bdc86819b066fb6", "object": "event", "created_at": 1750861210, '
                     '"type": "response.completed", "data": {"id": "resp_123"}}',
                     ["whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c="], at="2025-06-25T14:20:15Z",
                     source="published: test suite of openai (npm, PyPI)", event_type="response.completed",
                     event_id="wh_685c059ae39c8190af8c71ed1022a24d")
    standard("openai", one, body("response.completed").replace("hookctltest01", "Grüße 👋"), id=id, headers=agent,
             event_type="response.completed", more=[
                 published,
                 case("a secret without the prefix is text", {**head, "webhook-signature": v1(text, id, S, one)}, one, [text],
                      event_type="response.completed", event_id=id)])


def anthropic():
    def body(id, extra):
        return compact({"type": "event", "id": id, "created_at": "2026-03-16T07:59:58Z", "data": {
            "type": "session.status_idled", "id": "sesn_01HookctlTest" + extra,
            "organization_id": "8a3d2f1e-0000-4000-8000-000000000001", "workspace_id": "c7b0e4d9-0000-4000-8000-000000000001"}})
    standard("anthropic", body("event_01HookctlTest01", ""), body("event_01HookctlTest02", " 👋"), event_type="session.status_idled",
             event_id="event_01HookctlTest01", unicode_id="event_01HookctlTest02")


def replicate():
    def body(prompt):
        return compact({"id": "ufawqhfynnddngldkgtslldrkq", "model": "black-forest-labs/flux-schnell", "version": "hidden",
                        "input": {"prompt": prompt}, "output": ["https://replicate.delivery/example/out-0.webp"], "logs": "",
                        "error": None, "status": "succeeded", "created_at": "2026-03-16T07:59:50.127Z",
                        "started_at": "2026-03-16T07:59:51.000Z", "completed_at": "2026-03-16T07:59:58.000Z",
                        "metrics": {"predict_time": 7.0},
                        "urls": {"get": "https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq",
                                 "cancel": "https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq/cancel"}})
    standard("replicate", body("a lighthouse"), body("Grüße 👋"), tolerance=False, event_type="succeeded")


def liveblocks():
    def body(room):
        return compact({"type": "storageUpdated", "data": {"projectId": "my-project-id", "roomId": room,
                                                           "updatedAt": "2026-03-16T07:59:58.000Z"}})
    standard("liveblocks", body("my-room-id"), body("Grüße 👋"), event_type="storageUpdated")


def dodopayments():
    def body(name):
        return compact({"business_id": "bus_hookctltest01", "type": "payment.succeeded", "timestamp": "2026-03-16T07:59:58.000000Z",
                        "data": {"payload_type": "Payment", "payment_id": "pay_hookctltest01", "status": "succeeded",
                                 "total_amount": 2900, "currency": "EUR",
                                 "customer": {"customer_id": "cus_hookctltest01", "email": "ada@example.com", "name": name},
                                 "metadata": {"order": "1042"}}})
    standard("dodopayments", body("Ada Example"), body("Grüße 👋"), event_type="payment.succeeded")


def whop():
    secret, other = "ws_hookctltestsecret0123456789", "ws_hookctlothersecret0123456789"

    def body(name):
        return compact({"id": MSG, "api_version": "v1", "timestamp": "2026-03-16T07:59:58.000Z", "type": "payment.succeeded",
                        "company_id": "biz_hookctltest",
                        "data": {"id": "pay_hookctltest", "status": "paid", "total": 29, "currency": "eur",
                                 "user": {"id": "user_hookctltest", "name": name, "username": "ada"}}})
    one = body("Ada")
    decoded = case("signed with what a library makes of the text after the prefix",
                   {**JSON, "webhook-id": MSG, "webhook-timestamp": S,
                    "webhook-signature": v1(base64.b64decode("hookctltestsecret0123456789="), MSG, S, one)},
                   one, [secret], expect="no_match")
    standard("whop", one, body("Grüße 👋"), key=secret, secret=secret, other=other, other_key=other, more=[decoded],
             recognised="standard-webhooks", event_type="payment.succeeded")


def polar():
    secret, other = "polar_whs_hookctlTestSecret", "polar_whs_hookctlOtherSecret"

    def body(name):
        return compact({"type": "order.created", "timestamp": "2026-03-16T07:59:58.000000Z", "data": {
            "id": "e4f2c1a0-0000-4000-8000-000000000001", "created_at": "2026-03-16T07:59:57.000000Z", "status": "paid",
            "total_amount": 2900, "currency": "usd", "customer": {"id": "992fae2a-0000-4000-8000-000000000001",
                                                                   "email": "ada@example.com", "name": name},
            "product": {"id": "d8dd2de1-0000-4000-8000-000000000001", "name": "Pro plan"}}})
    standard("polar", body("Ada Example"), body("Grüße 👋"), key=secret, secret=secret, other=other, other_key=other,
             recognised="standard-webhooks", event_type="order.created")


def gitlab_signing():
    id = "0f2a6c9e-5d5b-4c8c-9f0a-7a1d2b3c4e5f"

    def body(title):
        return compact({"object_kind": "push", "event_name": "push", "before": "95790bf891e76fee5e1747ab589903a6a1f80f22",
                        "after": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7", "ref": "refs/heads/main", "user_username": "ada",
                        "project_id": 15, "project": {"id": 15, "name": "Diaspora", "path_with_namespace": "mike/diaspora"},
                        "commits": [{"id": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7", "title": title,
                                     "author": {"name": "Ada Example", "email": "ada@example.com"}}], "total_commits_count": 1})
    headers = {"x-gitlab-event": "Push Hook", "x-gitlab-event-uuid": "13792a34-cac6-4fda-95a8-c58e00a3954e",
               "x-gitlab-webhook-uuid": "02affd2d-2cba-4033-917d-ec22d5dc4b38", "x-gitlab-instance": "https://gitlab.example.com",
               "idempotency-key": id, "user-agent": "GitLab/18.10.0"}
    one = body("Fix the build")
    both = case("a wrong signature is not made good by a right token",
                {**JSON, **headers, "x-gitlab-token": WHSEC, "webhook-id": id, "webhook-timestamp": S,
                 "webhook-signature": v1(OTHER_KEY, id, S, one)}, one, [WHSEC], expect="no_match")
    standard("gitlab-signing", one, body("Grüße 👋"), id=id, headers=headers, more=[both], event_type="Push Hook")


def plain(slug, body, event_type=None, prefix="webhook", recognised=None, id=MSG, tolerance=True, more=()):
    """`body` is a function of one text."""
    standard(slug, body("Ada Example"), body("Grüße 👋"), prefix=prefix, id=id, tolerance=tolerance, recognised=recognised,
             event_type=event_type, more=more)


def others():
    sw = "standard-webhooks"
    plain("frontitude", lambda t: compact({"event": "copy.updated", "fileId": "hookctl-file-1",
                                           "copies": [{"key": "home.title", "text": t, "status": "ready"}]}),
          recognised=sw, tolerance=False)
    plain("signatureapi", lambda t: compact({"id": "evt_4p2oouvNvjp1I9ckgqycH2", "type": "recipient.completed",
                                             "timestamp": "2026-03-16T07:59:58.999Z", "data": {
                                                 "envelope_id": "e387553d-cbb7-4924-abd8-b2d89699e9b5",
                                                 "envelope_metadata": {"customer_ref": "x9550501", "customer_name": t},
                                                 "object_id": "re_7v7Sion0vqjJioYmwfZ9mf", "object_type": "recipient",
                                                 "recipient_type": "signer"}}), "recipient.completed")

    def hook(name):
        return compact({"user": {"id": "8484b834-f29e-4af2-bf42-80644d154f76", "aud": "authenticated", "role": "authenticated",
                                 "email": "ada@example.com", "user_metadata": {"name": name}},
                        "email_data": {"token": "305805", "token_hash": "7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0",
                                       "redirect_to": "http://localhost:3000/", "email_action_type": "signup",
                                       "site_url": "http://localhost:9999", "token_new": "", "token_hash_new": ""}})
    one = hook("Ada Example")
    sms = compact({"user": {"id": "6481a5c1-3d37-4a56-9f6a-bee08c554965", "phone": "+1333363128"}, "sms": {"otp": "561166"}})
    head = {**JSON, "webhook-id": MSG, "webhook-timestamp": S}
    plain("supabase", hook, "signup", more=[
        case("the secret as the dashboard shows it", {**head, "webhook-signature": v1(KEY, MSG, S, one)}, one, ["v1," + WHSEC],
             event_type="signup", event_id=MSG),
        case("the secret without any prefix", {**head, "webhook-signature": v1(KEY, MSG, S, one)}, one, [b64(KEY)],
             event_type="signup", event_id=MSG),
        case("a send-SMS hook", {**head, "webhook-signature": v1(KEY, MSG, S, sms)}, sms, ["v1," + WHSEC], event_id=MSG)])
    plain("kong", contact, "contact.created", recognised=sw)
    plain("twilio-verify", lambda t: compact({"uuid": "hookctl-test-0001", "type": "challenge.approved",
                                              "account_sid": "AC00000000000000000000000000000000",
                                              "service_sid": "VA00000000000000000000000000000000",
                                              "entity_identity": t, "factor_sid": "YF00000000000000000000000000000000",
                                              "factor_type": "push", "challenge_sid": "YC00000000000000000000000000000000"}),
          "challenge.approved", recognised=sw)
    plain("brex", lambda t: compact({"event_type": "TRANSFER_PROCESSED", "transfer_id": "hookctl-transfer-1",
                                     "company_id": "hookctl-company-1", "description": t}), "TRANSFER_PROCESSED", recognised=sw)
    plain("lithic", lambda t: compact({"event_type": "card.created", "card_token": "00000000-0000-0000-1000-000000000000",
                                       "replacement_for": None, "memo": t}), "card.created", recognised=sw)
    plain("render", lambda t: compact({"type": "deploy_ended", "timestamp": "2026-03-16T07:59:58.719830834Z", "data": {
        "id": "evt-hookctltest0001", "serviceId": "srv-hookctltest0001", "serviceName": t, "status": "succeeded"}}),
          "deploy_ended")
    plain("gemini", lambda t: compact({"type": "batch.succeeded", "version": "v1", "timestamp": "2026-03-16T07:59:58Z", "data": {
        "id": "batch_123456", "output_file_uri": "gs://hookctl-test/" + t}}), "batch.succeeded")
    plain("incident-io", lambda t: compact({"event_type": "public_incident.incident_created_v2", "public_incident.incident_created_v2": {
        "id": "01HOOKCTLTEST0000000000001", "reference": "INC-123", "name": t, "mode": "standard", "visibility": "public",
        "permalink": "https://app.incident.io/incidents/123", "incident_status": {"category": "triage", "name": "Triage"},
        "created_at": "2026-03-16T07:59:58Z"}}), "public_incident.incident_created_v2")
    plain("etsy", lambda t: compact({"event_type": "order.paid", "shop_id": "123456", "note": t,
                                     "resource_url": "https://api.etsy.com/v3/application/shops/123456/receipts/234567890"}),
          "order.paid")
    plain("stytch", lambda t: compact({"project_id": "project-live-00000000-0000-4000-8000-000000000001",
                                       "event_id": "event-live-00000000-0000-4000-8000-000000000002", "action": "CREATE",
                                       "object_type": "organization", "source": "DASHBOARD",
                                       "id": "organization-live-00000000-0000-4000-8000-000000000003",
                                       "timestamp": "2026-03-16T07:59:58Z",
                                       "organization": {"organization_name": t, "organization_slug": "example"}}),
          "DASHBOARD.organization.CREATE", prefix="svix")
    plain("vanta", lambda t: compact({"type": "vendor.created", "timestamp": "2026-03-16T07:59:58Z",
                                      "data": {"id": "65e1efde08e8478f143a8ff9", "name": t}}),
          "vendor.created", prefix="svix", recognised="svix")


if __name__ == "__main__":
    for make in (stripe, paddle, mux, workos, sanity, elevenlabs, retell, calendly, persona, surge, tabapay, buildkite, cloudflare,
                 recurly, qonto, customer_io, orb, webflow, twitch, box, cashfree, lob, emailit, brevo, ed25519, clerk, resend,
                 openai, anthropic, replicate, liveblocks, dodopayments, whop, polar, gitlab_signing, others):
        make()
    family("standard-webhooks", "webhook")
    family("svix", "svix")
