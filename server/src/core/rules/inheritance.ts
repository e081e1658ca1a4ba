import type { Change } from '../catalog/change.js';
import { keyOf } from '../catalog/objectKey.js';
import { columnNamed } from '../catalog/partNamed.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { type CreatedTable, columnName, createdIn, nameOfCreated } from '../lint/script/createdTable.js';
import { type Script, textOf } from '../lint/script/script.js';
import { primaryKeyOf, statementsNaming, tableNamed } from '../lint/script/tables.js';
import { writesIn } from '../lint/script/writes.js';
import { tableActions } from '../syntax/alterTable.js';
import { insertBehind, remove } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { StatementText } from '../syntax/statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  oneToken,
  qualifiedName,
  spanOf,
} from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'inheritance',
  severity: 'error',
  message: 'Tables cannot inherit from each other.',
  why: 'In DSQL a query reads the rows of exactly the table that it names.',
  instead:
    'Copy the columns with LIKE parent INCLUDING ALL, or keep all rows in one table with a column that tells them apart.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE finals (trophy TEXT) INHERITS (games);',
      at: 'INHERITS (games)',
      good: 'CREATE TABLE finals (LIKE games INCLUDING ALL, trophy TEXT);',
    },
    { bad: 'ALTER TABLE finals NO INHERIT games;', at: 'NO INHERIT games' },
  ],
  words: ['inherit', 'inherits'],
  repair(parent: string | undefined, { script, placed, own }) {
    const table = nameOfCreated(placed);
    const created = createdIn({ placed, statement: textOf(script, placed) });
    const clause = clauseOf(created?.syntax, 'inherits');
    if (parent === undefined || table === undefined || !created || !clause || own.length === 0) return [];
    const without = [
      cannotHaveKeys(script, table) ? ' EXCLUDING INDEXES' : '',
      hasOwnNumbers(script, parent) ? ' EXCLUDING IDENTITY' : '',
    ].join('');
    const fix = copyColumns(created.statement, created.list, clause, without);
    const left = leftToDo(script, created, parent);
    return [
      {
        ...fix,
        edits: placeEdits(script, placed, fix.edits),
        ...(left && { consequence: `${fix.consequence}; ${left}`, isPartial: true as const }),
      },
    ];
  },
  check: {
    *CreateStmt(create, statement) {
      const { inhRelations: parents = [], partbound } = create;
      if (parents.length === 0 || partbound) return;
      const syntax = syntaxOf(statement, create);
      const [columns, clause] = [childOf(syntax, 'list', 'element'), clauseOf(syntax, 'inherits')];
      if (!columns || !clause) return;
      const [parent, ...others] = descendantsOf(clause, 'table');
      const fixes = parent && others.length === 0 ? [copyColumns(statement, columns, clause)] : [];
      yield { at: spanOf(statement, clause), subject: qualifiedName(statement, parent), fixes };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_AddInherit' || action.command.subtype === 'AT_DropInherit')
          yield { at: spanOf(statement, action), subject: undefined };
    },
  },
});

/**
 * Whether the keys of the parent may not do for the child, which does not inherit them: of two primary keys, the table's own one
 * stays, a column of a key is never NULL, and the rows that the script writes may repeat values.
 */
const cannotHaveKeys = (script: Script, table: string): boolean =>
  primaryKeyOf(script, table).length > 0 || dropsNotNull(script, table) || query(writesIn, script).has(table);

/** Whether nothing can be written into a column of a table. A table that inherits the column may write into it. */
const hasOwnNumbers = (script: Script, table: string): boolean =>
  tableNamed(script, table)?.relation.columns.some(({ identity }) => identity === 'always') ?? false;

const dropsNotNull = (script: Script, table: string): boolean =>
  statementsNaming(script, table).some((placed) => {
    const text = placed.facts.kind === 'AlterTableStmt' ? textOf(script, placed) : undefined;
    return text !== undefined && childOf(treeOf(text), 'action', 'alter column drop not null') !== undefined;
  });

/** What a person must do besides; undefined for nothing. */
function leftToDo(script: Script, created: CreatedTable, parent: string): string | undefined {
  // A column that both tables declare is one column.
  const inherited = tableNamed(script, parent)?.relation;
  const own = childrenOf(created.list, 'definition').map((one) => columnName(created.statement, one));
  if (inherited && own.some((name) => columnNamed(inherited, name) !== undefined))
    return 'a column that both have must be written once';
  return (query(columnChanges, script).get(parent) ?? -1) > created.placed.span.start
    ? 'later changes of the columns of the parent must be made here too'
    : undefined;
}

/** Where the last statement begins that adds, drops or renames columns of a table, by its `schema.name`. */
const columnChanges = ({ statements }: Script): ReadonlyMap<string, number> =>
  new Map(
    statements.flatMap(({ span, facts }) =>
      facts.ddl.flatMap((change) => {
        const table = changedColumnsOf(change);
        return table === undefined ? [] : [[table, span.start] as const];
      }),
    ),
  );

function changedColumnsOf(change: Change): string | undefined {
  if (change.kind === 'alter relation')
    return change.actions.some(({ kind }) => ofColumns.has(kind)) ? keyOf(change.name) : undefined;
  return change.kind === 'rename' && change.target.kind === 'column' ? keyOf(change.target.table) : undefined;
}

const ofColumns: ReadonlySet<string> = new Set(['add column', 'drop column']);

function copyColumns(statement: StatementText, columns: SyntaxNode, clause: SyntaxNode, without = ''): Fix {
  const [parent] = descendantsOf(clause, 'table');
  const like = `LIKE ${sourceOf(statement, parent ?? clause)} INCLUDING ALL${without}`;
  return {
    id: 'copy-columns',
    title: 'Copy the columns with LIKE',
    consequence: 'a query of the parent does not see the rows',
    safety: 'review',
    edits: [
      ...insertBehind(statement, oneToken(columns.first), columns.children.length > 0 ? `${like}, ` : like),
      ...remove(statement, clause),
    ],
  };
}
