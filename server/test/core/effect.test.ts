import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOf, outlineOf } from '../../src/core/semantics/effect.js';
import type { Effect, Loss } from '../../src/core/semantics/effectModel.js';
import type { TableName } from '../../src/core/semantics/tableName.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { effectCases } from './effectCases.js';

const cases = effectCases();

for (const { sql, told } of cases)
  test(`${sql} ⇒ ${told}`, () => assert.equal(description(effectOf(sql)), told));

/** All of an effect but its kind, in the words of the table. */
function description(effect: Effect): string {
  const { access, changes, tables, losses, transaction, session, locks, plan, returnsRows, retry } = effect;
  const usual = access === 'reads' ? 'always' : 'unlessKept';
  return [
    access,
    ...(changes === 'schema' ? ['DDL'] : []),
    ...(changes === 'unknown' ? ['perhaps anything'] : []),
    ...(changes === 'rows' && tables.length === 0 ? ['rows'] : []),
    ...tables.map((table) => `rows of ${called(table)}`),
    ...losses.map(lossText),
    ...(transaction ? [`transaction: ${transaction}`] : []),
    ...(session ? [`session: ${session}`] : []),
    ...locks.map(({ table, strength }) => `locks ${called(table)} for ${strength.replace('for ', '')}`),
    ...(plan ? [plan === 'run' ? 'plan of a run' : 'plan'] : []),
    ...(returnsRows === undefined ? ['may answer rows'] : returnsRows ? ['answers rows'] : []),
    ...(retry === usual ? [] : [retryText[retry]]),
  ].join(', ');
}

const called = ({ schema, name, alias }: TableName): string =>
  `${schema === undefined ? '' : `${schema}.`}${name}${alias === undefined ? '' : ` (${alias})`}`;

function lossText(loss: Loss): string {
  if (loss.kind === 'rows') return `${loss.does} ${loss.isAll ? 'all' : 'some'} of ${called(loss.table)}`;
  if (loss.kind === 'column') return `drops column ${loss.column} of ${called(loss.table)}`;
  return `drops ${loss.what} ${loss.name}`;
}

const retryText: Readonly<Record<Effect['retry'], string>> = {
  always: 'again always',
  unlessKept: 'again unless kept',
  never: 'never again',
};

test('what rules are told of a statement is what its effect is', () => {
  const told = cases.flatMap(({ sql }) => {
    const effect = effectOf(sql);
    const { kind, changes, transaction } = effect;
    return kind === 'several' || sql.startsWith('\\')
      ? []
      : [{ sql, outline: { kind, changes, transaction } }];
  });
  assert.deepEqual(
    told,
    told.map(({ sql, outline }) => ({ sql, outline: outlineOf(statementText(sql), outline.kind) })),
  );
});
