// `passport-facebook`: login with a proved profile, an old pinned version of Graph, and a person who declines.

import { Strategy } from "passport-facebook";

import { logsIn } from "./person.mjs";
import { APP_ID, APP_SECRET, BACK, DIALOG, GRAPH, SCOPES, tell } from "./where.mjs";

const strategy = new Strategy(
  {
    clientID: APP_ID,
    clientSecret: APP_SECRET,
    callbackURL: BACK,
    authorizationURL: `${DIALOG}/v3.2/dialog/oauth`,
    tokenURL: `${GRAPH}/v3.2/oauth/access_token`,
    profileURL: `${GRAPH}/v3.2/me`,
    profileFields: ["id", "displayName", "emails", "photos"],
    enableProof: true,
  },
  (_access, _refresh, params, profile, done) => done(null, { params, profile }),
);

/** Runs the strategy on a request with this query, as Passport would. */
const authenticate = (query) =>
  new Promise((resolve, reject) => {
    const turn = Object.create(strategy);
    Object.assign(turn, { success: resolve, redirect: resolve, error: reject, fail: (info) => resolve({ failed: info.message }) });
    turn.authenticate({ query, headers: {}, connection: {}, session: {} }, { scope: SCOPES });
  });

const back = await logsIn(await authenticate({}));
const { params, profile } = await authenticate(Object.fromEntries(back.searchParams));
const declined = await authenticate({ error: "access_denied", error_code: "200", error_reason: "user_denied" });
const again = await authenticate(Object.fromEntries(back.searchParams)).catch((error) => error);

tell({
  type: params.token_type,
  name: profile.displayName,
  email: profile.emails[0].value,
  photo: profile.photos.length,
  declined: "failed" in declined,
  again: [again.name, again.code, again.subcode],
});
