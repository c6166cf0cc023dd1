"""Vectors of the senders that use a shared token or Basic authentication, of the long tail of HMAC schemes, and of
senders that sign nothing (strava, ebay, docker-hub, ...).

`python3 tests/vectors/make/tail.py` rewrites tests/vectors/SLUG.toml of each slug named below.
"""

import hashlib
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

import common
from common import AT, SECRET, TIME, b64, b64mac, compact, hexmac

OTHER = "hookctl-other-secret"
LATE = "2026-03-16T08:10:00Z"
URL = "https://receiver.example.com/hooks"
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
MS = TIME * 1000
RFC = "2026-03-16T08:00:00Z"
HEX_SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
GREETING = "Grüße 👋"

case = common.case


def write(slug, *cases):
    common.write(slug, cases, "tail.py")


def signed(slug, body, sign, old, secret=SECRET, other=OTHER, extra=(), **found):
    """Valid, wrong secret, changed body, non-ASCII body. `sign(body, secret)` gives the headers; `old` is a text in
    the body that the greeting replaces; `found` is what must be recognised."""
    assert old in body, (slug, old)
    hello = body.replace(old, GREETING)
    write(
        slug,
        case("a delivery, signed as documented", sign(body, secret), body, [secret], **found),
        case("signed with another secret", sign(body, other), body, [secret], expect="no_match", **found),
        case("the body changed after signing", sign(body, secret), body + " ", [secret], expect="no_match", **found),
        case("a body with non-ASCII text", sign(hello, secret), hello, [secret], **found),
        case("two secrets, the second one signed", sign(body, secret), body, [other, secret], **found),
        *extra,
    )


def token(slug, headers, body, secret=SECRET, url=URL, extra=(), **found):
    """Valid, wrong token. `headers(secret)` and `body(secret)` put the token in."""
    write(
        slug,
        case("the token as set up", {**headers(secret)}, body(secret), [secret], url=url, **found),
        case("another token", {**headers(OTHER)}, body(OTHER), [secret], expect="no_match", url=url, **found),
        case("a token that begins like the right one", {**headers(secret + "x")}, body(secret + "x"), [secret],
             expect="no_match", url=url, **found),
        *extra,
    )


def unsigned(slug, headers, body, name="a delivery; nothing can be verified", **found):
    write(slug, case(name, headers, body, [], expect="unsigned", **found))


def basic(text):
    return "Basic " + b64(text.encode())


def form(pairs):
    return urllib.parse.urlencode(pairs)


# ---------------------------------------------------------------- tokens and Basic

