import type { AlterTableStmt, ColumnDef, Constraint } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { type AsOf, isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { FeatureId } from '../dialect/timeline.js';
import type { Fix } from '../problem.js';
import { type TableAction, tableActions } from '../sql/alterTable.js';
import { insertBehind, removeTokens } from '../sql/edits.js';
import { quoteName } from '../sql/names.js';
import { columnConstraintRange, type TokenRange } from '../sql/ranges.js';
import type { Statement } from '../sql/statement.js';
import { find, indexAt, spanOf, wordOf } from '../sql/tokens.js';
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
      good: "ALTER TABLE orders ADD COLUMN status TEXT, ALTER COLUMN status SET DEFAULT 'new';",
    },
    {
      bad: 'ALTER TABLE orders ADD COLUMN total INT NOT NULL;',
      at: 'NOT NULL',
      good: 'ALTER TABLE orders ADD COLUMN total INT, ADD CONSTRAINT orders_total_not_null CHECK (total IS NOT NULL) NOT VALID;',
    },
    { bad: 'ALTER TABLE orders ADD COLUMN code TEXT UNIQUE;', at: 'UNIQUE' },
  ],
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

/** The column alone, followed by an action for each clause; none where a clause has no such action on that day. */
function additions(
  { alter, action, column, clauses }: Addition,
  statement: Statement,
  asOf: AsOf,
): Fix | undefined {
  const name = sourceOf(statement, { first: indexAt(statement, column.location ?? 0) });
  const table = alter.relation?.relname ?? '';
  const parts: string[] = [];
  for (const clause of clauses) {
    const part = actionFor(clause, { table, column: column.colname ?? '', name }, statement);
    // A guarded column may be there already, and then so is its constraint.
    const isGuarded = action.command.missing_ok && part?.feature !== 'alter-column';
    if (!part || isGuarded || !isReleased(part.feature, asOf)) return undefined;
    parts.push(part.text);
  }
  const isDefault = clauses.every(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  return {
    title: isDefault
      ? 'Add the column first, then its default (rows that are there keep NULL)'
      : 'Add the column first, then its clauses (rows that are there keep NULL, unchecked until validated)',
    safety: 'review',
    edits: [
      ...joined(clauses).flatMap(({ first, last }) => removeTokens(statement, first, last)),
      ...insertBehind(statement, action.last, parts.map((part) => `, ${part}`).join('')),
    ],
  };
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
  readonly column: string;
  /** The column as the statement writes it. */
  readonly name: string;
}

function actionFor(
  { constraint, first, last }: Clause,
  { table, column, name }: Names,
  statement: Statement,
): { readonly text: string; readonly feature: FeatureId } | undefined {
  const start = wordOf(statement, first) === 'constraint' ? first + 2 : first;
  const from = (word: string) => sourceOf(statement, { first: find(statement, [word], start, last), last });
  const add = (suffix: string, body: string) =>
    `ADD CONSTRAINT ${quoteName(constraint.conname ?? `${table}_${column}_${suffix}`)} ${body} NOT VALID`;
  switch (constraint.contype) {
    case 'CONSTR_DEFAULT':
      return {
        text: `ALTER COLUMN ${name} SET DEFAULT ${sourceOf(statement, { first: start + 1, last })}`,
        feature: 'alter-column',
      };
    case 'CONSTR_NOTNULL':
      return { text: add('not_null', `CHECK (${name} IS NOT NULL)`), feature: 'drop-column' };
    case 'CONSTR_CHECK':
      return { text: add('check', from('check')), feature: 'drop-column' };
    case 'CONSTR_FOREIGN':
      return { text: add('fkey', `FOREIGN KEY (${name}) ${from('references')}`), feature: 'foreign-keys' };
    default:
      return undefined;
  }
}
