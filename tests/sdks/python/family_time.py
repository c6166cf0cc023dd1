"""A time is signed with the body."""

import types

import elevenlabs.client
import paddle_billing.Notifications
import slack_sdk.signature
import stripe
import workos


def paddle_takes(request, secret):
    notifications = paddle_billing.Notifications
    delivery = types.SimpleNamespace(body=request.body, headers=request.titled)
    return notifications.Verifier().verify(delivery, notifications.Secret(secret))


def paddle_signs(request, secret, now):
    content = f"{now // 1000}:{request.text}".encode()
    signature = paddle_billing.Notifications.PaddleSignature.calculate_hmac(secret, content).hexdigest()
    return {"headers": {"paddle-signature": f"ts={now // 1000};h1={signature}"}}


def slack_signs(request, secret, now):
    time = str(now // 1000)
    signature = slack_sdk.signature.SignatureVerifier(secret).generate_signature(timestamp=time, body=request.body)
    return {"headers": {"x-slack-request-timestamp": time, "x-slack-signature": signature}}


def workos_takes(request, secret):
    client = workos.WorkOSClient(api_key="test", client_id="test")
    header = request.headers["workos-signature"]
    client.webhooks.verify_header(event_body=request.body, event_signature=header, secret=secret)
    return True


def elevenlabs_takes(request, secret):
    webhooks = elevenlabs.client.ElevenLabs(api_key="test").webhooks
    event = webhooks.construct_event(request.text, request.headers["elevenlabs-signature"], secret)
    return event["type"] == "post_call_transcription"


TIMES = [
    {
        "sdk": "stripe",
        "slug": "stripe",
        "verify": lambda request, secret: (
            stripe.Webhook.construct_event(request.body, request.headers["stripe-signature"], secret).type
            == "setup_intent.created"
        ),
        "sign": lambda request, secret, now: {
            "headers": {
                "stripe-signature": stripe.WebhookSignature.generate_signature_header(request.text, secret, now // 1000)
            }
        },
    },
    {
        "sdk": "slack_sdk",
        "slug": "slack",
        "verify": lambda request, secret: slack_sdk.signature.SignatureVerifier(secret).is_valid_request(
            request.body, request.headers
        ),
        "sign": slack_signs,
    },
    {"sdk": "paddle-python-sdk", "slug": "paddle", "verify": paddle_takes, "sign": paddle_signs},
    {"sdk": "workos", "slug": "workos", "verify": workos_takes},
    {"sdk": "elevenlabs", "slug": "elevenlabs", "verify": elevenlabs_takes},
]