PUSH = compact({
    "object_kind": "push", "event_name": "push", "before": "95790bf891e76fee5e1747ab589903a6a1f80f22",
    "after": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7", "ref": "refs/heads/main", "user_id": 4,
    "user_name": "Jane Roe", "project_id": 15,
    "project": {"id": 15, "name": "Demo", "path_with_namespace": "demo/demo", "default_branch": "main"},
    "commits": [{"id": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7", "message": "fixed readme", "added": [], "modified": ["README.md"], "removed": []}],
    "total_commits_count": 1})
GITLAB = {**JSON, "user-agent": "GitLab/18.9.0", "x-gitlab-event": "Push Hook", "x-gitlab-instance": "https://gitlab.example.com",
          "x-gitlab-webhook-uuid": "3c5c0404-c866-44bc-a5f6-452bb1bfc76e", "x-gitlab-event-uuid": "9cebe914-4827-408f-b014-cfa23a47a35f",
          "idempotency-key": "a5461c4d-9c7f-4af9-add6-cddebe3c426f"}
FOUND = dict(event_type="Push Hook", event_id="a5461c4d-9c7f-4af9-add6-cddebe3c426f")
token("gitlab", lambda s: {**GITLAB, "x-gitlab-token": s}, lambda s: PUSH, **FOUND, extra=[
    case("no token was set on the hook", GITLAB, PUSH, [SECRET], expect="unsigned", **FOUND),
    case("two tokens, the second one fits", {**GITLAB, "x-gitlab-token": SECRET}, PUSH, [OTHER, SECRET], **FOUND),
    case("a body with non-ASCII text", {**GITLAB, "x-gitlab-token": SECRET}, PUSH.replace("fixed readme", GREETING), [SECRET], **FOUND),
])

USER = "hookctl:" + SECRET
BOUNCE = compact({
    "RecordType": "Bounce", "ID": 42, "Type": "HardBounce", "TypeCode": 1, "Name": "Hard bounce", "Tag": "Test",
    "MessageID": "00000000-0000-0000-0000-000000000000", "ServerID": 1234, "MessageStream": "outbound",
    "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    "Email": "john@example.com", "From": "sender@example.com", "BouncedAt": "2026-03-16T08:00:00Z", "Inactive": True,
    "CanActivate": True, "Subject": "Test subject"})


def basic_cases(slug, headers, body, old, **found):
    write(
        slug,
        case("user and password as set up", {**headers, "authorization": basic(USER)}, body, [USER], **found),
        case("another password", {**headers, "authorization": basic("hookctl:" + OTHER)}, body, [USER], expect="no_match", **found),
        case("another user", {**headers, "authorization": basic("somebody:" + SECRET)}, body, [USER], expect="no_match", **found),
        case("no credentials in the URL", headers, body, [USER], expect="unsigned", **found),
        case("a body with non-ASCII text", {**headers, "authorization": basic(USER)}, body.replace(old, GREETING), [USER], **found),
    )


basic_cases("postmark", JSON, BOUNCE, "Test subject", event_type="Bounce")
basic_cases("chargebee", JSON, compact({
    "id": "ev_16BHbhF4s42tO2lK", "occurred_at": TIME, "source": "admin_console", "user": "full_access_key_v1", "object": "event",
    "api_version": "v2", "content": {
        "subscription": {"id": "16BHbhF4s42tO2lJ", "customer_id": "16BHbhF4s42tO2lI", "status": "active", "object": "subscription"},
        "customer": {"id": "16BHbhF4s42tO2lI", "email": "john@example.com", "first_name": "John", "object": "customer"}},
    "event_type": "subscription_created", "webhook_status": "scheduled"}), "John",
    event_type="subscription_created", event_id="ev_16BHbhF4s42tO2lK")
basic_cases("deepgram", {**JSON, "dg-token": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"}, compact({
    "metadata": {"request_id": "4b3c1a2d-9f30-4b5b-9e0a-1f2e3d4c5b6a", "created": RFC, "duration": 25.933, "channels": 1},
    "results": {"channels": [{"alternatives": [{"transcript": "yeah as much as it's worth celebrating", "confidence": 0.9985}]}]}}),
    "yeah as much", event_id="4b3c1a2d-9f30-4b5b-9e0a-1f2e3d4c5b6a")

token("figma", lambda s: JSON, lambda s: compact({
    "event_type": "FILE_UPDATE", "file_key": "FQ2oa9xGqDmtSP9qZtQ0yT", "file_name": "Design System v2 " + GREETING, "passcode": s,
    "protocol_version": "2", "retries": 0, "timestamp": RFC, "webhook_id": "987654",
    "triggered_by": {"id": "813845097374535682", "handle": "Jane Roe"}}), event_type="FILE_UPDATE")

GRAPH = dict(event_type="created", event_id="lsgTZMr9KwAAA")


def graph(state):
    return compact({"value": [{
        "id": "lsgTZMr9KwAAA", "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
        "subscriptionExpirationDateTime": "2026-03-19T18:23:45.9356913Z", "clientState": state, "changeType": "created",
        "resource": "users/bb8775a4-4d8c-42cf-a1d4-4d58c2bb668f/messages/AAMkADUwNjQ4ZjE3",
        "tenantId": "84bd8158-6d4d-4958-8b9f-9d6445542f95",
        "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "@odata.id": "Users/bb8775a4/Messages/AAMkADUwNjQ4ZjE3", "id": "AAMkADUwNjQ4ZjE3"}}]})


token("microsoft-graph", lambda s: JSON, graph, **GRAPH, extra=[
    case("non-ASCII state, two secrets", JSON, graph(GREETING), [OTHER, GREETING], **GRAPH)])

CLOUD = {**JSON, "ce-specversion": "1.0", "ce-type": "com.example.someevent", "ce-source": "/mycontext", "ce-id": "A234-1234-1234",
         "ce-time": RFC}
CLOUD_BODY = compact({"appinfoA": "abc", "appinfoB": 123, "appinfoC": True, "greeting": GREETING,
                      "note": "the data of the event is the whole body in binary mode, attributes are in headers"})
FOUND = dict(event_type="com.example.someevent", event_id="A234-1234-1234")
token("cloudevents", lambda s: {**CLOUD, "authorization": "Bearer " + s}, lambda s: CLOUD_BODY, **FOUND, extra=[
    case("the token in the query", CLOUD, CLOUD_BODY, [SECRET], url=URL + "?access_token=" + SECRET, **FOUND),
    case("another token in the query", CLOUD, CLOUD_BODY, [SECRET], expect="no_match", url=URL + "?access_token=" + OTHER, **FOUND),
    case("no token", CLOUD, CLOUD_BODY, [SECRET], expect="unsigned", **FOUND)])

OKTA = compact({
    "eventType": "com.okta.event_hook", "eventTypeVersion": "1.0", "cloudEventsVersion": "0.1",
    "source": "https://example.okta.com/api/v1/eventHooks/who3f5a5zoz5KK3pE5d6", "eventId": "b5a188b9-5ece-4636-b041-482ffda96311",
    "data": {"events": [{"uuid": "dbe7a1f3-3d6a-11ea-92f0-0b1d9b0b4b2b", "published": RFC, "eventType": "user.lifecycle.create", "version": "0",
                         "displayMessage": "Create okta user", "severity": "INFO", "outcome": {"result": "SUCCESS"},
                         "target": [{"id": "00u1qv5o4kNlQCPlR0g4", "type": "User", "alternateId": "jane@example.com", "displayName": GREETING}]}]},
    "eventTime": "2026-03-16T08:00:00.000Z", "contentType": "application/json"})
token("okta", lambda s: {**JSON, "authorization": s}, lambda s: OKTA, event_type="user.lifecycle.create", event_id="b5a188b9-5ece-4636-b041-482ffda96311")

AUTH0 = compact([{
    "log_id": "90020260316080000123000000000000001223372036854775807", "data": {
        "date": "2026-03-16T08:00:00.123Z", "type": "s", "connection": "Username-Password-Authentication", "client_id": "AaiyAPdpYdesoKnqjj8HJqRn4T5titww",
        "client_name": "My application " + GREETING, "ip": "203.0.113.9", "user_id": "auth0|5f7c8ec7c33c6c004bbafe82", "user_name": "jane@example.com"}}])
FOUND = dict(event_type="s", event_id="90020260316080000123000000000000001223372036854775807")
token("auth0", lambda s: {**JSON, "authorization": s}, lambda s: AUTH0, **FOUND, extra=[
    case("a token typed with Bearer", {**JSON, "authorization": "Bearer " + SECRET}, AUTH0, ["Bearer " + SECRET], **FOUND)])

STRAPI = compact({"event": "entry.create", "createdAt": "2026-03-16T08:00:00.000Z", "model": "address", "uid": "api::address.address",
                  "entry": {"id": 1, "geolocation": {}, "city": "Paris " + GREETING, "postal_code": None, "category": None, "full_name": "Paris",
                            "createdAt": "2026-03-16T08:00:00.000Z", "updatedAt": "2026-03-16T08:00:00.000Z"}})
STRAPI_SECRET = "Bearer " + SECRET
token("strapi", lambda s: {**JSON, "x-strapi-event": "entry.create", "authorization": s}, lambda s: STRAPI, secret=STRAPI_SECRET, event_type="entry.create",
      extra=[case("no header set", {**JSON, "x-strapi-event": "entry.create"}, STRAPI, [STRAPI_SECRET], expect="unsigned", event_type="entry.create")])

XENDIT = compact({"event": "payment.succeeded", "business_id": "5f27a14a9bf05c73dd040bc8", "created": RFC,
                  "data": {"id": "py-1402feb0-bb79-47ae-9d1e-e69394d3949c", "amount": 10000, "currency": "IDR", "status": "SUCCEEDED",
                           "reference_id": "order 17 " + GREETING, "payment_request_id": "pr-1102feb0-bb79-47ae-9d1e-e69394d3949c"}})
token("xendit", lambda s: {**JSON, "x-callback-token": s, "webhook-id": "62b1f5a0-1f3b-4f9c-9a5f-2b6a2a9b1c11"}, lambda s: XENDIT,
      event_type="payment.succeeded", event_id="62b1f5a0-1f3b-4f9c-9a5f-2b6a2a9b1c11")

token("ko-fi", lambda s: FORM, lambda s: form({"data": compact({
    "verification_token": s, "message_id": "6ca7f3a2-1bb5-4a2b-8b39-1f6e8a1a5f0e", "timestamp": RFC, "type": "Donation", "is_public": True,
    "from_name": "Jo Example", "message": "Good luck with the integration! " + GREETING, "amount": "3.00",
    "url": "https://ko-fi.com/Home/CoffeeShop?txid=00000000-1111-2222-3333-444444444444", "email": "jo@example.com", "currency": "USD",
    "is_subscription_payment": False, "is_first_subscription_payment": False,
    "kofi_transaction_id": "00000000-1111-2222-3333-444444444444", "shop_items": None, "tier_name": None, "shipping": None})}),
    event_type="Donation", event_id="6ca7f3a2-1bb5-4a2b-8b39-1f6e8a1a5f0e")

# ---------------------------------------------------------------- nothing signed

unsigned("azure-event-grid", {**JSON, "aeg-event-type": "Notification", "aeg-subscription-name": "RECEIVER", "aeg-delivery-count": "0",
                              "aeg-data-version": "2", "aeg-metadata-version": "1"}, compact([{
    "id": "831e1650-001e-001b-66ab-eeb76e069631", "topic": "/subscriptions/00000000/resourceGroups/demo/providers/Microsoft.Storage/storageAccounts/demo",
    "subject": "/blobServices/default/containers/test/blobs/new-file.txt", "eventType": "Microsoft.Storage.BlobCreated", "eventTime": RFC,
    "data": {"api": "PutBlob", "contentType": "text/plain", "contentLength": 524288, "blobType": "BlockBlob",
             "url": "https://demo.blob.core.windows.net/test/new-file.txt"}, "dataVersion": "2", "metadataVersion": "1"}]),
    event_type="Microsoft.Storage.BlobCreated", event_id="831e1650-001e-001b-66ab-eeb76e069631")
unsigned("salesforce-outbound", {"content-type": "text/xml; charset=utf-8", "soapaction": '""'},
         '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>'
         '<notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D000000000001EAA</OrganizationId>'
         '<ActionId>04k000000000001AAA</ActionId><SessionId xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
         '<Notification><Id>04l000000000001AAA</Id><sObject xsi:type="sf:Lead" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
         'xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>00Q000000000001AAA</sf:Id></sObject></Notification></notifications>'
         '</soapenv:Body></soapenv:Envelope>', recognised="")
unsigned("docker-hub", JSON, compact({
    "callback_url": "https://registry.hub.docker.com/u/example/testhook/hook/2141b5bi5i5b02bec211i4eeih0242eg11000a/",
    "push_data": {"pushed_at": TIME, "pusher": "trustedbuilder", "tag": "latest"},
    "repository": {"comment_count": 0, "description": GREETING, "is_official": False, "is_private": True, "name": "testhook", "namespace": "example",
                   "owner": "example", "repo_name": "example/testhook", "repo_url": "https://registry.hub.docker.com/u/example/testhook/", "status": "Active"}}),
    event_type="push")
ROW = compact({"name": "Jane Roe", "email": "jane@example.com", "source": "contact form", "message": "a request holds what the step puts in, nothing else",
               "submitted_at": RFC, "greeting": GREETING, "row": 17, "sheet": "Leads"})
for slug in ("zapier", "make", "n8n"):
    unsigned(slug, JSON, ROW, recognised="")
unsigned("bigcommerce", JSON, compact({
    "scope": "store/order/created", "store_id": "1025646", "data": {"type": "order", "id": 250}, "hash": "dd70c0976e06b67aaf671e73f49dcb79230ebf9d",
    "created_at": TIME, "producer": "stores/abcde12345"}), event_type="store/order/created")
unsigned("strava", JSON, compact({
    "aspect_type": "update", "event_time": TIME, "object_id": 1360128428, "object_type": "activity", "owner_id": 134815, "subscription_id": 120475,
    "updates": {"title": "Messy morning run, " + GREETING}}), event_type="activity.update")
unsigned("ebay", {**JSON, "x-ebay-signature": b64(compact({
    "alg": "ecdsa", "kid": "9936261a-7d7b-4621-a0f1-964867fdc4fa", "signature": "MEUCIQDexample", "digest": "SHA1"}).encode())}, compact({
    "metadata": {"topic": "MARKETPLACE_ACCOUNT_DELETION", "schemaVersion": "1.0", "deprecated": False},
    "notification": {"notificationId": "49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d", "eventDate": RFC,
                     "publishDate": RFC, "publishAttemptCount": 1,
                     "data": {"username": "test_user", "userId": "ma8vp1jySJC", "eiasToken": "nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ=="}}}),
    name="a notification; the ECDSA signature is not verified here",
    event_type="MARKETPLACE_ACCOUNT_DELETION", event_id="49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d")
unsigned("gumroad", FORM, form({
    "seller_id": "kL0psVL2admJSYRNs-OCMg==", "product_id": "VzKqGxMvr1MjnBKUyYVUBA==", "product_name": "Demo product " + GREETING, "permalink": "demo",
    "product_permalink": "https://example.gumroad.com/l/demo", "email": "jane@example.com", "price": "1000", "currency": "usd", "quantity": "1",
    "order_number": "524459935", "sale_id": "FO8TXN-dbxYaBdahG97Y-Q==", "sale_timestamp": RFC, "resource_name": "sale"}), event_type="sale")

# ---------------------------------------------------------------- HMAC, one header

signed("ably", compact({"items": [{
    "webhookId": "ABcDEf", "source": "channel.message", "timestamp": MS, "serial": "a7bcdEFghIjklm123456789:4",
    "data": {"channelId": "education-5", "site": "eu-west-1-A",
             "messages": [{"id": "ABcDefgHIj:1:0", "clientId": "user-3", "connectionId": "ABcDefgHIj", "timestamp": MS,
                           "data": "the third component of the course is done", "name": "lesson"}]}}]}),
    lambda body, s: {**JSON, "x-ably-version": "1.2", "x-ably-key": "appid.keyid", "x-ably-signature": b64mac(s, body)}, "the third component",
    event_type="channel.message", event_id="a7bcdEFghIjklm123456789:4")

signed("klaviyo", compact({
    "data": [{"external_id": "01HR9ZK3K7ABCDEF", "topic": "event:klaviyo.opened_email",
              "payload": {"data": {"type": "event", "id": "4vRpBT", "attributes": {"datetime": "2026-03-16T08:00:00+00:00",
                                                                                   "event_properties": {"Subject": "Spring sale"}}}}}],
    "meta": {"klaviyo_webhook_id": "01HR9ZK3K7WHK", "klaviyo_account_id": "AbC123", "timestamp": "2026-03-16T08:00:00+00:00", "version": "2025-07-15"}}),
    lambda body, s: {**JSON, "klaviyo-webhook-id": "01HR9ZK3K7WHK", "klaviyo-timestamp": "2026-03-16T08:00:00+00:00",
                     "klaviyo-signature": hexmac(s, body + "2026-03-16T08:00:00+00:00")}, "Spring sale",
    event_type="event:klaviyo.opened_email", event_id="01HR9ZK3K7ABCDEF")

signed("linkedin", compact({
    "type": "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", "notifications": [{
        "notificationId": 1371082, "organizationalEntity": "urn:li:organization:2414183", "action": "COMMENT",
        "sourcePost": "urn:li:share:6661832923184189440", "generatedActivity": "urn:li:comment:(urn:li:activity:6661832923616206849,6661861021892108288)",
        "decoratedGeneratedActivity": {"comment": {"text": "first comment", "owner": "urn:li:person:u9B7zsvaS4"}}, "lastModifiedAt": MS}]}),
    lambda body, s: {**JSON, "x-li-signature": hexmac(s, "hmacsha256=" + body)}, "first comment", event_type="ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS",
    extra=[case("the body alone signed, without the text before it", {**JSON, "x-li-signature": hexmac(SECRET, compact({"type": "LEAD_ACTION"}))},
                compact({"type": "LEAD_ACTION"}), [SECRET], expect="no_match", event_type="LEAD_ACTION")])

SQUARESPACE = compact({
    "id": "5c2ba184b63ed3cb411ce2b1", "websiteId": "5f3c3d55ac435e1a051f77b3", "subscriptionId": "5f3c2155d947844beedda991", "topic": "order.create",
    "createdOn": "2026-03-16T08:00Z", "data": {"orderId": "585d498fdee9f31a60284a37", "note": "please ring twice"}})
FOUND = dict(event_type="order.create", event_id="5c2ba184b63ed3cb411ce2b1")
signed("squarespace", SQUARESPACE,
       lambda body, s: {**JSON, "user-agent": "Squarespace/1.0", "squarespace-signature": hexmac(bytes.fromhex(s), body)}, "please ring twice",
       secret=HEX_SECRET, other="ff" * 32, **FOUND,
       extra=[case("the secret in upper case is the same key", {**JSON, "squarespace-signature": hexmac(bytes.fromhex(HEX_SECRET), SQUARESPACE)},
                   SQUARESPACE, [HEX_SECRET.upper()], **FOUND)])

ANET_KEY = "2679A5D5785C9B26CF921E1754765CDDB265C9C88400786923E5343B315954FAFB4B7BF608818F6A21766741E8637DC206F286C725908C777ED4127D8562163D"
ANET_BODY = ('{"notificationId":"f813b98f-3552-4eeb-ba40-acb4704eeba3","eventType":"net.authorize.payment.authcapture.created",'
             '"eventDate":"2017-03-08T17:35:37.155999Z","webhookId":"63d6fea2-aa13-4b1d-a204-f5fbc15942b7","payload":{"responseCode":1,'
             '"authCode":"8VTPDC","avsResponse":"Y","authAmount":10.00,"entityName":"transaction","id":"60019392075"}}')
ANET_SIGNATURE = ("9607C69D2734514554CE13D923D19939563F2FD6567D239F49F0DF0D08865632"
                  "A0FB98061B4620CC52C47BB8BF6E2B69A15A67E4C98E81D7D65111076C515C6A")
ANET = "published: https://community.developer.cybersource.com/t5/Integration-and-Testing/HMAC-SHA-512-hash-not-matching-in-webhook-callback/td-p/57162"
assert hexmac(ANET_KEY, ANET_BODY, "sha512").upper() == ANET_SIGNATURE
FOUND = dict(event_type="net.authorize.payment.authcapture.created", event_id="f813b98f-3552-4eeb-ba40-acb4704eeba3")
signed("authorize-net", ANET_BODY,
       lambda body, s: {**JSON, "x-anet-signature": "sha512=" + hexmac(s, body, "sha512").upper()}, "8VTPDC", secret=HEX_SECRET.upper(), other="FF" * 32, **FOUND,
       extra=[case("a delivery published in the vendor's forum", {**JSON, "x-anet-signature": "sha512=" + ANET_SIGNATURE}, ANET_BODY, [ANET_KEY], source=ANET, **FOUND),
              case("the same with its key decoded from hexadecimal does not fit",
                   {**JSON, "x-anet-signature": "sha512=" + hexmac(bytes.fromhex(ANET_KEY), ANET_BODY, "sha512").upper()}, ANET_BODY, [ANET_KEY],
                   expect="no_match", **FOUND)])

signed("onfleet", compact({
    "triggerId": 3, "triggerName": "taskCompleted", "time": MS, "taskId": "11z1BbsQUZFHD1XAd~emDDeK", "workerId": "1LjhGUWdxFbvdsTAAXs0TFos",
    "adminId": None, "actionContext": {"type": "WORKER", "id": "1LjhGUWdxFbvdsTAAXs0TFos"},
    "data": {"task": {"id": "11z1BbsQUZFHD1XAd~emDDeK", "shortId": "31aac0a5", "state": 3, "completionDetails": {"success": True, "notes": "left at the door"}}}}),
    lambda body, s: {**JSON, "x-onfleet-signature": hexmac(bytes.fromhex(s), body, "sha512")}, "left at the door", secret=HEX_SECRET, other="ff" * 32,
    event_type="taskCompleted")

signed("segment", compact({
    "version": 1, "type": "track", "userId": "019mr8mf4r", "event": "Order Completed", "messageId": "ajs-20260316-80001", "writeKey": "demo",
    "properties": {"plan": "Pro Annual", "total": 129.5}, "context": {"ip": "203.0.113.9", "library": {"name": "analytics.js", "version": "2.11.1"}},
    "timestamp": "2026-03-16T08:00:00.276Z"}),
    lambda body, s: {**JSON, "user-agent": "Segment.io/1.0", "x-signature": hexmac(s, body, "sha1")}, "Pro Annual", event_type="track",
    event_id="ajs-20260316-80001")

signed("mongodb-atlas", compact({
    "id": "57b76ddc96e8215c017ceafb", "groupId": "535683b3794d371327b", "eventTypeName": "OUTSIDE_METRIC_THRESHOLD", "status": "OPEN", "created": RFC,
    "updated": RFC, "metricName": "ASSERT_REGULAR", "hostnameAndPort": "demo-shard-00-00.example.mongodb.net:27017", "replicaSetName": "the replica set",
    "currentValue": {"number": 0.0, "units": "RAW"}, "links": []}),
    lambda body, s: {**JSON, "x-mms-event": "alert.open", "x-mms-signature": b64mac(s, body, "sha1")}, "the replica set", event_type="alert.open")

signed("autodesk", compact({
    "version": "1.0", "resourceUrn": "urn:adsk.wipprod:fs.file:vf.T7cCVJfgQB2yOOTSLrTIfg?version=1",
    "hook": {"hookId": "0f60f6a0-996c-11e7-abf3-51d68cff984c", "tenant": "urn:adsk.wipprod:fs.folder:co.wT5lCWlXSKeo3razOfHJAw", "event": "dm.version.added",
             "callbackUrl": URL, "createdBy": "ZQY9BB4LJ3QM", "status": "active", "system": "data", "creatorType": "Application"},
    "payload": {"ext": "txt", "name": "drawing one.txt", "version": "1", "project": "b.f0d7ec35", "modifiedTime": "2026-03-16T08:00:00+0000"}}),
    lambda body, s: {**JSON, "x-adsk-signature": "sha1hash=" + hexmac(s, body, "sha1")}, "drawing one", event_type="dm.version.added")

signed("launchdarkly", compact({
    "_links": {"self": {"href": "/api/v2/auditlog/5defebd006121dd9f7ea90d0", "type": "application/json"}}, "_id": "5defebd006121dd9f7ea90d0",
    "_accountId": "", "date": MS, "kind": "flag", "name": "Example test", "description": "- Turned on the flag",
    "accesses": [{"action": "updateOn", "resource": "proj/default:env/production:flag/example-test"}],
    "member": {"email": "jane@example.com", "firstName": "Jane"}, "titleVerb": "turned on the flag"}),
    lambda body, s: {**JSON, "x-ld-signature": hexmac(s, body)}, "Example test", event_type="flag", event_id="5defebd006121dd9f7ea90d0")

signed("clickup", compact({
    "event": "taskUpdated", "history_items": [{"id": "2800763136717140857", "type": 1, "date": str(MS), "field": "status", "parent_id": "162641062",
                                               "user": {"id": 183, "username": "Jane Roe", "email": "jane@example.com"},
                                               "before": {"status": "to do"}, "after": {"status": "in progress"}}],
    "task_id": "1vj38vv", "webhook_id": "7fa3ec74-69a8-4530-a251-8a13730bd204"}),
    lambda body, s: {**JSON, "x-signature": hexmac(s, body)}, "Jane Roe", event_type="taskUpdated", event_id="2800763136717140857")

signed("checkout-com", compact({
    "id": "evt_az5sblvku4ge3dwpztvyizgcau", "type": "payment_captured", "version": "2.0.1", "created_on": RFC,
    "data": {"id": "pay_iktcjkzmqh6ebcbnmzqvbjxuma", "action_id": "act_rdyzzhyhxmoetalv3q5gp7mhaq", "reference": "order seventeen", "amount": 10000,
             "currency": "GBP", "response_code": "10000", "response_summary": "Approved", "metadata": {}},
    "_links": {"payment": {"href": "https://api.sandbox.checkout.com/payments/pay_iktcjkzmqh6ebcbnmzqvbjxuma"}}}),
    lambda body, s: {**JSON, "cko-signature": hexmac(s, body)}, "order seventeen", secret="8V8x0dLK%AyD*hookctl", event_type="payment_captured",
    event_id="evt_az5sblvku4ge3dwpztvyizgcau")

CHARGIFY = form([("id", "137153"), ("event", "payment_success"), ("payload[site][id]", "9261"), ("payload[site][subdomain]", "example"),
                 ("payload[transaction][id]", "30515"), ("payload[transaction][amount_in_cents]", "4900"), ("payload[transaction][memo]", "Pro plan " + GREETING),
                 ("payload[subscription][id]", "18330"), ("payload[subscription][state]", "active"), ("payload[subscription][customer][email]", "jane@example.com")])
signed("chargify", CHARGIFY,
       lambda body, s: {**FORM, "user-agent": "Chargify Webhooks", "x-chargify-webhook-id": "137153",
                        "x-chargify-webhook-signature": hashlib.md5((s + body).encode()).hexdigest(),
                        "x-chargify-webhook-signature-hmac-sha-256": hexmac(s, body)}, "4900", event_type="payment_success", event_id="137153")

AFTERSHIP = compact({
    "event": "tracking_update", "event_id": "94dadd60-ed26-46d0-aa52-3ced925a50ff", "is_tracking_first_tag": True, "ts": TIME, "ts_utc": RFC,
    "msg": {"id": "9tgpqghphkkchqkl3gw7w00u", "tracking_number": "1Z999AA10123456784", "slug": "ups", "title": "two parcels", "tag": "InTransit",
            "subtag": "InTransit_001", "active": True}})
FOUND = dict(event_type="tracking_update", event_id="94dadd60-ed26-46d0-aa52-3ced925a50ff")
SHIPPING = compact({"event_type": "label.update", "meta": {"code": 200, "message": "OK"},
                    "data": {"id": "2fd9f1f8-d4f1-4b32-ae4c-7e0a2b3e1f5d", "status": "created", "rate": {"service_name": "Express " + GREETING, "total_charge": {"amount": 20.55, "currency": "USD"}}}})
signed("aftership", AFTERSHIP, lambda body, s: {**JSON, "aftership-hmac-sha256": b64mac(s, body)}, "two parcels", **FOUND, extra=[
    case("the header of Returns and Warranty", {**JSON, "as-signature-hmac-sha256": b64mac(SECRET, AFTERSHIP)}, AFTERSHIP, [SECRET], **FOUND),
    case("the header of Shipping, with its prefix", {**JSON, "am-webhook-signature": "hmac-sha256=" + b64mac(SECRET, SHIPPING)}, SHIPPING, [SECRET],
         event_type="label.update"),
    case("the header of Shipping, another secret", {**JSON, "am-webhook-signature": "hmac-sha256=" + b64mac(OTHER, SHIPPING)}, SHIPPING, [SECRET],
         expect="no_match", event_type="label.update")])

signed("dub", compact({
    "id": "evt_KleiO5HPLSgKqTUVyfTRyGxG7", "event": "link.clicked", "createdAt": "2026-03-16T08:00:00.000Z",
    "data": {"click": {"id": "d0UtZqE0BZuBPrJS", "url": "https://example.com", "country": "US", "city": "San Francisco", "device": "Desktop"},
             "link": {"id": "cm1ck4c4f000zt9jz", "domain": "dub.sh", "key": "try", "shortLink": "https://dub.sh/try", "clicks": 10}}}),
    lambda body, s: {**JSON, "dub-signature": hexmac(s, body)}, "San Francisco", secret="whsec_hookctltestsecret", event_type="link.clicked",
    event_id="evt_KleiO5HPLSgKqTUVyfTRyGxG7")

BOLT = compact({
    "object": "transaction", "id": "TAb6WnGUP6TNB", "type": "payment", "processor": "bolt", "date": MS, "reference": "LBLJ-TWW7-R9VC",
    "time": MS, "order": "000000017", "amount": {"amount": 2754, "currency": "USD", "currency_symbol": "$"}, "status": "authorized",
    "customer_note": "a present for my aunt"})
signed("bolt", BOLT, lambda body, s: {**JSON, "x-bolt-trace-id": "aaa2bbb3ccc4", "x-bolt-hmac-sha256": b64mac(s, body)}, "a present for my aunt",
       event_type="payment", extra=[
           case("while the secret is being replaced, only the new one is known",
                {**JSON, "x-bolt-hmac-sha256": b64mac(OTHER, BOLT), "x-bolt-hmac-sha256-pending": b64mac(SECRET, BOLT)}, BOLT, [SECRET], event_type="payment")])

PRIMER = compact({
    "eventType": "PAYMENT.STATUS", "date": "2026-03-16T08:00:00.367687", "signedAt": str(TIME), "notificationConfig": {
        "id": "cc51f9f0-7e1c-492b-9d37-f83a818f6070", "description": "Payment webhook"}, "version": "2.4",
    "payment": {"id": "DdRZ6YY0", "date": "2026-03-16T08:00:00.167687", "dateUpdated": "2026-03-16T08:00:00.267687", "amount": 3000,
                "currencyCode": "GBP", "customerId": "cust-123", "orderId": "order-123", "status": "SETTLED"}})
signed("primer", PRIMER, lambda body, s: {**JSON, "x-signature-primary": b64mac(s, body)}, "Payment webhook", event_type="PAYMENT.STATUS", extra=[
    case("rotated: only the old secret is known", {**JSON, "x-signature-primary": b64mac(OTHER, PRIMER), "x-signature-secondary": b64mac(SECRET, PRIMER)},
         PRIMER, [SECRET], event_type="PAYMENT.STATUS"),
    case("rotated: neither fits", {**JSON, "x-signature-primary": b64mac(OTHER, PRIMER), "x-signature-secondary": b64mac(OTHER, PRIMER)},
         PRIMER, [SECRET], expect="no_match", event_type="PAYMENT.STATUS")])

signed("smartsheet", compact({
    "nonce": "4b2ed20d-6f00-4b0c-8fac-082182aa9aac", "timestamp": "2026-03-16T08:00:00.587+00:00", "webhookId": 4503604829677444, "scope": "sheet",
    "scopeObjectId": 5079047212345220, "events": [
        {"objectType": "row", "eventType": "updated", "id": 1234567890123, "userId": 9007194052434043, "timestamp": "2026-03-16T08:00:00.000+00:00"},
        {"objectType": "cell", "eventType": "updated", "rowId": 1234567890123, "columnId": 4503594425063547, "changeAgent": "agent one"}]}),
    lambda body, s: {**JSON, "smartsheet-hmac-sha256": hexmac(s, body)}, "agent one", event_type="row.updated")

GUSTO = compact({
    "uuid": "02edf0fa-d40b-4d0e-9a57-5b1f8b6d8a0c", "event_type": "employee.created", "resource_type": "Company",
    "resource_uuid": "a007e1ab-3595-43c2-ab4b-af7a5af2e365", "entity_type": "Employee", "entity_uuid": "2ae5f0e2-1d0a-4b3e-8f8b-8c0a1b2c3d4e", "timestamp": TIME})
signed("gusto", GUSTO, lambda body, s: {**JSON, "x-gusto-signature": hexmac(s, body)}, "Employee", secret="6590f590-3dba-495e-9bea-c361e1e2efc0",
       event_type="employee.created", event_id="02edf0fa-d40b-4d0e-9a57-5b1f8b6d8a0c")

GRAFANA = compact({
    "receiver": "My webhook", "status": "firing", "orgId": 1, "alerts": [{
        "status": "firing", "labels": {"alertname": "High memory usage", "team": "blue", "zone": "us-1"},
        "annotations": {"description": "The system has high memory usage"}, "startsAt": RFC, "endsAt": "0001-01-01T00:00:00Z",
        "generatorURL": "https://play.grafana.org/alerting/1afz29v7z/edit", "fingerprint": "c6eadffa33fcdf37", "values": {"B": 44.2}}],
    "groupLabels": {}, "commonLabels": {"team": "blue"}, "commonAnnotations": {}, "externalURL": "https://play.grafana.org/", "version": "1",
    "groupKey": "{}:{}", "truncatedAlerts": 0, "title": "[FIRING:1]  (blue)", "state": "alerting", "message": "**Firing**"})
signed("grafana", GRAFANA, lambda body, s: {**JSON, "x-grafana-alerting-signature": hexmac(s, body)}, "My webhook", event_type="firing", extra=[
    case("with a timestamp header", {**JSON, "x-grafana-alerting-timestamp": str(TIME), "x-grafana-alerting-signature": hexmac(SECRET, f"{TIME}:{GRAFANA}")},
         GRAFANA, [SECRET], event_type="firing"),
    case("with the longer name of that header", {**JSON, "x-grafana-alerting-signature-timestamp": str(TIME),
                                                 "x-grafana-alerting-signature": hexmac(SECRET, f"{TIME}:{GRAFANA}")}, GRAFANA, [SECRET], event_type="firing"),
    case("another time than the signed one", {**JSON, "x-grafana-alerting-timestamp": str(TIME + 1),
                                              "x-grafana-alerting-signature": hexmac(SECRET, f"{TIME}:{GRAFANA}")}, GRAFANA, [SECRET], expect="no_match",
         event_type="firing")])

signed("sonarqube", compact({
    "serverUrl": "http://localhost:9000", "taskId": "AVh21JS2JepAEhwQ-b3u", "status": "SUCCESS", "analysedAt": "2026-03-16T08:00:00+0000",
    "revision": "c739069ec7105e01303e8b3065a81141aad9f129", "project": {"key": "myproject", "name": "My Project", "url": "https://sonar.example.com/dashboard?id=myproject"},
    "properties": {}, "qualityGate": {"name": "Default gate", "status": "OK", "conditions": [{"metric": "new_coverage", "operator": "LESS_THAN", "value": "81", "status": "OK", "errorThreshold": "80"}]}}),
    lambda body, s: {"content-type": "application/json; charset=utf-8", "x-sonarqube-project": "myproject", "x-sonar-webhook-hmac-sha256": hexmac(s, body)},
    "My Project", event_id="AVh21JS2JepAEhwQ-b3u")

signed("hcp-terraform", compact({
    "payload_version": 1, "notification_configuration_id": "nc-AeUQ2zfKZzW9TiGZ", "run_url": "https://app.terraform.io/app/acme-org/my-workspace/runs/run-FwnENkvDnrpyFC7M",
    "run_id": "run-FwnENkvDnrpyFC7M", "run_message": "Add five new queue workers", "run_created_at": RFC, "run_created_by": "sample-user",
    "workspace_id": "ws-XdeUVMWShTesDMME", "workspace_name": "my-workspace", "organization_name": "acme-org",
    "notifications": [{"message": "Run Created", "trigger": "run:created", "run_status": "pending", "run_updated_at": RFC, "run_updated_by": "sample-user"}]}),
    lambda body, s: {**JSON, "x-tfe-notification-signature": hexmac(s, body, "sha512")}, "five new queue workers", event_type="run:created")

signed("patreon", compact({
    "data": {"type": "member", "id": "03ca69c3-ebea-4b9a-8fac-e4a837873254", "attributes": {
        "full_name": "Platform Team", "patron_status": "active_patron", "currently_entitled_amount_cents": 400, "lifetime_support_cents": 1200,
        "last_charge_date": "2026-03-16T08:00:00.000+00:00", "last_charge_status": "Paid", "is_follower": False},
        "relationships": {"campaign": {"data": {"id": "7004", "type": "campaign"}}, "user": {"data": {"id": "32187", "type": "user"}}}}, "included": []}),
    lambda body, s: {**JSON, "user-agent": "Patreon HTTP Robot", "x-patreon-event": "members:pledge:create", "x-patreon-signature": hexmac(s, body, "md5")},
    "Platform Team", event_type="members:pledge:create")

signed("snyk", compact({
    "project": {"name": "snyk/goof", "id": "af137b96-6966-46c1-826b-2e79ac49bbd9", "created": "2025-10-29T09:50:54.014Z", "origin": "github", "type": "maven",
                "readOnly": "false", "testFrequency": "daily", "totalDependencies": 42, "issueCountsBySeverity": {"low": 13, "medium": 8, "high": 1, "critical": 3}},
    "org": {"name": "demo org", "id": "a060a49f-636e-480f-9e14-38e773b2a97f", "slug": "demo-org"}, "newIssues": [], "removedIssues": []}),
    lambda body, s: {**JSON, "user-agent": "Snyk Webhooks", "x-snyk-event": "project_snapshot/v0", "x-snyk-transport-id": "998fe884-18a0-45db-8ae0-e379eea3bc0a",
                     "x-snyk-timestamp": RFC, "x-hub-signature": "sha256=" + hexmac(s, body)}, "demo org",
    event_type="project_snapshot/v0", event_id="998fe884-18a0-45db-8ae0-e379eea3bc0a")

signed("todoist", compact({
    "event_name": "item:added", "user_id": "2671355", "version": "10", "initiator": {"email": "alice@example.com", "full_name": "Alice", "id": "2671355", "is_premium": True},
    "event_data": {"id": "6XR4GqQQCW6Gv9h4", "content": "Buy Milk", "description": "", "priority": 1, "project_id": "6XR4H993xv8H5qCR", "labels": [],
                   "added_at": "2026-03-16T08:00:00.000000Z", "url": "https://app.todoist.com/app/task/6XR4GqQQCW6Gv9h4"}}),
    lambda body, s: {**JSON, "user-agent": "Todoist-Webhooks", "x-todoist-delivery-id": "ae4e5b6c-1f0d-4a8e-9b0c-7d6e5f4a3b2c", "x-todoist-hmac-sha256": b64mac(s, body)},
    "Buy Milk", event_type="item:added", event_id="ae4e5b6c-1f0d-4a8e-9b0c-7d6e5f4a3b2c")

GREENHOUSE = compact({
    "action": "hire_candidate", "payload": {"application": {
        "id": 46194062, "opening_id": "42", "rejected_at": None, "prospect": False, "status": "hired", "applied_at": "2026-03-01T22:37:30.000Z",
        "candidate": {"id": 37031511, "first_name": "Hank", "last_name": "Hire", "title": None, "email_addresses": [{"value": "hank@example.com", "type": "personal"}]},
        "source": {"id": 27, "name": "Monster"}, "jobs": [{"id": 89299, "name": "Designer", "requisition_id": None}]}}})
signed("greenhouse", GREENHOUSE,
       lambda body, s: {**JSON, "greenhouse-event-id": "d4e5f6a7-0b1c-4d2e-8f3a-9b0c1d2e3f4a", "signature": "sha256 " + hexmac(s, body)}, "Designer",
       event_type="hire_candidate", event_id="d4e5f6a7-0b1c-4d2e-8f3a-9b0c1d2e3f4a", extra=[
           case("written with an equals sign", {**JSON, "greenhouse-event-id": "d4e5f6a7-0b1c-4d2e-8f3a-9b0c1d2e3f4a", "signature": "sha256=" + hexmac(SECRET, GREENHOUSE)},
                GREENHOUSE, [SECRET], expect="unknown_version", event_type="hire_candidate", event_id="d4e5f6a7-0b1c-4d2e-8f3a-9b0c1d2e3f4a")])

signed("thinkific", compact({
    "id": "20260316080000123-6a3ed3c8-6f9d-4f24-9c9b-3d0f0f3c9c1e", "resource": "enrollment", "action": "created", "tenant_id": "3",
    "tenant_global_id": "2c1f2a2e-2d7c-4f0b-9a0e-6a9f1d3b5c7e", "created_at": "2026-03-16T08:00:00.123Z", "timestamp": TIME,
    "payload": {"id": 33, "percentage_completed": 0, "free_trial": False, "course": {"id": 5, "name": "Sailing for beginners"},
                "user": {"id": 12, "email": "jane@example.com", "first_name": "Jane"}}}),
    lambda body, s: {**JSON, "x-thinkific-topic": "enrollment.created", "x-thinkific-subdomain": "example", "x-thinkific-hmac-sha256": hexmac(s, body)},
    "Sailing for beginners", event_type="enrollment.created", event_id="20260316080000123-6a3ed3c8-6f9d-4f24-9c9b-3d0f0f3c9c1e")

# ---------------------------------------------------------------- HMAC with a time

signed("shippo", compact({
    "event": "track_updated", "test": False, "metadata": "Order 000123", "carrier": "usps", "data": {
        "tracking_number": "9205590164917312751089", "carrier": "usps", "servicelevel": {"token": "usps_priority", "name": None}, "transaction": None,
        "tracking_status": {"object_id": "4df0ff1ae9be4ac9bd4c59a2bb3d0b8d", "status": "TRANSIT", "status_details": "Your package is moving",
                            "status_date": RFC, "location": {"city": "San Francisco", "state": "CA", "zip": "94103", "country": "US"}}}}),
    lambda body, s: {**JSON, "shippo-auth-signature": f"t={TIME},v1=" + hexmac(s, f"{TIME}.{body}")}, "Your package is moving", event_type="track_updated")

signed("tiktok", compact({
    "client_key": "bwo2m45353a6k85", "event": "video.publish.completed", "create_time": TIME, "user_openid": "act.example12345Example12345Example",
    "content": compact({"share_id": "video.6974245311675353080.VDCxrcMJ", "note": "a plain note"})}),
    lambda body, s: {**JSON, "tiktok-signature": f"t={TIME},s=" + hexmac(s, f"{TIME}.{body}")}, "a plain note", event_type="video.publish.completed")

signed("airship", compact({
    "values": [{"target": {"platform": "open::iot", "delivery_address": "sensor-7", "channel_id": "1b8d4a3c-7c0e-4c1b-9f2a-5d6e7f8a9b0c"},
                "payload": {"alert": "the garage door is open", "extra": {"level": "warn"}}, "push_id": "5a2f0b1c-3d4e-5f60-7182-93a4b5c6d7e8"}]}),
    lambda body, s: {**JSON, "x-ua-timestamp": str(TIME), "x-ua-signature": hexmac(s, f"{TIME}:{body}")}, "the garage door is open", extra=[
        case("the time is missing", {**JSON, "x-ua-signature": hexmac(SECRET, f"{TIME}:" + '{"values":[]}')}, '{"values":[]}', [SECRET],
             expect="missing_header", recognised="")])

AFFIRM = compact({"checkout_token": "5I97HK0EREM38YHK3", "event": "approved", "event_timestamp": "2026-03-16T08:00:00.601851", "created": "2026-03-16T07:50:52.601851",
                  "email_address": "jane@example.com", "order_id": "order seventeen", "webhook_session_id": "ABC123", "total": 50000, "product": "affirm"})


def affirm(body, secret, join=","):
    return {**JSON, "x-affirm-signature": f"t={TIME}{join}v0=" + hexmac(secret, f"{TIME}.{body}", "sha512")}


signed("affirm", AFFIRM, affirm, "order seventeen", event_type="approved", extra=[
    case("a blank after the comma", affirm(AFFIRM, SECRET, ", "), AFFIRM, [SECRET], event_type="approved"),
    case("ten minutes old", affirm(AFFIRM, SECRET), AFFIRM, [SECRET], expect="timestamp_too_old", at=LATE, event_type="approved"),
    case("no item of a known version", {**JSON, "x-affirm-signature": f"t={TIME},v9=" + hexmac(SECRET, f"{TIME}.{AFFIRM}", "sha512")}, AFFIRM, [SECRET],
         expect="unknown_version", event_type="approved")])

signed("airwallex", compact({
    "id": "evt_hkdmr7v9rg1j58ky8re", "name": "payment_intent.succeeded", "account_id": "acct_2kS5VqIWM6GZSrnF3z8g6A", "created_at": "2026-03-16T08:00:00+0000",
    "version": "2025-02-14", "data": {"object": {"id": "int_hkdmr7v9rg1j58ky8re", "amount": 100, "currency": "USD", "status": "SUCCEEDED",
                                                 "merchant_order_id": "order seventeen", "captured_amount": 100}}}),
    lambda body, s: {**JSON, "x-timestamp": str(MS), "x-signature": hexmac(s, f"{MS}{body}")}, "order seventeen", event_type="payment_intent.succeeded",
    event_id="evt_hkdmr7v9rg1j58ky8re")

signed("ghost", compact({"post": {
    "current": {"id": "5c9c9c8d51b5bf974afad2a4", "uuid": "a5c7d2e1-0b3f-4c6d-8e9f-1a2b3c4d5e6f", "title": "Welcome back", "slug": "welcome-back", "status": "published",
                "visibility": "public", "html": "<p>Hello</p>", "published_at": "2026-03-16T08:00:00.000Z", "url": "https://blog.example.com/welcome-back/"},
    "previous": {"status": "draft", "updated_at": "2026-03-16T07:59:00.000Z", "published_at": None}}}),
    lambda body, s: {**JSON, "content-version": "v6.10", "x-ghost-signature": "sha256=" + hexmac(s, f"{body}{MS}") + f", t={MS}"}, "Welcome back", event_type="post")

signed("knock", compact({
    "type": "message.delivered", "created_at": "2026-03-16T08:00:00.000000Z", "event_data": None,
    "data": {"__typename": "Message", "id": "2FVHPWxRqNuXQ9krvNP5A6Z4qXe", "channel_id": "07e75b8b-2a4f-4d6d-8b0e-2f1a3c5d7e9f", "recipient": "user_1",
             "status": "delivered", "workflow": "new-comment", "source": {"key": "new-comment", "version_id": "e9d8c7b6"}, "tenant": "the first tenant"}}),
    lambda body, s: {**JSON, "x-knock-signature": f"t={MS},s=" + b64mac(s, f"{MS}.{body}")}, "the first tenant", event_type="message.delivered")

signed("courier", compact({
    "type": "message:updated", "data": {"id": "1-65f5515a-4f2e3d1c0b9a87654321fedc", "status": "DELIVERED", "recipient": "user_1", "event": "order-shipped",
                                        "enqueued": MS - 5000, "sent": MS - 3000, "delivered": MS, "notification": "the shipping notice",
                                        "providers": [{"provider": "sendgrid", "status": "DELIVERED"}]}}),
    lambda body, s: {**JSON, "courier-signature": f"t={MS},signature=" + hexmac(s, f"{MS}.{body}")}, "the shipping notice", event_type="message:updated")

signed("bamboohr", compact({"employees": [{
    "id": "123", "action": "Updated", "timestamp": "2026-03-16T08:00:00+00:00", "changedFields": ["First name", "Department"],
    "fields": {"First name": {"value": "Charlotte"}, "Last name": {"value": "Abbott"}, "Department": {"value": "Human Resources"}}}]}),
    lambda body, s: {**JSON, "company-domain": "example", "x-bamboohr-timestamp": str(TIME), "x-bamboohr-signature": hexmac(s, f"{body}{TIME}")}, "Charlotte",
    event_type="Updated", extra=[
        case("the time is missing", {**JSON, "x-bamboohr-signature": hexmac(SECRET, '{"employees":[]}' + str(TIME))}, '{"employees":[]}', [SECRET],
             expect="missing_header")])

# ---------------------------------------------------------------- other places and contents

MP_BODY = compact({"id": 112233445566, "live_mode": True, "type": "payment", "date_created": "2026-03-16T05:00:00.000-03:00", "application_id": 1234567890,
                   "user_id": 987654321, "version": 1, "api_version": "v1", "action": "payment.updated", "data": {"id": "ORD01ABC"}})
MP_URL = URL + "?data.id=ORD01ABC&type=payment"
MP_ID = "f7b2a1d4-0b1c-4ec2-aaaa-9e8b1d2f3c4d"
FOUND = dict(event_type="payment", event_id="112233445566")


def mp(manifest, secret=SECRET, request=MP_ID):
    headers = {**JSON, "x-signature": f"ts={MS},v1=" + hexmac(secret, manifest)}
    return {**headers, "x-request-id": request} if request else headers


FULL = f"id:ord01abc;request-id:{MP_ID};ts:{MS};"
write(
    "mercado-pago",
    case("a notification: id in lower case, request id, time", mp(FULL), MP_BODY, [SECRET], url=MP_URL, **FOUND),
    case("signed with another secret", mp(FULL, OTHER), MP_BODY, [SECRET], expect="no_match", url=MP_URL, **FOUND),
    case("another id in the URL", mp(FULL), MP_BODY, [SECRET], expect="no_match", url=URL + "?data.id=ORD02XYZ&type=payment", **FOUND),
    case("the body is not covered", mp(FULL), MP_BODY.replace("payment.updated", GREETING), [SECRET], url=MP_URL, **FOUND),
    case("no id in the URL: its part is left out", mp(f"request-id:{MP_ID};ts:{MS};"), MP_BODY, [SECRET], **FOUND),
    case("no request id: its part is left out", mp(f"id:ord01abc;ts:{MS};", request=None), MP_BODY, [SECRET], url=MP_URL, recognised="", **FOUND),
)

PANDADOC = compact([{"event": "document_state_changed", "data": {
    "id": "msFYActMfJHqNTKH8YSvF1", "name": "Sample Document", "date_created": RFC, "date_modified": RFC, "expiration_date": None, "status": "document.completed",
    "created_by": {"id": "FyXaS4SlT2FY7uLPqKD9f2", "email": "john@example.com", "first_name": "John", "last_name": "Doe"}, "recipients": [], "tokens": []}}])


def pandadoc(name, body, signature, secrets=(SECRET,), expect="valid", url=None):
    return case(name, JSON, body, secrets, expect=expect, url=url or f"{URL}?signature={signature}", event_type="document_state_changed")


write(
    "pandadoc",
    pandadoc("a delivery, signed in the query", PANDADOC, hexmac(SECRET, PANDADOC)),
    pandadoc("signed with another key", PANDADOC, hexmac(OTHER, PANDADOC), expect="no_match"),
    pandadoc("the body changed after signing", PANDADOC + " ", hexmac(SECRET, PANDADOC), expect="no_match"),
    pandadoc("a body with non-ASCII text", PANDADOC.replace("Sample Document", GREETING), hexmac(SECRET, PANDADOC.replace("Sample Document", GREETING))),
    pandadoc("two keys, the second one signed", PANDADOC, hexmac(SECRET, PANDADOC), secrets=(OTHER, SECRET)),
)


def lever(secret, triggered=MS, sent=None):
    nonce = "f9a1c7d2e3b44c5d6e7f80910a2b3c4d"
    return compact({"event": "candidateHired", "triggeredAt": sent or triggered, "token": nonce, "signature": hexmac(secret, f"{nonce}{triggered}"),
                    "data": {"candidateId": "12345678-1234-1234-1234-123456789abc", "contactId": "87654321-4321-4321-4321-cba987654321",
                             "opportunityId": "12345678-1234-1234-1234-123456789abc", "note": GREETING}})


write(
    "lever",
    case("an event, token and time signed", JSON, lever(SECRET), [SECRET], event_type="candidateHired"),
    case("signed with another token", JSON, lever(OTHER), [SECRET], expect="no_match", event_type="candidateHired"),
    case("another time than the signed one", JSON, lever(SECRET, sent=MS + 1), [SECRET], expect="no_match", event_type="candidateHired"),
    case("the data is not covered", JSON, lever(SECRET).replace("candidateId", "somebodyElse"), [SECRET], event_type="candidateHired"),
)


def midtrans(key, amount="10000.00", **change):
    digest = hashlib.sha512(f"1111200{amount}{key}".encode()).hexdigest()
    fields = {"transaction_time": "2026-03-16 15:00:00", "transaction_status": "settlement", "transaction_id": "be03df7d-2f97-4c8c-a53c-8959f1b67295",
              "status_message": "midtrans payment notification " + GREETING, "status_code": "200", "signature_key": digest, "payment_type": "credit_card",
              "order_id": "1111", "merchant_id": "M004123", "masked_card": "48111111-1114", "gross_amount": amount, "fraud_status": "accept", "currency": "IDR"}
    return compact({**fields, **change})


KEY = "SB-Mid-server-hookctl-test"
write(
    "midtrans",
    case("a notification, hashed as documented", JSON, midtrans(KEY), [KEY], event_type="settlement"),
    case("hashed with another server key", JSON, midtrans("SB-Mid-server-other"), [KEY], expect="no_match", event_type="settlement"),
    case("the amount changed", JSON, midtrans(KEY, gross_amount="10.00"), [KEY], expect="no_match", event_type="settlement"),
    case("the status is not covered", JSON, midtrans(KEY, transaction_status="refund"), [KEY], event_type="refund"),
    case("two keys, the second one fits", JSON, midtrans(KEY), ["SB-Mid-server-other", KEY], event_type="settlement"),
)

APPWRITE = compact({"$id": "5e5ea5c16897e", "$createdAt": "2026-03-16T08:00:00.000+00:00", "$updatedAt": "2026-03-16T08:00:00.000+00:00", "name": "Jane Roe",
                    "registration": "2026-03-16T08:00:00.000+00:00", "status": True, "labels": [], "email": "jane@example.com", "emailVerification": False, "prefs": {}})


def appwrite(body, secret, url=URL):
    return {**JSON, "user-agent": "Appwrite-Server v1.7. Please report abuse at security@appwrite.io", "x-appwrite-webhook-id": "66d9d5c5000d0b96a418",
            "x-appwrite-webhook-name": "users", "x-appwrite-webhook-events": "users.5e5ea5c16897e.create", "x-appwrite-webhook-project-id": "66d9d5c5000d0b96a400",
            "x-appwrite-webhook-signature": b64mac(secret, url + body, "sha1")}


signed("appwrite", APPWRITE, appwrite, "Jane Roe", event_type="users.5e5ea5c16897e.create", extra=[
    case("signed for another URL", appwrite(APPWRITE, SECRET, "https://other.example.com/hooks"), APPWRITE, [SECRET], expect="no_match",
         event_type="users.5e5ea5c16897e.create")])

# ---------------------------------------------------------------- RSA

# Test key, made for these vectors only.
KICK_KEY = serialization.load_pem_private_key(b"""-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDXnjLWKJvxttSV
TreL2V7EidDZDRyb2pVwPbBi/YFbZTUg/P2JqokoFOcgh0S5DCCUhU/TfvKwyMp7
kUKMA6smRdxNeJTk6ziiBLFKhKV7nDHaYwiie9TgZtAph1vFK6B/79xyywleC0dV
4pcJkghCRONJ7MGmtNfgiA/6MtGLrNt1xI1C2mTIpIKKjliS4pK9OGXoQGPi+Yrj
EBesQgWA0cBQ7SAuAm6N0btKsc2NXWfAEA0xVQ0yhlolq6MZiiY2sGu8EO/ADsFj
c75TiiIjSPqf0tKhtGKC7oNnoYtyovAAF0c6bOMV/jzlP9AgkPa5n9xKnhA7LcsF
MeK3Q5YNAgMBAAECggEAQEYYQV65ncQyeo+Mh1O0vEGY0BrofE0cXukEu312Ihh5
TewcZ/0+BYS1oSyxf7ftvlg/A3zEO46fTVZvz+0IB9CrayyWteaoayOa9eu0qLRW
6BK9cDIZswry4m5HHO90WK7XuCBuGmqiSSfSfjfZ3mdKma7Jyzf9YiEtIhgj/s5s
QAQadVYUYqS3qkFxaub0jZ02g6Wm+f/A603zMwevNmq+X4XG7xVvNZrw6k+gIAy9
D8o1U+B3uPApUTvcKq+CW15yNBpxu3D4z/chK0Klr4Ty2u0iW6sle2HFP/ScABjH
6ujw6HnUv2EnNps6G22ZNFt6vwekCLLykHO0QjbgwQKBgQDw0Sdsuihd4rFXsJlE
TuOs6oDzuc0STDmch9LWSMkElYp63gRBYXDLfMU2e6b6R6/pEt93ouyB+eZfC9TO
8hZIueAEyNM7MJXx4/voNMWIGeB7rQRaWSrhJ9XSasghMc8W/qpZzx0/sPSPq5Zr
iGloehE+fuKut2ZFveSSZZQf3wKBgQDlNlNlzyKy6xJ7YDuVQcoRyu+U+XSlqzVo
3XSgWoYu3EMD5iurKHMMYg5SAE5o+gewM+iaMaktlnOAo4VNrG+17ZpXMSLKtS0Q
5p+oYc996dG3WYrIrdZv3kBPQvUkyu7/vr2z898VwCoWlawb9pyyfprJ5bL0RndI
AxQ5La/XkwKBgQC3tSaZOA4RSR02ov7Y8EGZKK/Evinl2oZclfTOCWpn99hTUMj4
Q2gzo3Qi0wOXjFZyvDYDYyN/J++I9FKcqGs9gaaWn8kcLz1D8UK7an6CDBOG5X8b
mUgvyR7BzTnssL2lchLsPia27rwyWZh/YenfjLdY8Jzm4fvAGlOjJqBwCwKBgQDJ
X14LntxERkPZgqU2LzOBSEIOJs71UaI9u/nfe0hR2Q9DWK9a0tGoumkMX9qDXc7t
Xd1nwmN4eqqFBKRzpiAKvHGRUsjXQC8Unxj7jNsHKyolJBTK0/cGF0N2n0PSDDvH
EeOGOqXubQJNDzfC5XmrU5FX+WasN1BKQvI8fcfz4wKBgGNBgxK538RClJRv5dO8
+vasGgdI/haZQt4a28UFQjQUnX1XohJemmXoWx88luxsxHr0/JzfRoGHQhtMXP2M
yXiYp2pavzylBRk/romBZfrLyvLAQf0WgixXbL3MFpAd7LD0KpfqsxjbtDuDaJvR
YoSCFxqX5ZQQwrP5SUFwPz3B
-----END PRIVATE KEY-----""", None)
KICK_PUBLIC = KICK_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
KICK_OTHER = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7V8lRZcsf/yzyOlUkvHr
scSm3jcDqVxTnsCCPRviJObSKltTF5MI0o4ojperRGOpxsdYzTbJN3/Ut69r29O5
XsgHClpKoFMWZQSywuvfkZ7WMML7ZnRr0hrhFBwI/sedkcsRG6OCti1Z2u1ntRyJ
BTh8KkmPKEWdZkk97m4bj+Zp8Sn0SJjzRP8n/FbmNl+oBswhvzSCBLslHIWr1Y2H
1nu5vsUQ6LylLero0AM1UYzF5SrEEyiw3UkqLfcl6qeWbiYujWt98Hau0NbBw7DD
iBn3t96lr6VdJ+Xbb0q6u3NsI/g1uascdU6q5hxxCWETnN93qTGBn2V2yTDF3pE8
nwIDAQAB
-----END PUBLIC KEY-----
"""
KICK = compact({
    "message_id": "msg_17", "broadcaster": {"is_anonymous": False, "user_id": 123456789, "username": "broadcaster_name", "is_verified": True, "channel_slug": "broadcaster_channel"},
    "sender": {"user_id": 987654321, "username": "sender_name", "channel_slug": "sender_channel"}, "content": "hello chat", "emotes": [], "created_at": RFC})
KICK_ID = "01JQ0V4M3T7K9ZC2B5N8X6WYHD"
FOUND = dict(event_type="chat.message.sent", event_id=KICK_ID)


def kick(body):
    signature = KICK_KEY.sign(f"{KICK_ID}.{RFC}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return {**JSON, "kick-event-message-id": KICK_ID, "kick-event-subscription-id": "01JQ0V0000SUBSCRIPTION0000", "kick-event-message-timestamp": RFC,
            "kick-event-type": "chat.message.sent", "kick-event-version": "1", "kick-event-signature": b64(signature)}


HELLO = KICK.replace("hello chat", GREETING)
write(
    "kick",
    case("an event, signed as documented", kick(KICK), KICK, [KICK_PUBLIC], **FOUND),
    case("another public key", kick(KICK), KICK, [KICK_OTHER], expect="no_match", **FOUND),
    case("the body changed after signing", kick(KICK), KICK + " ", [KICK_PUBLIC], expect="no_match", **FOUND),
    case("a body with non-ASCII text", kick(HELLO), HELLO, [KICK_PUBLIC], **FOUND),
    case("the message id is missing", {k: v for k, v in kick(KICK).items() if k != "kick-event-message-id"}, KICK, [KICK_PUBLIC], expect="missing_header",
         event_type="chat.message.sent"),
    case("two keys, the second one fits", kick(KICK), KICK, [KICK_OTHER, KICK_PUBLIC], **FOUND),
)
