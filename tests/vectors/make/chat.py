"""Makes the vectors of the chat, support and messaging platforms: tests/vectors/SLUG.toml.

Every signature is computed here from the vendor's documented rule, with secrets and keys that are made up;
published vectors stand as literal data with their source, and are checked against the same rule.

    python3 tests/vectors/make/chat.py
"""

import base64
import hashlib
import json
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding

import common
from common import AT, SECRET, TIME, b64, b64mac, b64url, case, compact, hexmac

MS = TIME * 1000
ISO = "2026-03-16T08:00:00Z"
LATE = "2026-03-16T08:10:00Z"
WRONG = "hookctl-wrong-secret"
HELLO = "Hi. I was charged twice for my Team plan this month."
UMLAUT = "Grüße 👋 aus Köln: die Rechnung stimmt nicht."
# The short body that the vectors marked "checked with" and "computed with Python hmac" share.
SHORT = '{"type":"webhook.test","timestamp":"2026-03-16T08:00:00.000Z","data":{"message":"Grüße 👋","nonce":"k3Qv9sT2mXw7"}}'
BY_RULE = "computed with Python hmac from the documented rule"
JSON = ("content-type", "application/json")
FORM = ("content-type", "application/x-www-form-urlencoded")

# Test keys, made for these vectors alone.
ED = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"hookctl test key").digest())
ED_PUBLIC = ED.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
ED_OTHER = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"hookctl other key").digest())
ED_OTHER_PUBLIC = ED_OTHER.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
RSA = serialization.load_pem_private_key(b"""-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDPPXjbAcOxGME3
kMd/lqEDvwvtU6qBQb1xpmp47FXOi4vVaue05Mj7ZEJwVSc33buXs+RQJzbdC7Mk
EpE0cp1n2uVtmWG0y0ieOwO3uQy+e9oo+tJUynOp6h683wKJBkjQwNVa7iBOOeSh
7H4ApD9qmV+eev7DCTg4FCvehZzldaDfFI10QvpCUM3bN3Vay+y9uBnsmh7IQq8Y
q+FPffV6AH+W17z4HnvcJOd9ogUggPpnCJ60XnrNEFXCuMjpqc3HQHMAN8T5XPP3
PZKUN+pZ1Ub3Ln1fenYn9yg/WoqsEtBMrhH8wuB1B8WAPOwHkbr2UbTylBUwYoQg
D+c9kxI3AgMBAAECggEAT+/XMSriD+qLhOJcgVNZsjc744Q1LXxtFWxqf1Ax3OSo
wF5nF7hz6bwHgIroAL2PgXmLJHurxuGfbNeYmNFo88lUW80hCfqrfRUoXvKK/uKJ
COuOu9QHf0/mIVYoBTCeX58x7MwTO/lKvkaZZ6fzKiwU3O12XUauH7twHHoPRdZC
zCxXEmbEFOzaaiBtTW/fvsdu0ppfcpCNtqzou721h87JWO/Mq3vzJ1wp3k+y6l/A
IzBNMPk9kXB1V8KNSR+6AvgzJuOvPbdLlCqXOhURmxUmzfQphD4QmSNHyvQ5we4p
IhjuFugC0tmTAxRlcbZjmsyDqAr+C50rVfl7Myz58QKBgQDpwRGYN0baSDnon2HG
eX0g8TO+xjtJZrjUJRmmiDco4nMiiz+IsrNC6JCpCyAcrOFUrLbzwK2mSEu4ItYN
67KjP62jDLnfeqwKnKJu3yX1aaCJNArfN7ECQUjXv9XsAV4i63Gnj1nJv/00vpr5
8GWM1y5Z3mQoJ1seAA3MOFhe7wKBgQDi9nGsfRSGqurW8dvTa22MxaYskL4G0lKc
GeASUx2W+XoXGdyqpIFDL80QalRIneMMIenh8uLnEHrIN2gaMvhRuV2fyUtXW87s
yET3Cl3hxsoDnfvLMjY6cERwAss/kBAAcugtdvBgt3KM+4ZA0Qt/RwG/9U2wL6vZ
/IPXLukBOQKBgQCo3/4JHS5H9tQ3ViY6UHzw9rEui2I7pkWzplYAtPo8xFTvyPAO
nyPZG9Ge/tWlQdTM6raGJVaPAj4J+sjwZ664OAIHAOOsK6DtTbogJYDz6uq7FOkh
2Mc93NJ2ZDZ1eYt76ONEbdEta1HP8EBgf6et96uZ64wqYjx20Q0m1DIr6wKBgD9t
Vek5b2IPI9/76U4VSKE9nyn3LVPktTdwt8EHP06w26DXFmcN4B3xnuJGhNViYlBC
rgT6BtVCMr3/VfV0ZxcXsYV1ELwSKSrc8QEFAaWWE2CdZv+rQaJlO4r+DOTvkrk9
Y4tJIPY2bineJO+6O/dO1btah2KEgAdEXWfmcTFpAoGBAKCzAGuBp3TbTnZNnPZ8
MfbOW2IEnOF57Kh9pXqBduHPX3VGeDM4bZEHjqkN9VDEbq2Gv+zAej5dCFPeVD8M
EqkbQF6RASwqoUV33qhjFWjwc+AVwAQEI6ZC4fJz08x1l5jPFk8Lm6OcYwAYqB35
rYTxyCEf5kxsswklFFAgiHWw
-----END PRIVATE KEY-----""", None)
RSA_PEM = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def write(slug, cases):
    common.write(slug, cases, "chat.py")


def rsa(body):
    return b64(RSA.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256()))


def jwt(claims, secret, alg="HS256"):
    name = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}[alg]
    text = b64url(compact({"alg": alg, "typ": "JWT"}).encode()) + "." + b64url(compact(claims).encode())
    return text + "." + b64url(common.mac(secret, text, name))


