import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Change, Target } from '../../../src/core/catalog/change.js';
import { changesOf } from '../../../src/core/catalog/read/changes.js';
import { parseStatement } from '../../../src/core/syntax/parse.js';
import { type Statement, statementText } from '../../../src/core/syntax/statement.js';
import { parser } from '../engine.js';

/**
 * Every statement of PostgreSQL 16 and what it does to a catalog. The compiler demands a line for each node, each kind of
 * object and each action of ALTER TABLE that the grammar has, so none is forgotten in silence.
 */
type Case = readonly [sql: string, does: string];

/** Beginning with it: nothing, for a reason. */
const nothing = (reason: string): string => `nothing: ${reason}`;

const noRights = nothing('a catalog does not say who owns or may do what');
const noSuchPart = nothing('a catalog has no such objects');
const noSuchFact = nothing('a catalog does not say this of it');
const ofRows = nothing('it changes rows, or reads them');
const ofSession = nothing('it changes the session only');
const ofServer = nothing('it is about the server, and not about one database');
const notWritten = 'unknown';

type Node = NonNullable<Statement['node']>;
type NodeNames = Node extends infer One ? (One extends unknown ? keyof One : never) : never;
type StatementName = Extract<NodeNames, `${string}Stmt`>;
type Drop = Extract<Node, { readonly DropStmt: unknown }>['DropStmt'];
type Command = Extract<Node, { readonly AlterTableCmd: unknown }>['AlterTableCmd'];
type ObjectType = NonNullable<Drop['removeType']>;
type AlterTableType = NonNullable<Command['subtype']>;

