import { BackupError } from './backup-error.ts';

export const archiveFormat = 1;

export interface Manifest {
  format: number;
  engine: 'sqlite' | 'postgres';
  version: string;
  /** In the form `YYYY-MM-DDTHH:mm:ssZ`. */
  createdAt: string;
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

export function vetManifest(manifest: Manifest): Manifest {
  if (manifest.format !== archiveFormat) {
    throw new BackupError(
      `The archive has format ${manifest.format}, and this version reads format ${archiveFormat}. Restore it with Winkwire ${manifest.version}.`,
    );
  }
  return manifest;
}