def sha256(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def basic(text):
    return "Basic " + b64(text.encode())


def signed(slug, make, head, kind=None, id=None, secret=SECRET, wrong=WRONG, tolerance=False, more=(), type=JSON, first="a delivery, signed as documented", **common_more):
    """The usual cases: valid, wrong secret, a changed byte, a body beyond ASCII, and too old where there is a limit.
    `make(text)` gives the body around a text, `head(body, secret)` the headers of the signature."""
    body, other = make(HELLO), make(UMLAUT)
    named = {k: v for k, v in (("event_type", kind), ("event_id", id)) if v is not None} | common_more
    headers = [type, *head(body, secret)]
    cases = [
        case(first, headers, body, [secret], **named),
        case("the secret is another one", headers, body, [wrong], expect="no_match", **named),
        case("one byte of the body was changed", headers, make(HELLO.replace("twice", "thice")), [secret], expect="no_match", **named),
        case("a body beyond ASCII", [type, *head(other, secret)], other, [secret], **named),
    ]
    if tolerance:
        cases.append(case("older than the vendor allows", headers, body, [secret], expect="timestamp_too_old", at=LATE, **named))
    write(slug, cases + list(more))


def token(slug, body, places, kind=None, id=None, secret=SECRET, type=JSON, more=(), **common_more):
    """A shared token: valid, wrong, absent. `places(token)` gives (headers, body) for a token, or None for none."""
    named = {k: v for k, v in (("event_type", kind), ("event_id", id)) if v is not None} | common_more
    headers, text = places(secret, body)
    cases = [
        case("the token is right", [type, *headers], text, [secret], **named),
        case("the token is another one", [type, *headers], text, [WRONG], expect="no_match", **named),
        case("two tokens are known, the second fits", [type, *headers], text, [WRONG, secret], **named),
    ]
    write(slug, cases + list(more))


def none(slug, headers, body, kind=None, id=None, recognised=None, type=JSON):
    write(slug, [case("this sender does not sign, or nobody knows how", [type, *headers], body, [], expect="unsigned",
                      event_type=kind, event_id=id, recognised=recognised)])


def short(name, headers, source, body=SHORT, **more):
    return case(name, [JSON, *headers], body, [SECRET], source=source, **more)


def same(computed, published):
    assert computed == published, (computed, published)
    return published


# ---------------------------------------------------------------- Chatwoot

def chatwoot_body(text):
    return compact({"account": {"id": 1, "name": "Example"}, "additional_attributes": {}, "content_attributes": {}, "content_type": "text",
                    "content": text, "conversation": {"id": 151331, "inbox_id": 1, "status": "open", "channel": "Channel::WebWidget", "labels": []},
                    "created_at": "2026-03-16T08:00:00.204Z", "id": 2, "inbox": {"id": 1, "name": "Website"}, "message_type": "incoming",
                    "private": False, "sender": {"id": 151332, "name": "Jane Smith", "type": "contact"}, "source_id": None, "event": "message_created"})


def chatwoot(body, secret, ts=TIME):
    return [("X-Chatwoot-Timestamp", str(ts)), ("X-Chatwoot-Signature", "sha256=" + hexmac(secret, f"{ts}.{body}")),
            ("X-Chatwoot-Delivery", "5f7d1d4e-6b0e-4b0c-9c38-0f4d7f1f8a11")]


signed("chatwoot", chatwoot_body, chatwoot, "message_created", "5f7d1d4e-6b0e-4b0c-9c38-0f4d7f1f8a11", tolerance=True, more=[
    short("a short test event", [("X-Chatwoot-Timestamp", "1773648000"),
          ("X-Chatwoot-Signature", "sha256=" + same(hexmac(SECRET, f"{TIME}.{SHORT}"), "a131aa950964bb10165c1290192c2015b71fb898ffa818067a8a13854263f807"))], BY_RULE),
    case("the body alone was hashed, without the timestamp",
         [JSON, ("X-Chatwoot-Timestamp", str(TIME)), ("X-Chatwoot-Signature", "sha256=" + hexmac(SECRET, chatwoot_body(HELLO)))],
         chatwoot_body(HELLO), [SECRET], expect="no_match", event_type="message_created"),
    case("the timestamp is missing", [JSON, ("X-Chatwoot-Signature", chatwoot(chatwoot_body(HELLO), SECRET)[1][1])],
         chatwoot_body(HELLO), [SECRET], expect="missing_header", event_type="message_created"),
    case("an older Chatwoot, without a signature", [JSON, ("X-Chatwoot-Delivery", "5f7d1d4e-6b0e-4b0c-9c38-0f4d7f1f8a11")],
         chatwoot_body(HELLO), [SECRET], expect="unsigned", event_type="message_created", event_id="5f7d1d4e-6b0e-4b0c-9c38-0f4d7f1f8a11"),
])

# ---------------------------------------------------------------- Relentify

def relentify_body(text):
    return compact({"id": "evt_9f3c2a1b7d5e4f60", "type": "invoice.paid", "created": "2026-03-16T08:00:00.000Z", "entity_id": "inv_10431",
                    "data": {"number": "INV-10431", "total": 34800, "currency": "GBP", "status": "paid", "note": text,
                             "customer": {"id": "cus_77", "name": "Casey Example", "email": "casey@bakery.example.com"}}})


signed("relentify", relentify_body, lambda body, secret: [("X-Relentify-Signature", hexmac(secret, body))], "invoice.paid", "evt_9f3c2a1b7d5e4f60")
signed("relentify-accounting", relentify_body,
       lambda body, secret: [("Relentify-Signature", "sha256=" + hexmac(secret, body)), ("Relentify-Delivery-Id", "whd_31d0c6"), ("Relentify-Retry-Count", "0")],
       "invoice.paid", "evt_9f3c2a1b7d5e4f60")


def relentify_chat_body(text):
    return compact({"event": "chat.session.created", "data": {"conversation": {"id": "conv_01KKC0W8W43819HAKS9003M6YX", "status": "open", "channel": "web_chat",
                    "started_at": "2026-03-16T08:00:00.204Z", "topic": None, "priority": "normal", "tags": []},
                    "visitor": {"id": "vis_01KBCNNN80G7WFDQF8GDJZ74M7", "name": "Jane Smith", "email": "jane.smith@example.com"},
                    "pre_chat_answers": [{"key": "reason", "answer": text}]}, "timestamp": "2026-03-16T08:00:00.204Z"})


signed("relentify-chat", relentify_chat_body,
       lambda body, secret: [("X-Webhook-Event", "chat.session.created"), ("X-Webhook-Signature", hexmac(secret, body))], "chat.session.created", more=[
           short("a short test event", [("X-Webhook-Event", "webhook.test"),
                 ("X-Webhook-Signature", same(hexmac(SECRET, SHORT), "4954b130ec40b52b97359640e70d7296b44af483ef1a5ad1c1078c872dc967aa"))],
                 BY_RULE, event_type="webhook.test", recognised=""),
           case("a webhook without a secret is not signed", [JSON, ("X-Webhook-Event", "chat.session.created")], relentify_chat_body(HELLO), [SECRET],
                expect="unsigned", event_type="chat.session.created"),
       ])

# ---------------------------------------------------------------- no scheme known

EVENT = compact({"event": "lead.captured", "data": {"name": "Jane Smith", "email": "jane.smith@example.com", "message": "Grüße 👋, please call me back."},
                 "timestamp": "2026-03-16T08:00:00Z"})
none("chatsy", [], EVENT, recognised="")
none("chatsby", [], EVENT, recognised="")
none("gorgias", [("X-Example-Token", "one that you set yourself")],
     compact({"ticket_id": 5123, "subject": "Charged twice", "customer": {"email": "jane.smith@example.com"}, "last_message": "Grüße 👋"}), recognised="")
none("kustomer", [], compact({"object": "conversation", "name": "kustomer.conversation.create", "orgId": "5e0000000000000000000000",
                              "data": {"type": "conversation", "id": "5e1111111111111111111111", "attributes": {"name": "Charged twice", "channels": ["chat"]}}}), recognised="")
none("gladly", [], compact({"lookupLevel": "BASIC", "uniqueMatchRequired": False, "query": {"emails": ["jane.smith@example.com"], "phones": []}}), recognised="")
none("freshdesk", [], compact({"freshdesk_webhook": {"ticket_id": 1228307, "ticket_subject": "Charged twice", "ticket_status": "Open", "ticket_priority": "Medium",
                                                     "ticket_description": "<div>Grüße 👋</div>", "triggered_event": "{ticket_action:created}",
                                                     "ticket_url": "https://example.freshdesk.com/helpdesk/tickets/1228307"}}), "{ticket_action:created}")
none("olark", [], urlencode({"data": compact({"kind": "Conversation", "id": "EV695BI2930A6XMO32886MPT899443414",
                                              "items": [{"kind": "MessageToOperator", "nickname": "Jane", "body": "Grüße 👋", "timestamp": "1773648000.32"}],
                                              "visitor": {"kind": "Visitor", "id": "9QRF9YWM5XW3ZSU7P9CGWRU89944341", "emailAddress": "jane.smith@example.com"}})}),
     recognised="", type=FORM)

# ---------------------------------------------------------------- Intercom

def intercom_body(text):
    return compact({"type": "notification_event", "app_id": "exampleapp", "data": {"type": "notification_event_data", "item": {
        "type": "conversation", "id": "215470612", "created_at": TIME - 60, "updated_at": TIME, "open": True, "state": "open", "read": False,
        "source": {"type": "conversation", "id": "1", "delivered_as": "customer_initiated", "subject": "", "body": f"<p>{text}</p>",
                   "author": {"type": "user", "id": "65f0", "name": "Jane Smith", "email": "jane.smith@example.com"}}}},
        "links": {}, "id": "notif_6b2c1f0e-3f6b-4a55-8a11-5d6f3e1c2b9a", "topic": "conversation.user.created", "delivery_status": "pending",
        "delivery_attempts": 1, "delivered_at": 0, "first_sent_at": TIME, "created_at": TIME, "self": None})


signed("intercom", intercom_body, lambda body, secret: [("X-Hub-Signature", "sha1=" + hexmac(secret, body, "sha1"))],
       "conversation.user.created", "notif_6b2c1f0e-3f6b-4a55-8a11-5d6f3e1c2b9a", more=[
           short("a short test event", [("X-Hub-Signature", "sha1=" + same(hexmac(SECRET, SHORT, "sha1"), "6b04e59007714c6233a3b63012cd4f7ccc95c69a"))],
                 BY_RULE, recognised=""),
           case("SHA-256 where SHA-1 belongs", [JSON, ("X-Hub-Signature", "sha256=" + hexmac(SECRET, intercom_body(HELLO)))], intercom_body(HELLO), [SECRET],
                expect="unknown_version", event_type="conversation.user.created", event_id="notif_6b2c1f0e-3f6b-4a55-8a11-5d6f3e1c2b9a"),
       ])


def canvas_body(text):
    return compact({"workspace_id": "exampleapp", "workspace_region": "US", "component_id": "submit_button", "input_values": {"note": text},
                    "admin": {"type": "admin", "id": "814860", "email": "robin@support.example.com", "name": "Robin Sample"},
                    "conversation": {"type": "conversation", "id": "215470612", "state": "open"},
                    "current_canvas": {"content": {"components": [{"type": "text", "id": "intro", "text": "Order status"}]}, "stored_data": {}}})


signed("intercom-canvas", canvas_body, lambda body, secret: [("X-Body-Signature", hexmac(secret, body))])


def fin_body(text):
    return compact({"event_name": "fin_status_updated", "conversation_id": "conv_01KKC0W8W43819HAKS9003M6YX", "user_id": "customer-20417",
                    "status": "escalated", "reason": text, "created_at_ms": MS})


signed("intercom-fin", fin_body, lambda body, secret: [("X-Fin-Agent-API-Webhook-Signature", "sha256=" + hexmac(secret, body))], "fin_status_updated")

# ---------------------------------------------------------------- Zendesk

def zendesk_body(text):
    return compact({"account_id": 12345678, "detail": {"id": "141"}, "event": {"actor": {"id": "vis_01KBCNNN80G7WFDQF8GDJZ74M7", "name": "Jane Smith", "type": "end_user"},
                    "conversation_id": "65f0a1b2c3d4e5f6a7b8c9d0", "message": {"id": "msg_01KKC0WXDH2THPX1QPZVAX8SFZ", "body": text}},
                    "id": "evt_01KKC0WXDHAY8J54QA7VVB03X8", "subject": "zen:ticket:141", "time": "2026-03-16T08:00:00.241Z",
                    "type": "zen:event-type:messaging_ticket.message_added", "zendesk_event_version": "2022-11-06"})


def zendesk(body, secret):
    return [("X-Zendesk-Account-Id", "12345678"), ("X-Zendesk-Webhook-Id", "01F1KRFQ6BG29CNWFR60NK5FNY"), ("X-Zendesk-Webhook-Invocation-Id", "8350205582"),
            ("X-Zendesk-Webhook-Signature-Timestamp", ISO), ("X-Zendesk-Webhook-Signature", b64mac(secret, ISO + body))]


ZENDESK_TEST = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
signed("zendesk", zendesk_body, zendesk, "zen:event-type:messaging_ticket.message_added", "evt_01KKC0WXDHAY8J54QA7VVB03X8", more=[
    short("a short test event", [("X-Zendesk-Webhook-Signature-Timestamp", ISO),
          ("X-Zendesk-Webhook-Signature", same(b64mac(SECRET, ISO + SHORT), "7EwAW65yz9hGDuXMG0tb+CM7P/G3kfT+QC0CClHBtBw="))], BY_RULE, event_type="webhook.test"),
    case("a webhook that is not saved yet, with Zendesk's fixed test secret", [JSON, *zendesk('{"say": "hello"}', ZENDESK_TEST)], '{"say": "hello"}', [ZENDESK_TEST]),
    case("a GET webhook: the timestamp alone is signed", zendesk("", SECRET), "", [SECRET], method="GET"),
    case("the example of an earlier edition of the page, which signs the body first",
         [JSON, ("X-Zendesk-Webhook-Signature-Timestamp", "2021-07-25T10:00:00Z"),
          ("X-Zendesk-Webhook-Signature", same(b64mac("HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA=", '{"say": "hello"}2021-07-25T10:00:00Z'), "tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw="))],
         '{"say": "hello"}', ["HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA="], expect="no_match", at="2021-07-25T10:00:05Z",
         source="published: https://developer.zendesk.com/documentation/event-connectors/webhooks/verifying/ (an earlier edition)"),
])

# ---------------------------------------------------------------- Sunshine Conversations

SUNSHINE = compact({"app": {"id": "5ffdfd5e5c2dd9006e8b1f2a"}, "webhook": {"id": "5ffdfe2c5c2dd9006e8b1f40", "version": "v2"}, "events": [{
    "id": "5ffdff175c2dd9006e8b1f55", "createdAt": "2026-03-16T08:00:00.241Z", "type": "conversation:message", "payload": {
        "conversation": {"id": "c93bb9c14dde8ffb94564eae", "type": "personal"},
        "message": {"id": "5ffdff175c2dd9006e8b1f57", "received": "2026-03-16T08:00:00.200Z", "author": {"userId": "42589ad070d43be9b00ff7e5", "type": "user"},
                    "content": {"type": "text", "text": "Grüße 👋"}, "source": {"type": "web"}}}}]})
token("sunshine-conversations", SUNSHINE, lambda t, body: ([("X-API-Key", t)], body), "conversation:message", "5ffdff175c2dd9006e8b1f55", more=[
    case("no token at all", [JSON], SUNSHINE, [SECRET], expect="unsigned", event_type="conversation:message", event_id="5ffdff175c2dd9006e8b1f55")])

# ---------------------------------------------------------------- Crisp

def crisp_body(text):
    return compact({"website_id": "00000000-0000-4000-8000-00000000c415", "event": "message:send", "data": {
        "website_id": "00000000-0000-4000-8000-00000000c415", "session_id": "session_9df2a21e-f113-41d4-8ed2-bad8b49cafd1", "inbox_id": None,
        "type": "text", "content": text, "from": "user", "origin": "chat", "stamped": True, "automated": False, "timestamp": MS, "fingerprint": 163239623329114,
        "user": {"nickname": "visitor607", "user_id": "session_9df2a21e-f113-41d4-8ed2-bad8b49cafd1"}}, "timestamp": MS})


signed("crisp", crisp_body,
       lambda body, secret: [("X-Crisp-Hook-Origin", "plugin"), ("X-Crisp-Request-Timestamp", str(MS)), ("X-Crisp-Signature", hexmac(secret, f"[{MS};{body}]")),
                             ("X-Delivery-Attempt-Limit", "5"), ("X-Delivery-Attempt-Count", "1")], "message:send", more=[
           short("a short test event", [("X-Crisp-Request-Timestamp", "1773648000000"),
                 ("X-Crisp-Signature", same(hexmac(SECRET, f"[{MS};{SHORT}]"), "5f23afe93f07e436c11a41c6613e83b9b36a1e0b3a5fe5584a108fb1b59868c9"))],
                 "checked with crisp-api (npm) verifyHook"),
       ])


def mcp_body(text):
    return compact({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "find_invoice", "arguments": {"question": text, "email": "jane.smith@example.com"}}})


