"""python-facebook-api (`pyfacebook`): login, long-lived token, inspection, all Pages, subscription, Instagram."""

import json
import os

from pyfacebook import FacebookError, GraphAPI

from person import logs_in
from where import APP_ID, APP_SECRET, BACK, DIALOG, GRAPH, SCOPES

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

api = GraphAPI(
    app_id=APP_ID,
    app_secret=APP_SECRET,
    oauth_flow=True,
    redirect_uri=BACK,
    scope=SCOPES,
    base_url=f"{GRAPH}/",
    authorization_url=f"{DIALOG}/dialog/oauth",
    access_token_url=f"{GRAPH}/oauth/access_token",
)
address, _ = api.get_authorization_url()
api.exchange_user_access_token(response=logs_in(address))
long = api.exchange_long_lived_user_access_token()
api.access_token = long["access_token"]
told = api.debug_token(input_token=api.access_token)["data"]
wanted = "id,name,access_token,tasks,instagram_business_account{id,username}"
pages = api.get_full_connections("me", "accounts", count=None, limit=100, fields=wanted)["data"]

page = next(page for page in pages if "instagram_business_account" in page)
own = GraphAPI(access_token=page["access_token"], app_secret=APP_SECRET, base_url=f"{GRAPH}/")
own.post_object(page["id"], "subscribed_apps", data={"subscribed_fields": "messages,messaging_postbacks"})
apps = own.get_connection(page["id"], "subscribed_apps")["data"]
account = own.get_object(page["instagram_business_account"]["id"], fields="id,username,followers_count")
try:
    own.post_object(page["id"], "subscribed_apps", data={"subscribed_fields": "messages,messaging_seen"})
    refused = None
except FacebookError as error:
    refused = error.code
print(
    json.dumps(
        {
            "lives": long["expires_in"],
            "valid": told["is_valid"],
            "type": told["type"],
            "scopes": sorted(told["scopes"]),
            "pages": len({page["id"] for page in pages}),
            "subscribed": {"page": page["id"], "fields": apps[0]["subscribed_fields"]},
            "username": account["username"],
            "refused": refused,
        }
    )
)
