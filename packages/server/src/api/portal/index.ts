import { portalOverviewOperations } from './overview.ts';
import { portalSessionOperations } from './session.ts';
import { portalSettingsOperations } from './settings.ts';
import { timelineOperations } from './timeline.ts';

/** What the portal asks beyond the REST API, and the timeline, which everybody may ask for. */
export const portalOperations = [
  ...timelineOperations,
  ...portalSessionOperations,
  ...portalOverviewOperations,
  ...portalSettingsOperations,
];
