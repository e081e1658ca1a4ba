import { conditionNames } from '../../syntax/conditionNames.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { enclosing } from '../../syntax/tree/nodes.js';
import type { WorkspaceFile } from '../workspace.js';
import { type Caret, caretAt } from './caret.js';
import { sharedItems, subjectItems } from './columns.js';
import { expressionItems, functionItems, lockedItems, variableItems, windowItems } from './expressions.js';
import { type Completion, keyword, plain, ranks } from './item.js';
import { keywordItems, snippetItems } from './keywordItems.js';
import { continuationOf } from './keywords.js';
import { isProcedure, objectItems, routineItems } from './objects.js';
import { optionItems, timeFields } from './options.js';
import { parameterItems, parameterValueItems } from './parameters.js';
import { isInsertedColumn, isMadeHere, isTableExpected, isTypeExpected } from './place.js';
import { isLoopSource, isStatementStart } from './plpgsqlWords.js';
import { qualifiedItems } from './qualified.js';
import { relationItems } from './relations.js';
import { typeItems } from './types.js';
import { valuesAt } from './values.js';

/** What may be written at a UTF-16 offset, the most likely first. */
export function completionsAt(file: WorkspaceFile, offset: number): readonly Completion[] {
  const caret = caretAt(file, offset);
  if (!caret) return [];
  const values = valuesAt(caret).map((value) => plain(caret, 'value', value, ranks.value));
  if (!caret.string) return unique([...values, ...itemsAt(caret)]);
  const set = isParameterStatement(caret) ? (parameterValueItems(caret) ?? []) : [];
  return [...values.filter(({ text }) => text.startsWith("'")), ...set];
}

const isParameterStatement = ({ tree }: Caret): boolean =>
  tree.word === 'VariableSetStmt' || tree.word === 'VariableShowStmt';

function itemsAt(caret: Caret): readonly Completion[] {
  const { node, behind } = caret;
  if (behind(1) === '.') return qualifiedItems(caret);
  if (isParameterStatement(caret)) return parameterItems(caret);
  const options = optionItems(caret);
  if (options) return options;
  // The person chooses the name.
  if (behind(1) === 'as' && enclosing(node, 'alias')) return [];
  const next = continuationOf(caret.file.workspace.grammar, caret.before);
  const objects = objectItems(caret);
  if (objects && node.kind === 'type') return [...objects, ...keywordItems(caret, next)];
  const isType = node.kind === 'type' || isTypeExpected(caret);
  if (isType && !isMadeHere(caret)) return typeItems(caret);
  if (isInsertedColumn(caret) || isCursorAlone(caret) || isHandled(caret)) return nameItems(caret, node);
  const takesName = next.takesName || (caret.language === 'plpgsql' && isStatementStart(caret));
  const names = takesName ? nameItems(caret, node) : [];
  return [...names, ...keywordItems(caret, next), ...snippetItems(caret)];
}

/** What may be named at the caret. */
function nameItems(caret: Caret, node: SyntaxNode): readonly Completion[] {
  const { subject, behind, language } = caret;
  if (isMadeHere(caret)) return [];
  if (behind(1) === 'call') return procedureItems(caret);
  if (node.kind === 'name' && node.word === 'column' && subject) return subjectItems(caret, subject);
  if (node.kind === 'name' && node.word === 'column' && caret.tree.word === 'CommentStmt')
    return relationItems(caret);
  if (enclosing(node, 'clause', 'using') && enclosing(node, 'join')) return sharedItems(caret);
  if (node.kind === 'name' && node.word === 'window') return windowItems(caret);
  if (node.kind === 'name' && node.word === 'field')
    return timeFields.map((word) => keyword(caret, word, ranks.own));
  if (enclosing(node, 'clause', 'of')) return lockedItems(caret);
  if (language === 'plpgsql' && isLoopSource(caret))
    return [...cursorItems(caret), ...expressionItems(caret)];
  if (isCursorAlone(caret)) return cursorItems(caret);
  if (isHandled(caret)) return conditionItems(caret);
  if (enclosing(node, 'clause', 'into') && language === 'plpgsql') return variableItems(caret, ranks.own);
  if (language === 'plpgsql' && isStatementStart(caret)) return variableItems(caret, ranks.keyword);
  const isCalled = node.kind === 'name' && /^(?:function|procedure)$/.test(node.word);
  if (isCalled && enclosing(node, 'call')) return expressionItems(caret);
  const objects = objectItems(caret);
  if (objects) return objects;
  // A default names no column.
  if (behind(1) === 'default' && /^(?:CreateStmt|AlterTableStmt)$/.test(caret.tree.word))
    return functionItems(caret);
  if (node.kind === 'table' || isTableExpected(caret)) return relationItems(caret);
  if (node.kind === 'column' || (node.kind === 'name' && node.word === 'variable'))
    return expressionItems(caret);
  return [];
}

const isCursorAlone = (caret: Caret): boolean =>
  caret.node.kind === 'name' && caret.node.word === 'cursor' && !isLoopSource(caret);

/** EXCEPTION WHEN, and OR behind it. */
const isHandled = ({ node, behind }: Caret): boolean =>
  node.kind === 'name' && node.word === 'condition' && /^(?:when|or)$/.test(behind(1));

/** The cursors of a body. A loop over rows declares its own variable. */
const cursorItems = (caret: Caret): readonly Completion[] =>
  variableItems(caret, ranks.own).filter(({ detail }) => /^(?:cursor|refcursor)$/i.test(detail));

/** What EXCEPTION WHEN and RAISE know. */
const conditionItems = (caret: Caret): readonly Completion[] => [
  ...['unique_violation', 'serialization_failure', 'others', 'sqlstate'].map((name) =>
    plain(caret, 'value', name, ranks.own, 'condition'),
  ),
  ...[...conditionNames].map((name) => plain(caret, 'value', name, ranks.variable, 'condition')),
];

const procedureItems = (caret: Caret): readonly Completion[] => [
  ...routineItems(caret, isProcedure),
  {
    ...plain(caret, 'function', 'sys.wait_for_job', ranks.function, 'waits for a job'),
    text: "sys.wait_for_job('$1')",
    isSnippet: true,
  },
];

/** The first of several items with the same kind and label. */
function unique(items: readonly Completion[]): readonly Completion[] {
  const seen = new Set<string>();
  return items.filter(({ kind, label, text }) => {
    const key = `${kind === 'keyword' ? 'keyword' : ''} ${label} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
