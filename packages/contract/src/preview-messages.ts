import type { WidgetTheme } from './widget-theme.ts';

/**
 * A message from the portal to the preview of the widget. The portal and the preview have the same origin. The portal
 * sends the first message after the preview has posted `preview-ready`, and another one whenever a field changes.
 */
export interface PreviewMessage {
  winkwire: 1;
  type: 'preview';
  theme: WidgetTheme;
  prefersDark: boolean;
  companyName: string;
}

export const isPreviewMessage = (value: unknown): value is PreviewMessage =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'preview';
