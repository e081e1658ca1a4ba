import { type FolderLayout, transactionsOfTool } from '../syntax/migrationTools.js';
import { type LaidOutFile, type Migration, type MigrationFolder, migrationNumber } from './migrations.js';

/** A file that a new migration takes; `before`: what it holds now, of a file that lists migrations. */
export interface NewFile extends LaidOutFile {
  readonly before?: string;
}

export interface NewMigration {
  /** In the order in which they are to be written: a list comes behind what it lists. */
  readonly files: readonly NewFile[];
  /** One sentence for each thing that is left to the tool's own command. */
  readonly notes: readonly string[];
}

/** What a folder of migrations has. */
export interface Known extends Pick<MigrationFolder, 'layout' | 'migrations'> {
  /** A journal or a plan. */
  readonly lists: readonly LaidOutFile[];
}

export interface Wanted {
  /** In a person's words. */
  readonly name: string;
  /** Each with its semicolon, and comments above it. */
  readonly statements: readonly string[];
  /** What takes them back, in its order; empty where nobody says it. */
  readonly back?: readonly string[];
  /** ms since 1970: the version where versions are times. */
  readonly now: number;
}

/**
 * The files by which a folder gets one more migration, named and written as its tool wants it, so that each statement is a
 * transaction of its own. A tool that always joins the statements of a file gets a file for each of them.
 */
export function newMigration(known: Known, { name, statements, back = [], now }: Wanted): NewMigration {
  const { layout } = known;
  const slug = slugOf(name);
  const write = writers[layout];
  const groups = joins(layout) ? statements.map((one) => [one]) : [statements];
  const versions = versionsAfter(known, now);
  const places = groups.map((own, at): Place => {
    const number = versions(at);
    const stem = groups.length > 1 ? `${slug}_${at + 1}` : slug;
    return { number, stem, statements: own, back: groups.length > 1 ? [] : back };
  });
  const folder = folderFor(known);
  const files = places.flatMap((place) =>
    write(place).map(({ path, text }) => ({ path: `${folder}${path}`, text })),
  );
  const listed = listedAnew(known, places, now);
  return { files: [...files, ...listed], notes: notes[layout] ?? [] };
}

interface Place {
  readonly number: string;
  /** The name behind the number. */
  readonly stem: string;
  readonly statements: readonly string[];
  readonly back: readonly string[];
}

/** A name of lower-case words and underscores. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60) || 'changes';

/** Whether a tool joins the statements of a file, and nothing beside the file or in it says otherwise. */
function joins(layout: FolderLayout): boolean {
  const { sends, optOut } = transactionsOfTool(layout);
  const hasFileBeside = layout === 'flyway' || layout === 'diesel';
  return sends !== 'one-by-one' && !optOut && !hasFileBeside && layout !== 'files';
}

const lines = (statements: readonly string[]): string =>
  statements.map((one) => `${one.trimEnd()}\n`).join('\n');

/** A body with semicolons of its own. */
const isCompound = (statement: string): boolean => /;(?!\s*$)/.test(statement.replace(/^\s*--.*$/gm, ''));

const marked = (statements: readonly string[], tool: string): string =>
  lines(
    statements.map((one) =>
      isCompound(one) ? `-- +${tool} StatementBegin\n${one.trimEnd()}\n-- +${tool} StatementEnd` : one,
    ),
  );

type Writer = (place: Place) => readonly LaidOutFile[];

const plain: Writer = ({ number, stem, statements }) => [
  { path: `${number}_${stem}.sql`, text: lines(statements) },
];

const upAndDown: Writer = ({ number, stem, statements, back }) => [
  { path: `${number}_${stem}.up.sql`, text: lines(statements) },
  ...(back.length > 0 ? [{ path: `${number}_${stem}.down.sql`, text: lines(back) }] : []),
];

const inFolder: Writer = ({ number, stem, statements, back }) => [
  { path: `${number}_${stem}/up.sql`, text: lines(statements) },
  ...(back.length > 0 ? [{ path: `${number}_${stem}/down.sql`, text: lines(back) }] : []),
];

