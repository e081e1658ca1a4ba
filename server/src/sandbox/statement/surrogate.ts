import { lookup } from '../../core/text/lookup.js';
import { quoteText, serverVersion, serverVersionNumber } from '../system/catalog.js';
import type { Action } from './action.js';

/**
 * What PostgreSQL is asked in place of a statement that it lacks: its rows have the same shape, and the sandbox does
 * the rest. `tag` is the command tag that the client sees.
 */
export interface Surrogate {
  readonly sql: string;
  readonly tag: string;
}

export function surrogateOf(action: Action): Surrogate | undefined {
  if (action.kind === 'index') return { sql: jobRow, tag: 'CREATE INDEX' };
  if (action.kind === 'validate') return { sql: jobRow, tag: 'ALTER TABLE' };
  if (action.kind === 'iam') {
    const { verb, role, arn } = action;
    const sql = `CALL sys.map_iam(${[verb, role, arn].map(quoteText).join(', ')})`;
    return { sql, tag: `AWS IAM ${verb.toUpperCase()}` };
  }
  if (action.kind === 'show') {
    const version = versions[action.parameter];
    if (version) return { sql: `SELECT ${quoteText(version)} AS ${action.parameter}`, tag: 'SHOW' };
  }
  return undefined;
}

/** Set before the row is asked for; empty where there is nothing to do, as with IF NOT EXISTS. */
export const jobSetting = 'dsql_sandbox.job';

const jobRow = `SELECT job AS job_id FROM nullif(current_setting('${jobSetting}', true), '') AS job WHERE job IS NOT NULL`;

const versions = lookup<string>({
  server_version: serverVersion,
  server_version_num: serverVersionNumber,
});
