const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const bulan = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

export type DateForm = (iso: string) => string;

const form =
  (write: (parts: { year: string; month: string; day: string; index: number }) => string): DateForm =>
  (iso) => {
    const [year, month, day] = iso.split('-') as [string, string, string];
    return write({ year, month, day, index: Number(month) - 1 });
  };

export const dateForms = {
  iso: (iso) => iso,
  american: form(({ year, month, day }) => `${month}/${day}/${year}`),
  slashes: form(({ year, month, day }) => `${day}/${month}/${year}`),
  dots: form(({ year, month, day }) => `${day}.${month}.${year}`),
  short: form(({ year, index, day }) => `${Number(day)} ${months[index]!.slice(0, 3)} ${year}`),
  dashes: form(({ year, index, day }) => `${day}-${months[index]!.slice(0, 3)}-${year}`),
  long: form(({ year, index, day }) => `${Number(day)} ${months[index]} ${year}`),
  longAmerican: form(({ year, index, day }) => `${months[index]} ${Number(day)}, ${year}`),
  indonesian: form(({ year, index, day }) => `${Number(day)} ${bulan[index]} ${year}`),
} satisfies Record<string, DateForm>;

export const monthName = (iso: string): string => `${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;

export const daysLater = (iso: string, days: number): string =>
  new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);

export const lastDayOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
