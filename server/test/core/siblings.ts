import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fixTogether } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { analyzer } from './engine.js';

// Relatives of the faults that real files had: other types, other forms of a statement, other names, several files. Each begins
// with `### fault letter`, has its files, and then what its repair makes of them. `UPDATE=1` writes that anew: read it.

const file = path.join(__dirname, 'siblings.txt');

export interface Sibling {
  /** The fault's id and a letter, as `enum-01 b`. */
  readonly name: string;
  readonly files: readonly string[];
  /** What the repair makes of it, as the table has it. */
  readonly expected: string;
}

export const siblings: readonly Sibling[] = readFileSync(file, 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [head = '', expected = ''] = section.split(/^={4} repaired\n/m);
    const [name = '', ...lines] = head.split('\n');
    const parts = withRows(lines.join('\n')).split(/^-- file: .*\n/m);
    const files = (parts.length > 1 ? parts.slice(1) : parts).map((text) => text.replace(/\n$/, ''));
    return { name, files, expected: expected.trimEnd() };
  });

/** `@ROWS 3001 csv` stands for so many rows. */
function withRows(text: string): string {
  return text.replace(/^@ROWS (\d+) (\w+)$/gm, (_, count: string, kind: string) =>
    Array.from({ length: Number(count) }, (_row, at) => rowOf(kind, at + 1, at + 1 === Number(count))).join(
      '\n',
    ),
  );
}

function rowOf(kind: string, number: number, isLast: boolean): string {
  if (kind === 'csv') return `${number},a${number}`;
  if (kind === 'tab') return `${number}\ta${number}`;
  return kind === 'swap' ? `b${number},${number + 100_000}` : `(${number}, 'a')${isLast ? '' : ','}`;
}

/** Whether psql or another tool must replace something before a server can read it. */
export const isForTool = ({ files }: Sibling): boolean =>
  files.some((text) =>
    /\$\{|\{[{%]|\$\(\w|#\{|<<\w+>>|%\w*%|%\(|%s|@\w+|^GO$|(?<!:):["'a-z_{]/im.test(
      text.replace(/^COPY[\s\S]*?^\\\.$/gm, ''),
    ),
  );

/** The repaired files, what is left of each, and the steps of a plan of the last one where the fault is one of plans. */
export function repairOf({ name, files }: Sibling): string {
  const lines: string[] = [];
  for (const { text, left } of fixTogether(analyzer, files, {}, 'review')) {
    lines.push(shortened(text), '---- left');
    for (const { rule, severity, span } of left)
      if (rule !== 'implicit-transaction')
        lines.push(`${severity} ${rule}: ${text.slice(span.start, span.end).replace(/\s+/g, ' ')}`);
    lines.push('----');
  }
  if (/^(?:plan|psql-02|psql-04)/.test(name))
    for (const step of plan(analyzer.analyze(files.at(-1) ?? '')))
      lines.push(`${step.name}.sql`, step.text.trimEnd());
  return lines.join('\n').trimEnd();
}

/** Of very many rows the first and the last ones. */
function shortened(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= 60) return text;
  return [...lines.slice(0, 8), `… ${lines.length - 16} lines`, ...lines.slice(-8)].join('\n');
}

/** Writes what the repair of each makes now. */
export function update(): void {
  const sections = readFileSync(file, 'utf8').split(/^### /m).slice(1);
  const written = sections.map((section, at) => {
    const [head = ''] = section.split(/^={4} repaired\n/m);
    const sibling = siblings[at];
    return `### ${head}==== repaired\n${sibling ? repairOf(sibling) : ''}\n\n`;
  });
  writeFileSync(file, written.join(''));
}
