import type { Access } from './effectModel.js';
import { nonvolatileFunctions } from './nonvolatileFunctions.js';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Whether a function only reads, by the parts of its name. One that is not PostgreSQL's own is unknown. */
export function functionAccess(names: readonly string[]): Access {
  const name = builtInName(names);
  if (name === undefined) return 'unknown';
  if (writing.has(name)) return 'writes';
  return nonvolatileFunctions.has(name) || isReading(name) ? 'reads' : 'unknown';
}

/** Whether a call has the same result for every row of a statement, given the same arguments. */
export function isSameForEachRow(names: readonly string[]): boolean {
  const name = builtInName(names);
  return name !== undefined && (nonvolatileFunctions.has(name) || syntax.has(name));
}

/** Whether a call changes a setting of the session. */
export const changesSetting = (names: readonly string[]): boolean => builtInName(names) === 'set_config';

function builtInName(names: readonly string[]): string | undefined {
  const [name, schema = 'pg_catalog', ...others] = names.toReversed();
  return schema === 'pg_catalog' && others.length === 0 ? name : undefined;
}

const isReading = (name: string): boolean => syntax.has(name) || volatile.has(name);

/** Whether a name in double quotes is a user's function, because without them it is a word of SQL. */
export const isOnlySyntax = (name: string): boolean => syntax.has(name) && !nonvolatileFunctions.has(name);

/** Whether a method of TABLESAMPLE is PostgreSQL's own. */
export const isSampling = (names: readonly string[]): boolean =>
  ['bernoulli', 'system'].includes(builtInName(names) ?? '');

/** Words of SQL that look like calls. */
const syntax =
  setOf(`cast coalesce collation extract greatest grouping json_array json_arrayagg json_object json_objectagg
  least normalize nullif overlay position row substring trim xmlconcat xmlelement xmlexists xmlforest xmlparse xmlpi
  xmlroot xmlserialize xmltable xmlattributes xmlnamespaces`);

/** Functions that PostgreSQL calls volatile because their results vary, and that change nothing. */
const volatile =
  setOf(`array_sample array_shuffle clock_timestamp current_query currval gen_random_uuid lastval
  pg_blocking_pids pg_collation_actual_version pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn
  pg_database_collation_actual_version pg_database_size pg_indexes_size pg_is_in_recovery pg_jit_available
  pg_last_committed_xact pg_lock_status pg_notification_queue_usage pg_partition_ancestors pg_partition_tree
  pg_relation_size pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_sleep pg_sleep_for pg_sleep_until
  pg_stat_get_io pg_stat_get_recovery_prefetch pg_stat_get_xact_blocks_fetched pg_stat_get_xact_blocks_hit
  pg_stat_get_xact_function_calls pg_stat_get_xact_function_self_time pg_stat_get_xact_function_total_time
  pg_stat_get_xact_numscans pg_stat_get_xact_tuples_deleted pg_stat_get_xact_tuples_fetched
  pg_stat_get_xact_tuples_hot_updated pg_stat_get_xact_tuples_inserted pg_stat_get_xact_tuples_newpage_updated
  pg_stat_get_xact_tuples_returned pg_stat_get_xact_tuples_updated pg_table_size pg_tablespace_size
  pg_total_relation_size pg_xact_commit_timestamp pg_xact_status random random_normal timeofday txid_status`);

/** Functions that change rows, sequences, large objects, settings, other sessions or the server. */
const writing =
  setOf(`lo_creat lo_create lo_export lo_from_bytea lo_import lo_put lo_truncate lo_truncate64 lo_unlink lowrite
  nextval pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared
  pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_cancel_backend pg_create_restore_point pg_logical_emit_message
  pg_notify pg_promote pg_reload_conf pg_rotate_logfile pg_stat_reset pg_switch_wal pg_terminate_backend
  pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared
  set_config setseed setval`);
