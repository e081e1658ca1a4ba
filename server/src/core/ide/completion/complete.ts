import type { Lookup } from '../../catalog/layered.js';
import type { Relation, Routine } from '../../catalog/model.js';
import { settableParameters } from '../../dialect/parameters.js';
import { quoteName } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childrenOf, enclosing, nameOf } from '../../syntax/tree/nodes.js';
import type { Span } from '../../text/span.js';
import { signatureOf } from '../describe.js';
import type { Entity } from '../names/entity.js';
import {
  columnsOfRelation,
  fieldsOf,
  levelsFrom,
  type ScopeColumn,
  type Source,
  sourceNamed,
} from '../names/scope.js';
import type { WorkspaceFile } from '../workspace.js';
import { type Caret, caretAt } from './caret.js';
import { joinConditionsAt } from './joins.js';
import { type Continuation, continuationOf } from './keywords.js';
import { describeColumn, valuesAt } from './values.js';
import {
  bareFunctions,
  commonFunctions,
  grammarFunctions,
  parameterValues,
  plpgsqlKeywords,
  queryTypes,
  snippets,
  storableTypes,
} from './vocabulary.js';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What takes the place of the span. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** UTF-16 offsets: what is typed so far. */
  readonly span: Span;
  /** Those of a lower rank come first. */
  readonly rank: number;
  readonly detail: string;
  /** What its documentation is made of when somebody asks. */
  readonly entity:
    | (Pick<Entity, 'kind' | 'name' | 'schema'> & { readonly table?: string | undefined })
    | undefined;
}

export type CompletionKind =
  | 'keyword'
  | 'table'
  | 'view'
  | 'cte'
  | 'alias'
  | 'column'
  | 'function'
  | 'type'
  | 'schema'
  | 'variable'
  | 'value'
  | 'join'
  | 'snippet'
  | 'parameter';

/** What may be written at a UTF-16 offset, the likeliest first. */
export function completionsAt(file: WorkspaceFile, offset: number): readonly Completion[] {
  const caret = caretAt(file, offset);
  if (!caret) return [];
  const values = valuesAt(caret);
  if (caret.string)
    return values
      .filter((value) => value.startsWith("'"))
      .map((value) => plain(caret, 'value', value, ranks.value));
  return unique([...values.map((value) => plain(caret, 'value', value, ranks.value)), ...itemsAt(caret)]);
}

const ranks = {
  value: 0,
  join: 0,
  own: 1,
  column: 2,
  outer: 3,
  relation: 2,
  variable: 3,
  source: 4,
  likely: 4,
  keyword: 5,
  schema: 6,
  function: 7,
  builtin: 8,
  system: 9,
  snippet: 9,
} as const;

function itemsAt(caret: Caret): readonly Completion[] {
  const { node, behind, tree } = caret;
  if (behind(1) === '.') return qualifiedItems(caret);
  if (tree.word === 'VariableSetStmt' || tree.word === 'VariableShowStmt') return parameterItems(caret);
  const next = continuationOf(caret.file.workspace.grammar, caret.before);
  const isType = node.kind === 'type' || isTypeExpected(caret);
  if (isType && !isMadeHere(caret)) return typeItems(caret);
  const names = next.takesName ? nameItems(caret, node) : [];
  return [...names, ...keywordItems(caret, next), ...snippetItems(caret)];
}

/** What may be named where the caret stands. */
function nameItems(caret: Caret, node: SyntaxNode): readonly Completion[] {
  const { subject, behind, language } = caret;
  if (isMadeHere(caret)) return [];
  if (behind(1) === 'call')
    return [
      ...routineItems(caret, ({ kind }) => kind === 'procedure'),
      {
        ...plain(caret, 'function', 'sys.wait_for_job', ranks.function, 'waits for a job'),
        text: "sys.wait_for_job('$1')",
        isSnippet: true,
      },
    ];
  if (node.kind === 'name' && node.word === 'column' && subject) return subjectItems(caret, subject, node);
  if (enclosing(node, 'clause', 'using') && enclosing(node, 'join')) return sharedItems(caret, node);
  if (node.kind === 'name' && node.word === 'window') return windowItems(caret);
  if (enclosing(node, 'clause', 'of')) return lockedItems(caret);
  if (enclosing(node, 'clause', 'into') && language === 'plpgsql') return variableItems(caret, ranks.own);
  if (node.kind === 'table' || isTableExpected(caret)) return relationItems(caret);
  if (node.kind === 'name' && (node.word === 'function' || node.word === 'procedure')) {
    return enclosing(node, 'call') ? expressionItems(caret) : routineItems(caret, () => true);
  }
  if (node.kind === 'name' && node.word === 'constraint' && behind(1) === 'constraint')
    return constraintItems(caret);
  if (node.kind === 'name' && node.word === 'index') return indexItems(caret);
  if (node.kind === 'column' || (node.kind === 'name' && node.word === 'variable'))
    return expressionItems(caret);
  return [];
}

