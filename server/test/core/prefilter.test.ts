import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkStatement, type RuleSet, ruleSetFor } from '../../src/core/lint/engine.js';
import { rules } from '../../src/core/rules/index.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { corpus } from './corpus.js';
import { parser } from './engine.js';
import { respelled, statementsIn } from './respelled.js';

const unfiltered = { passing: new Set(rules), wantsTree: true, seeksCalls: true };

/** Finds with the prefilter what is found without it. */
function check(set: RuleSet, text: string): void {
  const statement = statementText(text);
  const filtered = set.prefilter(statement);
  const found = checkStatement(
    set,
    parseStatement(parser, statementText(text), filtered.wantsTree),
    filtered,
  );
  const all = checkStatement(set, parseStatement(parser, statement), unfiltered);
  if (found.length > 0 || all.length > 0) assert.deepEqual(found, all, text);
}

for (const asOf of ['latest', '2025-11-25'] as const) {
  const set = ruleSetFor(rules, asOf);
  test(`a rule whose words a statement lacks has nothing to say about it on the day ${asOf}`, () => {
    for (const text of corpus()) check(set, text);
  });

  for (const { id, examples } of rules)
    test(`no spelling hides what ${id} finds from the prefilter on the day ${asOf}`, () => {
      const fixture = path.join(__dirname, `../../../test-fixtures/rules/${id}.sql`);
      const texts = [...examples.map(({ bad }) => bad), readFileSync(fixture, 'utf8')];
      for (const text of texts.flatMap(statementsIn))
        for (let number = 1; number <= spellings; number++) check(set, respelled(text, number));
    });
}

const spellings = 6;
