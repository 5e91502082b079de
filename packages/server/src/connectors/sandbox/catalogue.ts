import type { DatapointKind } from '@winkwire/contract/datapoints';
import type { LoginOption } from '@winkwire/contract/widget-api';
import type { Connector } from '../connector.ts';
import type { ProviderEntry } from '../provider-entry.ts';
import { createSandboxConnector } from './sandbox-connector.ts';
import type { SandboxTraits } from './sandbox-traits.ts';

const byUsername: LoginOption = { kind: 'FORM', id: 'username', fields: ['username', 'password'] };
const byEmail: LoginOption = { kind: 'FORM', id: 'email', fields: ['email', 'password'] };
const byPhone: LoginOption = { kind: 'FORM', id: 'phone', fields: ['phone', 'password'] };
const bySsn: LoginOption = { kind: 'FORM', id: 'ssn', fields: ['ssn', 'password'] };
const withoutLogin: LoginOption = { kind: 'FORM', id: 'none', fields: [] };
const onItsOwnPage: LoginOption = { kind: 'REDIRECT', id: 'redirect' };

const gigData: DatapointKind[] = [
  'identity',
  'rating',
  'employment',
  'income',
  'transaction',
  'eincome',
  'document',
  'insight',
  'link',
];
const payrollData: DatapointKind[] = [
  'identity',
  'employment',
  'income',
  'contribution',
  'transaction',
  'eincome',
  'document',
  'insight',
  'link',
];
const insuranceData: DatapointKind[] = [
  'identity',
  'employment',
  'contribution',
  'liability',
  'eincome',
  'document',
  'insight',
  'link',
];
const everything: DatapointKind[] = [...payrollData, 'rating', 'liability'];

type Draft = Omit<ProviderEntry, 'connector' | 'active' | 'mfa' | 'monitorSupported'> & {
  active?: boolean;
  monitorSupported?: boolean;
} & Partial<SandboxTraits>;

