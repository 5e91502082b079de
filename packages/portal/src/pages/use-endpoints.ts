import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Page } from '@winkwire/contract/schema/envelope';
import { useEffect, useState } from 'preact/hooks';
import { useQuery } from '../api/use-query.ts';
import { incompleteText } from '../ui/pages.ts';
import { type EndpointName, endpointName, findMissing, type Missing } from './endpoint-name.ts';

export function useEndpoints(mode: Mode, shown: readonly { webhookId: string }[]) {
  const { data, refresh } = useQuery<Page<Webhook>>(mode, '/v1/webhooks?size=150', 30);
  const [missing, setMissing] = useState<Missing>(new Map());
  useEffect(() => {
    const ids = shown.map(({ webhookId }) => webhookId);
    const now = findMissing(data, ids, missing);
    if (now === missing) return;
    setMissing(now);
    void refresh();
  });
  const nameOf = (id: string): EndpointName => endpointName(id, data, missing);
  return { webhooks: data?.items ?? [], webhooksHint: incompleteText(data), nameOf };
}
