import type { ServerError } from '../../core/dialect/data.js';
import { maxIndexes, maxRows } from '../../core/dialect/limits.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { unsupportedTypes } from '../../core/dialect/types.js';

/** Statements that lead out of the database, by command tag: nobody but the sandbox itself may run them. */
const outside = [
  'CREATE EXTENSION',
  'ALTER EXTENSION',
  'CREATE LANGUAGE',
  'CREATE FOREIGN DATA WRAPPER',
  'CREATE SERVER',
  'CREATE USER MAPPING',
  'CREATE FOREIGN TABLE',
  'IMPORT FOREIGN SCHEMA',
  'CREATE PUBLICATION',
  'CREATE SUBSCRIPTION',
  'CREATE TRANSFORM',
  'CREATE ACCESS METHOD',
];

/** What Aurora DSQL defines, by command tag; CREATE INDEX has an error of its own. */
const taken = [
  ...['SCHEMA', 'TABLE', 'VIEW', 'SEQUENCE', 'FUNCTION', 'PROCEDURE', 'DOMAIN', 'STATISTICS'].flatMap(
    (object) => [`CREATE ${object}`, `ALTER ${object}`, `DROP ${object}`],
  ),
  'ALTER ROUTINE',
  'DROP ROUTINE',
  'ALTER INDEX',
  'DROP INDEX',
  'ALTER DEFAULT PRIVILEGES',
  'COMMENT',
  'GRANT',
  'REVOKE',
];

/**
 * Settings by which PostgreSQL and the sandbox tell each other of a transaction in which stored code runs. A client can
 * set them: it would deceive itself.
 */
export const settings = {
  /** `changed_rows()` when the transaction began. */
  rowsBefore: 'dsql_sandbox.rows_before',
  /** `on` in a transaction that has defined something. */
  defined: 'dsql_sandbox.defined',
  /** `on` once a transaction of the statement that runs has defined something and was not rolled back. */
  everDefined: 'dsql_sandbox.ever_defined',
  /** The share of commits that fail, and what their lot is drawn from. */
  share: 'dsql_sandbox.share',
  seed: 'dsql_sandbox.seed',
} as const;

/** What precedes each COMMIT of a procedure and of a DO block, and what follows each ROLLBACK. */
export const beforeCommit = 'PERFORM sys.before_commit();';
export const afterRollback = 'PERFORM sys.after_rollback()';

/** The text of a value, with which any session finds it again. */
export const asText = (value: string): string => `sys.as_text(${value})`;

const raise = ({ sqlstate, text, hint }: ServerError, ...values: readonly string[]): string => {
  const message = text.replaceAll('%', '%%').replace(/\{\w+\}/g, '%');
  const using = [
    `ERRCODE = '${sqlstate}'`,
    ...(hint === undefined ? [] : [`HINT = '${hint.replaceAll("'", "''")}'`]),
  ];
  return `RAISE EXCEPTION '${[`${message.replaceAll("'", "''")}'`, ...values].join(', ')} USING ${using.join(', ')}`;
};

