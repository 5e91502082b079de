import type { CallbackArguments, EventReference, WidgetOptions } from '@winkwire/contract';

type Callbacks = {
  [Name in Exclude<keyof CallbackArguments, 'onTokenExpired'>]?: (
    argument: CallbackArguments[Name] & EventReference,
  ) => void;
};

declare global {
  /** The class that `<script src=".../v2/smile.v2.js">` defines. */
  class SmileLinkModal {
    constructor(
      options: WidgetOptions &
        Callbacks & {
          onTokenExpired?(updateToken: (userToken: string) => void, reference: EventReference): void;
        },
    );
    open(): void;
    close(): void;
    destroy(): void;
  }
}