/** Of DefineStmt, DropStmt, RenameStmt, AlterObjectSchemaStmt and CommentStmt `objects` has more, of AlterTableStmt `actions`. */
const statements: Readonly<Record<StatementName, readonly Case[]>> = {
  AlterCollationStmt: [['ALTER COLLATION c REFRESH VERSION', noSuchPart]],
  AlterDatabaseRefreshCollStmt: [['ALTER DATABASE d REFRESH COLLATION VERSION', ofServer]],
  AlterDatabaseSetStmt: [["ALTER DATABASE d SET search_path = 'app'", nothing('later sessions have it')]],
  AlterDatabaseStmt: [['ALTER DATABASE d CONNECTION LIMIT 3', ofServer]],
  AlterDefaultPrivilegesStmt: [['ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r', noRights]],
  AlterDomainStmt: [
    ['ALTER DOMAIN d SET DEFAULT 1', 'alter type (set default)'],
    ['ALTER DOMAIN d DROP DEFAULT', 'alter type (set default)'],
    ['ALTER DOMAIN d SET NOT NULL', 'alter type (set not null)'],
    ['ALTER DOMAIN d DROP NOT NULL', 'alter type (set not null)'],
    ['ALTER DOMAIN d ADD CHECK (VALUE > 0)', 'alter type (add check)'],
    ['ALTER DOMAIN d DROP CONSTRAINT c', 'alter type (drop check)'],
    ['ALTER DOMAIN d VALIDATE CONSTRAINT c', 'alter type (validate check)'],
  ],
  AlterEnumStmt: [
    ["ALTER TYPE t ADD VALUE 'a'", 'alter type (add value)'],
    ["ALTER TYPE t RENAME VALUE 'a' TO 'b'", 'alter type (rename value)'],
  ],
  AlterEventTrigStmt: [['ALTER EVENT TRIGGER e DISABLE', noSuchPart]],
  AlterExtensionContentsStmt: [['ALTER EXTENSION e ADD TABLE t', noSuchFact]],
  AlterExtensionStmt: [['ALTER EXTENSION e UPDATE', notWritten]],
  AlterFdwStmt: [['ALTER FOREIGN DATA WRAPPER f NO HANDLER', noSuchPart]],
  AlterForeignServerStmt: [["ALTER SERVER s VERSION '2'", noSuchPart]],
  AlterFunctionStmt: [
    ['ALTER FUNCTION f(int) STABLE', 'alter routine'],
    ['ALTER PROCEDURE f(int) SECURITY DEFINER', 'alter routine'],
    ['ALTER ROUTINE f COST 10', 'alter routine'],
  ],
  AlterObjectDependsStmt: [['ALTER INDEX i DEPENDS ON EXTENSION e', noSuchFact]],
  AlterObjectSchemaStmt: [],
  AlterOpFamilyStmt: [['ALTER OPERATOR FAMILY f USING btree DROP OPERATOR 1 (int, int)', noSuchPart]],
  AlterOperatorStmt: [['ALTER OPERATOR + (int, int) SET (RESTRICT = NONE)', noSuchFact]],
  AlterOwnerStmt: [
    ['ALTER SCHEMA s OWNER TO r', noRights],
    ['ALTER FUNCTION f(int) OWNER TO r', noRights],
    ['ALTER OPERATOR + (int, int) OWNER TO r', noRights],
  ],
  AlterPolicyStmt: [['ALTER POLICY p ON t TO r', noSuchPart]],
  AlterPublicationStmt: [['ALTER PUBLICATION p ADD TABLE t', noSuchPart]],
  AlterRoleSetStmt: [["ALTER ROLE r SET search_path = 'app'", nothing('later sessions have it')]],
  AlterRoleStmt: [
    ['ALTER ROLE r NOLOGIN', 'alter role'],
    ['ALTER ROLE r CREATEDB', noRights],
    ['ALTER GROUP g ADD USER r', noRights],
  ],
  AlterSeqStmt: [['ALTER SEQUENCE s AS int OWNED BY t.a', 'alter sequence']],
  AlterStatsStmt: [['ALTER STATISTICS s SET STATISTICS 10', noSuchPart]],
  AlterSubscriptionStmt: [['ALTER SUBSCRIPTION s DISABLE', noSuchPart]],
  AlterSystemStmt: [['ALTER SYSTEM RESET ALL', ofServer]],
  AlterTSConfigurationStmt: [['ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR word', noSuchPart]],
  AlterTSDictionaryStmt: [['ALTER TEXT SEARCH DICTIONARY d (stopwords = russian)', noSuchPart]],
  AlterTableMoveAllStmt: [['ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b', noSuchFact]],
  AlterTableSpaceOptionsStmt: [['ALTER TABLESPACE t SET (seq_page_cost = 1)', ofServer]],
  AlterTableStmt: [
    ['ALTER VIEW v ALTER a SET DEFAULT 1', 'alter relation (set default)'],
    ['ALTER TYPE t ADD ATTRIBUTE a int', 'alter relation (add column)'],
    ['ALTER INDEX i SET (fillfactor = 50)', 'alter relation'],
    ['ALTER SEQUENCE s SET UNLOGGED', 'alter relation (set persistence)'],
  ],
  AlterTypeStmt: [['ALTER TYPE t SET (STORAGE = plain)', noSuchFact]],
  AlterUserMappingStmt: [["ALTER USER MAPPING FOR r SERVER s OPTIONS (SET a 'b')", noSuchPart]],
  CallStmt: [
    ['CALL p()', notWritten],
    ["CALL sys.wait_for_job('x')", 'await job'],
  ],
  CheckPointStmt: [['CHECKPOINT', ofServer]],
  ClosePortalStmt: [['CLOSE c', ofSession]],
  ClusterStmt: [['CLUSTER t USING i', noSuchFact]],
  CommentStmt: [],
  CompositeTypeStmt: [['CREATE TYPE t AS (a int)', 'create type (composite)']],
  ConstraintsSetStmt: [['SET CONSTRAINTS ALL DEFERRED', ofSession]],
  CopyStmt: [['COPY t FROM STDIN', ofRows]],
  CreateAmStmt: [['CREATE ACCESS METHOD a TYPE INDEX HANDLER h', noSuchPart]],
  CreateCastStmt: [
    ['CREATE CAST (a AS b) WITH FUNCTION f(a)', 'create cast'],
    ['CREATE CAST (a AS b) WITH INOUT', 'create cast'],
    ['CREATE CAST (a AS b) WITHOUT FUNCTION AS ASSIGNMENT', 'create cast'],
  ],
  CreateConversionStmt: [["CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f", noSuchPart]],
  CreateDomainStmt: [['CREATE DOMAIN d AS int CHECK (VALUE > 0)', 'create type (domain)']],
  CreateEnumStmt: [["CREATE TYPE t AS ENUM ('a')", 'create type (enum)']],
  CreateEventTrigStmt: [['CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()', noSuchPart]],
  CreateExtensionStmt: [['CREATE EXTENSION e', notWritten]],
  CreateFdwStmt: [['CREATE FOREIGN DATA WRAPPER f', noSuchPart]],
  CreateForeignServerStmt: [['CREATE SERVER s FOREIGN DATA WRAPPER f', noSuchPart]],
  CreateForeignTableStmt: [['CREATE FOREIGN TABLE t (a int) SERVER s', 'create relation (foreign table)']],
  CreateFunctionStmt: [
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", 'create routine (function)'],
    ["CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'", 'create routine (procedure)'],
  ],
  CreateOpClassStmt: [['CREATE OPERATOR CLASS c FOR TYPE int USING btree AS OPERATOR 1 <', noSuchPart]],
  CreateOpFamilyStmt: [['CREATE OPERATOR FAMILY f USING btree', noSuchPart]],
  CreatePLangStmt: [['CREATE LANGUAGE l HANDLER h', noSuchPart]],
  CreatePolicyStmt: [['CREATE POLICY p ON t', noSuchPart]],
  CreatePublicationStmt: [['CREATE PUBLICATION p FOR ALL TABLES', noSuchPart]],
  CreateRangeStmt: [['CREATE TYPE t AS RANGE (subtype = int)', 'create type (range)']],
  CreateRoleStmt: [
    ['CREATE ROLE r', 'create role'],
    ['CREATE USER r', 'create role'],
    ['CREATE GROUP r', 'create role'],
  ],
  CreateSchemaStmt: [
    ['CREATE SCHEMA s', 'create schema'],
    ['CREATE SCHEMA s CREATE TABLE t (a int)', 'create schema'],
  ],
  CreateSeqStmt: [['CREATE SEQUENCE s', 'create sequence']],
  CreateStatsStmt: [['CREATE STATISTICS s ON a, b FROM t', noSuchPart]],
  CreateStmt: [
    ['CREATE TABLE t (a int)', 'create relation (table)'],
    ['CREATE TABLE t (a int) PARTITION BY RANGE (a)', 'create relation (partitioned table)'],
    ['CREATE TABLE t PARTITION OF u DEFAULT', 'create relation (table)'],
    ['CREATE TABLE t OF y', 'create relation (table)'],
  ],
  CreateSubscriptionStmt: [["CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", noSuchPart]],
  CreateTableAsStmt: [
    ['CREATE TABLE t AS SELECT 1 AS a', 'create relation (table)'],
    ['CREATE TABLE t AS EXECUTE p', 'create relation (table)'],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1 AS a', 'create relation (materialized view)'],
  ],
  CreateTableSpaceStmt: [["CREATE TABLESPACE t LOCATION '/x'", ofServer]],
  CreateTransformStmt: [
    ['CREATE TRANSFORM FOR int LANGUAGE l (FROM SQL WITH FUNCTION f(internal))', noSuchPart],
  ],
  CreateTrigStmt: [['CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f()', noSuchPart]],
  CreateUserMappingStmt: [['CREATE USER MAPPING FOR r SERVER s', noSuchPart]],
  CreatedbStmt: [['CREATE DATABASE d', ofServer]],
  DeallocateStmt: [['DEALLOCATE p', ofSession]],
  DeclareCursorStmt: [['DECLARE c CURSOR FOR SELECT 1', ofSession]],
  DefineStmt: [],
  DeleteStmt: [['DELETE FROM t', ofRows]],
  DiscardStmt: [['DISCARD ALL', 'set path']],
  DoStmt: [["DO 'BEGIN END'", notWritten]],
  DropOwnedStmt: [['DROP OWNED BY r', notWritten]],
  DropRoleStmt: [
    ['DROP ROLE r, s', 'drop role, role'],
    ['DROP USER r', 'drop role'],
  ],
  DropStmt: [],
  DropSubscriptionStmt: [['DROP SUBSCRIPTION s', noSuchPart]],
  DropTableSpaceStmt: [['DROP TABLESPACE t', ofServer]],
  DropUserMappingStmt: [['DROP USER MAPPING FOR r SERVER s', noSuchPart]],
  DropdbStmt: [['DROP DATABASE d', ofServer]],
  ExecuteStmt: [['EXECUTE p', notWritten]],
  ExplainStmt: [['EXPLAIN SELECT 1', ofRows]],
  FetchStmt: [['FETCH c', ofRows]],
  GrantRoleStmt: [['GRANT a TO b', noRights]],
  GrantStmt: [['GRANT SELECT ON t TO r', noRights]],
  ImportForeignSchemaStmt: [['IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b', notWritten]],
  IndexStmt: [['CREATE INDEX i ON t (a)', 'create index']],
  InsertStmt: [['INSERT INTO t VALUES (1)', ofRows]],
  ListenStmt: [['LISTEN c', ofSession]],
  LoadStmt: [["LOAD 'x'", ofSession]],
  LockStmt: [['LOCK t', ofSession]],
  MergeStmt: [['MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE', ofRows]],
  NotifyStmt: [['NOTIFY c', ofServer]],
  // The grammar makes these inside of a function's body, and a parser for PL/pgSQL inside of that.
  PLAssignStmt: [],
  ReturnStmt: [],
  PrepareStmt: [['PREPARE p AS SELECT 1', ofSession]],
  // No text begins with these: the first wraps every statement, the second is a part of ALTER TABLE, the third of a SELECT's plan.
  RawStmt: [],
  ReplicaIdentityStmt: [],
  SetOperationStmt: [],
  ReassignOwnedStmt: [['REASSIGN OWNED BY a TO b', noRights]],
  RefreshMatViewStmt: [['REFRESH MATERIALIZED VIEW v', ofRows]],
  ReindexStmt: [['REINDEX TABLE t', noSuchFact]],
  RenameStmt: [],
  RuleStmt: [['CREATE RULE r AS ON INSERT TO t DO NOTHING', noSuchPart]],
  SecLabelStmt: [["SECURITY LABEL ON TABLE t IS 'x'", noSuchFact]],
  SelectStmt: [
    ['SELECT 1', ofRows],
    ['SELECT 1 AS a INTO t', 'create relation (table)'],
    ["SELECT set_config('search_path', 'app', false)", 'set path'],
  ],
  TransactionStmt: [
    ['BEGIN', 'transaction (begin)'],
    ['START TRANSACTION', 'transaction (begin)'],
    ['COMMIT AND CHAIN', 'transaction (commit)'],
    ['ROLLBACK', 'transaction (rollback)'],
    ['SAVEPOINT s', 'transaction (savepoint)'],
    ['RELEASE s', 'transaction (release)'],
    ['ROLLBACK TO s', 'transaction (rollback to)'],
    ["PREPARE TRANSACTION 'x'", 'transaction (commit)'],
    ["COMMIT PREPARED 'x'", notWritten],
    ["ROLLBACK PREPARED 'x'", notWritten],
  ],
  TruncateStmt: [['TRUNCATE t', ofRows]],
  UnlistenStmt: [['UNLISTEN c', ofSession]],
  UpdateStmt: [['UPDATE t SET a = 1', ofRows]],
  VacuumStmt: [['VACUUM t', ofRows]],
  VariableSetStmt: [
    ['SET search_path = app', 'set path'],
    ['SET LOCAL search_path = app', 'set path'],
    ['RESET search_path', 'set path'],
    ['RESET ALL', 'set path'],
    ['SET TIME ZONE utc', ofSession],
  ],
  VariableShowStmt: [['SHOW search_path', ofRows]],
  ViewStmt: [
    ['CREATE VIEW v AS SELECT 1 AS a', 'create relation (view)'],
    ['CREATE RECURSIVE VIEW v (n) AS SELECT 1', 'create relation (view)'],
  ],
};

