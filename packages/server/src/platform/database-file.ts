import { join } from 'node:path';

/** The path of the SQLite database in a data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'winkwire.sqlite');
