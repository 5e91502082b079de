import type { FastifyInstance } from 'fastify';
import type { ReceivedWebhook, WebhookInbox } from './webhook-inbox.ts';
import type { WinkwireClient } from './winkwire-client.ts';

interface Token {
  accessToken: string;
  expiresAt: string;
}

interface Applicant {
  Params: { userId: string };
}

interface Employment {
  jobTitle: string | null;
  employer: string | null;
}

interface Income {
  currency: string;
  frequency: string | null;
  grossAmount: number | null;
  netAmount: number | null;
  startDate: string;
}

/** The back end that every customer has to write. Only the back end knows the API secret. */
export function serveCustomerBackend(
  app: FastifyInstance,
  { client, inbox }: { client: () => WinkwireClient; inbox: WebhookInbox },
): void {
  app.post('/demo/api/applicants', async () => {
    const { user, token } = await client().request<{ user: { id: string }; token: Token }>(
      'POST',
      '/v1/users',
      {
        externalMetadata: { application: `loan-${Date.now()}` },
      },
    );
    return { userId: user.id, userToken: token.accessToken };
  });

  app.post<Applicant>('/demo/api/applicants/:userId/token', async (request) => {
    const path = `/v1/tokens?userId=${encodeURIComponent(request.params.userId)}`;
    const token = await client().request<Token>('POST', path);
    return { userToken: token.accessToken };
  });

  /** The server has this data only after a task, so the response waits up to 20 seconds for the task's webhook. */
  app.get<Applicant>('/demo/api/applicants/:userId/income', async (request) => {
    const { userId } = request.params;
    await inbox.first((webhook) => isFinishedTask(webhook, userId), taskTimeoutMs);
    const query = `?userId=${encodeURIComponent(userId)}&size=1`;
    const [employments, incomes] = await Promise.all([
      client().request<{ items: Employment[] }>('GET', `/v1/employments${query}`),
      client().request<{ items: Income[] }>('GET', `/v1/incomes${query}`),
    ]);
    const [employment] = employments.items;
    const [income] = incomes.items;
    return {
      employer: employment?.employer ?? null,
      jobTitle: employment?.jobTitle ?? null,
      currency: income?.currency ?? null,
      amount: income?.grossAmount ?? income?.netAmount ?? null,
      frequency: income?.frequency ?? null,
    };
  });
}

const taskTimeoutMs = 20_000;

function isFinishedTask({ type, verified, body }: ReceivedWebhook, userId: string): boolean {
  return (
    verified && type === 'TASK_FINISHED' && (body as { data: { userId: string } }).data.userId === userId
  );
}
