import { layered } from '../../catalog/layered.js';
import { objectName } from '../../catalog/read/written.js';
import { actionsOf, removeAction } from '../../syntax/alterTable.js';
import { insertBefore, keepComments } from '../../syntax/edits.js';
import type { SyntaxNode, TokenRange } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { descendantsOf, keywordIn, partsOf, qualifiedName, spanOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import { numberAt, type ReadStatement, type Script } from '../script/script.js';
import { placeEdits } from './placeEdits.js';
import { replaceWhole } from './wholeStatement.js';

/** An action of an ALTER TABLE, and the table that it alters. */
export interface AlterTableAction extends ReadStatement, TokenRange {
  readonly syntax: SyntaxNode;
  /** Its number among the actions of the statement, from 0. */
  readonly number: number;
  /** `schema.name`, folded. */
  readonly table: string;
  /** The name as it is written. */
  readonly written: string;
  /** The statement holds no other action. */
  readonly isOnly: boolean;
  /** IF EXISTS: the table may not exist. */
  readonly isGuarded: boolean;
}

/** An action by its number; undefined where there is none. */
export function alterAction(
  { placed, statement }: ReadStatement,
  number: number,
): AlterTableAction | undefined {
  const altered = query(alteredBy, statement);
  const syntax = altered?.actions[number];
  if (!altered || !syntax) return undefined;
  const { actions, ...shared } = altered;
  const { first, last } = syntax;
  return { placed, statement, syntax, first, last, number, ...shared, isOnly: actions.length === 1 };
}

/** What all actions of an ALTER TABLE share: it may have many. */
function alteredBy(statement: StatementText) {
  const root = treeOf(statement);
  const [table] = descendantsOf(root, 'table');
  if (!table) return undefined;
  return {
    actions: actionsOf(statement),
    table: qualifiedName(statement, table),
    written: sourceOf(statement, table),
    isGuarded: keywordIn(statement, root, 'if', 'exists') !== undefined,
  };
}

/** Whether the table may not exist: IF EXISTS says so, and no statement before makes it. */
export function mayBeMissing(script: Script, { isGuarded, placed, statement }: AlterTableAction): boolean {
  if (!isGuarded) return false;
  const [table] = descendantsOf(treeOf(statement), 'table');
  const catalog = catalogOf(script).before(numberAt(script, placed.span));
  const there = layered([catalog], catalog.searchPath).relation(objectName(partsOf(statement, table)));
  return there?.origin === undefined;
}

/** Deletes an action, or its whole statement where it has no other; comments inside stay. */
export const withoutAction = (script: Script, action: AlterTableAction): Edit[] =>
  placeEdits(script, action.placed, removeAction(action.statement, action));

/** Replaces an action by statements. The actions before and after it become ALTER TABLEs of their own. */
export function splitAction(script: Script, action: AlterTableAction, steps: readonly string[]): Edit[] {
  const { placed, statement, syntax, isOnly, written, number } = action;
  if (isOnly) return replaceWhole(script, placed, steps);
  const actions = actionsOf(statement);
  const [before, behind] = [actions[number - 1], actions[number + 1]];
  const comma = (one: SyntaxNode, other: SyntaxNode) =>
    spanOf(statement, { first: one.last + 1, last: other.first - 1 });
  const only = keywordIn(statement, treeOf(statement), 'only') ? 'ONLY ' : '';
  const open = steps.join('\n').replace(/;$/, '');
  // The ALTER TABLE of the first action goes to the first step, and the last step leaves the semicolon.
  const edits = [
    ...(before
      ? [
          { ...comma(before, syntax), text: ';' },
          { ...spanOf(statement, syntax), text: `\n${open}` },
        ]
      : [{ ...spanOf(statement, { first: 0, last: syntax.last }), text: open }]),
    ...(behind
      ? [
          { ...comma(syntax, behind), text: ';' },
          ...insertBefore(statement, behind, `\nALTER TABLE ${only}${written} `),
        ]
      : []),
  ];
  return placeEdits(
    script,
    placed,
    edits.map((edit) => keepComments(statement, edit)),
  );
}
