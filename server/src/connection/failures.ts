import type { ServerError } from '../core/dialect/data.js';
import { serverErrors } from '../core/dialect/serverErrors.js';
import type { Cause, Failure } from './answer.js';

/** A failure in words for a person, and its cause. */
export interface DecodedFailure {
  readonly cause: Cause;
  readonly failure: Failure;
}

/** What the advice depends on. */
export interface Circumstances {
  readonly host: string;
  readonly region: string;
  readonly user: string;
  readonly awsProfile: string | undefined;
  /** A token made a moment ago was called expired. */
  readonly isFreshToken?: boolean;
}

/**
 * Reads whatever a driver, a socket, TLS or the AWS library throws. With the statement's own text, it also finds the place that
 * the server reports.
 */
export function decodeFailure(error: unknown, circumstances: Circumstances, sql?: string): DecodedFailure {
  const raw = rawError(error);
  const found = causes.find(({ test }) => test(raw));
  const own = found?.message?.(circumstances, raw) ?? (raw.sqlstate ? undefined : raw.message);
  const failure: Failure = {
    // The server's words stay as they are, because people search for them.
    message: withoutSecrets(own === undefined ? raw.message : sentence(own)),
    sqlstate: raw.sqlstate,
    detail: raw.detail && withoutSecrets(raw.detail),
    hint: raw.hint && withoutSecrets(raw.hint),
    advice: found?.advice?.(circumstances, raw),
    span: sql === undefined ? undefined : placeOf(raw.position, sql),
    isCanceled: found?.cause === 'canceled',
  };
  return { cause: found?.cause ?? (raw.sqlstate ? 'statement' : 'unknown'), failure };
}

export const isFailure = (value: object): value is DecodedFailure => 'failure' in value && 'cause' in value;

/** The failure in one or two sentences. */
export const failureText = ({ message, hint, advice }: Failure): string =>
  [sentence(message), advice ?? (hint && sentence(hint))].filter(Boolean).join(' ');

/** Removes signatures and session tokens from a text that goes where someone may read it. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/\/?\?Action=\S+/g, '/?…')
    .replace(/(X-Amz-(?:Signature|Security-Token|Credential))=[^&\s"']+/gi, '$1=…');

interface Raw {
  readonly message: string;
  readonly name: string;
  /** Of the operating system, of TLS or of Node. */
  readonly code: string | undefined;
  readonly sqlstate: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** Code points from 1. */
  readonly position: number | undefined;
}

interface Entry {
  readonly cause: Cause;
  readonly test: (raw: Raw) => boolean;
  /** Replaces the message of the error. */
  readonly message?: (circumstances: Circumstances, raw: Raw) => string;
  readonly advice?: (circumstances: Circumstances, raw: Raw) => string;
}

const has =
  (pattern: RegExp) =>
  ({ message, hint }: Raw) =>
    pattern.test(message) || (hint !== undefined && pattern.test(hint));

const state =
  (sqlstate: string, pattern = /(?:)/) =>
  (raw: Raw) =>
    raw.sqlstate === sqlstate && pattern.test(raw.message);

/** One of the server's errors: by its code, as "(OC000)", or by what is always the same in its text. */
const said =
  (...errors: readonly ServerError[]) =>
  ({ sqlstate, message }: Raw) =>
    errors.some(({ sqlstate: own, text }) => {
      const [code] = /\(OC\d+\)/.exec(text) ?? [];
      const parts = code === undefined ? text.split(/\{\w+\}/) : [code];
      return own === sqlstate && parts.every((part) => message.includes(part));
    });

const coded =
  (...codes: readonly string[]) =>
  ({ code }: Raw) =>
    code !== undefined && codes.includes(code);

const credentialsOf = ({ awsProfile }: Circumstances) =>
  awsProfile ? `the AWS profile "${awsProfile}"` : 'the default AWS credentials';

const login = ({ awsProfile }: Circumstances) =>
  `Run "aws sso login${awsProfile ? ` --profile ${awsProfile}` : ''}" in a terminal, then connect again.`;

const actionFor = (user: string) => (user === 'admin' ? 'dsql:DbConnectAdmin' : 'dsql:DbConnect');

/**
 * The first that fits holds. Texts of the server: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/troubleshooting.html
 */
