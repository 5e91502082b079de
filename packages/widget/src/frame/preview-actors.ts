import type { AccountProgress, LoginOption, Session, WidgetProvider } from '@winkwire/contract/widget-api';
import { fromPromise, type InputFrom } from 'xstate';
import type { chartActors } from './chart-actors.ts';
import type { Catalogue } from './chart-vocabulary.ts';

type Input<Name extends keyof typeof chartActors> = InputFrom<(typeof chartActors)[Name]>;

const loginOption: LoginOption = {
  kind: 'FORM',
  id: 'username',
  fields: ['username', 'password'],
};

const provider = (id: string, name: string, colour: string): WidgetProvider => ({
  id,
  name,
  longName: name,
  logoUrl: `/assets/providers/${id}.svg`,
  colour,
  type: 'GIG',
  subType: 'TRANSPORTATION',
  accountConnection: true,
  loginOptions: [loginOption],
});

const catalogue: Catalogue = {
  providers: [
    provider('parcelpond', 'Parcel Pond', '#1d4ed8'),
    provider('swiftlane', 'Swiftlane', '#0f766e'),
    provider('nookly', 'Nookly', '#be123c'),
  ],
  sources: { accounts: [], archives: [] },
};

const account: AccountProgress = {
  accountId: 'a-1',
  providerId: 'parcelpond',
  status: 'CONNECTED',
  version: 1,
  challenge: null,
  redirectUrl: null,
  errorCode: null,
  errorMessage: null,
  loginName: 'George',
  connectedAt: '2026-04-21T09:30:00Z',
  callbacks: [],
};

/** Sample data, without requests. */
export const previewActors = (companyName: string) => ({
  openSession: fromPromise<Session, Input<'openSession'>>(() =>
    Promise.resolve({
      sessionId: 'ws-1',
      sessionToken: '',
      expiresAt: '2100-01-01T00:00:00Z',
      mode: 'PRODUCTION',
      userId: 'u-1',
      companyName,
      companyLogoUrl: null,
      theme: { scheme: 'auto', light: null, dark: null, radius: null, font: 'system' },
      consent: {
        templateId: null,
        title: 'Consent',
        text: 'The text of your consent template.',
        version: '1',
        language: 'en',
        digest: '',
        dataTypes: ['IDENTITY', 'EMPLOYMENT', 'INCOME'],
        days: 90,
        privacyUrl: null,
      },
      language: 'en',
      options: {
        providers: [],
        topProviders: [],
        enableUpload: false,
        enableSearchBar: true,
        enableTypeBar: false,
        returnUrl: null,
      },
      resumedAccount: null,
      sequence: 0,
      callbacks: [],
      warnings: [],
    }),
  ),
  recordConsent: fromPromise<null, Input<'recordConsent'>>(() => Promise.resolve(null)),
  loadCatalogue: fromPromise<Catalogue, void>(() => Promise.resolve(catalogue)),
  startAccount: fromPromise<AccountProgress, Input<'startAccount'>>(() => Promise.resolve(account)),
});