const names = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]`;

/** A setting, null where it is not set. */
const setting = (name: string): string => `nullif(current_setting('${name}', true), '')`;

/** By them a client ends what others of its role do, and AWS lists them as missing. A cancel by the protocol needs none. */
const enders = ['pg_cancel_backend(int)', 'pg_terminate_backend(int, bigint)'];

/**
 * What PostgreSQL itself holds functions, procedures and DO blocks to, since only it knows what they run: transactions
 * that a procedure commits, and definitions, above all those of EXECUTE.
 */
export const storedCode: readonly string[] = [
  // Rows that this session has changed since it last told the statistics: only differences mean something.
  `CREATE OR REPLACE FUNCTION sys.changed_rows() RETURNS bigint
   LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
     SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables
   $$`,
  // A value as every session reads it, whatever settings it has: exact, and in one time zone.
  `CREATE OR REPLACE FUNCTION sys.as_text(value anyelement) RETURNS text
   LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET DateStyle = 'ISO' SET TimeZone = 'UTC'
   SET extra_float_digits = 1 AS $$ SELECT value::text $$`,
  `CREATE OR REPLACE FUNCTION sys.before_commit() RETURNS void
   LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   DECLARE
     counted bigint := sys.changed_rows();
     changed bigint := counted - coalesce(${setting(settings.rowsBefore)}, '0')::bigint;
     share float8 := ${setting(settings.share)};
     seed bigint := ${setting(settings.seed)};
     -- The second is that of the transaction behind the COMMIT.
     wrong text := coalesce(
       nullif(current_setting('transaction_isolation'), 'repeatable read'),
       nullif(current_setting('default_transaction_isolation'), 'repeatable read'));
   BEGIN
     IF wrong IS NOT NULL THEN
       ${raise(serverErrors.isolationLevel, 'upper(wrong)')};
     END IF;
     IF changed > ${maxRows} THEN
       ${raise(serverErrors.tooManyRows)};
     END IF;
     IF changed > 0 AND ${setting(settings.defined)} = 'on' THEN
       ${raise(serverErrors.ddlAndDml)};
     END IF;
     IF changed > 0 AND share > 0 AND (hashint8extended(counted, seed) & 65535) < share * 65536 THEN
       ${raise(serverErrors.conflict)};
     END IF;
     PERFORM set_config('${settings.rowsBefore}', counted::text, false);
   END $$`,
  `CREATE OR REPLACE FUNCTION sys.after_rollback() RETURNS void
   LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
     SELECT set_config('${settings.rowsBefore}', sys.changed_rows()::text, false)
   $$`,
  `CREATE OR REPLACE FUNCTION sys.before_definition() RETURNS event_trigger
   LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   DECLARE context text;
   BEGIN
     IF (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) THEN
       RETURN;
     END IF;
     IF tg_tag = ANY (${names(outside)}) THEN
       ${raise(serverErrors.unsupportedStatement, 'tg_tag')};
     END IF;
     GET DIAGNOSTICS context = PG_CONTEXT;
     -- One line: the client sent it, or the sandbox for it, and it was admitted.
     IF strpos(context, E'\\n') = 0 THEN
       RETURN;
     END IF;
     IF tg_tag = 'CREATE INDEX' THEN
       ${raise(serverErrors.indexWithoutAsync)};
     ELSIF NOT tg_tag = ANY (${names(taken)}) THEN
       ${raise(serverErrors.unsupportedStatement, 'tg_tag')};
     ELSIF ${setting(settings.defined)} = 'on' THEN
       ${raise(serverErrors.severalDdl)};
     -- Unset: no statement that was seen to run stored code does, but a change or a view, and nobody would learn of it.
     ELSIF coalesce(sys.changed_rows() > ${setting(settings.rowsBefore)}::bigint, true) THEN
       ${raise(serverErrors.ddlAndDml)};
     END IF;
     PERFORM set_config('${settings.defined}', 'on', true), set_config('${settings.everDefined}', 'on', false);
   END $$`,
  `CREATE OR REPLACE FUNCTION sys.after_definition() RETURNS event_trigger
   LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
   DECLARE
     context text;
     kind text;
   BEGIN
     -- What LIKE copies is not in the text. A copy of the sandbox's own has no more indexes than its table.
     IF current_query() ~* '\\mlike\\M' AND current_query() !~ '^CREATE TEMP' AND EXISTS (
       SELECT FROM pg_event_trigger_ddl_commands() c
       JOIN pg_index i ON c.classid = 'pg_class'::regclass AND i.indrelid = c.objid
       GROUP BY i.indrelid HAVING count(DISTINCT i.indexrelid) > ${maxIndexes})
     THEN
       ${raise(serverErrors.tooManyIndexes, String(maxIndexes))};
     END IF;
     GET DIAGNOSTICS context = PG_CONTEXT;
     IF strpos(context, E'\\n') = 0 OR (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) THEN
       RETURN;
     END IF;
     IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name = 'pg_temp') THEN
       ${raise(serverErrors.temporaryTable)};
     END IF;
     SELECT format_type(t.oid, NULL) INTO kind
     FROM pg_event_trigger_ddl_commands() c
     JOIN pg_attribute a ON c.classid = 'pg_class'::regclass AND a.attrelid = c.objid AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_class r ON r.oid = c.objid AND r.relkind = 'r'
     JOIN pg_type t ON t.oid = a.atttypid
     WHERE t.typcategory = 'A' OR t.typname = ANY (${names(Object.keys(unsupportedTypes))}) LIMIT 1;
     IF kind IS NOT NULL THEN
       ${raise(serverErrors.unsupportedType, 'kind')};
     END IF;
   END $$`,
  // Of earlier versions.
  'DROP EVENT TRIGGER IF EXISTS dsql_refuse',
  'DROP FUNCTION IF EXISTS sys.refuse()',
  'DROP EVENT TRIGGER IF EXISTS dsql_before_definition',
  'DROP EVENT TRIGGER IF EXISTS dsql_after_definition',
  'CREATE EVENT TRIGGER dsql_before_definition ON ddl_command_start EXECUTE FUNCTION sys.before_definition()',
  'CREATE EVENT TRIGGER dsql_after_definition ON ddl_command_end EXECUTE FUNCTION sys.after_definition()',
  ...[...advisoryLocks(), ...enders].map(
    (name) => `REVOKE EXECUTE ON FUNCTION pg_catalog.${name} FROM public`,
  ),
];

/** No cluster has them, and EXECUTE would put their names together. */
function advisoryLocks(): readonly string[] {
  const keys = ['bigint', 'int, int'];
  const locks = ['', 'xact_'].flatMap((kind) =>
    ['pg_', 'pg_try_'].flatMap((verb) => ['', '_shared'].map((mode) => `${verb}advisory_${kind}lock${mode}`)),
  );
  return locks.flatMap((name) => keys.map((key) => `${name}(${key})`));
}