/** What statements that name any kind of object do. */
const objects: Readonly<Record<ObjectType, readonly Case[]>> = {
  OBJECT_ACCESS_METHOD: [
    ['DROP ACCESS METHOD a', noSuchPart],
    ["COMMENT ON ACCESS METHOD a IS 'x'", noSuchPart],
  ],
  OBJECT_AGGREGATE: [
    ['CREATE AGGREGATE a(int) (SFUNC = int4pl, STYPE = int)', 'create routine (aggregate)'],
    ['DROP AGGREGATE a(int)', 'drop routine'],
    ['ALTER AGGREGATE a(int) RENAME TO b', 'rename routine'],
    ['ALTER AGGREGATE a(int) SET SCHEMA s', 'set schema routine'],
    ["COMMENT ON AGGREGATE a(int) IS 'x'", 'comment routine'],
  ],
  OBJECT_AMOP: [],
  OBJECT_AMPROC: [],
  OBJECT_ATTRIBUTE: [['ALTER TYPE t RENAME ATTRIBUTE a TO b', 'rename attribute']],
  OBJECT_CAST: [
    ['DROP CAST (a AS b)', 'drop cast'],
    ["COMMENT ON CAST (a AS b) IS 'x'", 'comment cast'],
  ],
  OBJECT_COLLATION: [
    ["CREATE COLLATION c (LOCALE = 'de')", noSuchPart],
    ['DROP COLLATION c', noSuchPart],
    ['ALTER COLLATION c RENAME TO d', noSuchPart],
    ['ALTER COLLATION c SET SCHEMA s', noSuchPart],
    ["COMMENT ON COLLATION c IS 'x'", noSuchPart],
  ],
  OBJECT_COLUMN: [
    ['ALTER TABLE t RENAME a TO b', 'rename column'],
    ['ALTER VIEW v RENAME COLUMN a TO b', 'rename column'],
    ["COMMENT ON COLUMN t.a IS 'x'", 'comment column'],
  ],
  OBJECT_CONVERSION: [
    ['DROP CONVERSION c', noSuchPart],
    ['ALTER CONVERSION c RENAME TO d', noSuchPart],
    ['ALTER CONVERSION c SET SCHEMA s', noSuchPart],
    ["COMMENT ON CONVERSION c IS 'x'", noSuchPart],
  ],
  OBJECT_DATABASE: [
    ['ALTER DATABASE d RENAME TO e', ofServer],
    ["COMMENT ON DATABASE d IS 'x'", ofServer],
  ],
  OBJECT_DEFACL: [],
  OBJECT_DEFAULT: [],
  OBJECT_DOMAIN: [
    ['DROP DOMAIN d', 'drop type'],
    ['ALTER DOMAIN d RENAME TO e', 'rename type'],
    ['ALTER DOMAIN d SET SCHEMA s', 'set schema type'],
    ["COMMENT ON DOMAIN d IS 'x'", 'comment type'],
  ],
  OBJECT_DOMCONSTRAINT: [
    ['ALTER DOMAIN d RENAME CONSTRAINT a TO b', 'rename check'],
    ["COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x'", 'comment check'],
  ],
  OBJECT_EVENT_TRIGGER: [
    ['DROP EVENT TRIGGER e', noSuchPart],
    ['ALTER EVENT TRIGGER e RENAME TO f', noSuchPart],
    ["COMMENT ON EVENT TRIGGER e IS 'x'", noSuchPart],
  ],
  OBJECT_EXTENSION: [
    ['DROP EXTENSION e', notWritten],
    ['ALTER EXTENSION e SET SCHEMA s', notWritten],
    ["COMMENT ON EXTENSION e IS 'x'", noSuchPart],
  ],
  OBJECT_FDW: [
    ['DROP FOREIGN DATA WRAPPER f', noSuchPart],
    ['ALTER FOREIGN DATA WRAPPER f RENAME TO g', noSuchPart],
    ["COMMENT ON FOREIGN DATA WRAPPER f IS 'x'", noSuchPart],
  ],
  OBJECT_FOREIGN_SERVER: [
    ['DROP SERVER s', noSuchPart],
    ['ALTER SERVER s RENAME TO t', noSuchPart],
    ["COMMENT ON SERVER s IS 'x'", noSuchPart],
  ],
  OBJECT_FOREIGN_TABLE: [
    ['DROP FOREIGN TABLE t', 'drop relation'],
    ['ALTER FOREIGN TABLE t RENAME TO u', 'rename relation'],
    ['ALTER FOREIGN TABLE t SET SCHEMA s', 'set schema relation'],
    ["COMMENT ON FOREIGN TABLE t IS 'x'", 'comment relation'],
  ],
  OBJECT_FUNCTION: [
    ['DROP FUNCTION f, g(int)', 'drop routine, routine'],
    ['ALTER FUNCTION f(int) RENAME TO g', 'rename routine'],
    ['ALTER FUNCTION f(int) SET SCHEMA s', 'set schema routine'],
    ["COMMENT ON FUNCTION f(int) IS 'x'", 'comment routine'],
  ],
  OBJECT_INDEX: [
    ['DROP INDEX i', 'drop relation'],
    ['ALTER INDEX i RENAME TO j', 'rename relation'],
    ["COMMENT ON INDEX i IS 'x'", 'comment relation'],
  ],
  OBJECT_LANGUAGE: [
    ['DROP LANGUAGE l', noSuchPart],
    ['ALTER LANGUAGE l RENAME TO m', noSuchPart],
    ["COMMENT ON LANGUAGE l IS 'x'", noSuchPart],
  ],
  OBJECT_LARGEOBJECT: [["COMMENT ON LARGE OBJECT 1 IS 'x'", noSuchPart]],
  OBJECT_MATVIEW: [
    ['DROP MATERIALIZED VIEW v', 'drop relation'],
    ['ALTER MATERIALIZED VIEW v RENAME TO w', 'rename relation'],
    ['ALTER MATERIALIZED VIEW v SET SCHEMA s', 'set schema relation'],
    ["COMMENT ON MATERIALIZED VIEW v IS 'x'", 'comment relation'],
  ],
  OBJECT_OPCLASS: [
    ['DROP OPERATOR CLASS c USING btree', noSuchPart],
    ['ALTER OPERATOR CLASS c USING btree RENAME TO d', noSuchPart],
    ['ALTER OPERATOR CLASS c USING btree SET SCHEMA s', noSuchPart],
    ["COMMENT ON OPERATOR CLASS c USING btree IS 'x'", noSuchPart],
  ],
  OBJECT_OPERATOR: [
    ['CREATE OPERATOR + (LEFTARG = a, RIGHTARG = b, FUNCTION = f)', 'create operator'],
    ['CREATE OPERATOR @ (RIGHTARG = b, PROCEDURE = s.f)', 'create operator'],
    ['CREATE OPERATOR @ (LEFTARG = a, FUNCTION = f)', nothing('the server refuses it')],
    ['DROP OPERATOR + (a, b), @ (NONE, b)', 'drop operator, operator'],
    ['ALTER OPERATOR + (a, b) SET SCHEMA s', 'set schema operator'],
    ["COMMENT ON OPERATOR + (a, b) IS 'x'", 'comment operator'],
  ],
  OBJECT_OPFAMILY: [
    ['DROP OPERATOR FAMILY f USING btree', noSuchPart],
    ['ALTER OPERATOR FAMILY f USING btree RENAME TO g', noSuchPart],
    ['ALTER OPERATOR FAMILY f USING btree SET SCHEMA s', noSuchPart],
    ["COMMENT ON OPERATOR FAMILY f USING btree IS 'x'", noSuchPart],
  ],
  OBJECT_PARAMETER_ACL: [],
  OBJECT_POLICY: [
    ['DROP POLICY p ON t', noSuchPart],
    ['ALTER POLICY p ON t RENAME TO q', noSuchPart],
    ["COMMENT ON POLICY p ON t IS 'x'", noSuchPart],
  ],
  OBJECT_PROCEDURE: [
    ['DROP PROCEDURE p(int)', 'drop routine'],
    ['ALTER PROCEDURE p(int) RENAME TO q', 'rename routine'],
    ['ALTER PROCEDURE p(int) SET SCHEMA s', 'set schema routine'],
    ["COMMENT ON PROCEDURE p(int) IS 'x'", 'comment routine'],
  ],
  OBJECT_PUBLICATION: [
    ['DROP PUBLICATION p', noSuchPart],
    ['ALTER PUBLICATION p RENAME TO q', noSuchPart],
    ["COMMENT ON PUBLICATION p IS 'x'", noSuchPart],
  ],
  OBJECT_PUBLICATION_NAMESPACE: [],
  OBJECT_PUBLICATION_REL: [],
  OBJECT_ROLE: [
    ['ALTER ROLE r RENAME TO s', 'rename role'],
    ["COMMENT ON ROLE r IS 'x'", 'comment role'],
  ],
  OBJECT_ROUTINE: [
    ['DROP ROUTINE r(int)', 'drop routine'],
    ['ALTER ROUTINE r(int) RENAME TO s', 'rename routine'],
    ['ALTER ROUTINE r(int) SET SCHEMA s', 'set schema routine'],
    ["COMMENT ON ROUTINE r(int) IS 'x'", 'comment routine'],
  ],
  OBJECT_RULE: [
    ['DROP RULE r ON t', noSuchPart],
    ['ALTER RULE r ON t RENAME TO s', noSuchPart],
    ["COMMENT ON RULE r ON t IS 'x'", noSuchPart],
  ],
  OBJECT_SCHEMA: [
    ['DROP SCHEMA a, b CASCADE', 'drop schema, schema'],
    ['ALTER SCHEMA a RENAME TO b', 'rename schema'],
    ["COMMENT ON SCHEMA a IS 'x'", 'comment schema'],
  ],
  OBJECT_SEQUENCE: [
    ['DROP SEQUENCE s', 'drop relation'],
    ['ALTER SEQUENCE s RENAME TO t', 'rename relation'],
    ['ALTER SEQUENCE s SET SCHEMA t', 'set schema relation'],
    ["COMMENT ON SEQUENCE s IS 'x'", 'comment relation'],
  ],
  OBJECT_STATISTIC_EXT: [
    ['DROP STATISTICS s', noSuchPart],
    ['ALTER STATISTICS s RENAME TO t', noSuchPart],
    ['ALTER STATISTICS s SET SCHEMA t', noSuchPart],
    ["COMMENT ON STATISTICS s IS 'x'", noSuchPart],
  ],
  OBJECT_SUBSCRIPTION: [
    ['ALTER SUBSCRIPTION s RENAME TO t', noSuchPart],
    ["COMMENT ON SUBSCRIPTION s IS 'x'", noSuchPart],
  ],
  OBJECT_TABCONSTRAINT: [
    ['ALTER TABLE t RENAME CONSTRAINT a TO b', 'rename constraint'],
    ["COMMENT ON CONSTRAINT c ON t IS 'x'", 'comment constraint'],
  ],
  OBJECT_TABLE: [
    ['DROP TABLE t, u', 'drop relation, relation'],
    ['ALTER TABLE t RENAME TO u', 'rename relation'],
    ['ALTER TABLE t SET SCHEMA s', 'set schema relation'],
    ["COMMENT ON TABLE t IS 'x'", 'comment relation'],
  ],
  OBJECT_TABLESPACE: [
    ['ALTER TABLESPACE t RENAME TO u', ofServer],
    ["COMMENT ON TABLESPACE t IS 'x'", ofServer],
  ],
  OBJECT_TRANSFORM: [
    ['DROP TRANSFORM FOR int LANGUAGE l', noSuchPart],
    ["COMMENT ON TRANSFORM FOR int LANGUAGE l IS 'x'", noSuchPart],
  ],
  OBJECT_TRIGGER: [
    ['DROP TRIGGER g ON t', noSuchPart],
    ['ALTER TRIGGER g ON t RENAME TO h', noSuchPart],
    ["COMMENT ON TRIGGER g ON t IS 'x'", noSuchPart],
  ],
  OBJECT_TSCONFIGURATION: [
    ['CREATE TEXT SEARCH CONFIGURATION c (PARSER = p)', noSuchPart],
    ['DROP TEXT SEARCH CONFIGURATION c', noSuchPart],
    ['ALTER TEXT SEARCH CONFIGURATION c RENAME TO d', noSuchPart],
    ['ALTER TEXT SEARCH CONFIGURATION c SET SCHEMA s', noSuchPart],
    ["COMMENT ON TEXT SEARCH CONFIGURATION c IS 'x'", noSuchPart],
  ],
  OBJECT_TSDICTIONARY: [
    ['CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = t)', noSuchPart],
    ['DROP TEXT SEARCH DICTIONARY d', noSuchPart],
    ['ALTER TEXT SEARCH DICTIONARY d RENAME TO e', noSuchPart],
    ['ALTER TEXT SEARCH DICTIONARY d SET SCHEMA s', noSuchPart],
    ["COMMENT ON TEXT SEARCH DICTIONARY d IS 'x'", noSuchPart],
  ],
  OBJECT_TSPARSER: [
    ['CREATE TEXT SEARCH PARSER p (START = f)', noSuchPart],
    ['DROP TEXT SEARCH PARSER p', noSuchPart],
    ['ALTER TEXT SEARCH PARSER p RENAME TO q', noSuchPart],
    ['ALTER TEXT SEARCH PARSER p SET SCHEMA s', noSuchPart],
    ["COMMENT ON TEXT SEARCH PARSER p IS 'x'", noSuchPart],
  ],
  OBJECT_TSTEMPLATE: [
    ['CREATE TEXT SEARCH TEMPLATE t (LEXIZE = f)', noSuchPart],
    ['DROP TEXT SEARCH TEMPLATE t', noSuchPart],
    ['ALTER TEXT SEARCH TEMPLATE t RENAME TO u', noSuchPart],
    ['ALTER TEXT SEARCH TEMPLATE t SET SCHEMA s', noSuchPart],
    ["COMMENT ON TEXT SEARCH TEMPLATE t IS 'x'", noSuchPart],
  ],
  OBJECT_TYPE: [
    ['CREATE TYPE t', 'create type (shell)'],
    ['CREATE TYPE t (INPUT = f, OUTPUT = g)', 'create type (base)'],
    ['DROP TYPE t', 'drop type'],
    ['ALTER TYPE t RENAME TO u', 'rename type'],
    ['ALTER TYPE t SET SCHEMA s', 'set schema type'],
    ["COMMENT ON TYPE t IS 'x'", 'comment type'],
  ],
  OBJECT_USER_MAPPING: [],
  OBJECT_VIEW: [
    ['DROP VIEW v', 'drop relation'],
    ['ALTER VIEW v RENAME TO w', 'rename relation'],
    ['ALTER VIEW v SET SCHEMA s', 'set schema relation'],
    ["COMMENT ON VIEW v IS 'x'", 'comment relation'],
  ],
};

