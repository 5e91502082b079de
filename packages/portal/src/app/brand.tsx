import { base } from './address.ts';

export function Brand() {
  return (
    <a class="brand" href={`${base}/`}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#3a47b8" />
        <path d="M6 13c2.5 5.5 7 5.5 9 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" />
        <circle cx="22.5" cy="14.5" r="3" fill="#fff" />
        <path d="M7 24h18" stroke="#aab4ff" stroke-width="2.5" stroke-linecap="round" />
      </svg>
      <span>Winkwire</span>
    </a>
  );
}