SITE = "00000000-0000-4000-8000-00000000c415"
signed("crisp-mcp", mcp_body,
       lambda body, secret: [("X-Crisp-Website-Id", SITE), ("X-Crisp-Session-Id", "9df2a21e-f113-41d4-8ed2-bad8b49cafd1"), ("X-Crisp-Timestamp", str(TIME)),
                             ("X-Crisp-Signature", "sha256=" + hexmac(secret, f"{TIME}.{SITE}.{body}"))], "tools/call", more=[
           case("the website id is missing", [JSON, ("X-Crisp-Timestamp", str(TIME)), ("X-Crisp-Signature", "sha256=" + hexmac(SECRET, f"{TIME}.{SITE}.{mcp_body(HELLO)}"))],
                mcp_body(HELLO), [SECRET], expect="missing_header", event_type="tools/call", recognised=""),
       ])

# ---------------------------------------------------------------- Tidio

def tidio_body(text):
    return compact({"webhook_id": "wh_6f0c2a", "topic": "contact.created", "created_at": "2026-03-16T08:00:00Z", "project_id": "p_example",
                    "payload": {"contact": {"id": "c_20417", "email": "jane.smith@example.com", "first_name": "Jane", "note": text}}})


def tidio(body, *secrets):
    return [("X-Tidio-Signature", f"t={TIME}" + "".join(",s=" + hexmac(s, f"{body}_{TIME}") for s in secrets))]


signed("tidio", tidio_body, tidio, "contact.created", more=[
    case("two secrets are active, the second is ours", [JSON, *tidio(tidio_body(HELLO), "hookctl-older-secret", SECRET)], tidio_body(HELLO), [SECRET], event_type="contact.created"),
    case("the timestamp first and a dot, as elsewhere", [JSON, ("X-Tidio-Signature", f"t={TIME},s=" + hexmac(SECRET, f"{TIME}.{tidio_body(HELLO)}"))], tidio_body(HELLO), [SECRET],
         expect="no_match", event_type="contact.created"),
])

# ---------------------------------------------------------------- LiveChat, Drift, Botpress

def livechat_body(secret):
    return compact({"webhook_id": "wh_example", **({"secret_key": secret} if secret else {}), "action": "incoming_event", "organization_id": "00000000-0000-4000-8000-000000000000",
                    "payload": {"chat_id": "PJ0MRSHTDG", "thread_id": "K600PKZON8", "event": {"id": "Q20163UAHO_2", "type": "message", "text": "Grüße 👋",
                                "author_id": "b7eff798-f8df-4364-8059-649c35c9ed0c", "created_at": "2026-03-16T08:00:00.241Z", "visibility": "all"}}, "additional_data": {}})


token("livechat", None, lambda t, _: ([], livechat_body(t)), "incoming_event", more=[
    case("no secret_key in the body", [JSON], livechat_body(None), [SECRET], expect="unsigned", event_type="incoming_event", recognised="")])


def drift_body(secret):
    return compact({"orgId": 63606, "type": "new_message", **({"token": secret} if secret else {}), "data": {"id": 2351, "conversationId": 8201, "type": "chat",
                    "body": "<p>Grüße 👋</p>", "author": {"id": 20417, "type": "contact", "bot": False}, "createdAt": MS}})


token("drift", None, lambda t, _: ([("X-Verification-Token", t)], drift_body(t)), "new_message", more=[
    case("the token in the body only", [JSON], drift_body(SECRET), [SECRET], event_type="new_message"),
    case("no token at all", [JSON], drift_body(None), [SECRET], expect="unsigned", event_type="new_message", recognised="")])

BOTPRESS = compact({"conversationId": "conv_01KKC0W8W43819HAKS9003M6YX", "userId": "customer-20417", "article": {"id": "123", "content": "Grüße 👋"}, "category": "Business"})
token("botpress", BOTPRESS, lambda t, body: ([("x-bp-secret", t)], body), more=[
    case("no token at all", [JSON], BOTPRESS, [SECRET], expect="unsigned", recognised="")])

# ---------------------------------------------------------------- Freshchat, Zoho SalesIQ (RSA)

