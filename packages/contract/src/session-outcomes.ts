/**
 * How a session ended. If several outcomes apply, the first counts:
 *
 * - `CONNECTED`: an account was connected.
 * - `UPLOADED`: documents were uploaded.
 * - `FAILED`: the last linking of an account ended with an error.
 * - `LEFT`: the user left at some screen.
 * - `NEVER_OPENED`: no screen was shown.
 */
export const sessionOutcomes = ['CONNECTED', 'UPLOADED', 'FAILED', 'LEFT', 'NEVER_OPENED'] as const;
export type SessionOutcome = (typeof sessionOutcomes)[number];

/** Derived from the user agent. `WEBVIEW` is a page inside an app. */
export const deviceClasses = ['PHONE', 'TABLET', 'DESKTOP', 'WEBVIEW'] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/**
 * The steps of the funnel. A session that has reached a step counts for all earlier steps too. So it counts for
 * `CONSENTED` even if there is no consent page.
 *
 * - `CREATED`: the widget has exchanged its link token.
 * - `OPENED`: a screen was shown.
 * - `CONSENTED`: a screen after the consent page was shown.
 * - `CHOSEN`: the user has chosen a provider that can be connected, or a type of document.
 * - `SUBMITTED`: the user has begun to link an account, or files were accepted.
 * - `COMPLETED`: an account was connected, or files were accepted.
 */
export const funnelSteps = ['CREATED', 'OPENED', 'CONSENTED', 'CHOSEN', 'SUBMITTED', 'COMPLETED'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

export const funnelGroups = ['day', 'provider', 'template', 'device'] as const;
export type FunnelGroup = (typeof funnelGroups)[number];
