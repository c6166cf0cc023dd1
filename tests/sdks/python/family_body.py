"""The raw body is signed, and perhaps the URL, the form's fields or an id with it."""

import datetime
import urllib.parse

import easypost.util
import gocardless_pro.webhooks
import hubspot.utils.signature
import linebot.v3.webhook
import openai
import plivo.utils
import plivo.utils.signature_v3
import pusher
import pusher.signature
import pyairtable.models
import razorpay
import square.utils.webhooks_helper
import standardwebhooks
import svix
import twilio.request_validator


def fields(request):
    """The form's fields, a list where a name is repeated."""
    found = urllib.parse.parse_qs(request.text, keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def signed(signer, prefix):
    """The three headers of Standard Webhooks as an SDK's own signer makes them."""

    def sign(request, secret, now):
        name, moment = (
            "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
            datetime.datetime.fromtimestamp(now // 1000, datetime.timezone.utc),
        )
        signature = signer(secret).sign(name, moment, request.text)
        return {
            "headers": {f"{prefix}-id": name, f"{prefix}-timestamp": str(now // 1000), f"{prefix}-signature": signature}
        }

    return sign


def svix_takes(request, secret):
    svix.Webhook(secret).verify(request.body, request.headers)
    return True


def razorpay_takes(request, secret):
    client = razorpay.Client(auth=("test", "test"))
    return client.utility.verify_webhook_signature(request.text, request.headers["x-razorpay-signature"], secret)


def pusher_takes(request, secret):
    client = pusher.Pusher(app_id="1", key="hookctl-app-key", secret=secret)
    headers = request.headers
    return client.validate_webhook(headers["x-pusher-key"], headers["x-pusher-signature"], request.text) is not None


def airtable_takes(request, secret):
    header = request.headers["x-airtable-content-mac"]
    return (
        pyairtable.models.WebhookNotification.from_request(request.text, header, secret).base.id == "appXXXXXXXXXXXXXX"
    )


def plivo_takes(request, secret):
    nonce, signature = (request.headers[f"x-plivo-signature-v3{end}"] for end in ("-nonce", ""))
    return plivo.utils.validate_v3_signature(request.method, request.url, nonce, secret, signature, fields(request))


def plivo_signs(request, secret, now):
    nonce, v3 = "05429567804466091622", plivo.utils.signature_v3
    signature = v3.get_signature_v3(secret, v3.construct_post_url(request.url, fields(request)).decode(), nonce)
    return {"headers": {"x-plivo-signature-v3": signature.decode(), "x-plivo-signature-v3-nonce": nonce}}


def square_takes(request, secret):
    return square.utils.webhooks_helper.verify_signature(
        request_body=request.text,
        signature_header=request.headers["x-square-hmacsha256-signature"],
        signature_key=secret,
        notification_url=request.url,
    )


def twilio_form_takes(request, secret):
    validator = twilio.request_validator.RequestValidator(secret)
    return validator.validate(request.url, fields(request), request.headers["x-twilio-signature"])


def twilio_form_signs(request, secret, now):
    validator = twilio.request_validator.RequestValidator(secret)
    return {"headers": {"x-twilio-signature": validator.compute_signature(request.url, fields(request))}}


def twilio_json_takes(request, secret):
    validator = twilio.request_validator.RequestValidator(secret)
    return validator.validate(request.url, request.text, request.headers["x-twilio-signature"])


def twilio_json_signs(request, secret, now):
    validator = twilio.request_validator.RequestValidator(secret)
    url = f"{request.url}&bodySHA256={validator.compute_hash(request.text)}"
    return {"url": url, "headers": {"x-twilio-signature": validator.compute_signature(url, {})}}


def of_hubspot(version, header):
    """One scheme of HubSpot's."""
    signature = hubspot.utils.signature.Signature

    def takes(request, secret):
        return signature.is_valid(
            signature=request.headers[header],
            client_secret=secret,
            request_body=request.text,
            http_uri=request.url,
            http_method=request.method,
            signature_version=version,
            timestamp=request.headers.get("x-hubspot-request-timestamp"),
        )

    def signs(request, secret, now):
        made = signature.get_signature(secret, request.text, version, request.url, request.method, str(now))
        beside = (
            {"x-hubspot-request-timestamp": str(now)} if version == "v3" else {"x-hubspot-signature-version": version}
        )
        return {"headers": {header: made, **beside}}

    return {"sdk": "hubspot-api-client", "slug": f"hubspot-{version}", "verify": takes, "sign": signs}


BODIES = [
    {
        "sdk": "standardwebhooks",
        "slug": "standard-webhooks",
        "verify": lambda request, secret: (
            standardwebhooks.Webhook(secret).verify(request.body, request.headers)["type"] == "contact.created"
        ),
        "sign": signed(standardwebhooks.Webhook, "webhook"),
    },
    {"sdk": "svix", "slug": "svix", "verify": svix_takes, "sign": signed(svix.Webhook, "svix")},
    {
        "sdk": "openai",
        "slug": "openai",
        "verify": lambda request, secret: (
            openai.OpenAI(api_key="test").webhooks.unwrap(request.text, request.headers, secret=secret).type
            == "response.completed"
        ),
    },
    {"sdk": "razorpay", "slug": "razorpay", "verify": razorpay_takes},
    {
        "sdk": "gocardless_pro",
        "slug": "gocardless",
        "verify": lambda request, secret: (
            len(gocardless_pro.webhooks.parse(request.text, secret, request.headers["webhook-signature"])) == 1
        ),
    },
    {
        "sdk": "easypost",
        "slug": "easypost",
        "verify": lambda request, secret: (
            easypost.util.validate_webhook(request.body, request.titled, secret)["description"] == "tracker.updated"
        ),
    },
    {
        "sdk": "pusher",
        "slug": "pusher",
        "verify": pusher_takes,
        "sign": lambda request, secret, now: {
            "headers": {"x-pusher-signature": pusher.signature.sign(secret, request.text)}
        },
    },
    {
        "sdk": "line-bot-sdk",
        "slug": "line",
        "verify": lambda request, secret: linebot.v3.webhook.SignatureValidator(secret).validate(
            request.text, request.headers["x-line-signature"]
        ),
    },
    {"sdk": "pyairtable", "slug": "airtable", "verify": airtable_takes},
    {"sdk": "twilio", "slug": "twilio", "verify": twilio_form_takes, "sign": twilio_form_signs},
    {"sdk": "twilio", "slug": "twilio-json", "verify": twilio_json_takes, "sign": twilio_json_signs},
    {"sdk": "plivo", "slug": "plivo-v3", "verify": plivo_takes, "sign": plivo_signs},
    {"sdk": "squareup", "slug": "square", "verify": square_takes},
    of_hubspot("v1", "x-hubspot-signature"),
    of_hubspot("v2", "x-hubspot-signature"),
    of_hubspot("v3", "x-hubspot-signature-v3"),
]
