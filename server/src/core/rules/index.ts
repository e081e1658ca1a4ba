// Generated from the files of this folder by server/test/generated.test.ts.
import type { Rule } from '../analysis/rule.js';
import collation from './collation.js';
import createCollation from './create-collation.js';
import createTableAs from './create-table-as.js';
import database from './database.js';
import ddlAndDmlInTransaction from './ddl-and-dml-in-transaction.js';
import doBlock from './do-block.js';
import expressionIndex from './expression-index.js';
import extension from './extension.js';
import foreignKey from './foreign-key.js';
import functionLanguage from './function-language.js';
import identityCacheSize from './identity-cache-size.js';
import identityColumn from './identity-column.js';
import identityNotBigint from './identity-not-bigint.js';
import identityWithoutCache from './identity-without-cache.js';
import indexConcurrently from './index-concurrently.js';
import indexSortOrder from './index-sort-order.js';
import indexUsingMethod from './index-using-method.js';
import indexWithoutAsync from './index-without-async.js';
import isolationLevel from './isolation-level.js';
import partialIndex from './partial-index.js';
import partitionedTable from './partitioned-table.js';
import procedure from './procedure.js';
import sequence from './sequence.js';
import sequenceWithoutCache from './sequence-without-cache.js';
import serialType from './serial-type.js';
import setTransaction from './set-transaction.js';
import syntaxError from './syntax-error.js';
import temporaryTable from './temporary-table.js';
import tooDeep from './too-deep.js';
import tooManyRows from './too-many-rows.js';
import trigger from './trigger.js';
import truncate from './truncate.js';
import twoDdlInTransaction from './two-ddl-in-transaction.js';
import unloggedTable from './unlogged-table.js';
import unusedIgnore from './unused-ignore.js';
import vacuum from './vacuum.js';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  collation,
  createCollation,
  createTableAs,
  database,
  ddlAndDmlInTransaction,
  doBlock,
  expressionIndex,
  extension,
  foreignKey,
  functionLanguage,
  identityCacheSize,
  identityColumn,
  identityNotBigint,
  identityWithoutCache,
  indexConcurrently,
  indexSortOrder,
  indexUsingMethod,
  indexWithoutAsync,
  isolationLevel,
  partialIndex,
  partitionedTable,
  procedure,
  sequence,
  sequenceWithoutCache,
  serialType,
  setTransaction,
  syntaxError,
  temporaryTable,
  tooDeep,
  tooManyRows,
  trigger,
  truncate,
  twoDdlInTransaction,
  unloggedTable,
  unusedIgnore,
  vacuum,
];