/** The name of what the statement makes is a person's to choose. */
function isMadeHere({ node, tree, behind }: Caret): boolean {
  const isCreated = /^Create(?!Function)|^(?:ViewStmt|IndexStmt|DefineStmt|CompositeTypeStmt)$/.test(
    tree.word,
  );
  if (
    isCreated &&
    node.parent === tree &&
    (node.kind === 'name' || (node.kind === 'table' && behind(1) !== 'on'))
  )
    return true;
  if (node.kind === 'name' && (node.word === 'new name' || node.word === 'alias')) return true;
  return node.kind === 'name' && node.parent?.kind === 'definition' && node.parent.first === node.first;
}

const isTableExpected = ({ behind }: Caret): boolean =>
  /^(?:from|join|into|update|table|references)$/.test(behind(1)) &&
  !(behind(1) === 'update' && behind(2) !== '');

const isTypeExpected = ({ behind, node }: Caret): boolean =>
  behind(1) === '::' ||
  (node.kind === 'definition' &&
    node.first !== undefined &&
    node.last > node.first &&
    childrenOf(node, 'type').length === 0);

// What each place takes

function qualifiedItems(caret: Caret): readonly Completion[] {
  const { level, known, behind, node } = caret;
  const qualifier = unquote(behind(2));
  if (qualifier === undefined) return [];
  const isRelation =
    node.kind === 'table' || /^(?:from|join|into|update|table|references|on|only)$/.test(behind(3));
  if (node.kind === 'type') return [];
  if (node.kind === 'name' && caret.subject && caret.subject.entity?.name === qualifier)
    return caret.subject.columns.map((column) => columnItem(caret, column, column.name, ranks.own));
  const source = isRelation && node.kind === 'table' ? undefined : sourceNamed(level, qualifier);
  if (source) return source.columns.map((column) => columnItem(caret, column, column.name, ranks.own));
  const fields = fieldsOf(level, qualifier);
  if (fields.length > 0) return fields.map((column) => columnItem(caret, column, column.name, ranks.own));
  const [schema, table] = behind(3) === '.' ? [unquote(behind(4)), qualifier] : [undefined, undefined];
  if (schema !== undefined && table !== undefined) {
    const relation = known.relation({ schema, name: table });
    return (relation ? columnsOfRelation(relation) : []).map((column) =>
      columnItem(caret, column, column.name, ranks.own),
    );
  }
  const bySchema = relationsOf(known, [qualifier]).map((relation) =>
    relationItem(caret, relation, relation.name, ranks.relation),
  );
  if (node.kind === 'table' && !enclosing(node, 'source')) return bySchema;
  const routines = routinesOf(known, [qualifier]).map((routine) =>
    routineItem(caret, routine, ranks.function),
  );
  return [...bySchema, ...(qualifier === 'pg_catalog' || qualifier === 'information_schema' ? [] : routines)];
}

/** The columns of one table, those first that are not yet written. */
function subjectItems(caret: Caret, subject: Source, node: SyntaxNode): readonly Completion[] {
  const { text } = caret;
  const assignment = enclosing(node, 'assignment');
  const holder = assignment ? assignment.parent : node.parent;
  const siblings = (holder?.children ?? []).filter((child) => child !== (assignment ?? node));
  const names = siblings.flatMap((child) =>
    child.kind === 'assignment'
      ? child.children.slice(0, 1)
      : child.kind === 'key'
        ? child.children
        : [child],
  );
  const written = new Set(names.filter(({ kind }) => kind === 'name').map((name) => nameOf(text, name)));
  const isWritten = enclosing(node, 'statement', 'InsertStmt') !== undefined || assignment !== undefined;
  const columns = subject.columns.filter(({ name, entities: [entity] }) => {
    if (written.has(name)) return false;
    return !isWritten || entity?.column?.generated === undefined;
  });
  const items = columns.map((column) => columnItem(caret, column, column.name, ranks.own));
  const isKey = node.parent?.kind === 'key';
  return isKey ? [...items, ...functionItems(caret)] : items;
}

