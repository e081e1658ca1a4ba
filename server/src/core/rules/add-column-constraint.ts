import type { AlterTableStmt, ColumnDef, Constraint } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { FeatureId } from '../dialect/timeline.js';
import type { Fix } from '../problem.js';
import { defaultName, type NameEnding } from '../script/inventedNames.js';
import { type TableAction, tableActions } from '../sql/alterTable.js';
import { appendStatements, insertBehind, removeTokens } from '../sql/edits.js';
import { quoteName } from '../sql/names.js';
import { columnConstraintRange, type TokenRange } from '../sql/ranges.js';
import type { Statement } from '../sql/statement.js';
import { behindName, find, indexAt, spanOf, wordOf } from '../sql/tokens.js';
import { fillInNulls, waitForIndex } from '../sql/waiting.js';
import { sourceOf } from '../sql/words.js';

export default defineRule({
  id: 'add-column-constraint',
  severity: 'error',
  message: 'ADD COLUMN takes a name and a type, no {clause}.',
  why: 'DSQL adds a column without touching the rows that are there, so it takes no clause that would give them a value or check them.',
  instead:
    'Add the plain column; give it its default with ALTER COLUMN … SET DEFAULT and its checks with ADD CONSTRAINT … NOT VALID, in the same statement; then update the old rows in batches.',
  server: { sqlstate: '0A000', text: 'ALTER TABLE ADD COLUMN with constraint not supported' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: "ALTER TABLE orders ADD COLUMN status TEXT DEFAULT 'new';",
      at: "DEFAULT 'new'",
      good: "ALTER TABLE orders ADD COLUMN status TEXT, ALTER COLUMN status SET DEFAULT 'new';\n/* Now, in batches of 3,000 rows: UPDATE orders SET status = 'new' WHERE status IS NULL */",
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN total INT NOT NULL;',
      at: 'NOT NULL',
      good: 'ALTER TABLE orders ADD COLUMN total INT, ADD CONSTRAINT orders_total_not_null CHECK (total IS NOT NULL) NOT VALID;\n-- Now, in batches of 3,000 rows: UPDATE orders SET total = … WHERE total IS NULL\nALTER TABLE ASYNC orders VALIDATE CONSTRAINT orders_total_not_null;',
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN code TEXT UNIQUE;',
      at: 'UNIQUE',
      good: "ALTER TABLE orders ADD COLUMN code TEXT;\nCREATE UNIQUE INDEX ASYNC orders_code_key ON orders (code);\n-- Wait until the index is built: CALL sys.wait_for_job('job_id')\nALTER TABLE orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;",
    },
  ],
  words: ['add'],
  check: {
    *AlterTableStmt(alter, statement, { asOf }) {
      for (const action of tableActions(alter, statement)) {
        const { subtype, def } = action.command;
        if (subtype !== 'AT_AddColumn' || !def || !('ColumnDef' in def)) continue;
        const clauses = clausesOf(def.ColumnDef, statement);
        const [first] = clauses;
        if (!first) continue;
        const last = Math.max(...clauses.map((clause) => clause.last));
        const fix = additions({ alter, action, column: def.ColumnDef, clauses }, statement, asOf);
        yield {
          at: spanOf(statement, first.first, last),
          data: { clause: [...new Set(clauses.map(({ words }) => words))].join(' or ') },
          fixes: fix ? [fix] : [],
        };
      }
    },
  },
});

/** A clause of the column that ADD COLUMN refuses, by its tokens. */
interface Clause extends TokenRange {
  readonly constraint: Constraint;
  readonly words: string;
}

const refused: Readonly<Record<string, string>> = {
  CONSTR_DEFAULT: 'DEFAULT',
  CONSTR_NOTNULL: 'NOT NULL',
  CONSTR_CHECK: 'CHECK',
  CONSTR_UNIQUE: 'UNIQUE',
  CONSTR_PRIMARY: 'PRIMARY KEY',
  CONSTR_FOREIGN: 'REFERENCES',
  CONSTR_IDENTITY: 'GENERATED … AS IDENTITY',
  CONSTR_GENERATED: 'GENERATED ALWAYS AS',
};

const clausesOf = (column: ColumnDef, statement: Statement): Clause[] =>
  (column.constraints ?? []).flatMap((node) => {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    const words = refused[constraint?.contype ?? ''];
    return constraint && words
      ? [{ ...columnConstraintRange(statement, column, constraint), constraint, words }]
      : [];
  });

