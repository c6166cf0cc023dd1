"""Signed with a private key. PyNaCl is no vendor's SDK, but it is what those of Discord and Telnyx verify with."""

import base64

import discord_interactions
import nacl.signing
import sendgrid.helpers.eventwebhook
import telnyx
from cryptography.hazmat.primitives import serialization


def private_key(text):
    """The key in each form that the tests hand out: PEM, hex and `whsk_`."""
    if text.startswith("-----BEGIN"):
        key = serialization.load_pem_private_key(text.encode(), None).private_bytes_raw()
    elif text.startswith("whsk_"):
        key = base64.b64decode(text[5:])
    else:
        key = bytes.fromhex(text)
    return nacl.signing.SigningKey(key)


def signature(content, key):
    return private_key(key).sign(content).signature


def takes(key, content, signature):
    nacl.signing.VerifyKey(key).verify(content, signature)
    return True


def discord_content(request):
    return request.headers["x-signature-timestamp"].encode() + request.body


def discord_signs(request, key, now):
    headers = {"x-signature-timestamp": str(now // 1000)}
    content = headers["x-signature-timestamp"].encode() + request.body
    return {"headers": {**headers, "x-signature-ed25519": signature(content, key).hex()}}


def telnyx_signs(request, key, now):
    content = f"{now // 1000}|".encode() + request.body
    made = base64.b64encode(signature(content, key)).decode()
    return {"headers": {"telnyx-timestamp": str(now // 1000), "telnyx-signature-ed25519": made}}


def standard_content(request, headers):
    return f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + request.body


def standard_takes(request, key):
    version, value = request.headers["webhook-signature"].split(",")
    content = standard_content(request, request.headers)
    return version == "v1a" and takes(base64.b64decode(key.removeprefix("whpk_")), content, base64.b64decode(value))


def standard_signs(request, key, now):
    headers = {"webhook-id": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "webhook-timestamp": str(now // 1000)}
    made = base64.b64encode(signature(standard_content(request, headers), key)).decode()
    return {"headers": {**headers, "webhook-signature": f"v1a,{made}"}}


def telnyx_takes(request, key):
    client = telnyx.Telnyx(api_key="test", public_key=key)
    return client.webhooks.unwrap(request.text, headers=request.headers).data.event_type == "message.received"


def sendgrid_takes(request, key):
    signature, time = (request.headers[f"x-twilio-email-event-webhook-{end}"] for end in ("signature", "timestamp"))
    return sendgrid.helpers.eventwebhook.EventWebhook(key).verify_signature(request.text, signature, time)


KEYS = [
    {
        "sdk": "discord-interactions",
        "slug": "discord",
        "verify": lambda request, key: discord_interactions.verify_key(
            request.body, request.headers["x-signature-ed25519"], request.headers["x-signature-timestamp"], key
        ),
    },
    {
        "sdk": "PyNaCl",
        "slug": "discord",
        "verify": lambda request, key: takes(
            bytes.fromhex(key), discord_content(request), bytes.fromhex(request.headers["x-signature-ed25519"])
        ),
        "sign": discord_signs,
    },
    {"sdk": "telnyx", "slug": "telnyx", "verify": telnyx_takes},
    {
        "sdk": "PyNaCl",
        "slug": "telnyx",
        "verify": lambda request, key: takes(
            base64.b64decode(key),
            f"{request.headers['telnyx-timestamp']}|".encode() + request.body,
            base64.b64decode(request.headers["telnyx-signature-ed25519"]),
        ),
        "sign": telnyx_signs,
    },
    {"sdk": "PyNaCl", "slug": "standard-webhooks-ed25519", "verify": standard_takes, "sign": standard_signs},
    {"sdk": "sendgrid", "slug": "sendgrid", "verify": sendgrid_takes},
]
