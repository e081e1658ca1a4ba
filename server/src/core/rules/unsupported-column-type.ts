import type { ColumnDef, Node, TypeCast } from 'libpg-query';
import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { pairTypes, type StandIn, unsupportedTypes } from '../dialect/types.js';
import { comparedValues } from '../lint/fixes/comparedValues.js';
import { conditionsByColumn } from '../lint/fixes/conditionsByColumn.js';
import { domainValues } from '../lint/fixes/domainValues.js';
import { passedValues } from '../lint/fixes/passedValues.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { recast } from '../lint/fixes/recast.js';
import { ofTypedUses, typedUses } from '../lint/fixes/typedUses.js';
import { asFarAs, type Rewriting, type RewrittenValues, rewriteAll } from '../lint/fixes/writtenValues.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { columnsOfType, type TableColumn } from '../lint/script/columnsOfType.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { inCaseOf, replace, replaceAt } from '../syntax/edits.js';
import { type Holder, holderOf, isBoundToType } from '../syntax/holder.js';
import { quoteString, stringAt } from '../syntax/literals.js';
import { quoteName } from '../syntax/names.js';
import type { SyntaxNode, TokenRange } from '../syntax/node.js';
import { plainWords } from '../syntax/plainWords.js';
import { rangeOf, spanOfType } from '../syntax/rangeOf.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { oneToken } from '../syntax/tree/nodes.js';
import { builtInName, isArray } from '../syntax/typeName.js';
import { walk } from '../syntax/walk.js';
import { sourceOf } from '../syntax/words.js';
import { append } from '../text/append.js';
import { apartFrom, type Edit } from '../text/edit.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'unsupported-column-type',
  severity: 'error',
  message: 'Type {type} of {holder} cannot be stored.',
  why: "DSQL stores only some of PostgreSQL's types. This one works at most as a value in a query.",
  instead:
    'Store a type that DSQL has: NUMERIC for money, TEXT for addresses, XML and bits, TEXT or two columns for a range or a point.',
  server: serverErrors.unsupportedType,
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE visits (id UUID PRIMARY KEY, address INET);',
      at: 'INET',
      good: 'CREATE TABLE visits (id UUID PRIMARY KEY, address TEXT);',
    },
    {
      bad: 'CREATE TABLE stays (id UUID PRIMARY KEY, days DATERANGE);',
      at: 'DATERANGE',
      good: 'CREATE TABLE stays (id UUID PRIMARY KEY, days TEXT);',
    },
    {
      bad: "CREATE TABLE posts (id UUID PRIMARY KEY, title TEXT, words TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED);",
      at: 'TSVECTOR',
      good: 'CREATE TABLE posts (id UUID PRIMARY KEY, title TEXT, words TEXT GENERATED ALWAYS AS ((title)) STORED);',
    },
    {
      bad: "CREATE TABLE bills (id UUID PRIMARY KEY, total MONEY CHECK (total > 0::money));\nINSERT INTO bills (id, total) VALUES (gen_random_uuid(), '$1,250.50');",
      at: 'MONEY',
      good: "CREATE TABLE bills (id UUID PRIMARY KEY, total NUMERIC(19,4) CHECK (total > 0::NUMERIC(19,4)));\nINSERT INTO bills (id, total) VALUES (gen_random_uuid(), '1250.50');",
    },
  ],
  words: Object.keys(unsupportedTypes),
  heard: 'unsupported',
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent, asOf }) {
      const holder = holderOf(parent);
      const name = builtInName(type) ?? '';
      if (!holder || isArray(type) || !factsOf(asOf).unsupported.has(name)) return;
      const at = spanOfType(statement, type);
      if (!at) return;
      const outer = parent?.parent;
      const isCreated = outer?.name === 'CreateStmt' && !outer.parent;
      const fixes = [
        ...standIns(statement, holder, name, at),
        ...(holder.column && isCreated ? asPair(statement, holder.column) : []),
      ];
      const { table, column, domain } = holder;
      const subject: Stored = {
        name,
        domain,
        column:
          table === undefined || column?.colname === undefined
            ? undefined
            : { table, column: column.colname },
      };
      const data = { type: statement.text.slice(at.start, at.end), holder: holder.title };
      yield { at, data, subject, fixes };
    },
  },
  repair(stored: Stored, { script, placed, own }) {
    const columns = columnsOf(script, stored);
    return (unsupportedTypes[stored.name] ?? []).flatMap((standIn) => {
      const fix = own.find(({ id }) => id === idOf(standIn));
      // Values in other statements change with the type: those written into the column, and those compared with it.
      if (!fix) return [];
      const typed = standIn.isCompared
        ? 0
        : columns.reduce((count, column) => count + typedUses(script, column, stored.name), 0);
      if (typed > 0)
        return own
          .filter(({ id }) => id === fix.id || id === 'use-two-columns')
          .map((one) => ({
            ...one,
            edits: placeEdits(script, placed, one.edits),
            ...ofTypedUses(typed, one.consequence),
          }));
      if (!standIn.value && !standIn.isBits) return [];
      const placedEdits = placeEdits(script, placed, fix.edits);
      const { edits, byHand, written } = usesOf(script, placed, stored, standIn);
      append(placedEdits, apartFrom(placedEdits, edits));
      return [asFarAs({ edits, byHand }, { ...fix, edits: placedEdits }, byHand > written ? 'use' : 'write')];
    });
  },
});