interface Addition {
  readonly alter: AlterTableStmt;
  readonly action: TableAction;
  readonly column: ColumnDef;
  readonly clauses: readonly Clause[];
}

/** The column alone, then a statement or an action for each clause; none where a clause has none on that day. */
function additions(
  { alter, action, column, clauses }: Addition,
  statement: Statement,
  asOf: AsOf,
): Fix | undefined {
  const name = sourceOf(statement, { first: indexAt(statement, column.location ?? 0) });
  const target = indexAt(statement, alter.relation?.location ?? 0);
  const names: Names = {
    table: alter.relation?.relname ?? '',
    target: sourceOf(statement, { first: target, last: behindName(statement, target) - 1 }),
    column: column.colname ?? '',
    name,
  };
  const steps: Step[] = [];
  for (const clause of clauses) {
    const step = stepFor(clause, names, statement);
    // A guarded column may be there already, and then so is its constraint; a guarded table may be missing.
    const isGuarded = (action.command.missing_ok || alter.missing_ok) && step?.feature !== 'alter-column';
    if (!step || isGuarded || !isReleased(step.feature, asOf)) return undefined;
    steps.push(step);
  }
  const actions = steps.flatMap((step) => step.action ?? []);
  const later = [...backfill(clauses, names, statement), ...steps.flatMap((step) => step.later ?? [])];
  const isDefault = clauses.every(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  return {
    title: isDefault
      ? 'Add the column first, then its default (rows that are there keep NULL until you fill them)'
      : 'Add the column first, then its clauses (rows that are there keep NULL until you fill them)',
    safety: 'review',
    edits: [
      ...joined(clauses).flatMap(({ first, last }) => removeTokens(statement, first, last)),
      ...insertBehind(statement, action.last, actions.map((part) => `, ${part}`).join('')),
      ...appendStatements(statement, later),
    ].filter(({ start, end, text }) => start < end || text !== ''),
  };
}

/** The comment that says how the rows that are there get the value which ADD COLUMN would have given them. */
function backfill(clauses: readonly Clause[], { target, name }: Names, statement: Statement): string[] {
  const given = clauses.find(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  const isNeeded = clauses.some(({ constraint }) => constraint.contype === 'CONSTR_NOTNULL');
  if (!given) return isNeeded ? [fillInNulls(target, name)] : [];
  const start = wordOf(statement, given.first) === 'constraint' ? given.first + 2 : given.first;
  const value = sourceOf(statement, { first: start + 1, last: given.last });
  return [fillInNulls(target, name, value.replace(/\s+/g, ' '))];
}

/** Clauses that follow each other as one range, so that their deletions do not share white space. */
function joined(clauses: readonly Clause[]): TokenRange[] {
  const starts = clauses.filter(({ first }, at) => clauses[at - 1]?.last !== first - 1);
  return starts.map(({ first }, at) => ({
    first,
    last:
      clauses.filter((clause) => clause.first < (starts[at + 1]?.first ?? Infinity)).at(-1)?.last ?? first,
  }));
}

interface Names {
  readonly table: string;
  /** The table as the statement writes it. */
  readonly target: string;
  readonly column: string;
  /** The column as the statement writes it. */
  readonly name: string;
}

/** What stands for a clause: an action of the same ALTER TABLE, and statements behind it. */
interface Step {
  readonly action?: string;
  readonly later?: readonly string[];
  readonly feature: FeatureId;
}

function stepFor(
  { constraint, first, last }: Clause,
  { table, target, column, name }: Names,
  statement: Statement,
): Step | undefined {
  const start = wordOf(statement, first) === 'constraint' ? first + 2 : first;
  const from = (word: string) => sourceOf(statement, { first: find(statement, [word], start, last), last });
  const named = (ending: NameEnding) =>
    constraint.conname ? quoteName(constraint.conname) : defaultName(table, [column], ending);
  const validated = (ending: NameEnding, body: string, feature: FeatureId): Step => ({
    action: `ADD CONSTRAINT ${named(ending)} ${body} NOT VALID`,
    later: [`ALTER TABLE ASYNC ${target} VALIDATE CONSTRAINT ${named(ending)};`],
    feature,
  });
  switch (constraint.contype) {
    case 'CONSTR_DEFAULT':
      return {
        action: `ALTER COLUMN ${name} SET DEFAULT ${sourceOf(statement, { first: start + 1, last })}`,
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
        feature: 'unique-using-index',
      };
    }
    default:
      return undefined;
  }
}
