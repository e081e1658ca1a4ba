import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { isInside, toHost, toSql } from '../../src/embedded/mappedText.js';
import { problemsOf } from '../../src/embedded/problems.js';
import { parser } from '../core/engine.js';
import { type Counter, countSteps, growing } from '../countSteps.js';
import { reader } from './embedded.js';

// SQL in code of twice the size takes twice the steps: where it stands, its problems, and the way back to the code.

const times = (count: number, make: (at: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_none, at) => make(at)).join(between);

const hole = '\u0024{x}';

const forms: Readonly<Record<string, readonly [file: string, make: (count: number) => string]>> = {
  'many literals': ['a.ts', (count) => times(count, (at) => `db.query('SELECT ${at} FROM t');`)],
  'many constants': [
    'a.ts',
    (count) => times(count, (at) => `const q${at} = 'SELECT ${at} FROM t';\ndb.query(q${at});`),
  ],
  'one constant used often': [
    'a.ts',
    (count) => `const q = 'SELECT 1 FROM t';\n${times(count, () => 'db.query(q);')}`,
  ],
  'a chain of constants': [
    'a.ts',
    (count) =>
      `const q0 = 'SELECT 1';\n${times(count, (at) => `const q${at + 1} = q${at};`)}\ndb.query(q${count});`,
  ],
  'strings put together': [
    'a.ts',
    (count) => `db.query('SELECT 1 FROM t WHERE a = 1'${times(count, (at) => ` + ' AND a > ${at}'`, '')});`,
  ],
  'holes of one template': [
    'a.ts',
    (count) => `db.query(\`SELECT 1 FROM t WHERE \${x} = 1${times(count, () => ` AND a = ${hole}`, '')}\`);`,
  ],
  'escapes of one string': [
    'a.ts',
    (count) => `db.query('SELECT 1\\n${times(count, (at) => `AND a > ${at}\\n`, '')}');`,
  ],
  'problems of one template': [
    'a.ts',
    (count) => `db.query(\`${times(count, (at) => `TRUNCATE t${at}; SELECT 'a\\n';`, '\n')}\`);`,
  ],
  'nested templates': [
    'a.ts',
    (count) =>
      `db.query(${'`SELECT ${f('.repeat(Math.min(count, 100))}1${')}`'.repeat(Math.min(count, 100))});`,
  ],
  'nested calls': [
    'a.ts',
    (count) => `${'db.query(f('.repeat(Math.min(count, 100))}'SELECT 1'${'))'.repeat(Math.min(count, 100))};`,
  ],
  'quotes that nothing closes': ['a.ts', (count) => times(count, () => "db.query('SELECT 1")],
  'templates that nothing closes': ['a.ts', (count) => times(count, () => 'db.query(`SELECT 1')],
  'arguments of one call': ['a.ts', (count) => `db.query(${times(count, (at) => `'SELECT ${at}'`, ', ')});`],
  'marks in comments': ['a.ts', (count) => times(count, (at) => `const a${at} = /* sql */ 'SELECT ${at}';`)],
  'names without SQL': ['a.ts', (count) => times(count, () => 'query; sql; execute;')],
  'a long string': ['a.ts', (count) => `db.query('SELECT ${'a '.repeat(count)}');`],
  'literals in Python': ['a.py', (count) => times(count, (at) => `cursor.execute("SELECT ${at} FROM t")`)],
  'literals side by side in Python': [
    'a.py',
    (count) => `cursor.execute("SELECT 1 FROM t WHERE true"\n${times(count, (at) => `  " AND a > ${at}"`)})`,
  ],
  'formats in Python': ['a.py', (count) => `cursor.execute(f"SELECT 1${times(count, () => ', {x}', '')}")`],
  'literals in Go': [
    'a.go',
    (count) => `package a\n${times(count, (at) => `var r${at} = db.Query("SELECT ${at}")`)}`,
  ],
  'literals in Java': [
    'A.java',
    (count) => `class A { void f() { ${times(count, (at) => `st.executeQuery("SELECT ${at}");`)} } }`,
  ],
};

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

for (const [title, [file, make]] of Object.entries(forms)) {
  test(`${title} take twice the steps when there are twice as many`, async () => {
    const read = await reader(file);
    const work = (count: number) => {
      const text = make(count);
      for (const sql of read(text)) {
        const problems = problemsOf(sql, createAnalyzer(parser, rules), {});
        for (const { span, fixes } of problems) assert.ok(fixes.length >= 0 && span.start <= span.end);
        for (let at = 0; at < sql.text.length; at += 7) toHost(sql, { start: at, end: at });
        for (let at = sql.host.start; at < sql.host.end; at += 7) if (isInside(sql, at)) toSql(sql, at);
      }
    };
    const steps = (count: number) => counter.steps(() => work(count));
    steps(5); // whatever is made once is made now
    const [one, two] = [steps(50), steps(100)];
    const grown = growing(one, two, (100 * 100) / 2.5);
    if (grown.length > 0) assert.deepEqual(growing(two, steps(200), (200 * 200) / 2.5), []);
  });
}
