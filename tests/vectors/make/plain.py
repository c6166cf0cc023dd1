#!/usr/bin/env python3
"""Makes the vectors of the senders that sign the raw body with an HMAC in one header (GitHub, Shopify, Xero and others).

Run: python3 tests/vectors/make/plain.py
"""

import json
import unicodedata
import urllib.parse
from base64 import b64decode

from common import SECRET, TIME, b64, b64mac, case, compact, hexmac, mac, write

MAKER = "plain.py"
OTHER = "hookctl-other-secret"
WORD, FOREIGN = "Greetings", "Grüße 👋"
JSON = ("content-type", "application/json")
OLD = "2026-03-16T09:00:00Z"
EARLY = "2026-03-16T07:00:00Z"
UUID = "5f0c2b1e-6d7a-4c3b-9a51-0d2f7f3c9e10"


def sign(name, encode, prefix="", algorithm="sha256", key=str.encode):
    """How one sender signs: returns a function (body, secret) -> headers."""
    def headers(body, secret):
        data = mac(key(secret), body, algorithm)
        return [(name, prefix + (data.hex() if encode == "hex" else b64(data)))]
    return headers


def plain(slug, signer, body, headers=(), event_type=None, event_id=None, secret=SECRET, other=OTHER,
          dump=compact, more=(), swap=(WORD, "Greetinga"), url="https://receiver.example.com/hooks"):
    """The usual cases of one sender. `body` is a value for JSON, or text; `swap` says which byte is changed."""
    text = body if isinstance(body, str) else dump(body)
    base = list(headers)
    if not any(n.lower() == "content-type" for n, _ in base):
        base.insert(0, JSON)
    facts = {}
    if event_type is not None:
        facts["event_type"] = event_type
    if event_id is not None:
        facts["event_id"] = event_id
    out = [
        case("signed as documented", base + signer(text, secret), text, [secret], url=url, **facts),
        case("two secrets, the second one fits", base + signer(text, secret), text, [other, secret], url=url, **facts),
    ]
    if WORD in text:
        foreign = text.replace(WORD, FOREIGN if dump is compact else json.dumps(FOREIGN)[1:-1])
        out.append(case("letters outside ASCII", base + signer(foreign, secret), foreign, [secret], url=url, **facts))
    out.append(case("the wrong secret", base + signer(text, secret), text, [other], expect="no_match", url=url, **facts))
    assert swap[0] in text and len(swap[0]) == len(swap[1]), slug
    out.append(case("one byte of the body changed", base + signer(text, secret), text.replace(swap[0], swap[1], 1), [secret],
                    expect="no_match", url=url, **facts))
    write(slug, out + list(more), MAKER)


def bare(name, headers, body, **more):
    """An unsigned delivery."""
    base = list(headers)
    if not any(n.lower() == "content-type" for n, _ in base):
        base.insert(0, JSON)
    return case(name, base, body, more.pop("secrets", [SECRET]), expect="unsigned", **more)


# ---- GitHub and those like it -------------------------------------------------------------------

repository = {"id": 186853002, "name": "Hello-World", "full_name": "octo-org/Hello-World", "private": False,
              "owner": {"login": "octo-org", "id": 6752317, "type": "Organization"},
              "html_url": "https://github.example.com/octo-org/Hello-World", "default_branch": "main"}
issue = {"action": "opened",
         "issue": {"url": "https://api.github.example.com/repos/octo-org/Hello-World/issues/1", "id": 444500041,
                   "number": 1, "title": f"{WORD} from the issue form", "state": "open", "locked": False,
                   "user": {"login": "octocat", "id": 21031067, "type": "User"}, "comments": 0,
                   "created_at": "2026-03-16T08:00:00Z", "body": "It looks like you spelled \"commit\" with two t's."},
         "repository": repository, "sender": {"login": "octocat", "id": 21031067, "type": "User"}}
github = [("user-agent", "GitHub-Hookshot/044aadd"), ("x-github-delivery", UUID), ("x-github-event", "issues"),
          ("x-github-hook-id", "292430182"), ("x-github-hook-installation-target-type", "repository")]
sha256 = sign("X-Hub-Signature-256", "hex", "sha256=")
sha1 = sign("X-Hub-Signature", "hex", "sha1=", "sha1")
form = "payload=" + urllib.parse.quote_plus(compact(issue))
text = compact(issue)
plain("github", sha256, issue, github, "issues", UUID, more=[
    case("the vector of GitHub's own documentation",
         [("content-type", "text/plain"), ("x-github-event", "ping"), ("x-github-delivery", UUID),
          ("x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")],
         "Hello, World!", ["It's a Secret to Everybody"],
         source="published: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
         event_type="ping", event_id=UUID),
    case("both signature headers, as GitHub sends them", [JSON] + github + sha1(text, SECRET) + sha256(text, SECRET),
         text, [SECRET], event_type="issues", event_id=UUID),
    case("content type form: the raw form is signed",
         [("content-type", "application/x-www-form-urlencoded")] + github + sha256(form, SECRET), form, [SECRET],
         event_type="issues", event_id=UUID),
    bare("a hook without a secret", github, text, event_type="issues", event_id=UUID),
])
plain("github-sha1", sha1, issue, github, "issues", UUID)

push = {"push": {"changes": [{"new": {"type": "branch", "name": "main",
                                      "target": {"type": "commit", "hash": "1e65c05c1d5171631d92438a13901ca7dae9618c",
                                                 "message": f"{WORD}\n", "date": "2026-03-16T07:59:40+00:00"}},
                              "old": None, "created": True, "forced": False, "closed": False}]},
        "actor": {"type": "user", "display_name": "Emma", "uuid": "{d301aafa-d676-4ee0-88be-962be7417567}"},
        "repository": {"type": "repository", "full_name": "workspace/repo", "name": "repo",
                       "uuid": "{673a6070-3421-46c9-9d48-90745f7bfe8e}", "is_private": True}}
bitbucket = [("user-agent", "Bitbucket-Webhooks/2.0"), ("x-event-key", "repo:push"),
             ("x-hook-uuid", "a3ab1b5e-1a52-4f3b-8a1b-2e63f2f8f7b1"), ("x-request-uuid", UUID), ("x-attempt-number", "1")]
hub = sign("X-Hub-Signature", "hex", "sha256=")
plain("bitbucket", hub, push, bitbucket, "repo:push", UUID, more=[
    case("the vector of Bitbucket's own documentation",
         [("content-type", "text/plain"), ("x-event-key", "repo:push"),
          ("x-hub-signature", "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9")],
         "Hello World!", ["It's a Secret to Everybody"],
         source="published: https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/", event_type="repo:push"),
    bare("a webhook without a secret", bitbucket, compact(push), event_type="repo:push", event_id=UUID),
])

