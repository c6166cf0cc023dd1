"""Answers a line of JSON with a line of JSON: verifies and signs with the SDKs for Python."""

import base64
import importlib.metadata
import json
import os
import sys

# Standard output is for answers alone; some SDKs print why they refuse.
answers = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

from family_body import BODIES  # noqa: E402
from family_key import KEYS  # noqa: E402
from family_time import TIMES  # noqa: E402

SDKS = [*BODIES, *TIMES, *KEYS]


class Request:
    """What the tests pass; headers in lower case, and `titled` for the SDKs that want them so."""

    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers = method, url, headers
        self.body = base64.b64decode(body)
        self.text = self.body.decode()
        self.titled = {name.title(): value for name, value in headers.items()}


def answer(question):
    if question["do"] == "list":
        return [
            {
                "number": number,
                "sdk": sdk["sdk"],
                "version": importlib.metadata.version(sdk["sdk"]),
                "slug": sdk["slug"],
                "signs": "sign" in sdk,
            }
            for number, sdk in enumerate(SDKS)
        ]
    sdk, request = SDKS[question["number"]], Request(**question["request"])
    if question["do"] == "verify":
        return sdk["verify"](request, question["key"])
    made = sdk["sign"](request, question["key"], question["now"])
    if "body" in made:
        made["body"] = base64.b64encode(made["body"]).decode()
    return made


for line in sys.stdin:
    try:
        said = {"value": answer(json.loads(line))}
    except Exception as error:  # the test decides what an error means
        said = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(said), file=answers, flush=True)
