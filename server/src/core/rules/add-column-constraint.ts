import type { AlterTableStmt, ColumnDef, Constraint } from 'libpg-query';
import { isReleased } from '../dialect/asOf.js';
import type { FeatureId } from '../dialect/data.js';
import { documentation } from '../dialect/documentation.js';
import {
  type AlterTableAction,
  alterAction,
  mayBeMissing,
  withoutAction,
} from '../lint/fixes/alteredTable.js';
import { foldColumn } from '../lint/fixes/foldIntoTable.js';
import { actionAsOwner, impliedName, inventName, type NameEnding } from '../lint/fixes/inventedNames.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { type Script, type ScriptStatement, textOf } from '../lint/script/script.js';
import { primaryKeyBehind, statementsNaming } from '../lint/script/tables.js';
import { actionsOf, fillsOthers, isSerial, type TableAction, tableActions } from '../syntax/alterTable.js';
import { lineComment } from '../syntax/comments.js';
import { appendStatements, insertBehind, keepComments, remove } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { SyntaxNode, TokenRange } from '../syntax/node.js';
import { rangeOf, syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { behindKeyword, childOf, fromKeyword, joined, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { fillInNulls, updateInParts, waitForIndex } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';
import { lookup } from '../text/lookup.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'add-column-constraint',
  severity: 'error',
  message: 'ADD COLUMN takes a name and a type, no {clause}.',
  why: 'DSQL adds a column without touching the existing rows, so it takes no clause that would give them a value or check them.',
  instead:
    'Add the plain column; give it its default with ALTER COLUMN … SET DEFAULT and its checks with ADD CONSTRAINT … NOT VALID, in the same statement; then update the old rows in batches.',
  server: { sqlstate: '0A000', text: 'ALTER TABLE ADD COLUMN with constraint not supported' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: "ALTER TABLE orders ADD COLUMN status TEXT DEFAULT 'new';",
      at: "DEFAULT 'new'",
      good: "ALTER TABLE orders ADD COLUMN status TEXT, ALTER COLUMN status SET DEFAULT 'new';\n-- Run this in batches of at most 3,000 rows, until it changes none:\nUPDATE orders SET status = 'new' WHERE status IS NULL;",
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN total INT NOT NULL;',
      at: 'NOT NULL',
      good: 'ALTER TABLE orders ADD COLUMN total INT, ADD CONSTRAINT orders_total_not_null CHECK (total IS NOT NULL) NOT VALID;\n-- Now, in batches of 3,000 rows: UPDATE orders SET total = … WHERE total IS NULL\nALTER TABLE ASYNC orders VALIDATE CONSTRAINT orders_total_not_null;',
    },
    {
      bad: 'CREATE TABLE orders (id UUID PRIMARY KEY);\nALTER TABLE orders ADD COLUMN total INT NOT NULL;',
      at: 'NOT NULL',
      good: 'CREATE TABLE orders (id UUID PRIMARY KEY, total INT NOT NULL);\n',
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN gross INT GENERATED ALWAYS AS (net + tax) STORED;',
      at: 'GENERATED ALWAYS AS (net + tax) STORED',
      good: 'ALTER TABLE orders ADD COLUMN gross INT;\n-- Run this in batches of at most 3,000 rows, until it changes none:\nUPDATE orders SET gross = (net + tax) WHERE gross IS NULL AND (net + tax) IS NOT NULL;',
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN code TEXT UNIQUE;',
      at: 'UNIQUE',
      good: "ALTER TABLE orders ADD COLUMN code TEXT;\nCREATE UNIQUE INDEX ASYNC orders_code_key ON orders (code);\n-- Wait until the index is built: CALL sys.wait_for_job('job_id')\nALTER TABLE orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;",
    },
  ],
  words: ['add'],
  check: {
    *AlterTableStmt(_alter, statement) {
      for (const { action, clauses } of query(additionsIn, statement)) {
        yield {
          at: spanOf(statement, clauses.map(({ syntax }): TokenRange => syntax).reduce(joined)),
          subject: action.number,
          data: { clause: [...new Set(clauses.map(({ words }) => words))].join(' or ') },
        };
      }
    },
  },
  repair(number: number, source) {
    const { script, placed, statement } = source;
    const action = alterAction(source, number);
    if (!action) return [];
    const addition = query(additionsByNumber, statement).get(number);
    const fix = addition && separated(script, addition, action, statement);
    const folded = foldColumn(script, action);
    if (!fix) return folded;
    const edits = fix.edits.map((edit) => keepComments(statement, edit));
    const isPlain = addition.clauses.some(({ constraint }) => constraint.contype === 'CONSTR_GENERATED');
    const without = isPlain ? droppedExpressions(script, action, addition.column.colname ?? '') : [];
    return [...folded, { ...fix, edits: [...placeEdits(script, placed, edits), ...without] }];
  },
});

