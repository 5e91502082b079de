import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { ArchiveStatus, ClassifiedFileType } from '@winkwire/contract/archive-states';
import type { ConsentDataType } from '@winkwire/contract/consent-data-types';
import type { ProviderSubType, ProviderType } from '@winkwire/contract/provider-types';
import type { CodeChannel, LoginField, Question } from '@winkwire/contract/widget-api';
import type { CountForms } from '../format-count.ts';
import type { FileFault } from '../picked-file.ts';

type Advice = { title: string; text: string };
type Questions = Record<Exclude<Question['name'], 'OTHER'>, string>;
type Channels = Record<CodeChannel, (sentTo: string) => string>;
type FieldNames = Record<LoginField | 'employerName' | 'city' | 'answer', string>;

export const en = {
  direction: 'ltr' as 'ltr' | 'rtl',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  done: 'Done',
  exit: 'Exit',
  retry: 'Try again',
  sandbox: 'Sandbox',
  loading: 'Loading',
  language: {
    label: 'Language',
    heading: 'Choose your language',
    /** Screen readers read this text, in the new language. */
    changed: 'The language is now English.',
  },
  footer: 'Secured by Winkwire',
  /** `name` is one of {@link en.fieldNames}. */
  required: (name: string) => `Enter your ${name}.`,
  tooLong: {
    one: 'Enter at most {count} character.',
    other: 'Enter at most {count} characters.',
  } as CountForms,
  fieldNames: {
    username: 'user name',
    email: 'e-mail address',
    phone: 'phone number',
    password: 'password',
    ssn: 'social security number',
    employerName: 'employer',
    city: 'city',
    answer: 'answer',
  } satisfies FieldNames,

  consent: {
    heading: (company: string) => `${company} uses Winkwire to link your accounts`,
    sees: (company: string) => `${company} will see`,
    types: {
      IDENTITY: 'Name and contact',
      EMPLOYMENT: 'Employer and job',
      INCOME: 'Income',
      PAYMENTS: 'Payments',
      DOCUMENTS: 'Pay documents',
      CONTRIBUTIONS: 'Contributions, loans',
      RATINGS: 'Work ratings',
    } satisfies Record<ConsentDataType, string>,
    kept: {
      one: 'Kept for {count} day, or until you disconnect',
      other: 'Kept for {count} days, or until you disconnect',
    } as CountForms,
    privacy: 'Privacy notice',
    terms: 'What you agree to',
    /** Shown if the wording changed while the user was reading it. */
    changed: 'The terms have changed. Read them again.',
    agree: 'Agree and continue',
    decline: 'Not now',
  },

  providerList: {
    heading: 'Find your work account',
    intro: 'Choose where you work or get paid.',
    search: 'Search by name',
    clear: 'Clear search',
    types: 'Filter by type',
    allTypes: 'All',
    top: 'Popular',
    all: 'All accounts',
    list: 'Accounts',
    linked: 'Connected',
    results: { one: '{count} result', other: '{count} results' } as CountForms,
    empty: (search: string) => `No match for “${search}”`,
    emptyType: 'No accounts of this type yet',
    emptyAdvice: 'Check the spelling, or choose “Not listed?” below.',
    missing: 'Not listed?',
    upload: 'Upload documents',
  },

  login: {
    heading: (provider: string) => `Log in to ${provider}`,
    intro: (provider: string, names: string) => `Enter the ${names} you use at ${provider}.`,
    emptyIntro: (provider: string) => `${provider} needs no password. You can continue.`,
    redirectIntro: (provider: string) => `You will sign in on ${provider}’s own page, in a new window.`,
    tabIntro: (provider: string) => `You will sign in on ${provider}’s own page, and then come back here.`,
    fields: {
      username: 'User name',
      email: 'E-mail address',
      phone: 'Phone number',
      password: 'Password',
      ssn: 'Social security number',
    } satisfies Record<LoginField, string>,
    privacy: (company: string) => `${company} never sees your password.`,
    how: 'How your details are used',
    /** The first sentence is shown only if the sign-in form has fields. */
    assurances: (provider: string, company: string) => [
      `Your sign-in is sent encrypted, used once at ${provider}, and not stored.`,
      `${company} receives the data you agreed to share, and never your password.`,
      'You can disconnect at any time.',
    ],
    rejected: 'Wrong user name or password. Check them, then try again.',
    submit: 'Continue',
    redirect: (provider: string) => `Continue to ${provider}`,
    options: 'Other ways to log in',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    sandboxTitle: 'Sandbox: sign in with test data',
    sandboxText:
      'User name: George. Password: 123456. Code: 1234. A user name such as error_ACCOUNT_LOCKED causes that error.',
    popupTitle: 'Opening the sign-in page…',
  },

  loginOptions: {
    heading: 'Choose how to log in',
    intro: (provider: string) => `All of these work with ${provider}.`,
    form: 'With a password',
    redirect: 'In a new window',
    ownPage: 'On the provider’s own page',
    none: 'Continue without logging in',
    current: 'Selected',
  },

  connecting: {
    heading: (provider: string) => `Connecting to ${provider}`,
    text: 'This usually takes a few seconds.',
    slow: 'Still connecting. Some accounts take a minute, so please keep this window open.',
    struggling: 'Your connection is unstable. We are still trying.',
  },

  redirecting: {
    heading: (provider: string) => `Finish signing in at ${provider}`,
    text: 'A new window has opened. Come back here when you are done.',
    blocked: 'Your browser blocked the new window. Use a button below to continue.',
    dismissed: 'The sign-in window was closed. Open it again to continue.',
    leaving: (provider: string) => `Taking you to ${provider}. You will come back here.`,
    unfinished: 'You have not finished signing in.',
    sandboxed: (provider: string) =>
      `This page does not let ${provider} sign you in. Log in another way, or open this page in a browser.`,
    here: 'Continue in this tab',
    open: 'Open the sign-in page',
    again: 'Open it again',
    back: 'Log in another way',
  },

  mfa: {
    heading: 'Confirm it is you',
    codePrompt: (sentTo: string) => `Enter the code that was sent to ${sentTo}.`,
    choicePrompt: 'Where should the code be sent?',
    questions: { FIRST_SCHOOL: 'What was the name of your first school?' } satisfies Questions,
    channels: {
      SMS: (sentTo: string) => `Text message to ${sentTo}`,
      EMAIL: (sentTo: string) => `E-mail to ${sentTo}`,
    } satisfies Channels,
    wrongCode: 'That code is wrong. Check it and try again.',
    wrongAnswer: 'That answer is wrong. Check it and try again.',
    code: 'Code',
    codeLength: {
      one: 'Enter the {count} digit of the code.',
      other: 'Enter the {count} digits of the code.',
    } as CountForms,
    choose: 'Choose one to continue.',
    answer: 'Your answer',
    submit: 'Continue',
    expires: (time: string) => `Expires in ${time}`,
    newCode: 'Send a new code',
    moreTime: 'I need more time',
    newCodeSent: 'We have sent a new code. Only the latest code works.',
    timeGiven: 'You have more time now.',
    lastMinute: 'You have one minute left.',
    expired: 'Time is up. Start again.',
  },

  connectSuccess: {
    heading: 'You are connected',
    text: (provider: string, company: string) => `${company} can now see your ${provider} account.`,
    sharedWith: 'Shared with',
    control: (provider: string) => `To disconnect, open this window again and choose ${provider}.`,
    another: 'Connect another account',
  },

  accountRevoke: {
    heading: (provider: string) => provider,
    connected: 'Connected',
    disconnected: 'Disconnected',
    account: 'Account',
    since: 'Connected since',
    text: (company: string) => `${company} can see this account and receives its updates.`,
    revoke: 'Disconnect',
    askTitle: 'Disconnect this account?',
    askText: (company: string) =>
      `${company} will no longer receive data from it. You can connect it again later.`,
    confirm: 'Disconnect',
    keep: 'Keep connected',
    goneTitle: 'Account disconnected',
    goneText: (company: string) => `${company} no longer receives data from it.`,
    reconnect: 'Connect again',
  },

  employerSurvey: {
    heading: 'Tell us where you work',
    intro: 'We cannot connect to this employer yet. Your answer helps us add it.',
    employer: 'Employer',
    city: 'City',
    payPeriod: 'How often are you paid?',
    choose: 'Choose',
    payPeriodRequired: 'Choose how often you are paid.',
    payPeriods: {
      WEEKLY: 'Every week',
      BIWEEKLY: 'Every two weeks',
      SEMIMONTHLY: 'Twice a month',
      MONTHLY: 'Every month',
      OTHER: 'Other',
    },
    submit: 'Send',
    next: 'Continue to documents',
    sentTitle: 'Thank you',
    sentText: 'We have noted your employer and will try to add it.',
    another: 'Choose another account',
  },

  fileTypeList: {
    heading: 'Which document do you have?',
    intro: 'A clear photo or the original file works best.',
    types: 'Document types',
    mine: 'Your documents',
    automatic: 'Read automatically',
  },

  upload: {
    heading: (type: string) => type,
    intro: 'Add clear photos of every page, or the original file.',
    drop: 'Drop or paste files here, or',
    browse: 'choose files',
    touch: 'Choose files',
    camera: 'Take a photo',
    formats: 'PDF, PNG, JPG, TIFF or HEIC, up to 20 files: 15 MB each, 64 MB together',
    files: 'Chosen files',
    remove: (name: string) => `Remove ${name}`,
    submit: 'Upload',
    submitCount: { one: 'Upload {count} file', other: 'Upload {count} files' } as CountForms,
    progress: 'Uploading',
    percent: (percent: string) => `${percent} uploaded`,
    tooMany: { other: 'Upload at most 20 files at once. Remove {count}.' } as CountForms,
    tooLarge: 'Upload at most 64 MB at once. Remove some files, and upload them afterwards.',
    faults: {
      TOO_LARGE: 'This file is larger than 15 MB. Choose a smaller one.',
      EMPTY: 'This file is empty. Choose another one.',
      GONE: 'This file was changed, moved or deleted. Choose it again.',
      FORMAT: 'This file is not a PDF, PNG, JPG, TIFF or HEIC. Choose another one.',
      TOO_MANY: 'At most 20 files are allowed. Remove this one, or another.',
      TOO_LARGE_TOGETHER: 'With this file, the upload exceeds 64 MB. Remove it, or another.',
      TOO_LARGE_AS_JPG:
        'As JPG, your photos exceed 64 MB together. Remove this one, and upload it afterwards.',
      LOCKED: 'This file is protected by a password. Save it without one, and choose it again.',
      DAMAGED: 'This file is damaged and cannot be opened. Save or scan it again.',
      TOO_SLOW: 'This file takes too long to open. Choose a smaller picture, or save it as JPG.',
      TOO_MUCH:
        'This file has too many pages, or its pictures are too large. Choose only the pages that matter.',
    } satisfies Record<FileFault, string>,
  },

  archiveSuccess: {
    heading: 'Document received',
    text: (company: string) => `${company} has received it.`,
    another: 'Upload another document',
  },

  archive: {
    unknown: 'Document',
    states: {
      STARTED: 'Processing',
      ANALYZED: 'Ready',
      UNSUPPORTED: 'Stored',
      ERROR: 'Could not be read',
      REVOKED: 'Deleted',
    } satisfies Record<ArchiveStatus, string>,
    error: 'We could not read this document. Try a sharper photo or the original file.',
  },

  revokeArchive: {
    heading: (type: string) => type,
    files: 'Files',
    remove: 'Delete document',
    askTitle: 'Delete this document?',
    askText: (company: string) => `${company} will no longer be able to use it. This cannot be undone.`,
    confirm: 'Delete',
    keep: 'Keep',
    goneTitle: 'Document deleted',
    goneText: (company: string) => `${company} can no longer use it.`,
    another: 'Back to documents',
  },

  failed: {
    heading: 'Something went wrong on our side',
    text: 'Try again in a moment.',
    networkHeading: 'No connection',
    networkText: 'Check your internet connection, then try again.',
  },

  expired: {
    heading: 'Refreshing your session',
    text: 'This takes a moment. What you entered is kept.',
    emptyHeading: 'Connecting…',
    emptyText: 'This takes a moment.',
    stuckHeading: 'Your session has ended',
    stuckText: 'Please close this window and start again.',
  },

  closing: {
    heading: 'Leave without finishing?',
    text: 'What you entered will be lost.',
    stay: 'Stay',
    confirm: 'Leave',
  },

  stopping: {
    heading: 'Stop connecting?',
    text: (provider: string, company: string) =>
      `Your ${provider} account will not be linked, and ${company} receives nothing.`,
    stay: 'Keep connecting',
    confirm: 'Stop',
    failed: 'We could not confirm the stop. Check your connection, then try again.',
    leave: 'Leave anyway',
    tooLate: 'Your account was already connected when you stopped. You can disconnect it at any time.',
  },

  failures: {
    NETWORK: 'The server did not respond. Check your connection, then try again.',
    TOO_LARGE: 'The server does not accept so much at once. Upload fewer or smaller files.',
    INVALID_PARAMETERS: 'An entry was not accepted. Check what you entered, then try again.',
    REQUEST_LIMIT_EXCEEDED: 'Too many attempts. Wait a moment, then try again.',
    UNSUPPORTED_TYPE: 'This kind of file is not accepted. Choose a PDF, PNG, JPG, TIFF or HEIC.',
    SERVER_ERROR: 'Something went wrong on our side. Try again in a moment.',
    SERVER_UNAVAILABLE: 'The service is not available at the moment. Try again in a few minutes.',
    OTHER: 'That did not work. Try again in a moment.',
  },

  linkErrors: {
    ACCOUNT_DISABLED: {
      title: 'This account is disabled',
      text: 'Ask your provider to enable it, then try again.',
    },
    ACCOUNT_INACCESSIBLE: {
      title: 'This account cannot be reached',
      text: 'Your provider does not give us access to it at the moment. Try again later.',
    },
    ACCOUNT_INCOMPLETE: {
      title: 'Your account is not set up yet',
      text: 'Complete your registration with your provider, then try again.',
    },
    ACCOUNT_LOCKED: {
      title: 'Your account is locked',
      text: 'Unlock it on your provider’s own site, then try again.',
    },
    AUTH_REQUIRED: {
      title: 'Your provider asks you to sign in first',
      text: 'Sign in once on their own site, then try again here.',
    },
    EXPIRED_CREDENTIALS: {
      title: 'Your password has expired',
      text: 'Change it on your provider’s own site, then use the new one here.',
    },
    INVALID_ACCOUNT_TYPE: {
      title: 'This kind of account does not work here',
      text: 'Use your personal work account, then try again.',
    },
    INVALID_AUTH: {
      title: 'Sign-in was not accepted',
      text: 'Your provider did not accept this way to log in. Try another one.',
    },
    INVALID_CREDENTIALS: {
      title: 'Wrong user name or password',
      text: 'Check them, then try again.',
    },
    INVALID_MFA: { title: 'That was not correct', text: 'Start again to repeat this step.' },
    MFA_TIMEOUT: {
      title: 'Time ran out',
      text: 'This step was not completed in time. Start again.',
    },
    SERVICE_UNAVAILABLE: {
      title: 'Your provider is not available',
      text: 'Their service is down at the moment. Try again in a few minutes.',
    },
    SYSTEM_ERROR: {
      title: 'Something went wrong on our side',
      text: 'Your account is not affected. Try again in a moment.',
    },
    TOS_REQUIRED: {
      title: 'Your provider has new terms',
      text: 'Accept them on your provider’s own site, then try again.',
    },
    UNSUPPORTED_AUTH_TYPE: {
      title: 'This way to log in is not supported yet',
      text: 'Choose another way to log in.',
    },
    UNSUPPORTED_MFA_METHOD: {
      title: 'This kind of confirmation is not supported yet',
      text: 'In your provider’s settings, choose codes by text or e-mail, then try again.',
    },
  } satisfies Record<AccountErrorCode, Advice>,
  linkErrorAnother: 'Choose another account',

  providerTypes: {
    GIG: 'Gig work',
    GOVERNMENT: 'Government',
    SYSTEM: 'Payroll and HR',
    EMPLOYER: 'Employers',
    CREDENTIAL: 'Digital IDs',
  } satisfies Record<ProviderType, string>,

  /** In everyday words, because users do not know the official names of industries. */
  providerSubTypes: {
    SERVICES: 'Freelance work',
    TRANSPORTATION: 'Rides and delivery',
    SHARING: 'Homes and rentals',
    TRADING: 'Online selling',
    INSURANCE: 'Social insurance',
    HRIS: 'HR system',
    PAYROLL: 'Payroll',
    WALLET: 'Document wallet',
    IDENTIFICATION: 'Identity documents',
    'ISIC-A': 'Farming, forestry and fishing',
    'ISIC-B': 'Mining',
    'ISIC-C': 'Manufacturing',
    'ISIC-D': 'Electricity and gas',
    'ISIC-E': 'Water and waste',
    'ISIC-F': 'Construction',
    'ISIC-G': 'Shops and wholesale',
    'ISIC-H': 'Transport and storage',
    'ISIC-I': 'Hotels and restaurants',
    'ISIC-J': 'IT and media',
    'ISIC-K': 'Banking and insurance',
    'ISIC-L': 'Real estate',
    'ISIC-M': 'Science and consulting',
    'ISIC-N': 'Business services',
    'ISIC-O': 'Government offices',
    'ISIC-P': 'Education',
    'ISIC-Q': 'Health and care',
    'ISIC-R': 'Arts, sports and leisure',
    'ISIC-S': 'Other services',
    'ISIC-T': 'Household work',
    'ISIC-U': 'International organizations',
  } satisfies Record<ProviderSubType, string>,

  fileTypes: {
    PAYSLIP: 'Payslip',
    TAX_DOCUMENT: 'Tax document',
    EMPLOYMENT_CERTIFICATE: 'Certificate of employment',
    COMPANY_ID: 'Company ID',
    BANK_STATEMENT: 'Bank statement',
    CLEARANCE_NBI: 'NBI clearance',
    GOVERNMENT_ID: 'Government ID',
    TELCO_BILL: 'Phone or internet bill',
    ELECTRICITY_BILL: 'Electricity bill',
    WATER_BILL: 'Water bill',
    OTHERS: 'Other document',
  } satisfies Record<ClassifiedFileType, string>,
};

export type Texts = typeof en;