const writers: Readonly<Record<FolderLayout, Writer>> = {
  prisma: ({ number, stem, statements }) => [
    { path: `${number}_${stem}/migration.sql`, text: lines(statements) },
  ],
  drizzle: plain,
  flyway: ({ number, stem, statements }) => [
    // The file beside it comes first: the migration must not run without it.
    { path: `V${number}__${stem}.sql.conf`, text: 'executeInTransaction=false\n' },
    { path: `V${number}__${stem}.sql`, text: lines(statements) },
  ],
  'golang-migrate': upAndDown,
  sqlx: (place) =>
    place.back.length > 0
      ? upAndDown(place).map(({ path, text }) => ({ path, text: `-- no-transaction\n${text}` }))
      : plain(place).map(({ path, text }) => ({ path, text: `-- no-transaction\n${text}` })),
  diesel: (place) => [
    { path: `${place.number}_${place.stem}/metadata.toml`, text: 'run_in_transaction = false\n' },
    ...inFolder(place),
  ],
  hasura: inFolder,
  'up-and-down': inFolder,
  goose: ({ number, stem, statements, back }) => [
    {
      path: `${number}_${stem}.sql`,
      text: `-- +goose NO TRANSACTION\n-- +goose Up\n${marked(statements, 'goose')}${back.length > 0 ? `\n-- +goose Down\n${marked(back, 'goose')}` : ''}`,
    },
  ],
  'sql-migrate': ({ number, stem, statements, back }) => [
    {
      path: `${number}_${stem}.sql`,
      text: `-- +migrate Up notransaction\n${marked(statements, 'migrate')}\n-- +migrate Down notransaction\n${marked(back, 'migrate')}`,
    },
  ],
  dbmate: ({ number, stem, statements, back }) => [
    {
      path: `${number}_${stem}.sql`,
      text: `-- migrate:up transaction:false\n${lines(statements)}\n-- migrate:down transaction:false\n${lines(back)}`,
    },
  ],
  sqitch: ({ stem, statements, back }) => [
    { path: `deploy/${stem}.sql`, text: lines(statements) },
    ...(back.length > 0 ? [{ path: `revert/${stem}.sql`, text: lines(back) }] : []),
  ],
  liquibase: ({ number, stem, statements }) => [
    {
      path: `${number}_${stem}.sql`,
      text: `--liquibase formatted sql\n${statements
        .map(
          (one, at) =>
            `\n--changeset dsql:${number}-${at + 1} runInTransaction:false${isCompound(one) ? ' splitStatements:false' : ''}\n${one.trimEnd()}\n`,
        )
        .join('')}`,
    },
  ],
  'node-pg-migrate': plain,
  atlas: (place) => plain(place).map(({ path, text }) => ({ path, text: `-- atlas:txmode none\n\n${text}` })),
  supabase: plain,
  rails: plain,
  numbered: plain,
  files: ({ stem, statements }) => [{ path: `${stem}.sql`, text: lines(statements) }],
};

const notes: Readonly<Partial<Record<FolderLayout, readonly string[]>>> = {
  atlas: ['Run "atlas migrate hash", so that atlas.sum knows the new file.'],
  prisma: ['Run "prisma db pull" behind it, so that the schema of Prisma knows what is new.'],
  drizzle: [
    'Change the schema in TypeScript too: Drizzle has no snapshot of this file, and would generate the same again.',
  ],
};

/** The folder in which the last migration lies, with a slash behind it. */
function folderFor({ layout, migrations, lists }: Known): string {
  const list = lists.find(({ path }) => /(?:^|\/)(?:sqitch\.plan|meta\/_journal\.json)$/.test(path));
  if (list) return list.path.replace(/(?:sqitch\.plan|meta\/_journal\.json)$/, '');
  const path = migrations.findLast(({ isRepeatable }) => !isRepeatable)?.path ?? '';
  const parts = path.split('/').slice(0, -1);
  const isOwn = ['prisma', 'diesel', 'hasura', 'up-and-down'].includes(layout);
  const own = isOwn ? parts.slice(0, -1) : parts;
  return own.map((part) => `${part}/`).join('');
}

/** How a version is written that is a time, or what the first one is where they count. */
const first: Readonly<Record<FolderLayout, string>> = {
  prisma: 'YYYYMMDDhhmmss',
  drizzle: '0000',
  flyway: '1',
  'golang-migrate': '000001',
  sqlx: 'YYYYMMDDhhmmss',
  diesel: 'YYYY-MM-DD-hhmmss',
  hasura: 'milliseconds',
  'up-and-down': 'YYYY-MM-DD-hhmmss',
  goose: '00001',
  'sql-migrate': 'YYYYMMDDhhmmss',
  dbmate: 'YYYYMMDDhhmmss',
  sqitch: '',
  liquibase: '1',
  'node-pg-migrate': 'milliseconds',
  atlas: 'YYYYMMDDhhmmss',
  supabase: 'YYYYMMDDhhmmss',
  rails: '1',
  numbered: '0001',
  files: '',
};