/** What ALTER TABLE does. `[]`: no text has it, the server makes it for itself. */
const actions: Readonly<Record<AlterTableType, readonly Case[]>> = {
  AT_AddColumn: [['ADD a int', 'add column']],
  AT_AddColumnToView: [],
  AT_AddConstraint: [['ADD CHECK (a > 0)', 'add constraint']],
  AT_AddIdentity: [['ALTER a ADD GENERATED ALWAYS AS IDENTITY', 'add identity']],
  AT_AddIndex: [],
  AT_AddIndexConstraint: [],
  AT_AddInherit: [['INHERIT u', 'inherit']],
  AT_AddOf: [['OF y', nothing('its columns are those of the type already')]],
  AT_AlterColumnGenericOptions: [["ALTER a OPTIONS (SET b 'c')", noSuchFact]],
  AT_AlterColumnType: [['ALTER a TYPE bigint', 'set type']],
  AT_AlterConstraint: [['ALTER CONSTRAINT c DEFERRABLE', 'alter constraint']],
  AT_AttachPartition: [['ATTACH PARTITION p DEFAULT', 'attach partition']],
  AT_ChangeOwner: [['OWNER TO r', noRights]],
  AT_CheckNotNull: [],
  AT_ClusterOn: [['CLUSTER ON i', noSuchFact]],
  AT_ColumnDefault: [
    ['ALTER a SET DEFAULT 1', 'set default'],
    ['ALTER a DROP DEFAULT', 'set default'],
  ],
  AT_CookedColumnDefault: [],
  AT_DetachPartition: [['DETACH PARTITION p', 'detach partition']],
  AT_DetachPartitionFinalize: [['DETACH PARTITION p FINALIZE', nothing('DETACH … CONCURRENTLY has done it')]],
  AT_DisableRowSecurity: [['DISABLE ROW LEVEL SECURITY', noSuchFact]],
  AT_DisableRule: [['DISABLE RULE r', noSuchPart]],
  AT_DisableTrig: [['DISABLE TRIGGER g', noSuchPart]],
  AT_DisableTrigAll: [['DISABLE TRIGGER ALL', noSuchPart]],
  AT_DisableTrigUser: [['DISABLE TRIGGER USER', noSuchPart]],
  AT_DropCluster: [['SET WITHOUT CLUSTER', noSuchFact]],
  AT_DropColumn: [['DROP a', 'drop column']],
  AT_DropConstraint: [['DROP CONSTRAINT c', 'drop constraint']],
  AT_DropExpression: [['ALTER a DROP EXPRESSION', 'drop expression']],
  AT_DropIdentity: [['ALTER a DROP IDENTITY', 'drop identity']],
  AT_DropInherit: [['NO INHERIT u', 'stop inheriting']],
  AT_DropNotNull: [['ALTER a DROP NOT NULL', 'set not null']],
  AT_DropOf: [['NOT OF', nothing('it keeps its columns')]],
  AT_DropOids: [['SET WITHOUT OIDS', noSuchFact]],
  AT_EnableAlwaysRule: [['ENABLE ALWAYS RULE r', noSuchPart]],
  AT_EnableAlwaysTrig: [['ENABLE ALWAYS TRIGGER g', noSuchPart]],
  AT_EnableReplicaRule: [['ENABLE REPLICA RULE r', noSuchPart]],
  AT_EnableReplicaTrig: [['ENABLE REPLICA TRIGGER g', noSuchPart]],
  AT_EnableRowSecurity: [['ENABLE ROW LEVEL SECURITY', noSuchFact]],
  AT_EnableRule: [['ENABLE RULE r', noSuchPart]],
  AT_EnableTrig: [['ENABLE TRIGGER g', noSuchPart]],
  AT_EnableTrigAll: [['ENABLE TRIGGER ALL', noSuchPart]],
  AT_EnableTrigUser: [['ENABLE TRIGGER USER', noSuchPart]],
  AT_ForceRowSecurity: [['FORCE ROW LEVEL SECURITY', noSuchFact]],
  AT_GenericOptions: [["OPTIONS (SET b 'c')", noSuchFact]],
  AT_NoForceRowSecurity: [['NO FORCE ROW LEVEL SECURITY', noSuchFact]],
  AT_ReAddComment: [],
  AT_ReAddConstraint: [],
  AT_ReAddDomainConstraint: [],
  AT_ReAddIndex: [],
  AT_ReAddStatistics: [],
  AT_ReplaceRelOptions: [],
  AT_ReplicaIdentity: [['REPLICA IDENTITY FULL', noSuchFact]],
  AT_ResetOptions: [['ALTER a RESET (n_distinct)', noSuchFact]],
  AT_ResetRelOptions: [['RESET (fillfactor)', noSuchFact]],
  AT_SetAccessMethod: [['SET ACCESS METHOD heap', noSuchFact]],
  AT_SetCompression: [['ALTER a SET COMPRESSION lz4', noSuchFact]],
  AT_SetIdentity: [
    ['ALTER a SET GENERATED ALWAYS', 'set identity'],
    ['ALTER a SET INCREMENT 2', noSuchFact],
  ],
  AT_SetLogged: [['SET LOGGED', 'set persistence']],
  AT_SetNotNull: [['ALTER a SET NOT NULL', 'set not null']],
  AT_SetOptions: [['ALTER a SET (n_distinct = 5)', noSuchFact]],
  AT_SetRelOptions: [['SET (fillfactor = 50)', noSuchFact]],
  AT_SetStatistics: [['ALTER a SET STATISTICS 10', noSuchFact]],
  AT_SetStorage: [['ALTER a SET STORAGE plain', noSuchFact]],
  AT_SetTableSpace: [['SET TABLESPACE s', noSuchFact]],
  AT_SetUnLogged: [['SET UNLOGGED', 'set persistence']],
  AT_ValidateConstraint: [['VALIDATE CONSTRAINT c', 'validate constraint']],
};

