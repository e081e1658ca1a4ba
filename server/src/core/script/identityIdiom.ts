import { replaceTokens } from '../syntax/edits.js';
import type { StatementText } from '../syntax/statement.js';
import { behindName, find, isAt, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { placeEdits } from './placeEdits.js';
import type { Script, ScriptStatement } from './script.js';
import {
  actionAt,
  columnOf,
  createdText,
  nameAt,
  removeActionText,
  removeWhole,
  type TableText,
  tableName,
  textOf,
} from './tableText.js';

/** A column whose numbers are set up in statements behind its CREATE TABLE, as pg_dump does. */
export interface DetachedIdentity {
  readonly at: Span;
  readonly column: string;
  /** Makes an identity column of it and deletes the other statements. */
  readonly edits: readonly Edit[];
}

export function* detachedIdentities(script: Script): Iterable<DetachedIdentity> {
  const alters = script.statements.filter((statement) => isAlter(script, statement));
  for (const statement of alters) {
    const found = addedIdentity(script, statement);
    if (found) yield found;
  }
  const owned = alters.filter((statement) => startsWith(script, statement, /alter\s+sequence\b/iy));
  if (owned.length === 0) return;
  const defaults = new Map<string, ScriptStatement>();
  for (const statement of alters) {
    const sequence = defaultSequence(script, statement);
    if (sequence !== undefined) defaults.set(sequence, statement);
  }
  const created = new Map<string, ScriptStatement>();
  for (const statement of script.statements) {
    if (!startsWith(script, statement, /create\s+sequence\b/iy)) continue;
    const text = textOf(script, statement);
    if (!isAt(text, 2, 'if')) created.set(tableName(text, 2), statement);
  }
  for (const statement of owned) {
    const found = ownedSequence(script, statement, defaults, created);
    if (found) yield found;
  }
}

/** `ALTER TABLE t ALTER COLUMN c ADD GENERATED … AS IDENTITY ( … )` */
function addedIdentity(script: Script, statement: ScriptStatement): DetachedIdentity | undefined {
  const source = script.text.slice(statement.span.start, statement.span.end);
  if (!/\badd\s+generated\b/i.test(source)) return undefined;
  const text = textOf(script, statement);
  const generated = find(text, ['add', 'generated']);
  if (generated < 0) return undefined;
  const { start } = spanOf(text, generated);
  const action = actionAt(script, statement, shifted(statement, { start, end: start }));
  if (!action?.isOnly) return undefined;
  const identity = find(text, ['as', 'identity'], generated) + 1;
  const column = nameAt(text, generated - 1);
  const kind = isAt(text, generated + 2, 'always') ? 'ALWAYS' : 'BY DEFAULT';
  const options =
    wordOf(text, identity + 1) === '(' ? optionsOf(text, identity + 2, lastIndex(text) - 1) : '';
  if (options === undefined) return undefined;
  const made = asIdentity(script, action.table, column, statement, kind, options);
  const sequence = find(text, ['sequence', 'name'], identity + 2);
  if (!made || (sequence >= 0 && tableName(text, sequence + 2) !== `${action.table}_${column}_seq`))
    return undefined;
  return {
    at: shifted(statement, spanOf(text, action.first, action.last)),
    column,
    edits: [...made, ...removeActionText(script, action)],
  };
}

/** `ALTER SEQUENCE s OWNED BY t.c` of a sequence that the script creates and that is the column's default. */
function ownedSequence(
  script: Script,
  statement: ScriptStatement,
  defaults: ReadonlyMap<string, ScriptStatement>,
  sequences: ReadonlyMap<string, ScriptStatement>,
): DetachedIdentity | undefined {
  const text = textOf(script, statement);
  const behind = behindName(text, 2);
  if (!isAt(text, behind, 'owned', 'by')) return undefined;
  const sequence = tableName(text, 2);
  const last = lastIndex(text);
  const column = nameAt(text, last);
  const table = tableOfColumn(text, behind + 2, last);
  const creation = sequences.get(sequence);
  const preset = defaults.get(`${sequence} ${table}.${column}`);
  if (!creation || !preset || sequence !== `${table}_${column}_seq`) return undefined;
  const creationText = textOf(script, creation);
  const options = optionsOf(creationText, behindName(creationText, 2), lastIndex(creationText));
  const made =
    options === undefined ? undefined : asIdentity(script, table, column, preset, 'BY DEFAULT', options);
  if (!made) return undefined;
  return {
    at: shifted(statement, spanOf(text, behind, last)),
    column,
    edits: [...made, ...[creation, statement, preset].flatMap((one) => removeWhole(script, one))],
  };
}

/** `sequence schema.table.column` of `ALTER TABLE t ALTER COLUMN c SET DEFAULT nextval('sequence'::regclass)`. */
function defaultSequence(script: Script, statement: ScriptStatement): string | undefined {
  const source = script.text.slice(statement.span.start, statement.span.end);
  const written =
    /\bset\s+default\s+nextval\s*\(\s*'([\w$.]+)'(?:\s*::\s*(?:text::)?regclass)?\s*\)\s*;?$/i.exec(source);
  if (!written?.[1]) return undefined;
  const text = textOf(script, statement);
  const set = find(text, ['set', 'default']);
  const { start } = spanOf(text, set);
  const action = actionAt(script, statement, shifted(statement, { start, end: start }));
  if (!action?.isOnly) return undefined;
  const sequence = written[1].toLowerCase();
  return `${sequence.includes('.') ? sequence : `public.${sequence}`} ${action.table}.${nameAt(text, set - 1)}`;
}

/** Makes a plain integer column of the CREATE TABLE an identity column. */
function asIdentity(
  script: Script,
  table: string,
  column: string,
  before: ScriptStatement,
  kind: string,
  options: string,
): Edit[] | undefined {
  const created = createdText(script, table, before);
  const element = created && columnOf(created, column);
  if (!created || !element || !isPlainInteger(created, element)) return undefined;
  const { text } = created;
  return placeEdits(
    script,
    created.statement,
    replaceTokens(
      text,
      element.first + 1,
      element.first + 1,
      `bigint GENERATED ${kind} AS IDENTITY (${options}CACHE 65536)`,
    ),
  );
}

function isPlainInteger(
  { text }: TableText,
  { first, last }: { readonly first: number; readonly last: number },
): boolean {
  const isInteger = ['int', 'int2', 'int4', 'int8', 'integer', 'bigint', 'smallint'].includes(
    wordOf(text, first + 1),
  );
  const next = wordOf(text, first + 2);
  const isValued = ['default', 'generated'].some((word) => find(text, [word], first, last) >= 0);
  return isInteger && next !== '[' && next !== '.' && !isValued;
}

/** The options of a sequence that say more than the defaults do, with a blank behind each; undefined for unknown ones. */
function optionsOf(text: StatementText, first: number, last: number): string | undefined {
  const kept: string[] = [];
  for (let at = first; at <= last; ) {
    const word = wordOf(text, at);
    const isNumbered = ['start', 'increment', 'minvalue', 'maxvalue', 'cache'].includes(word);
    if (isNumbered) {
      const value = ['with', 'by'].includes(wordOf(text, at + 1)) ? at + 2 : at + 1;
      const end = ['-', '+'].includes(wordOf(text, value)) ? value + 1 : value;
      const number = wordOf(text, value) + (end > value ? wordOf(text, end) : '');
      const lead = { start: 'START WITH', increment: 'INCREMENT BY' }[word] ?? word.toUpperCase();
      const isUsual = word === 'cache' || (number === '1' && word !== 'maxvalue' && word !== 'minvalue');
      if (!isUsual) kept.push(`${lead} ${number} `);
      at = end + 1;
    } else if (word === 'no') at += 2;
    else if (word === 'as') at += 2;
    else if (word === 'cycle') {
      kept.push('CYCLE ');
      at++;
    } else if (isAt(text, at, 'sequence', 'name')) at = behindName(text, at + 2);
    else return undefined;
  }
  return kept.join('');
}

/** `schema.table` of `[schema.]table.column`. */
function tableOfColumn(text: StatementText, first: number, last: number): string {
  const table = nameAt(text, last - 2);
  return last - 2 > first ? `${nameAt(text, last - 4)}.${table}` : `public.${table}`;
}

const isAlter = (script: Script, { span, facts }: ScriptStatement): boolean =>
  facts.changes === 'schema' && /[aA]/.test(script.text.charAt(span.start));

function startsWith({ text }: Script, { span }: ScriptStatement, pattern: RegExp): boolean {
  pattern.lastIndex = span.start;
  return pattern.test(text);
}

const shifted = ({ span }: ScriptStatement, { start, end }: Span): Span => ({
  start: start + span.start,
  end: end + span.start,
});
