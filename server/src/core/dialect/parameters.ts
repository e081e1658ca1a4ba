import { type AsOf, dataOf, isRefused, saidOf } from './asOf.js';
import { builtIn, type FeatureId } from './data.js';

/**
 * Whether a session may SET a parameter, or begin with it. DSQL refuses all others, also those with a dot in their names:
 * `setting configuration parameter "x" not supported`. SET LOCAL can set the role, inside a transaction only.
 */
export function isSettable(name: string, asOf: AsOf): boolean {
  const key = name.toLowerCase();
  const said = saidOf(asOf, 'parameter', key);
  if (said) return said === 'accepted';
  const { parameters } = dataOf(asOf);
  const entry = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
  return entry !== undefined && (!isFeature(entry.since) || !isRefused(entry.since, asOf));
}

const isFeature = (name: string | undefined): name is FeatureId =>
  name !== undefined && Object.hasOwn(builtIn.timeline, name);

/** Those of the built-in data, in lower case, whatever the day. */
export const settableParameters: readonly string[] = Object.keys(builtIn.parameters);

/** Parameters that clusters were seen to refuse, of those that scripts set. */
export const refusedParameters: readonly string[] = [
  'default_transaction_isolation',
  'idle_in_transaction_session_timeout',
  'lock_timeout',
  'maintenance_work_mem',
  'statement_timeout',
  'work_mem',
];

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
