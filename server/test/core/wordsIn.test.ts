import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Script } from '../../src/core/lint/script/script.js';
import { statementsAmong, statementsWith } from '../../src/core/lint/script/wordsIn.js';
import { countSteps } from '../countSteps.js';
import { analyzer } from './engine.js';

function scriptIn(text: string): Script {
  const [script] = analyzer.analyze(text, {}).scripts;
  assert.ok(script);
  return script;
}

const names = ['id', 'Price', 'v$1', 'Total sum', 'no such'];
const text = [
  'SELECT id, price FROM t;',
  'SELECT "Price", "Total sum" FROM t;',
  'SELECT v$1, "total sum" FROM t;',
  ...Array.from({ length: 100 }, (_none, at) => `SELECT id, c${at}, "a", "Total sum" FROM u;`),
].join('\n');

test('the statements among some that hold a name are those of them that are among all that do', () => {
  const script = scriptIn(text);
  const some = script.statements.filter((_none, at) => at % 2 === 0);
  for (const name of names) {
    const all = statementsWith(script, name);
    assert.deepEqual(
      statementsAmong(script, some, name),
      some.filter((one) => all.includes(one)),
      name,
    );
  }
});

test('to look for a name in one statement takes no longer where many others hold it', () => {
  const counter = countSteps();
  const stepsOf = (count: number): number => {
    const script = scriptIn(Array.from({ length: count }, () => 'SELECT id, "Total sum" FROM t;').join('\n'));
    const [first] = script.statements;
    const look = () => names.map((name) => statementsAmong(script, first ? [first] : [], name).length);
    look();
    return counter.count(look);
  };
  try {
    const [some, more] = [stepsOf(500), stepsOf(4_000)];
    assert.ok(more < some + 50, `${some}, then ${more}`);
  } finally {
    counter.close();
  }
});
