import type { Relation, Routine } from '../../catalog/model.js';
import { quoteName, unquoted } from '../../syntax/names.js';
import type { Span } from '../../text/span.js';
import { signatureOf } from '../describe.js';
import type { Entity } from '../names/entity.js';
import type { ScopeColumn } from '../names/scope.js';
import type { Caret } from './caret.js';
import { withoutComments } from './keywords.js';
import { describeColumn } from './values.js';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** The text that replaces the span. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** UTF-16 offsets: what is typed so far. */
  readonly span: Span;
  /** Those of a lower rank come first. */
  readonly rank: number;
  readonly detail: string;
  /** The source of its documentation, which is written when it is asked for. */
  readonly entity:
    | (Pick<Entity, 'kind' | 'name' | 'schema'> & { readonly table?: string | undefined })
    | undefined;
}

export type CompletionKind =
  | 'keyword'
  | 'table'
  | 'view'
  | 'cte'
  | 'alias'
  | 'column'
  | 'function'
  | 'type'
  | 'schema'
  | 'role'
  | 'variable'
  | 'value'
  | 'join'
  | 'snippet'
  | 'parameter';

/** The order of the items, the most likely first. */
export const ranks = {
  value: 0,
  join: 0,
  own: 1,
  column: 2,
  outer: 3,
  relation: 2,
  variable: 3,
  source: 4,
  likely: 4,
  keyword: 5,
  schema: 6,
  function: 7,
  builtin: 8,
  system: 9,
  snippet: 9,
} as const;

/** An item that inserts its own label. */
export const plain = (
  { typedSpan: span }: Caret,
  kind: CompletionKind,
  label: string,
  rank: number,
  detail = '',
): Completion => ({ label, kind, text: label, isSnippet: false, span, rank, detail, entity: undefined });

/** A name, written in quotes where it needs them. */
export const named = (
  caret: Caret,
  kind: CompletionKind,
  name: string,
  rank: number,
  detail: string,
): Completion => ({ ...plain(caret, kind, name, rank, detail), text: quoteName(name) });

export const keyword = (caret: Caret, word: string, rank: number, detail = ''): Completion =>
  plain(caret, 'keyword', cased(caret, word), rank, detail);

export function columnItem(
  caret: Caret,
  { name, entities: [entity] }: ScopeColumn,
  text: string,
  rank: number,
  label = name,
): Completion {
  const { column, relation, type } = entity ?? {};
  const told = column ? describeColumn(column) : '';
  return {
    ...plain(caret, 'column', label, rank),
    text: text === name ? quoteName(name) : text,
    detail: [type, told].filter((word) => word !== undefined && word !== '').join(' '),
    entity: entity && { kind: 'column', name, schema: entity.schema, table: relation?.name },
  };
}

export function relationItem(caret: Caret, relation: Relation, text: string, rank: number): Completion {
  const isQualified = text !== relation.name;
  return {
    ...plain(
      caret,
      relation.kind.includes('view') ? 'view' : 'table',
      isQualified ? text : relation.name,
      rank,
      relation.kind,
    ),
    text: isQualified ? text : quoteName(relation.name),
    entity: { kind: 'table', name: relation.name, schema: relation.schema },
  };
}

/** A built-in function. */
export const callItem = (caret: Caret, name: string, rank: number): Completion => ({
  ...plain(caret, 'function', name, rank, 'function'),
  text: `${name}($0)`,
  isSnippet: true,
  entity: { kind: 'function', name, schema: 'pg_catalog' },
});

export function routineItem(caret: Caret, routine: Routine, rank: number): Completion {
  const takes = routine.parameters.some(({ mode }) => mode !== 'out' && mode !== 'table');
  return {
    ...plain(caret, 'function', routine.name, rank, signatureOf(routine)),
    text: `${quoteName(routine.name)}(${takes ? '$0' : ''})`,
    isSnippet: takes,
    entity: { kind: 'function', name: routine.name, schema: routine.schema },
  };
}

/** A keyword in the case that the person uses. Types are lower case, unless both keywords and types are not. */
export function cased(
  { typed, before, file }: Caret,
  word: string,
  kind: 'keyword' | 'type' = 'keyword',
): string {
  const sample = /[a-z]/i.test(typed)
    ? typed
    : (/[a-z]+/i.exec(withoutComments(before))?.[0] ?? firstKeyword(file.text));
  if (kind === 'type')
    return /^[A-Z]/.test(typed) && typed === typed.toUpperCase() ? word.toUpperCase() : word;
  return sample !== undefined && sample === sample.toLowerCase() ? word.toLowerCase() : word;
}

const firstKeyword = (text: string): string | undefined =>
  /(?:^|\n)\s*(select|insert|update|delete|create|alter|with|drop|begin)\b/i.exec(text.slice(0, 10_000))?.[1];

/** A written name as the server knows it; undefined for anything else. */
export function unquote(written: string): string | undefined {
  if (written.startsWith('"')) return unquoted(written);
  return /^[\p{L}_][\w$\u0080-\uffff]*$/u.test(written) ? written : undefined;
}