jira = {"timestamp": TIME * 1000, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_generic",
        "user": {"accountId": "5b10a2844c20165700ede21g", "displayName": "Jane Developer", "active": True},
        "issue": {"id": "10002", "key": "PROJ-123", "self": "https://example.atlassian.net/rest/api/2/issue/10002",
                  "fields": {"summary": f"{WORD}: the login button is misaligned", "status": {"name": "In Progress"},
                             "priority": {"name": "High"}}},
        "changelog": {"id": "10145", "items": [{"field": "status", "fromString": "To Do", "toString": "In Progress"}]}}
plain("jira", hub, jira, [("user-agent", "Atlassian Webhook HTTP Client"), ("x-atlassian-webhook-identifier", UUID)],
      "jira:issue_updated", UUID)

gitea = {"ref": "refs/heads/develop", "before": "28e1879d029cb852e4844d9c718537df08844e03",
         "after": "bffeb74224043ba2feb48d137756c8a9331c449a",
         "compare_url": "http://git.example.com/gitea/webhooks/compare/28e1879d...bffeb742",
         "commits": [{"id": "bffeb74224043ba2feb48d137756c8a9331c449a", "message": f"{WORD}\n",
                      "author": {"name": "Gitea", "email": "someone@example.com", "username": "gitea"},
                      "timestamp": "2026-03-16T08:00:00Z"}],
         "repository": {"id": 140, "name": "webhooks", "full_name": "gitea/webhooks", "private": False},
         "pusher": {"id": 1, "login": "gitea"}, "sender": {"id": 1, "login": "gitea"}}
names = [("x-github-delivery", UUID), ("x-github-event", "push"), ("x-gogs-delivery", UUID), ("x-gogs-event", "push"),
         ("x-gitea-delivery", UUID), ("x-gitea-event", "push"), ("x-gitea-event-type", "push")]
forgejo = [("x-forgejo-delivery", UUID), ("x-forgejo-event", "push"), ("x-forgejo-event-type", "push")]


def all_of_gitea(body, secret):
    digest = hexmac(secret, body)
    return [("x-gitea-signature", digest), ("x-gogs-signature", digest),
            ("x-hub-signature", "sha1=" + hexmac(secret, body, "sha1")), ("x-hub-signature-256", "sha256=" + digest)]


text = compact(gitea)
plain("gitea", all_of_gitea, gitea, names, "push", UUID, more=[
    case("Forgejo with all its header names",
         [JSON] + forgejo + names + [("x-forgejo-signature", hexmac(SECRET, text))] + all_of_gitea(text, SECRET),
         text, [SECRET], event_type="push", event_id=UUID),
    bare("a webhook without a secret: the headers are there, but empty",
         names + [("x-gitea-signature", ""), ("x-gogs-signature", ""), ("x-hub-signature", "sha1="), ("x-hub-signature-256", "sha256=")],
         text, event_type="push", event_id=UUID),
    case("Gogs with its own names only",
         [JSON, ("x-gogs-delivery", UUID), ("x-gogs-event", "push"), ("x-gogs-signature", hexmac(SECRET, text))],
         text, [SECRET], event_type="push", event_id=UUID),
])

check = {"object_kind": "merge_request", "event_type": "merge_request",
         "user": {"id": 1, "name": "Administrator", "username": "root"},
         "project": {"id": 6, "name": "Flight", "path_with_namespace": "flightjs/Flight",
                     "web_url": "https://gitlab.example.com/flightjs/Flight", "default_branch": "main"},
         "object_attributes": {"id": 93, "iid": 1, "title": WORD, "source_branch": "feature", "target_branch": "main",
                               "state": "opened", "merge_status": "can_be_merged", "action": "update",
                               "last_commit": {"id": "141be9714669a4c1ccaa013c6a7f3e462ff2a40f"}},
         "external_approval_rule": {"id": 1, "name": "QA", "external_url": "https://receiver.example.com/hooks"}}
plain("gitlab-status-checks", sign("X-GitLab-Signature", "hex"), check, event_type="merge_request",
      more=[bare("a check without a shared secret", [], compact(check), event_type="merge_request")])

# ---- developer tools ----------------------------------------------------------------------------

