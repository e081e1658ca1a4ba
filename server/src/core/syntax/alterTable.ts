import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { Edit } from '../text/edit.js';
import { removeItem, removeStatement } from './edits.js';
import { alterActions, type TokenRange } from './ranges.js';
import type { Statement } from './statement.js';

/** One action of an ALTER TABLE, by its tokens and its tree. */
export interface TableAction extends TokenRange {
  readonly command: AlterTableCmd;
  /** The statement holds no other action. */
  readonly isOnly: boolean;
}

/** The actions of an ALTER TABLE; none for ALTER VIEW and its like, nor where a broken action hides their order. */
export function tableActions(
  { objtype, cmds = [] }: AlterTableStmt,
  statement: Statement,
): readonly TableAction[] {
  if (objtype !== 'OBJECT_TABLE') return [];
  let known: readonly TokenRange[] | undefined;
  const ranges = () => (known ??= alterActions(statement));
  if (statement.syntaxError && ranges().length !== cmds.length) return [];
  // Most rules look at the command and go: tokens are made for those that stay.
  return cmds.flatMap((node, at) =>
    'AlterTableCmd' in node
      ? [
          {
            command: node.AlterTableCmd,
            isOnly: cmds.length === 1,
            get first() {
              return ranges()[at]?.first ?? 0;
            },
            get last() {
              return ranges()[at]?.last ?? 0;
            },
          },
        ]
      : [],
  );
}

/** Deletes an action, or the statement where it has no other. */
export const removeAction = (statement: Statement, { first, last, isOnly }: TableAction): Edit[] =>
  isOnly ? removeStatement(statement) : removeItem(statement, first, last);
