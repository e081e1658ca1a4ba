import type { AsOf } from '../../core/dialect/asOf.js';
import { isSettable } from '../../core/dialect/parameters.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { endAt, readCstring } from '../wire/frame.js';
import { type Refusal, refusal } from '../wire/refusal.js';

/** What a client asks for when it begins. */
export interface StartUp {
  readonly user: string;
  readonly database: string;
  /** Parameters that a session may begin with. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Protocol options that this server does not know, to be told to the client. */
  readonly unknownOptions: readonly string[];
  readonly minorVersion: number;
}

/** Bytes of a StartupMessage. https://github.com/postgres/postgres/blob/REL_16_STABLE/src/include/libpq/pqcomm.h */
export const longestStartUp = 10_004;

/** Reads the body of a StartupMessage, its length left out. Throws where it does not end as it should. Answers the refusal where a cluster would not begin a session. */
export function readStartUp(body: Buffer, asOf: AsOf): StartUp | Refusal {
  const minorVersion = body.readInt16BE(2);
  const wanted = new Map<string, string>();
  let offset = 4;
  while (offset < body.length && body[offset] !== 0) {
    const key = readCstring(body, offset);
    const value = readCstring(body, key.next);
    wanted.set(key.text, value.text);
    offset = value.next;
  }
  endAt(body, offset + 1);
  const user = wanted.get('user') ?? '';
  if (user === '')
    return { sqlstate: '28000', message: 'no PostgreSQL user name specified in startup packet' };
  const database = wanted.get('database') ?? user;
  const unknownOptions = [...wanted.keys()].filter((key) => key.startsWith('_pq_.'));
  const parameters: Record<string, string> = {};
  for (const [key, value] of [...wanted, ...optionsOf(wanted.get('options') ?? '')]) {
    const name = key.toLowerCase();
    if (notParameters.has(name) || name.startsWith('_pq_.')) continue;
    if (!isSettable(name, asOf)) return refusal(serverErrors.unsupportedParameter, { parameter: key });
    parameters[name] = value;
  }
  if (database !== 'postgres') return { sqlstate: '3D000', message: `database "${database}" does not exist` };
  return { user, database, parameters, unknownOptions, minorVersion };
}

/** `sslrootcert` is in the sandbox's own URL, and some clients hand on what they do not know of one. */
const notParameters = new Set(['user', 'database', 'options', 'amzn-cluster-id', 'sslrootcert']);

/** `-c name=value` and `--name=value`, with backslashes before blanks that belong to a value. */
function optionsOf(options: string): [string, string][] {
  const words = (options.match(/(?:\\.|[^\\\s])+/g) ?? []).map((word) => word.replace(/\\(.)/g, '$1'));
  const settings = words.flatMap((word, index) => {
    if (word === '-c') return [words[index + 1] ?? ''];
    if (words[index - 1] === '-c') return [];
    return [word.replace(/^(?:-c|--)/, '')];
  });
  return settings.filter(Boolean).map((setting) => {
    const [name = '', ...value] = setting.split('=');
    return [name.replaceAll('-', name === 'amzn-cluster-id' ? '-' : '_'), value.join('=')];
  });
}
