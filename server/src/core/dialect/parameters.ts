import { lookup } from '../text/lookup.js';
import type { FeatureId } from './timeline.js';

/**
 * The parameters that a session may SET, in lower case, and the change that brought them; undefined for those there
 * from the start. All others are refused: `setting configuration parameter "x" not supported`. A session's role and
 * authorization are not held to be parameters.
 */
export const sessionParameters = lookup<FeatureId | undefined>({
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
  role: undefined,
  search_path: undefined,
  session_authorization: undefined,
  timezone: undefined,
});
