// A person in the login dialog: opens it, presses the first button of each page, and ends at the app's address.

import { DIALOG } from "./where.mjs";

const plain = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

const attribute = (tag, name) => plain(tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? "");

/** The form of a page, filled as it stands, with its first button pressed. */
function pressed(page) {
  const fields = new URLSearchParams();
  for (const tag of page.match(/<input [^>]*>/g) ?? []) {
    if (attribute(tag, "type") === "hidden" || / checked/.test(tag)) fields.append(attribute(tag, "name"), attribute(tag, "value"));
  }
  const button = page.match(/<button [^>]*>/)[0];
  fields.append(attribute(button, "name"), attribute(button, "value"));
  return { action: attribute(page.match(/<form [^>]*>/)[0], "action"), fields };
}

/** Walks the dialog at `address`; gives the address that the browser is sent to in the end. */
export async function logsIn(address) {
  const { pathname, search } = new URL(address);
  let [url, request] = [new URL(pathname + search, DIALOG), {}];
  for (let step = 0; step < 6; step += 1) {
    const answer = await fetch(url, { ...request, redirect: "manual" });
    // The browser keeps what is behind the # to itself.
    if (answer.status === 302) return new URL(answer.headers.get("location").split("#")[0]);
    const page = await answer.text();
    if (answer.status !== 200) throw new Error(`the dialog answered ${answer.status}: ${page}`);
    const { action, fields } = pressed(page);
    [url, request] = [new URL(action, DIALOG), { method: "POST", body: fields, headers: { origin: DIALOG } }];
  }
  throw new Error("the dialog does not end");
}
