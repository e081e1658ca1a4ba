import type { Fix } from '../../core/lint/problem.js';
import type { Edit } from '../../core/text/edit.js';
import type { EmbeddedSql, HostText } from '../embeddedSql.js';
import { type HostNode, partsOf } from '../hostNode.js';
import type { HostLanguage } from '../languages.js';
import type { Segment } from '../mappedText.js';

/** What a file must name, and must not, so that it is sure how its calls take parameters; and how they are written. */
interface Driver {
  readonly call: RegExp;
  readonly named: RegExp;
  readonly others: RegExp;
  /** The nodes that list values. */
  readonly lists: RegExp;
  readonly listed: (values: string, count: number) => string;
  /** The parameters of a text; undefined where they are not sure. */
  readonly count: (sql: string) => number | undefined;
  /** How a parameter is written: the first one has the number 1. */
  readonly parameter: (number: number) => string;
  /** Parameters count by their places, so that a new one must be behind all others. */
  readonly isByPlace: boolean;
}

const pg: Driver = {
  call: /(?:^|\.)query$/,
  named: /['"](?:pg|@aws\/aurora-dsql-node-postgres-connector)['"]/,
  others: /['"](?:postgres|slonik|knex|kysely|sequelize|typeorm|drizzle-orm|pg-promise|@prisma|@mikro-orm)\b/,
  lists: /^array$/,
  listed: (values) => `[${values}]`,
  count: (sql) => Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number))),
  parameter: (number) => `$${number}`,
  isByPlace: false,
};

const psycopg: Driver = {
  call: /\.execute$/,
  named: /^\s*(?:import|from)\s+psycopg2?\b/m,
  others: /^\s*(?:import|from)\s+(?:sqlalchemy|django|asyncpg|aiopg|pg8000|peewee)\b/m,
  lists: /^(?:tuple|list)$/,
  listed: (values, count) => (count === 1 ? `(${values},)` : `(${values})`),
  count: (sql) =>
    sql.replace(/%s|%%/g, '').includes('%') ? undefined : (sql.match(/(?<!%)(?:%%)*%s/g)?.length ?? 0),
  parameter: () => '%s',
  isByPlace: true,
};

/**
 * Hands the values that stand between the quotes of literals over as parameters; none where the call, its list of values or the
 * text leaves a doubt. `holes`: all that the code puts into the text.
 */
export function parameterFix(
  { text, matchesAt }: HostText,
  language: HostLanguage,
  piece: EmbeddedSql,
  holes: readonly Segment[],
): Fix | undefined {
  const driver = language.id === 'python' ? psycopg : /script/.test(language.id) ? pg : undefined;
  const { text: sql, segments, host } = piece;
  if (!driver?.named.test(text) || driver.others.test(text) || isDoubtful.test(sql)) return undefined;
  if (segments.filter(({ kind }) => kind === 'hole').length !== holes.length) return undefined;
  const args = argumentsOf(host.start, matchesAt, driver);
  const [first, list, ...more] = args ?? [];
  if (first?.startIndex !== host.start || first.endIndex !== host.end) return undefined;
  if (list && !driver.lists.test(list.type)) return undefined;
  if (!list && more.length > 0) return undefined;
  const listed = list ? partsOf(list) : [];
  if (listed.some(({ type }) => /spread|splat|argument|ERROR/.test(type))) return undefined;
  const count = driver.count(sql);
  if (count === undefined || count !== listed.length) return undefined;
  // What an empty list of psycopg means for a sign of percent is not what none means
  if (driver.isByPlace && !list && sql.includes('%')) return undefined;
  if (driver.isByPlace && sql.lastIndexOf('%s') > (holes[0]?.start ?? 0)) return undefined;
  const edits: Edit[] = [];
  const values: string[] = [];
  for (const [at, hole] of holes.entries()) {
    const place = quotedPlace(text, piece, hole);
    if (!place) return undefined;
    edits.push({ ...place, text: driver.parameter(count + at + 1) });
    values.push(valueIn(text.slice(hole.host.start, hole.host.end)));
  }
  edits.push(added(values, first, list, listed.at(-1), driver));
  const isOne = values.length === 1;
  return {
    id: 'use-parameter',
    title: isOne ? 'Hand the value over as a parameter' : 'Hand the values over as parameters',
    consequence: 'what is no value in the code is sent as NULL, and not as a text',
    safety: 'review',
    edits,
  };
}

/** Where a quote, or what takes no parameter, may be anything else: comments, other quotes, a second statement. */
const isDoubtful = /--|\/\*|\\|\$\w*\$|"|;\s*\S/;

/** The arguments of the call of a driver whose first one begins at an offset: what stands before that is theirs too. */
function argumentsOf(
  offset: number,
  matchesAt: HostText['matchesAt'],
  { call }: Driver,
): readonly HostNode[] | undefined {
  for (const { captures } of matchesAt(offset - 1)) {
    const callee = captures.find(({ name }) => name === 'callee')?.node;
    const args = captures.find(({ name }) => name === 'arguments')?.node;
    if (callee && args && args.startIndex < offset) return call.test(callee.text) ? partsOf(args) : undefined;
  }
  return undefined;
}

/**
 * What a parameter replaces: the value and the quotes around it, within one literal or between two that become one. Undefined
 * where the literals are not written alike.
 */
function quotedPlace(text: string, { text: sql, segments, host }: EmbeddedSql, hole: Segment) {
  const at = segments.indexOf(hole);
  const [before, behind] = [segments[at - 1], segments[at + 1]];
  if (before?.kind !== 'same' || behind?.kind !== 'same') return undefined;
  if (sql[hole.start - 1] !== "'" || sql[hole.end] !== "'") return undefined;
  if ((sql.slice(0, hole.start).split("'").length - 1) % 2 === 0) return undefined;
  const place = { start: before.host.end - 1, end: behind.host.start + 1 };
  if (before.host.end === hole.host.start && hole.host.end === behind.host.start) return place;
  const opening = /^(["'`])\s*\+\s*$/.exec(text.slice(before.host.end, hole.host.start))?.[1];
  const closing = /^\s*\+\s*(["'`])$/.exec(text.slice(hole.host.end, behind.host.start))?.[1];
  // What a literal of the other kind would read as its own
  const isPlain = !/[{}\\]/.test(text.slice(behind.host.start, host.end));
  return opening !== undefined && opening === closing && isPlain ? place : undefined;
}

/** An expression, without the signs that put it into the text. */
const valueIn = (written: string): string => written.replace(/^\$?\{|\}$/g, '').trim();

function added(
  values: readonly string[],
  first: HostNode,
  list: HostNode | undefined,
  last: HostNode | undefined,
  { listed }: Driver,
): Edit {
  const text = values.join(', ');
  if (!list) return { start: first.endIndex, end: first.endIndex, text: `, ${listed(text, values.length)}` };
  if (last) return { start: last.endIndex, end: last.endIndex, text: `, ${text}` };
  return { start: list.startIndex, end: list.endIndex, text: listed(text, values.length) };
}
