"""Makes the vectors of senders that sign more than a body: URL and form fields, fields inside the payload, public keys, JWTs.

Each signature is computed here from the vendor's documented rule; the packs are not read.
Run from the repository's root, with the package `cryptography` at hand:

    pip install cryptography
    python3 tests/vectors/make/special.py

The keys under tests/vectors/keys were made for these tests and sign nothing else. ECDSA signatures differ each time they are made, so
they stand here as constants (ECDSA below), checked against their key at every run; an empty constant is made anew and printed.
"""

import base64
import hashlib
import json
import sys
import urllib.parse
import zlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, utils

import common
from common import AT, SECRET, TIME, b64, b64mac, b64url, case, compact, hexmac, mac

MAKER = "special.py"
KEYS = common.FOLDER / "keys"
JSON = ("content-type", "application/json")
FORM = ("content-type", "application/x-www-form-urlencoded")
LATER = "2026-03-16T09:00:00Z"
EARLIER = "2026-03-16T07:30:00Z"
OTHER = "hookctl-other-secret"


def private(name):
    return serialization.load_pem_private_key((KEYS / name).read_bytes(), None)


def public_pem(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


RSA = private("rsa-test-only.pem")
RSA_OTHER = private("rsa-other-test-only.pem")
P256 = private("p256-test-only.pem")
ED = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ED_OTHER = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
CERT = (KEYS / "rsa-test-only-certificate.pem").read_text()
CERT_OTHER = (KEYS / "rsa-other-test-only-certificate.pem").read_text()
RSA_PEM = public_pem(RSA)
RSA_OTHER_PEM = public_pem(RSA_OTHER)

# Raw r and s of each ECDSA signature, base64url, once made with keys/p256-test-only.pem
ECDSA = {
    "plaid": "N-sqjyRZ-p5fa35BsHSSyTFHcx9khAIwHMNzV7X9oliDMVxBAklnEsratu5BGVIb_HmmC0XUO6QvUXdMIFkDrw",
    "fusionauth": "vD0mfJSCH5SS5RhcOTjB6akgRWb3V0yuaEYV-Gusvq-1NaRderSzJqgZrNnDeG2e25K832fnh2aY1N43azRJQA",
}


def rsa(message, digest=None, key=RSA):
    message = message.encode() if isinstance(message, str) else message
    return b64(key.sign(message, padding.PKCS1v15(), digest or hashes.SHA256()))


def ed_public(key):
    return b64(key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))


def es256(name, message):
    """The constant signature over `message`, checked."""
    raw = ECDSA[name]
    if not raw:
        r, s = utils.decode_dss_signature(P256.sign(message, ec.ECDSA(hashes.SHA256())))
        raw = b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        print(f"ECDSA[{name!r}] = {raw!r}", file=sys.stderr)
    data = base64.urlsafe_b64decode(raw + "==")
    der = utils.encode_dss_signature(int.from_bytes(data[:32], "big"), int.from_bytes(data[32:], "big"))
    P256.public_key().verify(der, message, ec.ECDSA(hashes.SHA256()))
    return raw


def jwt(claims, secret=SECRET, alg="HS256", head=None, constant=None, key=RSA):
    header = {"alg": alg, "typ": "JWT", **(head or {})}
    message = b64url(compact(header).encode()) + "." + b64url(compact(claims).encode())
    if alg.startswith("HS"):
        signature = b64url(mac(secret, message, "sha" + alg[2:]))
    elif alg == "RS256":
        signature = b64url(base64.b64decode(rsa(message, key=key)))
    else:
        signature = es256(constant, message.encode())
    return message + "." + signature


def number(value):
    return b64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def jwk_rsa(key, kid):
    n = key.public_key().public_numbers()
    return {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": kid, "n": number(n.n), "e": number(n.e)}


def jwk_p256(key, kid):
    n = key.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid,
            "x": b64url(n.x.to_bytes(32, "big")), "y": b64url(n.y.to_bytes(32, "big"))}


def sha256(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data)


def form(pairs):
    return urllib.parse.urlencode(pairs)


def form_sorted(pairs):
    """Names sorted, each with its values, sorted and without repeats: name value name value …"""
    names = {}
    for name, value in pairs:
        names.setdefault(name, set()).add(value)
    return "".join(name + value for name in sorted(names) for value in sorted(names[name]))


def write(slug, cases):
    common.write(slug, cases, MAKER)


# ---------------------------------------------------------------------------------------------- the URL is signed too


def twilio():
    url = "https://receiver.example.com/hooks/twilio?channel=sms"

    def sign(pairs, url=url, secret=SECRET):
        return b64mac(secret, url + form_sorted(pairs), "sha1")

    def request(name, pairs, signature, secrets=(SECRET,), body=None, url=url, more=(), **rest):
        headers = [FORM, ("user-agent", "TwilioProxy/1.1"), *more]
        if signature:
            headers.append(("x-twilio-signature", signature))
        return case(name, headers, form(pairs) if body is None else body, secrets, url=url, **rest)

    message = [
        ("ToCountry", "DE"), ("ToState", ""), ("SmsMessageSid", "SM5ef8732a3c49700934481addd5ce1659"), ("NumMedia", "0"),
        ("ToCity", ""), ("FromZip", ""), ("SmsSid", "SM5ef8732a3c49700934481addd5ce1659"), ("FromState", ""),
        ("SmsStatus", "received"), ("FromCity", ""), ("Body", "Grüße 👋 & 100% sure + more"), ("FromCountry", "DE"),
        ("To", "+4915735000000"), ("NumSegments", "1"), ("MessageSid", "SM5ef8732a3c49700934481addd5ce1659"),
        ("AccountSid", "AC00000000000000000000000000000000"), ("From", "+4915735111111"), ("ApiVersion", "2010-04-01"),
    ]
    token = ("i-twilio-idempotency-token", "4a0e2a0e-6f3f-4b52-9f0d-3c1a1d0d7a11")
    docs = [("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675310"), ("Digits", "1234"), ("From", "+14158675310"),
            ("To", "+18005551212")]
    repeated = [("SmsStatus", "received"), ("To", "b"), ("To", "a"), ("To", "b"), ("AccountSid", "AC0")]
    call = url + "&CallStatus=ringing&From=%2B4915735111111"
    write("twilio", [
        case("the example of Twilio's documentation", [FORM, ("x-twilio-signature", "GvWf1cFY/Q7PnoempGyD5oXAezc=")], form(docs),
             ["12345"], url="https://mycompany.com/myapp.php?foo=1&bar=2",
             source="published: https://www.twilio.com/docs/usage/security (twilio-node's tests)"),
        request("an incoming message, with text outside ASCII and empty fields", message, sign(message), more=[token],
                event_type="received", event_id=token[1]),
        request("a field that came twice: its values sorted, repeats dropped", repeated, sign(repeated), event_type="received"),
        request("a call fetched with GET: only the URL is signed", [], sign([], call), url=call, method="GET"),
        request("two auth tokens, the second fits", message, sign(message), [OTHER, SECRET], event_type="received"),
        request("another auth token", message, sign(message), [OTHER], expect="no_match"),
        request("a changed field", [(n, "5" if n == "NumMedia" else v) for n, v in message], sign(message), expect="no_match"),
        request("http instead of https in the URL", message, sign(message), url=url.replace("https", "http"), expect="no_match"),
        request("no signature", message, None, expect="unsigned"),
    ])


