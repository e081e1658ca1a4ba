import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { serverErrors } from '../core/dialect/serverErrors.js';
import { type Refusal, refusal } from './wire/refusal.js';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Expected {
  /** The role that wants to connect. */
  readonly user: string;
  readonly now: Date;
  readonly credentials: Credentials;
  /** The names a token may be signed for, with or without a port behind them. */
  readonly hosts: readonly string[];
  readonly region: string;
}

/** The longest life of a token, in seconds. */
export const longestLife = 604_800;

/**
 * Whether the password is an authentication token that opens a session of this user: a request for `DbConnect` or
 * `DbConnectAdmin`, signed in advance with AWS Signature Version 4. Answers the refusal as Aurora DSQL words it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifyToken(password: string, expected: Expected): Refusal | undefined {
  const token = parse(password);
  const hint = token === 'tooLong' ? longLife : token ? objection(token, expected) : notAToken;
  return hint === undefined ? undefined : { ...refusal(serverErrors.accessDenied), hint };
}

const longLife = 'X-Amz-Expires must be less than a week (in seconds)';
const notAToken =
  'The password is no authentication token: make one with aws dsql generate-db-connect-admin-auth-token, or with dsql token.';

interface Token {
  readonly host: string;
  readonly query: ReadonlyMap<string, string>;
  readonly action: string;
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  /** As the token writes it: YYYYMMDDTHHMMSSZ. */
  readonly date: string;
  readonly signedAt: Date;
  /** In seconds. */
  readonly life: number;
  readonly signature: string;
}

/** The order is Aurora DSQL's as far as it shows: who signed, when, and then for what. */
function objection(token: Token, { user, now, credentials, hosts, region }: Expected): string | undefined {
  if (token.region !== region) return `Credential should be scoped to a valid region, not "${token.region}".`;
  if (!isSignerOf(token, credentials)) return 'The security token included in the request is invalid.';
  if (!isSame(token.signature, signatureOf(token, credentials.secretAccessKey))) return wrongSignature;
  const untimely = untimeliness(token, now);
  if (untimely !== undefined) return untimely;
  if (!hosts.includes(token.host.replace(/:\d+$/, '').toLowerCase())) {
    return `The token was signed for "${token.host}", which is not this cluster.`;
  }
  const action = user === 'admin' ? 'DbConnectAdmin' : 'DbConnect';
  if (token.action === action) return undefined;
  return `Wrong user to action mapping. user: ${user}, action: ${token.action}`;
}

const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';

const isSignerOf = (token: Token, { accessKeyId, sessionToken = '' }: Credentials): boolean =>
  isSame(token.accessKeyId, accessKeyId) &&
  isSame(token.query.get('X-Amz-Security-Token') ?? '', sessionToken);

/** How far the clock of whoever signed may be ahead, in minutes. */
const skew = 5;

function untimeliness({ date, signedAt, life }: Token, now: Date): string | undefined {
  const latest = new Date(now.getTime() + skew * 60_000);
  if (signedAt > latest) {
    return `Signature not yet current: ${date} is still later than ${stamp(latest)} (${stamp(now)} + ${skew} min.)`;
  }
  const earliest = new Date(now.getTime() - life * 1_000);
  if (signedAt >= earliest) return undefined;
  const span = life % 60 === 0 ? `${life / 60} min.` : `${life} sec.`;
  return `Signature expired: ${date} is now earlier than ${stamp(earliest)} (${stamp(now)} - ${span})`;
}

const stamp = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '');

/** A token is `host/?query`; undefined where it is anything else. */
function parse(password: string): Token | 'tooLong' | undefined {
  const [, host, text] = /^([\w.:-]+)\/\?(.+)$/.exec(password) ?? [];
  const query = text === undefined ? undefined : parseQuery(text);
  if (host === undefined || !query) return undefined;
  const of = (name: string): string => query.get(name) ?? '';
  const [accessKeyId = '', day = '', region = '', ...scope] = of('X-Amz-Credential').split('/');
  const date = of('X-Amz-Date');
  const signedAt = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const expires = of('X-Amz-Expires');
  const life = Number(expires);
  const isWhole =
    of('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' &&
    of('X-Amz-SignedHeaders') === 'host' &&
    scope.join('/') === 'dsql/aws4_request' &&
    // Only a moment that the calendar has is written the same again
    !Number.isNaN(signedAt.getTime()) &&
    stamp(signedAt) === date &&
    date.startsWith(day) &&
    day.length === 8 &&
    // Number alone takes 0x384 and 9e2 as well
    /^\d+$/.test(expires) &&
    life > 0;
  if (!isWhole) return undefined;
  if (life > longestLife) return 'tooLong';
  const signature = of('X-Amz-Signature');
  return { host, query, action: of('Action'), accessKeyId, day, region, date, signedAt, life, signature };
}

/** Undefined where a name comes twice, or an escape is broken. */
function parseQuery(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = text.split('&').map((pair) => /^([^=]*)=?(.*)$/s.exec(pair)?.slice(1) ?? []);
  try {
    const query = new Map(
      pairs.map(([name = '', value = '']) => [decodeURIComponent(name), decodeURIComponent(value)] as const),
    );
    return query.size === pairs.length ? query : undefined;
  } catch {
    return undefined; // URIError
  }
}

function signatureOf({ host, query, day, region, date }: Token, secret: string): string {
  const canonicalQuery = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort(byCode)
    .join('&');
  const request = ['GET', '/', canonicalQuery, `host:${host}`, '', 'host', sha256('')].join('\n');
  const scope = [day, region, 'dsql', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<string | Buffer>((above, part) => hmac(above, part), `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
}

const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const byCode = (one: string, other: string): number => (one < other ? -1 : 1);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Takes the same time whatever the texts have in common. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
