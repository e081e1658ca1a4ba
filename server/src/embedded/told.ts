import type { EmbeddedSql } from './embeddedSql.js';
import { holeText } from './literals.js';

/** Whether a rule's finding in an embedded text is told: not where another text, or what the host puts in, may be the answer. */
export const isTold = (
  rule: string,
  { kind, hasHoles, text, isSure }: Pick<EmbeddedSql, 'kind' | 'hasHoles' | 'text' | 'isSure'>,
  isBroken: boolean,
): boolean =>
  !(kind === 'fragment' && isBroken) &&
  !elsewhere.has(rule) &&
  !(hasHoles && perhapsInHoles.has(rule)) &&
  !(!isSure && ofOtherDatabases.has(rule)) &&
  !(rule === 'syntax-error' && (hasHoles || parameter.test(text)));

/** What a driver or a tool may put something in for: `?`, `??`, `:name`, `%s`. */
const parameter = /\?|(?<!:):[A-Za-z_]|%[(sd]/;

/** What a statement leaves open and another one, which may be anywhere, brings. */
const elsewhere: ReadonlySet<string> = new Set([
  'foreign-key-without-index',
  'constraint-not-validated',
  'unique-index-not-awaited',
  'unknown-type',
]);

/** What a part that is put in when the host runs may bring. */
const perhapsInHoles: ReadonlySet<string> = new Set([
  'unbounded-change',
  'unbounded-insert',
  'table-without-primary-key',
  'session-parameter',
]);

/** What is right in the SQL of another database, to which the code may speak: its words and its types. */
const ofOtherDatabases: ReadonlySet<string> = new Set(['syntax-error', 'session-parameter', 'alter-type']);

/** A message without what stands for the parts that the host puts in. */
export const withoutHoles = (message: string): string => message.replaceAll(holeText, '…');
