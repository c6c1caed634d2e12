#!/usr/bin/env python3
"""A client of the REST API, written from its documentation with nothing but Python's own library.

    SITE=http://127.0.0.1:3000 IDENTIFIER=… PASSWORD=… python3 end2end/api-client.py

signs in as an administrator, pages through everybody, changes a bio, loses a race, exports everybody as CSV and signs out. It
changes the bio of one person and puts it back.
"""

import csv
import http.cookiejar
import io
import json
import os
import sys
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """An error of the API: its status and its problem document."""

    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('code')}: {problem.get('detail')}")
        self.status = status
        self.problem = problem


class Client:
    """Keeps the cookie of the session and waits where the API asks to."""

    def __init__(self, site):
        self.api = site.rstrip("/") + "/api/v1"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, method, path, body=None, headers=None):
        """The JSON of an answer and its headers."""
        content, headers = self.read(method, path, body, {"Accept": "application/json", **(headers or {})})
        return json.loads(content), headers

    def read(self, method, path, body=None, headers=None):
        """The bytes of an answer and its headers."""
        sent = {"Accept-Language": "en", **(headers or {})}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        request = urllib.request.Request(self.api + path, data=data, headers=sent, method=method)
        try:
            with self.opener.open(request) as answer:
                return answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            if error.code == 429:
                time.sleep(int(error.headers["Retry-After"]))
                return self.read(method, path, body, headers)
            raise Refused(error.code, json.load(error)) from None

    def everybody(self):
        """All people, page after page."""
        cursor = ""
        while cursor is not None:
            page, _ = self.ask("GET", "/users?limit=100" + (f"&cursor={cursor}" if cursor else ""))
            yield from page["users"]
            cursor = page["next"]


def main():
    client = Client(os.environ.get("SITE", "http://127.0.0.1:3000"))
    credentials = {"identifier": os.environ["IDENTIFIER"], "password": os.environ["PASSWORD"]}
    signed_in, _ = client.ask("POST", "/auth/login", credentials)
    assert signed_in["success"] and signed_in["user"]["is_admin"], signed_in
    people = list(client.everybody())
    total, _ = client.ask("GET", "/users?limit=1")
    codes = {person["unique_code"] for person in people}
    assert len(codes) == len(people) and len(people) >= min(total["total"], 10_000), (len(people), total["total"])
    person = next((one for one in people if one["talents"]), None)
    assert person is not None, "nobody has a main profile"
    path = f"/users/{person['unique_code']}"
    read, headers = client.ask("GET", path)
    tag, before = headers["ETag"], read["user"].get("bio")
    changed, headers = client.ask("PATCH", path, {"bio": "Written by a program."}, {"If-Match": tag})
    assert changed["user"]["bio"] == "Written by a program.", changed
    try:
        client.ask("PATCH", path, {"bio": "Too late."}, {"If-Match": tag})
        raise AssertionError("the race was not lost")
    except Refused as refused:
        assert refused.status == 412 and refused.problem["code"] == "precondition_failed", refused
    client.ask("PATCH", path, {"bio": before}, {"If-Match": headers["ETag"]})
    file, _ = client.read("GET", "/export/users/csv?purpose=Test%20of%20a%20client")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert {row[0] for row in rows[1:]} == codes, (len(rows), len(codes))
    client.ask("POST", "/auth/logout", {})
    try:
        client.ask("GET", "/auth/me")
        raise AssertionError("still signed in")
    except Refused as refused:
        assert refused.status == 401, refused
    print(f"{len(people)} people read; a bio changed and put back; a race lost; everybody exported; signed out")


if __name__ == "__main__":
    sys.exit(main())
