import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findProgram, languages } from '../../src/connectCode/languages.js';
import { readTarget, type Wishes } from '../../src/connectCode/target.js';

const found: readonly (readonly [language: string, driver: string | undefined, title: string])[] = [
  ['python', undefined, 'psycopg 3'],
  ['Python', 'SQLAlchemy', 'SQLAlchemy'],
  ['ts', 'node-postgres', 'node-postgres'],
  ['typescript', 'drizzle', 'Drizzle'],
  ['golang', 'database/sql', 'database/sql'],
  ['c#', undefined, 'Npgsql'],
];
for (const [language, driver, title] of found)
  test(`${language} ${driver ?? ''} is the program for ${title}`, () => {
    const program = findProgram(language, driver);
    assert.equal(typeof program === 'string' ? program : program.title, title);
  });

const unknown: readonly (readonly [language: string, driver: string | undefined, sentence: string])[] = [
  [
    'pyhton',
    undefined,
    'There is no connection code for "pyhton", only for javascript, python, go, java, rust, csharp, elixir, php, ruby and perl. Did you mean python?',
  ],
  [
    'cobol',
    undefined,
    'There is no connection code for "cobol", only for javascript, python, go, java, rust, csharp, elixir, php, ruby and perl.',
  ],
  [
    'python',
    'pyscopg',
    'Python has no driver "pyscopg" here, only psycopg, psycopg2, asyncpg, sqlalchemy and django. Did you mean psycopg?',
  ],
  ['go', 'npgsql', 'Go has no driver "npgsql" here, only pgx and database-sql. It is a driver of C#.'],
];
for (const [language, driver, sentence] of unknown)
  test(`no program: ${language} ${driver ?? ''}`, () =>
    assert.equal(findProgram(language, driver), sentence));

const refused: readonly (readonly [wishes: Wishes, sentence: string])[] = [
  [{ endpoint: 'db.example.com' }, '"db.example.com" does not say its AWS Region: add it with --region.'],
  [
    { endpoint: "a'b", region: 'us-east-1' },
    `"a'b" is not an endpoint: write a host such as <cluster id>.dsql.us-east-1.on.aws, with :PORT behind it where it is not 5432.`,
  ],
  [
    { endpoint: 'localhost:99999', region: 'us-east-1' },
    '"localhost:99999" is not an endpoint: write a host such as <cluster id>.dsql.us-east-1.on.aws, with :PORT behind it where it is not 5432.',
  ],
  [{ region: 'mars' }, '"mars" is not an AWS Region: write one such as us-east-1.'],
  [
    { endpoint: 'abc.dsql.eu-west-1.on.aws', region: 'us-east-1' },
    '"abc.dsql.eu-west-1.on.aws" is in eu-west-1, not in us-east-1: a token for another Region is refused.',
  ],
  [{ user: 'a"b' }, 'The user "a"b" cannot stand in a program as it is. Only letters, digits and @.+-_ can.'],
  [
    { schema: 'Shop' },
    'The schema "Shop" cannot stand in search_path as it is: it may have lower-case letters, digits and _ only.',
  ],
  [
    { ca: "it's.pem" },
    `The file "it's.pem" cannot stand in a program as it is: choose a path without quotes and other signs.`,
  ],
];
for (const [wishes, sentence] of refused)
  test(`no target: ${JSON.stringify(wishes)}`, () => assert.equal(readTarget(wishes), sentence));

test('the Region is that of the endpoint', () => {
  assert.deepEqual(readTarget({ endpoint: 'abc.dsql.eu-west-1.on.aws', user: 'app' }), {
    host: 'abc.dsql.eu-west-1.on.aws',
    port: 5432,
    region: 'eu-west-1',
    user: 'app',
    schema: undefined,
    ca: undefined,
  });
});

test('no two drivers of a language have one name', () => {
  for (const { id, programs } of languages)
    assert.equal(new Set(programs.map(({ driver }) => driver)).size, programs.length, id);
});
