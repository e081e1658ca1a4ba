import { readdirSync, readFileSync } from 'node:fs';
import type { Problem } from '../../server/src/core/lint/analysis.js';
import { fixAll } from '../../server/src/core/repair/fixAll.js';
import { analyzer } from '../../server/test/core/engine.js';
import { inProject } from './target.js';

/** What each dump and each file of the example workspace has of errors and warnings, before and after `fix --review`. */
export function fixtureTable(): string {
  const rows = ['dumps', 'workspace'].flatMap((folder) =>
    readdirSync(inProject(`test-fixtures/${folder}`), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map(rowOf),
  );
  return [
    '| Fixture | Lines | Errors, warnings | Fixes, of which leave a statement out | Left: errors, warnings |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function rowOf(file: string): string {
  const text = readFileSync(inProject(`test-fixtures/${file}`), 'utf8');
  const { repairs, left } = fixAll(analyzer, text, {}, 'review');
  const leftOut = repairs.filter(({ leavesOut }) => leavesOut).length;
  const cells = [
    file,
    text.split('\n').length,
    countOf(analyzer.analyze(text).problems),
    `${repairs.length}, ${leftOut}`,
    countOf(left),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How a file is sent nobody has said: what is told of its transactions as one request is left out. */
const countOf = (problems: readonly Problem[]): string =>
  ['error', 'warning']
    .map(
      (wanted) =>
        problems.filter(({ rule, severity }) => severity === wanted && rule !== 'implicit-transaction')
          .length,
    )
    .join(', ');
