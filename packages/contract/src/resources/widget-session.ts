import Type from 'typebox';
import { accountErrorCodes } from '../account-statuses.ts';
import { languages } from '../languages.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf, providerId, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { uiEventNames } from '../screens.ts';
import { deviceClasses, sessionOutcomes } from '../session-outcomes.ts';

const SessionScreen = Type.Object(
  {
    name: oneOf(uiEventNames, { description: 'The screen, by the name that `onUIEvent` reports.' }),
    openedAt: dateTime,
    duration: count(
      'How long the screen was shown, in ms: until the next screen, the end of the session, or now.',
    ),
  },
  { description: 'A screen that the user saw.' },
);
export type SessionScreen = Type.Static<typeof SessionScreen>;

export const WidgetSession = Type.Object(
  {
    id: id('session'),
    userId,
    status: oneOf(['IN_PROGRESS', 'COMPLETED']),
    outcome: nullable(
      oneOf(sessionOutcomes, { description: 'How the session ended. Null while it is in progress.' }),
    ),
    errorCode: nullable(
      oneOf(accountErrorCodes, { description: 'Why the last linking of an account failed.' }),
    ),
    lastScreen: nullable(
      oneOf(uiEventNames, {
        description:
          'The screen that `onUIEvent` reported last. Null if it has reported none. Screens that it does not report, such as errors, do not change this.',
      }),
    ),
    providerId: nullable({
      ...providerId,
      description:
        'The provider of the connected account. If no account was connected, the provider that was chosen last.',
    }),
    templateId: nullable(id('winkTemplate')),
    locale: nullable(
      oneOf(languages, { description: 'The language in which the user saw the widget last.' }),
    ),
    device: nullable(oneOf(deviceClasses, { description: '`WEBVIEW` is a page inside an app.' })),
    hostOrigin: Type.String({ description: 'The origin of the page that embeds the widget.' }),
    startedAt: dateTime,
    endedAt: nullable(dateTime),
    duration: count('The time from the start to the end, or until now, in ms.'),
    screens: Type.Array(SessionScreen, {
      description:
        'The screens, in the order in which they were opened. A screen is listed only if the `sequence` of the callback that reports it is at most 500.',
    }),
  },
  {
    description: 'One opening of the widget.',
    examples: [
      {
        id: exampleId('session'),
        userId: exampleUserId,
        status: 'COMPLETED',
        outcome: 'LEFT',
        errorCode: null,
        lastScreen: 'LoginPageOpened',
        providerId: 'quickride',
        templateId: null,
        locale: 'es',
        device: 'PHONE',
        hostOrigin: 'https://acme.example',
        startedAt: exampleTime,
        endedAt: '2026-04-21T09:30:41Z',
        duration: 41_250,
        screens: [
          { name: 'ConsentPageOpened', openedAt: exampleTime, duration: 8_400 },
          { name: 'ProviderListPageOpened', openedAt: '2026-04-21T09:30:08Z', duration: 12_100 },
          { name: 'LoginPageOpened', openedAt: '2026-04-21T09:30:20Z', duration: 20_600 },
        ],
      },
    ],
  },
);
export type WidgetSession = Type.Static<typeof WidgetSession>;
