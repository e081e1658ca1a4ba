import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cell } from './answer.js';
import { type Circumstances, type DecodedFailure, decodeFailure } from './failures.js';
import { type Link, type Negotiation, openLink } from './link.js';
import { setupOf } from './sessionSettings.js';
import type { ConnectionTarget } from './target.js';
import { type AskMfaCode, credentialSource, makeToken } from './token.js';

/** A connection as the profile wants it, or why there is none. Never rejects. */
export type Dial = (call: {
  readonly signal: AbortSignal;
  /** The cluster was idle and needs some time. */
  readonly waking: () => void;
  /** The connection has ended. */
  readonly ended: () => void;
}) => Promise<Link | DecodedFailure>;

export interface DialOptions {
  readonly askMfaCode: AskMfaCode;
  readonly log: (text: string) => void;
  readonly now: () => number;
  readonly limits: DialLimits;
}

/** Milliseconds. */
export interface DialLimits {
  /** Until an attempt to connect is given up. */
  readonly connect: number;
  /** Between two attempts while a cluster wakes up, and how long to try. */
  readonly wakePause: number;
  readonly wake: number;
}

/** Remembers, in memory, the credentials and the negotiation that worked. */
export function createDial(target: ConnectionTarget, { askMfaCode, log, now, limits }: DialOptions): Dial {
  const { profile, caFile } = target;
  const { endpoint, user } = profile;
  const source = credentialSource(target.credentials, askMfaCode, now);
  const circumstances = circumstancesOf(target);
  let negotiation: Negotiation = 'direct';

  const attempt = async (by: Negotiation, ended: () => void): Promise<Link> => {
    const ca = caFile === undefined ? undefined : await readFile(caFile, 'utf8');
    // Credentials that cannot be had should say so before a connection is made.
    await source.credentials();
    return await openLink({
      endpoint,
      user,
      ca,
      negotiation: by,
      timeout: limits.connect,
      token: () => makeToken(endpoint, user, source),
      applicationName: 'dsql-workbench',
      ended,
    });
  };

  const attemptBoth = async (ended: () => void): Promise<Link> => {
    try {
      return await attempt(negotiation, ended);
    } catch (error) {
      if (negotiation !== 'direct' || !looksLikeNoDirectTls(error)) throw error;
      const link = await attempt('postgres', ended);
      negotiation = 'postgres';
      return link;
    }
  };

  return async ({ signal, waking, ended }) => {
    const begun = now();
    let isFreshToken = false;
    for (;;) {
      try {
        const link = await attemptBoth(ended);
        await prepare(link, target, signal);
        log(`Connected to ${endpoint.address} as ${user} in ${Math.round(now() - begun)} ms.`);
        return link;
      } catch (error) {
        const decoded = decodeFailure(error, { ...circumstances, isFreshToken });
        if (signal.aborted) return decoded;
        if (decoded.cause === 'tokenExpired' && !isFreshToken) {
          log('The server called the token expired: making another one.');
          isFreshToken = true;
          source.forget();
        } else if (decoded.cause === 'wakingUp' && now() - begun < limits.wake) {
          log('The cluster is waking up.');
          waking();
          await delay(limits.wakePause, undefined, { signal }).catch(() => undefined);
        } else return decoded;
      }
    }
  };
}

export const circumstancesOf = ({ profile }: ConnectionTarget): Circumstances => ({
  host: profile.endpoint.address,
  region: profile.endpoint.region,
  user: profile.user,
  awsProfile: profile.awsProfile,
});

/** All rows of a query that the extension asks on its own behalf; rejects with the server's error. */
export async function rowsOf(
  link: Link,
  sql: string,
  values: readonly (string | null)[] = [],
): Promise<readonly (readonly Cell[])[]> {
  const all: (readonly Cell[])[] = [];
  const reading = link.read(
    { sql, values, pageSize: undefined, copyData: undefined },
    { columns: () => undefined, notice: () => undefined, rows: (rows) => void all.push(...rows) },
  );
  const end = await reading.page();
  if (end.kind === 'failed') throw end.error;
  return all;
}

async function prepare(link: Link, { profile }: ConnectionTarget, signal: AbortSignal): Promise<void> {
  try {
    for (const sql of setupOf(profile)) await rowsOf(link, sql);
    signal.throwIfAborted();
  } catch (error) {
    link.drop();
    throw error;
  }
}

/** Such a server takes the first bytes of TLS for a broken message, and answers with an error or hangs up. */
function looksLikeNoDirectTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(?:ECONNRESET|EPIPE|EPROTO|ERR_SSL_)/.test(code) ||
    /^Connection terminated unexpectedly/.test(error.message)
  );
}
