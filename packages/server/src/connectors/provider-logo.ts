import type { ProviderEntry } from './provider-entry.ts';

/** Shapes in a square of 64 by 64. `currentColor` is the provider's lighter colour. */
const marks = [
  '<path d="M18 40c6-16 12-16 14 0s8 16 14 0" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<path d="M16 24h22v18H16zM38 30h6l5 6v6H38z" fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round"/>',
  '<rect x="18" y="18" width="28" height="28" rx="6" fill="none" stroke="currentColor" stroke-width="6"/><path d="M26 32l5 5 8-9" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>',
  '<path d="M19 45V29l13-11 13 11v16" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/><path d="M32 45V35" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<path d="M19 26h26l-2 20H21zM26 26c0-10 12-10 12 0" fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round"/>',
  '<path d="M32 16l13 5v10c0 9-6 14-13 17-7-3-13-8-13-17V21z" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/>',
  '<path d="M22 42c0-14 8-22 22-22 0 14-8 22-22 22zm0 0l10-10" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>',
  '<path d="M20 44V34M32 44V20M44 44V28" stroke="currentColor" stroke-width="7" stroke-linecap="round"/>',
  '<path d="M20 18h17l7 7v21H20z" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/><path d="M28 36h9" stroke="currentColor" stroke-width="5" stroke-linecap="round"/>',
  '<circle cx="25" cy="26" r="7" fill="currentColor"/><circle cx="41" cy="28" r="5" fill="currentColor"/><path d="M15 45c1-8 19-8 20 0M37 42c2-5 12-4 12 3" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round"/>',
  '<path d="M20 22h24M20 32h24M20 42h14" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<path d="M32 16l14 8v16l-14 8-14-8V24z" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/><circle cx="32" cy="32" r="4" fill="currentColor"/>',
  '<circle cx="27" cy="37" r="8" fill="none" stroke="currentColor" stroke-width="6"/><path d="M33 31l13-13M41 23l5 5" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<circle cx="32" cy="32" r="13" fill="none" stroke="currentColor" stroke-width="6"/><circle cx="45" cy="19" r="5" fill="currentColor"/>',
  '<path d="M20 46V26l10 7v-7l10 7V18h6v28z" fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round"/>',
  '<path d="M18 46V36h9v-9h9v-9h10" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>',
  '<path d="M18 44L28 20l8 16 4-8 6 16" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>',
  '<path d="M14 38h36l-6 9H20zM32 38V16l13 16H32" fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round"/>',
];

export function providerLogo({ name, colours }: ProviderEntry, position: number): string {
  const [ground, light] = colours;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" role="img" color="${light}">`,
    `<title>${name}</title>`,
    `<rect width="64" height="64" rx="14" fill="${ground}"/>`,
    marks[position % marks.length],
    '</svg>',
  ].join('');
}
