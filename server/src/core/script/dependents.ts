import type { StatementText } from '../sql/statement.js';
import { behindName, find, isAt, lastIndex, wordOf } from '../sql/tokens.js';
import { sameName } from './createdType.js';
import type { Script, ScriptStatement } from './script.js';
import { nameAt, textOf } from './tableText.js';

/**
 * The statements of a script that speak of nothing but what a CREATE statement makes: its comment, its owner, the rights
 * on it. None where the script creates another one of that name, such as a function with other arguments.
 */
export function dependentsOf(script: Script, creation: ScriptStatement): ScriptStatement[] {
  const made = madeBy(textOf(script, creation));
  if (!made) return [];
  const others = script.speakers.filter(({ statement }) => statement !== creation);
  if (others.some((other) => other.made && isSame(made, other.made))) return [];
  return others.flatMap(({ statement, subject }) => (subject && isSame(made, subject) ? [statement] : []));
}

/** What a DDL statement creates, or speaks of. */
export interface Speaker {
  readonly statement: ScriptStatement;
  readonly made: Named | undefined;
  readonly subject: Named | undefined;
}

/** The statements of a script that name a thing of those kinds: gathered once, since a dump holds many of them. */
export function speakersIn(script: Pick<Script, 'text' | 'statements'>): readonly Speaker[] {
  return script.statements.flatMap((statement) => {
    if (statement.facts.kind !== 'ddl') return [];
    const text = (pattern: RegExp) =>
      startsWith(script, statement, pattern) ? textOf(script, statement) : undefined;
    const creation = text(/create\b/iy);
    const other = text(/(comment|alter|drop|grant|revoke)\b/iy);
    const made = creation && madeBy(creation);
    const subject = other && subjectOf(other);
    return made || subject ? [{ statement, made, subject }] : [];
  });
}

interface Named {
  readonly kind: string;
  /** As it is written after folding, its schema included. */
  readonly name: readonly string[];
  /** Of a trigger, a rule or a policy. */
  readonly table: readonly string[];
}

/** Kinds of what DSQL does not have, in the words of CREATE, ALTER, DROP and COMMENT ON. */
const kinds = [
  ['event', 'trigger'],
  ['foreign', 'data', 'wrapper'],
  ['foreign', 'table'],
  ...'collation extension function index language policy procedure publication rule server subscription trigger type'
    .split(' ')
    .map((word) => [word]),
];

const ofTables = new Set(['trigger', 'rule', 'policy']);

function madeBy(text: StatementText): Named | undefined {
  let at = 1;
  while (['or', 'replace', 'constraint', 'trusted', 'procedural', 'unique'].includes(wordOf(text, at))) at++;
  return namedAt(text, at);
}

function subjectOf(text: StatementText): Named | undefined {
  const first = wordOf(text, 0);
  // DROP … IF EXISTS does not mind, and a list of objects may hold others.
  if (first === 'drop') return isAt(text, 2, 'if') || find(text, [',']) >= 0 ? undefined : namedAt(text, 1);
  if (first === 'alter') return namedAt(text, 1);
  const on = find(text, ['on']);
  if (on < 0 || (first !== 'comment' && find(text, [','], on) >= 0)) return undefined;
  return namedAt(text, on + 1);
}

function namedAt(text: StatementText, at: number): Named | undefined {
  const kind = kinds.find((words) => isAt(text, at, ...words));
  if (!kind) return undefined;
  let first = at + kind.length;
  while (['concurrently', 'async'].includes(wordOf(text, first))) first++;
  if (isAt(text, first, 'if', 'not', 'exists')) first += 3;
  const word = kind.join(' ');
  const on = ofTables.has(word) ? find(text, ['on'], first) : -1;
  // A rule says the table behind TO: CREATE RULE name AS ON INSERT TO table.
  const to = word === 'rule' && isAt(text, behindName(text, first), 'as') ? find(text, ['to'], on) : on;
  return { kind: word, name: nameFrom(text, first), table: to < 0 ? [] : nameFrom(text, to + 1) };
}

function nameFrom(text: StatementText, first: number): string[] {
  const parts: string[] = [];
  for (let at = first; at < Math.min(behindName(text, first), lastIndex(text) + 1); at += 2)
    parts.push(nameAt(text, at));
  return parts;
}

const isSame = (one: Named, other: Named): boolean =>
  one.kind === other.kind && sameName(one.name, other.name) && sameName(one.table, other.table);

function startsWith({ text }: Pick<Script, 'text'>, { span }: ScriptStatement, pattern: RegExp): boolean {
  pattern.lastIndex = span.start;
  return pattern.test(text);
}
