// Made of the files of this folder by `npm run generate`.
import type { Rule } from '../lint/rule.js';
import addCheck from './add-check.js';
import addColumnConstraint from './add-column-constraint.js';
import addPrimaryKey from './add-primary-key.js';
import addUnique from './add-unique.js';
import advisoryLock from './advisory-lock.js';
import alterColumn from './alter-column.js';
import alterColumnType from './alter-column-type.js';
import alterConstraint from './alter-constraint.js';
import alterFunction from './alter-function.js';
import alterIdentity from './alter-identity.js';
import alterIndex from './alter-index.js';
import alterSystem from './alter-system.js';
import alterTrigger from './alter-trigger.js';
import alterType from './alter-type.js';
import arrayColumn from './array-column.js';
import bigintOperand from './bigint-operand.js';
import bodyNameWithoutSchema from './body-name-without-schema.js';
import byteOrder from './byte-order.js';
import cacheSize from './cache-size.js';
import catalogChange from './catalog-change.js';
import catalogObject from './catalog-object.js';
import characterLength from './character-length.js';
import cluster from './cluster.js';
import collation from './collation.js';
import columnCompression from './column-compression.js';
import columnStatistics from './column-statistics.js';
import columnsBeyondQuota from './columns-beyond-quota.js';
import commitInBody from './commit-in-body.js';
import comparisonAcrossTypes from './comparison-across-types.js';
import constraintNotValidated from './constraint-not-validated.js';
import constraintWithoutNotValid from './constraint-without-not-valid.js';
import copyFile from './copy-file.js';
import createCollation from './create-collation.js';
import createTableAs from './create-table-as.js';
import cursor from './cursor.js';
import customType from './custom-type.js';
import database from './database.js';
import ddlAndDmlInTransaction from './ddl-and-dml-in-transaction.js';
import ddlInBody from './ddl-in-body.js';
import defaultPrivileges from './default-privileges.js';
import defaultTransactionMode from './default-transaction-mode.js';
import deferrableConstraint from './deferrable-constraint.js';
import detachedIdentity from './detached-identity.js';
import discard from './discard.js';
import doBlock from './do-block.js';
import domainConstraint from './domain-constraint.js';
import dropColumn from './drop-column.js';
import dropConstraint from './drop-constraint.js';
import dropDomainCascade from './drop-domain-cascade.js';
import dropIndexConcurrently from './drop-index-concurrently.js';
import dropTrigger from './drop-trigger.js';
import duplicateName from './duplicate-name.js';
import emptyTransaction from './empty-transaction.js';
import enumType from './enum-type.js';
import exceptionBlock from './exception-block.js';
import exclusionConstraint from './exclusion-constraint.js';
import expressionIndex from './expression-index.js';
import extendedStatistics from './extended-statistics.js';
import extension from './extension.js';
import extensionFunction from './extension-function.js';
import extensionType from './extension-type.js';
import foreignData from './foreign-data.js';
import foreignKey from './foreign-key.js';
import foreignKeyType from './foreign-key-type.js';
import foreignKeyWithoutIndex from './foreign-key-without-index.js';
import fullTextSearch from './full-text-search.js';
import functionArgumentType from './function-argument-type.js';
import functionLanguage from './function-language.js';
import functionSupport from './function-support.js';
import functionTransform from './function-transform.js';
import functionWithoutLanguage from './function-without-language.js';
import geometricValue from './geometric-value.js';
import grantOnPublicSchema from './grant-on-public-schema.js';
import groupByAll from './group-by-all.js';
import identityCacheOne from './identity-cache-one.js';
import identityColumn from './identity-column.js';
import identityNotBigint from './identity-not-bigint.js';
import identityWithoutCache from './identity-without-cache.js';
import implicitTransaction from './implicit-transaction.js';
import indexCollation from './index-collation.js';
import indexConcurrently from './index-concurrently.js';
import indexIncludeExpression from './index-include-expression.js';
import indexKeyType from './index-key-type.js';
import indexNameWithSchema from './index-name-with-schema.js';
import indexOnView from './index-on-view.js';
import indexOperatorClass from './index-operator-class.js';
import indexSortOrder from './index-sort-order.js';
import indexStorage from './index-storage.js';
import indexUsingMethod from './index-using-method.js';
import indexWithoutAsync from './index-without-async.js';
import indexWithoutName from './index-without-name.js';
import inheritance from './inheritance.js';
import invalidBody from './invalid-body.js';
import isolationLevel from './isolation-level.js';
import jsonColumn from './json-column.js';
import jsonbColumn from './jsonb-column.js';
import keyColumnType from './key-column-type.js';
import keyShareLock from './key-share-lock.js';
import keyTooLarge from './key-too-large.js';
import largeKey from './large-key.js';
import lastval from './lastval.js';
import lateralOuterColumn from './lateral-outer-column.js';
import lcCollate from './lc-collate.js';
import leakproofFunction from './leakproof-function.js';
import likeStorage from './like-storage.js';
import load from './load.js';
import lockOnSeveralTables from './lock-on-several-tables.js';
import lockTable from './lock-table.js';
import longName from './long-name.js';
import longView from './long-view.js';
import materializedView from './materialized-view.js';
import merge from './merge.js';
import migrationGap from './migration-gap.js';
import migrationOrder from './migration-order.js';
import narrowReference from './narrow-reference.js';
import newerFunction from './newer-function.js';
import notification from './notification.js';
import numericKey from './numeric-key.js';
import numericPrecision from './numeric-precision.js';
import numericWithoutPrecision from './numeric-without-precision.js';
import onCommit from './on-commit.js';
import operandTypes from './operand-types.js';
import partialIndex from './partial-index.js';
import partitionedTable from './partitioned-table.js';
import preparedStatement from './prepared-statement.js';
import primaryKeyDropped from './primary-key-dropped.js';
import procedure from './procedure.js';
import procedureCall from './procedure-call.js';
import procedureInQuery from './procedure-in-query.js';
import psqlConnection from './psql-connection.js';
import rangeResult from './range-result.js';
import readOnlyTransaction from './read-only-transaction.js';
import reindex from './reindex.js';
import replication from './replication.js';
import returnedType from './returned-type.js';
import rewriteRule from './rewrite-rule.js';
import roleOptions from './role-options.js';
import rolePassword from './role-password.js';
import roleSetting from './role-setting.js';
import rowAddress from './row-address.js';
import rowLockStrength from './row-lock-strength.js';
import rowPolicy from './row-policy.js';
import rowSecurity from './row-security.js';
import rowsInBody from './rows-in-body.js';
import rowsOnConflict from './rows-on-conflict.js';
import savepoint from './savepoint.js';
import schemaElement from './schema-element.js';
import sequence from './sequence.js';
import sequenceNotBigint from './sequence-not-bigint.js';
import sequenceWithoutCache from './sequence-without-cache.js';
import sequentialPrimaryKey from './sequential-primary-key.js';
import serialType from './serial-type.js';
import sessionParameter from './session-parameter.js';
import sessionRole from './session-role.js';
import setConstraints from './set-constraints.js';
import setInBody from './set-in-body.js';
import setNotNull from './set-not-null.js';
import setTransaction from './set-transaction.js';
import statisticsTarget from './statistics-target.js';
import storageParameters from './storage-parameters.js';
import syntaxError from './syntax-error.js';
import tableAccessMethod from './table-access-method.js';
import tableWithoutPrimaryKey from './table-without-primary-key.js';
import tablesample from './tablesample.js';
import tablespace from './tablespace.js';
import temporarySequence from './temporary-sequence.js';
import temporaryTable from './temporary-table.js';
import temporaryView from './temporary-view.js';
import tooDeep from './too-deep.js';
import tooManyColumns from './too-many-columns.js';
import tooManyIndexKeys from './too-many-index-keys.js';
import tooManyIndexes from './too-many-indexes.js';
import tooManyKeyColumns from './too-many-key-columns.js';
import tooManyRows from './too-many-rows.js';
import tooManySchemas from './too-many-schemas.js';
import transactionChain from './transaction-chain.js';
import trigger from './trigger.js';
import triggerFunction from './trigger-function.js';
import truncate from './truncate.js';
import twoDdlInTransaction from './two-ddl-in-transaction.js';
import twoPhaseCommit from './two-phase-commit.js';
import typedTable from './typed-table.js';
import unboundedChange from './unbounded-change.js';
import unboundedInsert from './unbounded-insert.js';
import unguardedDecision from './unguarded-decision.js';
import uniqueIndexNotAwaited from './unique-index-not-awaited.js';
import uniqueIndexNotImmediate from './unique-index-not-immediate.js';
import uniqueUsingIndex from './unique-using-index.js';
import unknownType from './unknown-type.js';
import unlistedCatalog from './unlisted-catalog.js';
import unlistedFunction from './unlisted-function.js';
import unloggedTable from './unlogged-table.js';
import unsupportedAlterAction from './unsupported-alter-action.js';
import unsupportedColumnType from './unsupported-column-type.js';
import unusedIgnore from './unused-ignore.js';
import usedBeforeCreated from './used-before-created.js';
import userRename from './user-rename.js';
import vacuum from './vacuum.js';
import validateConstraint from './validate-constraint.js';
import validateWithoutAsync from './validate-without-async.js';
import volatileGeneratedColumn from './volatile-generated-column.js';
import volatileIndexExpression from './volatile-index-expression.js';
import wideCascade from './wide-cascade.js';