/** The columns with the values: the column of the type, or those of the domain that is created. */
const columnsOf = (script: Script, { column, domain }: Stored): readonly TableColumn[] =>
  domain !== undefined ? columnsOfType(script, domain) : column ? [column] : [];

/** What other statements write, compare, cast and pass, as the new type reads it. `written`: how many write what is left. */
function usesOf(
  script: Script,
  placed: ScriptStatement,
  stored: Stored,
  standIn: StandIn,
): RewrittenValues & { readonly written: number } {
  const columns = columnsOf(script, stored);
  const value = standIn.value ?? (() => undefined);
  const { domain, name } = stored;
  const written = rewriteAll(script, placed, columns, rewritingFor(standIn));
  // A value that is rewritten includes its cast, and what is compared may be cast too: what was found first counts.
  const found = [
    written,
    ...(standIn.isCompared
      ? [
          recast(script, placed, { from: name, to: standIn.type, value }),
          passedValues(script, { from: name, value }),
          ...(domain === undefined ? [] : domainValues(script, placed, domain, value)),
        ]
      : []),
    ...columns.map((column) =>
      comparedValues(script, column, (text, constant) => rewrittenConstant(standIn, text, constant)),
    ),
  ];
  const edits: Edit[] = [];
  for (const one of found) append(edits, apartFrom(edits, one.edits));
  const byHand = found.reduce((count, one) => count + one.byHand, 0);
  return { edits, byHand, written: written.byHand };
}

const rewritingFor = ({ type, value }: StandIn): Rewriting => ({
  type,
  text: value ?? (() => undefined),
  expression({ text, node }) {
    const sql = bitString(text, node);
    return sql === undefined ? 'fits' : { sql };
  },
  unseen: value ? 'byHand' : 'fits',
});

interface Stored {
  /** The type as PostgreSQL calls it. */
  readonly name: string;
  /** The table's column of that type. */
  readonly column: TableColumn | undefined;
  /** The domain over that type, without its schema. */
  readonly domain: string | undefined;
}

const idOf = ({ type }: StandIn): string => `use-${type.toLowerCase().replace(/\W.*/, '')}`;

/** A constant that is compared with a column, as the new type reads it. */
function rewrittenConstant({ value, isBits }: StandIn, text: StatementText, constant: SyntaxNode) {
  if (isBits) return bitString(text, constant);
  const written = stringAt(text, constant);
  const changed = written === undefined ? undefined : value?.(written);
  return changed === undefined ? undefined : quoteString(changed);
}

