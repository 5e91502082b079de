import { BackupError } from './backup-error.ts';

/** The archive format that this version writes and reads. */
export const archiveFormat = 1;

/** The first entry of an archive. */
export interface Manifest {
  format: number;
  engine: 'sqlite' | 'postgres';
  version: string;
  /** In the form `YYYY-MM-DDTHH:mm:ssZ`. */
  createdAt: string;
  /** The migrations that the database had. */
  migrations: number[];
  /** Each table's columns, in the order of the values in its entry. Empty for SQLite. */
  tables: Record<string, string[]>;
  hasKey: boolean;
  /** Absent in the archives of earlier versions, which have no digest. */
  hasDigest?: boolean;
}

export const databaseEntry = 'database.sqlite';
export const entryOfTable = (table: string): string => `tables/${table}.copy`;
export const tableOfEntry = (entry: string): string | undefined => /^tables\/([^/]+)\.copy$/.exec(entry)?.[1];

/** Throws BackupError if this version cannot read the archive's format. */
export function vetManifest(manifest: Manifest): Manifest {
  if (manifest.format !== archiveFormat) {
    throw new BackupError(
      `The archive has format ${manifest.format}, and this version reads format ${archiveFormat}. Restore it with Winkwire ${manifest.version}.`,
    );
  }
  return manifest;
}
