import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { compositeUses, ofTypedUses, typedUses } from '../lint/fixes/typedUses.js';
import {
  asFarAs,
  type Rewritten,
  rewriteAll,
  rowOf,
  type WrittenValue,
} from '../lint/fixes/writtenValues.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { arraysOf, columnsOfType, namesOfColumn, type TableColumn } from '../lint/script/columnsOfType.js';
import { wordsIn } from '../lint/script/comparedNames.js';
import { type Script, type ScriptStatement, textOf } from '../lint/script/script.js';
import { statementsNaming } from '../lint/script/tables.js';
import { statementsWith } from '../lint/script/wordsIn.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import {
  type Element,
  type ElementKind,
  elementKind,
  jsonOf,
  quoteString,
  readComposite,
  stringAt,
  uncast,
} from '../syntax/literals.js';
import { withoutSchema } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import {
  childOf,
  childrenOf,
  columnAlone,
  descendantsOf,
  keywordIn,
  nameOf,
  partsOf,
  wholeOf,
} from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'custom-type',
  severity: 'error',
  message: '{kind} types cannot be created.',
  why: 'Domains are the only types of your own in DSQL.',
  instead: 'Use columns of their own or JSONB for a composite type, two columns with a CHECK for a range.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CompositeType' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TYPE address AS (street TEXT, city TEXT);',
      at: 'CREATE TYPE',
      good: 'CREATE DOMAIN address AS JSONB /* (street TEXT, city TEXT) */;',
    },
    {
      bad: 'CREATE TYPE floatrange AS RANGE (subtype = float8);',
      at: 'CREATE TYPE',
      good: 'CREATE DOMAIN floatrange AS TEXT /* RANGE (subtype = float8) */;',
    },
    {
      bad: "CREATE TYPE address AS (street TEXT, city TEXT);\nCREATE TABLE people (id UUID PRIMARY KEY, home address);\nINSERT INTO people (id, home) VALUES (gen_random_uuid(), ROW('Main St', 'Riga'));",
      at: 'CREATE TYPE',
      good: "CREATE DOMAIN address AS JSONB /* (street TEXT, city TEXT) */;\nCREATE TABLE people (id UUID PRIMARY KEY, home address);\nINSERT INTO people (id, home) VALUES (gen_random_uuid(), jsonb_build_object('street', 'Main St', 'city', 'Riga'));",
    },
  ],
  repair(_subject, { script, placed, statement }) {
    if (statement.node && 'CreateRangeStmt' in statement.node) return rangeFixes(script, placed, statement);
    const attributes = attributesOf(statement);
    if (attributes.length === 0 || !isReleased('jsonb-columns', script.asOf)) return [];
    const name = nameOf(statement, childOf(treeOf(statement), 'name'));
    const values = rewriteAll(script, placed, columnsOfType(script, name), {
      type: 'jsonb',
      text: (value) => objectOf(readComposite(value), attributes),
      expression: (value) => asObject(value, attributes),
      unseen: 'byHand',
    });
    const fields = attributes.map((attribute) => attribute.name);
    const presets = columnsOfType(script, name).flatMap((column) => presetsOf(script, column, attributes));
    const unread = presets.filter((preset) => preset === 'byHand').length;
    const byHand =
      values.byHand +
      unread +
      compositeUses(script, name, fields) +
      castsElsewhere(script, name) +
      domainsOver(script, name) +
      comparedRows(script, columnsOfType(script, name)) +
      arraysOf(script, name).length;
    const cost = 'a value is a JSON object, whose fields are read by ->>';
    return asDomain(statement, 'JSONB', cost).map((domain) =>
      asFarAs(
        { ...values, byHand },
        {
          ...domain,
          edits: [
            ...placeEdits(script, placed, domain.edits),
            ...values.edits,
            ...presets.flatMap((preset) => (preset === 'byHand' ? [] : preset)),
          ],
        },
        byHand > values.byHand ? 'use' : 'write',
      ),
    );
  },
  check: {
    *CompositeTypeStmt(_type, statement) {
      yield { at: headSpan(statement, 'type'), data: { kind: 'Composite' } };
    },
    *CreateRangeStmt(_type, statement) {
      const fixes = asDomain(statement, 'TEXT', 'neither bounds nor range operators work on it');
      yield { at: headSpan(statement, 'type'), data: { kind: 'Range' }, fixes };
    },
    *DefineStmt({ kind }, statement) {
      if (kind === 'OBJECT_TYPE') yield { at: headSpan(statement, 'type'), data: { kind: 'Base' } };
    },
  },
});