function relationItems(caret: Caret): readonly Completion[] {
  const { level, known, node, behind, tree } = caret;
  const inQuery = enclosing(node, 'source') !== undefined || behind(1) === 'from' || behind(1) === 'join';
  const isDeleted = behind(1) === 'from' && behind(2) === 'delete';
  const isRead = inQuery && !isDeleted && tree.word !== 'CopyStmt';
  const queries = isRead
    ? [...levelsFrom(level)].flatMap(({ queries }) =>
        [...queries.values()].map(({ entity }) => ({
          ...plain(caret, 'cte', entity.name, ranks.own, 'query of WITH'),
          text: quoteName(entity.name),
        })),
      )
    : [];
  const path = known.searchPath.filter((schema) => schema !== 'pg_catalog' && schema !== 'pg_temp');
  const wanted = relationsWanted(caret);
  const own = relationsOf(known, path)
    .filter(wanted)
    .map((relation) => relationItem(caret, relation, relation.name, ranks.relation));
  const schemas = [...new Set([...known.schemas()].map(({ name }) => name))];
  const others = schemas.filter((name) => !path.includes(name) && !systemSchemas.has(name));
  const qualified = relationsOf(known, others)
    .filter(wanted)
    .map((relation) =>
      relationItem(
        caret,
        relation,
        `${quoteName(relation.schema)}.${quoteName(relation.name)}`,
        ranks.likely,
      ),
    );
  const names = schemas
    .filter((name) => isRead || !systemSchemas.has(name))
    .map((name) => plain(caret, 'schema', quoteName(name), ranks.schema, 'schema'));
  const functions = isRead
    ? [
        ...routineItems(caret, ({ returnsSet, schema }) => schema !== 'pg_catalog' && returnsSet),
        ...[
          'generate_series',
          'unnest',
          'jsonb_array_elements',
          'jsonb_each',
          'json_array_elements',
          'regexp_split_to_table',
          'string_to_table',
        ].map((name) => callItem(caret, name, ranks.builtin)),
        ...['sys.jobs', 'sys.iam_pg_role_mappings'].map((name) =>
          plain(caret, 'view', name, ranks.system, 'Aurora DSQL'),
        ),
      ]
    : [];
  return [...queries, ...own, ...qualified, ...names, ...functions];
}

const systemSchemas = new Set(['pg_catalog', 'information_schema', 'sys']);

/** DROP VIEW names views; what is changed is a table. */
function relationsWanted({ tree, behind }: Caret): (relation: Relation) => boolean {
  if (/^Drop/.test(tree.word)) {
    const isView = [1, 2, 3, 4].some((by) => behind(by) === 'view');
    return ({ kind }) => (kind === 'view') === isView;
  }
  const isChanged =
    /^(?:into|update|references|table)$/.test(behind(1)) ||
    (behind(1) === 'from' && behind(2) === 'delete') ||
    tree.word === 'IndexStmt';
  return isChanged ? ({ kind }) => !kind.includes('view') : () => true;
}

function expressionItems(caret: Caret): readonly Completion[] {
  const { level } = caret;
  const joins = joinConditionsAt(caret).map((condition) =>
    plain(caret, 'join', condition, ranks.join, 'join condition'),
  );
  const columns: Completion[] = [];
  const sources: Completion[] = [];
  let depth = 0;
  for (const at of levelsFrom(level)) {
    const shown = at.sources.filter(({ isQualifiedOnly }) => !isQualifiedOnly);
    const counts = new Map<string, number>();
    for (const { columns: own } of shown)
      for (const { name } of own) counts.set(name, (counts.get(name) ?? 0) + 1);
    const rank = depth === 0 ? ranks.column : ranks.outer;
    for (const source of shown)
      for (const column of source.columns) {
        const isClear =
          (counts.get(column.name) ?? 0) < 2 || at.merged.some(({ name }) => name === column.name);
        const text =
          isClear || source.name === undefined
            ? column.name
            : `${quoteName(source.name)}.${quoteName(column.name)}`;
        columns.push(columnItem(caret, column, text, rank, isClear ? undefined : text));
      }
    for (const { name } of at.sources)
      if (name !== undefined)
        sources.push({
          ...plain(caret, 'alias', name, ranks.source, 'table of the query'),
          text: quoteName(name),
        });
    if (shown.length > 0) depth++;
    for (const output of at.outputs)
      if (isSorted(caret) && output.entities.some(({ kind }) => kind === 'output'))
        columns.push(columnItem(caret, output, output.name, ranks.own));
  }
  const variables = variableItems(caret, ranks.variable);
  return [...joins, ...columns, ...variables, ...sources, ...functionItems(caret)];
}

