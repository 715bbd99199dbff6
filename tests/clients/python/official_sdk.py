"""Meta's own `facebook-business`: Pages by its cursor, subscription, Instagram, batch, inspection, errors."""

import json

from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.user import User
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from where import APP_ID, APP_SECRET, APP_TOKEN, GRAPH, USER_TOKEN

FacebookSession.GRAPH = GRAPH


def api(token):
    """An API of its own for a token, with the app's secret: each call is proved."""
    return FacebookAdsApi(FacebookSession(APP_ID, APP_SECRET, token))


user = api(USER_TOKEN)
cursor = User("me", api=user).get_accounts(
    fields=[Page.Field.id, Page.Field.name, Page.Field.access_token, Page.Field.instagram_business_account],
    params={"limit": 100, "summary": "total_count"},
)
pages = list(cursor)
page = next(page for page in pages if "instagram_business_account" in page)

own = Page(page["id"], api=api(page["access_token"]))
own.create_subscribed_app(params={"subscribed_fields": ["messages", "messaging_postbacks"]})
apps = [app.export_all_data() for app in own.get_subscribed_apps()]
own.delete_subscribed_apps()
account = IGUser(page["instagram_business_account"]["id"], api=own.get_api_assured())
account = account.api_get(fields=[IGUser.Field.username, IGUser.Field.followers_count])

batch, names = user.new_batch(), []
for one in pages[:50]:
    Page(one["id"], api=user).api_get(
        fields=["name"], batch=batch, success=lambda answer: names.append(answer.json()["name"])
    )
batch.execute()

told = api(APP_TOKEN).call("GET", ("debug_token",), params={"input_token": page["access_token"]}).json()["data"]
try:
    Page("424242", api=user).api_get(fields=["name"])
    missing = None
except FacebookRequestError as error:
    missing = [error.api_error_code(), error.api_error_subcode(), error.api_error_type()]
print(
    json.dumps(
        {
            "total": cursor.total(),
            "pages": len({page["id"] for page in pages}),
            "fields": apps[0]["subscribed_fields"],
            "app": apps[0]["id"],
            "after": len(list(own.get_subscribed_apps())),
            "username": account["username"],
            "batch": len(names),
            "type": told["type"],
            "profile": told["profile_id"] == page["id"],
            "missing": missing,
        }
    )
)
