import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkStatement, ruleSetFor } from '../../src/core/lint/engine.js';
import { rules } from '../../src/core/rules/index.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { corpus } from './corpus.js';
import { parser } from './engine.js';

const unfiltered = { passing: new Set(rules), wantsTree: true };

for (const asOf of ['latest', '2025-11-25'] as const) {
  test(`a rule whose words a statement lacks has nothing to say about it on the day ${asOf}`, () => {
    const set = ruleSetFor(rules, asOf);
    for (const text of corpus()) {
      const statement = statementText(text);
      const filtered = set.prefilter(statement);
      const found = checkStatement(
        set,
        parseStatement(parser, statementText(text), filtered.wantsTree),
        filtered,
      );
      assert.deepEqual(found, checkStatement(set, parseStatement(parser, statement), unfiltered), text);
    }
  });
}