/** Parameters and variables. */
const variableItems = (caret: Caret, rank: number): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ variables }) =>
    [...variables]
      .filter(([name]) => !name.startsWith(' '))
      .map(([, entity]) => named(caret, 'variable', entity.name, rank, entity.type ?? entity.kind)),
  );

/** What WINDOW defines. */
const windowItems = (caret: Caret): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ variables }) =>
    [...variables]
      .filter(([name]) => name.startsWith(' '))
      .map(([, { name }]) => named(caret, 'variable', name, ranks.own, 'window')),
  );

/** FOR UPDATE OF names what FROM reads. */
const lockedItems = (caret: Caret): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ sources }) =>
    sources.flatMap(({ name }) =>
      name === undefined ? [] : [named(caret, 'alias', name, ranks.own, 'table of the query')],
    ),
  );

/** USING takes columns that both sides of the join have. */
function sharedItems(caret: Caret, node: SyntaxNode): readonly Completion[] {
  const { level, text } = caret;
  const [joined, ...others] = level.sources.toReversed();
  const list = enclosing(node, 'list');
  const written = childrenOf(list, 'name', 'column').map((name) => nameOf(text, name));
  const left = new Set(others.flatMap(({ columns }) => columns.map(({ name }) => name)));
  return (joined?.columns ?? [])
    .filter(({ name }) => left.has(name) && !written.includes(name))
    .map((column) => columnItem(caret, column, column.name, ranks.own));
}

const isSorted = ({ node }: Caret): boolean =>
  enclosing(node, 'clause', 'order by') !== undefined || enclosing(node, 'clause', 'group by') !== undefined;

function functionItems(caret: Caret): readonly Completion[] {
  return [
    ...routineItems(caret, ({ kind, schema }) => kind !== 'procedure' && !systemSchemas.has(schema)),
    ...[...grammarFunctions, ...commonFunctions].map((name) => callItem(caret, name, ranks.builtin)),
    ...bareFunctions.map((name) =>
      plain(caret, 'function', cased(caret, name.toUpperCase()), ranks.builtin, 'function'),
    ),
  ];
}

function routineItems(caret: Caret, wants: (routine: Routine) => boolean): readonly Completion[] {
  const { known } = caret;
  const schemas = [...new Set([...known.schemas()].map(({ name }) => name))].filter(
    (name) => !systemSchemas.has(name),
  );
  return routinesOf(known, schemas)
    .filter(wants)
    .map((routine) => routineItem(caret, routine, ranks.function));
}

function typeItems(caret: Caret): readonly Completion[] {
  const { node, known, file, tree } = caret;
  const isStored = enclosing(node, 'definition') !== undefined && tree.word !== 'CreateFunctionStmt';
  const names = [...storableTypes(file.script.asOf), ...(isStored ? [] : queryTypes)];
  const builtIn = names.map((name, at) =>
    plain(caret, 'type', cased(caret, name, 'type'), ranks.column + at / 100, 'type'),
  );
  const path = known.searchPath;
  const own = [...known.schemas()]
    .filter(({ name }) => !systemSchemas.has(name))
    .flatMap(({ name: schema, types }) =>
      [...types.values()]
        .filter(({ kind }) => kind === 'domain' || (!isStored && kind !== 'shell'))
        .map((type) => ({
          ...plain(caret, 'type', type.name, ranks.own, type.kind),
          text: path.includes(schema) ? quoteName(type.name) : `${quoteName(schema)}.${quoteName(type.name)}`,
        })),
    );
  return [...own, ...builtIn, ...rowTypeItems(caret)];
}

