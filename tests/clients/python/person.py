"""A person in the login dialog: opens it, presses the first button of each page, and ends at the app's address."""

import os
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page: where it goes, what it holds, and its first button."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.pressed = None, [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.action = attrs["action"]
        elif tag == "input" and (attrs["type"] == "hidden" or "checked" in attrs):
            self.fields.append((attrs["name"], attrs["value"]))
        elif tag == "button" and not self.pressed:
            self.fields.append((attrs["name"], attrs["value"]))
            self.pressed = True


class Stay(urllib.request.HTTPRedirectHandler):
    """Lets a redirect be seen instead of followed."""

    def redirect_request(self, *_):
        return None


def logs_in(address):
    """Walks the dialog at `address`; gives the address that the browser is sent to in the end."""
    # The dialog's own name in the address gives way to the sandbox's; everything behind it is the client's.
    parts = urllib.parse.urlsplit(address)
    here = os.environ["DIALOG_URL"]
    opener, request = urllib.request.build_opener(Stay), here + parts.path + "?" + parts.query
    for _ in range(6):
        try:
            with opener.open(request) as page:
                form = Form(page.read().decode())
        except urllib.error.HTTPError as answer:
            if answer.code == 302:
                # The browser keeps what is behind the # to itself.
                return answer.headers["location"].partition("#")[0]
            raise AssertionError(f"the dialog answered {answer.code}: {answer.read().decode()}") from None
        request = urllib.request.Request(
            urllib.parse.urljoin(here, form.action),
            urllib.parse.urlencode(form.fields).encode(),
            {"origin": here},
        )
    raise AssertionError("the dialog does not end")


def code_of(address):
    """The code in the address that a login ended at."""
    return urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["code"][0]