describe('What a statement does to a catalog', () => {
  for (const [name, cases] of Object.entries(statements))
    for (const [sql, does] of cases)
      test(sql, () => {
        const node = nodeOf(sql);
        assert.deepEqual(Object.keys(node), [name]);
        assert.equal(told(sql), does.startsWith('nothing: ') ? 'nothing' : does);
      });

  for (const [type, cases] of Object.entries(objects))
    for (const [sql, does] of cases)
      test(sql, () => {
        assert.equal(objectIn(nodeOf(sql)), type);
        assert.equal(told(sql), does.startsWith('nothing: ') ? 'nothing' : does);
      });

  for (const [type, cases] of Object.entries(actions))
    for (const [action, does] of cases) {
      const sql = `ALTER ${/OPTIONS/.test(action) ? 'FOREIGN TABLE' : 'TABLE'} t ${action}`;
      test(sql, () => {
        assert.equal(actionIn(nodeOf(sql)), type);
        // The table is there, whatever is done to it.
        const expected = does.startsWith('nothing: ') ? 'alter relation' : `alter relation (${does})`;
        assert.equal(told(sql), expected);
      });
    }
});

function nodeOf(sql: string): Node {
  const { node } = parseStatement(parser, statementText(sql));
  assert.ok(node, `It cannot be read: ${sql}`);
  return node;
}

