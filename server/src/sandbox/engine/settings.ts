/** What every session of the engine starts with; the clients of a PostgreSQL that was not started here ask for it. */
export const sessionSettings = {
  TimeZone: 'UTC',
  default_transaction_isolation: 'repeatable read',
  // a cluster has this one alone
  default_text_search_config: 'pg_catalog.simple',
  jit: 'off',
  // workers share memory that small containers do not have
  max_parallel_workers_per_gather: '0',
  deadlock_timeout: '100ms',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_messages: 'log',
} as const;

/** What a PostgreSQL that was started here is told, beside where it listens. */
export const serverSettings = {
  ...sessionSettings,
  max_connections: '2050',
  shared_buffers: '64MB',
  huge_pages: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  log_line_prefix: '',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  logging_collector: 'off',
  // the titles of the processes are how they are found again
  update_process_title: 'on',
} as const;

/**
 * What a client's session starts with whatever its role has set by ALTER ROLE: above all PostgreSQL reads strings as the sandbox
 * does. https://www.postgresql.org/docs/16/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
 */
export const heldOptions = Object.entries({
  TimeZone: 'UTC',
  default_transaction_isolation: 'repeatable\\ read',
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  local_preload_libraries: '',
})
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');
