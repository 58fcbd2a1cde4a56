/**
 * A certified OpenID Connect provider as a process of its own, so that it can be restarted with other keys, frozen and ended.
 * Who signs in says their name and nothing else. Told what to be by the first message; answers with `{ ready }`, then with
 * `{ issued }` for each answer of its token endpoint.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

process.once('message', (settings) => serve(settings));
process.once('disconnect', () => process.exit());

function serve({ port, clients, keys, publishedKeys, people, claimsIn, endSession }) {
  const provider = new Provider(`http://localhost:${port}`, {
    clients,
    jwks: { keys },
    claims: {
      openid: ['sub', 'groups', 'roles', 'realm_access', 'hasgroups'],
      profile: ['name'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: claimsIn === 'userinfo',
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: endSession, logoutSource: askToSignOut },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['known to these specs only'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    loadExistingGrant: agreed,
    renderError: (context, out) => {
      context.type = 'html';
      context.body = page('Refused by the provider', `<p>${out.error}</p>`);
    },
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.status === 200) process.send({ issued: context.body });
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url.startsWith('/interaction/')) return void identify(provider, people, request, response);
    if (request.url === '/jwks' && publishedKeys) {
      response.setHeader('Content-Type', 'application/json');
      return void response.end(JSON.stringify({ keys: publishedKeys }));
    }
    answer(request, response);
  });
  server.listen(port, '127.0.0.1', () => process.send({ ready: true }));
}

/** Nobody is asked what they agree to: the council's administrator has agreed for all. */
async function agreed({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

async function identify(provider, people, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const who = '<label>User name <input name="who" autocomplete="off"></label>';
    const buttons = '<button name="go" value="on">Continue</button> <button name="go" value="back">Cancel</button>';
    response.end(page('The provider', `<form method="post">${who} ${buttons}</form>`));
    return;
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const { who, go } = Object.fromEntries(body.split('&').map((field) => field.split('=').map(decodeURIComponent)));
  const known = go === 'on' && Object.hasOwn(people, who);
  const result = known ? { login: { accountId: who } } : { error: 'access_denied', error_description: 'Cancelled' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function askToSignOut(context, form) {
  const button = '<button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out here</button>';
  context.type = 'html';
  context.body = page('Sign out of the provider?', form + button);
}

function page(heading, content) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${heading}</title></head><body><main><h1>${heading}</h1>${content}</main></body></html>`;
}