function objectIn(node: Node): ObjectType | undefined {
  if ('DefineStmt' in node) return node.DefineStmt.kind;
  if ('DropStmt' in node) return node.DropStmt.removeType;
  if ('RenameStmt' in node) return node.RenameStmt.renameType;
  if ('AlterObjectSchemaStmt' in node) return node.AlterObjectSchemaStmt.objectType;
  return 'CommentStmt' in node ? node.CommentStmt.objtype : undefined;
}

function actionIn(node: Node): AlterTableType | undefined {
  const [command] = ('AlterTableStmt' in node && node.AlterTableStmt.cmds) || [];
  return command && 'AlterTableCmd' in command ? command.AlterTableCmd.subtype : undefined;
}

const told = (sql: string): string =>
  changesOf(parseStatement(parser, statementText(sql)))
    .map(summaryOf)
    .join('; ') || 'nothing';

function summaryOf(change: Change): string {
  const targets = targetsOf(change).map(({ kind }) => kind);
  const parts = detailsOf(change);
  const target = targets.length > 0 ? ` ${targets.join(', ')}` : '';
  return `${change.kind}${target}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function targetsOf(change: Change): readonly Target[] {
  if ('targets' in change) return change.targets;
  return change.kind !== 'create cast' && 'target' in change ? [change.target] : [];
}

function detailsOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create relation':
      return [change.relation];
    case 'create routine':
      return [change.routine];
    case 'create type':
      return [change.type.kind];
    case 'alter type':
      return [change.action.kind];
    case 'alter relation':
      return change.actions.map(({ kind }) => kind);
    case 'transaction':
      return [change.what];
    default:
      return [];
  }
}
