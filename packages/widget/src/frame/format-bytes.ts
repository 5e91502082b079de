const bytesOfKilobyte = 1024;

/**
 * Formats 1536 bytes as `2 kB`. The server rounds in the same way, so the size is the same before and after the upload.
 */
export function formatBytes(bytes: number, language: string): string {
  const kilobytes = Math.ceil(bytes / bytesOfKilobyte);
  const [unit, value] =
    kilobytes < 1000 ? (['kilobyte', kilobytes] as const) : (['megabyte', kilobytes / 1024] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
