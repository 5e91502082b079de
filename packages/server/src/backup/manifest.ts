import { BackupError } from './backup-error.ts';

/** The number of the archive format that this version writes and reads. */
export const archiveFormat = 1;

/** The description of an archive. It is the first entry of the archive. */
export interface Manifest {
  format: number;
  engine: 'sqlite' | 'postgres';
  /** The version of Winkwire that made the archive. */
  version: string;
  /** When the archive was made, in the form `YYYY-MM-DDTHH:mm:ssZ`. */
  createdAt: string;
  /** The numbers of the migrations that the database had. */
  migrations: number[];
  /** The columns of each table, in the order of the values in the table's entry. Empty for SQLite. */
  tables: Record<string, string[]>;
  hasKey: boolean;
  /** Whether the archive ends with its digest. The archives of earlier versions do not. */
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