/** A function answers rows too, and a variable holds one. */
function rowTypeItems(caret: Caret): readonly Completion[] {
  const { behind, known, node } = caret;
  const isResult = behind(1) === 'returns';
  const isVariable = enclosing(node, 'declaration') !== undefined;
  const words = isResult ? ['TABLE', 'SETOF', 'void'] : isVariable ? ['record'] : [];
  const keywords = words.map((word) =>
    plain(caret, 'keyword', word === word.toUpperCase() ? cased(caret, word) : word, ranks.keyword),
  );
  if (!isVariable && behind(1) !== 'setof') return keywords;
  const path = known.searchPath.filter((schema) => !systemSchemas.has(schema));
  const rows = relationsOf(known, path).map((relation) => {
    const item = relationItem(caret, relation, relation.name, ranks.function);
    return isVariable ? { ...item, text: `${item.text}%ROWTYPE`, label: `${item.label}%ROWTYPE` } : item;
  });
  return [...keywords, ...rows];
}

function constraintItems(caret: Caret): readonly Completion[] {
  const { relation } = caret.level.sources[0] ?? {};
  return (relation?.constraints ?? []).map((constraint) => ({
    ...plain(caret, 'value', constraint.name, ranks.own, constraint.kind),
    text: quoteName(constraint.name),
  }));
}

function indexItems(caret: Caret): readonly Completion[] {
  return [...caret.known.schemas()]
    .filter(({ name }) => !systemSchemas.has(name))
    .flatMap(({ indexes }) => [...indexes.values()])
    .filter(({ constraint }) => constraint === undefined)
    .map((index) => ({
      ...plain(caret, 'value', index.name, ranks.own, `index on ${index.table}`),
      text: quoteName(index.name),
    }));
}

function parameterItems(caret: Caret): readonly Completion[] {
  const { behind, known } = caret;
  if (behind(1) === '=' || (behind(1) === 'to' && behind(2) !== 'set')) {
    const name = behind(3) === '.' ? `${behind(4)}.${behind(2)}` : behind(2);
    const schemas =
      name === 'search_path'
        ? [...new Set([...known.schemas()].map((one) => one.name))].filter((one) => !systemSchemas.has(one))
        : [];
    return [...parameterValues(name), ...schemas, 'DEFAULT'].map((value) =>
      plain(caret, 'value', value, ranks.own, name),
    );
  }
  const words = keywordItems(caret, continuationOf(caret.file.workspace.grammar, caret.before));
  if (!/^(?:set|show|reset|local|session)$/.test(behind(1))) return words;
  return [
    ...settableParameters.map((name) => plain(caret, 'parameter', name, ranks.own, 'session parameter')),
    ...words,
  ];
}

function keywordItems(caret: Caret, { keywords }: Continuation): readonly Completion[] {
  const { before, behind, language } = caret;
  if (language === 'plpgsql' && isStatementStart(caret))
    return plpgsqlKeywords.map((word) => plain(caret, 'keyword', cased(caret, word), ranks.likely));
  const isAsync = /^\s*(?:create\s+(?:unique\s+)?index|alter\s+table)\s*$/i.test(withoutComments(before));
  const async = isAsync
    ? [plain(caret, 'keyword', cased(caret, 'ASYNC'), ranks.value, 'built by a job')]
    : [];
  return [
    ...async,
    ...keywords.map((word) => plain(caret, 'keyword', cased(caret, word), rankOfKeyword(word, behind))),
  ];
}

const withoutComments = (text: string): string => text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

/** What begins a statement comes in the order of its list; what is likely next before all else. */
function rankOfKeyword(word: string, behind: Caret['behind']): number {
  if (behind(1) === '') return ranks.keyword;
  if (word === 'CACHE' && behind(1) === '(') return ranks.value;
  return likelyWords.has(word) ? ranks.keyword - 0.1 : ranks.keyword;
}

const likelyWords = new Set(['FROM', 'WHERE', 'JOIN', 'VALUES', 'SET', 'ON', 'AND']);

const isStatementStart = ({ behind, node }: Caret): boolean =>
  /^(?:;|begin|then|else|loop|declare|)$/.test(behind(1)) ||
  (node.kind === 'statement' && node.word === 'UnknownStmt');

function snippetItems(caret: Caret): readonly Completion[] {
  if (caret.behind(1) !== '') return [];
  return snippets.map(({ label, detail, body }) => ({
    ...plain(caret, 'snippet', label, ranks.snippet, detail),
    text: body,
    isSnippet: true,
  }));
}

