import type { ProviderEntry } from './provider-entry.ts';

/** Six quiet marks, drawn on a square of 64; `currentColor` is the lighter colour of the provider. */
const marks = [
  '<path d="M18 40c6-16 12-16 14 0s8 16 14 0" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<circle cx="32" cy="32" r="13" fill="none" stroke="currentColor" stroke-width="6"/><circle cx="45" cy="19" r="5" fill="currentColor"/>',
  '<path d="M19 45V29l13-11 13 11v16" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/><path d="M32 45V35" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<path d="M20 22h24M20 32h24M20 42h14" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>',
  '<path d="M32 16l14 8v16l-14 8-14-8V24z" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round"/><circle cx="32" cy="32" r="4" fill="currentColor"/>',
  '<path d="M18 44L28 20l8 16 4-8 6 16" fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>',
];

/** The picture of a provider: its colours, and a mark that no neighbour in the catalogue shares. */
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