/** Deletes DROP EXPRESSION of a column that is filled by an UPDATE, and so computes nothing. */
const droppedExpressions = (script: Script, { table, placed }: AlterTableAction, column: string): Edit[] =>
  statementsNaming(script, table).flatMap((later) => {
    if (later.facts.kind !== 'AlterTableStmt' || later.span.start <= placed.span.start) return [];
    const statement = textOf(script, later);
    return actionsOf(statement).flatMap((syntax, number) => {
      const name = childOf(syntax, 'name', 'column');
      if (syntax.word !== 'alter column drop expression' || nameOf(statement, name) !== column) return [];
      const action = alterAction({ placed: later, statement }, number);
      return action?.table === table ? withoutAction(script, action) : [];
    });
  });

/** The columns that an ALTER TABLE adds with clauses that ADD COLUMN refuses. */
function additionsIn(statement: Statement): readonly Addition[] {
  const { node } = statement;
  if (!node || !('AlterTableStmt' in node)) return [];
  const alter = node.AlterTableStmt;
  return tableActions(alter, statement).flatMap((action) => {
    const { subtype, def } = action.command;
    if (subtype !== 'AT_AddColumn' || !def || !('ColumnDef' in def)) return [];
    const clauses = clausesOf(def.ColumnDef, statement);
    return clauses.length > 0 ? [{ alter, action, column: def.ColumnDef, clauses }] : [];
  });
}

const additionsByNumber = (statement: Statement): ReadonlyMap<number, Addition> =>
  new Map(query(additionsIn, statement).map((one) => [one.action.number, one]));

/** A clause of the column that ADD COLUMN refuses. */
interface Clause {
  readonly constraint: Constraint;
  readonly syntax: SyntaxNode;
  readonly words: string;
}

const refused = lookup<string>({
  CONSTR_DEFAULT: 'DEFAULT',
  CONSTR_NOTNULL: 'NOT NULL',
  CONSTR_CHECK: 'CHECK',
  CONSTR_UNIQUE: 'UNIQUE',
  CONSTR_PRIMARY: 'PRIMARY KEY',
  CONSTR_FOREIGN: 'REFERENCES',
  CONSTR_IDENTITY: 'GENERATED … AS IDENTITY',
  CONSTR_GENERATED: 'GENERATED ALWAYS AS',
});

const clausesOf = (column: ColumnDef, statement: Statement): Clause[] =>
  (column.constraints ?? []).flatMap((node) => {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    const words = refused[constraint?.contype ?? ''];
    const syntax = constraint && words && syntaxOf(statement, constraint);
    return syntax ? [{ constraint, syntax, words }] : [];
  });

/** The statement that adds the column. */
interface Place {
  readonly placed: ScriptStatement;
  readonly statement: Statement;
  /** The table may be missing. */
  readonly isUnsure: boolean;
}

interface Addition {
  readonly alter: AlterTableStmt;
  readonly action: TableAction;
  readonly column: ColumnDef;
  readonly clauses: readonly Clause[];
}

/**
 * ADD COLUMN with the type alone, then a statement or an action for each clause. None where a clause has no equivalent on that
 * day.
 */
