import { type Heartbeat, heartbeatMs } from '@winkwire/contract/widget-api';
import type { WidgetClient } from './widget-client.ts';

/** Browsers may stop the timers of a hidden page. So heartbeats say whether the page is visible. */
export function sendHeartbeats(client: Pick<WidgetClient, 'sendBeacon'>, hasEnded: () => boolean): void {
  const send = () => {
    if (hasEnded()) return;
    const heartbeat: Heartbeat = { visible: document.visibilityState === 'visible' };
    client.sendBeacon('sessions/heartbeat', heartbeat);
  };
  setInterval(send, heartbeatMs);
  document.addEventListener('visibilitychange', send);
}
