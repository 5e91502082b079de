import { type Heartbeat, heartbeatMs } from '@winkwire/contract/widget-api';
import type { WidgetClient } from './widget-client.ts';

/**
 * Sends heartbeats to the server at an interval, and each time the page is shown or hidden. A heartbeat says whether
 * the page is visible, because a browser may stop the timers of a hidden page, and then no heartbeats are sent. After
 * the end of the session, no heartbeat is sent, because the frame is being removed.
 */
export function sendHeartbeats(client: Pick<WidgetClient, 'sendBeacon'>, hasEnded: () => boolean): void {
  const send = () => {
    if (hasEnded()) return;
    const heartbeat: Heartbeat = { visible: document.visibilityState === 'visible' };
    client.sendBeacon('sessions/heartbeat', heartbeat);
  };
  setInterval(send, heartbeatMs);
  document.addEventListener('visibilitychange', send);
}
