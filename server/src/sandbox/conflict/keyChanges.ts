import { statementText } from '../../core/syntax/statement.js';
import { wordOf } from '../../core/syntax/tokens.js';
import type { Transaction } from './transaction.js';
import { mayBring } from './uniqueKeys.js';

/** How statements may change existing keys. */
export interface KeyChanges {
  readonly takes: boolean;
  readonly brings: boolean;
}

/** How the statements of a transaction may change the keys of a table. An UPDATE that sets none of the key's columns does not. */
export function keyChanges(log: Transaction['log'], key: readonly string[]): KeyChanges {
  const all = log.map(({ run, isStored }) => (isStored ? anything : ofStatement(run.sql, key)));
  return { takes: all.some(({ takes }) => takes), brings: all.some(({ brings }) => brings) };
}

function ofStatement(sql: string, key: readonly string[]): KeyChanges {
  const word = wordOf(statementText(sql), 0) ?? '';
  if (word === 'select' || word === 'set' || word === 'reset') return nothing;
  if (word === 'delete') return { takes: true, brings: false };
  if (word === 'insert') return { takes: /\bdo\s+update\b/i.test(sql), brings: true };
  if (word === 'update' && !mayBring(sql, { parts: key, predicate: undefined })) return nothing;
  return anything;
}

const nothing: KeyChanges = { takes: false, brings: false };
const anything: KeyChanges = { takes: true, brings: true };
