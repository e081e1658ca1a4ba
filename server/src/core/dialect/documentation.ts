const guide = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide';

/** The pages of the Aurora DSQL user guide that rules point to. */
export const documentation = {
  alterTable: `${guide}/alter-table-syntax-support.html`,
  asyncIndexes: `${guide}/working-with-create-index-async.html`,
  authentication: `${guide}/using-database-and-iam-roles.html`,
  compatibility: `${guide}/working-with-postgresql-compatibility.html`,
  concurrency: `${guide}/working-with-concurrency-control.html`,
  createFunction: `${guide}/create-function-syntax-support.html`,
  createIndex: `${guide}/create-index-syntax-support.html`,
  createSequence: `${guide}/create-sequence-syntax-support.html`,
  createStatistics: `${guide}/create-statistics-syntax-support.html`,
  createTable: `${guide}/create-table-syntax-support.html`,
  createView: `${guide}/create-view.html`,
  dataTypes: `${guide}/working-with-postgresql-compatibility-supported-data-types.html`,
  loadingData: `${guide}/loading-data.html`,
  migration: `${guide}/working-with-postgresql-compatibility-migration-guide.html`,
  plpgsql: `${guide}/working-with-plpgsql.html`,
  primaryKeys: `${guide}/working-with-primary-keys.html`,
  quotas: `${guide}/CHAP_quotas.html`,
  sessionParameters: `${guide}/accessing.html#accessing-session-parameters`,
  sequenceFunctions: `${guide}/sequence-functions-syntax-support.html`,
  sqlSubsets: `${guide}/working-with-postgresql-compatibility-supported-sql-subsets.html`,
  systemTables: `${guide}/working-with-systems-tables.html`,
} as const;