/** How many statements compare a column of the type with a row: an object of JSON is none. */
const comparedRows = (script: Script, columns: readonly TableColumn[]): number =>
  query(comparingRows, script).filter((words) =>
    columns.some(({ column }) => words.has(column.toLowerCase())),
  ).length;

/** The words of each statement with a row in a condition. */
const comparingRows = ({ text, statements }: Script): readonly ReadonlySet<string>[] =>
  statements.flatMap(({ span }) => {
    const source = text.slice(span.start, span.end);
    const where = source.search(/\bwhere\b/i);
    const hasRow = where >= 0 && /\brow\s*\(/i.test(source.slice(where));
    return hasRow ? [new Set(wordsIn(source).map((word) => word.toLowerCase()))] : [];
  });

/** How many domains are made over a type: nothing rewrites the values of their columns. */
const domainsOver = (script: Script, name: string): number =>
  statementsWith(script, name).filter((placed) => {
    if (placed.facts.kind !== 'CreateDomainStmt') return false;
    const text = textOf(script, placed);
    return nameOf(text, childOf(treeOf(text), 'type')) === name;
  }).length;

/** How many INSERTs cast to a type although their table has no column of it: nothing rewrites what they write. */
const castsElsewhere = (script: Script, name: string): number => {
  const tables = new Set(columnsOfType(script, name).map(({ table }) => withoutSchema(table)));
  return statementsWith(script, name).filter((placed) => {
    if (placed.facts.kind !== 'InsertStmt') return false;
    const text = textOf(script, placed);
    const target = partsOf(text, childOf(treeOf(text), 'table')).at(-1) ?? '';
    return !tables.has(target) && [...descendantsOf(treeOf(text), 'type')].length > 0;
  }).length;
};

/** Stores a range as text. Uses of its bounds, and calls that construct it, are left to a person. */
function rangeFixes(script: Script, placed: ScriptStatement, statement: StatementText): Fix[] {
  const name = nameOf(statement, childOf(treeOf(statement), 'name'));
  const made = statementsWith(script, name).filter((one) => one !== placed && calls(script, one, name));
  const typed = columnsOfType(script, name).reduce(
    (count, column) => count + typedUses(script, column, 'numrange'),
    made.length,
  );
  const cost = 'neither bounds nor range operators work on it';
  return asDomain(statement, 'TEXT', cost).map((fix) => ({
    ...fix,
    edits: placeEdits(script, placed, fix.edits),
    ...(typed > 0 && ofTypedUses(typed, cost)),
  }));
}

const calls = (script: Script, placed: ScriptStatement, name: string): boolean => {
  const text = textOf(script, placed);
  return [...descendantsOf(treeOf(text), 'call')].some(
    (call) => nameOf(text, childOf(call, 'name')) === name,
  );
};

/** A domain instead of the type, with a comment of what the type held. */
function asDomain(statement: StatementText, type: string, consequence: string): Fix[] {
  const tree = treeOf(statement);
  const word = keywordIn(statement, tree, 'type');
  const as = keywordIn(statement, tree, 'as');
  if (!word || !as) return [];
  const definition = { first: as.last + 1, last: wholeOf(statement).last };
  const held = sourceOf(statement, definition)
    .replace(/\s+/g, ' ')
    .replace(/\/\*|\*\//g, '…');
  return [
    {
      id: 'create-domain',
      title: `Create a domain over ${type}`,
      consequence,
      safety: 'review',
      edits: [
        ...replace(statement, word, inCaseOf(sourceOf(statement, word), 'DOMAIN')),
        ...replace(statement, definition, `${type} /* ${held} */`),
      ],
    },
  ];
}

interface Attribute {
  readonly name: string;
  readonly kind: ElementKind;
}

/** The names and kinds in `AS (street text, city text)`; none for another form. */
function attributesOf(statement: StatementText): Attribute[] {
  const list = childOf(treeOf(statement), 'list', 'element');
  return childrenOf(list, 'definition').map((definition) => {
    const type = childOf(definition, 'type');
    const written = type ? sourceOf(statement, type) : '';
    return {
      name: nameOf(statement, childOf(definition, 'name')),
      kind: written.endsWith(']') || keywordIn(statement, type, 'array') ? 'text' : elementKind(written),
    };
  });
}

/** Writes the defaults of a column as such objects, in a CREATE TABLE or an ALTER TABLE. */
function presetsOf(
  script: Script,
  typed: TableColumn,
  attributes: readonly Attribute[],
): readonly (readonly Edit[] | 'byHand')[] {
  const names = namesOfColumn(script, typed);
  return statementsNaming(script, typed.table).flatMap((placed) => {
    if (!ofTables.has(placed.facts.kind)) return [];
    const text = textOf(script, placed);
    const values = new Set(names.flatMap((column) => [...presetsIn(text, column)]));
    return [...values].flatMap((value): (readonly Edit[] | 'byHand')[] => {
      if (sourceOf(text, value).toLowerCase() === 'null') return [];
      const written = stringAt(text, value);
      const object = written === undefined ? undefined : objectOf(readComposite(written), attributes);
      // A value that is an object already stays.
      if (written?.startsWith('{')) return [];
      if (object === undefined) return ['byHand'];
      return [placeEdits(script, placed, replace(text, value, quoteString(object)))];
    });
  });
}

/** They make a table or change it. */
const ofTables: ReadonlySet<string> = new Set(['AlterTableStmt', 'CreateStmt']);

/** The values of `column type DEFAULT value` and of `ALTER COLUMN column SET DEFAULT value`. */
function* presetsIn(text: StatementText, column: string): Generator<SyntaxNode> {
  const tree = treeOf(text);
  for (const definition of descendantsOf(tree, 'definition')) {
    const value = childOf(childOf(definition, 'constraint', 'default'), 'expression');
    if (value && nameOf(text, childOf(definition, 'name', 'column')) === column) yield value;
  }
  for (const action of descendantsOf(tree, 'action')) {
    const value = childOf(action, 'expression');
    if (value && nameOf(text, childOf(action, 'name', 'column')) === column) yield value;
  }
}

/** `("Main St",Riga)` as an object of JSON with these keys. */
function objectOf(
  fields: readonly Element[] | undefined,
  attributes: readonly Attribute[],
): string | undefined {
  if (fields?.length !== attributes.length) return undefined;
  const pairs = attributes.map(
    ({ name, kind }, at) => `${JSON.stringify(name)}: ${jsonOf(fields[at] ?? null, kind)}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** `ROW('Main St', 'Riga')` as the same. */
function asObject({ text, node }: WrittenValue, attributes: readonly Attribute[]): Rewritten {
  const fields = (rowOf(text, node) ?? rowOf(text, uncast(text, node)))?.map((field) =>
    sourceOf(text, field),
  );
  // A column with such a value is of the same domain.
  if (fields?.length !== attributes.length) return columnAlone(node) ? 'fits' : 'byHand';
  const pairs = attributes.map(({ name }, at) => `${quoteString(name)}, ${fields[at]}`);
  return { sql: `jsonb_build_object(${pairs.join(', ')})` };
}