const causes: readonly Entry[] = [
  {
    cause: 'ssoLogin',
    test: has(/aws sso login|SSO session|SSO Token/i),
    message: (about) => `The AWS sign-in of ${credentialsOf(about)} has ended.`,
    advice: login,
  },
  {
    cause: 'unknownProfile',
    test: has(/Could not resolve credentials using profile|Profile .* (?:was|could) not (?:be )?found/i),
    message: ({ awsProfile = 'default' }) => `There are no credentials for the AWS profile "${awsProfile}".`,
    advice: () => 'Check its name and its entries in ~/.aws/config and ~/.aws/credentials.',
  },
  {
    cause: 'noCredentials',
    test: ({ name }) => name === 'CredentialsProviderError',
    message: (about, raw) =>
      about.awsProfile
        ? `${credentialsOf(about)} gave no credentials: ${raw.message}`
        : 'No AWS credentials were found.',
    advice: ({ awsProfile }) =>
      awsProfile
        ? 'Repair the profile, or choose another one for this connection.'
        : 'Name an AWS profile in the connection, or sign in with the AWS command line.',
  },
  {
    cause: 'hostNotFound',
    test: coded('ENOTFOUND', 'EAI_AGAIN', 'ENODATA'),
    message: ({ host }) => `The host "${host}" cannot be found.`,
    advice: () =>
      'Check the endpoint and the network. A cluster that was deleted, or one that only a VPC endpoint reaches, has no public address.',
  },
  {
    cause: 'unreachable',
    test: (raw) =>
      coded('ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH')(raw) ||
      /^timeout expired/.test(raw.message),
    message: ({ host }) => `The host "${host}" does not answer.`,
    advice: () => 'Check the network, a VPN or a firewall: port 5432 must be open to the outside.',
  },
  {
    cause: 'untrusted',
    test: ({ code }) =>
      /^(?:ERR_TLS_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code ?? ''),
    message: ({ host }, { message }) => `The certificate of "${host}" cannot be trusted: ${message}`,
    advice: () =>
      'Someone may be intercepting the connection. The system must trust the certificate of a proxy that inspects TLS. The check cannot be turned off.',
  },
  {
    cause: 'tokenExpired',
    test: (raw) => isRefusal(raw) && has(/expired|not yet (?:current|valid)/i)(raw),
    advice: (about) =>
      about.isFreshToken
        ? "The token was made a moment ago, so this computer's clock is wrong or the credentials have ended: set the clock, or renew the credentials."
        : 'Connect again: a new token is made.',
  },
  {
    cause: 'wrongAction',
    test: has(/Wrong user to action mapping|action .* not valid for user/i),
    advice: ({ user }) =>
      `The user "${user}" needs a token for ${actionFor(user)}: only "admin" takes DbConnectAdmin.`,
  },
  { cause: 'wakingUp', test: has(/waking up/i), advice: () => 'It was idle, and needs up to a minute.' },
  {
    cause: 'accessDenied',
    test: (raw) => isRefusal(raw),
    advice: (about) =>
      about.user === 'admin'
        ? `Check that ${credentialsOf(about)} may ${actionFor(about.user)} on this cluster, and that the cluster is in ${about.region}.`
        : `Check that ${credentialsOf(about)} may ${actionFor(about.user)} on this cluster in ${about.region}, and that AWS IAM GRANT has given them the role "${about.user}".`,
  },
  {
    cause: 'tooManyConnections',
    test: state(serverErrors.tooManyConnections.sqlstate),
    advice: () => 'Close connections of other programs, or wait a moment and connect again.',
  },
  { cause: 'tooFast', test: state('53400'), advice: () => 'Wait a second and connect again.' },
  {
    cause: 'conflict',
    test: said(serverErrors.conflict),
    advice: () => 'Another transaction changed the same rows first. Run it again.',
  },
  {
    cause: 'schemaChanged',
    test: state(serverErrors.staleCatalog.sqlstate),
    advice: () => 'Someone changed the schema or a privilege in the meantime. Run it again.',
  },
  {
    cause: 'unavailable',
    test: (raw) => raw.sqlstate === 'XX000' && /server unavailable/i.test(raw.message),
    advice: () => 'Wait a moment and run it again.',
  },
  {
    cause: 'tooOld',
    test: said(serverErrors.tooOld),
    advice: () => 'A transaction lasts up to 5 minutes. Roll back, and do less in one transaction.',
  },
  {
    cause: 'tooManyRows',
    test: said(serverErrors.tooManyRows, serverErrors.tooLarge),
    advice: () => 'A transaction changes up to 3,000 rows and 10 MiB: do it in batches of 500 to 1,000 rows.',
  },
  {
    cause: 'aborted',
    test: state('25P02'),
    advice: () => 'An earlier statement of this transaction failed. Roll back, then begin again.',
  },
  {
    cause: 'readOnly',
    test: state('25006'),
    advice: () => 'This connection is read-only. Choose another connection to write.',
  },
  {
    cause: 'resultGone',
    test: state('34000'),
    message: () => 'The rest of this result is gone with its transaction.',
    advice: () => 'Run the statement again.',
  },
  { cause: 'canceled', test: state(serverErrors.canceled.sqlstate, /cancel/i), message: () => 'Canceled.' },
  {
    cause: 'connectionLost',
    test: (raw) =>
      state('57P01')(raw) ||
      coded('ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED')(raw) ||
      /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/.test(
        raw.message,
      ),
    message: ({ host }) => `The connection to "${host}" was lost.`,
    advice: () =>
      'The next statement opens a new one. It is not known whether a change was kept: check before you run it again.',
  },
];

const isRefusal = (raw: Raw) => /access denied/i.test(raw.message) || /^28/.test(raw.sqlstate ?? '');

function rawError(error: unknown): Raw {
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null
      ? // Message and name of an Error are not its own enumerable fields.
        { ...error, ...(error instanceof Error && { message: error.message, name: error.name }) }
      : { message: String(error) };
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const code = text(fields.code);
  // Errors of the server have a severity; five characters alone would not tell EPIPE from an SQLSTATE.
  const isServers = text(fields.severity) !== undefined;
  const nested = Array.isArray(fields.errors) ? rawError(fields.errors[0]) : undefined;
  return {
    message: text(fields.message) ?? nested?.message ?? 'It failed, and no reason was given.',
    name: text(fields.name) ?? '',
    code: isServers ? undefined : (code ?? nested?.code),
    sqlstate: isServers ? code : undefined,
    detail: text(fields.detail),
    hint: text(fields.hint),
    position: Number(text(fields.position)) || undefined,
  };
}

/** The word that the server points at. */
function placeOf(position: number | undefined, sql: string): Failure['span'] {
  if (position === undefined) return undefined;
  const before = [...sql].slice(0, position - 1).join('').length;
  const start = Math.min(before, sql.length);
  const word = /^[\p{L}\p{N}_$]+|^[^\s]/u.exec(sql.slice(start))?.[0] ?? '';
  return { start, end: start + word.length };
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s*\n\s*/g, ' ');
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?\u2026]$/.test(capital) ? capital : `${capital}.`;
}
