import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Problem } from '../../src/core/lint/analysis.js';
import { analyzer } from './engine.js';

const folder = path.join(__dirname, 'cases');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
  test(`the server and the linter agree on every case of ${file}`, () => {
    const cases = readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => line.split('\t'));
    assert.deepEqual(
      cases.flatMap(([verdict = '', feature = '', sql = '']) => {
        const { problems } = analyzer.analyze(`${sql}\n`);
        if (agrees(verdict, problems)) return [];
        const found = problems.map(({ rule }) => rule).join(', ');
        return [
          `${feature} must be ${verdict}, but is ${verdictOf(problems)} (${found}): ${sql.slice(0, 200)}`,
        ];
      }),
      [],
    );
  });
}

/** Accepted SQL may have warnings, which concern what is around it; a trap has one, and nothing is refused. */
function agrees(verdict: string, problems: readonly Problem[]): boolean {
  const isBroken = problems.some(({ rule }) => rule === 'syntax-error');
  return verdict === 'ok'
    ? verdictOf(problems) !== 'error' && !isBroken
    : ['error', 'warn'].includes(verdict) && verdictOf(problems) === verdict;
}

function verdictOf(problems: readonly Problem[]): 'error' | 'warn' | 'ok' {
  const has = (severity: Problem['severity']) => problems.some((problem) => problem.severity === severity);
  return has('error') ? 'error' : has('warning') ? 'warn' : 'ok';
}