def twilio_json():
    body = compact([{
        "specversion": "1.0", "type": "com.twilio.messaging.message.delivered",
        "source": "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages/SM5ef8732a3c49700934481addd5ce1659.json",
        "id": "EZ24ec95cae1d24bb06c4f3f06d1a5e0a1", "time": "2026-03-16T08:00:00.000Z", "datacontenttype": "application/json",
        "data": {"messageStatus": "DELIVERED", "messageSid": "SM5ef8732a3c49700934481addd5ce1659", "note": "Grüße 👋"}}])
    url = "https://receiver.example.com/hooks/twilio?x=1&bodySHA256=" + sha256(body).hexdigest()

    def request(name, body, signature=b64mac(SECRET, url, "sha1"), secrets=(SECRET,), **rest):
        headers = [JSON, ("user-agent", "TwilioProxy/1.1")] + ([("x-twilio-signature", signature)] if signature else [])
        return case(name, headers, body, secrets, url=url, **rest)

    published = '{"property": "value", "boolean": true}'
    write("twilio-json", [
        case("the example of the vendor's tests", [JSON, ("x-twilio-signature", "a9nBmqA0ju/hNViExpshrM61xv4=")], published, ["12345"],
             url="https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256="
                 "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
             source="published: twilio-node's tests (spec/validation)"),
        request("an event stream delivery", body, event_type="com.twilio.messaging.message.delivered",
                event_id="EZ24ec95cae1d24bb06c4f3f06d1a5e0a1"),
        request("a changed body under the same URL", body.replace("DELIVERED", "SENT"), expect="body_hash_mismatch"),
        request("another auth token", body, secrets=[OTHER], expect="no_match"),
        case("no signature", [JSON, ("i-twilio-idempotency-token", "4a0e2a0e-6f3f-4b52-9f0d-3c1a1d0d7a11")], body, [SECRET], url=url,
             expect="unsigned"),
    ])


def mandrill():
    url = "https://receiver.example.com/hooks/mandrill"
    events = compact([{"event": "open", "ts": TIME, "_id": "7761629d61234567890abcdef", "ip": "127.0.0.1",
                       "msg": {"ts": TIME - 60, "subject": "Grüße 👋", "email": "anna@example.com", "tags": ["welcome"], "opens": [],
                               "clicks": [], "state": "sent", "_id": "7761629d61234567890abcdef", "sender": "team@example.org"}}])
    pairs = [("mandrill_events", events)]

    def request(name, pairs, secrets=(SECRET,), signed=pairs, **rest):
        headers = [FORM, ("user-agent", "Mandrill-Webhook/1.0")]
        if signed:
            headers.append(("x-mandrill-signature", b64mac(SECRET, url + form_sorted(signed), "sha1")))
        return case(name, headers, form(pairs), secrets, url=url, **rest)

    write("mandrill", [
        request("an opened message", pairs, event_type="open"),
        request("two keys, the second fits", pairs, [OTHER, SECRET], event_type="open"),
        request("another key", pairs, [OTHER], expect="no_match"),
        request("a changed event", [("mandrill_events", events.replace("open", "hard_bounce"))], expect="no_match"),
        request("no signature", pairs, signed=None, expect="unsigned"),
    ])


def plivo():
    nonce = "05429567804466091622"

    def sign(url, pairs, secret=SECRET):
        base, _, query = url.partition("?")
        items = {}
        for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True):
            items.setdefault(name, []).append(value)
        text = "&".join(f"{n}={v}" for n in sorted(items) for v in sorted(items[n]))
        out = base
        if text or pairs:
            out += "?" + text
        if text and pairs:
            out += "."
        out += "".join(n + v for n, v in sorted(pairs))
        return b64mac(secret, out + "." + nonce)

    pairs = [("From", "4915735111111"), ("To", "4915735000000"), ("Text", "Grüße 👋"), ("Type", "sms"), ("Units", "1"),
             ("MessageUUID", "58bb8f8c-2141-11f1-b6d2-0242ac110005"), ("Status", "delivered")]
    url = "https://receiver.example.com/hooks/plivo"
    query = url + "?b=2&a=1&c=x%20y"

    def request(name, url, pairs, signature, secrets=(SECRET,), method="POST", nonce=nonce, **rest):
        headers = [FORM] if method == "POST" else []
        if nonce:
            headers.append(("x-plivo-signature-v3-nonce", nonce))
        if signature:
            headers.append(("x-plivo-signature-v3", signature))
        return case(name, headers, form(pairs), secrets, url=url, method=method, **rest)

    write("plivo-v3", [
        request("a message's status, URL without a query", url, pairs, sign(url, pairs), event_type="delivered"),
        request("form fields and a query", query, pairs, sign(query, pairs), event_type="delivered"),
        request("a call fetched with GET", query, [], sign(query, []), method="GET"),
        request("a GET without a query", url, [], sign(url, []), method="GET"),
        request("two signatures in the header, the second fits", url, pairs, sign(url, pairs, OTHER) + "," + sign(url, pairs),
                event_type="delivered"),
        request("another auth token", url, pairs, sign(url, pairs), [OTHER], expect="no_match"),
        request("a changed field", url, pairs[:-1] + [("Status", "failed")], sign(url, pairs), expect="no_match"),
        request("no nonce", url, pairs, sign(url, pairs), nonce=None, expect="missing_header"),
        request("no signature", url, pairs, None, expect="unsigned"),
    ])


def square():
    url = "https://receiver.example.com/hooks/square"
    body = compact({"merchant_id": "6SSW7HV8K2ST5", "type": "payment.updated", "event_id": "6a8f5f28-54a1-4eb0-a98a-3111513fd4fc",
                    "created_at": "2026-03-16T08:00:00.27Z",
                    "data": {"type": "payment", "id": "hYy9pRFVxpDsO1FB05SunFWUe9JZY",
                             "object": {"payment": {"id": "hYy9pRFVxpDsO1FB05SunFWUe9JZY", "status": "COMPLETED", "note": "Grüße 👋",
                                                    "amount_money": {"amount": 100, "currency": "EUR"},
                                                    "location_id": "S8GWD5R9QB376", "version": 1}}}})

    def request(name, body, secrets=(SECRET,), url=url, signature=b64mac(SECRET, url + body), **rest):
        headers = [JSON] + ([("x-square-hmacsha256-signature", signature)] if signature else [])
        return case(name, headers, body, secrets, url=url, **rest)

    write("square", [
        case("the example of Square's documentation",
             [JSON, ("x-square-hmacsha256-signature", "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=")], '{"hello":"world"}', ["asdf1234"],
             url="https://example.com/webhook", source="published: https://developer.squareup.com/docs/webhooks/step3validate"),
        request("a payment", body, event_type="payment.updated", event_id="6a8f5f28-54a1-4eb0-a98a-3111513fd4fc"),
        request("another signature key", body, [OTHER], expect="no_match"),
        request("a trailing slash too many in the URL", body, url=url + "/", expect="no_match"),
        request("a changed amount", body.replace('"amount":100', '"amount":900'), expect="no_match"),
        request("a signature that is not base64", body, signature="%%%not-base64%%%", expect="bad_encoding"),
    ])


def trello():
    url = "https://receiver.example.com/hooks/trello/?memberID=14&mainModel=true"
    body = compact({"action": {"id": "51f9424bcd6e040f3c002412", "idMemberCreator": "4fc78a59a885233f4b349bd9",
                               "data": {"board": {"name": "Trello Development", "id": "4d5ea62fd76aa1136000000c"},
                                        "card": {"idShort": 1458, "name": "Webhooks", "id": "51a79e72dbb7e23c7c003778"},
                                        "voted": True},
                               "type": "voteOnCard", "date": "2026-03-16T08:00:00.000Z",
                               "memberCreator": {"id": "4fc78a59a885233f4b349bd9", "fullName": "Doug Patti", "username": "doug"}},
                    "model": {"id": "4d5ea62fd76aa1136000000c", "name": "Trello Development", "closed": False}})

    def request(name, body, secrets=(SECRET,), url=url, signature=b64mac(SECRET, body + url, "sha1"), **rest):
        headers = [JSON, ("x-trello-webhook", signature)]
        return case(name, headers, body, secrets, url=url, **rest)

    write("trello", [
        request("a vote on a card", body, event_type="voteOnCard", event_id="51f9424bcd6e040f3c002412"),
        request("two secrets, the second fits", body, [OTHER, SECRET], event_type="voteOnCard"),
        request("another secret", body, [OTHER], expect="no_match"),
        request("the callback URL without its query", body, url=url.partition("?")[0], expect="no_match"),
        request("a changed body", body.replace("1458", "1459"), expect="no_match"),
    ])


