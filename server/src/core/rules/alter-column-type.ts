import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { primaryKeyOf } from '../schema/replay.js';
import { inventName } from '../script/inventedNames.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import {
  type ActionText,
  actionAt,
  columnOf,
  createdText,
  nameAt,
  removeActionText,
  sliceOf,
  splitAction,
} from '../script/tableText.js';
import { tableActions } from '../syntax/alterTable.js';
import { replaceTokens } from '../syntax/edits.js';
import { typeRange } from '../syntax/ranges.js';
import { find, spanOf, wordOf } from '../syntax/tokens.js';
import { updateInParts } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';

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
  repair(_subject, { script, placed: statement, at }) {
    const change = changeAt(script, statement, at);
    return change ? [...created(script, change), ...copied(script, change)] : [];
  },
  check: {
    *AlterTableStmt(alter, statement) {
      for (const { command, first, last } of tableActions(alter, statement))
        if (command.subtype === 'AT_AlterColumnType')
          yield { at: spanOf(statement, first, last), data: { column: command.name ?? '' } };
    },
  },
});

interface Change {
  readonly action: ActionText;
  readonly column: string;
  /** The column as the statement writes it. */
  readonly name: string;
  readonly type: string;
  /** What computes the new value. */
  readonly value: string;
}

/** `ALTER [COLUMN] name [SET DATA] TYPE type [COLLATE name] [USING value]` */
function changeAt(script: Script, statement: ScriptStatement, at: Span): Change | undefined {
  const action = actionAt(script, statement, at);
  if (!action) return undefined;
  const { text, first, last } = action;
  const name = first + (wordOf(text, first + 1) === 'column' ? 2 : 1);
  const start = find(text, ['type'], name + 1, last) + 1;
  const type = typeRange(text, spanOf(text, start).start);
  const using = find(text, ['using'], type.last + 1, last);
  return {
    action,
    column: nameAt(text, name),
    name: sliceOf(text, name),
    type: sourceOf(text, type),
    value: using < 0 ? sliceOf(text, name) : sourceOf(text, { first: using + 1, last }),
  };
}

/** The new type where the same script creates the column, and writes no rows before. */
function created(script: Script, { action, column, type }: Change): Fix[] {
  const { table, statement } = action;
  const made = createdText(script, table, statement);
  const element = made && columnOf(made, column);
  if (!element || script.creations.hasRowsBetween(made.statement.span.start, statement.span.start)) return [];
  const old = typeRange(made.text, spanOf(made.text, element.first + 1).start);
  return [
    {
      title: 'Create the column with its new type (its default and checks must fit it)',
      safety: 'review',
      edits: [
        ...placeEdits(script, made.statement, replaceTokens(made.text, old.first, old.last, type)),
        ...removeActionText(script, action),
      ],
    },
  ];
}

/** A new column, filled from the old one, which goes then. */
function copied(script: Script, { action, column, name, type, value }: Change): Fix[] {
  const { text, first, table, written } = action;
  const primary = primaryKeyOf(script, table);
  // A key's column cannot be dropped; where there may be no table, its columns may be missing too.
  if (primary.includes(column) || find(text, ['if', 'exists'], 0, first) >= 0) return [];
  if (!isReleased('drop-column', script.asOf)) return [];
  const fresh = inventName(script, column, [], 'new');
  return [
    {
      title:
        'Copy it into a new column, drop it and rename the new one (its default, constraints and indexes go with the old one)',
      safety: 'review',
      // Other tables may have a column of that name.
      invents: [`${table}.${fresh}`],
      edits: splitAction(script, action, [
        `ALTER TABLE ${written} ADD COLUMN ${fresh} ${type};`,
        ...updateInParts(
          { table: written, key: primary },
          `${fresh} = ${value.replace(/\s+/g, ' ')}`,
          `${fresh} IS NULL AND ${name} IS NOT NULL`,
        ),
        `ALTER TABLE ${written} DROP COLUMN ${name};`,
        `ALTER TABLE ${written} RENAME COLUMN ${fresh} TO ${name};`,
      ]),
    },
  ];
}
