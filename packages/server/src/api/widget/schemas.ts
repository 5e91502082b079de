import { accountErrorCodes, connectionStatuses } from '@winkwire/contract/account-statuses';
import { type CallbackRecord, recordNames } from '@winkwire/contract/callbacks';
import { languages } from '@winkwire/contract/languages';
import { count, id, integer, oneOf, text } from '@winkwire/contract/schema/fields';
import { nullable } from '@winkwire/contract/schema/nullable';
import { uiEventNames } from '@winkwire/contract/screens';
import type * as Widget from '@winkwire/contract/widget-api';
import {
  loginFieldMaxLength,
  loginFields,
  mostFrameEvents,
  mostTopProviders,
} from '@winkwire/contract/widget-api';
import { fileFaults, loggedEventNames } from '@winkwire/contract/widget-events';
import { themeSchemes } from '@winkwire/contract/widget-theme';
import Type, { type TSchema } from 'typebox';

/*
 * The schemas of the types in contract/widget-api.ts. Requests are validated by their schemas. The schemas of responses
 * are only documentation.
 */

/**
 * A page may pass any value as an option. The loader converts each value to a boolean or a text, and a list to an array
 * of texts.
 */
const given = [Type.Boolean(), text(0, 2000)];
const option = Type.Optional(Type.Union(given));
const list = (maxItems: number) =>
  Type.Optional(Type.Union([...given, Type.Array(text(0, 64), { maxItems })]));

export const OpenSession = Type.Unsafe<Widget.OpenSession>(
  Type.Object({
    userToken: text(1, 4000),
    hostOrigin: text(1, 500),
    language: Type.Optional(oneOf(languages)),
    options: Type.Object({
      templateId: option,
      providers: list(500),
      topProviders: list(mostTopProviders),
      enableUpload: option,
      enableSearchBar: option,
      enableTypeBar: option,
      companyName: option,
      enableConsentPage: option,
      locale: option,
      theme: option,
      returnUrl: option,
    }),
    returnCode: Type.Optional(text(0, 100)),
  }),
);

export const ChooseLanguage = Type.Unsafe<Widget.ChooseLanguage>(Type.Object({ language: oneOf(languages) }));
export const RenewSession = Type.Object({ userToken: text(1, 4000) });

export const Heartbeat = Type.Object({ visible: Type.Boolean() });

const at = text(1, 40, { format: 'date-time' });
const UIEvent = Type.Object({
  eventName: oneOf(uiEventNames),
  eventTime: at,
  mode: text(1, 20),
  userId: text(0, 200),
  account: Type.Object({
    providerId: Type.Optional(text(1, 100)),
    accountId: Type.Optional(text(1, 100)),
  }),
  archive: Type.Object({ fileType: Type.Optional(text(1, 100)) }),
});

const screen = nullable(oneOf(uiEventNames));
/** Each field accepts only its own kind of value, so an event can contain nothing that a user typed. */
const LoggedEvent = Type.Object(
  {
    name: oneOf(loggedEventNames),
    screen,
    previousScreen: screen,
    providerId: Type.Optional(text(1, 64, { pattern: '^[a-z0-9-]+$' })),
    resultCount: Type.Optional(integer(0, 100_000)),
    errorCode: Type.Optional(text(1, 64, { pattern: '^[A-Z_]+$' })),
    fileType: Type.Optional(text(1, 64, { pattern: '^[A-Z0-9_]+$' })),
    fault: Type.Optional(oneOf(fileFaults)),
  },
  { additionalProperties: false },
);
const frameEvents = {
  onEvent: Type.Object({ eventId: id('event'), name: Type.Literal('onEvent'), arguments: LoggedEvent, at }),
  onUIEvent: Type.Object({ eventId: id('event'), name: Type.Literal('onUIEvent'), arguments: UIEvent, at }),
  onTokenExpired: Type.Object({ eventId: id('event'), name: Type.Literal('onTokenExpired'), at }),
} satisfies Record<Widget.FrameEventName, TSchema>;
const events = Type.Array(Type.Union(Object.values(frameEvents)), { maxItems: mostFrameEvents });

