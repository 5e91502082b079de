// biome-ignore-all lint/style/noNonNullAssertion: a request of a server has a URL
import { findLanguage, type Language } from '@winkwire/contract/languages';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { readPairs } from '../api/read-pairs.ts';
import { readText } from '../api/read-text.ts';
import { sandboxIssuerPath } from '../connectors/openid/sandbox-client.ts';
import { createSandboxIssuer } from '../connectors/openid/sandbox-issuer.ts';
import { type SignInPage, signInPage, signInPagePolicy } from '../connectors/openid/sign-in-page.ts';
import { findIdentity } from '../connectors/sandbox/identities.ts';
import { weigh, weights } from '../limits/weights.ts';
import type { Services } from '../platform/services.ts';

/** In bytes. */
const longestForm = 10_000;

export async function serveSandboxIssuer(app: FastifyInstance, services: Services): Promise<void> {
  let issuer: Provider | undefined;
  // The issuer is created at the first use, because its address is known only when the server listens.
  const getIssuer = () => {
    issuer ??= createSandboxIssuer(services);
    return issuer;
  };
  await app.register(
    async (area) => {
      weigh(area, weights.page);
      area.removeAllContentTypeParsers();
      await area.register(async (signInArea) => {
        signInArea.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'buffer', bodyLimit: longestForm },
          async (_request: FastifyRequest, bytes: Buffer) => readText(bytes, 'The form'),
        );
        signInArea.get('/interaction/:uid', (request, reply) =>
          showSignIn({ issuer: getIssuer(), request, reply }),
        );
        signInArea.post('/interaction/:uid', (request, reply) =>
          signIn({ issuer: getIssuer(), request, reply }),
        );
      });
      // The issuer reads the bodies of its requests itself.
      area.addContentTypeParser('*', (_request, _payload, done) => done(null));
      area.all('/*', (request, reply) => {
        // The issuer's responses bypass Fastify, so our headers are copied to them.
        reply.raw.setHeaders(new Map(Object.entries(reply.getHeaders()) as [string, string][]));
        reply.hijack();
        const { raw } = request;
        const publicUrl = new URL(services.publicUrl);
        // All URLs that the issuer creates are below our public URL, no matter how the request reached us.
        raw.headers['x-forwarded-host'] = publicUrl.host;
        raw.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
        Object.assign(raw, { originalUrl: raw.url });
        raw.url = raw.url!.slice(sandboxIssuerPath.length);
        getIssuer().callback()(raw, reply.raw);
      });
    },
    { prefix: sandboxIssuerPath },
  );
}

interface Visit {
  issuer: Provider;
  request: FastifyRequest;
  reply: FastifyReply;
}

function showSignIn(visit: Visit): Promise<FastifyReply> {
  const { request, reply } = visit;
  return withinInteraction(visit, async (language) =>
    sendPage(reply, { action: request.url, username: '', failed: false, language }),
  );
}

function signIn(visit: Visit): Promise<FastifyReply> {
  const { request, reply } = visit;
  return withinInteraction(visit, async (language) => {
    const form = new Map(readPairs(String(request.body ?? '')));
    if (form.get('choice') === 'cancel') {
      const error = { error: 'access_denied', error_description: 'The user pressed Cancel.' };
      return finish(visit, error);
    }
    const username = form.get('username') ?? '';
    const identity = findIdentity({ username });
    if (!identity || identity.password !== form.get('password')) {
      return sendPage(reply, { action: request.url, username, failed: true, language });
    }
    return finish(visit, { login: { accountId: identity.username } });
  });
}

async function finish(
  { issuer, request: { raw }, reply }: Visit,
  result: Parameters<Provider['interactionResult']>[2],
): Promise<FastifyReply> {
  return reply.redirect(await issuer.interactionResult(raw, reply.raw, result), 303);
}

/** If the sign-in is unknown or has expired, a text asks the user to begin again from the widget. */
async function withinInteraction(
  { issuer, request, reply }: Visit,
  work: (language: Language) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  let language: Language;
  try {
    const { params } = await issuer.interactionDetails(request.raw, reply.raw);
    language = findLanguage(String(params.ui_locales).split(' '))?.language ?? 'en';
  } catch {
    return reply
      .status(400)
      .type('text/plain; charset=utf-8')
      .send('This sign-in has ended. Close this window and begin again from the widget.');
  }
  return work(language);
}

function sendPage(reply: FastifyReply, page: SignInPage): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': signInPagePolicy,
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(signInPage(page));
}
