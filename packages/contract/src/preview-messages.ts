import type { WidgetTheme } from './widget-theme.ts';

/** From the portal to the preview of the widget: first after `preview-ready`, and then whenever a field changes. */
export interface PreviewMessage {
  winkwire: 1;
  type: 'preview';
  theme: WidgetTheme;
  prefersDark: boolean;
  companyName: string;
}

export const isPreviewMessage = (value: unknown): value is PreviewMessage =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'preview';
