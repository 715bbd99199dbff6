"""pywa as the inbox behind a number that snorq connected: it takes the stored token, hears a customer, and answers."""

import json
import os
import queue
import subprocess

from pywa import WhatsApp

from pywa_server import serve
from where import APP_ID, APP_SECRET, GRAPH

SNORQ, NUMBER = os.environ["SNORQ"], os.environ["NUMBER"]


def snorq(*args, stdin="", home="SNORQ_HOME"):
    """Runs snorq as an admin would; gives what it printed."""
    environment = {**os.environ, "SNORQ_HOME": os.environ[home]}
    ended = subprocess.run([SNORQ, *args], input=stdin, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


client = WhatsApp(
    NUMBER,
    snorq("token", f"whatsapp:{NUMBER}"),
    server=None,
    app_id=APP_ID,
    app_secret=APP_SECRET,
    verify_token="open sesame",
    validate_updates=True,
)
client.api._session.base_url = f"{GRAPH}/v26.0"
heard, reports = queue.Queue(), queue.Queue()


@client.on_message
def hears(_, message):
    heard.put((message.from_user.wa_id, message.text, message.reply("How can we help?").id))


@client.on_message_status
def told(_, status):
    reports.put((status.id, status.status.value))


address = serve(client)
hooks = ["--object", "whatsapp_business_account", "--callback-url", address, "--verify-token-stdin", "--json"]
fields = json.loads(snorq("webhooks", "set", *hooks, stdin="open sesame"))["after"]["fields"]

snorq("sandbox", "event", "message", "--to", NUMBER, "--from", "16505551234", "--text", "Open today?", home="SANDBOX_HOME")
customer, text, answer = heard.get(timeout=30)
states = [reports.get(timeout=30) for _ in range(3)]
print(
    json.dumps(
        {
            "fields": "messages" in fields,
            "customer": customer,
            "text": text,
            "answer": {identity for identity, _ in states} == {answer},
            "told": sorted(state for _, state in states),
        }
    )
)
