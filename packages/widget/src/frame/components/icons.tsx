import type { ComponentChildren } from 'preact';

/** Screen readers ignore icons, so the words beside an icon must carry the meaning. */
export function Icon({ children, size = 24 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

type Props = { size?: number };

export const BackIcon = (props: Props) => (
  <span class="mirrored">
    <Icon {...props}>
      <path d="M15 5l-7 7 7 7" />
    </Icon>
  </span>
);
export const CloseIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);
export const GlobeIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18" />
  </Icon>
);
export const SearchIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </Icon>
);
export const ChevronIcon = (props: Props) => (
  <span class="mirrored">
    <Icon {...props}>
      <path d="M10 6l6 6-6 6" />
    </Icon>
  </span>
);
export const CheckIcon = (props: Props) => (
  <Icon {...props}>
    <path class="drawn" d="M5 12.5l4.5 4.5L19 7.5" />
  </Icon>
);
export const AlertIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.4v.1" />
  </Icon>
);
export const ShieldIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 3.5l7 2.5v5.5c0 4.3-2.8 7.4-7 9-4.2-1.6-7-4.7-7-9V6z" />
    <path d="M9 12l2.2 2.2L15.2 10" />
  </Icon>
);
export const LockIcon = (props: Props) => (
  <Icon {...props}>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.5" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </Icon>
);
export const EyeIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
);
export const EyeOffIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 4l16 16M9.9 5.8A9.6 9.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.2 7.4A16 16 0 0 0 2.5 12S6 18.5 12 18.5c1.6 0 3-.4 4.2-1.1" />
  </Icon>
);
export const DocumentIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M7 3.5h7l4.5 4.5v10A2.5 2.5 0 0 1 16 20.5H7A2.5 2.5 0 0 1 4.5 18V6A2.5 2.5 0 0 1 7 3.5z" />
    <path d="M13.5 3.5V8.5h5M8.5 12.5h6M8.5 16h4" />
  </Icon>
);
export const UploadIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 15.5V4.5M7.5 8.5L12 4l4.5 4.5M4.5 15.5v2A2.5 2.5 0 0 0 7 20h10a2.5 2.5 0 0 0 2.5-2.5v-2" />
  </Icon>
);
export const TrashIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 11a2 2 0 0 0 2 1.9h5.4a2 2 0 0 0 2-1.9l.8-11M10 11v5M14 11v5" />
  </Icon>
);
export const WindowIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M13.5 4.5h6v6M19.5 4.5l-8.5 8.5M9.5 5.5H7A2.5 2.5 0 0 0 4.5 8v9A2.5 2.5 0 0 0 7 19.5h9a2.5 2.5 0 0 0 2.5-2.5v-2.5" />
  </Icon>
);
export const KeyIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="8" cy="15.5" r="4" />
    <path d="M11 12.5l8.5-8.5M16 7.5l2.5 2.5M13.5 10l1.5 1.5" />
  </Icon>
);
export const CloudOffIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 4l16 16M9 6.2A6 6 0 0 1 17.5 10a4.3 4.3 0 0 1 2.6 6.7M16.5 18.5H7a4.2 4.2 0 0 1-.8-8.3" />
  </Icon>
);
export const ClockIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);
/** One eye open, one winking. */
export const WinkMark = ({ size = 24 }: Props) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <circle cx="7.2" cy="9.5" r="2.2" fill="currentColor" />
    <path
      d="M14 9.8c1-1.4 4.6-1.4 5.8 0M4.5 15c3.6 4.4 11.4 4.4 15 0"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
    />
  </svg>
);
export const CameraIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 8.5h3.2L9 6h6l1.8 2.5H20v10H4z" />
    <circle cx="12" cy="13" r="3.25" />
  </Icon>
);
