import { builtins } from '../../catalog/builtins.js';
import type { TypeRef } from '../../catalog/model.js';
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
import { byKey } from '../../text/byKey.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { Recent } from '../../text/recent.js';
import { catalogOf } from '../script/catalog.js';
import { namesOfColumn, type TableColumn } from '../script/columnsOfType.js';
import { namesIn } from '../script/comparedNames.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { statementsNaming } from '../script/tables.js';
import { statementsWith } from '../script/wordsIn.js';

/**
 * How many expressions use a column of a type with operators or functions that text does not have (or, for an `array`, JSON).
 * The column is found by its name, in statements that also name its table.
 */
export function typedUses(script: Script, typed: TableColumn, type: string): number {
  const isTaken = (routine: string) => takersOf(script, type).has(routine);
  return namesOfColumn(script, typed)
    .flatMap((name) => [...readsOf(script, typed.table, name)])
    .filter((read) => isTyped(read, type, isTaken)).length;
}

/** The expressions that read a name in statements that also name a table. */
function* readsOf(script: Script, table: string, name: string): Generator<ColumnRead> {
  const known = query(columnsRead, script);
  const { byWord, unsure, all } = namingOf(script, table);
  const isWord = /^[a-z_]\w*$/i.test(name);
  for (const placed of isWord ? [...(byWord.get(name.toLowerCase()) ?? []), ...unsure] : all) {
    const { start, end } = placed.span;
    const columns = known.of(placed, () => columnsIn(textOf(script, placed)), end - start);
    yield* columns.get(name) ?? [];
  }
}

/** The statements that name a table. */
interface Naming {
  readonly all: readonly ScriptStatement[];
  /** Those whose names the text tells, by its words in lower case. To read their trees costs much more. */
  readonly byWord: ReadonlyMap<string, readonly ScriptStatement[]>;
  /** Those in which escapes may spell others. */
  readonly unsure: readonly ScriptStatement[];
}

/** The columns of a table are asked for one by one, and those of the tables that refer to it between them. */
const namingOf = (script: Script, table: string): Naming =>
  query(namingByTable, script).of(table, () => readNaming(script, table));

const namingByTable = (_script: Script): Recent<string, Naming> => new Recent(32);

