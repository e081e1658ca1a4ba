import { replace } from '../../syntax/edits.js';
import { quoteString, stringAt, uncast } from '../../syntax/literals.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, descendantsOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { namesOfType } from '../script/columnsOfType.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { passedValues } from './passedValues.js';
import { placeEdits } from './placeEdits.js';
import { recast } from './recast.js';
import type { RewrittenValues } from './writtenValues.js';

/** Rewrites the constants that are cast to a domain, by all of its names, passed to functions as one, or are a default of it. */
export const domainValues = (
  script: Script,
  except: ScriptStatement,
  domain: string,
  value: (written: string) => string | undefined,
): readonly RewrittenValues[] =>
  namesOfType(script, domain).flatMap((from) => [
    recast(script, except, { from, value }),
    passedValues(script, { from, value }),
    defaultsOf(script, from, value),
  ]);

/** The defaults that later statements give a domain, and its columns. */
function defaultsOf(
  script: Script,
  domain: string,
  value: (written: string) => string | undefined,
): RewrittenValues {
  const edits = statementsWith(script, domain).flatMap((placed) => {
    const { kind } = placed.facts;
    if (kind !== 'AlterDomainStmt' && kind !== 'CreateStmt' && kind !== 'AlterTableStmt') return [];
    const text = textOf(script, placed);
    return [...presetsOf(text, treeOf(text), domain)].flatMap((preset) => {
      const constant = uncast(text, preset);
      const written = constant.kind === 'constant' ? stringAt(text, constant) : undefined;
      const changed = written === undefined ? undefined : value(written);
      return changed === undefined
        ? []
        : placeEdits(script, placed, replace(text, constant, quoteString(changed)));
    });
  });
  return { edits, byHand: 0 };
}

/** The defaults of ALTER DOMAIN … SET DEFAULT, and of the columns that are declared with the domain. */
function* presetsOf(text: StatementText, tree: SyntaxNode, domain: string): Generator<SyntaxNode> {
  const set = childOf(childOf(tree, 'action', 'set default'), 'expression');
  if (tree.word === 'AlterDomainStmt' && set && partsOf(text, childOf(tree, 'name')).at(-1) === domain)
    yield set;
  for (const definition of descendantsOf(tree, 'definition')) {
    const preset = childOf(childOf(definition, 'constraint', 'default'), 'expression');
    if (preset && partsOf(text, childOf(definition, 'type')).at(-1) === domain) yield preset;
  }
}
