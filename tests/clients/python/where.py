"""Where the sandbox is and with which credentials, as the runner told it."""

import os

GRAPH = os.environ["GRAPH_URL"]
DIALOG = os.environ["DIALOG_URL"]
APP_ID = os.environ["APP_ID"]
APP_SECRET = os.environ["APP_SECRET"]
APP_TOKEN = f"{APP_ID}|{APP_SECRET}"
USER_TOKEN = os.environ["USER_TOKEN"]
SYSTEM_USER_TOKEN = os.environ["SYSTEM_USER_TOKEN"]
BACK = "http://localhost:9999/back"
SCOPES = ["public_profile", "email", "pages_show_list", "pages_messaging", "pages_manage_metadata", "instagram_basic"]