function readNaming(script: Script, table: string): Naming {
  const all = statementsNaming(script, table);
  const sourceOf = ({ span }: ScriptStatement) => script.text.slice(span.start, span.end);
  const isUnsure = (placed: ScriptStatement) => /(?:\be|u&)['"]/i.test(sourceOf(placed));
  const words = all
    .filter((placed) => !isUnsure(placed))
    .flatMap((placed) => [...namesIn(sourceOf(placed))].map((word) => [word, placed] as const));
  return { all, byWord: byKey(words), unsure: all.filter(isUnsure) };
}

/** A column in an expression, and what the function around it declares. */
interface ColumnRead {
  readonly text: StatementText;
  readonly node: SyntaxNode;
  /** Whether it has a parameter, a result or a variable of a type. */
  readonly takes: (type: string) => boolean;
  /** Whether the result is of a type. */
  readonly answers: (type: string) => boolean;
}

/** The names of the functions of a script that have a parameter of a type, or an `array`. */
function takersOf(script: Script, type: string): ReadonlySet<string> {
  const known = query(takersByType, script);
  const found = known.get(type) ?? new Set(routinesTaking(script, type));
  known.set(type, found);
  return found;
}

const takersByType = (_script: Script): Map<string, ReadonlySet<string>> => new Map();

const routinesTaking = (script: Script, type: string): readonly string[] =>
  [...catalogOf(script).after.schemas.values()]
    .flatMap(({ routines }) => [...routines.values()].flat())
    .flatMap(({ name, parameters }) => (parameters.some((one) => isOf(one.type, type)) ? [name] : []));

const isOf = ({ name, dimensions }: TypeRef, type: string): boolean =>
  type === 'array' ? dimensions > 0 : dimensions === 0 && name === type;

type ColumnsRead = ReadonlyMap<string, readonly ColumnRead[]>;

/** What is known of the last statements: many columns are searched in the same ones. Their trees are many times as long. */
const columnsRead = (_script: Script): Recent<ScriptStatement, ColumnsRead> => new Recent(unitsKept);

/** UTF-16 units of statements. */
const unitsKept = 1 << 18;

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

/** By name. */
const columnsIn = (text: StatementText): ColumnsRead =>
  byKey(readsIn(text, treeOf(text), ofRoutine(text, treeOf(text))));

/** What a function declares for the columns that it reads in BEGIN ATOMIC or RETURN; nothing for another statement. */
const ofRoutine = (text: StatementText, tree: SyntaxNode): Pick<ColumnRead, 'takes' | 'answers'> =>
  tree.word === 'CreateFunctionStmt'
    ? {
        takes: remembering((type) => namesBase(text, tree, type)),
        answers: remembering((type) => answersType(text, tree, type)),
      }
    : { takes: () => false, answers: () => false };

function* readsIn(
  text: StatementText,
  tree: SyntaxNode,
  around: Pick<ColumnRead, 'takes' | 'answers'>,
): Generator<readonly [string, ColumnRead]> {
  for (const node of allIn(tree)) {
    if (node.kind === 'column') yield [nameOf(text, node), { text, node, ...around }];
    else if (node.kind === 'statement') {
      const outer = remembering((type) => namesBase(text, node, type));
      for (const inner of bodyOf(text, node)?.statements ?? []) {
        const declared = remembering((type) => namesBase(inner.text, inner.tree, type, 'declaration'));
        yield* readsIn(inner.text, inner.tree, {
          takes: (type) => outer(type) || declared(type),
          answers: remembering((type) => answersType(text, node, type)),
        });
      }
    }
  }
}

/** Whether a function RETURNS a type, or a table with a column of it. */
const answersType = (text: StatementText, routine: SyntaxNode, type: string): boolean =>
  [...descendantsOf(routine, 'clause', 'returns')].some((clause) =>
    [...descendantsOf(clause, 'type')].some((one) => isWritten(text, one, type)),
  );

function remembering(holds: (type: string) => boolean): (type: string) => boolean {
  const known = new Map<string, boolean>();
  return (type) => {
    const is = known.get(type) ?? holds(type);
    known.set(type, is);
    return is;
  };
}

/** Whether an operator beside a column, or a call around it, does not exist for text, or exists for two texts only. */
function isTyped(
  { text, node: column, takes, answers }: ColumnRead,
  type: string,
  isTaken: (routine: string) => boolean,
): boolean {
  const { parent } = column;
  const isInside = (at: number) => parent !== undefined && parent.first <= at && at <= parent.last;
  const wordAt = (at: number) => (isInside(at) ? sourceOf(text, oneToken(at)) : '');
  const sides = [wordAt(column.first - 1), wordAt(column.last + 1)];
  const isArray = type === 'array';
  if (answers(type)) return true;
  const isUnlike = takes(type) || isMixed(text, column, type);
  if (sides.some((sign) => isOperator(sign) && (isArray || isUnlike || !ofText.has(sign)))) return true;
  if (sides[1] === '[') return true;
  if (isArray && enclosing(column, 'clause')?.word.match(/^(?:any|all|some)$/)) return true;
  if (type === 'xml' && /^is$/i.test(sides[1] ?? '') && /^(?:not|document)$/i.test(wordAt(column.last + 2)))
    return !/^null$/i.test(wordAt(column.last + 3));
  let called = parent;
  while (called && inCalls.has(called.kind)) called = called.parent;
  const name = called?.kind === 'call' ? partsOf(text, childOf(called, 'name')).at(-1) : undefined;
  return name !== undefined && ((functions[type]?.has(name) ?? false) || isTaken(name));
}

const inCalls: ReadonlySet<string> = new Set(['clause', 'expression', 'list', 'parens']);

/** Whether something beside a column, but not the column itself, is cast to its old type, or computed as one. */
function isMixed(text: StatementText, column: SyntaxNode, type: string): boolean {
  const around = enclosing(column, 'expression');
  const isCast = [...descendantsOf(around, 'type')].some(
    (one) =>
      baseOf(text, one) === type &&
      (one.first !== column.last + 2 || sourceOf(text, oneToken(one.first - 1)) !== '::'),
  );
  return isCast || [...descendantsOf(around, 'call')].some((call) => isComputed(text, call, type));
}

/** `int4range(1, 3)` */
const isComputed = (text: StatementText, call: SyntaxNode, type: string): boolean =>
  builtins()
    .schemas.get('pg_catalog')
    ?.routines.get(partsOf(text, childOf(call, 'name')).at(-1) ?? '')
    ?.some(({ result }) => result?.dimensions === 0 && result.name === type) ?? false;

/** Whether a type is written so; an `array` is any with brackets. */
const isWritten = (text: StatementText, type: SyntaxNode, wanted: string): boolean =>
  wanted === 'array' ? /\]$|\barray$/i.test(sourceOf(text, type)) : baseOf(text, type) === wanted;

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
  array_remove array_replace array_sample array_shuffle array_to_json array_to_string array_upper cardinality max min
  trim_array unnest`.split(/\s+/),
);
const ofBits = new Set(['bit_and', 'bit_count', 'bit_or', 'bit_xor', 'get_bit', 'set_bit']);
const ofSearch = new Set(
  `numnode querytree setweight strip tsquery_phrase ts_delete ts_filter ts_headline ts_rank ts_rank_cd ts_rewrite
  tsvector_to_array unnest`.split(/\s+/),
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
  bit: ofBits,
  varbit: ofBits,
  money: new Set(['cash_words']),
  tsquery: ofSearch,
  tsvector: ofSearch,
  xml: ofXml,
});

/** How many statements cast to a type, name it in a function's signature, or read a field of it. */
export function compositeUses(script: Script, name: string, fields: readonly string[]): number {
  const read = query(statementsByField, script);
  const using = new Set(fields.flatMap((field) => read.get(field.toLowerCase()) ?? []));
  for (const placed of statementsWith(script, name)) {
    if (!users.has(placed.facts.kind) || using.has(placed)) continue;
    const text = textOf(script, placed);
    if (namesType(text, treeOf(text), name)) using.add(placed);
  }
  return using.size;
}

/** By the names that are read of an expression in parentheses, as in `(home).street`. */
function statementsByField({ text, statements }: Script): ReadonlyMap<string, readonly ScriptStatement[]> {
  const reads = statements.flatMap((placed) => {
    const { span } = placed;
    const found = text
      .slice(span.start, span.end)
      .matchAll(/\)\s*\.\s*(?:"([^"]+)"|([\p{L}_][\p{L}\p{N}_$]*))/gu);
    const names = new Set([...found].map(([, quoted, word = '']) => (quoted ?? word).toLowerCase()));
    return [...names].map((name) => [name, placed] as const);
  });
  return byKey(reads);
}

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
