"""pywa: a WhatsApp account and its numbers, from an unverified number to a sent message, and what is refused."""

import json
import os
import subprocess

from pywa import WhatsApp, errors
from pywa.types.templates import TemplateLanguage

from where import APP_ID, APP_SECRET, GRAPH, SYSTEM_USER_TOKEN

ACCOUNT, FRESH, REGISTERED, UNVERIFIED = "210000000000001", "310000000000001", "310000000000002", "310000000000003"
CUSTOMER = "16505551234"


def at(number):
    """The client for one number."""
    client = WhatsApp(number, SYSTEM_USER_TOKEN, waba_id=ACCOUNT, app_id=APP_ID, app_secret=APP_SECRET)
    client.api._session.base_url = f"{GRAPH}/v26.0"
    return client


def refused(call):
    """The code of the error that a call must end with."""
    try:
        call()
    except errors.WhatsAppError as error:
        return error.code
    return None


def text_message():
    """The verification code, read from the phone."""
    status = subprocess.run([os.environ["SNORQ"], "sandbox", "status", "--json"], capture_output=True, check=True)
    return json.loads(status.stdout)["sandbox"]["whatsapp_codes"][-1].split(": ")[1]


new, fresh, ready = at(UNVERIFIED), at(FRESH), at(REGISTERED)
account = ready.get_business_account()
numbers = ready.get_business_phone_numbers()
before = refused(lambda: new.register_phone_number(pin="123456"))
new.api.request_verification_code(UNVERIFIED, "SMS", "en_US")
verified = new.api.verify_phone_number(UNVERIFIED, text_message())["success"]
registered = [number.register_phone_number(pin="123456").success for number in (new, fresh)]
wrong_pin = refused(lambda: fresh.register_phone_number(pin="654321"))
status = new.get_business_phone_number().status

early = refused(lambda: ready.override_waba_callback_url("http://localhost:9999/hook", "secret"))
ready.api.delete_waba_alternate_callback_url(ACCOUNT)  # pywa's name for the plain subscription
apps = ready.api.get_waba_subscribed_apps(ACCOUNT)["data"]

text = ready.send_message(CUSTOMER, "Your order is ready")
template = ready.send_template(CUSTOMER, "hello_world", TemplateLanguage.ENGLISH_US, params=[])
print(
    json.dumps(
        {
            "account": account.name,
            "numbers": len(list(numbers)),
            "before": before,
            "verified": verified,
            "registered": registered,
            "wrong_pin": wrong_pin,
            "status": status,
            "early": early,
            "app": [app["whatsapp_business_api_data"]["id"] for app in apps],
            "text": text.id.startswith("wamid."),
            "template": template.status.value,
        }
    )
)
