import type { Span } from '../text/span.js';

/** The tools whose folders are known, and what a folder is that no tool has laid out. */
export const layouts = [
  'prisma',
  'drizzle',
  'flyway',
  'golang-migrate',
  'sqlx',
  'diesel',
  'hasura',
  'up-and-down',
  'goose',
  'sql-migrate',
  'dbmate',
  'sqitch',
  'liquibase',
  'node-pg-migrate',
  'atlas',
  'supabase',
  'rails',
  'numbered',
  'files',
] as const;
export type FolderLayout = (typeof layouts)[number];

/** What a tool does with the transactions of a file without BEGIN. */
export interface ToolTransactions {
  /** As a sentence names it: "goose". */
  readonly name: string;
  /** `unknown`: it depends on the tool's version, or no tool is known. */
  readonly sends: 'one-by-one' | 'one-transaction' | 'unknown';
  /** The comment that begins a part with a transaction of its own. */
  readonly begins?: RegExp;
  /** The comment by which a part, or the whole file, goes without a transaction. */
  readonly without?: { readonly comment: RegExp; readonly in: 'part' | 'file' | 'first line' };
  /** What a person writes for it, and where: as a line of its own at the start, or behind the comment that begins a part. */
  readonly optOut?: { readonly text: string; readonly at: 'start' | 'part' };
}

const file = (name: string, sends: ToolTransactions['sends']): ToolTransactions => ({ name, sends });

/**
 * Sources: pressly.github.io/goose/documentation/annotations; github.com/amacneil/dbmate (README, "Migration Options");
 * github.com/rubenv/sql-migrate (README, "notransaction"); docs.liquibase.com (runInTransaction); atlasgo.io/versioned/apply
 * (txmode); github.com/launchbadge/sqlx pull 3159 and sqlx-core/src/migrate/source.rs (no-transaction);
 * documentation.red-gate.com (executeInTransaction, script configuration); docs.diesel.rs (run_in_transaction);
 * github.com/golang-migrate/migrate pull 495 and issue 581 (one simple query); drizzle-team/drizzle-kit-mirror issue 521 (one
 * transaction for all pending files); supabase/cli pulls 5156 and 6009 (one pipeline); hasura/graphql-engine issue 2939;
 * salsita/node-pg-migrate pulls 205 and 915; prisma/prisma-engines pulls 5767 and 5847 (one request until 7.4; since then the
 * statements that its own parser can read are sent one by one).
 */