const all = [
  addCheck,
  addColumnConstraint,
  addPrimaryKey,
  addUnique,
  advisoryLock,
  alterColumn,
  alterColumnType,
  alterConstraint,
  alterFunction,
  alterIdentity,
  alterIndex,
  alterSystem,
  alterTrigger,
  alterType,
  arrayColumn,
  bigintOperand,
  bodyNameWithoutSchema,
  byteOrder,
  cacheSize,
  catalogChange,
  catalogObject,
  characterLength,
  cluster,
  collation,
  columnCompression,
  columnStatistics,
  columnsBeyondQuota,
  commitInBody,
  comparisonAcrossTypes,
  constraintNotValidated,
  constraintWithoutNotValid,
  copyFile,
  createCollation,
  createTableAs,
  cursor,
  customType,
  database,
  ddlAndDmlInTransaction,
  ddlInBody,
  defaultPrivileges,
  defaultTransactionMode,
  deferrableConstraint,
  detachedIdentity,
  discard,
  doBlock,
  domainConstraint,
  dropColumn,
  dropConstraint,
  dropDomainCascade,
  dropIndexConcurrently,
  dropTrigger,
  duplicateName,
  emptyTransaction,
  enumType,
  exceptionBlock,
  exclusionConstraint,
  expressionIndex,
  extendedStatistics,
  extension,
  extensionFunction,
  extensionType,
  foreignData,
  foreignKey,
  foreignKeyType,
  foreignKeyWithoutIndex,
  fullTextSearch,
  functionArgumentType,
  functionLanguage,
  functionSupport,
  functionTransform,
  functionWithoutLanguage,
  geometricValue,
  grantOnPublicSchema,
  groupByAll,
  identityCacheOne,
  identityColumn,
  identityNotBigint,
  identityWithoutCache,
  implicitTransaction,
  indexCollation,
  indexConcurrently,
  indexIncludeExpression,
  indexKeyType,
  indexNameWithSchema,
  indexOnView,
  indexOperatorClass,
  indexSortOrder,
  indexStorage,
  indexUsingMethod,
  indexWithoutAsync,
  indexWithoutName,
  inheritance,
  invalidBody,
  isolationLevel,
  jsonColumn,
  jsonbColumn,
  keyColumnType,
  keyShareLock,
  keyTooLarge,
  largeKey,
  lastval,
  lateralOuterColumn,
  lcCollate,
  leakproofFunction,
  likeStorage,
  load,
  lockOnSeveralTables,
  lockTable,
  longName,
  longView,
  materializedView,
  merge,
  migrationGap,
  migrationOrder,
  narrowReference,
  newerFunction,
  notification,
  numericKey,
  numericPrecision,
  numericWithoutPrecision,
  onCommit,
  operandTypes,
  partialIndex,
  partitionedTable,
  preparedStatement,
  primaryKeyDropped,
  procedure,
  procedureCall,
  procedureInQuery,
  psqlConnection,
  rangeResult,
  readOnlyTransaction,
  reindex,
  replication,
  returnedType,
  rewriteRule,
  roleOptions,
  rolePassword,
  roleSetting,
  rowAddress,
  rowLockStrength,
  rowPolicy,
  rowSecurity,
  rowsInBody,
  rowsOnConflict,
  savepoint,
  schemaElement,
  sequence,
  sequenceNotBigint,
  sequenceWithoutCache,
  sequentialPrimaryKey,
  serialType,
  sessionParameter,
  sessionRole,
  setConstraints,
  setInBody,
  setNotNull,
  setTransaction,
  statisticsTarget,
  storageParameters,
  syntaxError,
  tableAccessMethod,
  tableWithoutPrimaryKey,
  tablesample,
  tablespace,
  temporarySequence,
  temporaryTable,
  temporaryView,
  tooDeep,
  tooManyColumns,
  tooManyIndexKeys,
  tooManyIndexes,
  tooManyKeyColumns,
  tooManyRows,
  tooManySchemas,
  transactionChain,
  trigger,
  triggerFunction,
  truncate,
  twoDdlInTransaction,
  twoPhaseCommit,
  typedTable,
  unboundedChange,
  unboundedInsert,
  unguardedDecision,
  uniqueIndexNotAwaited,
  uniqueIndexNotImmediate,
  uniqueUsingIndex,
  unknownType,
  unlistedCatalog,
  unlistedFunction,
  unloggedTable,
  unsupportedAlterAction,
  unsupportedColumnType,
  unusedIgnore,
  usedBeforeCreated,
  userRename,
  vacuum,
  validateConstraint,
  validateWithoutAsync,
  volatileGeneratedColumn,
  volatileIndexExpression,
  wideCascade,
] as const;

export type RuleId = (typeof all)[number]['id'];

/** All rules, by id. */
export const rules: readonly Rule<RuleId>[] = all;