/** `B'0101'` and `X'5'` as the text of their bits. */
function bitString(text: StatementText, { first }: TokenRange): string | undefined {
  const [, sign, digits] = /^([bx])'([\da-f]*)'$/i.exec(sourceOf(text, oneToken(first))) ?? [];
  if (digits === undefined) return undefined;
  const bits = [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  return quoteString(sign?.toLowerCase() === 'b' ? digits : bits.join(''));
}

/** A fix for each replacement that fits what is written for the column. */
function standIns(statement: Statement, holder: Holder, name: string, at: Span): readonly Fix[] {
  const written = statement.text.slice(at.start, at.end);
  return (unsupportedTypes[name] ?? []).flatMap((standIn) => {
    const words = inCaseOf(written, standIn.type);
    const use = (consequence: string, edits: readonly Edit[]): Fix => ({
      id: idOf(standIn),
      title: `Use ${standIn.type}`,
      consequence,
      safety: 'review',
      edits: [...replaceAt(statement, at, words), ...edits],
    });
    const named = query(conditionsByColumn, statement).get(holder.column?.colname ?? '') ?? [];
    const checks = castsTo(statement, named, name, words);
    const constants = valuesTo(statement, holder.constraints, standIn);
    if (!isBoundToType(holder)) return [use(standIn.cost, checks)];
    if (!standIn.isOtherKind)
      return [
        use(standIn.cost, [...castsTo(statement, holder.constraints, name, words), ...checks, ...constants]),
      ];
    const text = name === 'tsvector' && holder.column ? plainWords(statement, holder.column) : undefined;
    return text ? [use('search it with LIKE: no word forms, no ranking', text)] : [];
  });
}

/** The casts to the old type in clauses of a column, and bit strings, which become text. */
function castsTo(statement: Statement, nodes: readonly Node[], name: string, words: string): Edit[] {
  return nodes.flatMap((constraint) => {
    const found: Edit[] = [];
    walk(constraint, (kind, node) => {
      const bits = kind === 'A_Const' && 'bsval' in node ? rangeOf(statement, node) : undefined;
      const written = bits && bitString(statement, bits);
      if (bits && written !== undefined) found.push(...replace(statement, bits, written));
      const type = kind === 'TypeCast' && isTypeCast(node) ? node.typeName : undefined;
      if (!type || builtInName(type) !== name || isArray(type)) return;
      const range = rangeOf(statement, type);
      if (range) found.push(...replace(statement, range, words));
    });
    return found;
  });
}

/** The strings in clauses of a column, as the new type reads them. */
function valuesTo(statement: Statement, nodes: readonly Node[], { value }: StandIn): Edit[] {
  const found: Edit[] = [];
  if (!value) return found;
  for (const constraint of nodes)
    walk(constraint, (kind, node) => {
      if (kind !== 'A_Const') return;
      const range = rangeOf(statement, node);
      const written = sval(node);
      const changed = written === undefined ? undefined : value(written);
      if (range && changed !== undefined && changed !== written)
        found.push(...replace(statement, range, quoteString(changed)));
    });
  return found;
}

const sval = (node: object): string | undefined =>
  'sval' in node && typeof node.sval === 'object' && node.sval && 'sval' in node.sval
    ? String(node.sval.sval)
    : undefined;

const isTypeCast = (node: object): node is TypeCast => 'typeName' in node;

/** Two columns instead of one, where it has no clause but NOT NULL. */
function asPair(statement: Statement, column: ColumnDef): Fix[] {
  const pair = pairTypes[builtInName(column.typeName ?? {}) ?? ''];
  const { colname = '', constraints = [] } = column;
  const isNotNull = (node: Node) => 'Constraint' in node && node.Constraint.contype === 'CONSTR_NOTNULL';
  const range = pair && constraints.every(isNotNull) ? rangeOf(statement, column) : undefined;
  if (!pair || !range) return [];
  const [one, other] = pair.endings.map((ending) => quoteName(`${colname}_${ending}`));
  const required = constraints.length > 0 && !pair.isRange ? ' NOT NULL' : '';
  const parts = [
    `${one} ${pair.type}${required}`,
    `${other} ${pair.type}${required}`,
    ...(pair.isRange ? [`CHECK (${one} <= ${other})`] : []),
  ];
  return [
    {
      id: 'use-two-columns',
      title: `Use two columns, ${one} and ${other}`,
      consequence: `what reads or writes ${colname} must change`,
      safety: 'review',
      edits: replace(statement, range, parts.join(', ')),
    },
  ];
}
