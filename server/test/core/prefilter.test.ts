import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkStatement, planFor } from '../../src/core/lint/engine.js';
import { rules } from '../../src/core/rules/index.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { corpus } from './corpus.js';
import { parser } from './engine.js';

const everybody = { awake: new Set(rules), wantsTree: true };

for (const asOf of ['latest', '2025-11-25'] as const) {
  test(`a rule whose words a statement lacks has nothing to say about it on the day ${asOf}`, () => {
    const plan = planFor(asOf);
    for (const text of corpus()) {
      const statement = statementText(text);
      const hearing = plan.listen(statement);
      const heard = checkStatement(
        plan,
        parseStatement(parser, statementText(text), hearing.wantsTree),
        hearing,
      );
      assert.deepEqual(heard, checkStatement(plan, parseStatement(parser, statement), everybody), text);
    }
  });
}
