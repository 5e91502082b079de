const undefinedTable = '42P01';

/** Returns `instead` if a table is missing, usually because no server has used the database. */
export async function unlessMissing<Rows>(query: Promise<Rows>, instead: Rows): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefinedTable || message.startsWith('no such table')) return instead;
    throw error;
  }
}
