import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import type { Endpoint } from './endpoint.js';
import type { Credentials } from './target.js';

/** Asks a person for the code of an MFA device; rejects if there is none. */
export type AskMfaCode = (device: string) => Promise<string>;

/** Credentials that a profile gives, kept while they last. */
export interface CredentialSource {
  readonly credentials: () => Promise<Keys>;
  /** The next ones are fetched again: a server has called these expired. */
  readonly forget: () => void;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** A token dies with the credentials that signed it, so they must last a little longer than connecting. Milliseconds. */
const margin = 60_000;
/** Someone may write other keys into a file that tells no expiry. Milliseconds. */
const longest = 5 * 60_000;

/** Resolving SSO, an assumed role or a process takes seconds, so the answer is kept in memory, nowhere else. */
export function credentialSource(
  source: Credentials,
  askMfaCode: AskMfaCode,
  now = Date.now,
): CredentialSource {
  let kept: { readonly keys: Keys; readonly since: number; readonly until: number } | undefined;
  let pending: Promise<Keys> | undefined;
  const provide = providerOf(source, askMfaCode);
  const fetchKeys = async () => {
    const keys = await provide();
    const end = keys.expiration ? keys.expiration.getTime() - margin : Number.POSITIVE_INFINITY;
    const since = now();
    kept = { keys, since, until: Math.min(since + longest, end) };
    return keys;
  };
  return {
    credentials: async () => {
      // A clock that was set back tells nothing of their age
      if (kept && kept.since <= now() && now() < kept.until) return kept.keys;
      pending ??= fetchKeys().finally(() => {
        pending = undefined;
      });
      return await pending;
    },
    forget: () => {
      kept = undefined;
    },
  };
}

function providerOf(source: Credentials, mfaCodeProvider: AskMfaCode): () => Promise<Keys> {
  if (source.kind === 'keys') {
    const { accessKeyId, secretAccessKey } = source;
    return async () => ({ accessKeyId, secretAccessKey });
  }
  const { profile } = source;
  // The chain would go on to other sources where a named profile has none, and hide what is wrong with it.
  return profile === undefined
    ? () => fromNodeProviderChain({ ignoreCache: true, mfaCodeProvider })()
    : () => fromIni({ profile, ignoreCache: true, mfaCodeProvider })();
}

/** Seconds: as long as the server's own default, though a token is used at once. */
const lifetime = 900;

/** A password for one connection. It is a signature made here, without the network. */
export async function makeToken(
  { host, region }: Endpoint,
  user: string,
  source: CredentialSource,
): Promise<string> {
  const signer = new DsqlSigner({
    hostname: host,
    region,
    credentials: await source.credentials(),
    expiresIn: lifetime,
  });
  return user === 'admin' ? signer.getDbConnectAdminAuthToken() : signer.getDbConnectAuthToken();
}
