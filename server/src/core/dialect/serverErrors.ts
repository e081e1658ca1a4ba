/** An error in the server's words; a name in braces stands for a part that differs. */
export interface ServerError {
  /** Five characters. */
  readonly sqlstate: string;
  readonly text: string;
  /** The hint that the sandbox adds. */
  readonly hint?: string;
}

/**
 * Errors that more than one part of the product knows: those of a whole transaction. The error of one construct is in
 * its rule. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export const serverErrors = {
  conflict: { sqlstate: '40001', text: 'change conflicts with another transaction (OC000)' },
  staleCatalog: { sqlstate: '40001', text: 'schema has been updated by another transaction (OC001)' },
  severalDdl: {
    sqlstate: '0A000',
    text: 'multiple ddl statements not supported in a transaction',
    hint: 'Send each DDL statement in a transaction of its own.',
  },
  ddlAndDml: {
    sqlstate: '0A000',
    text: 'ddl and dml are not supported in the same transaction',
    hint: 'Commit the DDL statement before rows are changed.',
  },
  tooManyRows: {
    sqlstate: '54000',
    text: 'transaction row limit exceeded',
    hint: 'Change at most 3,000 rows in a transaction.',
  },
  tooLarge: { sqlstate: '54000', text: 'transaction size limit 10mb exceeded' },
  tooOld: { sqlstate: '54000', text: 'transaction age limit of {seconds}s exceeded' },
  canceled: { sqlstate: '57014', text: 'canceling statement due to user request' },
  unsupportedParameter: {
    sqlstate: '0A000',
    text: 'setting configuration parameter "{parameter}" not supported',
  },
  temporaryTable: { sqlstate: '0A000', text: 'TEMPORARY or TEMP table not supported for CREATE TABLE' },
  indexWithoutAsync: { sqlstate: '0A000', text: 'unsupported mode. please use CREATE INDEX ASYNC.' },
  unsupportedType: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  accessDenied: { sqlstate: '08006', text: 'unable to accept connection, access denied' },
  /** AWS's suite of the Python connector: as for a connection without TLS. */
  noSuchRole: { sqlstate: '08P01', text: 'unable to accept connection, access denied' },
  withoutTls: { sqlstate: '08P01', text: 'unable to accept connection, SSL is mandatory' },
  tooManyConnections: {
    sqlstate: '53300',
    text: 'Unable to accept connection, too many open connections.',
  },
  functionLanguage: { sqlstate: '0A000', text: 'CREATE FUNCTION with language {language} not supported' },
  tooManyKeyColumns: {
    sqlstate: '54011',
    text: 'more than {count} column keys in an index are not supported',
  },
  tooManyIndexes: { sqlstate: '54000', text: 'more than {count} indexes per table are not allowed' },
  unsupportedKey: { sqlstate: '0A000', text: 'datatype {type} is not supported in a key' },
  addConstraint: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ADD CONSTRAINT statement' },
  unknownFunction: { sqlstate: '42883', text: 'function {function} does not exist' },
  unknownType: { sqlstate: '42704', text: 'type "{type}" does not exist' },
  createTableAs: { sqlstate: '0A000', text: 'unsupported statement: CreateTableAs' },
  unsupportedStatement: { sqlstate: '0A000', text: 'unsupported statement: {statement}' },
  unsupportedTransactionStatement: {
    sqlstate: '0A000',
    text: 'unsupported transaction statement: {statement}',
  },
  isolationLevel: { sqlstate: '0A000', text: 'Unsupported isolation level: {level}' },
  droppedObject: { sqlstate: '0A000', text: 'unsupported object in DROP statement' },
  renamedObject: { sqlstate: '0A000', text: 'unsupported object in RENAME statement' },
  dropConstraint: { sqlstate: '0A000', text: 'unsupported ALTER TABLE DROP CONSTRAINT statement' },
  dropKeyColumn: { sqlstate: '0A000', text: 'cannot drop primary key column {column}' },
  rowSecurity: { sqlstate: '0A000', text: 'unsupported ALTER TABLE {action} ROW SECURITY statement' },
  partitionOf: { sqlstate: '0A000', text: 'PARTITION OF clause not supported for CREATE TABLE' },
  tablespace: { sqlstate: '0A000', text: 'TABLESPACE clause not supported' },
  deferrableCheck: { sqlstate: '0A000', text: 'CHECK constraints cannot be marked DEFERRABLE' },
  notValid: { sqlstate: '0A000', text: '{kind} constraints cannot be marked NOT VALID' },
  exclusionConstraint: { sqlstate: '0A000', text: 'the EXCLUDE constraint is not supported' },
  identityType: {
    sqlstate: '0A000',
    text: 'datatype {type} not supported, identity column type must be bigint',
  },
  numericPrecision: { sqlstate: '22023', text: 'NUMERIC precision {digits} must be between 1 and {most}' },
  tooManyIndexColumns: { sqlstate: '54011', text: 'cannot use more than {count} columns in an index' },
  wrongAttributeType: { sqlstate: '42804', text: 'attribute 1 of type {type} has wrong type' },
  functionCall: { sqlstate: '0A000', text: 'unsupported function call message' },
  unavailable: { sqlstate: 'XX000', text: 'server unavailable' },
} as const satisfies Readonly<Record<string, ServerError>>;

/** The error with its slots filled; a slot without a value stays as it is. */
export const worded = <Error extends ServerError>(
  error: Error,
  slots: Readonly<Record<string, string>>,
): ServerError => ({
  ...error,
  text: error.text.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? (slots[name] ?? slot) : slot,
  ),
});
