"""requests-oauthlib with its Facebook fix, as its documentation shows it: the app's secret travels as HTTP Basic."""

import json
import os

from requests_oauthlib import OAuth2Session
from requests_oauthlib.compliance_fixes import facebook_compliance_fix

from person import logs_in
from where import APP_ID, APP_SECRET, BACK, DIALOG, GRAPH, SCOPES

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

session = facebook_compliance_fix(OAuth2Session(APP_ID, redirect_uri=BACK, scope=SCOPES))
address, _ = session.authorization_url(f"{DIALOG}/dialog/oauth")
token = session.fetch_token(
    f"{GRAPH}/oauth/access_token", client_secret=APP_SECRET, authorization_response=logs_in(address)
)
me = session.get(f"{GRAPH}/me", params={"fields": "id,name,email"}).json()
print(json.dumps({"type": token["token_type"], "lives": token["expires_in"], "name": me["name"], "email": me["email"]}))
