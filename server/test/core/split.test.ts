import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextLoudToken, tokenize } from '../../src/core/syntax/lexer.js';
import { splitScript } from '../../src/core/syntax/split.js';

/** A script, and its pieces: statements as they are, `\` before meta-commands, `>` before COPY data. */
const scripts: readonly (readonly [name: string, script: string, pieces: readonly string[]])[] = [
  ['two statements on a line', 'SELECT 1; SELECT 2', ['SELECT 1;', 'SELECT 2']],
  [
    'semicolons in quotes and comments',
    'SELECT \';\', ";" -- ;\n/* ; */ ; SELECT $$;$$;',
    ['SELECT \';\', ";" -- ;\n/* ; */ ;', 'SELECT $$;$$;'],
  ],
  [
    'escapes',
    "SELECT E'\\';'; SELECT ''';'; SELECT U&';'",
    ["SELECT E'\\';';", "SELECT ''';';", "SELECT U&';'"],
  ],
  ['tagged dollar quotes', 'SELECT $a$ $b$ ; $a$; SELECT 1', ['SELECT $a$ $b$ ; $a$;', 'SELECT 1']],
  ['nested comments', '/* /* ; */ ; */ SELECT 1;', ['SELECT 1;']],
  [
    'BEGIN ATOMIC bodies',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;',
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;',
      'SELECT 3;',
    ],
  ],
  [
    "a rule's actions",
    'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3',
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);', 'SELECT 3'],
  ],
  ['a table named rule', 'CREATE TABLE rule (a int; SELECT 1', ['CREATE TABLE rule (a int;', 'SELECT 1']],
  [
    'a table named rule, with its schema',
    'CREATE TABLE a.rule (b int; SELECT 1',
    ['CREATE TABLE a.rule (b int;', 'SELECT 1'],
  ],
  [
    'meta-commands',
    '\\d t\nSELECT 1 \\gset\n\\copy t FROM x\nSELECT 2;',
    ['\\\\d t', 'SELECT 1', '\\\\gset', '\\\\copy t FROM x', 'SELECT 2;'],
  ],
  [
    'COPY data',
    "COPY t (a, b) FROM stdin;\n1\t;'\n2\t$$\n\\.\nSELECT 1;",
    ['COPY t (a, b) FROM stdin;', ">1\t;'\n2\t$$\n\\.", 'SELECT 1;'],
  ],
  ['COPY without data', 'COPY t FROM STDIN;\nSELECT 1;', ['COPY t FROM STDIN;', 'SELECT 1;']],
  [
    'Drizzle markers',
    'CREATE TABLE a (b int)\n--> statement-breakpoint\nCREATE TABLE c (d int);--> statement-breakpoint\n',
    ['CREATE TABLE a (b int)', 'CREATE TABLE c (d int);'],
  ],
  [
    'goose markers',
    '-- +goose Up\n-- +goose StatementBegin\nSELECT 1; SELECT 2;\n-- +goose StatementEnd\nSELECT 3;',
    ['SELECT 1;', 'SELECT 2;', 'SELECT 3;'],
  ],
  [
    'a goose block without a semicolon at its end',
    '-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$\n-- +goose StatementEnd\nSELECT 3;',
    ['CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$', 'SELECT 3;'],
  ],
  ['dbmate markers', '-- migrate:up\nSELECT 1\n-- migrate:down\nSELECT 2', ['SELECT 1', 'SELECT 2']],
  [
    'Liquibase changesets',
    '--liquibase formatted sql\n--changeset a:1\nSELECT 1\n--changeset a:2\nSELECT 2\n--rollback SELECT 3;',
    ['SELECT 1', 'SELECT 2'],
  ],
  [
    'a delimiter of Liquibase, up to the next changeset',
    '--changeset a:1 splitStatements:true endDelimiter:/\nSELECT 1 / 2\n/\nSELECT 3;\n/\n--changeset a:2\nSELECT 4\n/\n2;',
    ['SELECT 1 / 2', 'SELECT 3;', 'SELECT 4\n/\n2;'],
  ],
  [
    'a delimiter of one sign at the end of a line',
    '--changeset a:1 endDelimiter:|\nSELECT 1 |\n2|\nSELECT 3 |\n--changeset a:2 endDelimiter:\\r?\\n/\nSELECT 4\n/\nSELECT 5\n/',
    ['SELECT 1 |\n2', 'SELECT 3', 'SELECT 4', 'SELECT 5'],
  ],
  [
    'branches of SqlRender, which end what begins in them',
    '{@a} ? {SELECT 1} : {SELECT 2};\nSELECT {@b} ? {DISTINCT} x;',
    ['SELECT 1', 'SELECT {@b} ? {DISTINCT} x;'],
  ],
  [
    'a delimiter that is a pattern or a word',
    '--changeset a:1 endDelimiter:\\nGO\nSELECT go\ngo\nSELECT 2\nGO\n--changeset a:2 endDelimiter:"@@"\nSELECT 3@@SELECT 4 @@',
    ['SELECT go', 'SELECT 2', 'SELECT 3', 'SELECT 4'],
  ],
  [
    'a delimiter of signs that patterns have',
    '--changeset a:1 endDelimiter:^^\nSELECT 2 ^ 3^^SELECT 2\n^^\n--changeset a:2 endDelimiter:$$$\nSELECT $$;$$\n$$$\nSELECT 4$$$\n--changeset a:3 endDelimiter:"^\\$\\$\\$$"\nSELECT 5\n$$$\nSELECT 6',
    ['SELECT 2 ^ 3', 'SELECT 2', 'SELECT $$;$$', 'SELECT 4', 'SELECT 5', 'SELECT 6'],
  ],
  [
    'DELIMITER',
    'DELIMITER //\nCREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$//\nSELECT 1;//\ndelimiter ;\nSELECT 4 // 2;',
    ['CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$', 'SELECT 1;', 'SELECT 4 // 2;'],
  ],
  ['dollars as a delimiter', 'DELIMITER $$\nSELECT 1$$\nSELECT 2; $$\n', ['SELECT 1', 'SELECT 2;']],
  ['a column named delimiter', 'SELECT a AS\ndelimiter x\n;', ['SELECT a AS\ndelimiter x\n;']],
  ['a byte order mark', '\ufeffSELECT 1;', ['SELECT 1;']],
  ['a comment inside a statement', 'SELECT -- x\n1;', ['SELECT -- x\n1;']],
];

