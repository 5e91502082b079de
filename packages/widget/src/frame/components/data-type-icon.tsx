import type { ConsentDataType } from '@winkwire/contract/consent-data-types';
import { Icon } from './icons.tsx';

const paths: Record<ConsentDataType, string> = {
  IDENTITY: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  EMPLOYMENT: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  INCOME: 'M3.5 7h17v10h-17zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 12h.01M17.5 12h.01',
  PAYMENTS: 'M4 9h15l-3.5-3.5M20 15H5l3.5 3.5',
  DOCUMENTS: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 16h5',
  CONTRIBUTIONS: 'M4 9.5 12 4l8 5.5M5.5 9.5v8M10 9.5v8M14 9.5v8M18.5 9.5v8M4 20h16',
  RATINGS: 'm12 4 2.4 5 5.6.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.6-.8z',
};

export const DataTypeIcon = ({ type }: { type: ConsentDataType }) => (
  <Icon size={20}>
    <path d={paths[type]} />
  </Icon>
);
