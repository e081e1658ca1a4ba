import type { Client } from 'pg';
import type { FixedText } from '../../src/core/repair/fixAll.js';
import { type Sent, type Server, send, statementsFor } from '../repair/runScript.js';
import { emptyDatabase } from './catalogRun.js';

/**
 * What a server refuses of repaired texts, one after the other, though no finding that is left says so: the error, and the
 * statement. The sandbox takes ASYNC, and its jobs are waited for; PostgreSQL makes indexes in the same words without it.
 */
export async function unforeseen(
  client: Client,
  texts: readonly FixedText[],
  server: Server = 'postgres',
): Promise<readonly string[]> {
  const all = texts.map(({ text }) => text).join('\n');
  const failures: string[] = [];
  // What a statement that was told of does not make is missing from then on, and what it does not change is as before.
  let isMissing = false;
  const failed: string[] = [];
  const refusedBodies = bodiesToldOf(texts, server);
  for (const { text, left } of texts) {
    for (const sent of statementsFor(text, server)) {
      const { span, sql } = sent;
      // IAM and jobs are DSQL's own.
      if (/^(?:aws|call\s+sys\s*\.)/i.test(sql)) continue;
      const isToldOf = isTold(left, span);
      const callsRefused = callsOneOf(refusedBodies, sql);
      try {
        await run(client, sent);
      } catch (error) {
        const isForeseen = isToldOf || callsRefused || isForeign(error, all);
        const message = error instanceof Error ? error.message : '';
        const isPardoned = isMissing && (consequences.test(message) || isStillThere(failed, message));
        if (!isForeseen && !isPardoned) failures.push(`${String(error)}: ${sql}`);
        isMissing = true;
        failed.push(sql);
        await client.query('ROLLBACK');
      }
    }
    // Each file is sent by a session of its own.
    await client.query('RESET search_path');
  }
  return failures;
}

const isTold = (left: FixedText['left'], { start, end }: Sent['span']): boolean =>
  left.some(({ rule, span }) => rule !== 'implicit-transaction' && span.start < end && span.end > start);

/**
 * The functions whose bodies are told of, which fail when they are called, and those that call one of them: a body may call
 * what is made after it.
 */
function bodiesToldOf(texts: readonly FixedText[], server: Server): ReadonlySet<string> {
  const bodies = texts.flatMap(({ text, left }) =>
    [...statementsFor(text, server)].flatMap(({ span, sql }) => {
      const [, made] = /^create\s+(?:or\s+replace\s+)?(?:function|procedure)\s+([^\s(]+)/i.exec(sql) ?? [];
      return made === undefined ? [] : [{ name: bare(made), sql, isTold: isTold(left, span) }];
    }),
  );
  const found = new Set<string>();
  let isMore = true;
  while (isMore) {
    const more = bodies.filter((one) => !found.has(one.name) && (one.isTold || callsOneOf(found, one.sql)));
    for (const { name } of more) found.add(name);
    isMore = more.length > 0;
  }
  return found;
}

/**
 * Of each file the statements that PostgreSQL takes, one after the other, as a text. They are run on an empty database until it
 * takes all of them: what it refuses may have used numbers of a sequence.
 */
export async function takenBy(
  client: Client,
  files: readonly (readonly string[])[],
): Promise<readonly string[]> {
  await emptyDatabase(client);
  const taken = await takenOnce(client, files);
  return taken.flat().length < files.flat().length
    ? takenBy(client, taken)
    : taken.map((statements) => statements.join('\n'));
}

async function takenOnce(
  client: Client,
  files: readonly (readonly string[])[],
): Promise<readonly (readonly string[])[]> {
  const all: string[][] = [];
  for (const statements of files) {
    const taken: string[] = [];
    for (const text of statements) {
      const [sent] = statementsFor(text, 'postgres');
      if (!sent) continue;
      await send(client, sent).then(
        () => taken.push(text),
        () => undefined,
      );
    }
    all.push(taken);
    await client.query('RESET search_path');
  }
  return all;
}

const consequences =
  / does not exist\b|could not find|other objects depend on it|no unique (?:or exclusion )?constraint matching|no primary key for referenced|cannot be implemented|violates foreign key constraint|violates not-null constraint|is violated by some row/;

/** Whether a statement that failed would have dropped the column whose name is taken. */
function isStillThere(failed: readonly string[], message: string): boolean {
  const [, column = ''] = /^column "(.+)" of relation ".+" already exists$/.exec(message) ?? [];
  const dropped = new RegExp(`\\bdrop\\s+column\\s+"?${column.replace(/\W/g, '\\$&')}(?!\\w)`, 'i');
  return column !== '' && failed.some((sql) => dropped.test(sql));
}

const bare = (name: string): string => name.replace(/^.*\./, '').replaceAll('"', '').toLowerCase();

const callsOneOf = (names: ReadonlySet<string>, sql: string): boolean =>
  names.size > 0 && [...sql.matchAll(/([\w".]+)\s*\(/g)].some(([, name = '']) => names.has(bare(name)));

/** A schema that the text only names is there. */
async function run(client: Client, sent: Sent): Promise<void> {
  try {
    await send(client, sent);
  } catch (error) {
    const [, schema] =
      /^schema "(.+)" does not exist$/.exec(error instanceof Error ? error.message : '') ?? [];
    if (schema === undefined) throw error;
    await client.query(`CREATE SCHEMA "${schema}"`);
    await send(client, sent);
  }
}

/** What a text only names, as the tables of another file, may be there. */
function isForeign(error: unknown, text: string): boolean {
  const message = error instanceof Error ? error.message : '';
  const [, kind, name = ''] = /(\w+) "([^"]+)"(?: of relation .*)? does not exist/.exec(message) ?? [];
  const last = name.split('.').at(-1) ?? '';
  if (kind === undefined || kind === 'constraint') return kind === 'constraint';
  const made = `create\\s+(?:(?!on\\b)[a-z]+\\s+){1,6}(?:"?[\\w ]+"?\\s*\\.\\s*)?"?${last.replace(/\W/g, '\\$&')}"?(?=[\\s(;])`;
  return !new RegExp(made, 'i').test(text);
}

interface Trial<Drawn> {
  /** What is repaired of what was drawn. */
  readonly textsOf: (drawn: Drawn) => readonly string[] | Promise<readonly string[]>;
  readonly runs: (texts: readonly string[]) => Promise<readonly string[]>;
}

/** What no report has foretold of what was drawn. Standard error has each at once, since a long run may be cut. */
export async function untoldIn<Drawn>(
  all: Iterable<Drawn>,
  { textsOf, runs }: Trial<Drawn>,
): Promise<string> {
  const failures: string[] = [];
  for (const drawn of all) {
    const texts = await textsOf(drawn);
    for (const failure of await runs(texts)) {
      const told = `${failure}\n${texts.join('\n-- next file\n')}`;
      process.stderr.write(`${told}\n\n`);
      failures.push(told);
    }
  }
  return failures.join('\n\n');
}
