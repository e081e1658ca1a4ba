import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(__dirname, '../..');

/**
 * Lines of a function with all that is declared in it. Everything in a function can read and change its variables: beyond three
 * screens of an editor nobody sees any more who does. Methods are counted one by one: they say `this`.
 */
const most = 150;

/** Lines of a class: all its methods can change its fields. */
const mostOfClass = 175;

/** A cursor over a body's tokens: its methods change nothing but the place and what was read. */
const longClasses = ['server/src/core/syntax/plpgsqlReader.ts: PlpgsqlReader'];

const folders = ['client/src', 'server/src'];

test('no function is longer than three screens', () => {
  const long = folders.flatMap(sources).flatMap((file) =>
    lengthsIn(readFileSync(path.join(root, file), 'utf8'))
      .filter(({ lines }) => lines > most)
      .map(({ name, lines }) => `${file}: ${name} has ${lines} lines`),
  );
  assert.deepEqual(long, []);
});

test('no class is longer than four screens', () => {
  const long = folders.flatMap(sources).flatMap((file) =>
    classesIn(readFileSync(path.join(root, file), 'utf8'))
      .filter(({ lines }) => lines > mostOfClass)
      .map(({ name }) => `${file}: ${name}`),
  );
  assert.deepEqual(long, longClasses);
});

test('the length of a function is counted from its name to its end', () => {
  const text = [
    ...['export function one(', '  a: string,', ') {', '  return a;', '}', ''],
    ...['/** Two. */', 'const two = async () =>', '  3;', '', 'const three = 3;', ''],
    ...['const six = () => {', '  const a = 1;', '', '  return a;', '};', ''],
    ...['class Four {', '  async five() {', '    return 5;', '  }', '}', ''],
  ].join('\n');
  assert.deepEqual(lengthsIn(text), [
    { name: 'one', lines: 5 },
    { name: 'two', lines: 2 },
    { name: 'six', lines: 5 },
    { name: 'five', lines: 3 },
  ]);
  assert.deepEqual(classesIn(text), [{ name: 'Four', lines: 5 }]);
});

function classesIn(text: string): readonly { readonly name: string; readonly lines: number }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^(?:export )?(?:default )?(?:abstract )?class (\w+)/.exec(line)?.[1];
    const end = lines.findIndex((other, below) => below > at && other === '}');
    return name === undefined ? [] : [{ name, lines: end - at + 1 }];
  });
}

/** As the formatter lays them out: what begins at the left edge is not within anything. */
function lengthsIn(text: string): readonly { readonly name: string; readonly lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const outer =
      /^(?:export )?(?:default )?(?:async )?(?:function\*? *(\w+)|const (\w+)(?:: [^=]+)? = (?:async )?(?:\(|<|\w+ =>))/.exec(
        line,
      );
    const method = /^ {2}(?:(?:async|static|private|readonly|get|set) |\*)*(#?\w+)(?:<.*>)?\(.*\{$/.exec(
      line,
    );
    const name = outer?.[1] ?? outer?.[2] ?? (isInClass(lines, at) ? method?.[1] : undefined);
    if (name === undefined) continue;
    const indent = outer ? '' : '  ';
    const end = lines.findIndex(
      (other, below) => below >= at && isEnd(other, lines.slice(below + 1), indent),
    );
    found.push({ name, lines: end - at + 1 });
  }
  return found;
}

const isEnd = (line: string, below: readonly string[], indent: string): boolean => {
  const next = below.find((other) => other !== '') ?? '';
  const isInside = next.startsWith(`${indent}  `) || next.startsWith(`${indent}}`);
  return line.startsWith(`${indent}}`) || (line.endsWith(';') && !isInside);
};

function isInClass(lines: readonly string[], at: number): boolean {
  const head = lines.slice(0, at).findLast((line) => /^\S/.test(line));
  return head !== undefined && /^(?:export )?(?:default )?(?:abstract )?class /.test(head);
}

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')));
