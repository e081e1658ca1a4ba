import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(__dirname, '../../../src');

/** The offers that may be missed, by the file that makes them, and where else each can be had. */
const offers: Readonly<Record<string, readonly string[]>> = {
  'batches/batches.ts': ['a finished run: its line stands in the results', 'resume: "Resume batches…"'],
  'batches/interrupted.ts': ['resume an interrupted run: "Resume batches…"'],
  'convertFile.ts': ['the report: a button in the title of the comparison'],
  'dialect/compare.ts': ['a canceled comparison: "Compare dialect with this cluster…" counts what is known'],
  'dialect/noticing.ts': ['what was noticed: the status bar, and "Show noticed differences…"'],
  'dialect/status.ts': ['the age of the facts: the status bar, and "Check for a newer dialect…"'],
  'errorBoundary.ts': ['the output: "Show output"'],
  'jobs/jobsView.ts': ['a finished job: the Jobs view', 'what a failed job left: the Jobs view'],
  'languageClient.ts': ['restart: "Restart language server"'],
  'migrations/applyMigrations.ts': [
    'nothing to apply: "Apply migrations…" says it again',
    'what was applied: "Apply migrations…" counts it',
    'the statement that failed: "Apply migrations…" goes on at it',
  ],
  'migrations/compareMigrations.ts': [
    'nothing differs: "Compare migrations with cluster…" says it again',
    'what is left to the tool: docs/apply.md',
  ],
  'results/exportRows.ts': ['open the file that was written'],
  'runner/aftermath.ts': [
    'a rollback in place of a commit: its notice stands in the results',
    'roll back: the status bar',
    'run in batches: the menu of the editor',
  ],
  'runner/runner.ts': ['cancel the run that goes on: the status bar'],
};

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'asking/ask.ts')
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

const count = (text: string, what: RegExp) => [...text.matchAll(what)].length;

test('only one file shows messages with buttons, so that each is a question or an offer', () => {
  const others = sources.filter(({ text }) => /show(?:Information|Warning|Error)Message\s*\(/.test(text));
  const withButtons = others.filter(({ text }) =>
    [...text.matchAll(/show(?:Information|Warning|Error)Message\s*\(([^;]*)\);/g)].some(
      ([, given = '']) => argumentsOf(given) > 1,
    ),
  );
  assert.deepEqual(
    withButtons.map(({ file }) => file),
    [],
  );
});

test('what is only offered can be had elsewhere too', () => {
  const made = sources.flatMap(({ file, text }) => {
    const found = count(text, /\bawait offer\(/g);
    return found > 0 ? [[file, found] as const] : [];
  });
  assert.deepEqual(
    Object.fromEntries(made),
    Object.fromEntries(Object.entries(offers).map(([file, list]) => [file, list.length])),
  );
});

/** How many arguments a call has: commas outside of parentheses and texts. */
function argumentsOf(text: string): number {
  let depth = 0;
  let found = 1;
  for (const sign of text
    .replace(/`[^`]*`|'[^']*'/g, '')
    .trim()
    .replace(/,$/, '')) {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) found++;
  }
  return found;
}
