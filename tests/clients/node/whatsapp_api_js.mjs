// `whatsapp-api-js`: sending a text and a template, and an error that it hands on as it is.

import { webcrypto } from "node:crypto";

import { WhatsAppAPI } from "whatsapp-api-js";
import { Language, Template, Text } from "whatsapp-api-js/messages";

import { APP_SECRET, GRAPH, SYSTEM_USER_TOKEN, tell } from "./where.mjs";

const [REGISTERED, TEST, CUSTOMER] = ["310000000000002", "310000000000006", "16505551234"];
const fetchHere = (url, request) => fetch(String(url).replace("https://graph.facebook.com", GRAPH), request);
const client = new WhatsAppAPI({
  token: SYSTEM_USER_TOKEN,
  appSecret: APP_SECRET,
  v: "v26.0",
  ponyfill: { fetch: fetchHere, subtle: webcrypto.subtle },
});

const text = await client.sendMessage(REGISTERED, CUSTOMER, new Text("Hello"));
const template = await client.sendMessage(REGISTERED, CUSTOMER, new Template("hello_world", new Language("en_US")));
const stranger = await client.sendMessage(TEST, "16505559999", new Text("Hello"));

tell({
  product: text.messaging_product,
  waId: text.contacts[0].wa_id,
  template: template.messages[0].message_status,
  stranger: [stranger.error.code, stranger.error.error_data.messaging_product],
});
