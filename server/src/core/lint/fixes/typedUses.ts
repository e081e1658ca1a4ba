import { bodyOf } from '../../syntax/body.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  allIn,
  childOf,
  descendantsOf,
  enclosing,
  nameOf,
  oneToken,
  partsOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { lookup } from '../../text/lookup.js';
import { namesOfColumn, type TableColumn } from '../script/columnsOfType.js';
import { type Script, textOf } from '../script/script.js';
import { statementsNaming } from '../script/tables.js';

/**
 * How many expressions use a column of a type with operators or functions that text does not have (or, for an `array`, JSON).
 * The column is found by its name, in statements that also name its table.
 */
export function typedUses(script: Script, typed: TableColumn, type: string): number {
  let count = 0;
  for (const placed of statementsNaming(script, typed.table))
    for (const column of namesOfColumn(script, typed)) {
      if (!script.text.slice(placed.span.start, placed.span.end).includes(column)) continue;
      const text = textOf(script, placed);
      count += usesIn(text, treeOf(text), column, type);
    }
  return count;
}

/** The fix leaves to a person what the new type has no operator or function for. */
export const ofTypedUses = (count: number, consequence: string | undefined) => ({
  consequence: [
    consequence ?? [],
    `${count === 1 ? '1 expression needs' : `${count} expressions need`} the old type and must be changed by hand`,
  ]
    .flat()
    .join('; '),
  isPartial: true as const,
});

function usesIn(
  text: StatementText,
  tree: SyntaxNode,
  column: string,
  type: string,
  hasParameters = false,
): number {
  let count = 0;
  for (const node of allIn(tree)) {
    if (node.kind === 'column' && nameOf(text, node) === column) {
      if (isTyped(text, node, type, hasParameters)) count++;
    } else if (node.kind === 'statement')
      for (const inner of bodyOf(text, node)?.statements ?? []) {
        const takes = namesBase(text, node, type) || namesBase(inner.text, inner.tree, type, 'declaration');
        count += usesIn(inner.text, inner.tree, column, type, takes);
      }
  }
  return count;
}

/** Whether an operator beside a column, or a call around it, does not exist for text, or exists for two texts only. */
function isTyped(text: StatementText, column: SyntaxNode, type: string, hasParameters: boolean): boolean {
  const { parent } = column;
  const isInside = (at: number) => parent !== undefined && parent.first <= at && at <= parent.last;
  const wordAt = (at: number) => (isInside(at) ? sourceOf(text, oneToken(at)) : '');
  const sides = [wordAt(column.first - 1), wordAt(column.last + 1)];
  const isArray = type === 'array';
  const isUnlike = hasParameters || isMixed(text, column, type);
  if (sides.some((sign) => isOperator(sign) && (isArray || isUnlike || !ofText.has(sign)))) return true;
  if (sides[1] === '[') return true;
  if (isArray && enclosing(column, 'clause')?.word.match(/^(?:any|all|some)$/)) return true;
  if (type === 'xml' && /^is$/i.test(sides[1] ?? '') && /^(?:not|document)$/i.test(wordAt(column.last + 2)))
    return !/^null$/i.test(wordAt(column.last + 3));
  let called = parent;
  while (called && inCalls.has(called.kind)) called = called.parent;
  const name = called?.kind === 'call' ? partsOf(text, childOf(called, 'name')).at(-1) : undefined;
  return name !== undefined && (functions[type]?.has(name) ?? false);
}

const inCalls: ReadonlySet<string> = new Set(['clause', 'expression', 'list', 'parens']);

/** Whether something beside a column, but not the column itself, is cast to its old type. */
const isMixed = (text: StatementText, column: SyntaxNode, type: string): boolean =>
  [...descendantsOf(enclosing(column, 'expression'), 'type')].some(
    (one) =>
      baseOf(text, one) === type &&
      (one.first !== column.last + 2 || sourceOf(text, oneToken(one.first - 1)) !== '::'),
  );