sentry = {"action": "created", "installation": {"uuid": "a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},
          "data": {"issue": {"id": "1170820242", "shortId": "PYTHON-E", "title": f"ValueError: {WORD}",
                             "culprit": "app.views in index", "level": "error", "status": "unresolved",
                             "platform": "python", "firstSeen": "2026-03-16T07:59:58.000Z", "count": "1",
                             "project": {"id": "4", "name": "python", "slug": "python", "platform": "python"}}},
          "actor": {"type": "application", "id": "sentry", "name": "Sentry"}}


def escaped(value):
    """JSON as Sentry writes it: no blanks, everything outside ASCII as \\uXXXX."""
    return json.dumps(value, separators=(",", ":"))


hook = [("request-id", "b5bfdc31a2de4c1fa3b1f1b1a8a6b3b0"), ("sentry-hook-resource", "issue"),
        ("sentry-hook-timestamp", str(TIME))]
plain("sentry", sign("Sentry-Hook-Signature", "hex"), sentry, hook, "issue.created", "b5bfdc31a2de4c1fa3b1f1b1a8a6b3b0",
      dump=escaped, more=[
    case("the time stamp is not signed: another one does not matter",
         [JSON, hook[0], hook[1], ("sentry-hook-timestamp", str(TIME - 86400)),
          ("sentry-hook-signature", hexmac(SECRET, escaped(sentry)))], escaped(sentry), [SECRET],
         event_type="issue.created", event_id="b5bfdc31a2de4c1fa3b1f1b1a8a6b3b0"),
    case("a user interface component: another header name, empty body",
         [JSON, ("sentry-app-signature", hexmac(SECRET, ""))], "", [SECRET]),
])

incident = {"event": {"id": "5ac64822-4adc-4fda-ade0-410becf0de4f", "event_type": "incident.priority_updated",
                      "resource_type": "incident", "occurred_at": "2026-03-16T07:59:59.169Z",
                      "agent": {"id": "PLH1HKV", "summary": "Tenex Engineer", "type": "user_reference"},
                      "client": {"name": "PagerDuty"},
                      "data": {"id": "PGR0VU2", "type": "incident", "number": 2, "status": "triggered", "title": WORD,
                               "html_url": "https://acme.pagerduty.com/incidents/PGR0VU2", "urgency": "high",
                               "service": {"id": "PF9KMXH", "summary": "API Service", "type": "service_reference"}}}}
text = compact(incident)
pager = [("user-agent", "PagerDuty-Webhook/V3.0"), ("x-webhook-id", "f9f1a4d2-8d3d-4a2b-9a92-2a0ba1d0e1f7")]
plain("pagerduty", sign("X-PagerDuty-Signature", "hex", "v1="), incident, pager,
      "incident.priority_updated", "5ac64822-4adc-4fda-ade0-410becf0de4f", more=[
    case("two signatures while the secret is changed, the second one fits",
         [JSON] + pager + [("x-pagerduty-signature", f"v1={hexmac(OTHER, text)},v1={hexmac(SECRET, text)}")], text, [SECRET],
         event_type="incident.priority_updated", event_id="5ac64822-4adc-4fda-ade0-410becf0de4f"),
])

deployment = {"id": "uev_2sXk9bq0Zy3mHcE4", "type": "deployment.created", "createdAt": TIME * 1000, "region": "sfo1",
              "payload": {"alias": [], "user": {"id": "7ZvWlPrkCXZYGnqe5k5i"},
                          "deployment": {"id": "dpl_8Jt2uxGPxC3rYmZ1", "name": "my-site", "url": "my-site-abc123.vercel.app",
                                         "meta": {"githubCommitMessage": WORD}},
                          "project": {"id": "prj_k4DnAzTsb7VpXm2q"}, "target": "production", "plan": "pro"}}
plain("vercel", sign("x-vercel-signature", "hex", algorithm="sha1"), deployment, (), "deployment.created",
      "uev_2sXk9bq0Zy3mHcE4")

workflow = {"id": "3888f21b-eaa7-38e3-8f3d-75a63bba8895", "type": "workflow-completed", "happened_at": "2026-03-16T08:00:00.317Z",
            "webhook": {"id": "cf8c4fdd-0587-4da1-b4ca-4846e9640af9", "name": "Sample Webhook"},
            "project": {"id": "84996744-a854-4f5e-aea3-04e2851dc1d2", "name": "webhook-service",
                        "slug": "github/circleci/webhook-service"},
            "organization": {"id": "f22b6566-597d-46d5-ba74-99ef5bb3d85c", "name": "circleci"},
            "workflow": {"id": "fda08377-fe7e-46b1-8992-3a7aaecac9c3", "name": "build-test-deploy", "status": "success",
                         "created_at": "2026-03-16T07:59:29.616Z", "stopped_at": "2026-03-16T08:00:00.170Z"},
            "pipeline": {"id": "1285fe1d-d3a6-44fc-8886-8979558254c4", "number": 130,
                         "vcs": {"branch": "main", "revision": "1dc6aa69429bff4806ad6afe58d3d8f57e25973e",
                                 "commit": {"subject": WORD}}}}
circle = [("user-agent", "CircleCI-Webhook/1.0"), ("circleci-event-type", "workflow-completed")]
text = compact(workflow)
facts = dict(event_type="workflow-completed", event_id="3888f21b-eaa7-38e3-8f3d-75a63bba8895")
own = [("hello world", "secret", "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a"),
       ("lalala", "another-secret", "daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00"),
       ("an-important-request-payload", "hunter123", "9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa"),
       ("foo", "secret", "773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
plain("circleci", sign("circleci-signature", "hex", "v1="), workflow, circle, facts["event_type"], facts["event_id"], more=[
    case("an unknown version beside v1 is passed over",
         [JSON] + circle + [("circleci-signature", f"v2=deadbeef,v1={hexmac(SECRET, text)}")], text, [SECRET], **facts),
    case("only an unknown version", [JSON] + circle + [("circleci-signature", "v2=deadbeef")], text, [SECRET],
         expect="unknown_version", **facts),
    bare("a webhook without a secret token", circle, text, **facts),
] + [
    case(f"CircleCI's own vector: {body}", [("content-type", "text/plain"), ("circleci-signature", "v1=" + digest)],
         body, [secret], source="published: https://circleci.com/docs/guides/integration/outbound-webhooks/")
    for body, secret, digest in own
])

package = {"event": "package:publish", "name": "@example/pkg", "type": "package", "version": "1.0.0",
           "hookOwner": {"username": "npm-user"}, "change": {"version": "1.0.0", "dist-tag": "latest"}, "time": TIME * 1000,
           "payload": {"_id": "@example/pkg", "name": "@example/pkg", "description": WORD, "dist-tags": {"latest": "1.0.0"},
                       "license": "MIT"}}
plain("npm", sign("x-npm-signature", "hex", "sha256="), package, (), "package:publish")

release = {"action": "update", "actor": {"email": "user@example.com", "id": "01234567-89ab-cdef-0123-456789abcdef"},
           "created_at": "2026-03-16T07:59:55Z", "id": "6a07d9ee-2fcb-4c1a-8d1b-1b2f5e2a9c01",
           "data": {"app": {"id": "a84b035c-4c83-4ec8-8f2e-7a1b0d0ea3b7", "name": "example-app"}, "description": WORD,
                    "status": "succeeded", "version": 11},
           "previous_data": {"status": "pending"}, "published_at": "2026-03-16T08:00:00Z", "resource": "release",
           "sequence": None, "updated_at": "2026-03-16T07:59:59Z", "version": "application/vnd.heroku+json; version=3",
           "webhook_metadata": {"attempt": {"id": "1a6c2b0e-7b0f-4e0c-a5a7-0c1b4f9f1b11"},
                                "delivery": {"id": "7d1cd3e9-0c7b-4d0a-9f0a-4b7c6a9cb511"},
                                "event": {"id": "6a07d9ee-2fcb-4c1a-8d1b-1b2f5e2a9c01", "include": "api:release"},
                                "webhook": {"id": "c6c0a2d1-3b47-4a1c-8f1f-5f6b2b0c2a77"}}}
plain("heroku", sign("Heroku-Webhook-Hmac-SHA256", "base64"), release, (), "release.update",
      "7d1cd3e9-0c7b-4d0a-9f0a-4b7c6a9cb511", more=[
    bare("without a signature", [], compact(release), event_type="release.update", event_id="7d1cd3e9-0c7b-4d0a-9f0a-4b7c6a9cb511"),
])

agent = {"event": "statusChange", "timestamp": "2026-03-16T08:00:00.000Z", "id": "bc_abc123", "status": "FINISHED",
         "source": {"repository": "https://github.com/example/repo", "ref": "main"},
         "target": {"url": "https://cursor.com/agents?id=bc_abc123", "branchName": "cursor/add-readme-1234",
                    "prUrl": "https://github.com/example/repo/pull/1234"},
         "summary": f"{WORD}: added README.md with installation instructions"}
plain("cursor", sign("X-Webhook-Signature", "hex", "sha256="), agent,
      [("user-agent", "Cursor-Agent-Webhook/1.0"), ("x-webhook-id", "msg_01234567890"), ("x-webhook-event", "statusChange")],
      "statusChange", "msg_01234567890")

order = {"type": "order.created", "data": {"id": "ord_1029", "total": "42.50", "currency": "EUR", "note": WORD,
                                           "lines": [{"sku": "MUG-BLUE", "quantity": 2}, {"sku": "POSTER-A2", "quantity": 1}]},
         "created": "2026-03-16T07:59:58Z"}
gateway = [("x-hookdeck-eventid", "evt_Nj1uLbTtLy9M2c5W"), ("x-hookdeck-requestid", "req_2WnyR0M3cVt8fQ4k"),
           ("x-hookdeck-source-name", "orders"), ("x-hookdeck-attempt-count", "1"), ("x-hookdeck-attempt-trigger", "INITIAL")]
text = compact(order)
plain("hookdeck", sign("x-hookdeck-signature", "base64"), order, gateway, event_id="evt_Nj1uLbTtLy9M2c5W", more=[
    case("the second header fits while the secret is changed",
         [JSON] + gateway + [("x-hookdeck-signature", b64mac(OTHER, text)), ("x-hookdeck-signature-2", b64mac(SECRET, text))],
         text, [SECRET], event_id="evt_Nj1uLbTtLy9M2c5W"),
])

# ---- work and documents -------------------------------------------------------------------------

asana = {"events": [{"user": {"gid": "12345", "resource_type": "user"}, "created_at": "2026-03-16T07:59:59.123Z",
                     "action": "changed", "resource": {"gid": "1200000000000001", "resource_type": "task", "name": WORD,
                                                       "resource_subtype": "default_task"},
                     "parent": None, "change": {"field": "name", "action": "changed"}}]}
plain("asana", sign("X-Hook-Signature", "hex"), asana, (), "changed", more=[
    case("a heartbeat: no events", [JSON, ("x-hook-signature", hexmac(SECRET, '{"events":[]}'))], '{"events":[]}', [SECRET]),
])

mac_key, other_key = b64(b"hookctl test key of 32 bytes ..!"), b64(b"hookctl other key of 32 bytes .!")
airtable = {"base": {"id": "app00000000000000"}, "webhook": {"id": "ach00000000000000"}, "timestamp": "2026-03-16T08:00:00.663Z"}
text = compact(airtable)
plain("airtable", sign("X-Airtable-Content-MAC", "hex", "hmac-sha256=", key=b64decode), airtable, secret=mac_key, other=other_key,
      swap=("app0", "app1"), more=[
    case("the key used as text instead of decoded", [JSON, ("x-airtable-content-mac", "hmac-sha256=" + hexmac(mac_key, text))],
         text, [mac_key], expect="no_match"),
])

answers = {"event_id": "LtWXD3crgy", "event_type": "form_response",
           "form_response": {"form_id": "lT4Z3j", "token": "a3a12ec67a1365927098a606107fac15",
                             "submitted_at": "2026-03-16T07:59:58Z", "landed_at": "2026-03-16T07:58:31Z",
                             "definition": {"id": "lT4Z3j", "title": "Webhooks example",
                                            "fields": [{"id": "DlXFaesGBpoF", "title": "Say something", "type": "short_text",
                                                        "ref": "readable_ref_short_text"}]},
                             "answers": [{"type": "text", "text": WORD,
                                          "field": {"id": "DlXFaesGBpoF", "type": "short_text"}}]}}
text = compact(answers)
plain("typeform", sign("Typeform-Signature", "base64", "sha256="), answers, (), "form_response", "LtWXD3crgy", more=[
    bare("a webhook without a secret", [], text, event_type="form_response", event_id="LtWXD3crgy"),
])

booking = {"triggerEvent": "BOOKING_CREATED", "createdAt": "2026-03-16T08:00:00.000Z",
           "payload": {"type": "30min", "title": f"{WORD}: 30 minute meeting", "uid": "bFJeNb2uX8ANpT3JL5EfXw",
                       "startTime": "2026-03-20T09:00:00Z", "endTime": "2026-03-20T09:30:00Z",
                       "organizer": {"id": 5, "name": "Host", "email": "host@example.com", "timeZone": "Europe/Berlin"},
                       "attendees": [{"name": "Guest", "email": "guest@example.com", "timeZone": "Europe/Berlin"}],
                       "status": "ACCEPTED", "bookingId": 91}}
text = compact(booking)
plain("cal-com", sign("X-Cal-Signature-256", "hex"), booking, (), "BOOKING_CREATED", more=[
    case("a webhook without a secret says so in the header", [JSON, ("x-cal-signature-256", "no-secret-provided")], text, [SECRET],
         expect="bad_encoding", event_type="BOOKING_CREATED"),
])

dropbox = {"list_folder": {"accounts": ["dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc", "dbid:AAGx4oiLtHdvRdNxUpvvJBXYgR4BS19c9kw"]},
           "delta": {"users": [12345678, 23456789]}}
plain("dropbox", sign("X-Dropbox-Signature", "hex"), dropbox, swap=("12345678", "12345679"))

envelope = {"event": "envelope-completed", "apiVersion": "v2.1", "uri": "/restapi/v2.1/accounts/aa/envelopes/ee",
            "retryCount": 0, "configurationId": 10419598, "generatedDateTime": "2026-03-16T08:00:00.0000000Z",
            "data": {"accountId": "0a0e1a9f-8c1c-4f0b-9f86-9cfe2f3a3f10", "userId": "6d2a9e7f-0d33-4c4a-8a7f-2a0ad3b4c0de",
                     "envelopeId": "93be49ab-afa0-4adf-933c-f752070d71ec",
                     "envelopeSummary": {"status": "completed", "emailSubject": WORD,
                                         "sentDateTime": "2026-03-16T07:30:00Z", "completedDateTime": "2026-03-16T07:59:59Z"}}}
text = compact(envelope)
plain("docusign", sign("X-DocuSign-Signature-1", "base64"), envelope, (), "envelope-completed", more=[
    case("two keys: the second header fits",
         [JSON, ("x-docusign-signature-1", b64mac(OTHER, text)), ("x-docusign-signature-2", b64mac(SECRET, text))],
         text, [SECRET], event_type="envelope-completed"),
    case("three keys and none fits",
         [JSON] + [(f"x-docusign-signature-{n}", b64mac(f"{OTHER}{n}", text)) for n in (1, 2, 3)],
         text, [SECRET], expect="no_match", event_type="envelope-completed"),
])

notion = {"id": "367cba44-b6f3-4c92-81e7-6a2e9659efd4", "timestamp": "2026-03-16T07:59:57.250Z",
          "workspace_id": "13950b26-c203-4f3b-b97d-93ec06319565", "workspace_name": WORD,
          "subscription_id": "29d75c0d-5546-4414-8459-7b7a92f1fc4b", "integration_id": "0ef2e755-4912-8096-91c1-00376a88a5ca",
          "type": "page.created", "authors": [{"id": "c7c11cca-1d73-471d-9b6e-bdef51470190", "type": "person"}],
          "accessible_by": [{"id": "556a1abf-4f08-40c6-878a-75890d2a88ba", "type": "person"}], "attempt_number": 1,
          "entity": {"id": "153104cd-477e-809d-8dc4-ff2d96ae3090", "type": "page"},
          "data": {"parent": {"id": "36cc9195-760f-4fff-a67e-3a46c559b176", "type": "space"}}}
text = compact(notion)
token = "secret_hookctlTestVerificationToken000"
facts = dict(event_type="page.created", event_id="367cba44-b6f3-4c92-81e7-6a2e9659efd4")
plain("notion", sign("X-Notion-Signature", "hex", "sha256="), notion, (), facts["event_type"], facts["event_id"],
      secret=token, more=[
    case("upper-case hex digits, which Notion's own verifier takes",
         [JSON, ("x-notion-signature", "sha256=" + hexmac(token, text).upper())], text, [token], **facts),
    bare("the first request with the token", [], compact({"verification_token": token}), secrets=[token]),
])

linear = {"action": "create", "type": "Issue", "createdAt": "2026-03-16T07:59:59.408Z",
          "data": {"id": "2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9", "title": f"{WORD}, fix the login", "priority": 2, "number": 123,
                   "state": {"id": "c6ab9a2e-0e3a-4f3a-9bb1-d3a6e5c4f0a1", "name": "Todo", "type": "unstarted"},
                   "team": {"id": "72b2a2dc-6f4f-4423-9d34-24b5bd10634a", "key": "ENG", "name": "Engineering"}},
          "url": "https://linear.app/example/issue/ENG-123", "organizationId": "3cf6d1d5-5a52-4d7f-8a1c-2a2e7a7d9f20",
          "webhookTimestamp": TIME * 1000, "webhookId": "000042e3-d123-4980-b49f-8e140eef9329"}
text = compact(linear)
hooked = [("user-agent", "Linear-Webhook"), ("linear-delivery", "234d1a4e-b617-4388-90fe-adc3633d6b72"),
          ("linear-event", "Issue"), ("linear-timestamp", str(TIME * 1000))]
facts = dict(event_type="Issue", event_id="234d1a4e-b617-4388-90fe-adc3633d6b72")
signed = [JSON] + hooked + [("linear-signature", hexmac(SECRET, text))]
plain("linear", sign("Linear-Signature", "hex"), linear, hooked, facts["event_type"], facts["event_id"], more=[
    case("60 seconds old: still taken", signed, text, [SECRET], at="2026-03-16T08:01:00Z", **facts),
    case("an hour old", signed, text, [SECRET], expect="timestamp_too_old", at=OLD, **facts),
    case("an hour in the future", signed, text, [SECRET], expect="timestamp_in_future", at=EARLY, **facts),
    case("the unsigned time header does not count", [h for h in signed if h[0] != "linear-timestamp"]
         + [("linear-timestamp", "1")], text, [SECRET], **facts),
    bare("without a signature", hooked, text, **facts),
])

# ---- shops and payments -------------------------------------------------------------------------

shop = {"id": 820982911946154508, "admin_graphql_api_id": "gid://shopify/Order/820982911946154508", "email": "jon@example.com",
        "name": "#9999", "note": WORD, "currency": "EUR", "total_price": "409.94", "financial_status": "paid",
        "created_at": "2026-03-16T08:00:00+01:00", "customer": {"id": 115310627314723954, "first_name": "John", "last_name": "Smith"},
        "line_items": [{"id": 487817672276298554, "title": "Aviator sunglasses", "quantity": 1, "price": "89.99", "sku": "SKU2006-001"}]}
store = [("user-agent", "Shopify-Captain-Hook"), ("x-shopify-topic", "orders/create"),
         ("x-shopify-shop-domain", "example.myshopify.com"), ("x-shopify-api-version", "2026-01"),
         ("x-shopify-webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"), ("x-shopify-triggered-at", "2026-03-16T07:59:59.907Z"),
         ("x-shopify-event-id", "98880550-7158-44d4-b7cd-2c97c8a091b5")]
text = compact(shop)
facts = dict(event_type="orders/create", event_id="b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
events = [("shopify-topic", "orders/create"), ("shopify-shop-domain", "example.myshopify.com"), ("shopify-api-version", "2026-01"),
          ("shopify-webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"), ("shopify-event-id", "98880550-7158-44d4-b7cd-2c97c8a091b5"),
          ("shopify-triggered-at", "2026-03-16T07:59:59.907Z")]
plain("shopify", sign("X-Shopify-Hmac-SHA256", "base64"), shop, store, facts["event_type"], facts["event_id"], more=[
    case("the header names of event subscriptions", [JSON] + events + [("shopify-hmac-sha256", b64mac(SECRET, text))],
         text, [SECRET], **facts),
    bare("without a signature", store, text, **facts),
])

woo = {"id": 727, "parent_id": 0, "number": "727", "order_key": "wc_order_58d2d042d1d", "created_via": "checkout", "version": "9.6.0",
       "status": "processing", "currency": "EUR", "date_created": "2026-03-16T07:59:58", "total": "29.35", "customer_note": WORD,
       "billing": {"first_name": "John", "last_name": "Doe", "city": "Berlin", "country": "DE", "email": "john.doe@example.com"},
       "line_items": [{"id": 315, "name": "Woo Single #1", "product_id": 93, "quantity": 2, "total": "6.00"}]}
shop_headers = [("user-agent", "WooCommerce/9.6.0 Hookshot (WordPress/6.7)"), ("x-wc-webhook-source", "https://shop.example.com/"),
                ("x-wc-webhook-topic", "order.created"), ("x-wc-webhook-resource", "order"), ("x-wc-webhook-event", "created"),
                ("x-wc-webhook-id", "5"), ("x-wc-webhook-delivery-id", "a3f1c2d4e5b6978812345678")]
plain("woocommerce", sign("X-WC-Webhook-Signature", "base64"), woo, shop_headers, "order.created", "a3f1c2d4e5b6978812345678")

lemon = {"meta": {"event_name": "order_created", "custom_data": {"customer_id": "25"}},
         "data": {"type": "orders", "id": "1", "attributes": {"store_id": 1, "customer_id": 1, "order_number": 1,
                  "identifier": "104e18a2-d755-4d4b-80c4-a6c1dcbe1c10", "user_name": WORD, "user_email": "jon@example.com",
                  "currency": "USD", "total": 1199, "status": "paid", "refunded": False,
                  "created_at": "2026-03-16T07:59:59.000000Z"}}}
plain("lemon-squeezy", sign("X-Signature", "hex"), lemon, [("x-event-name", "order_created")], "order_created")

razor = {"entity": "event", "account_id": "acc_BFQ7uQEaa7j2z7", "event": "payment.captured", "contains": ["payment"],
         "payload": {"payment": {"entity": {"id": "pay_DESlfW9H8K9uqM", "entity": "payment", "amount": 5000, "currency": "INR",
                                            "status": "captured", "order_id": "order_DESlLckIVRkHWj", "method": "upi",
                                            "description": WORD, "email": "gaurav.kumar@example.com"}}},
         "created_at": TIME}
plain("razorpay", sign("X-Razorpay-Signature", "hex"), razor, [("x-razorpay-event-id", "evt_DESnKbmVkW7wTa")],
      "payment.captured", "evt_DESnKbmVkW7wTa")

charge = {"id": "24934862-d980-46cb-9402-43c81b0cabd5", "scheduled_for": "2026-03-16T08:00:00Z", "attempt_number": 1,
          "event": {"id": "053b96aa-868f-4d8f-8ac6-6b96644da340", "resource": "event", "type": "charge:confirmed",
                    "api_version": "2018-03-22", "created_at": "2026-03-16T07:59:58Z",
                    "data": {"id": "2aee9dd1-67b8-43ef-8dfe-977959850f27", "code": "XA6G6ZFR", "name": "Order #1234",
                             "description": WORD, "pricing": {"local": {"amount": "20.00", "currency": "USD"}},
                             "metadata": {"order_id": "1234"},
                             "timeline": [{"status": "NEW", "time": "2026-03-16T07:50:00Z"},
                                          {"status": "COMPLETED", "time": "2026-03-16T07:59:58Z"}]}}}
plain("coinbase-commerce", sign("X-CC-Webhook-Signature", "hex"), charge, (), "charge:confirmed",
      "053b96aa-868f-4d8f-8ac6-6b96644da340")

pay = {"event": "charge.success", "data": {"id": 302961, "domain": "live", "status": "success", "reference": "qTPrJoy9Bx",
       "amount": 10000, "message": WORD, "gateway_response": "Approved by Financial Institution", "paid_at": "2026-03-16T07:59:59.000Z",
       "channel": "card", "currency": "NGN", "customer": {"id": 68324, "email": "bojack@example.com", "customer_code": "CUS_qo38as2hpsgk2r0"}}}
plain("paystack", sign("x-paystack-signature", "hex", algorithm="sha512"), pay, (), "charge.success",
      secret="sk_test_hookctl000000000000000000000000000000")

mollie = {"resource": "event", "id": "event_GvJ8WHrp5isUdRub9CJyH", "type": "payment-link.paid", "entityId": "pl_qng5gbbv8NAZ5gpM5ZYgx",
          "createdAt": "2026-03-16T07:59:59.0Z",
          "_embedded": {"entity": {"resource": "payment-link", "id": "pl_qng5gbbv8NAZ5gpM5ZYgx", "description": WORD,
                                   "amount": {"value": "24.95", "currency": "EUR"}, "archived": False}},
          "_links": {"self": {"href": "https://api.mollie.com/v2/events/event_GvJ8WHrp5isUdRub9CJyH", "type": "application/hal+json"}}}
text = compact(mollie)
facts = dict(event_type="payment-link.paid", event_id="event_GvJ8WHrp5isUdRub9CJyH")
new, old = "sha256=" + hexmac(SECRET, text), "sha256=" + hexmac(OTHER, text)
plain("mollie", sign("X-Mollie-Signature", "hex", "sha256="), mollie, (), facts["event_type"], facts["event_id"], more=[
    case("two header lines while the secret is changed", [JSON, ("x-mollie-signature", old), ("x-mollie-signature", new)],
         text, [SECRET], **facts),
    case("the two lines joined by a proxy", [JSON, ("x-mollie-signature", f"{old},{new}")], text, [SECRET], **facts),
    bare("a classic webhook: an unsigned form", [("content-type", "application/x-www-form-urlencoded")], "id=tr_d0b0E3EA3v", secrets=[]),
])

debit = {"events": [{"id": "EV00BD05S5VM2T", "created_at": "2026-03-16T07:59:58.404Z", "resource_type": "payments",
                     "action": "confirmed", "links": {"payment": "PM0008Q30R2BR4", "organisation": "OR123"},
                     "details": {"origin": "gocardless", "cause": "payment_confirmed", "description": WORD},
                     "metadata": {}, "resource_metadata": {"order_dispatch_date": "2026-03-18"}}],
         "meta": {"webhook_id": "WB00B1Y9JKM8QX"}}
text = compact(debit)
facts = dict(event_type="payments.confirmed", event_id="WB00B1Y9JKM8QX")
sender = [("user-agent", "gocardless-webhook-service/1.1"), ("origin", "https://api.gocardless.com")]
plain("gocardless", sign("Webhook-Signature", "hex"), debit, sender, facts["event_type"], facts["event_id"], more=[
    case("upper-case hex digits, which GoCardless' own verifier takes",
         [JSON] + sender + [("webhook-signature", hexmac(SECRET, text).upper())], text, [SECRET], **facts),
])

xero = {"events": [{"resourceUrl": "https://api.xero.com/api.xro/2.0/Contacts/717f2bfc-c6d4-41fd-b238-3f2f0c0cf777",
                    "resourceId": "717f2bfc-c6d4-41fd-b238-3f2f0c0cf777", "eventDateUtc": "2026-03-16T07:59:58.333",
                    "eventType": "UPDATE", "eventCategory": "CONTACT", "tenantId": "c2cc9b6e-9458-4c7d-93cc-f02b81b0594f",
                    "tenantType": "ORGANISATION"}],
        "firstEventSequence": 1, "lastEventSequence": 1, "entropy": "S0m3r4Nd0mt3xt"}
intent = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"XHJLZKNBEQUPWKUEMLZV"}'
plain("xero", sign("x-xero-signature", "base64"), xero, (), "CONTACT.UPDATE", "1", swap=("S0m3r4N", "S0m3r5N"), more=[
    case("intent to receive, signed right", [JSON, ("x-xero-signature", b64mac(SECRET, intent))], intent, [SECRET], event_id="0"),
    case("intent to receive, signed wrongly on purpose", [JSON, ("x-xero-signature", b64mac(OTHER, intent))], intent, [SECRET],
         expect="no_match", event_id="0"),
])

books = {"eventNotifications": [{"realmId": "310687", "dataChangeEvent": {"entities": [
    {"name": "Customer", "id": "1", "operation": "Create", "lastUpdated": "2026-03-16T07:59:42-0000"},
    {"name": "Vendor", "id": "1", "operation": "Create", "lastUpdated": "2026-03-16T07:59:42-0000"}]}}]}
cloud = compact([{"specversion": "1.0", "id": "88cd52aa-33b6-4351-9aa4-47572edbd068", "source": "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
                  "type": "qbo.customer.created.v1", "datacontenttype": "application/json", "time": "2026-03-16T07:59:58.179Z",
                  "intuitentityid": "1234", "intuitaccountid": "310687", "data": {}}])
plain("quickbooks", sign("intuit-signature", "base64"), books, (), "Customer.Create", swap=("310687", "310688"), more=[
    case("the newer form: a list of CloudEvents", [JSON, ("intuit-signature", b64mac(SECRET, cloud))], cloud, [SECRET],
         event_type="qbo.customer.created.v1", event_id="88cd52aa-33b6-4351-9aa4-47572edbd068"),
])


def nfkd(text):
    return unicodedata.normalize("NFKD", text).encode()


parcel = ('{"description":"tracker.updated","mode":"production","previous_attributes":{"status":"unknown"},'
          '"created_at":"2026-03-16T07:59:58.000Z","pending_urls":["https://receiver.example.com/hooks"],"completed_urls":[],'
          '"updated_at":"2026-03-16T08:00:00.000Z","id":"evt_d0000c1a9c6011ec9e0b2d4f8a3b7c11","user_id":"user_0000000000000000",'
          '"status":"pending","object":"Event","result":{"id":"trk_60fe49bbbb2e4b1d8a1a5f4c1d1e4d2c","object":"Tracker",'
          '"tracking_code":"EZ1000000001","status":"in_transit","weight":17.0,"carrier":"USPS","message":"Greetings"}}')
facts = dict(event_type="tracker.updated", event_id="evt_d0000c1a9c6011ec9e0b2d4f8a3b7c11")
lower = sign("X-Hmac-Signature", "hex", "hmac-sha256-hex=", key=nfkd)
plain("easypost", lower, parcel, (), facts["event_type"], facts["event_id"], more=[
    case("a secret with letters outside ASCII, given in one of its forms", [JSON] + lower(parcel, "sécret"), parcel, ["s\u00e9cret"], **facts),
    case("the same secret given in its other form", [JSON] + lower(parcel, "sécret"), parcel, ["se\u0301cret"], **facts),
    case("a weight that lost its .0 on the way", [JSON] + lower(parcel, SECRET), parcel.replace("17.0", "17"), [SECRET],
         expect="no_match", **facts),
])

onfido = {"payload": {"resource_type": "check", "action": "check.completed",
                      "object": {"id": "5345badd-f4bf-4240-9f3b-ffb998bda09e", "status": "complete",
                                 "completed_at_iso8601": "2026-03-16T07:59:58Z",
                                 "href": "https://api.onfido.com/v3.6/checks/5345badd-f4bf-4240-9f3b-ffb998bda09e"}}}
text = compact(onfido)
plain("onfido", sign("X-SHA2-Signature", "hex"), onfido, (), "check.completed", swap=("5345badd", "5345bade"), more=[
    case("upper-case hex digits, which Onfido's own verifier takes", [JSON, ("x-sha2-signature", hexmac(SECRET, text).upper())],
         text, [SECRET], event_type="check.completed"),
])

treasury = {"event": "completed", "data": {"id": "c743edb7-4059-496a-94b8-06fc081156fd", "object": "payment_order", "type": "ach",
            "amount": 1000, "direction": "credit", "currency": "USD", "description": WORD, "status": "completed", "live_mode": True,
            "originating_account_id": "0f8e3719-3dfd-4613-9bbf-c0333781b59f", "created_at": "2026-03-16T07:50:00Z",
            "updated_at": "2026-03-16T07:59:58Z"}}
plain("modern-treasury", sign("X-Signature", "hex"), treasury, [("x-topic", "payment_order")], "payment_order.completed")

dwolla = {"id": "80d8ff7d-7e5a-4975-ade8-9e97306d6c15", "resourceId": "b4cdac07-eeca-4d46-bea5-3d2a0a1d9f2e", "topic": "customer_created",
          "timestamp": "2026-03-16T07:59:58.105Z", "created": "2026-03-16T07:59:58.105Z",
          "_links": {"self": {"href": "https://api.dwolla.com/events/80d8ff7d-7e5a-4975-ade8-9e97306d6c15"},
                     "customer": {"href": "https://api.dwolla.com/customers/b4cdac07-eeca-4d46-bea5-3d2a0a1d9f2e"}}}
plain("dwolla", sign("X-Request-Signature-SHA-256", "hex"), dwolla, [("x-dwolla-topic", "customer_created")], "customer_created",
      "80d8ff7d-7e5a-4975-ade8-9e97306d6c15", swap=("b4cdac07", "b4cdac08"), more=[
    bare("without a signature", [("x-dwolla-topic", "customer_created")], compact(dwolla), event_type="customer_created",
         event_id="80d8ff7d-7e5a-4975-ade8-9e97306d6c15"),
])

report = {"id": "1002d6bca6acdfcbb8442178", "object": "event", "type": "report.completed", "created_at": "2026-03-16T07:59:58Z",
          "webhook_url": "https://receiver.example.com/hooks", "account_id": "1a2b3c4d5e6f708192a3b4c5",
          "data": {"object": {"id": "a13f4827d8711ddc75abc56c", "object": "report", "uri": "/v1/reports/a13f4827d8711ddc75abc56c",
                              "status": "clear", "package": "driver_pro", "tags": [WORD]}}}
plain("checkr", sign("X-Checkr-Signature", "hex"), report, [("user-agent", "Checkr-Webhook/1.0")], "report.completed",
      "1002d6bca6acdfcbb8442178", more=[
    case("the vector of Checkr's own examples", [JSON, ("x-checkr-signature",
         "b7412f05e981a473b5ecbdb5393afaea02a679db6d7c8e56803512ec4ba98151")], '{"monday":"75F","tuesday":"80F"}', ["test-secret"],
         source="published: https://github.com/checkr/webhook-verification-examples"),
])

coins = {"hash": "d6d2ef2dd9b2bcc5a8d9d3ffb0c1ac5ea2ad8b0f7c2b3f1ad4b1e2a7c9f0b1d3", "transfer": "5f0c2b1e6d7a4c3b9a510d2f7f3c9e10",
         "coin": "tbtc", "type": "transfer", "state": "confirmed", "wallet": "59cd72485007a239fb00282ed480da1f"}
plain("bitgo", sign("x-signature-sha256", "hex"), coins, (), "transfer", swap=("d6d2ef2d", "d6d2ef2e"))

channels = {"time_ms": TIME * 1000, "events": [{"name": "client_event", "channel": "private-room-7", "event": "client-message",
                                                "data": compact({"text": WORD}), "socket_id": "123.456"}]}
text = compact(channels)
app = [("x-pusher-key", "278d425bdf160c739803")]
signed = [JSON] + app + [("x-pusher-signature", hexmac(SECRET, text))]
plain("pusher", sign("X-Pusher-Signature", "hex"), channels, app, "client_event", more=[
    case("an hour old", signed, text, [SECRET], expect="timestamp_too_old", at=OLD, event_type="client_event"),
    case("an hour in the future", signed, text, [SECRET], expect="timestamp_in_future", at=EARLY, event_type="client_event"),
])

hex_key = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
platform = {"data": {"balancePlatform": "YOUR_BALANCE_PLATFORM",
                     "accountHolder": {"id": "AH3227C223222C5GXQXF658WB", "reference": WORD, "status": "active",
                                       "legalEntityId": "LE322JV223222D5GG42KN6869"}},
            "environment": "test", "timestamp": "2026-03-16T08:00:00+00:00", "type": "balancePlatform.accountHolder.updated"}
text = compact(platform)
adyen = [("protocol", "HmacSHA256")]
plain("adyen-platform", sign("HmacSignature", "base64", key=bytes.fromhex), platform, adyen, "balancePlatform.accountHolder.updated",
      secret=hex_key, other="11" * 32, more=[
    case("the key used as text instead of decoded", [JSON] + adyen + [("hmacsignature", b64mac(hex_key, text))], text, [hex_key],
         expect="no_match", event_type="balancePlatform.accountHolder.updated"),
])

# ---- the rest -----------------------------------------------------------------------------------

tweet = {"for_user_id": "2244994945",
         "tweet_create_events": [{"created_at": "Mon Mar 16 07:59:58 +0000 2026", "id": 1901234567890123776,
                                  "id_str": "1901234567890123776", "text": f"@example {WORD}", "truncated": False,
                                  "user": {"id": 6253282, "id_str": "6253282", "screen_name": "example"}, "lang": "en"}]}
plain("x-twitter", sign("x-twitter-webhooks-signature", "base64", "sha256="), tweet, (), "tweet_create_events")

feed = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom">\
<link rel="hub" href="https://pubsubhubbub.appspot.com"/>\
<link rel="self" href="https://www.youtube.com/xml/feeds/videos.xml?channel_id=CHANNEL_ID"/><title>YouTube video feed</title>\
<updated>2026-03-16T07:59:58.000000000+00:00</updated><entry>
  <id>yt:video:VIDEO_ID</id>
  <yt:videoId>VIDEO_ID</yt:videoId>
  <title>Greetings</title>
  <published>2026-03-16T07:59:00+00:00</published>
 </entry></feed>
"""
link = ("link", "<https://www.youtube.com/xml/feeds/videos.xml?channel_id=CHANNEL_ID>; rel=self, <http://pubsubhubbub.appspot.com/>; rel=hub")
atom = ("content-type", "application/atom+xml")
hubs = [case(f"{name}", [atom, link, ("x-hub-signature", f"{name}=" + hexmac(SECRET, feed, name))], feed, [SECRET])
        for name in ("sha256", "sha384", "sha512")]
plain("websub", sign("X-Hub-Signature", "hex", "sha1=", "sha1"), feed, [atom, link], more=hubs + [
    bare("a subscription without hub.secret", [atom, link], feed, secrets=[]),
])

ens = [{"eventCategoryType": "TransactionalSendEvents.EmailSent", "timestampUTC": TIME * 1000, "compositeId": "1.2.3.4",
        "composite": {"jobId": "1", "batchId": "2", "listId": "3", "subscriberId": "4", "emailId": "9"},
        "definitionKey": WORD, "definitionId": "68A3E7F4-AF70-E811-80D6-001E67D8A5C0", "mid": 514000000, "eid": 514000001,
        "info": {"to": "someone@example.com", "subject": "Your order", "domain": "example.com"}}]
text = compact(ens)
looks = b64(b"hookctl test key of 32 bytes ..!")
plain("sfmc-ens", sign("x-sfmc-ens-signature", "base64"), ens, (), "TransactionalSendEvents.EmailSent", more=[
    case("a key that looks like base64 is used as text", [JSON, ("x-sfmc-ens-signature", b64mac(looks, text))], text, [looks],
         event_type="TransactionalSendEvents.EmailSent"),
    bare("the verification request", [], '{"callbackId":"5f0c2b1e-6d7a-4c3b-9a51-0d2f7f3c9e10","verificationKey":"4d1a0f6b-3f8e-4b7b-9a57-1f5c3c0e9a11"}'),
])

mail = {"specversion": "1.0", "type": "message.created", "source": "/google/emails/realtime", "id": "kX2pSo4Tb1ZqW9mN7cD5vR",
        "time": TIME, "webhook_delivery_attempt": 1,
        "data": {"application_id": "NYLAS_APPLICATION_ID",
                 "object": {"id": "18f1c2d3e4b5a697", "grant_id": "1e3288f6-124e-405d-a13a-635a2ee54eb2", "object": "message",
                            "subject": WORD, "from": [{"name": "Nyla", "email": "nyla@example.com"}],
                            "to": [{"email": "leyah@example.com"}], "snippet": "Hello", "unread": True, "starred": False,
                            "date": TIME - 4, "folders": ["INBOX"], "thread_id": "18f1c2d3e4b5a697"}}}
plain("nylas", sign("x-nylas-signature", "hex"), mail, (), "message.created", "kX2pSo4Tb1ZqW9mN7cD5vR")
