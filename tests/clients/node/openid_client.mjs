// `openid-client`: plain OAuth login, and the refusal of PKCE that breaks clients which have it on by default.

import { APP_ID, APP_SECRET, BACK, DIALOG, GRAPH, SCOPES, tell } from "./where.mjs";

import * as client from "openid-client";

import { logsIn } from "./person.mjs";

const meta = {
  issuer: "https://www.facebook.com",
  authorization_endpoint: `${DIALOG}/v26.0/dialog/oauth`,
  token_endpoint: `${GRAPH}/v26.0/oauth/access_token`,
};
const config = new client.Configuration(meta, APP_ID, APP_SECRET, client.ClientSecretPost(APP_SECRET));
client.allowInsecureRequests(config);

async function login(more, checks) {
  const expectedState = client.randomState();
  const asked = { redirect_uri: BACK, scope: SCOPES.join(" "), state: expectedState, ...more };
  const back = await logsIn(client.buildAuthorizationUrl(config, asked));
  return client.authorizationCodeGrant(config, back, { expectedState, ...checks });
}

const token = await login();
const me = await client.fetchProtectedResource(config, token.access_token, new URL(`${GRAPH}/v26.0/me?fields=name`), "GET");
const verifier = client.randomPKCECodeVerifier();
const challenge = await client.calculatePKCECodeChallenge(verifier);
const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
const refused = await login(pkce, { pkceCodeVerifier: verifier }).catch((error) => error);

tell({
  type: token.token_type,
  lives: token.expires_in,
  name: (await me.json()).name,
  refused: (await refused.cause?.json?.())?.error?.code ?? refused.cause?.error?.code ?? refused.message,
});
