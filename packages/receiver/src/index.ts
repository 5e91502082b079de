export * from './catch-up.ts';
export { CatchUpError, type CatchUpErrorCode } from './catch-up-error.ts';
export * from './checkpoint.ts';
export type { DeliveryHeaders } from './delivery.ts';
export { type EventSource, eventSource, type PulledEvent } from './event-source.ts';
export {
  createGapCheck,
  type GapCheck,
  type GapReport,
  type GapState,
  gapState,
  type Range,
} from './gap-check.ts';
export type { Handler, Matching, Pattern } from './handlers.ts';
export * from './keys.ts';
export { nodeHandler } from './node.ts';
export type { Receipt } from './receipt.ts';
export { createReceiver, type Receiver, type ReceiverOptions } from './receiver.ts';
export { rememberInMemory, type SeenEvents } from './seen-events.ts';
export * from './signature.ts';
export { type ReceivedRequest, type VerifyOptions, verifyWebhook } from './verify.ts';
export { webHandler } from './web.ts';
export * from './webhook-error.ts';
