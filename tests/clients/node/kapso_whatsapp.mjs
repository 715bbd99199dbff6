// `@kapso/whatsapp-cloud-api`: registration and its refusals, and sending.

import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";

import { GRAPH, SYSTEM_USER_TOKEN, tell } from "./where.mjs";

const [ACCOUNT, FRESH, REGISTERED, UNVERIFIED, COEXISTING] = [
  "210000000000001", "310000000000001", "310000000000002", "310000000000003", "310000000000004",
];
const client = new WhatsAppClient({ accessToken: SYSTEM_USER_TOKEN, baseUrl: GRAPH, graphVersion: "v26.0" });
const refused = (call) => call.then(() => null, (error) => error.code);

const registered = await client.phoneNumbers.register({ phoneNumberId: FRESH, pin: "123456" });
const again = await refused(client.phoneNumbers.register({ phoneNumberId: FRESH, pin: "000000" }));
const unverified = await refused(client.phoneNumbers.register({ phoneNumberId: UNVERIFIED, pin: "123456" }));
const coexisting = await refused(client.phoneNumbers.register({ phoneNumberId: COEXISTING, pin: "123456" }));
const templates = await client.templates.list({ businessAccountId: ACCOUNT, limit: 10 });
const sent = await client.messages.sendText({ phoneNumberId: REGISTERED, to: "+16505551234", body: "Hello" });
const self = await refused(client.messages.sendText({ phoneNumberId: REGISTERED, to: "16315550102", body: "Hello" }));

tell({
  registered: registered.success,
  again,
  unverified,
  coexisting,
  template: templates.data[0].name,
  waId: sent.contacts[0].waId,
  sent: sent.messages[0].id.startsWith("wamid."),
  self,
});
