import type { TypeRef } from '../catalog/model.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import {
  type AlterTableAction,
  alterAction,
  mayBeMissing,
  splitAction,
  withoutAction,
} from '../lint/fixes/alteredTable.js';
import { type ColumnDependents, columnAt, columnDependents } from '../lint/fixes/columnDependents.js';
import { inventName } from '../lint/fixes/inventedNames.js';
import { listColumns } from '../lint/fixes/listColumns.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { spreadStars } from '../lint/fixes/spreadStars.js';
import { asFarAs } from '../lint/fixes/writtenValues.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { columnIn, createdBefore } from '../lint/script/createdTable.js';
import { creationsOf } from '../lint/script/creations.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { primaryKeyBehind, primaryKeyOf } from '../lint/script/tables.js';
import { tableActions } from '../syntax/alterTable.js';
import { inCaseOf, remove, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { behindKeyword, childOf, clauseOf, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { updateInParts } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import { lookup } from '../text/lookup.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'alter-column-type',
  severity: 'error',
  message: 'The type of column "{column}" cannot be changed.',
  why: 'A column keeps the type it was created with; not even a VARCHAR can be made longer.',
  instead:
    'Add a column of the new type, copy the values in batches of at most 3,000 rows, drop the old column and rename the new one.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ALTER COLUMN ... SET DATA TYPE statement' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'ALTER TABLE games ALTER COLUMN score TYPE BIGINT;',
      at: 'ALTER COLUMN score TYPE BIGINT',
      good: 'ALTER TABLE games ADD COLUMN score_new BIGINT;\n-- Run this in batches of at most 3,000 rows, until it changes none:\nUPDATE games SET score_new = score WHERE score_new IS NULL AND score IS NOT NULL;\nALTER TABLE games DROP COLUMN score;\nALTER TABLE games RENAME COLUMN score_new TO score;',
    },
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, score INT);\nALTER TABLE games ALTER COLUMN score TYPE BIGINT;',
      at: 'ALTER COLUMN score TYPE BIGINT',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY, score BIGINT);\n',
    },
  ],
  words: ['type'],
  repair(number: number, source) {
    const action = alterAction(source, number);
    const change = action && changeOf(action);
    return change ? [...created(source.script, change), ...copied(source.script, change)] : [];
  },
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { subtype, name = '' } = action.command;
        if (subtype === 'AT_AlterColumnType')
          yield { at: spanOf(statement, action), data: { column: name }, subject: action.number };
      }
    },
  },
});

interface Change {
  readonly action: AlterTableAction;
  readonly column: string;
  /** The column as the statement writes it. */
  readonly name: string;
  readonly type: string;
  /** The expression for the new value. */
  readonly value: string;
  /** USING computes it. */
  readonly isConverted: boolean;
}

/** `ALTER [COLUMN] name [SET DATA] TYPE type [COLLATE name] [USING value]` */
function changeOf(action: AlterTableAction): Change | undefined {
  const { statement, syntax } = action;
  const [name, type] = [childOf(syntax, 'name', 'column'), childOf(syntax, 'type')];
  if (!name || !type) return undefined;
  const value = behindKeyword(statement, clauseOf(syntax, 'using'), 'using') ?? name;
  return {
    action,
    column: nameOf(statement, name),
    name: sourceOf(statement, name),
    type: sourceOf(statement, type),
    value: sourceOf(statement, value),
    isConverted: value !== name && !isCastOf(sourceOf(statement, value), name, type, statement),
  };
}

/** `USING column::type` says what the server does without it. */
function isCastOf(value: string, column: SyntaxNode, type: SyntaxNode, statement: StatementText): boolean {
  const [written, cast] = [column, type].map((node) => sourceOf(statement, node).toLowerCase());
  return value.toLowerCase().replace(/\s*::\s*/g, '::') === `${written}::${cast}`;
}

/**
 * The new type in the CREATE TABLE of the same script, unless rows are written in between that the new type may not take, or
 * something was made for the old type.
 */
function created(script: Script, { action, column, type, isConverted }: Change): Fix[] {
  const { table, placed } = action;
  const made = createdBefore(script, table, placed);
  const definition = made && columnIn(made, column);
  const old = childOf(definition, 'type');
  if (!made || !definition || !old || changesTypes(script, made.placed, placed)) return [];
  const now = columnAt(script, action, table, column);
  if (!now) return [];
  const isWider = !isConverted && widens(now.type, type);
  const hasRows = query(creationsOf, script).hasRowsBetween(made.placed.span.start, placed.span.start);
  if (!isWider && (hasRows || now.hasLostConstraint)) return [];
  const preset = childOf(definition, 'constraint', 'default');
  const serial = serialFor(sourceOf(made.statement, old), type);
  // A sequence feeds numbers only.
  if (now.hasDefault && serial === undefined) return [];
  return [
    {
      id: 'create-with-type',
      title: 'Create the column with its new type',
      consequence: 'its default and checks must fit it',
      safety: 'review',
      edits: [
        ...placeEdits(script, made.placed, [
          ...replace(made.statement, old, (now.hasDefault && serial) || type),
          // A default that is gone by then need not fit the new type, but rows in between may have it: a wider type takes it.
          ...(preset && !now.hasDefault && !hasRows ? remove(made.statement, preset) : []),
        ]),
        ...withoutAction(script, action),
      ],
    },
  ];
}

