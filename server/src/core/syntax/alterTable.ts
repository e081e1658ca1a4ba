import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { Edit } from '../text/edit.js';
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
