// Where the sandbox is and with which credentials, as the runner told it.

import { webcrypto } from "node:crypto";

// Libraries of today expect it to be global, as it is from Node 20 on; Debian 12 has Node 18.
globalThis.crypto ??= webcrypto;

export const {
  GRAPH_URL: GRAPH,
  DIALOG_URL: DIALOG,
  APP_ID,
  APP_SECRET,
  USER_TOKEN,
  SYSTEM_USER_TOKEN,
} = process.env;
export const BACK = "http://localhost:9999/back";
export const SCOPES = ["public_profile", "email", "pages_show_list", "pages_messaging", "pages_manage_metadata", "instagram_basic"];

/** What the runner reads. */
export const tell = (seen) => console.log(JSON.stringify(seen));