/** Whether each value of a type is one of a new type, which is written so: `bigint`, `varchar(40)`. */
function widens(old: TypeRef | undefined, written: string): boolean {
  const [, name = '', size] = /^([a-z0-9 ]+?)\s*(?:\(\s*(\d+)\s*\))?$/i.exec(written.trim()) ?? [];
  const fresh = name.toLowerCase().replace(/\s+/g, ' ');
  if (!old || old.dimensions > 0) return false;
  const [from, to] = [integers.indexOf(old.name), integers.indexOf(integerNames[fresh] ?? fresh)];
  if (from >= 0) return to >= from;
  // The type of the extension becomes text.
  const isText = fresh === 'text' || fresh === 'citext';
  if (old.name === 'text' || old.name === 'citext') return isText;
  if (old.name !== 'varchar') return false;
  if (isText) return true;
  const [length] = old.modifiers;
  return (
    /^(?:varchar|character varying)$/.test(fresh) &&
    (size === undefined || (length !== undefined && Number(size) >= length))
  );
}

const integers: readonly string[] = ['int2', 'int4', 'int8'];
const integerNames = lookup<string>({ smallint: 'int2', int: 'int4', integer: 'int4', bigint: 'int8' });

/** The type in place of a new one where the old one may hide a sequence; undefined where it would feed no numbers. */
function serialFor(old: string, type: string): string | undefined {
  if (!/^(?:small|big)?serial[248]?$/i.test(old)) return type;
  const fresh = type.toLowerCase();
  if (/^(?:bigint|int8)$/.test(fresh)) return inCaseOf(old, 'BIGSERIAL');
  if (/^(?:smallint|int2)$/.test(fresh)) return inCaseOf(old, 'SMALLSERIAL');
  return /^int(?:eger|4)?$/.test(fresh) ? inCaseOf(old, 'SERIAL') : undefined;
}

/** Whether the name of a type may mean different types where a column is created and where it is altered. */
function changesTypes(
  script: Script,
  { span: from }: ScriptStatement,
  { span: to }: ScriptStatement,
): boolean {
  const next = query(typeChanges, script).get(from.start);
  return next !== undefined && next < to.start;
}

/** By the start of each statement the start of the next one that makes a type or gives it another name. */
function typeChanges({ text, statements }: Script): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  let latest = Number.POSITIVE_INFINITY;
  for (const { span, facts } of statements.toReversed()) {
    next.set(span.start, latest);
    const { kind, types } = facts;
    const isRenamed =
      kind === 'RenameStmt' && /^alter\s+(?:type|domain)\b/i.test(text.slice(span.start, span.end));
    if (types.declared !== undefined || isRenamed) latest = span.start;
  }
  return next;
}

/** A new column that is filled from the old one, which is then dropped, and what goes with the old one made again. */
function copied(script: Script, { action, column, name, type, value }: Change): Fix[] {
  const { table, written, placed } = action;
  // A column of a key cannot be dropped. Where the table may not exist, neither may its columns.
  if (primaryKeyOf(script, table).includes(column) || mayBeMissing(script, action)) return [];
  if (!isReleased('drop-column', script.asOf)) return [];
  // Nothing has this name any more once the columns are swapped, so that others may use it behind that.
  const fresh = inventName(script, column, [], 'new');
  const dependents = columnDependents(script, action, column);
  const { remade = [], others = [], invents = [] } = dependents ?? {};
  const lists = listColumns(script, table, placed, column);
  const stars = spreadStars(script, table, placed, column);
  const byHand = lists.byHand + stars.byHand;
  return [
    asFarAs(
      { edits: [], byHand },
      {
        id: 'copy-into-new',
        title: 'Copy it into a new column, drop it and rename the new one',
        consequence: dependents
          ? consequenceOf(dependents)
          : 'its default, constraints and indexes go with the old one',
        safety: 'review',
        invents,
        ...(others.length > 0 && { isPartial: true as const }),
        edits: [
          ...splitAction(script, action, [
            `ALTER TABLE ${written} ADD COLUMN ${fresh} ${type};`,
            ...updateInParts(
              { table: written, key: primaryKeyBehind(script, placed, table) },
              `${fresh} = ${value.replace(/\s+/g, ' ')}`,
              `${fresh} IS NULL AND ${name} IS NOT NULL`,
            ),
            `ALTER TABLE ${written} DROP COLUMN ${name};`,
            `ALTER TABLE ${written} RENAME COLUMN ${fresh} TO ${name};`,
            ...remade,
          ]),
          ...lists.edits,
          ...stars.edits,
        ],
      },
      stars.byHand > 0 ? 'use' : 'write',
    ),
  ];
}

const consequenceOf = ({ remade, others }: ColumnDependents): string =>
  others.length > 0
    ? `${listed(others)} of the old one must be made again by hand`
    : remade.length > 0
      ? 'it comes last, and its constraints and indexes are made again'
      : 'it comes after the other columns';

const listed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
