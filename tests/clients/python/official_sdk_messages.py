"""Meta's own `facebook-business`: a Page answers people of Messenger and Instagram who wrote to it."""

import json
import os
import subprocess

from facebook_business.adobjects.page import Page
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from where import APP_ID, APP_SECRET, GRAPH, USER_TOKEN

PAGE, ACCOUNT = "1001", "17841400000000001"
FacebookSession.GRAPH = GRAPH


def api(token):
    """An API of its own for a token, with the app's secret: each call is proved."""
    return FacebookAdsApi(FacebookSession(APP_ID, APP_SECRET, token))


def writes(asset):
    """A customer writes to a Page or an account."""
    words = ["sandbox", "event", "message", "--to", asset, "--from", f"7{asset}", "--text", "Are you open?"]
    subprocess.run([os.environ["SNORQ"], *words], capture_output=True, check=True)
    return f"7{asset}"


def send(person):
    """Writes to a person; gives whom it reached, or the error's code and subcode."""
    message = {"recipient": {"id": person}, "messaging_type": "RESPONSE", "message": {"text": "Until six."}}
    try:
        return page.create_message(params=message).export_all_data()["recipient_id"]
    except FacebookRequestError as error:
        return [error.api_error_code(), error.api_error_subcode()]


token = Page(PAGE, api=api(USER_TOKEN)).api_get(fields=["access_token"])["access_token"]
page = Page(PAGE, api=api(token))
people = [writes(PAGE), writes(ACCOUNT)]
print(
    json.dumps(
        {
            "reached": [send(person) for person in people] == people,
            "stranger": send("424242"),
            "conversations": [len(page.get_conversations(params={"platform": name})) for name in ("messenger", "instagram")],
        }
    )
)
