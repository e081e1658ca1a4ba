import type { StatementText } from '../syntax/statement.js';
import { behindName, isAt, wordOf } from '../syntax/tokens.js';
import type { Script, ScriptStatement } from './script.js';
import { nameAt, textOf } from './tableText.js';

/** A CREATE TYPE or CREATE DOMAIN, read from its tokens. */
export interface CreatedType {
  readonly statement: ScriptStatement;
  readonly text: StatementText;
  /** The first token behind the name. */
  readonly behind: number;
}

/**
 * The statement before another one that creates the type or domain which that one's third word names; none where it was
 * renamed in between, or where several have the name.
 */
export function createdType(script: Script, altering: ScriptStatement): CreatedType | undefined {
  const text = textOf(script, altering);
  const name = nameFrom(text, isAt(text, 2, 'if', 'exists') ? 4 : 2);
  const made = script.statements.flatMap((statement) => {
    if (statement.span.start >= altering.span.start || statement.facts.types.declared !== name.at(-1))
      return [];
    const created = textOf(script, statement);
    return sameName(nameFrom(created, 2), name)
      ? [{ statement, text: created, behind: behindName(created, 2) }]
      : [];
  });
  const [one, ...others] = made;
  return others.length > 0 || (one && isRenamed(script, one.statement, altering)) ? undefined : one;
}

function isRenamed(script: Script, { span: from }: ScriptStatement, { span: to }: ScriptStatement): boolean {
  const between = script.text.slice(from.end, to.start);
  return /\balter\s+(type|domain)\b[^;]*\brename\s+to\b/i.test(between);
}

function nameFrom(text: StatementText, first: number): string[] {
  const parts: string[] = [];
  for (let at = first; at < behindName(text, first); at += 2) parts.push(nameAt(text, at));
  return parts;
}

/** Names without a schema may be of any. */
export const sameName = (one: readonly string[], other: readonly string[]): boolean =>
  one.at(-1) === other.at(-1) && (one.length !== other.length || one.join('.') === other.join('.'));

/** The parenthesis of the values that an enum lists, or a domain by `CHECK (VALUE IN (…))`; undefined for others. */
export function valueList({ text, behind }: CreatedType): number | undefined {
  if (isAt(text, behind, 'as', 'enum', '(')) return behind + 2;
  for (let at = behind; at < text.tokens.length; at++)
    if (isAt(text, at, '(', 'value', 'in', '(')) return wordOf(text, at - 1) === 'check' ? at + 3 : undefined;
  return undefined;
}
