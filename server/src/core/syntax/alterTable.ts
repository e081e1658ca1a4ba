import type { AlterTableCmd, AlterTableStmt, Node, TypeName } from 'libpg-query';
import type { Edit } from '../text/edit.js';
import { query } from '../text/memo.js';
import { removeFromList, removeStatement } from './edits.js';
import type { SyntaxNode, TokenRange } from './node.js';
import type { Statement, StatementText } from './statement.js';
import { childrenOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** One action of an ALTER TABLE, in PostgreSQL's tree and in the statement's own. */
export interface TableAction extends TokenRange {
  readonly command: AlterTableCmd;
  /** Counts the actions of the statement from 0. It finds the action again when the statement is read again. */
  readonly number: number;
  readonly syntax: SyntaxNode;
  /** The statement holds no other action. */
  readonly isOnly: boolean;
}

/** The actions of an ALTER TABLE; none for ALTER VIEW and its like, nor where a broken action hides their order. */
export function tableActions(
  { objtype, cmds = [] }: AlterTableStmt,
  statement: Statement,
): readonly TableAction[] {
  if (objtype !== 'OBJECT_TABLE') return [];
  let known: readonly SyntaxNode[] | undefined;
  const actions = () => (known ??= actionsOf(statement));
  if (statement.syntaxError && actions().length !== cmds.length) return [];
  // Most rules look at the command only: the tree is made for the others.
  return cmds.flatMap((node, number) =>
    'AlterTableCmd' in node
      ? [
          {
            command: node.AlterTableCmd,
            number,
            isOnly: cmds.length === 1,
            get syntax() {
              return actions()[number] ?? treeOf(statement);
            },
            get first() {
              return this.syntax.first;
            },
            get last() {
              return this.syntax.last;
            },
          },
        ]
      : [],
  );
}

/** The actions of an ALTER as the statement's tree has them. */
export const actionsOf = (statement: StatementText): readonly SyntaxNode[] =>
  childrenOf(treeOf(statement), 'action');

/** Deletes an action, or the statement where it has no other. */
export const removeAction = (
  statement: StatementText,
  action: TokenRange & Pick<TableAction, 'isOnly'>,
): Edit[] => (action.isOnly ? removeStatement(statement) : removeFromList(statement, action));

/**
 * Whether an ALTER TABLE adds further columns that get a value of their own, be it now or by the repair of their clauses. Until
 * a column is filled, its check refuses each change of a row, and so the UPDATE that fills another one.
 */
export function fillsOthers(statement: AlterTableStmt, action: AlterTableCmd): boolean {
  const filling = query(fillingIn, statement);
  return filling.size > (filling.has(action) ? 1 : 0);
}

/** The actions that add columns which get a value. */
function fillingIn({ cmds = [] }: AlterTableStmt): ReadonlySet<AlterTableCmd> {
  const commands = cmds.flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  const preset = new Set(
    commands.flatMap(({ subtype, name }) => (subtype === 'AT_ColumnDefault' ? [name] : [])),
  );
  return new Set(
    commands.filter(({ subtype, def }) => {
      if (subtype !== 'AT_AddColumn' || !def || !('ColumnDef' in def)) return false;
      const { colname, constraints = [], typeName } = def.ColumnDef;
      return constraints.some(givesValue) || preset.has(colname) || isSerial(typeName);
    }),
  );
}

function givesValue(node: Node): boolean {
  const { contype = '', raw_expr } = 'Constraint' in node ? node.Constraint : {};
  const isNull = raw_expr !== undefined && 'A_Const' in raw_expr && raw_expr.A_Const.isnull === true;
  return giving.has(contype) && !isNull;
}

const giving: ReadonlySet<string> = new Set([
  'CONSTR_DEFAULT',
  'CONSTR_GENERATED',
  'CONSTR_IDENTITY',
  'CONSTR_NOTNULL',
]);

/** `serial` and its like: the types that fill a column with numbers. */
export function isSerial(type: TypeName | undefined): boolean {
  const [name, ...others] = type?.names ?? [];
  return (
    name !== undefined &&
    others.length === 0 &&
    'String' in name &&
    /^(?:(?:small|big)?serial|serial[248])$/.test(name.String.sval ?? '')
  );
}
