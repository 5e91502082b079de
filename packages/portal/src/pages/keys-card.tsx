import type { Mode } from '@winkwire/contract/modes';
import type { ApiKey, ApiKeys } from '@winkwire/contract/resources/api-key';
import { useState } from 'preact/hooks';
import { useQuery } from '../api/use-query.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { ChangeButton } from '../ui/change-button.tsx';
import { Id } from '../ui/id.tsx';
import { QueryView } from '../ui/states.tsx';
import { zonedTime } from '../ui/time.ts';
import { KeyCreateDialog } from './key-create-dialog.tsx';
import { KeyExpireDialog } from './key-expire-dialog.tsx';

const origins: Record<ApiKey['origin'], string> = {
  GENERATED: 'Generated at the first start',
  CONFIGURED: 'From the configuration',
  CREATED: 'Created',
};

export function KeysCard({ mode }: { mode: Mode }) {
  const keys = useQuery<ApiKeys>(mode, '/v1/keys');
  const [dialog, setDialog] = useState<'create' | ApiKey>();
  const close = () => setDialog(undefined);
  return (
    <Card
      title="Keys"
      lead="To replace a key without an outage, create another one, give it to your back end, then expire the old one."
      actions={
        <ChangeButton size="small" onClick={() => setDialog('create')}>
          Create a key
        </ChangeButton>
      }
    >
      <QueryView query={keys} rows={2}>
        {({ items }) => (
          <ul class="rows">
            {items.map((apiKey) => (
              <KeyRow key={apiKey.key} apiKey={apiKey} onExpire={() => setDialog(apiKey)} />
            ))}
          </ul>
        )}
      </QueryView>
      {dialog === 'create' && <KeyCreateDialog mode={mode} onClose={close} onDone={keys.refresh} />}
      {typeof dialog === 'object' && (
        <KeyExpireDialog mode={mode} apiKey={dialog} onClose={close} onDone={keys.refresh} />
      )}
    </Card>
  );
}

function KeyRow({ apiKey, onExpire }: { apiKey: ApiKey; onExpire: () => void }) {
  const { key, name, origin, createdAt, expiresAt } = apiKey;
  const hasExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <li class="row">
      <div class="stack-s">
        {name && <strong>{name}</strong>}
        <Id value={key} whole />
        <span class="soft small">
          {origins[origin]}, {zonedTime(createdAt)}
        </span>
        {expiresAt && (
          <span class="small">
            <Badge tone={hasExpired ? 'idle' : 'warn'}>{hasExpired ? 'Expired' : 'Expires'}</Badge>{' '}
            {zonedTime(expiresAt)}
          </span>
        )}
      </div>
      {!hasExpired && (
        <ChangeButton size="small" onClick={onExpire}>
          Expire…<span class="visually-hidden"> {name ?? key}</span>
        </ChangeButton>
      )}
    </li>
  );
}
