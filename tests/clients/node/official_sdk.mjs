// Meta's own `facebook-nodejs-business-sdk`: Pages by its cursor, subscription, Instagram, inspection, errors.

import sdk from "facebook-nodejs-business-sdk";

import { APP_ID, APP_SECRET, GRAPH, USER_TOKEN, tell } from "./where.mjs";

const { FacebookAdsApi, IGUser, Page, User } = sdk;
Object.defineProperty(FacebookAdsApi, "GRAPH", { value: GRAPH });
const api = (token) => new FacebookAdsApi(token, "en_US", false);

const user = api(USER_TOKEN);
const wanted = ["id", "name", "access_token", "instagram_business_account{id,username}"];
const pages = [];
let list = await new User("me", {}, undefined, user).getAccounts(wanted, { limit: 100 });
pages.push(...list);
while (list.hasNext()) {
  list = await list.next();
  pages.push(...list);
}
const page = pages.find((one) => one.instagram_business_account);

const own = new Page(page.id, {}, undefined, api(page.access_token));
await own.createSubscribedApp([], { subscribed_fields: ["messages", "messaging_postbacks"] });
const [app] = await own.getSubscribedApps(["id", "subscribed_fields"]);
await own.deleteSubscribedApps();
const account = await new IGUser(page.instagram_business_account.id, {}, undefined, user).get(["username", "media_count"]);
const told = await api(`${APP_ID}|${APP_SECRET}`).call("GET", ["debug_token"], { input_token: page.access_token });
const missing = await new Page("424242", {}, undefined, user).get(["name"]).catch((error) => error.response);

tell({
  pages: new Set(pages.map((one) => one.id)).size,
  fields: app.subscribed_fields,
  app: app.id,
  after: (await own.getSubscribedApps([])).length,
  username: account.username,
  type: told.data.type,
  profile: told.data.profile_id === page.id,
  missing: [missing.code, missing.error_subcode, missing.type],
});