for (const [name, script, pieces] of scripts) {
  test(`a script is cut right: ${name}`, () => {
    const sign = { statement: '', metaCommand: '\\', copyData: '>' } as const;
    assert.deepEqual(
      splitScript(script).pieces.map(({ kind, start, end }) => sign[kind] + script.slice(start, end)),
      pieces,
    );
  });
}

/** A text and its tokens as `kind:text`. */
const lexemes: readonly (readonly [text: string, tokens: readonly string[]])[] = [
  [
    'a.b::c := $1',
    ['word:a', 'punctuation:.', 'word:b', 'operator:::', 'word:c', 'operator::=', 'parameter:$1'],
  ],
  [
    ':id :\'s\' :"n" x[a:b] x[1:n]',
    [
      'placeholder::id',
      "placeholder::'s'",
      'placeholder::"n"',
      'word:x',
      'punctuation:[',
      'word:a',
      'punctuation::',
      'word:b',
      'punctuation:]',
      'word:x',
      'punctuation:[',
      'number:1',
      'punctuation::',
      'word:n',
      'punctuation:]',
    ],
  ],
  [
    '1.5e-3 .5 1_000 0xFF 1..2',
    ['number:1.5e-3', 'number:.5', 'number:1_000', 'number:0xFF', 'number:1', 'operator:..', 'number:2'],
  ],
  ['a->>b--c\n-1', ['word:a', 'operator:->>', 'word:b', 'comment:--c', 'operator:-', 'number:1']],
  ['é🦊 "a""b" $tag $', ['word:é🦊', 'quotedWord:"a""b"', 'placeholder:$tag', 'punctuation:$']],
];

for (const [text, tokens] of lexemes) {
  test(`the lexer reads ${text}`, () => {
    assert.deepEqual(
      tokenize(text).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`),
      tokens,
    );
  });
}

test('what hides a semicolon is found as by reading every token', () => {
  const parts =
    `e E ' " u& U&" $ $$ $a$ a 1 1. . 5e- e+ - -- /* */ * / \\ ; : :: := & @ é x N' B' { } {{ }} {% %} \${ $( # % ?`.split(
      ' ',
    );
  const pieces = [...parts, ' ', '\n', '\t', '\ufeff', '\0'];
  let state = 11;
  const random = (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('');
    const all = tokenize(text);
    for (let [at, passed] = [0, { end: 0 }]; ; ) {
      const token = nextLoudToken(text, at, passed);
      const before = all.findLast(({ end }) => end <= (token?.start ?? text.length));
      assert.equal(passed.end, before?.end ?? 0, JSON.stringify(text));
      const isQuiet = all
        .filter(({ start }) => start >= at && start < (token?.start ?? text.length))
        .every(
          ({ kind, start }) =>
            /^(?:word|number|operator|placeholder|punctuation)$/.test(kind) &&
            !/[;:\\${]/.test(text.charAt(start)),
        );
      assert.ok(isQuiet, JSON.stringify(text));
      if (!token) break;
      assert.ok(
        all.some(
          ({ kind, start, end }) => kind === token.kind && start === token.start && end === token.end,
        ) || token.kind === 'operator',
        JSON.stringify(text),
      );
      at = token.end;
      passed = { end: token.end };
    }
  }
});

test('a split that knows the text before an edit is the same as one that does not', () => {
  const script = scripts.map(([, text]) => text).join('\n;\n');
  const inserted = [
    "'",
    ';',
    ' x ',
    '\n',
    '$$',
    '/*',
    '*/',
    '--',
    '\\.',
    '\\\n',
    'COPY t FROM stdin;\n',
    '{{',
    'DELIMITER //\n',
    '',
  ];
  let state = 7;
  const random = (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  let split = splitScript(script);
  for (let round = 0; round < 3_000; round++) {
    const { text } = split;
    const at = random(text.length + 1);
    const piece = inserted[random(inserted.length)] ?? '';
    const edited = text.slice(0, at) + piece + text.slice(at + random(piece === '' ? 12 : 3));
    split = splitScript(round % 200 === 0 ? script : edited, split);
    assert.deepEqual(split, splitScript(split.text), `round ${round}`);
  }
});

test('the statements behind an edit may be a great many', () => {
  const script = '-- one\nSELECT 1;\n'.repeat(200_000);
  const edited = `SELECT 2;\n${script}`;
  assert.deepEqual(splitScript(edited, splitScript(script)), splitScript(edited));
});
