/**
 * Catalogs and views of pg_catalog that the user guide lists as missing, except those that a cluster was seen to answer.
 * Source: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html
 */
export const unlistedCatalogs: ReadonlySet<string> = new Set(
  `pg_aggregate pg_amop pg_amproc pg_authid pg_config pg_conversion pg_cursors pg_database pg_event_trigger pg_file_settings
  pg_foreign_data_wrapper pg_foreign_server pg_foreign_table pg_hba_file_rules pg_ident_file_mappings pg_init_privs
  pg_language pg_largeobject pg_locks pg_matviews pg_opclass pg_opfamily pg_partitioned_table pg_prepared_statements
  pg_prepared_xacts pg_publication pg_publication_namespace pg_publication_rel pg_publication_tables
  pg_replication_origin pg_replication_origin_status pg_replication_slots pg_rewrite pg_rules pg_seclabel pg_seclabels
  pg_shseclabel pg_stat_activity pg_stat_all_indexes pg_stat_all_tables pg_stat_archiver pg_stat_bgwriter
  pg_stat_database pg_stat_database_conflicts pg_stat_gssapi pg_stat_io pg_stat_progress_analyze
  pg_stat_progress_basebackup pg_stat_progress_cluster pg_stat_progress_create_index pg_stat_progress_vacuum
  pg_stat_recovery_prefetch pg_stat_replication pg_stat_replication_slots pg_stat_slru pg_stat_subscription
  pg_stat_subscription_stats pg_stat_sys_indexes pg_stat_sys_tables pg_stat_user_functions pg_stat_user_indexes
  pg_stat_user_tables pg_stat_wal pg_stat_wal_receiver pg_stat_xact_all_tables pg_stat_xact_sys_tables
  pg_stat_xact_user_functions pg_stat_xact_user_tables pg_statio_all_indexes pg_statio_all_sequences
  pg_statio_all_tables pg_statio_sys_indexes pg_statio_sys_sequences pg_statio_sys_tables pg_statio_user_indexes
  pg_statio_user_sequences pg_statio_user_tables pg_subscription pg_subscription_rel pg_transform pg_trigger
  pg_user_mapping pg_user_mappings`.split(/\s+/),
);
