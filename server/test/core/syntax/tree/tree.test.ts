import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatement } from '../../../../src/core/syntax/parse.js';
import { type Statement, statementText } from '../../../../src/core/syntax/statement.js';
import { treeOf } from '../../../../src/core/syntax/tree/tree.js';
import { corpus } from '../../corpus.js';
import { parser } from '../../engine.js';
import { rareStatements, statementOf } from './statements.js';
import { differences, hasVariable } from './treeOracle.js';

const read = (text: string): Statement => parseStatement(parser, statementText(text));

test('the tree finds what PostgreSQL finds, at the same places, in every statement that PostgreSQL takes', () => {
  const taken = corpus()
    .map(read)
    .filter((statement) => statement.node && !statement.syntaxError && !hasVariable(statement));
  assert.deepEqual(taken.flatMap(differencesIn), []);
  assert.ok(taken.length > 4_000, `${taken.length} statements`);
});

for (const [kind, text] of Object.entries(statementOf))
  test(`a statement of kind ${kind} is known as such`, () => {
    const statement = read(text);
    assert.equal(treeOf(statement).word, kind);
    if (statement.node) assert.deepEqual(differences(statement), []);
    else assert.ok(kindsOfOurOwn.has(kind), statement.syntaxError?.message);
  });

/** What PostgreSQL's grammar does not take as a statement. */
const kindsOfOurOwn: ReadonlySet<string> = new Set(['IamStmt', 'EmptyStmt', 'UnknownStmt', 'ReturnStmt']);

for (const text of rareStatements)
  test(`the tree finds what PostgreSQL finds in ${text}`, () => {
    const statement = read(text);
    assert.equal(statement.syntaxError, undefined);
    assert.deepEqual(differences(statement), []);
  });

const differencesIn = (statement: Statement): readonly string[] =>
  differences(statement).map((difference) => `${difference} in ${statement.text}`);