function separated(
  script: Script,
  addition: Addition,
  altering: AlterTableAction,
  statement: Statement,
): Fix | undefined {
  const { placed } = altering;
  const { alter, action, column, clauses } = addition;
  const name = childOf(syntaxOf(statement, column), 'name');
  const target = alter.relation && rangeOf(statement, alter.relation);
  if (!name || !target) return undefined;
  const names: Names = {
    target: sourceOf(statement, target),
    name: sourceOf(statement, name),
    isGuarded: action.command.missing_ok === true,
    invents: [],
    invent(ending, clause) {
      const implied = impliedName(script, { placed, statement }, clause);
      if (implied !== undefined) return implied;
      const table = alter.relation?.relname ?? '';
      const who = `${actionAsOwner(altering)} ${this.invents.length}`;
      const invented = inventName(script, table, [column.colname ?? ''], ending, who);
      this.invents.push(invented);
      return invented;
    },
  };
  const isFilledBeside = fillsOthers(alter, action.command);
  const isUnsure = mayBeMissing(script, altering);
  const steps: Step[] = [];
  for (const clause of clauses) {
    const found = impliesNotNull(column, clause) ? nothing : stepFor(clause, names, statement);
    const step =
      found && isFilledBeside && looksAtRows.has(clause.constraint.contype) ? inItsOwn(found, names) : found;
    // A guarded column may exist already, and its constraint with it.
    const feature = step?.feature;
    const isGuarded = feature && feature !== 'alter-column';
    if (step?.guarded !== undefined && action.command.missing_ok && !isUnsure) {
      steps.push({ later: [step.guarded] });
      continue;
    }
    if (!step || (feature && !isReleased(feature, script.asOf))) return undefined;
    if (isGuarded && action.command.missing_ok && !step.again) return undefined;
    // Where the table is missing, what is done to it in statements of their own fails.
    if (isUnsure && step.later && !step.inWords) return undefined;
    steps.push({
      ...step,
      ...(action.command.missing_ok && step.again && step.action
        ? { action: `${step.again}, ${step.action}` }
        : {}),
      ...(isUnsure && step.inWords ? { later: [step.inWords] } : {}),
    });
  }
  if (steps.every((step) => step.isNothing)) return withoutClauses(clauses, statement);
  const actions = steps.flatMap((step) => step.action ?? []);
  const filled = backfill(script, addition, names, { placed, statement, isUnsure });
  const later = [...filled, ...steps.flatMap((step) => step.later ?? [])];
  const has = (type: string) => clauses.some(({ constraint }) => constraint.contype === type);
  const isDefault = clauses.every(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  return {
    ...(has('CONSTR_GENERATED')
      ? {
          id: 'add-plain-column',
          title: 'Add a plain column',
          consequence: 'the application computes its value, for existing rows too',
        }
      : {
          id: 'add-column-first',
          title: `Add the column first, then its ${isDefault ? 'default' : 'clauses'}`,
          consequence:
            filled.length > 1
              ? 'an UPDATE gives it to the existing rows'
              : 'existing rows keep NULL until you fill them',
        }),
    safety: 'review',
    invents: names.invents,
    edits: [
      ...runsOf(clauses).flatMap((run) => remove(statement, run)),
      ...insertBehind(statement, action, actions.map((part) => `, ${part}`).join('')),
      ...appendStatements(statement, later),
    ].filter(({ start, end, text }) => start < end || text !== ''),
  };
}

/** How existing rows get the value that ADD COLUMN would have given them: a statement, or advice. */
function backfill(
  script: Script,
  { alter, action, clauses }: Addition,
  { target, name }: Names,
  { placed, statement, isUnsure }: Place,
): readonly string[] {
  const value = computedValue(clauses, statement)?.replace(/\s+/g, ' ');
  const isNeeded = clauses.some(({ constraint }) => constraint.contype === 'CONSTR_NOTNULL');
  if (value === undefined) return isNeeded ? [fillInNulls(target, name)] : [];
  // A column that existed already keeps its NULLs, unless it may have none. A table that is missing has no rows.
  if (isUnsure || (action.command.missing_ok && !isNeeded)) return [fillInNulls(target, name, value)];
  const { relname = '', schemaname = 'public' } = alter.relation ?? {};
  const isComputed = clauses.some(({ constraint }) => constraint.contype === 'CONSTR_GENERATED');
  const key = primaryKeyBehind(script, placed, `${schemaname}.${relname}`);
  return updateInParts(
    { table: target, key },
    `${name} = ${value}`,
    `${name} IS NULL${isComputed ? ` AND ${value} IS NOT NULL` : ''}`,
  );
}

/** The default, or what a generated column computes; undefined for none and for NULL. */
function computedValue(clauses: readonly Clause[], statement: Statement): string | undefined {
  const of = (type: string) => clauses.find(({ constraint }) => constraint.contype === type);
  const computed = childOf(of('CONSTR_GENERATED')?.syntax, 'parens');
  if (computed) return sourceOf(statement, computed);
  const given = of('CONSTR_DEFAULT');
  return given && !isNull(statement, given.syntax) ? presetOf(statement, given.syntax) : undefined;
}

const presetOf = (statement: Statement, preset: SyntaxNode): string =>
  sourceOf(statement, behindKeyword(statement, preset, 'default') ?? preset);

const nothing: Step = { isNothing: true };

/** Clauses that become a check, which a change of any other column of a row asks for too. */
const looksAtRows: ReadonlySet<string | undefined> = new Set(['CONSTR_NOTNULL', 'CONSTR_CHECK']);

/** The check of a step in an ALTER TABLE of its own, behind the UPDATE that fills its column. */
const inItsOwn = (
  { action, again, later = [], feature, inWords: _, ...others }: Step,
  { target, isGuarded }: Names,
): Step => ({
  ...others,
  later: action
    ? [`ALTER TABLE ${target} ${isGuarded && again ? `${again}, ` : ''}${action};`, ...later]
    : later,
  ...(again === undefined ? {} : { again }),
  ...(feature === undefined ? {} : { feature }),
});

/** A serial column is NOT NULL even where that is not written. A fix of its own replaces its type. */
const impliesNotNull = ({ typeName }: ColumnDef, { constraint }: Clause): boolean =>
  constraint.contype === 'CONSTR_NOTNULL' && isSerial(typeName);

/** A column without a default is NULL, the same as with DEFAULT NULL. */
const withoutClauses = (clauses: readonly Clause[], statement: Statement): Fix => ({
  id: 'remove-clause',
  title: `Remove ${[...new Set(clauses.map(({ words }) => (words === 'DEFAULT' ? 'DEFAULT NULL' : words)))].join(' and ')}`,
  safety: 'safe',
  edits: runsOf(clauses).flatMap((run) => remove(statement, run)),
});

/** `DEFAULT NULL`, also in parentheses or with a cast. */
const isNull = (statement: Statement, preset: SyntaxNode): boolean =>
  /^\(*null\b[\s)]*(?:::[^(]*(?:\([\d, ]*\))?[\s\w]*)?$/i.test(presetOf(statement, preset));

/** Consecutive clauses as one range, so that their deletions do not share white space. */
function runsOf(clauses: readonly Clause[]): readonly TokenRange[] {
  const runs: TokenRange[] = [];
  for (const { syntax } of clauses) {
    const last = runs.at(-1);
    if (last?.last === syntax.first - 1) runs.splice(-1, 1, joined(last, syntax));
    else runs.push(syntax);
  }
  return runs;
}

interface Names {
  /** The table as the statement writes it. */
  readonly target: string;
  /** The column as the statement writes it. */
  readonly name: string;
  /** The column may exist already. */
  readonly isGuarded: boolean;
  /** The names that were made up so far. */
  readonly invents: string[];
  /** The name that a constraint of the column gets. */
  invent(ending: NameEnding, clause: SyntaxNode): string;
}

/** What replaces a clause: an action of the same ALTER TABLE, and statements after it. */
interface Step {
  readonly action?: string;
  readonly later?: readonly string[];
  /** An action before it that allows the statement to run again. */
  readonly again?: string;
  /** A comment in place of these statements, where the table may be missing. */
  readonly inWords?: string;
  /** The statement to use instead where the column may exist already. */
  readonly guarded?: string;
  /** The clause says only what holds without it. */
  readonly isNothing?: true;
  /** The change of DSQL that lets it in. */
  readonly feature?: FeatureId;
}

function stepFor({ constraint, syntax }: Clause, names: Names, statement: Statement): Step | undefined {
  const { target, name } = names;
  const from = (word: string) => sourceOf(statement, fromKeyword(statement, syntax, word) ?? syntax);
  const named = (ending: NameEnding) =>
    constraint.conname ? quoteName(constraint.conname) : names.invent(ending, syntax);
  const validated = (ending: NameEnding, body: string, feature: FeatureId): Step => {
    const added = named(ending);
    return {
      again: `DROP CONSTRAINT IF EXISTS ${added}`,
      action: `ADD CONSTRAINT ${added} ${body} NOT VALID`,
      later: [`ALTER TABLE ASYNC ${target} VALIDATE CONSTRAINT ${added};`],
      inWords: lineComment(`Then: ALTER TABLE ASYNC ${target} VALIDATE CONSTRAINT ${added}`),
      feature,
    };
  };
  switch (constraint.contype) {
    case 'CONSTR_DEFAULT':
      if (isNull(statement, syntax)) return nothing;
      return {
        action: `ALTER COLUMN ${name} SET DEFAULT ${presetOf(statement, syntax)}`,
        feature: 'alter-column',
      };
    case 'CONSTR_NOTNULL':
      return validated('not_null', `CHECK (${name} IS NOT NULL)`, 'drop-column');
    case 'CONSTR_CHECK':
      return validated('check', from('check'), 'drop-column');
    case 'CONSTR_FOREIGN':
      return validated('fkey', `FOREIGN KEY (${name}) ${from('references')}`, 'foreign-keys');
    case 'CONSTR_UNIQUE': {
      const key = named('key');
      const nulls = constraint.nulls_not_distinct ? ' NULLS NOT DISTINCT' : '';
      return {
        later: [
          `CREATE UNIQUE INDEX ASYNC ${key} ON ${target} (${name})${nulls};`,
          waitForIndex,
          `ALTER TABLE ${target} ADD CONSTRAINT ${key} UNIQUE USING INDEX ${key};`,
        ],
        guarded: `CREATE UNIQUE INDEX ASYNC IF NOT EXISTS ${key} ON ${target} (${name})${nulls};`,
        feature: 'unique-using-index',
      };
    }
    case 'CONSTR_GENERATED':
      return {};
    default:
      return undefined;
  }
}
