"""pywa as the app's server: the handshake of a callback address, and signed reports on a message that it sent."""

import json
import queue

from pywa import WhatsApp, errors
from pywa.types.templates import TemplateLanguage

from pywa_server import serve
from where import APP_ID, APP_SECRET, GRAPH, SYSTEM_USER_TOKEN

ACCOUNT, NUMBER, CUSTOMER = "210000000000001", "310000000000002", "16505551234"

client = WhatsApp(
    NUMBER,
    SYSTEM_USER_TOKEN,
    server=None,
    waba_id=ACCOUNT,
    app_id=APP_ID,
    app_secret=APP_SECRET,
    verify_token="open sesame",
    validate_updates=True,
)
client.api._session.base_url = f"{GRAPH}/v26.0"
reports, forged = queue.Queue(), []


@client.on_message_status
def told(_, status):
    reports.put((status.id, status.status.value, status.error and status.error.code, status.from_user.wa_id))


address = serve(client, forged)

app_token = client.api.get_app_access_token(APP_ID, APP_SECRET)["access_token"]


def subscribe(verify_token):
    """Sets the app's address; the sandbox asks it before it agrees."""
    return client.api.set_app_callback_url(APP_ID, app_token, address, verify_token, ("messages",))["success"]


try:
    subscribe("another word")
    wrong = None
except errors.WhatsAppError as error:
    wrong = error.code
right = subscribe("open sesame")
client.api.delete_waba_alternate_callback_url(ACCOUNT)  # pywa's name for the plain subscription
template = client.send_template(CUSTOMER, "hello_world", TemplateLanguage.ENGLISH_US, params=[])
seen = [reports.get(timeout=30) for _ in range(3)]
late = client.send_message(CUSTOMER, "Grüße aus Köln")
failed = reports.get(timeout=30)
print(
    json.dumps(
        {
            "wrong": wrong,
            "right": right,
            "ours": {identity for identity, *_ in seen} == {template.id} and failed[0] == late.id,
            "customer": {customer for *_, customer in seen} == {CUSTOMER},
            "told": sorted(state for _, state, *_ in seen),
            "failed": failed[1:3],
            "forged": forged[0],
        }
    )
)
