'use client';

export type {
  CallbackArgument,
  SmileLinkCallbacks,
  SmileLinkOptions,
  UpdateToken,
  WidgetEvent,
} from '@winkwire/widget';
export { loadSmileLink } from './load-smile-link.ts';
export { type SmileLink, type UseSmileLinkOptions, useSmileLink } from './use-smile-link.ts';
export { WinkWidget, type WinkWidgetProps } from './wink-widget.ts';
