import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAnalyzer, loadParser } from '../src/core/lint/analysis.js';
import type { Rule } from '../src/core/lint/rule.js';
import { catalogOf } from '../src/core/lint/script/catalog.js';
import { tablesOf } from '../src/core/lint/script/tables.js';
import { rules } from '../src/core/rules/index.js';
import { generateSql } from './generateSql.js';

// What a check of a script holds in memory, stage by stage, as a table in JSON. Run with --expose-gc, and with the number of
// statements to generate (100,000 without it) or the path of a script.

function main(): void {
  const [given = '100000'] = process.argv.slice(2);
  const rows: string[][] = [['there when all garbage is collected', 'MiB', 'more']];
  let last = 0;
  const mark = (what: string, least = 0) => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const now = (heapUsed + arrayBuffers) / 2 ** 20;
    const more = now - last;
    if (Math.abs(more) < least) return;
    rows.push([what, now.toFixed(1), more.toFixed(1)]);
    last = now;
  };
  const parser = loadParser(readFileSync(path.join(__dirname, '../../dist/libpg-query.wasm')));
  mark('our code and the grammar');
  const text = /^\d+$/.test(given) ? generateSql(Number(given)) : readFileSync(given, 'utf8');
  mark('the text');
  let isRead = false;
  const watched = rules.map((rule): Rule => {
    const { script } = rule;
    if (!script) return rule;
    return {
      ...rule,
      script: (one) => {
        if (!isRead) {
          mark('the statements with their facts and findings');
          catalogOf(one);
          mark('the catalog that the DDL makes, at each of its statements');
          tablesOf(one);
          mark('its tables, constraints and indexes as rules see them');
        }
        isRead = true;
        const found = [...script(one)];
        mark(`what ${rule.id} asked for`, 2);
        return found;
      },
    };
  });
  const analysis = createAnalyzer(parser, watched).analyze(text, { isLast: true });
  mark('the findings of all rules');
  let bytes = 0;
  let problems = 0;
  for (const { fixes, ...problem } of analysis.problemsInTurn()) {
    problems++;
    bytes += JSON.stringify({
      ...problem,
      fixes: fixes.map(({ title, edits }) => ({ title, edits })),
    }).length;
  }
  mark(`what the fixes of ${problems} problems asked for (${(bytes / 2 ** 20).toFixed(0)} MiB of report)`);
  // It is used until here, or it would be collected with all else.
  if (analysis.text !== text) throw new Error('The analysis is of another text.');
  console.log(JSON.stringify(rows));
}

main();
