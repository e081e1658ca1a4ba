import { replaceTokens } from '../syntax/edits.js';
import { type TokenRange, typeRange } from '../syntax/ranges.js';
import type { StatementText } from '../syntax/statement.js';
import { behindName, closing, find, isAt, spanOf, wordOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';
import { sameName } from './createdType.js';
import { placeEdits } from './placeEdits.js';
import type { Script, ScriptStatement } from './script.js';
import { nameAt, textOf } from './tableText.js';

/**
 * The statements of a script that speak of nothing but what a CREATE statement makes: its comment, its owner, the rights
 * on it. None where the script creates another one of that name, such as a function with other arguments.
 */
export function dependentsOf(script: Script, creation: ScriptStatement): ScriptStatement[] {
  const made = madeAlone(script, creation);
  if (!made) return [];
  return script.speakers.flatMap(({ statement, subject }) =>
    statement !== creation && subject && isSame(made, subject) ? [statement] : [],
  );
}

/** The defaults of columns that call a function which is created here and goes: they become comments. */
export function lostDefaults(script: Script, creation: ScriptStatement): Edit[] {
  const made = madeAlone(script, creation);
  if (made?.kind !== 'function') return [];
  return script.defaultCalls.flatMap(({ statement, calls }) =>
    calls
      .filter(({ name }) => sameName(name, made.name))
      .flatMap(({ first, last }) => {
        const text = textOf(script, statement);
        const written = sourceOf(text, { first, last }).replace(/\/\*|\*\//g, '…');
        return placeEdits(script, statement, replaceTokens(text, first, last, `/* ${written} */`));
      }),
  );
}

/** What a CREATE statement makes, unless the script creates another one of that name. */
function madeAlone(script: Script, creation: ScriptStatement): Named | undefined {
  const made = madeBy(textOf(script, creation));
  if (!made) return undefined;
  const isAlone = script.speakers.every(
    (other) => other.statement === creation || !other.made || !isSame(made, other.made),
  );
  return isAlone ? made : undefined;
}

/** What a DDL statement creates, or speaks of. */
export interface Speaker {
  readonly statement: ScriptStatement;
  readonly made: Named | undefined;
  readonly subject: Named | undefined;
}

/** A CREATE TABLE, and the calls in it that are a column's whole default. */
export interface CallingTable {
  readonly statement: ScriptStatement;
  readonly calls: readonly DefaultCall[];
}

/** From DEFAULT to the call's parenthesis, and casts behind it. */
interface DefaultCall extends TokenRange {
  readonly name: readonly string[];
}

/** The statements of a script that name a thing of those kinds: gathered once, since a dump holds many of them. */
export function speakersIn(script: Pick<Script, 'text' | 'statements'>): readonly Speaker[] {
  return script.statements.flatMap((statement) => {
    if (statement.facts.changes !== 'schema') return [];
    const text = (pattern: RegExp) =>
      startsWith(script, statement, pattern) ? textOf(script, statement) : undefined;
    // Most statements of most scripts are of kinds that are known by their first words
    const creation = text(/create\b(?!\s+(?:domain|role|schema|sequence|table|view)\b)/iy);
    const other = text(
      /(?:comment|drop|grant|revoke)\b|alter\b(?!\s+(?:sequence|table\b(?![^;]*\btrigger\b)))/iy,
    );
    const made = creation && madeBy(creation);
    const subject = other && subjectOf(other);
    return made || subject ? [{ statement, made, subject }] : [];
  });
}

/** The tables of a script whose columns have calls as defaults. */
export function defaultCallsIn(script: Pick<Script, 'text' | 'statements'>): readonly CallingTable[] {
  return script.statements.flatMap((statement) => {
    if (statement.facts.changes !== 'schema' || !startsWith(script, statement, /create\b[^(]*\btable\b/iy))
      return [];
    const calls = defaultCalls(textOf(script, statement));
    return calls.length > 0 ? [{ statement, calls }] : [];
  });
}

function defaultCalls(text: StatementText): DefaultCall[] {
  return text.tokens.flatMap((_token, first) => {
    const open = wordOf(text, first) === 'default' ? behindName(text, first + 1) : -1;
    if (open < 0 || wordOf(text, open) !== '(') return [];
    const last = behindCasts(text, closing(text, open) + 1) - 1;
    return endsOfDefault.has(wordOf(text, last + 1))
      ? [{ first, last, name: nameFrom(text, first + 1) }]
      : [];
  });
}

/** What may follow a column's default. */
const endsOfDefault = new Set(', ) not null constraint primary unique check references collate'.split(' '));

function behindCasts(text: StatementText, from: number): number {
  let at = from;
  while (wordOf(text, at) === '::') at = typeRange(text, spanOf(text, at + 1).start).last + 1;
  return at;
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
  if (first === 'alter') return isAt(text, 1, 'table') ? switchedTrigger(text) : namedAt(text, 1);
  const on = find(text, ['on']);
  if (on < 0 || (first !== 'comment' && find(text, [','], on) >= 0)) return undefined;
  return namedAt(text, on + 1);
}

/** `ALTER TABLE t DISABLE TRIGGER name` */
function switchedTrigger(text: StatementText): Named | undefined {
  const trigger = find(text, ['trigger']);
  if (trigger < 0 || find(text, [',']) >= 0) return undefined;
  let first = isAt(text, 2, 'if', 'exists') ? 4 : 2;
  if (isAt(text, first, 'only')) first++;
  return { kind: 'trigger', name: [nameAt(text, trigger + 1)], table: nameFrom(text, first) };
}

function namedAt(text: StatementText, at: number): Named | undefined {
  const first = wordOf(text, at);
  const kind = kinds.find((words) => words[0] === first && isAt(text, at, ...words));
  if (!kind) return undefined;
  let name = at + kind.length;
  while (['concurrently', 'async'].includes(wordOf(text, name))) name++;
  if (isAt(text, name, 'if', 'not', 'exists')) name += 3;
  const word = kind.join(' ');
  const on = ofTables.has(word) ? find(text, ['on'], name) : -1;
  // A rule says the table behind TO: CREATE RULE name AS ON INSERT TO table.
  const to = word === 'rule' && isAt(text, behindName(text, name), 'as') ? find(text, ['to'], on) : on;
  return { kind: word, name: nameFrom(text, name), table: to < 0 ? [] : nameFrom(text, to + 1) };
}

function nameFrom(text: StatementText, first: number): string[] {
  const parts: string[] = [];
  const behind = behindName(text, first);
  for (let at = first; at < behind && !['', ';'].includes(wordOf(text, at)); at += 2)
    parts.push(nameAt(text, at));
  return parts;
}

const isSame = (one: Named, other: Named): boolean =>
  one.kind === other.kind && sameName(one.name, other.name) && sameName(one.table, other.table);

function startsWith({ text }: Pick<Script, 'text'>, { span }: ScriptStatement, pattern: RegExp): boolean {
  pattern.lastIndex = span.start;
  return pattern.test(text);
}
