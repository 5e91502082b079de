export type { WidgetEvent } from '@winkwire/contract/widget-events';
export { SmileLinkModal } from './smile-link-modal.ts';
export type {
  CallbackArgument,
  SmileLinkCallbacks,
  SmileLinkOptions,
  UpdateToken,
} from './smile-link-options.ts';
