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
  const ranges = alterActions(statement);
  if (ranges.length !== cmds.length) return [];
  return cmds.flatMap((node, at) => {
    const range = ranges[at];
    return range && 'AlterTableCmd' in node
      ? [{ ...range, command: node.AlterTableCmd, isOnly: cmds.length === 1 }]
      : [];
  });
}

/** Deletes an action, or the statement where it has no other. */
export const removeAction = (statement: Statement, { first, last, isOnly }: TableAction): Edit[] =>
  isOnly ? removeStatement(statement) : removeItem(statement, first, last);
