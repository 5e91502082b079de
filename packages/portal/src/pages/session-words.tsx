import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import { screens, type UIEventName } from '@winkwire/contract/screens';
import type { DeviceClass, FunnelStep, SessionOutcome } from '@winkwire/contract/session-outcomes';
import { Badge, type Tone } from '../ui/badge.tsx';

export const outcomeNames: Record<SessionOutcome, string> = {
  CONNECTED: 'Connected',
  UPLOADED: 'Uploaded',
  FAILED: 'Failed',
  LEFT: 'Left',
  NEVER_OPENED: 'Never opened',
};

export const deviceNames: Record<DeviceClass, string> = {
  PHONE: 'Phone',
  TABLET: 'Tablet',
  DESKTOP: 'Desktop',
  WEBVIEW: 'Web view in an app',
};

export const stepNames: Record<FunnelStep, string> = {
  CREATED: 'Session created',
  OPENED: 'Widget opened',
  CONSENTED: 'Consent passed',
  CHOSEN: 'Provider or document chosen',
  SUBMITTED: 'Credentials or files sent',
  COMPLETED: 'Connected or uploaded',
};

const tones: Record<SessionOutcome, Tone> = {
  CONNECTED: 'good',
  UPLOADED: 'good',
  FAILED: 'bad',
  LEFT: 'idle',
  NEVER_OPENED: 'idle',
};

export const screenName = (name: UIEventName): string => screens[name].title;

export function OutcomeBadge({ session }: { session: WidgetSession }) {
  const { outcome } = session;
  return outcome ? (
    <Badge tone={tones[outcome]}>{outcomeNames[outcome]}</Badge>
  ) : (
    <Badge tone="warn">In progress</Badge>
  );
}

/** Why a session failed, or its last screen. Undefined after a success, or if neither is known. */
export function detailOf({ outcome, errorCode, lastScreen }: WidgetSession): string | undefined {
  if (outcome === 'FAILED') return errorCode ?? undefined;
  if (!lastScreen || outcome === 'CONNECTED' || outcome === 'UPLOADED') return undefined;
  return `at ${screenName(lastScreen)}`;
}
