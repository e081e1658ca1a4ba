import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fieldsOf, jsonFields } from './folder/jsonFields.js';
import { keep, kept } from './folder/keptFile.js';
import type { Credentials } from './token.js';

/** Who a sandbox pretends to be. Its credentials are made up: they open this sandbox and nothing else. */
export interface Identity {
  /** As Aurora DSQL makes them: 26 of a to z and 0 to 9. */
  readonly clusterId: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** The name of the cluster that the sandbox pretends to be. */
export const hostOf = ({ clusterId, region }: Identity): string => `${clusterId}.dsql.${region}.on.aws`;

/** The names that a token may be signed for. */
export const hostsOf = (identity: Identity): readonly string[] => [
  '127.0.0.1',
  'localhost',
  hostOf(identity),
];

const fileIn = (folder: string): string => join(folder, 'sandbox.json');

/** The identity that the folder has, or gets now. */
export async function openIdentity(folder: string): Promise<Identity> {
  const existing = await findIdentity(folder);
  if (existing) return existing;
  const identity = newIdentity();
  await keep(fileIn(folder), `${JSON.stringify(identity, null, 2)}\n`);
  return identity;
}

/** Undefined where the folder is no sandbox's. */
export async function findIdentity(folder: string): Promise<Identity | undefined> {
  const text = await kept(fileIn(folder));
  if (text === undefined) return undefined;
  const identity = parse(text);
  if (identity) return identity;
  throw new Error(`${fileIn(folder)} is damaged: remove it, and the sandbox creates a new one.`);
}

const newIdentity = (): Identity => ({
  clusterId: letters('abcdefghijklmnopqrstuvwxyz0123456789', 26),
  region: 'us-east-1',
  credentials: {
    accessKeyId: `AKIA${letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  },
});

const letters = (alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');

/**
 * The folder may be someone else's, and its identity goes into files of the AWS tools and into scripts. So each part may hold
 * only the characters of its kind.
 */
function parse(text: string): Identity | undefined {
  const fields = jsonFields(text);
  const credentials = fieldsOf(fields.credentials);
  const clusterId = matching(fields.clusterId, /^[a-z0-9]{26}$/);
  const region = matching(fields.region, /^[a-z0-9-]{1,40}$/);
  const accessKeyId = matching(credentials.accessKeyId, /^[A-Z0-9]{16,128}$/);
  const secretAccessKey = matching(credentials.secretAccessKey, /^[A-Za-z0-9+/=]{1,128}$/);
  if (clusterId === undefined || region === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { clusterId, region, credentials: { accessKeyId, secretAccessKey } };
}

const matching = (value: unknown, shape: RegExp): string | undefined =>
  typeof value === 'string' && shape.test(value) ? value : undefined;