def hubspot():
    url = "https://receiver.example.com/hooks/hubspot"
    docs = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"
    published = ('[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation",'
                 '"attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]')
    body = compact([{"eventId": 3181526809, "subscriptionId": 2752416, "portalId": 62515, "appId": 54321, "occurredAt": TIME * 1000,
                     "subscriptionType": "contact.propertyChange", "attemptNumber": 0, "objectId": 123, "changeSource": "CRM",
                     "propertyName": "firstname", "propertyValue": "Grüße 👋"}])
    event = dict(event_type="contact.propertyChange", event_id="3181526809")

    def v1(name, body, secret=SECRET, secrets=(SECRET,), signed=None, **rest):
        digest = sha256(secret + (signed if signed is not None else body)).hexdigest()
        return case(name, [JSON, ("x-hubspot-signature", digest), ("x-hubspot-signature-version", "v1")], body, secrets, url=url, **rest)

    write("hubspot-v1", [
        case("the example of HubSpot's documentation",
             [JSON, ("x-hubspot-signature", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"),
              ("x-hubspot-signature-version", "v1")], published, [docs], url="https://www.example.com/webhook_uri",
             event_type="contact.creation", event_id="1", source="published: https://developers.hubspot.com/docs/faq/v1-request-validation"),
        v1("a changed property, with text outside ASCII", body, **event),
        v1("two client secrets, the second fits", body, secrets=[OTHER, SECRET], **event),
        v1("another client secret", body, secrets=[OTHER], expect="no_match"),
        v1("a changed body", body.replace('"objectId":123', '"objectId":124'), signed=body, expect="no_match"),
    ])

    def v2(name, body, secrets=(SECRET,), url=url, method="POST", signed=None, **rest):
        digest = sha256(SECRET + (signed or method + url + body)).hexdigest()
        return case(name, [JSON, ("x-hubspot-signature", digest), ("x-hubspot-signature-version", "v2")], body, secrets, url=url,
                    method=method, **rest)

    card = url + "?userId=1&portalId=62515&associatedObjectId=123&associatedObjectType=CONTACT"
    version = ("x-hubspot-signature-version", "v2")
    write("hubspot-v2", [
        case("the documentation's example of a GET",
             [("x-hubspot-signature", "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"), version], "", [docs],
             url="https://www.example.com/webhook_uri", method="GET",
             source="published: https://developers.hubspot.com/docs/faq/v2-request-validation"),
        case("the documentation's example of a POST",
             [JSON, ("x-hubspot-signature", "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"), version],
             '{"example_field":"example_value"}', [docs], url="https://www.example.com/webhook_uri",
             source="published: https://developers.hubspot.com/docs/faq/v2-request-validation"),
        v2("an event", body, **event),
        v2("a card fetched with GET", "", url=card, method="GET"),
        v2("another client secret", body, [OTHER], expect="no_match"),
        v2("the query in another order", "", url=url + "?portalId=62515&userId=1", method="GET",
           signed="GET" + url + "?userId=1&portalId=62515", expect="no_match"),
    ])

    stamp = str(TIME * 1000)

    def v3(name, body, secrets=(SECRET,), url=url, method="POST", signed=None, stamp=stamp, more=(), **rest):
        value = b64mac(SECRET, (signed or method + url + body) + (stamp or ""))
        headers = [JSON, ("x-hubspot-signature-v3", value), *more] + ([("x-hubspot-request-timestamp", stamp)] if stamp else [])
        return case(name, headers, body, secrets, url=url, method=method, **rest)

    encoded = url + "?email=anna%40example.com&back=https%3A%2F%2Fexample.com"
    decoded = url + "?email=anna@example.com&back=https://example.com"
    write("hubspot-v3", [
        v3("a changed property, with the older signature beside it", body,
           more=[("x-hubspot-signature", sha256(SECRET + body).hexdigest()), ("x-hubspot-signature-version", "v1")], **event),
        v3("signed over the URL with its percent escapes decoded", body, url=encoded, signed="POST" + decoded + body, **event),
        v3("signed over the URL as it is", body, url=encoded, **event),
        v3("two client secrets, the second fits", body, [OTHER, SECRET], **event),
        v3("another client secret", body, [OTHER], expect="no_match"),
        v3("a changed body", body.replace('"objectId":123', '"objectId":124'), signed="POST" + url + body, expect="no_match"),
        v3("an hour old", body, at=LATER, expect="timestamp_too_old"),
        v3("a timestamp that is none", body, stamp="soon", expect="bad_timestamp"),
        v3("no timestamp", body, stamp=None, expect="missing_header"),
    ])


def contentful():
    secret = ("hookctl-test-secret-" * 4)[:64]
    stamp = str(TIME * 1000)
    body = compact({"sys": {"type": "Entry", "id": "5KsDBWseXY6QegucYAoacS", "space": {"sys": {"type": "Link", "linkType": "Space",
                    "id": "cfexampleapi"}}, "revision": 3, "updatedAt": "2026-03-16T08:00:00.000Z"},
                    "fields": {"title": {"de": "Grüße 👋"}, "slug": {"de": "gruesse"}}})
    context = [("x-contentful-crn", "crn:contentful:::content:spaces/cfexampleapi/environments/master/entries/5KsDBWseXY6QegucYAoacS"),
               ("x-contentful-environment-id", "master"), ("x-contentful-space-id", "cfexampleapi")]

    def sign(headers, path, method="POST", body=body):
        names = sorted([n for n, _ in headers] + ["x-contentful-signed-headers", "x-contentful-timestamp"])
        values = dict(headers) | {"x-contentful-signed-headers": ",".join(names), "x-contentful-timestamp": stamp}
        pathname, _, search = path.partition("?")
        if search:
            pathname += "?" + urllib.parse.quote(search, safe="-_.!~*'()")
        canonical = urllib.parse.quote(pathname, safe="-_.!~*'();/?:@&=+$,#")
        text = "\n".join([method, canonical, ";".join(f"{n}:{values[n].strip()}" for n in names), body])
        return [("x-contentful-signed-headers", ",".join(names)), ("x-contentful-timestamp", stamp),
                ("x-contentful-signature", hexmac(secret, text))]

    def request(name, body=body, path="/hooks/contentful", method="POST", signed=None, secrets=(secret,), extra=context,
                topic="ContentManagement.Entry.publish", **rest):
        headers = [("content-type", "application/vnd.contentful.management.v1+json")] + list(extra) + (signed or sign(extra, path, method, body))
        if topic:
            headers.append(("x-contentful-topic", topic))
        return case(name, headers, body, secrets, url="https://receiver.example.com" + path, method=method, **rest)

    write("contentful", [
        request("a published entry, three headers signed", event_type="ContentManagement.Entry.publish"),
        request("a query in the URL", path="/hooks/contentful?a=1&b=x%20y", event_type="ContentManagement.Entry.publish"),
        request("only the two headers that are always signed", extra=[], event_type="ContentManagement.Entry.publish"),
        request("a GET without a body", body="", method="GET", topic=None),
        request("two secrets, the second fits", secrets=["x" * 64, secret], event_type="ContentManagement.Entry.publish"),
        request("another secret", secrets=["x" * 64], expect="no_match"),
        request("a changed body", body=body.replace('"revision":3', '"revision":4'), signed=sign(context, "/hooks/contentful"),
                expect="no_match"),
        request("a signed header that was changed on the way", extra=context[:1] + [("x-contentful-environment-id", "staging")] + context[2:],
                signed=sign(context, "/hooks/contentful"), expect="no_match"),
        request("a minute old", at="2026-03-16T08:01:00Z", expect="timestamp_too_old"),
    ])
    write("contentful-webhooks", [
        case("a plain webhook: nothing is signed",
             [("content-type", "application/vnd.contentful.management.v1+json"), ("x-contentful-topic", "ContentManagement.Entry.publish"),
              ("x-contentful-webhook-name", "hookctl"), ("x-secret", SECRET)], body, [], expect="unsigned",
             event_type="ContentManagement.Entry.publish"),
    ])


# ---------------------------------------------------------------------------------------------- the signature inside the payload


def mailgun():
    token = "hookctl0test0token0000000000000000000000000000000a"
    stamp = str(TIME)

    def body(signature, event="delivered"):
        data = {"event-data": {"id": "CPgfbmQMTCKtHW6uIWtuVe", "timestamp": TIME + 0.5213, "log-level": "info", "event": event,
                               "recipient": "anna@example.com", "recipient-domain": "example.com",
                               "message": {"headers": {"subject": "Grüße 👋", "from": "team@example.org", "message-id": "20260316@example.org"},
                                           "size": 1024}}}
        if signature:
            data = {"signature": {"token": token, "timestamp": stamp, "signature": signature}} | data
        return compact(data)

    right = hexmac(SECRET, stamp + token)
    event = dict(event_type="delivered", event_id="CPgfbmQMTCKtHW6uIWtuVe")
    write("mailgun", [
        case("a delivered message", [JSON], body(right), [SECRET], **event),
        case("two keys, the second fits", [JSON], body(right), [OTHER, SECRET], **event),
        case("changed event data: not noticed, since it is not signed", [JSON], body(right, "opened"), [SECRET], event_type="opened"),
        case("another key", [JSON], body(right), [OTHER], expect="no_match"),
        case("a changed token", [JSON], body(right).replace(token, token[:-1] + "b"), [SECRET], expect="no_match"),
        case("a signature that is not hex", [JSON], body("not hex at all"), [SECRET], expect="bad_encoding"),
        case("no signature", [JSON], body(None), [SECRET], expect="unsigned", recognised=""),
    ])
    pairs = [("recipient", "hooks@example.org"), ("sender", "anna@example.com"), ("from", "Anna <anna@example.com>"),
             ("subject", "Grüße 👋"), ("body-plain", "Hallo\r\n"), ("stripped-text", "Hallo"), ("timestamp", stamp), ("token", token)]
    write("mailgun-form", [
        case("a message forwarded by a route", [FORM], form(pairs + [("signature", right)]), [SECRET]),
        case("another key", [FORM], form(pairs + [("signature", right)]), [OTHER], expect="no_match"),
        case("two keys, the second fits", [FORM], form(pairs + [("signature", right)]), [OTHER, SECRET]),
    ])


def adyen():
    key = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
    other = "00" * 32

    def item(signature=None, original=None, code="AUTHORISATION", value=1130, reference="TestPayment-1407325143704", success="true"):
        psp = "7914073381342284"
        text = f"{psp}:{original or ''}:TestMerchant:{reference}:{value}:EUR:{code}:{success}"
        signature = signature or b64mac(bytes.fromhex(key), text)
        out = {"additionalData": {"hmacSignature": signature, "cardSummary": "1142"}, "pspReference": psp,
               "merchantReference": reference, "merchantAccountCode": "TestMerchant", "amount": {"currency": "EUR", "value": value},
               "eventCode": code, "success": success, "eventDate": "2026-03-16T09:00:00+01:00", "paymentMethod": "visa"}
        if original:
            out["originalReference"] = original
        return out

    def body(*items):
        return compact({"live": "false", "notificationItems": [{"NotificationRequestItem": i} for i in items]})

    def request(name, text, secrets=(key,), **rest):
        return case(name, [JSON], text, secrets, **rest)

    published = item("coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=")
    unsigned = item()
    del unsigned["additionalData"]["hmacSignature"]
    event = dict(event_type="AUTHORISATION", event_id="7914073381342284.AUTHORISATION")
    write("adyen", [
        request("the item and signature of Adyen's own library tests", body(published),
                source="published: Adyen/adyen-python-api-library test/UtilTest.py (the envelope is ours)", **event),
        request("two items, one with an original reference", body(item(), item(original="7914073381340000", code="CAPTURE")), **event),
        request("a reference with a colon, a backslash and text outside ASCII", body(item(reference="Grüße: 👋\\1")), **event),
        request("two keys, the second fits", body(item()), [other, key], **event),
        request("another key", body(item()), [other], expect="no_match"),
        request("a changed amount", body(item()).replace("1130", "9130"), expect="no_match"),
        request("the first item right, the second wrong", body(item(), item(signature=b64mac(b"x", "y"))), expect="no_match"),
        request("the first item right, the second without a signature", body(item(), unsigned), expect="missing_header"),
        request("no signature", body(unsigned), expect="unsigned"),
    ])


def braintree():
    public, secret = "integration_public_key", "hookctl-test-private-key"
    xml = ('<?xml version="1.0" encoding="UTF-8"?>\n<notification>\n    <timestamp type="datetime">2026-03-16T08:00:00Z</timestamp>\n'
           "    <kind>subscription_charged_successfully</kind>\n    <subject><subscription><id>Grüße-1</id></subscription></subject>\n"
           "</notification>\n")
    payload = b64(xml.encode()) + "\n"
    key = hashlib.sha1(secret.encode()).digest()

    def request(name, signature, payload=payload, secrets=(secret,), **rest):
        pairs = ([("bt_signature", signature)] if signature else []) + [("bt_payload", payload)]
        return case(name, [FORM], form(pairs), secrets, **rest)

    right = hexmac(key, payload, "sha1")
    write("braintree", [
        request("a charged subscription", f"{public}|{right}"),
        request("several pairs, the last one fits", f"other_public_key|{hexmac(key, 'x', 'sha1')}&{public}|{right}"),
        request("two private keys, the second fits", f"{public}|{right}", secrets=[OTHER, secret]),
        request("another private key", f"{public}|{right}", secrets=[OTHER], expect="no_match"),
        request("a changed payload", f"{public}|{right}", payload=b64(xml.replace("charged", "expired").encode()) + "\n", expect="no_match"),
        request("no signature", None, expect="unsigned", recognised=""),
    ])


def dropbox_sign():
    def event(kind="signature_request_sent", stamp=str(TIME), signature=None):
        return compact({"event": {"event_type": kind, "event_time": stamp,
                                  "event_hash": signature or hexmac(SECRET, stamp + kind),
                                  "event_metadata": {"related_signature_id": None, "reported_for_account_id": "63522885f9261e2b04eea043933ee7313eb674fd",
                                                     "reported_for_app_id": None, "event_message": None}},
                        "signature_request": {"signature_request_id": "fa5c8a0b0f492d768749333ad6fcc214c111e967", "title": "Grüße 👋",
                                              "is_complete": False}})

    def multipart(text):
        line = "hookctl-boundary-7d1"
        return (f'--{line}\r\ncontent-disposition: form-data; name="json"\r\n\r\n{text}\r\n--{line}--\r\n',
                ("content-type", f"multipart/form-data; boundary={line}"))

    def request(name, text, secrets=(SECRET,), **rest):
        body, kind = multipart(text)
        return case(name, [kind, ("user-agent", "HelloSign API")], body, secrets, **rest)

    good = event()
    write("dropbox-sign", [
        request("a sent request, as multipart form", good, event_type="signature_request_sent"),
        case("the same as url-encoded form", [FORM], form([("json", good)]), [SECRET], event_type="signature_request_sent"),
        request("two API keys, the second fits", good, [OTHER, SECRET], event_type="signature_request_sent"),
        request("another API key", good, [OTHER], expect="no_match"),
        request("a changed event type", good.replace("signature_request_sent", "signature_request_all_signed"), expect="no_match"),
    ])


def paddle_classic():
    pairs = [("alert_id", "1382048313"), ("alert_name", "subscription_payment_succeeded"), ("balance_currency", "EUR"), ("checkout_id", "6-d90a46dc"),
             ("customer_name", "Grüße 👋"), ("email", "anna@example.com"), ("event_time", "2026-03-16 08:00:00"), ("marketing_consent", ""),
             ("quantity", "7"), ("subscription_id", "9"), ("unit_price", "12.50")]

    def text(pairs):
        items = "".join(f's:{len(v.encode())}:"{v}";' for pair in sorted(pairs) for v in pair)
        return f"a:{len(pairs)}:{{{items}}}"

    right = rsa(text(pairs), hashes.SHA1())

    def request(name, pairs, secrets=(RSA_PEM,), signature=right, **rest):
        return case(name, [FORM], form(pairs[3:] + pairs[:3] + [("p_signature", signature)]), secrets, **rest)

    write("paddle-classic", [
        request("a paid subscription", pairs, event_type="subscription_payment_succeeded", event_id="1382048313"),
        request("two public keys, the second fits", pairs, [RSA_OTHER_PEM, RSA_PEM], event_type="subscription_payment_succeeded"),
        request("another public key", pairs, [RSA_OTHER_PEM], expect="no_match"),
        request("a changed price", pairs[:-1] + [("unit_price", "0.50")], expect="no_match"),
        request("a field left out", pairs[:-1], expect="no_match"),
        request("a signature that is not base64", pairs, signature="***", expect="bad_encoding"),
    ])


def sns():
    order = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]

    def message(version, kind="Notification", text='Grüße 👋\nsecond line "quoted"', subject="Order paid", key=RSA):
        out = {"Type": kind, "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", "TopicArn": "arn:aws:sns:eu-central-1:123456789012:orders"}
        if kind == "SubscriptionConfirmation":
            out["Token"] = "2336412f37fb687f5d51e6e2425dacbbffff0000"
            out["SubscribeURL"] = ("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
                                   "&TopicArn=arn:aws:sns:eu-central-1:123456789012:orders&Token=" + out["Token"])
        elif subject:
            out["Subject"] = subject
        out["Message"] = text
        out["Timestamp"] = "2026-03-16T08:00:00.123Z"
        out["SignatureVersion"] = version
        signed = "".join(f"{n}\n{out[n]}\n" for n in order if n in out)
        out["Signature"] = rsa(signed, hashes.SHA1() if version == "1" else hashes.SHA256(), key)
        out["SigningCertURL"] = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
        if kind == "Notification":
            out["UnsubscribeURL"] = "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:eu-central-1:123456789012:orders:1"
        return out

    def body(value):
        return json.dumps(value, indent=2)

    for version in "12":
        def request(name, text, secrets=(CERT,), kind="Notification", **rest):
            headers = [("content-type", "text/plain; charset=UTF-8"), ("x-amz-sns-message-type", kind),
                       ("x-amz-sns-message-id", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324"),
                       ("x-amz-sns-topic-arn", "arn:aws:sns:eu-central-1:123456789012:orders"), ("user-agent", "Amazon Simple Notification Service Agent")]
            return case(name, headers, text, secrets, **rest)

        good = message(version)
        event = dict(event_type="Notification", event_id="22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
        confirm = message(version, "SubscriptionConfirmation", text="You have chosen to subscribe to the topic.")
        write(f"aws-sns-v{version}", [
            request("a notification", body(good), **event),
            request("a notification without a subject, its text not escaped", json.dumps(message(version, subject=None), ensure_ascii=False), **event),
            request("a subscription to be confirmed", body(confirm), kind="SubscriptionConfirmation", event_type="SubscriptionConfirmation",
                    event_id=event["event_id"]),
            request("two certificates, the second fits", body(good), [CERT_OTHER, CERT], **event),
            request("another certificate", body(good), [CERT_OTHER], expect="no_match"),
            request("a changed message", body(good | {"Message": "Grüße"}), expect="no_match"),
            request("a subject added", body(message(version, subject=None) | {"Subject": "Order paid"}), expect="no_match"),
            request("no certificate at hand", body(good), [], expect="unchecked"),
        ] + ([request("raw message delivery: nothing is signed", '{"order":1}', expect="unsigned")] if version == "1" else []))


def flutterwave():
    body = compact({"event": "charge.completed", "data": {"id": 285959875, "tx_ref": "Links-616626414629", "flw_ref": "PeterEkene/FLW270177170",
                    "amount": 100, "currency": "NGN", "status": "successful", "customer": {"id": 215604089, "name": "Grüße 👋", "email": "anna@example.com"}}})
    write("flutterwave", [
        case("a completed charge", [JSON, ("verif-hash", SECRET)], body, [SECRET], event_type="charge.completed"),
        case("two secret hashes, the second fits", [JSON, ("verif-hash", SECRET)], body, [OTHER, SECRET], event_type="charge.completed"),
        case("another secret hash", [JSON, ("verif-hash", SECRET)], body, [OTHER], expect="no_match"),
        case("no secret hash", [JSON], body, [SECRET], expect="unsigned", recognised=""),
    ])
    body = compact({"webhook_id": "wbk_PxWzlMa8AYQIUVBrlIDx", "timestamp": TIME * 1000, "type": "charge.completed",
                    "data": {"id": "chg_QcdDEYwX4n", "amount": 2500, "currency": "NGN", "reference": "Grüße 👋", "status": "succeeded"}})
    headers = [JSON, ("flutterwave-signature", b64mac(SECRET, body))]
    write("flutterwave-v4", [
        case("a completed charge", headers, body, [SECRET], event_type="charge.completed"),
        case("two secret hashes, the second fits", headers, body, [OTHER, SECRET], event_type="charge.completed"),
        case("another secret hash", headers, body, [OTHER], expect="no_match"),
        case("a changed amount", headers, body.replace("2500", "9500"), [SECRET], expect="no_match"),
    ])


# ---------------------------------------------------------------------------------------------- public keys


def telnyx():
    body = compact({"data": {"event_type": "message.received", "id": "b301ed3f-1490-491f-995f-6e64e69674d4", "occurred_at": "2026-03-16T08:00:00.000+00:00",
                             "payload": {"direction": "inbound", "from": {"phone_number": "+4915735111111"}, "id": "84cca175-9755-4859-b67f-4730d7f58aa3",
                                         "text": "Grüße 👋", "type": "SMS"}, "record_type": "event"},
                    "meta": {"attempt": 1, "delivered_to": "https://receiver.example.com/hooks/telnyx"}})

    def request(name, body=body, secrets=(ed_public(ED),), stamp=str(TIME), signed=None, **rest):
        signature = b64(ED.sign((signed or f"{stamp}|{body}").encode()))
        headers = [JSON, ("telnyx-signature-ed25519", signature)] + ([("telnyx-timestamp", stamp)] if stamp else [])
        return case(name, headers, body, secrets, **rest)

    event = dict(event_type="message.received", event_id="b301ed3f-1490-491f-995f-6e64e69674d4")
    write("telnyx", [
        request("an incoming message", **event),
        request("two public keys, the second fits", secrets=[ed_public(ED_OTHER), ed_public(ED)], **event),
        request("another public key", secrets=[ed_public(ED_OTHER)], expect="no_match"),
        request("a changed body", body=body.replace("inbound", "outbound"), signed=f"{TIME}|{body}", expect="no_match"),
        request("an hour old", at=LATER, expect="timestamp_too_old"),
        request("half an hour in the future", at=EARLIER, expect="timestamp_in_future"),
        request("no timestamp", stamp=None, signed="x", expect="missing_header"),
    ])


def sendgrid():
    single = compact([{"email": "hello@world.com", "event": "dropped", "reason": "Bounced Address",
                       "sg_event_id": "ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",
                       "sg_message_id": "LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0",
                       "smtp-id": "<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>", "timestamp": 1600112492}]) + "\r\n"
    multiple = compact([
        {"email": "invalid@gmail.com", "event": "processed", "send_at": 0, "sg_event_id": "cHJvY2Vzc2VkLTE5OTQyMTEyLXFOd0JMZ1BRUWpXNkRKdktRd1NBYnctMA",
         "sg_message_id": "qNwBLgPQQjW6DJvKQwSAbw.filterdrecv-canary-547b64655b-cw6zx-1-6089EA4A-56.0",
         "smtp-id": "<qNwBLgPQQjW6DJvKQwSAbw@ismtpd0178p1mdw1.sendgrid.net>", "timestamp": 1619651146},
        {"email": "invalid@gmail.com", "event": "bounce", "ip": "167.89.101.76",
         "reason": "552 5.2.2 The email account that you tried to reach is over quota and inactive. Please direct the recipient to "
                   "https://support.google.com/mail/?p=OverQuotaPerm c17si1130468pgv.34 - gsmtp",
         "sg_event_id": "Ym91bmNlLTAtMTk5NDIxMTItcU53QkxnUFFRalc2REp2S1F3U0Fidy0w",
         "sg_message_id": "qNwBLgPQQjW6DJvKQwSAbw.filterdrecv-canary-547b64655b-cw6zx-1-6089EA4A-56.0",
         "smtp-id": "<qNwBLgPQQjW6DJvKQwSAbw@ismtpd0178p1mdw1.sendgrid.net>", "status": "5.2.2", "timestamp": 1619651147, "tls": 1, "type": "blocked"},
    ]).replace("},{", "},\r\n{") + "\r\n"
    key_one = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g=="
    key_two = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ4LIFtWztlsF7skFqOncjD1lun4H5w8XOhyOArHW9RcIx/FfEzx6cikC/yPfUvwaX/JScE7Fc9CJD2afQ9Ok3Q=="
    sign_one = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM="
    sign_two = "MEYCIQC/I4o6vCgqRYrTljjoVWB/GRWNtxeePlLMHr3x9ETeRQIhAIpV+03nREPTTHWSW0wIOA0EoMPdcNgXa70yCaqDJlu5"
    published = "published: @sendgrid/eventwebhook 8.0.0 src/eventwebhook.spec.js"

    def request(name, body, secrets, signature=sign_one, stamp="1600112502", **rest):
        headers = [JSON, ("x-twilio-email-event-webhook-signature", signature)]
        if stamp:
            headers.append(("x-twilio-email-event-webhook-timestamp", stamp))
        return case(name, headers, body, secrets, **rest)

    write("sendgrid", [
        request("one event, from the vendor's tests", single, [key_one], event_type="dropped",
                event_id="ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA", source=published),
        request("several events, from the vendor's tests", multiple, [key_two], sign_two, "1619651159", event_type="processed",
                event_id="cHJvY2Vzc2VkLTE5OTQyMTEyLXFOd0JMZ1BRUWpXNkRKdktRd1NBYnctMA", source=published),
        request("two public keys, the second fits", single, [key_two, key_one], event_type="dropped", source=published),
        request("another public key", single, [key_two], expect="no_match"),
        request("the line end taken off", single.rstrip("\r\n"), [key_one], expect="no_match"),
        request("no timestamp", single, [key_one], stamp=None, expect="missing_header"),
    ])


def paypal():
    body = compact({"id": "WH-2WR32451HC0233532-67976317FL4543714", "event_version": "1.0", "create_time": "2026-03-16T08:00:00Z",
                    "resource_type": "capture", "event_type": "PAYMENT.CAPTURE.COMPLETED", "summary": "Payment completed for 7.50 EUR: Grüße 👋",
                    "resource": {"id": "2GG279541U471931P", "status": "COMPLETED", "amount": {"currency_code": "EUR", "value": "7.50"}}})
    webhook, transmission, stamp = "1JE4291016473214C", "69cd13f0-d67a-11e5-baa3-778b53f4ae55", "2026-03-16T08:00:00Z"

    def sign(body=body):
        return rsa(f"{transmission}|{stamp}|{webhook}|{zlib.crc32(body.encode())}")

    def request(name, body=body, secrets=(CERT,), signature=sign(), params=None, stamp=stamp, **rest):
        headers = [JSON, ("paypal-transmission-id", transmission), ("paypal-transmission-sig", signature), ("paypal-auth-algo", "SHA256withRSA"),
                   ("paypal-auth-version", "v2"), ("paypal-cert-url", "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270")]
        if stamp:
            headers.append(("paypal-transmission-time", stamp))
        return case(name, headers, body, secrets, params=params or {"webhook_id": webhook}, **rest)

    event = dict(event_type="PAYMENT.CAPTURE.COMPLETED", event_id="WH-2WR32451HC0233532-67976317FL4543714")
    write("paypal", [
        request("a captured payment", **event),
        request("two certificates, the second fits", secrets=[CERT_OTHER, CERT], **event),
        request("another certificate", secrets=[CERT_OTHER], expect="no_match"),
        request("another webhook ID", params={"webhook_id": "0EH40505U7160970P"}, expect="no_match"),
        request("a changed amount", body=body.replace("7.50", "9.50"), expect="no_match"),
        request("no transmission time", stamp=None, expect="missing_header"),
        request("no certificate at hand", secrets=[], expect="unchecked"),
    ])


def bridge():
    body = compact({"api_version": "v0", "event_id": "wh_t8TAhPPYrRV2v8Asi9ed3sw", "event_developer_id": "37198312-0000-4000-8000-000000000001",
                    "event_category": "virtual_account.activity", "event_type": "virtual_account.activity.created",
                    "event_object_id": "fecffc8b-ed5e-48ae-bd24-b36268330b32", "event_object_status": None,
                    "event_object": {"id": "fecffc8b-ed5e-48ae-bd24-b36268330b32", "type": "payment_submitted", "amount": "1970.0",
                                     "source": {"description": "Grüße 👋", "payment_rail": "sepa"}},
                    "event_object_changes": {}, "event_created_at": "2026-03-16T08:00:00.000Z"})
    stamp = str(TIME * 1000)

    def request(name, body=body, secrets=(RSA_PEM,), signed=body, value=None, **rest):
        signature = rsa(sha256(f"{stamp}.{signed}").digest())
        return case(name, [JSON, ("x-webhook-signature", value or f"t={stamp},v0={signature}")], body, secrets, **rest)

    event = dict(event_type="virtual_account.activity.created", event_id="wh_t8TAhPPYrRV2v8Asi9ed3sw")
    write("bridge", [
        request("activity on a virtual account", **event),
        request("two public keys, the second fits", secrets=[RSA_OTHER_PEM, RSA_PEM], **event),
        request("another public key", secrets=[RSA_OTHER_PEM], expect="no_match"),
        request("a changed amount", body=body.replace("1970.0", "9970.0"), expect="no_match"),
        request("signed without the digest in between", value=f"t={stamp},v0={rsa(f'{stamp}.{body}')}", expect="no_match"),
    ])


def travis():
    payload = compact({"id": 271234567, "number": "42", "config": {"language": "rust"}, "type": "push", "state": "passed", "status": 0,
                       "result": 0, "status_message": "Passed", "started_at": "2026-03-16T07:58:00Z", "finished_at": "2026-03-16T08:00:00Z",
                       "branch": "main", "message": "Grüße 👋", "repository": {"id": 1, "name": "hookctl", "owner_name": "example"}})

    def request(name, payload=payload, secrets=(RSA_PEM,), signature=rsa(payload, hashes.SHA1()), **rest):
        headers = [FORM, ("travis-repo-slug", "example/hookctl"), ("user-agent", "Travis CI Notifications")]
        if signature:
            headers.append(("signature", signature))
        return case(name, headers, form([("payload", payload)]), secrets, **rest)

    write("travis-ci", [
        request("a build that passed", event_type="passed"),
        request("two public keys, the second fits", secrets=[RSA_OTHER_PEM, RSA_PEM], event_type="passed"),
        request("another public key", secrets=[RSA_OTHER_PEM], expect="no_match"),
        request("a changed payload", payload=payload.replace("passed", "failed"), expect="no_match"),
        request("no signature", signature=None, expect="unsigned"),
    ])


def wise():
    body = compact({"data": {"resource": {"type": "transfer", "id": 111, "profile_id": 222, "account_id": 333}, "current_state": "processing",
                             "previous_state": "incoming_payment_waiting", "occurred_at": "2026-03-16T08:00:00Z"},
                    "subscription_id": "01234567-89ab-cdef-0123-456789abcdef", "event_type": "transfers#state-change",
                    "schema_version": "2.0.0", "sent_at": "2026-03-16T08:00:00Z"})

    def request(name, body=body, secrets=(RSA_PEM,), signature=rsa(body), **rest):
        headers = [JSON, ("x-delivery-id", "5b2a4b3c-7f55-4a7b-8f0e-0f8d9b6a1c11"), ("x-test-notification", "false")]
        if signature:
            headers.append(("x-signature-sha256", signature))
        return case(name, headers, body, secrets, **rest)

    event = dict(event_type="transfers#state-change", event_id="5b2a4b3c-7f55-4a7b-8f0e-0f8d9b6a1c11")
    write("wise", [
        request("a transfer's new state", **event),
        request("text outside ASCII", body=body.replace("processing", "Grüße 👋"), signature=rsa(body.replace("processing", "Grüße 👋")), **event),
        request("two public keys, the second fits", secrets=[RSA_OTHER_PEM, RSA_PEM], **event),
        request("another public key", secrets=[RSA_OTHER_PEM], expect="no_match"),
        request("a changed body", body=body.replace("processing", "cancelled"), expect="no_match"),
    ])


def unverified():
    write("truelayer", [
        case("a signed event that cannot be checked here",
             [JSON, ("tl-signature", "eyJhbGciOiJFUzUxMiJ9..AAAA"), ("x-tl-webhook-timestamp", "2026-03-16T08:00:00Z")],
             compact({"type": "payment_executed", "event_version": 1, "event_id": "3a6d1e8c-0000-4000-8000-000000000001",
                      "payment_id": "60c60a60-ed73-4f0e-b2b3-0d6a6d0d7f11"}), [], expect="unsigned", event_type="payment_executed"),
    ])
    claims = {"iss": "crystallize", "iat": TIME, "exp": TIME + 1, "aud": "webhook", "sub": "signature", "tenantIdentifier": "my-tenant",
              "tenantId": "123", "userId": "123", "hmac": sha256("x").hexdigest()}
    write("crystallize", [
        case("a signed webhook that cannot be checked here", [JSON, ("x-crystallize-signature", jwt(claims))],
             compact({"order": {"get": {"id": "65f5", "total": {"gross": 100, "currency": "EUR"}}}}), [], expect="unsigned"),
    ])


# ---------------------------------------------------------------------------------------------- JWT


def netlify():
    body = compact({"id": "5ebc34bf4fea0b01f02efa3a", "site_id": "fa4dd95a-994e-4f89-8a7a-2d9e9fc36a32", "build_id": "5ebc34bf4fea0b01f02efa38",
                    "state": "ready", "name": "example", "url": "https://www.example.com", "title": "Grüße 👋", "branch": "main",
                    "created_at": "2026-03-16T07:58:15.346Z", "updated_at": "2026-03-16T08:00:00.000Z", "context": "production", "deploy_time": 159})

    def request(name, body=body, secrets=(SECRET,), claims=None, **rest):
        token = jwt(claims or {"iss": "netlify", "sha256": sha256(body).hexdigest()})
        headers = [JSON, ("x-netlify-event", "deploy_created")] + ([("x-webhook-signature", token)] if claims != {} else [])
        return case(name, headers, body, secrets, **rest)

    good = {"iss": "netlify", "sha256": sha256(body).hexdigest()}
    write("netlify", [
        request("a deploy", event_type="deploy_created"),
        request("two secrets, the second fits", secrets=[OTHER, SECRET], event_type="deploy_created"),
        request("another secret", secrets=[OTHER], expect="no_match"),
        request("a changed body", body=body.replace("ready", "error"), claims=good, expect="body_hash_mismatch"),
        request("another issuer", claims=good | {"iss": "someone"}, expect="claim_mismatch"),
        request("no signature", claims={}, expect="unsigned"),
    ])


def plaid():
    body = json.dumps({"environment": "production", "error": None, "item_id": "wz666MBjYWTp2PDzzggYhM6oWWmBb", "historical_update_complete": True,
                       "initial_update_complete": True, "webhook_code": "SYNC_UPDATES_AVAILABLE", "webhook_type": "TRANSACTIONS"}, indent=2)
    token = jwt({"iat": TIME, "request_body_sha256": sha256(body).hexdigest()}, alg="ES256", head={"kid": "bfbd5111-8e33-4643-8ced-b2e642a72f3c"},
                constant="plaid")
    keys = compact({"keys": [jwk_p256(P256, "bfbd5111-8e33-4643-8ced-b2e642a72f3c")]})
    others = compact({"keys": [jwk_p256(P256, "6c5516e1-92dc-479e-a8ff-5a51992e0001")]})

    def request(name, body=body, secrets=(keys,), **rest):
        return case(name, [JSON, ("plaid-verification", token)], body, secrets, **rest)

    write("plaid", [
        request("new transactions", event_type="TRANSACTIONS.SYNC_UPDATES_AVAILABLE"),
        request("two key sets, the second holds the token's key", secrets=[others, keys], event_type="TRANSACTIONS.SYNC_UPDATES_AVAILABLE"),
        request("the body without its line breaks", body=compact(json.loads(body)), expect="body_hash_mismatch"),
        request("an hour old", at=LATER, expect="timestamp_too_old"),
        request("no key with the token's kid", secrets=[others], expect="key_missing"),
        case("a token whose signature was changed", [JSON, ("plaid-verification", token[:-6] + "AAAAAA")], body, [keys], expect="no_match"),
    ])


def monday():
    url = "https://receiver.example.com/hooks/monday"
    body = compact({"event": {"userId": 9603417, "originalTriggerUuid": None, "boardId": 1771812698, "pulseId": 1772099344, "pulseName": "Grüße 👋",
                              "groupId": "topics", "groupName": "Group Title", "isTopGroup": True, "columnValues": {}, "app": "monday",
                              "type": "create_pulse", "triggerTime": "2026-03-16T08:00:00.000Z", "subscriptionId": 73759690,
                              "triggerUuid": "b5ed2e17c530f43668de130142445cba"}})
    claims = {"accountId": 1825529, "userId": 4012689, "aud": url, "exp": TIME + 300, "shortLivedToken": "none", "iat": TIME}

    def request(name, claims=claims, secrets=(SECRET,), url=url, **rest):
        return case(name, [JSON] + ([("authorization", jwt(claims))] if claims else []), body, secrets, url=url, **rest)

    write("monday", [
        request("a new item", event_type="create_pulse"),
        request("two secrets, the second fits", secrets=[OTHER, SECRET], event_type="create_pulse"),
        request("another secret", secrets=[OTHER], expect="no_match"),
        request("an expired token", at=LATER, expect="token_expired"),
        request("a token for another URL", url=url + "/other", expect="claim_mismatch"),
        request("a board webhook without a token", claims=None, expect="unsigned"),
    ])


def livekit():
    body = compact({"event": "room_started", "room": {"sid": "RM_TkVjUvAqgzKz", "name": "Grüße 👋", "emptyTimeout": 300, "creationTime": str(TIME),
                    "enabledCodecs": [{"mime": "audio/opus"}, {"mime": "video/VP8"}]}, "id": "EV_eugWmGhovZmm", "createdAt": str(TIME)})
    claims = {"iss": "APItest", "nbf": TIME, "exp": TIME + 300, "sha256": b64(sha256(body).digest())}

    def request(name, body=body, claims=claims, secrets=(SECRET,), **rest):
        return case(name, [("content-type", "application/webhook+json"), ("authorization", jwt(claims))], body, secrets, **rest)

    event = dict(event_type="room_started", event_id="EV_eugWmGhovZmm")
    write("livekit", [
        request("a room was opened", **event),
        request("two secrets, the second fits", secrets=[OTHER, SECRET], **event),
        request("five seconds past its end, within the vendor's leeway", at="2026-03-16T08:05:05Z", **event),
        request("another secret", secrets=[OTHER], expect="no_match"),
        request("a changed body", body=body.replace("room_started", "room_finished"), expect="body_hash_mismatch"),
        request("an expired token", at=LATER, expect="token_expired"),
        request("a token of the future", at=EARLIER, expect="token_not_yet_valid"),
    ])


def qstash():
    url = "https://receiver.example.com/hooks/qstash?job=1"
    body = compact({"job": "send-mail", "to": "anna@example.com", "subject": "Grüße 👋"})
    digest = base64.urlsafe_b64encode(sha256(body).digest()).decode()
    claims = {"iss": "Upstash", "sub": url, "exp": TIME + 300, "nbf": TIME, "iat": TIME, "jti": "jwt_67kxXD6UBAk7DqU6hzuHMDdXFXfP", "body": digest}
    current, following = "sig_hookctlTestCurrent", "sig_hookctlTestNext"

    def request(name, body=body, claims=claims, secrets=(current, following), key=current, url=url, **rest):
        headers = [JSON, ("upstash-message-id", "msg_26hZCxZCuWyyTWPmSVBrNB882AHqMRsCgWZs"), ("upstash-retried", "0"), ("user-agent", "Upstash-QStash")]
        if claims:
            headers.append(("upstash-signature", jwt(claims, key)))
        return case(name, headers, body, secrets, url=url, **rest)

    event = dict(event_id="msg_26hZCxZCuWyyTWPmSVBrNB882AHqMRsCgWZs")
    write("upstash-qstash", [
        request("a message, signed with the current key", **event),
        request("signed with the next key", key=following, **event),
        request("the body's hash without padding", claims=claims | {"body": digest.rstrip("=")}, **event),
        request("another key", key=OTHER, expect="no_match"),
        request("a changed body", body=body.replace("anna", "emma"), expect="body_hash_mismatch"),
        request("called under another URL", url=url.replace("job=1", "job=2"), expect="claim_mismatch"),
        request("another issuer", claims=claims | {"iss": "Someone"}, expect="claim_mismatch"),
        request("an expired token", at=LATER, expect="token_expired"),
        request("a token of the future", at=EARLIER, expect="token_not_yet_valid"),
        request("no signature", claims=None, expect="unsigned"),
    ])


def atlassian_connect():
    url = "https://receiver.example.com/hooks/jira?user_id=5b10"
    body = compact({"timestamp": TIME * 1000, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_commented",
                    "issue": {"id": "10002", "key": "HOOK-1", "fields": {"summary": "Grüße 👋", "status": {"name": "To Do"}}}})
    claims = {"iss": "unique-client-identifier", "iat": TIME, "exp": TIME + 180,
              "qsh": sha256("POST&/hooks/jira&user_id=5b10").hexdigest()}

    def request(name, claims=claims, secrets=(SECRET,), **rest):
        headers = [JSON, ("x-atlassian-webhook-identifier", "1a2b3c4d5e6f"), ("authorization", "JWT " + jwt(claims))]
        return case(name, headers, body, secrets, url=url, **rest)

    event = dict(event_type="jira:issue_updated", event_id="1a2b3c4d5e6f")
    write("atlassian-connect", [
        request("an updated issue", **event),
        request("two shared secrets, the second fits", secrets=[OTHER, SECRET], **event),
        request("another shared secret", secrets=[OTHER], expect="no_match"),
        request("an expired token", at=LATER, expect="token_expired"),
    ])


def pubsub():
    url = "https://receiver.example.com/hooks/pubsub"
    body = compact({"message": {"attributes": {"eventType": "OBJECT_FINALIZE", "bucketId": "example"}, "data": b64("Grüße 👋".encode()),
                                "messageId": "2070443601311540", "message_id": "2070443601311540", "publishTime": "2026-03-16T08:00:00.000Z"},
                    "subscription": "projects/example/subscriptions/hooks"})
    claims = {"aud": url, "azp": "113774264463038321964", "email": "hooks@example.iam.gserviceaccount.com", "email_verified": True,
              "exp": TIME + 3600, "iat": TIME, "iss": "https://accounts.google.com", "sub": "113774264463038321964"}
    keys = compact({"keys": [jwk_rsa(RSA_OTHER, "test-key-0"), jwk_rsa(RSA, "test-key-1")]})
    others = compact({"keys": [jwk_rsa(RSA_OTHER, "test-key-1")]})

    def request(name, claims=claims, secrets=(keys,), url=url, kid="test-key-1", **rest):
        token = [("authorization", "Bearer " + jwt(claims, alg="RS256", head={"kid": kid}))] if claims else []
        return case(name, [JSON, ("user-agent", "CloudPubSub-Google")] + token, body, secrets, url=url, **rest)

    event = dict(event_type="OBJECT_FINALIZE", event_id="2070443601311540")
    write("google-pubsub", [
        request("a pushed message", **event),
        request("signed by another key of the same name", secrets=[others], expect="no_match"),
        request("no key with the token's kid", kid="test-key-9", expect="key_missing"),
        request("no keys at hand", secrets=[], expect="key_missing"),
        request("a token for another audience", claims=claims | {"aud": "https://someone.example.net/"}, expect="claim_mismatch"),
        request("another issuer", claims=claims | {"iss": "https://accounts.example.net"}, expect="claim_mismatch"),
        request("an expired token", at="2026-03-16T10:00:00Z", expect="token_expired"),
        request("a push without a token", claims=None, expect="unsigned", event_type="OBJECT_FINALIZE"),
    ])


def fusionauth():
    body = compact({"event": {"createInstant": TIME * 1000, "id": "e502168a-b469-45d9-a079-fd45f83e0406", "type": "user.create",
                              "tenantId": "e872a880-b14f-6d62-c312-cb40f22af465",
                              "user": {"id": "00000000-0000-0001-0000-000000000000", "email": "anna@example.com", "firstName": "Grüße 👋", "active": True}}})
    claims = {"request_body_sha256": b64(sha256(body).digest())}
    event = dict(event_type="user.create", event_id="e502168a-b469-45d9-a079-fd45f83e0406")

    def request(name, token, body=body, secrets=(SECRET,), **rest):
        return case(name, [JSON, ("x-fusionauth-signature-jwt", token)], body, secrets, **rest)

    write("fusionauth", [
        request("a new user, HS256", jwt(claims, head={"kid": "hook"}), **event),
        request("HS384", jwt(claims, alg="HS384"), **event),
        request("HS512", jwt(claims, alg="HS512"), **event),
        request("two keys, the second fits", jwt(claims), secrets=[OTHER, SECRET], **event),
        request("another key", jwt(claims), secrets=[OTHER], expect="no_match"),
        request("a changed body", jwt(claims), body=body.replace("user.create", "user.delete"), expect="body_hash_mismatch"),
    ])
    keys = compact({"keys": [jwk_rsa(RSA, "rsa-1"), jwk_p256(P256, "ec-1")]})
    others = compact({"keys": [jwk_rsa(RSA_OTHER, "rsa-1")]})
    rs = jwt(claims, alg="RS256", head={"kid": "rsa-1"})
    es = jwt(claims, alg="ES256", head={"kid": "ec-1"}, constant="fusionauth")
    named = dict(recognised="fusionauth")
    write("fusionauth-jwks", [
        request("a new user, RS256", rs, secrets=[keys], **event, **named),
        request("a new user, ES256", es, secrets=[keys], **event, **named),
        request("another key of the same name", rs, secrets=[others], expect="no_match", **named),
        request("a changed body", rs, body=body.replace("user.create", "user.delete"), secrets=[keys], expect="body_hash_mismatch", **named),
    ])


def coinbase_cdp():
    body = compact({"eventType": "onramp.transaction.success", "orderId": "011f1234-0000-4000-8000-000000000001", "status": "ONRAMP_TRANSACTION_STATUS_SUCCESS",
                    "purchaseAmount": {"currency": "USDC", "value": "4.81"}, "partnerUserRef": "Grüße 👋", "createdAt": "2026-03-16T07:59:00Z"})
    ident, kind = "8f7a2c1e-0000-4000-8000-000000000002", "onramp.transaction.success"
    names = "content-type x-event-id x-event-type"

    def request(name, body=body, secrets=(SECRET,), signed=body, ident=ident, value=None, **rest):
        text = f"{TIME}.{names}.application/json.8f7a2c1e-0000-4000-8000-000000000002.{kind}.{signed}"
        value = value or f"t={TIME},v0={hexmac(SECRET, f'{TIME}.{signed}')},h={names},v1={hexmac(SECRET, text)}"
        return case(name, [JSON, ("x-event-id", ident), ("x-event-type", kind), ("x-hook0-signature", value)], body, secrets, **rest)

    event = dict(event_type=kind, event_id=ident)
    write("coinbase-cdp", [
        request("a purchase that succeeded", **event),
        request("two secrets, the second fits", secrets=[OTHER, SECRET], **event),
        request("another secret", secrets=[OTHER], expect="no_match"),
        request("a changed body", body=body.replace("4.81", "9.81"), expect="no_match"),
        request("a signed header that was changed on the way", ident="8f7a2c1e-0000-4000-8000-000000000003", expect="no_match"),
        request("an hour old", at=LATER, expect="timestamp_too_old"),
        request("half an hour in the future", at=EARLIER, expect="timestamp_in_future"),
        request("only the older v0 signature", value=f"t={TIME},v0={hexmac(SECRET, f'{TIME}.{body}')}", expect="unknown_version"),
    ])


if __name__ == "__main__":
    for make in (twilio, twilio_json, mandrill, plivo, square, trello, hubspot, contentful, mailgun, adyen, braintree, dropbox_sign,
                 paddle_classic, sns, flutterwave, telnyx, sendgrid, paypal, bridge, travis, wise, unverified, netlify, plaid, monday,
                 livekit, qstash, atlassian_connect, pubsub, fusionauth, coinbase_cdp):
        make()