/** The versions behind the last one, written as that one is. */
function versionsAfter({ layout, migrations }: Known, now: number): (at: number) => string {
  const written = migrations.filter(
    (one): one is Migration => !one.isRepeatable && one.version !== undefined,
  );
  const last = written.at(-1);
  const text = last ? migrationNumber(last.path, layout) : undefined;
  const kind = text === undefined ? first[layout] : formOf(text);
  if (isTime(kind)) {
    const after = text === undefined ? 0 : timeOf(text);
    const start = Math.max(now, Number.isFinite(after) ? after + 1000 : now);
    return (at) => timeText(kind, start + at * 1000);
  }
  return (at) => (text === undefined ? counted(kind, at) : counted(text, at + 1));
}

const isTime = (kind: string): boolean =>
  kind === 'milliseconds' || kind === 'seconds' || kind.startsWith('YYYY');

function formOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}-\d{6}$/.test(text)) return 'YYYY-MM-DD-hhmmss';
  if (/^\d{14}$/.test(text)) return 'YYYYMMDDhhmmss';
  if (/^\d{13}$/.test(text)) return 'milliseconds';
  if (/^1\d{9}$/.test(text)) return 'seconds';
  return text;
}

/** ms since 1970 of a version; NaN for what is no time. */
function timeOf(text: string): number {
  const digits = text.replaceAll('-', '');
  if (digits.length === 13) return Number(digits);
  if (digits.length === 10) return Number(digits) * 1000;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function timeText(kind: string, time: number): string {
  if (kind === 'milliseconds') return String(time);
  if (kind === 'seconds') return String(Math.floor(time / 1000));
  const digits = new Date(time).toISOString().replace(/\D/g, '').slice(0, 14);
  return kind === 'YYYYMMDDhhmmss' ? digits : digits.replace(/^(\d{4})(\d\d)(\d\d)(\d{6})$/, '$1-$2-$3-$4');
}

/** The last number of a version, `more` further on, as wide as it was. */
const counted = (text: string, more: number): string =>
  text.replace(/\d+(?=\D*$)/, (digits) => String(BigInt(digits) + BigInt(more)).padStart(digits.length, '0'));

/** The journal or the plan with the new entries. */
function listedAnew({ layout, lists }: Known, places: readonly Place[], now: number): readonly NewFile[] {
  if (layout === 'sqitch') {
    const plan = lists.find(({ path }) => /(?:^|\/)sqitch\.plan$/.test(path));
    const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    const entries = places.map(({ stem }) => `${stem} ${at} dsql <dsql@localhost> # ${stem}\n`).join('');
    return plan ? [{ ...plan, before: plan.text, text: `${plan.text.replace(/\n*$/, '\n')}${entries}` }] : [];
  }
  const journal = lists.find(({ path }) => /(?:^|\/)meta\/_journal\.json$/.test(path));
  if (layout !== 'drizzle' || !journal) return [];
  const written = journalWith(journal.text, places, now);
  return written === undefined ? [] : [{ path: journal.path, before: journal.text, text: written }];
}

function journalWith(text: string, places: readonly Place[], now: number): string | undefined {
  try {
    const journal: Record<string, unknown> = Object(JSON.parse(text));
    const entries: readonly unknown[] = Array.isArray(journal.entries) ? journal.entries : [];
    const last: { readonly idx?: unknown; readonly when?: unknown; readonly version?: unknown } = Object(
      entries.at(-1),
    );
    const number = typeof last.idx === 'number' ? last.idx : entries.length - 1;
    const after = Math.max(now, typeof last.when === 'number' ? last.when + 1 : 0);
    const added = places.map(({ number: version, stem }, at) => ({
      ...{ idx: number + 1 + at, version: typeof last.version === 'string' ? last.version : '7' },
      ...{ when: after + at, tag: `${version}_${stem}`, breakpoints: true },
    }));
    return `${JSON.stringify({ ...journal, entries: [...entries, ...added] }, undefined, 2)}\n`;
  } catch {
    return undefined; // SyntaxError
  }
}
