/** A backup or a restoration that cannot be made. The message says what is wrong and, in most cases, what to do. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

/** Some errors of the decoders have no text. */
export const damagedArchive = (what: string): BackupError =>
  new BackupError(
    `The archive is damaged: ${what || 'it cannot be unpacked'}. Nothing was restored. Use another archive.`,
  );
