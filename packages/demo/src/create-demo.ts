import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { serveCustomerBackend } from './customer-backend.ts';
import { serveInvitation } from './invitation.ts';
import { serveLiveStream } from './live-stream.ts';
import type { MailCatcher } from './mail-catcher.ts';
import { serveMails } from './mail-viewer.ts';
import { servePages } from './pages.ts';
import { refuseOtherMachines } from './refuse-other-machines.ts';
import { demoWebhookSecret, registerWebhook } from './register-webhook.ts';
import { sampleDocuments, serveSandboxControls } from './sandbox-controls.ts';
import { sandboxIdentities } from './sandbox-identities.ts';
import { createWebhookInbox } from './webhook-inbox.ts';
import { serveWebhookReceiver } from './webhook-receiver.ts';
import { createWinkwireClient, type WinkwireClient, WinkwireError } from './winkwire-client.ts';

export interface DemoOptions {
  /** The API key of the sandbox. `secret` is its API secret. */
  key: string;
  secret: string;
  mail: MailCatcher;
  /** Whether other machines may use the demo. @default false */
  open?: boolean;
}

export interface Demo {
  /** Serves `/demo/`: the page and back end of an imaginary lender, its webhook receiver, and the mail viewer. */
  plugin: FastifyPluginAsync;
  /** Registers the demo's webhook at the server, which must be listening at `url`. */
  start(url: string): Promise<void>;
}

const links = [
  { name: 'Mail', url: '/demo/mail' },
  { name: 'Portal', url: '/portal/' },
  { name: 'API docs', url: '/docs' },
];

export function createDemo({ key, secret, mail, open = false }: DemoOptions): Demo {
  const inbox = createWebhookInbox();
  const webhookSecret = demoWebhookSecret(secret);
  let started: WinkwireClient | undefined;
  const client = () => {
    if (!started) throw new WinkwireError(503, 'SERVER_UNAVAILABLE', 'The demo is still starting.');
    return started;
  };

  async function plugin(app: FastifyInstance) {
    app.setErrorHandler((error, request, reply) => {
      if (error instanceof WinkwireError) return reply.code(error.status).send({ message: error.message });
      request.log.error(error);
      return reply.code(500).send({ message: 'The demo failed. The reason is in the log.' });
    });
    if (!open) refuseOtherMachines(app);
    servePages(app);
    const receiver = await serveWebhookReceiver(app, { inbox, secret: webhookSecret });
    serveLiveStream(app, inbox);
    serveCustomerBackend(app, { client, inbox });
    serveInvitation(app, client);
    serveMails(app, mail);
    serveSandboxControls(app, client);
    app.get('/demo/api/setup', async () => ({
      identities: sandboxIdentities,
      links,
      samples: await sampleDocuments(client()),
      receiverBroken: receiver.isBroken(),
    }));
  }

  return {
    plugin,
    async start(url) {
      started = createWinkwireClient({ url, key, secret });
      await registerWebhook(started, { url: `${url}/demo/webhooks`, secret: webhookSecret });
    },
  };
}
