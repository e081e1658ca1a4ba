import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { jsonFields } from '../folder/jsonFields.js';
import { keep, kept } from '../folder/keptFile.js';

/** The owner of everything in PostgreSQL. Only the sandbox itself logs in as it. */
export interface Superuser {
  /** A random name that no role of a client has. */
  readonly name: string;
  readonly password: string;
}

/** The names of those whose PostgreSQL was made here, as a regular expression. */
export const madeHere = '^dsql_[0-9a-f]{16}$';

const fileIn = (folder: string): string => join(folder, 'superuser.json');

export const newSuperuser = (): Superuser => ({
  name: `dsql_${randomBytes(8).toString('hex')}`,
  password: randomBytes(24).toString('base64url'),
});

/** The one that the folder's data were made with; undefined where it has no data, or those of an earlier version. */
export async function keptSuperuser(folder: string): Promise<Superuser | undefined> {
  const { name, password } = jsonFields((await kept(fileIn(folder))) ?? '');
  return typeof name === 'string' && typeof password === 'string' ? { name, password } : undefined;
}

export const keepSuperuser = (folder: string, superuser: Superuser): Promise<void> =>
  keep(fileIn(folder), `${JSON.stringify(superuser)}\n`);
