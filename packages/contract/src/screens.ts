/**
 * The screens that cause an event when they open, by their name in `onUIEvent`. `properties` are the event's extra
 * fields.
 */
export const screens = {
  ConsentPageOpened: { title: 'Consent', properties: [] },
  ProviderListPageOpened: { title: 'Provider list', properties: [] },
  LoginPageOpened: { title: 'Login', properties: ['account.providerId'] },
  MfaPageOpened: { title: 'Multi-factor authentication', properties: ['account.providerId'] },
  ConnectSuccessPageOpened: {
    title: 'Account connected',
    properties: ['account.providerId', 'account.accountId'],
  },
  AccountRevokePageOpened: {
    title: 'Connection status',
    properties: ['account.providerId', 'account.accountId'],
  },
  LoginOptionsPageOpened: { title: 'Other ways to log in', properties: [] },
  EmployerSurveyPageOpened: { title: 'Employer survey', properties: [] },
  FileTypeListPageOpened: { title: 'Choice of document type', properties: [] },
  FileTypePageOpened: { title: 'Document upload', properties: ['archive.fileType'] },
  ArchiveSuccessPageOpened: { title: 'Upload succeeded', properties: ['archive.fileType'] },
  RevokeArchivePageOpened: { title: 'Archive status', properties: ['archive.fileType'] },
} as const;

export type UIEventName = keyof typeof screens;
export const uiEventNames = Object.keys(screens) as UIEventName[];