export const FrameEvents = Type.Unsafe<{ events: Widget.FrameEvent[] }>(Type.Object({ events }));
export const Sequences = Type.Object({ sequences: Type.Array(integer(1)) });

export const CloseSession = Type.Unsafe<Widget.CloseSession>(
  Type.Object({
    reason: oneOf(['close', 'exit', 'error']),
    screen: Type.Optional(nullable(oneOf(uiEventNames))),
    errorCode: Type.Optional(nullable(oneOf(accountErrorCodes))),
    duration: Type.Optional(count()),
    callsPage: Type.Optional(Type.Boolean()),
    events: Type.Optional(events),
    after: Type.Optional(count()),
  }),
);

export const Acknowledgements = Type.Object({ eventIds: Type.Array(id('event'), { maxItems: 1000 }) });
export const GiveConsent = Type.Object({
  templateId: Type.Optional(nullable(text(1, 100))),
  digest: Type.Optional(text(64, 64)),
});

export const StartAccount = Type.Unsafe<Widget.StartAccount>(
  Type.Object({
    providerId: text(1, 100),
    loginOptionId: text(1, 100),
    fields: Type.Object(
      Object.fromEntries(loginFields.map((name) => [name, Type.Optional(text(0, loginFieldMaxLength))])),
      { additionalProperties: false },
    ),
    pageUrl: Type.Optional(text(1, 2000)),
    attempt: Type.Optional(id('event')),
  }),
);

export const AnswerChallenge = Type.Object({
  challengeId: id('challenge'),
  answer: text(1, loginFieldMaxLength),
});

export const RenewChallenge = Type.Object({ challengeId: id('challenge') });

export const StopLinking = Type.Object({ after: count() });

export const EmployerSurvey = Type.Object({
  employerName: text(1, 200),
  city: text(1, 200),
  payPeriod: text(1, 50),
});

const Callback = Type.Object({
  name: oneOf(recordNames),
  arguments: Type.Optional(Type.Object({})),
  eventId: id('event'),
  sessionId: id('session'),
  sequence: integer(1),
  replayed: Type.Boolean(),
  at,
});
const callbacks = Type.Unsafe<CallbackRecord[]>(Type.Array(Callback));

export const LogTail = Type.Object({ callbacks });

const Consent = Type.Unsafe<Widget.Session['consent']>(
  Type.Union([Type.Null(), Type.Object({ title: Type.String(), text: Type.String() })]),
);
export const SessionConsent = Type.Object({ consent: Consent });

export const Session = Type.Unsafe<Widget.Session>(
  Type.Object({
    sessionId: id('session'),
    sessionToken: Type.String(),
    expiresAt: at,
    mode: Type.String(),
    userId: Type.String(),
    companyName: Type.String(),
    companyLogoUrl: nullable(Type.String()),
    theme: Type.Object({ scheme: oneOf(themeSchemes) }),
    consent: Consent,
    language: oneOf(languages),
    options: Type.Object({ providers: Type.Array(Type.String()) }),
    callbacks,
    sequence: count(),
    warnings: Type.Array(Type.String()),
  }),
);

const progress = {
  accountId: id('account'),
  providerId: Type.String(),
  status: oneOf(connectionStatuses),
  version: count(),
  challenge: Type.Union([
    Type.Null(),
    Type.Object({ challengeId: id('challenge'), isRepeated: Type.Boolean() }),
  ]),
  redirectUrl: nullable(Type.String()),
  errorCode: nullable(oneOf(accountErrorCodes)),
  errorMessage: nullable(Type.String()),
  loginName: nullable(Type.String()),
  connectedAt: nullable(at),
};
export const AccountProgress = Type.Unsafe<Widget.AccountProgress>(Type.Object({ ...progress, callbacks }));

export const WidgetProviders = Type.Unsafe<{ items: Widget.WidgetProvider[] }>(
  Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
);

export const Sources = Type.Unsafe<Widget.Sources>(
  Type.Object({ accounts: Type.Array(Type.Object(progress)), archives: Type.Array(Type.Object({})) }),
);