// Items

function plain(
  { typedSpan: span }: Caret,
  kind: CompletionKind,
  label: string,
  rank: number,
  detail = '',
): Completion {
  return { label, kind, text: label, isSnippet: false, span, rank, detail, entity: undefined };
}

const named = (
  caret: Caret,
  kind: CompletionKind,
  name: string,
  rank: number,
  detail: string,
): Completion => ({ ...plain(caret, kind, name, rank, detail), text: quoteName(name) });

function columnItem(
  caret: Caret,
  { name, entities: [entity] }: ScopeColumn,
  text: string,
  rank: number,
  label = name,
): Completion {
  const { column, relation, type } = entity ?? {};
  const told = column ? describeColumn(column) : '';
  return {
    ...plain(caret, 'column', label, rank),
    text: text === name ? quoteName(name) : text,
    detail: [type, told].filter((word) => word !== undefined && word !== '').join(' '),
    entity: entity && { kind: 'column', name, schema: entity.schema, table: relation?.name },
  };
}

function relationItem(caret: Caret, relation: Relation, text: string, rank: number): Completion {
  const isQualified = text !== relation.name;
  return {
    ...plain(
      caret,
      relation.kind.includes('view') ? 'view' : 'table',
      isQualified ? text : relation.name,
      rank,
      relation.kind,
    ),
    text: isQualified ? text : quoteName(relation.name),
    entity: { kind: 'table', name: relation.name, schema: relation.schema },
  };
}

const callItem = (caret: Caret, name: string, rank: number): Completion => ({
  ...plain(caret, 'function', name, rank, 'function'),
  text: `${name}($0)`,
  isSnippet: true,
  entity: { kind: 'function', name, schema: 'pg_catalog' },
});

function routineItem(caret: Caret, routine: Routine, rank: number): Completion {
  const takes = routine.parameters.some(({ mode }) => mode !== 'out' && mode !== 'table');
  return {
    ...plain(caret, 'function', routine.name, rank, signatureOf(routine)),
    text: `${quoteName(routine.name)}(${takes ? '$0' : ''})`,
    isSnippet: takes,
    entity: { kind: 'function', name: routine.name, schema: routine.schema },
  };
}

const relationsOf = (known: Lookup, schemas: readonly string[]): readonly Relation[] => {
  const found = new Map<string, Relation>();
  for (const schema of known.schemas())
    if (schemas.includes(schema.name))
      for (const { name } of schema.relations.values()) {
        const relation = known.relation({ schema: schema.name, name });
        if (relation) found.set(`${schema.name}.${name}`, relation);
      }
  return [...found.values()];
};

const routinesOf = (known: Lookup, schemas: readonly string[]): readonly Routine[] => {
  const found = new Map<string, Routine>();
  for (const schema of known.schemas())
    if (schemas.includes(schema.name))
      for (const [first] of schema.routines.values())
        if (first && !found.has(first.name)) found.set(first.name, first);
  return [...found.values()];
};

function unquote(written: string): string | undefined {
  if (written.startsWith('"')) return written.slice(1, -1).replaceAll('""', '"');
  return /^[\p{L}_][\w$\u0080-\uffff]*$/u.test(written) ? written : undefined;
}

/** A keyword as the person writes them. Types are lower case unless keywords and types are not. */
function cased({ typed, before, file }: Caret, word: string, kind: 'keyword' | 'type' = 'keyword'): string {
  const sample = /[a-z]/i.test(typed)
    ? typed
    : (/[a-z]+/i.exec(withoutComments(before))?.[0] ?? firstKeyword(file.text));
  if (kind === 'type')
    return /^[A-Z]/.test(typed) && typed === typed.toUpperCase() ? word.toUpperCase() : word;
  return sample !== undefined && sample === sample.toLowerCase() ? word.toLowerCase() : word;
}

const firstKeyword = (text: string): string | undefined =>
  /(?:^|\n)\s*(select|insert|update|delete|create|alter|with|drop|begin)\b/i.exec(text.slice(0, 10_000))?.[1];

/** Of items of one kind and label the first. */
function unique(items: readonly Completion[]): readonly Completion[] {
  const seen = new Set<string>();
  return items.filter(({ kind, label, text }) => {
    const key = `${kind === 'keyword' ? 'keyword' : ''} ${label} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
