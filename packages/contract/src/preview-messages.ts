import type { WidgetTheme } from './widget-theme.ts';

/** The portal posts this to the preview of the widget after `preview-ready` and after each change of a field. */
export interface PreviewMessage {
  winkwire: 1;
  type: 'preview';
  theme: WidgetTheme;
  prefersDark: boolean;
  companyName: string;
}

export const isPreviewMessage = (value: unknown): value is PreviewMessage =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'preview';
