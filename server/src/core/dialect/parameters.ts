import { lookup } from '../text/lookup.js';
import { type AsOf, isRefused } from './asOf.js';
import type { FeatureId } from './timeline.js';

/**
 * Whether a session may SET a parameter, or begin with it. DSQL refuses all others, also those with a dot in their names:
 * `setting configuration parameter "x" not supported`. SET LOCAL can set the role, inside a transaction only.
 */
export function isSettable(name: string, asOf: AsOf): boolean {
  const key = name.toLowerCase();
  const since = sessionParameters[key];
  return Object.hasOwn(sessionParameters, key) && (since === undefined || !isRefused(since, asOf));
}

/** In lower case, with the change of the dialect that brought them; undefined for those that were there from the start. */
const sessionParameters = lookup<FeatureId | undefined>({
  application_name: undefined,
  client_encoding: undefined,
  datestyle: undefined,
  disable_sync_create_index: undefined,
  'dsql.enable_batched_nestloop': 'batched-nestloop',
  enable_bitmapscan: undefined,
  enable_hashjoin: undefined,
  enable_indexonlyscan: undefined,
  enable_indexscan: undefined,
  enable_material: undefined,
  enable_mergejoin: undefined,
  enable_nestloop: undefined,
  enable_seqscan: undefined,
  extra_float_digits: undefined,
  intervalstyle: undefined,
  search_path: undefined,
  timezone: undefined,
});

/** In lower case, whatever the day. */
export const settableParameters: readonly string[] = Object.keys(sessionParameters);

/** Parameters that people ask for with SHOW and nobody sets. */
export const shownParameters: readonly string[] = [
  'server_version',
  'server_encoding',
  'transaction_isolation',
  'transaction_read_only',
  'default_transaction_isolation',
  'is_superuser',
  'session_authorization',
  'standard_conforming_strings',
];

/** The parameters that say who a session is; a rule of their own tells how they are set. */
export const sessionIdentity: ReadonlySet<string> = new Set(['role', 'session_authorization']);