FRESHCHAT_KEY = "-----BEGIN RSA PUBLIC KEY----- MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuGJLF4hTTtxWogT6dNkGf3CEgLAR2mGJzlds5cNbrHFoJNFnmVhkRYGzLYxx4EtDiezNCZVHfyMI2AKuNSQW2fEdDatVIG+q3Zr/X9eeDl8kQOGy804J/fgCYDrN8RQu0n5Dh1inv4puca0wb29SCvoAwrWb33ehDBIvv6+rUKBdjtv2xTV65kNiVDo5VRCaYRVeE10osxeONgw55HVY4nczuxnR+dmc2282de6WHe5LXtr0ZBdJ8yttFOLIluZ/sNM5DIWZBkIWQhyT581tbA7bTpsIbrT/IMBlmioIILw8WGtI7zcmNkjU5dnq5HnlVKEDhj/Ug/dLiyno8+Vp7QIDAQAB -----END RSA PUBLIC KEY-----"
FRESHCHAT_BODY = '{"actor":{"actor_type":"user","actor_id":"882f3926-b292-414b-a411-96380db373cd"},"action":"message_create","action_time":"2019-06-21T17:43:20.875Z","data":{"message":{"message_parts":[{"text":{"content":"Test 2"}}],"app_id":"55b190fa-5d3c-45c4-bc49-74ddcfcf53d7","actor_id":"882f3926-b292-414b-a411-96380db373cd","id":"7a454fde-c720-4c97-a61d-0ffe70449eb6","channel_id":"c8fddfaf-622a-4a0e-b060-4f3ccbeab606","conversation_id":"c327498e-f713-481e-8d83-0603e03d2521","message_type":"normal","actor_type":"user","created_time":"2019-06-21T17:43:20.866Z"}}}'
FRESHCHAT_RIGHT = "AhrmypOSWoewHG6LmIRuWjxyokuMDmPklrSU9p0gpUNjdSRCJzvpL6rjuTi5poV/ZLzWRWNM7X9yWjT5m9YFPshYrvigcd1ph4Ot2xmaJGYoUNJHijQccE6oDtDIp6i/8oLRafHgObQnGukZWPbP9OE5EiKz/VcsMP0Wv7hawI/sfIviM0w+6fNOKXWi0jDBH9ap1mj5CqOUOojni7OD5iYmIrjV/h33dyNmbvAta9E+trzcEhYqxfHIN4Z8R2FsatfRHWicoQ4PE5cQ8+UONVya8qr85nQ9w8N7Ql7yNg9fEViYG4/W/JnGEbPPEf8WrYtKzoVyuupDz4mVHdfKWg=="
FRESHCHAT_WRONG = "f7wMD1BBhcj60U0z3dCY519qmxQ8qfVUU212Dapw9vpZfRBfjjmukUK2GwbAb0Nc+TGQHxN4iP4WD+Y/mSx6f4bmkBsvCy3l4OCQ/FEK0y5R7f+GLLDhgbTh90MwuLDHhvxB5dxIeu59leL+4yO+l/8M3Tm48aQurVBi9IAlzFsMtc1S1CiRxsDUb/rD6IRekPa0pUAbkno9qJ/CGXh0kZMdsYzRkzZmKCs79OWrvU94ha0ptyt5wArfmD1oSzY3PjeL2w8LWDc0QV21H/Hvj42azIUqebiNRtZ2E+f34AfQsyfcPuy1k/6qLuYGOdU1uZidPuPcGpeSIm0GW6k9HQ=="
COURIER = "published: nyaruka/courier handlers/freshchat/handler_test.go (a captured delivery)"
_key = serialization.load_der_public_key(base64.b64decode(FRESHCHAT_KEY.split("-----")[2].replace(" ", "")))
_key.verify(base64.b64decode(FRESHCHAT_RIGHT), FRESHCHAT_BODY.encode(), padding.PKCS1v15(), hashes.SHA256())


def freshchat_body(text):
    return compact({"actor": {"actor_type": "user", "actor_id": "882f3926-b292-414b-a411-96380db373cd"}, "action": "message_create", "action_time": "2026-03-16T08:00:00.875Z",
                    "data": {"message": {"message_parts": [{"text": {"content": text}}], "app_id": "55b190fa-5d3c-45c4-bc49-74ddcfcf53d7", "actor_id": "882f3926-b292-414b-a411-96380db373cd",
                             "id": "7a454fde-c720-4c97-a61d-0ffe70449eb6", "channel_id": "c8fddfaf-622a-4a0e-b060-4f3ccbeab606", "conversation_id": "c327498e-f713-481e-8d83-0603e03d2521",
                             "message_type": "normal", "actor_type": "user", "created_time": "2026-03-16T08:00:00.866Z"}}})


signed("freshchat", freshchat_body, lambda body, _: [("X-Freshchat-Signature", rsa(body)), ("X-Freshchat-Payload-Version", "1")], "message_create",
       secret=RSA_PEM, wrong=FRESHCHAT_KEY, more=[
           case("a captured delivery; the key on one line, with Freshchat's own label", [JSON, ("X-Freshchat-Signature", FRESHCHAT_RIGHT)], FRESHCHAT_BODY, [FRESHCHAT_KEY],
                event_type="message_create", source=COURIER, at="2019-06-21T17:43:25Z"),
           case("a signature of another body", [JSON, ("X-Freshchat-Signature", FRESHCHAT_WRONG)], FRESHCHAT_BODY, [FRESHCHAT_KEY], expect="no_match",
                event_type="message_create", source=COURIER, at="2019-06-21T17:43:25Z"),
       ])


def salesiq_body(text):
    return compact({"handler": "message", "operation": "chat", "org_id": "677000000002", "request": {"id": "AASs-1773648000", "url": "https://shop.example.com/account"},
                    "message": {"text": text, "type": "text", "time": MS}, "visitor": {"name": "Jane Smith", "email": "jane.smith@example.com", "active_conversation_id": "19367000000120011"}})


signed("zoho-salesiq", salesiq_body, lambda body, _: [("x-siqsignature", rsa(body))], "message", secret=RSA_PEM, wrong=FRESHCHAT_KEY, more=[
    case("two keys are known, the second fits", [JSON, ("x-siqsignature", rsa(salesiq_body(HELLO)))], salesiq_body(HELLO), [FRESHCHAT_KEY, RSA_PEM], event_type="message"),
    case("a signature that is no base64", [JSON, ("x-siqsignature", "%%%")], salesiq_body(HELLO), [RSA_PEM], expect="bad_encoding", event_type="message"),
])

# ---------------------------------------------------------------- Front, Help Scout, Chatbase, tawk.to

def front_body(text):
    return compact({"type": "inbound_received", "authorization": {"id": "cmp_abc"}, "payload": {"_links": {"self": "https://example.api.frontapp.com/events/evt_55c8c149"},
                    "id": "evt_55c8c149", "type": "inbound", "emitted_at": TIME, "conversation": {"id": "cnv_55c8c149", "subject": text, "status": "unassigned"}}})


def front(body, secret):
    return [("X-Front-Request-Timestamp", str(MS)), ("X-Front-Signature", b64mac(secret, f"{MS}:{body}"))]


SYNC = compact({"type": "sync", "authorization": {"id": "cmp_abc"}})
signed("front-app", front_body, front, "inbound_received", more=[
    short("a short test event", [("X-Front-Request-Timestamp", "1773648000000"),
          ("X-Front-Signature", same(b64mac(SECRET, f"{MS}:{SHORT}"), "ESvSipJAp3NQKekaxdlsvo0ObFZxfQcma29g1u5keuA="))], BY_RULE, event_type="webhook.test"),
    case("the sync request with its challenge", [JSON, *front(SYNC, SECRET), ("X-Front-Challenge", "0f3b6f4c1d")], SYNC, [SECRET], event_type="sync"),
])


def front_rule_body(text):
    return compact({"_links": {"self": "https://example.api.frontapp.com/events/evt_6z8y7x"}, "id": "evt_6z8y7x", "type": "inbound", "emitted_at": TIME,
                    "conversation": {"id": "cnv_55c8c149", "subject": text, "status": "unassigned", "recipient": {"handle": "jane.smith@example.com", "role": "from"}},
                    "source": {"_meta": {"type": "inboxes"}, "data": []}, "target": {"_meta": {"type": "message"}, "data": {"id": "msg_1q15qmtq", "is_inbound": True}}})


signed("front-rule", front_rule_body, lambda body, secret: [("X-Front-Signature", b64mac(secret, body, "sha1"))], "inbound", "evt_6z8y7x", more=[
    short("a short test event", [("X-Front-Signature", same(b64mac(SECRET, SHORT, "sha1"), "awTlkAdxTGIzo7YwEs1PfMyVxpo="))], BY_RULE, event_type="webhook.test")])


def helpscout_body(text):
    return compact({"id": 1093828911, "type": "email", "status": "active", "state": "published", "subject": text, "mailboxId": 256809, "createdAt": "2026-03-16T08:00:00Z",
                    "primaryCustomer": {"id": 20417, "first": "Jane", "last": "Smith", "email": "jane.smith@example.com"}, "tags": [], "_embedded": {"threads": []}})


signed("help-scout", helpscout_body, lambda body, secret: [("X-HelpScout-Event", "convo.created"), ("X-HelpScout-Signature", b64mac(secret, body, "sha1"))], "convo.created", more=[
    short("a short test event", [("X-HelpScout-Signature", same(b64mac(SECRET, SHORT, "sha1"), "awTlkAdxTGIzo7YwEs1PfMyVxpo="))], BY_RULE)])


def chatbase_body(text):
    return compact({"eventType": "leads.submit", "chatbotId": "LhSQuqXpLIpaWAVqJSKrX", "payload": {"conversationId": "e0bf8b1c-6fb5-4a2b-9a3c-7c5a0d5d5f01",
                    "customerEmail": "jane.smith@example.com", "customerName": text, "customerPhone": "+442071838750"}})


signed("chatbase", chatbase_body, lambda body, secret: [("x-chatbase-signature", hexmac(secret, body, "sha1"))], "leads.submit", more=[
    short("a short test event", [("x-chatbase-signature", same(hexmac(SECRET, SHORT, "sha1"), "6b04e59007714c6233a3b63012cd4f7ccc95c69a"))], BY_RULE)])


def tawk_body(text):
    return compact({"event": "chat:start", "chatId": "70fe3290-99ad-11e9-a30a-51567162179f", "time": "2026-03-16T08:00:00.306Z", "message": {"sender": {"type": "visitor"}, "type": "msg", "text": text},
                    "visitor": {"name": "Jane Smith", "email": "jane.smith@example.com", "city": "Cologne", "country": "DE"}, "property": {"id": "58ca8453b8a7e060cd3b1ecb", "name": "Example"}})


TAWK = "31d0c6b2-6f5f-4f4a-8d68-0d7a8f1f6a10"
signed("tawk", tawk_body, lambda body, secret: [("X-Hook-Event-Id", TAWK), ("X-Tawk-Signature", hexmac(secret, body, "sha1"))], "chat:start", TAWK, more=[
    short("a short test event", [("X-Tawk-Signature", same(hexmac(SECRET, SHORT, "sha1"), "6b04e59007714c6233a3b63012cd4f7ccc95c69a"))], BY_RULE)])

# ---------------------------------------------------------------- Ada (through Svix)

