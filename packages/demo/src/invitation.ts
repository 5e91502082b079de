import type { FastifyInstance } from 'fastify';
import type { WinkwireClient } from './winkwire-client.ts';

interface Page<Item> {
  items: Item[];
}

const template = {
  name: 'Harbor Lending',
  email: {
    sendEmail: true,
    senderName: 'Harbor Lending',
    replyAddress: 'loans@harbor-lending.example',
    subject: '${firstName}, one step is left for your loan',
    body: 'Hello ${firstName},\n\nyour application is almost complete. Please link your work account, so that we can confirm your income without any paperwork. It takes about two minutes.',
  },
  landingPage: {
    header: 'Confirm your income with ${companyName}',
    description:
      'Link your work account, and your pay history is confirmed without any paperwork. It takes about two minutes, and you can withdraw access at any time.',
    button: 'Link your work account',
  },
  successPage: {
    header: 'Thank you, ${firstName}',
    description: 'Your income is confirmed. We will tell you about your loan by tomorrow.',
    button: 'Link another account',
  },
};

export function serveInvitation(app: FastifyInstance, client: () => WinkwireClient): void {
  app.post('/demo/api/invites', async (request) => {
    const templateId = await templateOf(
      client(),
      `${request.protocol}://${request.host}/demo/harbor-mark.svg`,
    );
    const email = `applicant-${Date.now() % 100_000}@harbor-lending.example`;
    await client().request('POST', '/v1/invites', { fullName: 'Sam Applicant', email, templateId });
    return { email };
  });
}

async function templateOf(client: WinkwireClient, logoUrl: string): Promise<string> {
  const page = await client.request<Page<{ id: string; name: string }>>(
    'GET',
    '/v1/inviteTemplates?size=150',
  );
  const known = page.items.find(({ name }) => name === template.name);
  if (known) return known.id;
  const made = await client.request<{ id: string }>('POST', '/v1/inviteTemplates', {
    ...template,
    company: { name: 'Harbor Lending', logoUrl },
  });
  return made.id;
}
