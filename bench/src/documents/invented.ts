import type { Random } from './random.ts';

/* The names are obviously invented, so that no document seems to belong to a real person or firm. */

const firstNames = [
  'Testina',
  'Samplo',
  'Mockara',
  'Fictus',
  'Dummia',
  'Exempla',
  'Protus',
  'Nemira',
  'Fabula',
  'Ersatzo',
];
const middleNames = ['', '', '', 'Demo', 'Quasi', 'B.'];
const lastNames = [
  'Placeholder',
  'Muster-Sample',
  "O'Fiction",
  'Exampleton',
  'Mockingham',
  'Inventado',
  'De la Nada',
  'Fabricated',
  'Contoh',
  'Testberg Jr.',
];
const firmNames = [
  'Made-Up Mango',
  'Imaginary Freight',
  'Nowhere Noodle',
  'Fictional Foods',
  'Sample Steel',
  'Pretend Pharmacy',
  'Unreal Robotics',
  'Mock & Sons Trading',
  'Example Energy',
  'Dummy Data',
];

export const personName = (random: Random): string =>
  [random.pick(firstNames), random.pick(middleNames), random.pick(lastNames)].filter(Boolean).join(' ');

/** A firm's name with one of these legal forms. Only `PT` comes before the name. */
export function firmName(random: Random, forms: readonly string[]): string {
  const form = random.pick(forms);
  const name = random.pick(firmNames);
  return form === 'PT' ? `PT ${name}` : `${name} ${form}`;
}

export const jobTitles = [
  'Warehouse Lead',
  'Software Engineer II',
  'Line Cook',
  'Store Manager',
  'Senior Analyst',
  'Night Nurse',
  'Accounts Clerk',
  'Forklift Operator',
];
export const departments = [
  'Operations',
  'Research',
  'Fleet Services',
  'Kitchen',
  'Finance',
  'Quality Control',
  'Platform',
];
export const streets = ['1 Nowhere Street', '99 Invented Avenue', '12 Made-Up Road', '404 Missing Lane'];