ADA_SECRET = "whsec_aG9va2N0bC10ZXN0LXZlY3Rvci1rZXktMzItYnl0ZXM="
ADA_WRONG = "whsec_aG9va2N0bC1vdGhlci12ZWN0b3Ita2V5LTMyLWJ5dGU="
ADA_ID = "msg_2dTbKPGfBW3nZp9sVx7yQmLr4Ac"


def ada_body(text):
    return compact({"type": "v1.conversation.created", "timestamp": "2026-03-16T08:00:00.000000Z", "data": {"conversation_id": "65f0a1b2c3d4e5f6a7b8c9d0", "channel": {"id": "5f7f0a", "name": text, "type": "native"},
                    "end_user_id": "5df263b7db5a7e6ea03fae9b", "created_at": "2026-03-16T08:00:00Z", "metadata": {"language": "de"}}})


def ada_sig(body, secret):
    return "v1," + b64mac(base64.b64decode(secret.removeprefix("whsec_")), f"{ADA_ID}.{TIME}.{body}")


def ada(body, secret):
    return [("svix-id", ADA_ID), ("svix-timestamp", str(TIME)), ("svix-signature", ada_sig(body, secret))]


_b = ada_body(HELLO)
signed("ada", ada_body, ada, "v1.conversation.created", ADA_ID, secret=ADA_SECRET, wrong=ADA_WRONG, tolerance=True, more=[
    case("two signatures while the secret is rotated, the second is ours",
         [JSON, ("svix-id", ADA_ID), ("svix-timestamp", str(TIME)), ("svix-signature", ada_sig(_b, ADA_WRONG) + " " + ada_sig(_b, ADA_SECRET))], _b, [ADA_SECRET],
         event_type="v1.conversation.created", event_id=ADA_ID),
    case("from the future", [JSON, *ada(_b, ADA_SECRET)], _b, [ADA_SECRET], expect="timestamp_in_future", at="2026-03-16T07:50:00Z", event_type="v1.conversation.created", event_id=ADA_ID),
])

# ---------------------------------------------------------------- Re:amaze, LivePerson

signed("reamaze", lambda text: compact({"to": {"phone": "+442071838750"}, "from": {"phone": "+442079460958"}, "body": text, "attachments": []}),
       lambda body, secret: [("X-Reamaze-Hmac-SHA256", b64mac(secret, body))])


def liveperson_body(text):
    return compact({"kind": "notification", "body": {"changes": [{"sequence": 3, "originatorId": "4a6c1e3f", "originatorMetadata": {"id": "4a6c1e3f", "role": "ASSIGNED_AGENT"}, "serverTimestamp": MS,
                    "event": {"type": "ContentEvent", "message": text, "contentType": "text/plain"}, "conversationId": "8fa3b2c1-6f5f-4f4a-8d68-0d7a8f1f6a10", "dialogId": "8fa3b2c1-6f5f-4f4a-8d68-0d7a8f1f6a10"}]},
                    "type": "ms.MessagingEventNotification"})


signed("liveperson", liveperson_body,
       lambda body, secret: [("X-LivePerson-Signature", "sha1=" + b64mac(secret, body, "sha1")), ("X-LivePerson-Account-Id", "12345678"), ("X-LivePerson-Client-Id", "0f3b6f4c")],
       "ms.MessagingEventNotification")

# ---------------------------------------------------------------- Rocket.Chat, Mattermost

ROCKET = compact({"_id": "fasd6f5a4sd6f8a4sdf", "label": "title", "topic": "asiodojf", "createdAt": "2026-03-16T07:55:00.241Z", "lastMessageAt": "2026-03-16T08:00:00.241Z",
                  "tags": ["billing"], "customFields": {"productId": "123456"}, "visitor": {"_id": "", "name": "Jane Smith", "username": "guest-607", "email": [{"address": "jane.smith@example.com"}]},
                  "agent": {"_id": "asdf89as6df8", "username": "robin", "name": "Robin Sample", "email": "robin@support.example.com"}, "type": "LivechatSession",
                  "messages": [{"username": "guest-607", "msg": "Grüße 👋", "ts": "2026-03-16T07:55:00.241Z"}, {"username": "robin", "msg": "Hello Jane", "ts": "2026-03-16T07:56:00.241Z", "agentId": "asdf89as6df8"}]})
token("rocketchat-livechat", ROCKET, lambda t, body: ([("X-RocketChat-Livechat-Token", t)], body), "LivechatSession", more=[
    case("no token at all", [JSON], ROCKET, [SECRET], expect="unsigned", event_type="LivechatSession", recognised="")])


def rocket_out(t):
    return compact({**({"token": t} if t else {}), "bot": False, "trigger_word": "build", "channel_id": "GENERAL", "channel_name": "general", "message_id": "A9sBz3uPpNaWDQ3fC", "timestamp": "2026-03-16T08:00:00.241Z",
                    "user_id": "rocket.cat", "user_name": "robin", "text": "build Grüße 👋", "siteUrl": "https://chat.example.com"})


token("rocketchat-outgoing", None, lambda t, _: ([], rocket_out(t)), more=[
    case("no token in the body", [JSON], rocket_out(None), [SECRET], expect="unsigned", recognised="")])


def mattermost(t, encode=urlencode):
    return encode({"channel_id": "hawos4dqtby53pd64o4a4cmeoo", "channel_name": "town-square", "team_domain": "someteam", "team_id": "kwoknj9nwpypzgzy78wkw516qe",
                   "post_id": "axdygg1957njfe5pu38saikdho", "text": "#build Grüße 👋", "timestamp": str(TIME), "token": t, "trigger_word": "#build",
                   "user_id": "rnina9994bde8mua79zqcg5hmo", "user_name": "robin"})


SLASH = urlencode({"channel_id": "hawos4dqtby53pd64o4a4cmeoo", "channel_name": "town-square", "command": "/build", "response_url": "https://chat.example.com/hooks/commands/5gfe",
                   "team_domain": "someteam", "team_id": "kwoknj9nwpypzgzy78wkw516qe", "text": "all", "token": "xr3j5x3p4pfk7kk6ck7b4e6ghh", "trigger_id": "cGhydHhq", "user_id": "rnina9994bde8mua79zqcg5hmo", "user_name": "robin"})
token("mattermost", None, lambda t, _: ([], mattermost(t)), "#build", secret="zmigewsanbbsdf59xnmduzypjc", type=FORM, more=[
    case("the same as JSON", [JSON], mattermost("zmigewsanbbsdf59xnmduzypjc", compact), ["zmigewsanbbsdf59xnmduzypjc"], event_type="#build"),
    case("a slash command", [FORM, ("Authorization", "Token xr3j5x3p4pfk7kk6ck7b4e6ghh")], SLASH, ["xr3j5x3p4pfk7kk6ck7b4e6ghh"], event_type="/build")])

# ---------------------------------------------------------------- Sendbird, Stream, CometChat, Dixa

def sendbird_body(text):
    return compact({"category": "group_channel:message_send", "app_id": "F8B1A2C3-0000-4000-8000-000000000000", "sender": {"user_id": "customer-20417", "nickname": "Jane", "metadata": {}}, "silent": False,
                    "type": "MESG", "payload": {"message_id": 1773648000123, "custom_type": "", "message": text, "created_at": MS},
                    "channel": {"name": "Support", "channel_url": "sendbird_group_channel_1_abc", "is_distinct": False}, "sdk": "JavaScript"})


signed("sendbird", sendbird_body, lambda body, secret: [("User-Agent", "SendBird"), ("x-sendbird-signature", hexmac(secret, body))], "group_channel:message_send", more=[
    short("a short test event", [("x-sendbird-signature", same(hexmac(SECRET, SHORT), "4954b130ec40b52b97359640e70d7296b44af483ef1a5ad1c1078c872dc967aa"))], BY_RULE)])


def stream_body(text):
    return compact({"type": "message.new", "cid": "messaging:fun-d5f396e3", "message": {"id": "8bffc454-e1da-4d91-8b88-a87853dfb41c", "text": text, "type": "regular", "user": {"id": "customer-20417", "role": "user"},
                    "attachments": [], "created_at": "2026-03-16T08:00:00.277381Z"}, "user": {"id": "customer-20417"}, "created_at": "2026-03-16T08:00:00.295138Z", "channel_id": "fun-d5f396e3", "channel_type": "messaging"})


STREAM = "6f0c2a1b-7d5e-4f60-9f3c-2a1b7d5e4f60"
signed("stream-chat", stream_body, lambda body, secret: [("X-Api-Key", "hookctltestkey"), ("X-Webhook-Id", STREAM), ("X-Webhook-Attempt", "1"), ("X-Signature", hexmac(secret, body))], "message.new", STREAM)

COMET = compact({"trigger": "message_sent", "data": {"message": {"id": "1523", "conversationId": "group_support", "sender": "jane", "receiverType": "group", "category": "message", "type": "text",
                 "data": {"text": "Grüße 👋"}, "sentAt": TIME}}, "appId": "2379614bd4db65dd", "region": "eu", "webhook": "webhook1"})
write("cometchat", [
    case("user and password are right", [JSON, ("Authorization", basic("hookctl:test-password"))], COMET, ["hookctl:test-password"], event_type="message_sent"),
    case("the password is another one", [JSON, ("Authorization", basic("hookctl:other-password"))], COMET, ["hookctl:test-password"], expect="no_match", event_type="message_sent"),
    case("a password beyond ASCII, with a colon", [JSON, ("Authorization", basic("hookctl:Grüße:👋"))], COMET, ["hookctl:Grüße:👋"], event_type="message_sent"),
    case("basic authentication is not turned on", [JSON], COMET, ["hookctl:test-password"], expect="unsigned", event_type="message_sent"),
])

