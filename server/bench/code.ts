import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureCodeEditing } from './editing.js';
import type { Place } from './languageServer.js';

/** A TypeScript file of so many lines and queries, in a folder with a schema: from a key press to its diagnostics. */
export async function codeTable(server: string, folder: string): Promise<readonly (readonly string[])[]> {
  const project = path.join(folder, 'code');
  mkdirSync(project);
  writeFileSync(path.join(project, 'schema.sql'), schema);
  writeFileSync(path.join(project, 'package.json'), '{ "dependencies": { "pg": "8.16.3" } }\n');
  const file = {
    uri: pathToFileURL(path.join(project, 'store.ts')).href,
    languageId: 'typescript',
    folder: pathToFileURL(project).href,
  };
  const text = store(2_000, 50);
  const rows: string[][] = [];
  for (const [typed, mark] of [
    ['in a query', 'FROM items_'],
    ['between two queries', 'const total'],
  ] as const) {
    const found = await measureCodeEditing(server, text, file, placesOf(text, mark), 400);
    const [median, p95, cpu] = [found.medianMs, found.p95Ms, found.cpuMs].map((ms) => `${ms.toFixed(1)} ms`);
    rows.push([String(found.lines), '50', String(found.findings), typed, median ?? '', p95 ?? '', cpu ?? '']);
  }
  return [['lines', 'queries', 'findings', 'typed', 'median', 'p95', 'CPU'], ...rows];
}

const tables = 20;

const schema = Array.from(
  { length: tables },
  (_, at) =>
    `CREATE TABLE items_${at} (id uuid PRIMARY KEY, owner uuid NOT NULL, title text, price numeric(12, 2), made_at timestamptz);\nCREATE INDEX ASYNC items_${at}_owner ON items_${at} (owner);\n`,
).join('');

/** Functions with a query each, and as much code around them as fills the lines. Every tenth query has a fault. */
function store(lines: number, queries: number): string {
  const written = ["import { Pool } from 'pg';", '', 'const pool = new Pool();', ''];
  const each = Math.floor((lines - written.length) / queries);
  for (let at = 0; at < queries; at++) {
    const lock = at % 10 === 0 ? ' FOR SHARE' : '';
    const head = [
      `export async function page${at}(owner: string, limit: number): Promise<readonly Item[]> {`,
      '  const found = await pool.query<Item>(',
      '    `SELECT i.id, i.title, i.price, o.made_at',
      `     FROM items_${at % tables} i`,
      `     JOIN items_${(at + 1) % tables} o ON o.id = i.owner`,
      "     WHERE i.owner = $1 AND i.made_at > now() - interval '1 day'",
      `     ORDER BY i.made_at DESC LIMIT $2${lock}\`,`,
      '    [owner, limit],',
      '  );',
      '  const total = found.rows.reduce((sum, { price }) => sum + price, 0);',
    ];
    const filling = Array.from(
      { length: each - head.length - 3 },
      (_, line) =>
        `  if (total > ${line * 100}) log.info(\`page ${at}: \u0024{total} of \u0024{owner}\`, { at: ${line} });`,
    );
    written.push(...head, ...filling, '  return found.rows;', '}', '');
  }
  while (written.length < lines) written.push(`// ${written.length}`);
  return `${written.join('\n')}\n`;
}

const placesOf = (text: string, mark: string): readonly Place[] =>
  text.split('\n').flatMap((line, number) => {
    const at = line.indexOf(mark);
    return at < 0 ? [] : [{ line: number, character: at + mark.length }];
  });
