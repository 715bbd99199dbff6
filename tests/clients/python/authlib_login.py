"""Authlib: login, and the refusal of a code that was used before."""

import json

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from person import logs_in
from where import APP_ID, APP_SECRET, BACK, DIALOG, GRAPH, SCOPES

session = OAuth2Session(
    APP_ID, APP_SECRET, redirect_uri=BACK, scope=SCOPES, token_endpoint_auth_method="client_secret_post"
)
address, state = session.create_authorization_url(f"{DIALOG}/v26.0/dialog/oauth")
back = logs_in(address)
token = session.fetch_token(f"{GRAPH}/v26.0/oauth/access_token", authorization_response=back, state=state)
me = session.get(f"{GRAPH}/v26.0/me?fields=id,name,picture").json()
try:
    session.fetch_token(f"{GRAPH}/v26.0/oauth/access_token", authorization_response=back, state=state)
    again = "accepted"
except OAuthError as error:
    # Authlib shows Meta's whole envelope where OAuth has a word.
    again = error.error["error_subcode"]
print(json.dumps({"type": token["token_type"], "name": me["name"], "again": again}))