const tools: Readonly<Record<FolderLayout, ToolTransactions>> = {
  prisma: file('Prisma', 'unknown'),
  drizzle: file('Drizzle', 'one-transaction'),
  flyway: file('Flyway', 'one-transaction'),
  'golang-migrate': {
    ...file('golang-migrate', 'one-transaction'),
    // sqlx names its files in the same way.
    without: { comment: /^-- no-transaction/, in: 'first line' },
  },
  sqlx: {
    ...file('sqlx', 'one-transaction'),
    without: { comment: /^-- no-transaction/, in: 'first line' },
    optOut: { text: '-- no-transaction', at: 'start' },
  },
  diesel: file('Diesel', 'one-transaction'),
  hasura: file('Hasura', 'one-transaction'),
  'up-and-down': file('its migration tool', 'one-transaction'),
  goose: {
    ...file('goose', 'one-transaction'),
    begins: /^-- *\+goose +(?:up|down)\b/i,
    without: { comment: /^-- *\+goose +no +transaction\b/i, in: 'file' },
    optOut: { text: '-- +goose NO TRANSACTION', at: 'start' },
  },
  'sql-migrate': {
    ...file('sql-migrate', 'one-transaction'),
    begins: /^-- *\+migrate +(?:up|down)\b/i,
    without: { comment: /^-- *\+migrate +(?:up|down)\b.*\bnotransaction\b/i, in: 'part' },
    optOut: { text: ' notransaction', at: 'part' },
  },
  dbmate: {
    ...file('dbmate', 'one-transaction'),
    begins: /^-- *migrate:(?:up|down)\b/i,
    without: { comment: /^-- *migrate:(?:up|down)\b.*\btransaction: *false\b/i, in: 'part' },
    optOut: { text: ' transaction:false', at: 'part' },
  },
  sqitch: file('Sqitch', 'one-by-one'),
  liquibase: {
    ...file('Liquibase', 'one-transaction'),
    begins: /^-- *changeset\b/i,
    without: { comment: /^-- *changeset\b.*\brunInTransaction: *"?false\b/i, in: 'part' },
    optOut: { text: ' runInTransaction:false', at: 'part' },
  },
  'node-pg-migrate': {
    ...file('node-pg-migrate', 'one-transaction'),
    begins: /^--[- ]*(?:up|down) +migration[\s-]*$/i,
  },
  atlas: {
    ...file('Atlas', 'one-transaction'),
    without: { comment: /^-- *atlas:txmode +none\b/, in: 'file' },
    optOut: { text: '-- atlas:txmode none', at: 'start' },
  },
  supabase: file('the Supabase CLI', 'one-transaction'),
  rails: file('Rails', 'one-by-one'),
  numbered: file('its migration tool', 'unknown'),
  files: file('its migration tool', 'unknown'),
};

export const transactionsOfTool = (layout: FolderLayout): ToolTransactions => tools[layout];

/** Comments that only one tool reads. */
const marks: readonly (readonly [FolderLayout, RegExp])[] = [
  ['goose', /^-- *\+goose +(?:up|no +transaction)\b/im],
  ['sql-migrate', /^-- *\+migrate +up\b/im],
  ['dbmate', /^-- *migrate:up\b/im],
  ['liquibase', /^-- *liquibase +formatted +sql\b/im],
  ['node-pg-migrate', /^--[- ]*up +migration[\s-]*$/im],
  ['atlas', /^-- *atlas:txmode\b/m],
  ['sqlx', /^\ufeff?-- no-transaction\b/],
  ['drizzle', /--> *statement-breakpoint\b/],
];

/** The tool for which the comments of a file are written; undefined where none tells. */
export function toolOfText(text: string): FolderLayout | undefined {
  if (!mayBeMarked(text)) return undefined;
  return marks.find(([, mark]) => mark.test(text))?.[0];
}

/** Whether a mark may stand behind two dashes. Of a long text, which is asked at each edit, little more is read than its comments. */
function mayBeMarked(text: string): boolean {
  for (let at = text.indexOf('--'); at >= 0; ) {
    const end = text.indexOf('\n', at);
    if (wordsOfMarks.test(text.slice(at, end < 0 ? text.length : end))) return true;
    at = end < 0 ? -1 : text.indexOf('--', end);
  }
  return false;
}

const wordsOfMarks =
  /\+goose|\+migrate|migrate:up|liquibase|up +migration|atlas:txmode|no-transaction|statement-breakpoint/i;

/** A part of a file that its tool sends by itself. */
export interface SentPart {
  readonly span: Span;
  /** Without a transaction around it, because the file says so. */
  readonly isAlone: boolean;
  /** The comment that begins it, where one does. */
  readonly begin: Span | undefined;
}

/** The parts of a file: of most tools one, of goose, dbmate and their like one for each way, of Liquibase one for a change. */
export function partsSentBy(
  { begins, without }: ToolTransactions,
  text: string,
  comments: readonly Span[],
  { start, end }: Span,
): readonly SentPart[] {
  const isAlone = (comment: Span | undefined, where: 'part' | 'file') =>
    comment !== undefined && without?.in === where && without.comment.test(lineOf(text, comment));
  const isFileAlone =
    without?.in === 'first line'
      ? without.comment.test(text.slice(start, start + longestLine).replace(/^\ufeff/, ''))
      : without?.in === 'file' && comments.some((comment) => isAlone(comment, 'file'));
  const marked = begins ? comments.filter((comment) => begins.test(lineOf(text, comment))) : [];
  const before = { span: { start, end: marked[0]?.start ?? end }, isAlone: isFileAlone, begin: undefined };
  return [
    before,
    ...marked.map((begin, at) => ({
      span: { start: begin.start, end: marked[at + 1]?.start ?? end },
      isAlone: isFileAlone || isAlone(begin, 'part'),
      begin,
    })),
  ];
}

const lineOf = (text: string, { start, end }: Span): string =>
  text.slice(start, Math.min(end, start + longestLine));

/** UTF-16 units. */
const longestLine = 300;
