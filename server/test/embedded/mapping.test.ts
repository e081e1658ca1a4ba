import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/core/text/edit.js';
import { toHost, toHostEdit, toSql } from '../../src/embedded/mappedText.js';
import { randomFrom } from '../random.js';
import { problemsIn, reader, tokensIn } from './embedded.js';

/**
 * Each way in which a language writes a string: what stands around the text, how the text is written, and for a literal that cannot
 * hold every text, what it can hold of one.
 */
const forms: readonly (readonly [
  name: string,
  file: string,
  before: string,
  write: (text: string) => string,
  after: string,
  held?: (text: string) => string,
])[] = [
  ['a string in single quotes', 'a.ts', "pool.query('", slashes("'"), "')"],
  ['a string in double quotes', 'a.ts', 'pool.query("', slashes('"'), '")'],
  ['a template', 'a.ts', 'sql`', (text) => slashes('`')(text).replaceAll('${', '\\${'), '`'],
  ['a string of Python', 'a.py', 'cur.execute("', slashes('"'), '")'],
  ['a long string of Python', 'a.py', "cur.execute('''", slashes("'"), "''')"],
  ['a format string of Python', 'a.py', 'cur.execute(f"', (text) => doubled(slashes('"')(text)), '")'],
  ['a string of Go', 'a.go', 'package a\nfunc f() { db.QueryRow("', slashes('"'), '") }'],
  [
    'a raw string of Go',
    'a.go',
    'package a\nfunc f() { db.QueryRow(`',
    same,
    '`) }',
    (text) => text.replaceAll('`', ''),
  ],
  ['a raw string of Python', 'a.py', 'cur.execute(r"', same, '")', withoutQuotes],
  [
    'a long raw string of Python',
    'a.py',
    "cur.execute(R'''",
    same,
    "''')",
    (text) => text.replaceAll("'", ''),
  ],
  ['a raw format string of Python', 'a.py', 'cur.execute(rf"', doubled, '")', withoutQuotes],
  [
    'a long format string of Python',
    'a.py',
    'cur.execute(f"""',
    (text) => doubled(slashes('"')(text)),
    '""")',
  ],
  [
    'a raw string of Kotlin',
    'a.kt',
    'fun f() { c.prepareStatement("""',
    same,
    '""") }',
    (text) => text.replace(/["$]/g, ''),
  ],
  [
    'a raw string of C#',
    'a.cs',
    'class A { void f() { new NpgsqlCommand("""',
    same,
    '"""); } }',
    withoutQuotes,
  ],
  [
    'a raw string of C# in several lines',
    'a.cs',
    'class A { void f() { new NpgsqlCommand(""""\n',
    same,
    '\n""""); } }',
    (text) => text.replaceAll('"', ''),
  ],
  [
    'an interpolated string of C#',
    'a.cs',
    'class A { void f() { new NpgsqlCommand($"',
    (text) => doubled(slashes('"')(text)),
    '"); } }',
  ],
  [
    'an interpolated verbatim string of C#',
    'a.cs',
    'class A { void f() { new NpgsqlCommand($@"',
    (text) => doubled(text.replaceAll('"', '""')),
    '"); } }',
  ],
  [
    'a raw string of Rust without signs',
    'a.rs',
    'fn f() { sqlx::query_as(r"',
    same,
    '"); }',
    (text) => text.replaceAll('"', ''),
  ],
  [
    'a raw string of Rust with one sign',
    'a.rs',
    'fn f() { sqlx::query_as(r#"',
    same,
    '"#); }',
    (text) => text.replaceAll('"#', '#'),
  ],
  [
    'a heredoc of Elixir',
    'a.ex',
    'Repo.query!("""\n',
    (text) => slashes('"')(text).replaceAll('#{', '\\#{'),
    '\n""")',
  ],
  ['a sigil of Elixir', 'a.ex', 'Repo.query!(~S[', same, '])'],
  [
    'a heredoc sigil of Elixir',
    'a.ex',
    'Repo.query!(~S"""\n',
    same,
    '\n""")',
    (text) => text.replaceAll('"', ''),
  ],
  ['a string of Java', 'a.java', 'class A { void f() { c.prepareStatement("', slashes('"'), '"); } }'],
  [
    'a text block of Java',
    'a.java',
    'class A { void f() { c.prepareStatement("""\n',
    slashes('"'),
    '"""); } }',
  ],
  [
    'a string of Kotlin',
    'a.kt',
    'fun f() { c.prepareStatement("',
    (text) => slashes('"')(text).replaceAll('$', '\\$'),
    '") }',
  ],
  ['a string of C#', 'a.cs', 'class A { void f() { new NpgsqlCommand("', slashes('"'), '"); } }'],
  [
    'a verbatim string of C#',
    'a.cs',
    'class A { void f() { new NpgsqlCommand(@"',
    (text) => text.replaceAll('"', '""'),
    '"); } }',
  ],
  ['a string of Rust', 'a.rs', 'fn f() { sqlx::query_as("', slashes('"'), '"); }'],
  ['a raw string of Rust', 'a.rs', 'fn f() { sqlx::query_as(r##"', (text) => text, '"##); }'],
  [
    'a string of Elixir',
    'a.ex',
    'Repo.query!("',
    (text) => slashes('"')(text).replaceAll('#{', '\\#{'),
    '")',
  ],
];

function slashes(quote: string) {
  return (text: string) =>
    text
      .replaceAll('\\', '\\\\')
      .replaceAll(quote, `\\${quote}`)
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t');
}

function same(text: string): string {
  return text;
}

function withoutQuotes(text: string): string {
  return text.replaceAll('"', '').replaceAll('\n', ' ');
}

function doubled(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

for (const [name, file, before, write, after, held = same] of forms) {
  test(`the text of ${name} is what it stands for, and each place of it leads there and back`, async () => {
    const read = await reader(file);
    for (let seed = 1; seed <= 60; seed++) {
      const wanted = held(sqlText(seed));
      const host = `${before}${write(wanted)}${after}`;
      const [sql, ...others] = read(host);
      assert.deepEqual([sql?.text.replace(/^\n|\n$/g, ''), others.length], [wanted, 0], host);
      if (!sql) continue;
      for (let at = 0; at < sql.text.length; at++) {
        const there = toHost(sql, { start: at, end: at + 1 });
        assert(there && there.end > there.start, `${host} ${at}`);
        assert.equal(toSql(sql, there.start), at, `${host} ${at}`);
      }
      const edit = { start: sql.text.length, end: sql.text.length, text: ' WHERE "a" = \'x\'' };
      const written = toHostEdit(sql, edit);
      if (!written) continue;
      const [edited] = read(applyEdits(host, [written]));
      assert.equal(edited?.text, applyEdits(sql.text, [edit]), host);
    }
  });
}

for (const [name, file, before, write, after, held = same] of forms) {
  test(`a fix in ${name} changes that literal and no other code`, async () => {
    const [read, problems, tokens] = [await reader(file), await problemsIn(file), await tokensIn(file)];
    for (let seed = 1; seed <= 12; seed++) {
      const noise = held(sqlText(seed)).replaceAll('`', '').replace(/\s/g, ' ');
      const host = `${before}${write(`CREATE INDEX i ON t (a) /* ${noise} */`)}${after}`;
      const [sql] = read(host);
      const fix = problems(host).find(({ rule }) => rule === 'index-without-async')?.fixes[0];
      assert(sql && fix, host);
      const fixed = applyEdits(host, fix.edits);
      const [changed, ...others] = read(fixed);
      assert(changed && others.length === 0, fixed);
      assert.equal(changed.text, sql.text.replace('INDEX', 'INDEX ASYNC'), fixed);
      assert.deepEqual(tokens(fixed, changed.host), tokens(host, sql.host), fixed);
    }
  });
}

for (const [name, file, before, write, after, held = same] of forms) {
  test(`an edit anywhere in ${name} is written as the literal has it, or refused`, async () => {
    const read = await reader(file);
    let written = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const host = `${before}${write(held(sqlText(seed)))}${after}`;
      const [sql] = read(host);
      assert(sql, host);
      const next = randomFrom(seed * 31);
      // What makes it a statement stays.
      const start = 8 + Math.floor(next() * Math.max(1, sql.text.length - 8));
      const end = Math.min(sql.text.length, start + Math.floor(next() * 3));
      const text = sqlText(seed * 17).slice(7, 7 + Math.floor(next() * 4));
      const edit = toHostEdit(sql, { start, end, text });
      if (!edit) continue;
      written++;
      const edited = applyEdits(host, [edit]);
      const [again, ...others] = read(edited);
      const wanted = applyEdits(sql.text, [{ start, end, text }]);
      assert.deepEqual([again?.text, others.length], [wanted, 0], `${host}\n${edited}`);
    }
    assert.ok(written > 20, `${written} of 80 edits were written`);
  });
}

/** A statement of signs that a language may write in another way. */
function sqlText(seed: number): string {
  const next = randomFrom(seed);
  const signs = [
    'a',
    ' ',
    "'",
    '"',
    '`',
    '\\',
    '\n',
    '\t',
    '{',
    '}',
    '${',
    '#{',
    'é',
    '𝒳',
    '%',
    '(',
    ')',
    ',',
  ];
  let text = 'SELECT ';
  for (let at = 0; at < 12; at++) text += signs[Math.floor(next() * signs.length)] ?? '';
  return `${text}z`;
}