const namesBase = (text: StatementText, tree: SyntaxNode, type: string, within?: 'declaration'): boolean =>
  [...descendantsOf(tree, 'type')].some(
    (one) => baseOf(text, one) === type && (within === undefined || one.parent?.kind === within),
  );

/** The name of a type without its schema, its modifiers and brackets. */
function baseOf(text: StatementText, type: SyntaxNode): string {
  let at = type.first;
  while (at + 2 <= type.last && sourceOf(text, oneToken(at + 1)) === '.') at += 2;
  return nameOf(text, { ...type, ...oneToken(at) });
}

const isOperator = (sign: string): boolean => /^[-+*/<>=~!@#%^&|`?]+$/.test(sign);

const ofText: ReadonlySet<string> = new Set(
  '= <> != < > <= >= || ~ ~* !~ !~* ~~ ~~* !~~ !~~* ~<~ ~>~ ^@'.split(' '),
);

const ofAddresses = new Set(
  'abbrev broadcast family host hostmask inet_merge inet_same_family masklen netmask network set_masklen'.split(
    ' ',
  ),
);
const ofMac = new Set(['macaddr8_set7bit', 'trunc']);
const ofRanges = new Set(
  'isempty lower lower_inc lower_inf multirange range_agg range_intersect_agg range_merge unnest upper upper_inc upper_inf'.split(
    ' ',
  ),
);
const ofShapes = new Set(
  'area bound_box box center circle diagonal diameter height isclosed isopen isvertical length line lseg npoints path pclose point polygon popen radius slope width'.split(
    ' ',
  ),
);
const ofArrays = new Set(
  `array_append array_cat array_dims array_length array_lower array_ndims array_position array_positions array_prepend
  array_remove array_replace array_sample array_shuffle array_to_json array_to_string array_upper cardinality trim_array
  unnest`.split(/\s+/),
);
const ofXml = new Set(
  'xml_is_well_formed xmlagg xmlconcat xmlexists xmlroot xmlserialize xmltable xpath xpath_exists'.split(' '),
);

/** By the type that they take, under the names of the catalog. */
const functions = lookup<ReadonlySet<string>>({
  ...Object.fromEntries(['inet', 'cidr'].map((type) => [type, ofAddresses])),
  ...Object.fromEntries(['macaddr', 'macaddr8'].map((type) => [type, ofMac])),
  ...Object.fromEntries(
    'int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange'
      .split(' ')
      .map((type) => [type, ofRanges]),
  ),
  ...Object.fromEntries('point line lseg box path polygon circle'.split(' ').map((type) => [type, ofShapes])),
  array: ofArrays,
  xml: ofXml,
});

/** How many statements cast to a type, name it in a function's signature, or read a field of it. */
export function compositeUses(script: Script, name: string, fields: readonly string[]): number {
  const access = new RegExp(`\\)\\s*\\.\\s*"?(?:${fields.map(escaped).join('|')})\\b`, 'i');
  return script.statements.filter((placed) => {
    const { facts, span } = placed;
    const source = script.text.slice(span.start, span.end);
    if (fields.length > 0 && facts.kind !== 'CreateStmt' && access.test(source)) return true;
    if (!users.has(facts.kind) || !source.toLowerCase().includes(name.toLowerCase())) return false;
    const text = textOf(script, placed);
    return namesType(text, treeOf(text), name);
  }).length;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const users: ReadonlySet<string> = new Set([
  'CreateFunctionStmt',
  'CreateTableAsStmt',
  'DeleteStmt',
  'DoStmt',
  'IndexStmt',
  'SelectStmt',
  'UpdateStmt',
  'ViewStmt',
]);

const namesType = (text: StatementText, tree: SyntaxNode, name: string): boolean =>
  [...descendantsOf(tree, 'type')].some((type) => partsOf(text, type).at(-1) === name) ||
  [...descendantsOf(tree, 'statement')].some((node) =>
    (bodyOf(text, node)?.statements ?? []).some((inner) => namesType(inner.text, inner.tree, name)),
  );
