import type { HostedLink } from '@winkwire/contract/resources/hosted-link';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Moment } from '../ui/moment.tsx';

export function HostedLinkState({ link }: { link: HostedLink }) {
  const [name, tone] = stateOf(link);
  return (
    <>
      <Badge tone={tone}>{name}</Badge>{' '}
      {link.openedAt && link.status !== 'OPEN' && (
        <span class="soft small">
          opened <Moment at={link.openedAt} />
        </span>
      )}
    </>
  );
}

function stateOf({ status, openedAt, accountId }: HostedLink): [name: string, tone: Tone] {
  switch (status) {
    case 'OPEN':
      return openedAt ? ['Opened', 'warn'] : ['Not opened yet', 'idle'];
    case 'COMPLETED':
      return [accountId ? 'Linked' : 'Uploaded', 'good'];
    case 'EXPIRED':
      return ['Expired', 'idle'];
    case 'REVOKED':
      return ['Revoked', 'idle'];
  }
}
