/** Line icons on a 20 px grid. */
const paths = {
  overview: 'M3 10.5 10 4l7 6.5M5 9v7.5h10V9M8.5 16.5v-4h3v4',
  webhooks: 'M3 10h9M9 6l4 4-4 4M16.5 4v12',
  events: 'M6 5h11M6 10h11M6 15h11M3 5h.01M3 10h.01M3 15h.01',
  sessions: 'M3.5 4.5h13M5.5 8.5h9M7.5 12.5h5M9 16.5h2',
  users: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c.5-3.5 3-5 6-5s5.5 1.5 6 5',
  widget: 'M3.5 4.5h13v11h-13zM3.5 8h13M6 6.25h.01M8 6.25h.01',
  keys: 'M13 8.5a3.5 3.5 0 1 0-3.3 3.49L11 13.25h2V15h2v2h2.5v-2.5L12.6 9.6M7 8h.01',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  check: 'm4 10.5 4 4 8-9',
  signout: 'M8 4H4v12h4M13 6.5 16.5 10 13 13.5M16 10H8',
  docs: 'M4 4h5a2 2 0 0 1 1 2v11a2 2 0 0 0-1-1.5H4zM16 4h-5a2 2 0 0 0-1 2v11a2 2 0 0 1 1-1.5h5z',
  demo: 'M4 4h12v9H4zM8 17h4M10 13v4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
      <path d={paths[name]} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
