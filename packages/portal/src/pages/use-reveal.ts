import type { Mode } from '@winkwire/contract/modes';
import type { Webhook, WebhookSecrets } from '@winkwire/contract/resources/webhook';
import { useEffect, useState } from 'preact/hooks';
import { request } from '../api/request.ts';

const shownForMs = 60_000;

/** Reveals the masked secrets after a click, for at most a minute, or until the webhook changes. */
export function useReveal(mode: Mode, { id, updatedAt }: Webhook) {
  const [revealed, setRevealed] = useState<WebhookSecrets>();
  useEffect(() => setRevealed(undefined), [mode, id, updatedAt]);
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => setRevealed(undefined), shownForMs);
    return () => clearTimeout(timer);
  }, [revealed]);
  const toggle = async () => {
    if (revealed) return setRevealed(undefined);
    setRevealed(await request<WebhookSecrets>(mode, `/v1/webhooks/${id}/reveal`, { method: 'POST' }));
  };
  return { revealed, toggle };
}