DIXA_SECRET = "8f742231b10e8888abcd990011223344556677889900aabbccddeeff00112233"
DIXA_WRONG = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
DIXA_ID = "0b52e5bd-be1e-42a1-acf2-e331f52c68ac"


def dixa_body(text):
    return compact({"event_id": DIXA_ID, "event_fqn": "CONVERSATION_MESSAGE_ADDED", "event_version": "1", "event_timestamp": "2026-03-16T08:00:00.241Z", "organization": {"id": "3f1e0c55-0000-4000-8000-000000000000", "name": "Example"},
                    "data": {"conversation": {"csid": 1042, "channel": "WIDGETCHAT", "status": "OPEN"}, "message_id": "7a454fde-c720-4c97-a61d-0ffe70449eb6", "text": text, "author": {"name": "Jane Smith", "email": "jane.smith@example.com"}}})


def dixa(body, secret):
    return [("X-DIXA-SIGNATURE", f"t={MS},v1=" + hexmac(bytes.fromhex(secret), f"{MS}.{body}"))]


signed("dixa", dixa_body, dixa, "CONVERSATION_MESSAGE_ADDED", DIXA_ID, secret=DIXA_SECRET, wrong=DIXA_WRONG, more=[
    case("the secret's text was the key instead of its bytes", [JSON, ("X-DIXA-SIGNATURE", f"t={MS},v1=" + hexmac(DIXA_SECRET, f"{MS}.{dixa_body(HELLO)}"))], dixa_body(HELLO), [DIXA_SECRET],
         expect="no_match", event_type="CONVERSATION_MESSAGE_ADDED", event_id=DIXA_ID)])

# ---------------------------------------------------------------- Slack

def slack_body(text):
    return compact({"token": "verification-token-is-deprecated", "team_id": "T0000000001", "api_app_id": "A0000000001", "event": {"type": "message", "channel": "C0000000001", "user": "U0000000001",
                    "text": text, "ts": f"{TIME}.000100", "event_ts": f"{TIME}.000100", "channel_type": "channel"}, "type": "event_callback", "event_id": "Ev01KKC0WXDH", "event_time": TIME,
                    "authorizations": [{"enterprise_id": None, "team_id": "T0000000001", "user_id": "U0000000001", "is_bot": False, "is_enterprise_install": False}], "is_ext_shared_channel": False})


def slack(body, secret, ts=TIME):
    return [("X-Slack-Request-Timestamp", str(ts)), ("X-Slack-Signature", "v0=" + hexmac(secret, f"v0:{ts}:{body}"))]


SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
SLACK_BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
SLACK_SIG = same("v0=" + hexmac(SLACK_SECRET, f"v0:1531420618:{SLACK_BODY}"), "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
SLACK_URL = compact({"token": "verification-token-is-deprecated", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", "type": "url_verification"})
SLACK_ACTION = urlencode({"payload": compact({"type": "block_actions", "team": {"id": "T0000000001"}, "user": {"id": "U0000000001"}, "actions": [{"action_id": "ok", "value": "Grüße 👋"}]})})
_s = slack_body(HELLO)
signed("slack", slack_body, slack, "message", "Ev01KKC0WXDH", tolerance=True, more=[
    case("the slash command of Slack's own page", [FORM, ("X-Slack-Request-Timestamp", "1531420618"), ("X-Slack-Signature", SLACK_SIG)], SLACK_BODY, [SLACK_SECRET], at="2018-07-12T18:37:00Z",
         event_type="/webhook-collect", source="published: https://docs.slack.dev/authentication/verifying-requests-from-slack"),
    short("a short test event", [("X-Slack-Request-Timestamp", "1773648000"),
          ("X-Slack-Signature", same("v0=" + hexmac(SECRET, f"v0:{TIME}:{SHORT}"), "v0=d80e190146218a4e8d559e7dd056d4e3b23ac1cdb0162d4ecce09685a61062fd"))],
          "checked with slack_sdk (PyPI) SignatureVerifier", event_type="webhook.test"),
    case("url_verification, signed like any event", [JSON, *slack(SLACK_URL, SECRET)], SLACK_URL, [SECRET], event_type="url_verification"),
    case("an interaction", [FORM, *slack(SLACK_ACTION, SECRET)], SLACK_ACTION, [SECRET], event_type="block_actions"),
    case("a retry", [JSON, *slack(_s, SECRET), ("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_timeout")], _s, [SECRET], event_type="message", event_id="Ev01KKC0WXDH"),
    case("an older version of the signature only", [JSON, ("X-Slack-Request-Timestamp", str(TIME)), ("X-Slack-Signature", "v9=" + hexmac(SECRET, f"v0:{TIME}:{_s}"))], _s, [SECRET],
         expect="unknown_version", event_type="message", event_id="Ev01KKC0WXDH"),
    case("a timestamp that is none", [JSON, ("X-Slack-Request-Timestamp", "yesterday"), ("X-Slack-Signature", "v0=" + hexmac(SECRET, f"v0:yesterday:{_s}"))], _s, [SECRET],
         expect="bad_timestamp", event_type="message", event_id="Ev01KKC0WXDH"),
])

# ---------------------------------------------------------------- Zoom, Teams, Discord, Telegram

def zoom_body(text):
    return compact({"event": "meeting.ended", "payload": {"account_id": "AAAAAABBBB", "object": {"id": "1234567890", "uuid": "4444AAAiAAAAAiAiAiiAii==", "host_id": "x1yCzABCDEfg23HiJKl4mN", "topic": text,
                    "type": 2, "start_time": "2026-03-16T07:00:00Z", "end_time": "2026-03-16T08:00:00Z", "timezone": "Europe/Berlin", "duration": 60}}, "event_ts": MS})


def zoom(body, secret):
    return [("x-zm-request-timestamp", str(TIME)), ("x-zm-signature", "v0=" + hexmac(secret, f"v0:{TIME}:{body}"))]


ZOOM_URL = compact({"event": "endpoint.url_validation", "payload": {"plainToken": "qgg8vlvZRS6UYooatFL8Aw"}, "event_ts": MS})
signed("zoom", zoom_body, zoom, "meeting.ended", more=[
    case("the validation of the address", [JSON, *zoom(ZOOM_URL, SECRET)], ZOOM_URL, [SECRET], event_type="endpoint.url_validation")])

TEAMS_SECRET = b64(b"hookctl-test-secret-of-32-bytes!")
TEAMS_WRONG = b64(b"hookctl-wrong-secret-of-32-bytes")


def teams_body(text):
    return compact({"type": "message", "id": "1485983408511", "timestamp": "2026-03-16T08:00:00.241Z", "localTimestamp": "2026-03-16T09:00:00.241+01:00", "serviceUrl": "https://smba.trafficmanager.net/emea/",
                    "channelId": "msteams", "from": {"id": "29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85gQtHieVkKilBZ9XHoq9j7Zaqt7CZ", "name": "Jane Smith"},
                    "conversation": {"isGroup": True, "id": "19:253b1f341670408fb6fe51050b6e5ceb@thread.skype"}, "text": f"<at>builder</at> {text}", "entities": [{"type": "mention", "text": "<at>builder</at>"}]})


def teams(body, secret):
    return [("Authorization", "HMAC " + b64mac(base64.b64decode(secret), body))]


signed("ms-teams", teams_body, teams, "message", "1485983408511", secret=TEAMS_SECRET, wrong=TEAMS_WRONG, more=[
    case("the token's text was the key instead of its bytes", [JSON, ("Authorization", "HMAC " + b64mac(TEAMS_SECRET, teams_body(HELLO)))], teams_body(HELLO), [TEAMS_SECRET],
         expect="no_match", event_type="message", event_id="1485983408511")])


def discord_body(text):
    return compact({"application_id": "775799577604522054", "id": "866021014204268554", "token": "interaction-token", "type": 2, "version": 1, "guild_id": "772904309264089089", "channel_id": "772908445358620702",
                    "data": {"id": "866818195033292851", "name": "order", "type": 1, "options": [{"name": "text", "type": 3, "value": text}]}, "member": {"user": {"id": "882f39261234567890", "username": "jane"}, "permissions": "0"}, "locale": "de"})


def discord(body, _, key=ED):
    return [("X-Signature-Timestamp", str(TIME)), ("X-Signature-Ed25519", key.sign(f"{TIME}{body}".encode()).hex())]


DISCORD_PING = compact({"application_id": "775799577604522054", "id": "866021014204268555", "token": "interaction-token", "type": 1, "version": 1})
DISCORD_EVENT = compact({"version": 1, "application_id": "775799577604522054", "type": 1, "event": {"type": "APPLICATION_AUTHORIZED", "timestamp": "2026-03-16T08:00:00.241000", "data": {"integration_type": 1, "scopes": ["applications.commands"], "user": {"id": "882f39261234567890", "username": "Grüße 👋"}}}})
signed("discord", discord_body, discord, "2", "866021014204268554", secret=ED_PUBLIC, wrong=ED_OTHER_PUBLIC, more=[
    case("a ping", [JSON, *discord(DISCORD_PING, None)], DISCORD_PING, [ED_PUBLIC], event_type="1", event_id="866021014204268555"),
    case("a webhook event", [JSON, *discord(DISCORD_EVENT, None)], DISCORD_EVENT, [ED_PUBLIC], event_type="APPLICATION_AUTHORIZED"),
    case("a wrong signature, as Discord sends on purpose", [JSON, *discord(DISCORD_PING, None, ED_OTHER)], DISCORD_PING, [ED_PUBLIC], expect="no_match", event_type="1", event_id="866021014204268555"),
    case("a signature that is too short", [JSON, ("X-Signature-Timestamp", str(TIME)), ("X-Signature-Ed25519", "xyz")], DISCORD_PING, [ED_PUBLIC], expect="bad_encoding", event_type="1", event_id="866021014204268555"),
])

TELEGRAM = compact({"update_id": 713000123, "message": {"message_id": 1365, "from": {"id": 20417, "is_bot": False, "first_name": "Jane", "language_code": "de"}, "chat": {"id": 20417, "first_name": "Jane", "type": "private"}, "date": TIME, "text": "Grüße 👋"}})
CALLBACK = compact({"update_id": 713000124, "callback_query": {"id": "87633123456789", "from": {"id": 20417, "is_bot": False, "first_name": "Jane"}, "chat_instance": "-3820514", "data": "yes"}})
token("telegram", TELEGRAM, lambda t, body: ([("X-Telegram-Bot-Api-Secret-Token", t)], body), "message", "713000123", more=[
    case("a button was pressed", [JSON, ("X-Telegram-Bot-Api-Secret-Token", SECRET)], CALLBACK, [SECRET], event_type="callback_query", event_id="713000124"),
    case("set without secret_token", [JSON], TELEGRAM, [SECRET], expect="unsigned", event_type="message", event_id="713000123")])

# ---------------------------------------------------------------- Meta, LINE, Viber, Turn.io

def escaped(value):
    """JSON as Meta writes it: characters beyond ASCII as \\u escapes, and slashes escaped too."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/")


def meta_body(text):
    return escaped({"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [{"value": {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550783881", "phone_number_id": "106540352242922"},
                    "contacts": [{"profile": {"name": "Jane Smith"}, "wa_id": "16505551234"}], "messages": [{"from": "16505551234", "id": "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
                    "timestamp": str(TIME), "text": {"body": text}, "type": "text"}]}, "field": "messages"}]}]})


def meta(body, secret):
    return [("User-Agent", "facebookexternalua"), ("X-Hub-Signature", "sha1=" + hexmac(secret, body, "sha1")), ("X-Hub-Signature-256", "sha256=" + hexmac(secret, body))]


PAGE = escaped({"object": "page", "entry": [{"id": "682498302938465", "time": MS, "messaging": [{"sender": {"id": "20417"}, "recipient": {"id": "682498302938465"}, "timestamp": MS, "message": {"mid": "m_abc", "text": "Grüße 👋"}}]}]})
_m = meta_body(UMLAUT)
signed("meta", meta_body, meta, "messages", more=[
    case("Messenger", [JSON, *meta(PAGE, SECRET)], PAGE, [SECRET], event_type="page"),
    case("the body was parsed and written again, without escapes", [JSON, *meta(_m, SECRET)], compact(json.loads(_m)), [SECRET], expect="no_match", event_type="messages"),
])


def line_body(text):
    return compact({"destination": "U8e742f61d673b39c7fff3cecb7536ef0", "events": [{"type": "message", "message": {"type": "text", "id": "14353798921116", "text": text}, "timestamp": MS, "source": {"type": "user", "userId": "U80696558e1aa831"},
                    "replyToken": "757913772c4646b784d4b7ce46d12671", "mode": "active", "webhookEventId": "01FZ74A0TDDPYRVKNK77XKC3ZR", "deliveryContext": {"isRedelivery": False}}]})


EMPTY = compact({"destination": "U8e742f61d673b39c7fff3cecb7536ef0", "events": []})
signed("line", line_body, lambda body, secret: [("x-line-signature", b64mac(secret, body))], "message", "01FZ74A0TDDPYRVKNK77XKC3ZR", more=[
    case("the vector of LINE's own SDK", [JSON, ("x-line-signature", same(b64mac("test_secret", '{"hello":"world"}'), "t7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM="))], '{"hello":"world"}', ["test_secret"],
         source="published: @line/bot-sdk test of validateSignature"),
    case("the same, with letters in another case", [JSON, ("x-line-signature", "t7Hn4ZDHqs6e+wdvi5TyQivzie0DmMUmuXEBqyyE/tM=")], '{"hello":"world"}', ["test_secret"], expect="no_match",
         source="published: @line/bot-sdk test of validateSignature"),
    case("the console's Verify button: no events", [JSON, ("x-line-signature", b64mac(SECRET, EMPTY))], EMPTY, [SECRET]),
])


def viber_body(text):
    return compact({"event": "message", "timestamp": MS, "chat_hostname": "SN-CHAT-05_", "message_token": 4912661846655238145, "sender": {"id": "01234567890A=", "name": "Jane Smith", "language": "de", "country": "DE", "api_version": 1},
                    "message": {"text": text, "type": "text"}, "silent": False})


SEEN = compact({"event": "seen", "timestamp": MS, "message_token": 4912661846655238145, "user_id": "01234567890A="})
signed("viber", viber_body, lambda body, secret: [("X-Viber-Content-Signature", hexmac(secret, body))], "message", "message.4912661846655238145", secret="445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9", more=[
    case("seen, with the token of the message", [JSON, ("X-Viber-Content-Signature", hexmac(SECRET, SEEN))], SEEN, [SECRET], event_type="seen", event_id="seen.4912661846655238145"),
    case("the signature in the query", [JSON], SEEN, [SECRET], url="https://receiver.example.com/hooks?sig=" + hexmac(SECRET, SEEN), event_type="seen", event_id="seen.4912661846655238145", recognised=""),
])


def turn_body(text):
    return compact({"contacts": [{"profile": {"name": "Jane Smith"}, "wa_id": "27820001001"}], "messages": [{"from": "27820001001", "id": "ABGGFmkiWVVPAgo-sKD87hgxPHdF", "text": {"body": text}, "timestamp": str(TIME), "type": "text"}]})


signed("turn", turn_body, lambda body, secret: [("X-Turn-Hook-Subscription", "whatsapp"), ("X-Turn-Hook-Signature", b64mac(secret, body))], "whatsapp")

# ---------------------------------------------------------------- MessageBird, Vonage (JWT)

BIRD_SECRET = "36efdd1aace2e26cd490f0d951138253bef2f7c6d34d18981da781555cc4cebb"
BIRD_AT = "2021-07-05T10:00:00Z"
BIRD_REF = "published: messagebird/go-rest-api signature_jwt/testdata/reference.json"
BIRD_HEAD = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
BIRD_PLAIN = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3OTIwMCwiZXhwIjoxNjI1NDc5MjYwLCJqdGkiOiI1OWEyNDRkYy1lOWFkLTRlMjMtOTc3OC0zNzFmYWEyMzhmNzIiLCJ1cmxfaGFzaCI6IjBmMTE1ZGIwNjJiN2MwZGQwMzBiMTY4NzhjOTlkZWE1YzM1NGI0OWRjMzdiMzhlYjg4NDYxNzljNzc4M2U5ZDcifQ.6Fp0rVOsRr1fj9S2GidXAfkmPVofKr8_RTffC6G6r2E"
BIRD_BODY = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3OTIwMCwiZXhwIjoxNjI1NDc5MjYwLCJqdGkiOiI5M2U1NTAwNi1hMGU4LTQ1MjYtYTE5MC1mYTVmZjAwZWExMTYiLCJ1cmxfaGFzaCI6IjQxZjA1ZjBkZGQwYTIyYWIyMDlhYzQ2ZjQ3YzQ1NzJkOWNlZmEyNTdlZDc0YjI0MDA0YmFlNzUzZWNlNmMyNjAiLCJwYXlsb2FkX2hhc2giOiJkZmZkNjAyMWJiMmJkNWIwYWY2NzYyOTA4MDllYzNhNTMxOTFkZDgxYzdmNzBhNGIyODY4OGEzNjIxODI5ODZmIn0._H--TOuYFLpeEH39-rg5E3IHVkjHozBcaKVWPRC5m9I"
BIRD_EARLY = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ4MjgwMCwiZXhwIjoxNjI1NDgyODYwLCJqdGkiOiJmOWY4YzM4Mi0yNDQ5LTQzMTEtYjcyYi0xZGY3MTY4NzkzMWUiLCJ1cmxfaGFzaCI6IjBmMTE1ZGIwNjJiN2MwZGQwMzBiMTY4NzhjOTlkZWE1YzM1NGI0OWRjMzdiMzhlYjg4NDYxNzljNzc4M2U5ZDcifQ.ZELgDFNGhjZH9CffQKcq3sytBe2I0KciLxpBhcfstHQ"
BIRD_OLD = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3NTYwMCwiZXhwIjoxNjI1NDc1NjYwLCJqdGkiOiI1ZjAyZjUyMi02MDMwLTQ2YzgtYjVhMy0wMTI0NjQ3OGQ4YmMiLCJ1cmxfaGFzaCI6IjBmMTE1ZGIwNjJiN2MwZGQwMzBiMTY4NzhjOTlkZWE1YzM1NGI0OWRjMzdiMzhlYjg4NDYxNzljNzc4M2U5ZDcifQ.45MSST3B_2PsjNUeiuW54_vUQgVw4rBXrdWrOUEz3lM"
BIRD_URL = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3OTIwMCwiZXhwIjoxNjI1NDc5MjYwLCJqdGkiOiJhNzVjOTA5Ni1lODIzLTQ0MmItODVmMi03ZDNjOWQ5YjcyNmIiLCJ1cmxfaGFzaCI6IjZhMDIyZDgzNGMxODMzMGJhYWQ4YTJiZDYxMzUxNzNlZDIxNjEwYTQ1NDUxNmJlMGRmM2YxY2MwMTUxNjEwZWEifQ.z6Sw1XQIM0wuEQGBhXBdawDIIrtMg2XnmA_bpDq53pE"
BIRD_OTHER = BIRD_HEAD + "eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTYyNTQ3OTIwMCwiZXhwIjoxNjI1NDc5MjYwLCJqdGkiOiIxNDUwMTUzMi05NmYyLTQ2ODQtOTgzMi02OGYwOTUxYWUzNDIiLCJ1cmxfaGFzaCI6IjBmMTE1ZGIwNjJiN2MwZGQwMzBiMTY4NzhjOTlkZWE1YzM1NGI0OWRjMzdiMzhlYjg4NDYxNzljNzc4M2U5ZDciLCJwYXlsb2FkX2hhc2giOiJmYjYyZjAyYWNkYTdkNzQxNzdhNzAxYTFjZTAwNmU2YmFjZDkwYzdkNGQ3YWI0ODE2OTJjMWRhNDdjODEwNzZiIn0.m79RCwO6dGa9pvzsQypkVuXQ6eM0CkRl6_U7MfWg6TM"
BIRD_HOOK = "https://receiver.example.com/hooks/bird?channel=wa"
for _t in (BIRD_PLAIN, BIRD_BODY, BIRD_EARLY, BIRD_OLD, BIRD_URL, BIRD_OTHER):
    same(b64url(common.mac(BIRD_SECRET, _t.rpartition(".")[0])), _t.rpartition(".")[2])


def bird(name, jwt_, body="", url="https://example.com/", expect="valid", method="POST", secret=BIRD_SECRET, at=BIRD_AT, source=BIRD_REF, type=("content-type", "text/plain")):
    return case(name, [type, ("MessageBird-Signature-JWT", jwt_)], body, [secret], expect=expect, method=method, url=url, at=at, source=source)


def bird_claims(body, alg="HS256", secret=SECRET, **more):
    return jwt({"iss": "MessageBird", "nbf": TIME, "exp": TIME + 60, "jti": "0f3b6f4c-1d2e-4f5a-8b6c-7d8e9f0a1b2c", "url_hash": sha256(BIRD_HOOK), "payload_hash": sha256(body)} | more, secret, alg)


BIRD_JSON = compact({"type": "message.created", "contact": {"id": "9b1f2c3d4e5f", "msisdn": 491715550100, "displayName": "Jane Smith"}, "conversation": {"id": "2e15efafec384e1c82e9842075e87beb", "status": "active"},
                     "message": {"id": "3e15efafec384e1c82e9842075e87bec", "type": "text", "content": {"text": "Grüße 👋"}, "direction": "received", "status": "received"}})


def bird_own(name, jwt_, **more):
    return bird(name, jwt_, body=more.pop("body", BIRD_JSON), url=BIRD_HOOK, at=more.pop("at", AT), source=None, type=JSON, secret=more.pop("secret", SECRET), **more)


write("messagebird", [
    bird_own("a delivery, signed as documented", bird_claims(BIRD_JSON)),
    bird_own("the same with HS512", bird_claims(BIRD_JSON, "HS512")),
    bird_own("the signing key is another one", bird_claims(BIRD_JSON), secret=WRONG, expect="no_match"),
    bird_own("one byte of the body was changed", bird_claims(BIRD_JSON), body=BIRD_JSON.replace("Grüße", "Gruße"), expect="body_hash_mismatch"),
    bird_own("the token of another issuer", bird_claims(BIRD_JSON, iss="Somebody"), expect="claim_mismatch"),
    bird_own("late by less than the leeway", bird_claims(BIRD_JSON), at="2026-03-16T08:01:03Z"),
    bird_own("too late", bird_claims(BIRD_JSON), at="2026-03-16T08:02:00Z", expect="token_expired"),
    bird("a GET without a body", BIRD_PLAIN, method="GET"),
    bird("an address with a query, and a body", BIRD_BODY, body="Hello, World!", url="https://example.com/path?bar=1&foo=2"),
    bird("received before it was issued", BIRD_EARLY, method="GET", expect="token_not_yet_valid"),
    bird("received after it ran out", BIRD_OLD, method="GET", expect="token_expired"),
    bird("another address: the query in another order", BIRD_URL, method="GET", url="https://example.com/path?foo=1&bar=2", expect="claim_mismatch"),
    bird("another body", BIRD_OTHER, body="Hello, World!", expect="body_hash_mismatch"),
])

VONAGE = compact({"to": "14157386102", "from": "14157386170", "channel": "sms", "message_uuid": "aaaaaaaa-bbbb-cccc-dddd-0123456789ab", "timestamp": "2026-03-16T08:00:00Z",
                  "usage": {"price": "0.0333", "currency": "EUR"}, "message_type": "text", "text": "Grüße 👋", "sms": {"num_messages": "1"}, "context_status": "none"})


def vonage(name, body=VONAGE, secret=SECRET, expect="valid", of=VONAGE, **claims):
    text = jwt({"iat": TIME, "jti": "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5", "iss": "Vonage", "payload_hash": sha256(of), "api_key": "a1b2c3d", "application_id": "aaaaaaaa-bbbb-cccc-dddd-0123456789ab"} | claims, SECRET)
    return case(name, [JSON, ("Authorization", "Bearer " + text)], body, [secret], expect=expect)


write("vonage", [
    vonage("an inbound message, signed as documented"),
    vonage("the signature secret is another one", secret=WRONG, expect="no_match"),
    vonage("one byte of the body was changed", body=VONAGE.replace("Grüße", "Gruße"), expect="body_hash_mismatch"),
    case("no Authorization", [JSON], VONAGE, [SECRET], expect="unsigned", recognised=""),
])

# ---------------------------------------------------------------- Sinch, Podium, AutoQL

SINCH_BODY = '{"app_id":"","accepted_time":"2021-10-18T17:49:13.813615Z","project_id":"e2df3a34-a71b-4448-9db5-a8d2baad28e4","contact_create_notification":{"contact":{"id":"01FJA8B466Y0R2GNXD78MD9SM1","channel_identities":[{"channel":"SMS","identity":"48123456789","app_id":""}],"display_name":"New Test Contact","email":"new.contact@email.com","external_id":"","metadata":"","language":"EN_US"}},"message_metadata":""}'
SINCH_SIG = same(b64mac("foo_secret1234", SINCH_BODY + ".01FJA8B4A7BM43YGWSG9GBV067.1634579353"), "6bpJoRmFoXVjfJIVglMoJzYXxnoxRujzR4k2GOXewOE=")
SINCH_NONCE = "01KKTFDG0000000000000NONCE"


def sinch_body(text):
    return compact({"app_id": "01EB37HMH1M6SV18ASNS3G135H", "accepted_time": "2026-03-16T08:00:00.241Z", "event_time": "2026-03-16T08:00:00.189Z", "project_id": "c36f3d3d-1523-4edd-ae42-11995557ff61",
                    "message": {"id": "01EQ8235TD19N21XQTH12B145D", "direction": "TO_APP", "contact_message": {"text_message": {"text": text}}, "channel_identity": {"channel": "MESSENGER", "identity": "2742085512340733", "app_id": ""},
                    "conversation_id": "01EQ4174TD19N21XQTH12B145D", "contact_id": "01EQ4174WMDB8008EFT4M30481"}, "message_metadata": ""})


def sinch(body, secret):
    return [("x-sinch-webhook-signature-timestamp", str(TIME)), ("x-sinch-webhook-signature-nonce", SINCH_NONCE), ("x-sinch-webhook-signature-algorithm", "HmacSHA256"),
            ("x-sinch-webhook-signature", b64mac(secret, f"{body}.{SINCH_NONCE}.{TIME}"))]


signed("sinch", sinch_body, sinch, "message", more=[
    case("the vector of Sinch's .NET SDK", [JSON, ("x-sinch-webhook-signature-timestamp", "1634579353"), ("x-sinch-webhook-signature-nonce", "01FJA8B4A7BM43YGWSG9GBV067"), ("x-sinch-webhook-signature", SINCH_SIG)],
         SINCH_BODY, ["foo_secret1234"], at="2021-10-18T17:49:15Z", event_type="contact_create_notification", source="published: test of ValidateAuthenticationHeader in Sinch's .NET SDK"),
    case("the nonce is missing", [JSON, ("x-sinch-webhook-signature-timestamp", str(TIME)), ("x-sinch-webhook-signature", sinch(sinch_body(HELLO), SECRET)[3][1])], sinch_body(HELLO), [SECRET],
         expect="missing_header", event_type="message"),
])


def podium_body(text):
    return compact({"data": {"attachmentUrl": None, "body": text, "contact": {"name": "Jane Smith", "uid": "8b5b0a57-0000-4000-8000-000000000000"}, "conversation": {"uid": "9c6c1b68-0000-4000-8000-000000000000", "channel": {"type": "phone", "identifier": "+442079460958"}},
                    "createdAt": "2026-03-16T08:00:00Z", "uid": "7d7d2c79-0000-4000-8000-000000000000"}, "metadata": {"event_type": "message.received", "version": "2021.04.01"}})


signed("podium", podium_body, lambda body, secret: [("podium-timestamp", str(MS)), ("podium-signature", hexmac(secret, f"{MS}.{body}"))], "message.received")


def autoql_body(text):
    return compact({"event": "data_alert.true", "payload": {"notification_id": "nt_123", "data_alert_id": "da_123", "project_id": "project1", "title": "High Sales", "message": text, "users": ["user1", "user2"],
                    "created_at": TIME, "data_return_query": "total sales this month", "query_result": {"reference_id": "1.1.200", "message": "ok", "data": {}}}})


signed("autoql", autoql_body, lambda body, secret: [("AutoQL-Timestamp", str(MS)), ("AutoQL-Signature", b64mac(secret, f"{MS}.{body}"))], "data_alert.true")
