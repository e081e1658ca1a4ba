import { rules } from '../rules/index.js';
import { enclosing, nodeAtToken } from '../syntax/tree/nodes.js';
import { shiftSpan } from '../text/span.js';
import { grammarCalls, labelOfCall } from './grammarCalls.js';
import { explain, type Hover } from './hover.js';
import { describeType } from './typeHover.js';
import { statementAround, type WorkspaceFile } from './workspace.js';

/**
 * The rule behind a word that Aurora DSQL has one for, what a type can do, and what a function of the grammar answers; undefined
 * for other words and for names.
 */
export function wordHoverAt(file: WorkspaceFile, offset: number): Hover | undefined {
  const statement = statementAround(file, offset);
  if (!statement) return undefined;
  const { text, tree, start } = statement;
  const at = offset - start;
  const index = text.tokens.findIndex((token) => token.start <= at && at < token.end);
  const token = text.tokens[index];
  if (token?.kind !== 'word') return undefined;
  const word = text.text.slice(token.start, token.end).toLowerCase();
  const node = nodeAtToken(tree, index);
  const type = enclosing(node, 'type');
  const isType = type !== undefined;
  const call = enclosing(node, 'call')?.first === index ? grammarCalls[word] : undefined;
  if (!isType && !call && /^(?:name|column|table|alias)$/.test(node.kind)) return undefined;
  const id = (isType ? ofTypes : ofKeywords)[word]?.(tree.word);
  const rule = rules.find((one) => one.id === id);
  const described = call
    ? `\`\`\`sql\n${labelOfCall(word, call)}\n\`\`\`\n\n${call.told}`
    : type && describeType(text, type);
  const markdown = rule ? explain(rule) : described;
  return markdown === undefined
    ? undefined
    : { span: shiftSpan({ start: token.start, end: token.end }, start), markdown };
}

type RuleOf = (statement: string) => string | undefined;
type RulesByWord = Readonly<Record<string, RuleOf | undefined>>;

const ofKeywords: RulesByWord = {
  async: (statement) =>
    statement === 'AlterTableStmt'
      ? 'validate-without-async'
      : statement === 'IndexStmt'
        ? 'index-without-async'
        : undefined,
  cache: (statement) => (/SeqStmt$/.test(statement) ? 'sequence-without-cache' : 'identity-without-cache'),
  identity: () => 'identity-without-cache',
  valid: (statement) => (statement === 'AlterTableStmt' ? 'constraint-without-not-valid' : undefined),
};

const ofTypes: RulesByWord = {
  json: () => 'json-column',
  jsonb: () => 'jsonb-column',
  numeric: () => 'numeric-precision',
  decimal: () => 'numeric-precision',
};