const drafts: Draft[] = [
  {
    id: 'swiftlane',
    name: 'Swiftlane',
    longName: 'Swiftlane Mobility Inc.',
    type: 'GIG',
    subType: 'TRANSPORTATION',
    yields: gigData,
    loginOptions: [byPhone, byEmail, byUsername, onItsOwnPage],
    colours: ['#0f766e', '#5eead4'],
    checks: ['CODE'],
    gig: { item: 'Trip earnings', paidFrom: 'Swiftlane', monthly: 1 },
  },
  {
    id: 'parcelpond',
    name: 'Parcel Pond',
    longName: 'Parcel Pond Delivery Co.',
    type: 'GIG',
    subType: 'TRANSPORTATION',
    yields: gigData,
    loginOptions: [byUsername, byEmail, byPhone],
    colours: ['#1d4ed8', '#93c5fd'],
    gig: { item: 'Delivery earnings', paidFrom: 'Parcel Pond', monthly: 0.7 },
  },
  {
    id: 'craftbench',
    name: 'Craftbench',
    longName: 'Craftbench Freelance Marketplace',
    type: 'GIG',
    subType: 'SERVICES',
    yields: gigData,
    loginOptions: [onItsOwnPage, byEmail],
    colours: ['#9a3412', '#fdba74'],
    gig: { item: 'Project milestone', paidFrom: 'Craftbench', monthly: 1.4 },
  },
  {
    id: 'nookly',
    name: 'Nookly',
    longName: 'Nookly Home Sharing Ltd.',
    type: 'GIG',
    subType: 'SHARING',
    yields: gigData,
    loginOptions: [byPhone],
    colours: ['#be123c', '#fda4af'],
    checks: ['CHOICE', 'CODE'],
    gig: { item: 'Guest stay', paidFrom: 'Nookly', monthly: 0.8 },
  },
  {
    id: 'bazaarloom',
    name: 'Bazaarloom',
    longName: 'Bazaarloom Online Market',
    type: 'GIG',
    subType: 'TRADING',
    yields: gigData,
    loginOptions: [byEmail, byUsername],
    colours: ['#7e22ce', '#d8b4fe'],
    checks: ['QUESTION'],
    gig: { item: 'Sales payout', paidFrom: 'Bazaarloom', monthly: 1.1 },
  },
  {
    id: 'civic-pension',
    name: 'Civic Pension',
    longName: 'Civic Pension and Provident Fund',
    type: 'GOVERNMENT',
    subType: 'INSURANCE',
    yields: insuranceData,
    loginOptions: [bySsn, byUsername],
    colours: ['#1e3a8a', '#bfdbfe'],
    checks: ['CODE'],
  },
  {
    id: 'health-mutual',
    name: 'Health Mutual',
    longName: 'National Health Mutual',
    type: 'GOVERNMENT',
    subType: 'INSURANCE',
    yields: insuranceData,
    loginOptions: [byEmail, byPhone],
    colours: ['#166534', '#bbf7d0'],
    checks: ['CHOICE'],
    monitorSupported: false,
  },
  {
    id: 'revenue-board',
    name: 'Revenue Board',
    longName: 'Board of Public Revenue',
    type: 'GOVERNMENT',
    subType: 'ISIC-O',
    yields: ['identity', 'employment', 'income', 'eincome', 'document', 'insight', 'link'],
    loginOptions: [byUsername],
    colours: ['#334155', '#e2e8f0'],
    delay: 6_000,
  },
  {
    id: 'work-permit-desk',
    name: 'Work Permit Desk',
    longName: 'Public Register of Work Permits',
    type: 'GOVERNMENT',
    subType: 'IDENTIFICATION',
    yields: ['identity', 'employment', 'document'],
    loginOptions: [withoutLogin],
    colours: ['#3f6212', '#d9f99d'],
    monitorSupported: false,
  },
  {
    id: 'peoplehub',
    name: 'Peoplehub',
    longName: 'Peoplehub Workforce Cloud',
    type: 'SYSTEM',
    subType: 'HRIS',
    yields: everything,
    loginOptions: [onItsOwnPage],
    colours: ['#4338ca', '#c7d2fe'],
  },
  {
    id: 'monthend',
    name: 'Monthend',
    longName: 'Monthend Payroll Systems',
    type: 'SYSTEM',
    subType: 'PAYROLL',
    yields: everything,
    loginOptions: [byUsername, byEmail, byPhone],
    colours: ['#0e7490', '#a5f3fc'],
    checks: ['CHOICE', 'CODE'],
  },
  {
    id: 'sealbox',
    name: 'Sealbox',
    longName: 'Sealbox Document Wallet',
    type: 'CREDENTIAL',
    subType: 'WALLET',
    yields: ['identity', 'document', 'employment'],
    loginOptions: [byEmail],
    colours: ['#92400e', '#fde68a'],
    checks: ['QUESTION'],
  },
  {
    id: 'idkeep',
    name: 'Idkeep',
    longName: 'Idkeep Digital Identity',
    type: 'CREDENTIAL',
    subType: 'IDENTIFICATION',
    yields: ['identity', 'document', 'link'],
    loginOptions: [byPhone, byEmail],
    colours: ['#155e75', '#99f6e4'],
    checks: ['CODE'],
    monitorSupported: false,
  },
  {
    id: 'saffron-grid',
    name: 'Saffron Grid',
    longName: 'Saffron Grid Technologies Pvt. Ltd.',
    type: 'EMPLOYER',
    subType: 'ISIC-J',
    yields: payrollData,
    loginOptions: [byEmail, onItsOwnPage],
    colours: ['#b45309', '#fcd34d'],
  },
  {
    id: 'mabini-freight',
    name: 'Mabini Freight',
    longName: 'Mabini Freight Services Inc.',
    type: 'EMPLOYER',
    subType: 'ISIC-H',
    yields: [],
    loginOptions: [],
    colours: ['#17487a', '#9cc3e6'],
    monitorSupported: false,
  },
  {
    id: 'cahaya-ritel',
    name: 'Cahaya Ritel',
    longName: 'PT Cahaya Ritel Nusantara',
    type: 'EMPLOYER',
    subType: 'ISIC-G',
    yields: [],
    loginOptions: [],
    colours: ['#9f1239', '#fecdd3'],
    monitorSupported: false,
  },
  {
    id: 'lion-quay',
    name: 'Lion Quay Analytics',
    longName: 'Lion Quay Analytics Pte. Ltd.',
    type: 'EMPLOYER',
    subType: 'ISIC-K',
    yields: [],
    loginOptions: [],
    colours: ['#065f46', '#a7f3d0'],
    monitorSupported: false,
  },
  {
    id: 'tidewater-ferries',
    name: 'Tidewater Ferries',
    longName: 'Tidewater Ferry Crews Co-operative',
    type: 'EMPLOYER',
    subType: 'ISIC-H',
    yields: payrollData,
    loginOptions: [byUsername],
    colours: ['#475569', '#cbd5e1'],
    active: false,
  },
];

/**
 * The providers of the sandbox, none of which exists in reality. `redirect` creates the connector for sign-ins on a
 * provider's own page.
 */
export function sandboxProviders(redirect: (traits: SandboxTraits) => Connector): ProviderEntry[] {
  return drafts.map(({ checks = [], delay = 250, gig = null, ...draft }) => {
    const active = draft.active ?? true;
    const traits = { checks, delay, gig, unavailable: !active };
    const form = createSandboxConnector(traits);
    const page = draft.loginOptions.some(({ kind }) => kind === 'REDIRECT') ? redirect(traits) : form;
    return {
      ...draft,
      active,
      mfa: checks.length > 0,
      monitorSupported: draft.monitorSupported ?? true,
      connector: byLoginOption(form, page),
    };
  });
}

function byLoginOption(form: Connector, page: Connector): Connector {
  return {
    ...form,
    start: (signIn) => (signIn.loginOptionId === onItsOwnPage.id ? page : form).start(signIn),
    answer: (reply) => ('issuer' in reply.pending ? page : form).answer(reply),
  };
}
