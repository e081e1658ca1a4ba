import type { Lookup } from '../catalog/layered.js';
import type { Relation } from '../catalog/model.js';
import { columnNamed } from '../catalog/partNamed.js';
import type { Facts } from '../lint/script/facts.js';
import type { Issue } from '../semantics/infer/context.js';
import { refuses } from '../semantics/infer/literal.js';
import { nameOfType, type Types, typesIn } from '../semantics/infer/types.js';
import { ofType } from '../semantics/infer/value.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import { noParameters, type Parameters } from '../semantics/resolve/scope.js';
import { quoteName, reserved, unquoted } from '../syntax/names.js';
import type { SyntaxNode, TokenRange } from '../syntax/node.js';
import { parseStatement } from '../syntax/parse.js';
import type { NamesAt } from '../syntax/plpgsqlNames.js';
import { rangeOf, syntaxOf } from '../syntax/rangeOf.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { descendantsOf, enclosing, nameOf, nodeAtToken, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { closestIn, indexNames, type NameIndex } from '../text/closest.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';
import { insertProblems, writtenTwice } from './insertProblems.js';
import { type NameProblem, problem } from './nameProblem.js';
import type { Binding } from './names/bind.js';
import type { Entity } from './names/entity.js';
import type { NameLevels } from './names/reader.js';
import { columnOf, levelsFrom, type Source } from './names/scope.js';
import { knownIn, type PlacedStatement, type Workspace, type WorkspaceFile } from './workspace.js';

/** A statement, or one of a body, that is checked on its own. */
export interface Checked {
  readonly file: WorkspaceFile;
  readonly placed: PlacedStatement;
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  readonly levels: NameLevels;
  readonly binding: Binding;
  readonly known: Lookup;
  /** Names that are not known are added to it. */
  readonly unknown: Set<string>;
  /** The variables of the PL/pgSQL body around it. */
  readonly variables?: NamesAt;
  /** Whether the body says nothing of names that are both a variable and a column, which the server refuses. */
  readonly areExclusive?: boolean;
}

/** A variable may be of any type. */
const variablesIn = ({ variables, areExclusive = false }: Checked): Parameters => ({
  numbered: () => ofType(undefined),
  named: (names) => (variables?.find(names) ? ofType(undefined) : undefined),
  areExclusive,
});

/** The problems in the names of a statement that is checked on its own. Spans are relative to its text. */
export function problemsIn(one: Checked): readonly NameProblem[] {
  const { file, text, tree, known, levels, placed } = one;
  const statement = parseStatement(file.workspace.grammar, text);
  const { node } = statement;
  if (!node || statement.syntaxError || statement.isTooDeep) return [];
  if (definingStatements.some((word) => word in node)) return definedColumns(one);
  const queries = queriesIn(node);
  if (queries.length === 0) return [];
  const types = typesIn({ ...known, isComplete: false });
  const isInBody = one.variables || placed.tree.word === 'CreateFunctionStmt';
  const parameters = isInBody ? variablesIn(one) : noParameters;
  const issues = queries.flatMap((queried) => resolve(types, queried, parameters).issues);
  return [
    ...issues.flatMap((issue) => ofForm(types, statement, issue) ?? ofIssue(statement, one, issue) ?? []),
    ...misspeltFunctions(one),
    ...insertProblems(text, tree, levels),
    ...writtenTwice(text, tree),
    ...queriesOfWith(one),
  ];
}

/** Statements that name columns of a table in lists, and in expressions without a query. */
const definingStatements = [
  'CreateStmt',
  'AlterTableStmt',
  'RenameStmt',
  'IndexStmt',
  'GrantStmt',
  'CommentStmt',
];

/** The columns that a definition names. */
function definedColumns({ file, placed, text, tree, binding }: Checked): readonly NameProblem[] {
  if (/\bif\s+exists\b/i.test(text.text)) return [];
  const words = new Map<string, number>();
  for (const { start, end } of text.tokens) {
    const word = unquoted(text.text.slice(start, end)).toLowerCase();
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  const listed = [...binding.subjects].filter(([node]) => enclosing(node, 'statement', tree.word));
  const read = [...descendantsOf(tree, 'column')].flatMap((node) => {
    const source = sourceOfExpression(text, node, binding.levels);
    return source ? [[node, source] as const] : [];
  });
  return [...listed, ...read].flatMap(([node, source]): readonly NameProblem[] => {
    const name = nameOf(text, node);
    if (!source.isComplete || systemColumns.has(name)) return [];
    const own = file.script.statements[file.first + placed.at]?.facts;
    if (columnOf(source, name) || isElsewhere(binding, file, name, own)) return [];
    // A column that the same statement adds.
    if ((words.get(name.toLowerCase()) ?? 0) > 1) return [];
    const suggestion = closestIn(query(columnNames, source), name);
    return [unknownColumn(name, spanOf(text, node), suggestion)];
  });
}

/** The table that an unqualified name in a CHECK, a generated column or an index reads. */
function sourceOfExpression(text: StatementText, node: SyntaxNode, levels: NameLevels): Source | undefined {
  const isRead =
    enclosing(node, 'constraint', 'check') ??
    enclosing(node, 'constraint', 'generated') ??
    (enclosing(node, 'statement', 'IndexStmt') &&
      (enclosing(node, 'key') ?? enclosing(node, 'clause', 'where')));
  const token = text.tokens[node.first];
  if (!isRead || node.first !== node.last || !token) return undefined;
  const level = levels.get(node);
  const sources = level ? [...levelsFrom(level)].flatMap((at) => at.sources) : [];
  const [only, other] = sources;
  const name = nameOf(text, node);
  const isOther = (token.kind === 'word' && reserved.has(name)) || name === only?.entity?.name;
  return other || isOther ? undefined : only;
}

/** https://www.postgresql.org/docs/16/ddl-system-columns.html */
const systemColumns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

const columnNames = ({ columns }: Source): NameIndex => indexNames(columns.map(({ name }) => name));

const unknownColumn = (
  name: string,
  span: Span,
  suggestion: string | undefined,
  { variables }: Pick<Checked, 'variables'> = {},
): NameProblem =>
  problem(
    'unknown-column',
    span,
    variables
      ? `There is no variable or column "${name}" here${meant(suggestion)}.`
      : `The column "${name}" does not exist here${meant(suggestion)}.`,
    suggestion && quoteName(suggestion),
  );

/** What a message says of a name that is near the one that is written. */
export const meant = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `: "${suggestion}" may be meant`;

/** A function that neither a file nor the server has, and whose name is close to one that exists. */
function misspeltFunctions({ file, text, tree, known, unknown, variables }: Checked): readonly NameProblem[] {
  return [...descendantsOf(tree, 'name', 'function')].flatMap((node): readonly NameProblem[] => {
    const name = nameOf(text, node);
    const isAlone = node.first === node.last && node.parent?.kind === 'call';
    if (!isAlone || name.length < 4 || known.routines({ schema: undefined, name }).length > 0) return [];
    if (grammarCalls.has(name) || name.startsWith('pg_')) return [];
    // A cast may be written as a call of the type, and a cursor is opened like a function is called.
    if (known.type({ schema: undefined, name }) || variables?.find([name])) return [];
    unknown.add(name);
    const suggestion = closestIn(query(routineNames, file.workspace), name);
    if (suggestion === undefined || suggestion === `${name}s` || name === `${suggestion}s`) return [];
    const message = `There is no function "${name}" here: "${suggestion}" may be meant.`;
    return [problem('unknown-function', spanOf(text, node), message, quoteName(suggestion))];
  });
}

const routineNames = (workspace: Workspace): NameIndex =>
  indexNames(
    [...knownIn(workspace).schemas()].flatMap(({ routines }) =>
      [...routines.values()].flatMap(([first]) => first?.name ?? []),
    ),
  );

/** What the grammar reads as a call and no catalog lists. */
const grammarCalls = new Set(
  'json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value xmltable coalesce nullif greatest least extract overlay position substring trim treat normalize grouping exists xmlelement xmlforest xmlconcat xmlparse xmlpi xmlroot xmlserialize xmlexists row cast'.split(
    ' ',
  ),
);

/** Queries of WITH with the same name, and those that nothing reads. */
function queriesOfWith({ text, tree, binding }: Checked): readonly NameProblem[] {
  const clauses = [...descendantsOf(tree, 'clause', 'with')];
  if (clauses.length === 0) return [];
  const declared = new Map<number, Entity>();
  const read = new Set<string>();
  for (const { entity, role, span } of binding.occurrences)
    if (role !== 'declaration') read.add(entity.key);
    else if (entity.kind === 'cte') declared.set(span.start, entity);
  return clauses.flatMap((clause) => {
    const names = new Map<string, number>();
    for (const cte of clause.children) {
      const name = nameOf(
        text,
        cte.children.find(({ kind }) => kind === 'name'),
      );
      names.set(name, (names.get(name) ?? 0) + 1);
    }
    const seen = new Set<string>();
    return clause.children.flatMap((cte): readonly NameProblem[] => {
      const node = cte.kind === 'cte' ? cte.children.find(({ kind }) => kind === 'name') : undefined;
      if (!node) return [];
      const [name, span] = [nameOf(text, node), spanOf(text, node)];
      if (seen.has(name))
        return [problem('duplicate-name', span, `Another query of this WITH is called "${name}" too.`)];
      seen.add(name);
      const changes = [...descendantsOf(cte, 'statement')].some(({ word }) => word !== 'SelectStmt');
      const entity = declared.get(span.start);
      const isAlone = names.get(name) === 1;
      if (!entity || read.has(entity.key) || changes || !isAlone) return [];
      return [problem('unused-query', span, `Nothing reads the query "${name}".`)];
    });
  });
}

/** What is wrong with a literal, with a number of columns or of arguments, and with the name of a window. */
function ofForm(types: Types, statement: Statement, issue: Issue): NameProblem | undefined {
  const { sqlstate, node, subject, text, counts = [] } = issue;
  const range = tokensOf(statement, node);
  if (!range) return undefined;
  const tokens = statement.tokens.slice(range.first, range.last + 1);
  const [first = 0, second] = counts;
  if (sqlstate === '22P02' && text !== undefined && refuses(types, subject, text)) {
    const [literal, other] = tokens.filter(
      ({ kind, start, end }) => kind === 'string' && statement.text.slice(start + 1, end - 1) === text,
    );
    const message = `'${text}' is not a value of the type ${nameOfType(subject)}.`;
    return literal && !other ? problem('types-do-not-fit', literal, message) : undefined;
  }
  if (sqlstate === '42601' && second !== undefined) {
    const message = `This query returns ${counted(second, 'column')}, and the one before it ${counted(first, 'column')}.`;
    return problem('types-do-not-fit', spanOf(statement, range), message);
  }
  if (sqlstate === '42883' && counts.length > 0) {
    const name = tokens.find(({ start, end }) => unquoted(statement.text.slice(start, end)) === subject);
    const message = `No function "${subject}" takes ${counted(first, 'argument')}.`;
    return name && problem('unknown-function', { start: name.start, end: name.end }, message);
  }
  if (sqlstate !== '42704') return undefined;
  const name = tokens.find(({ start, end }) => unquoted(statement.text.slice(start, end)) === subject);
  const message = `This query has no window "${subject}".`;
  return name && problem('unknown-alias', { start: name.start, end: name.end }, message);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function ofIssue(statement: Statement, one: Checked, issue: Issue): NameProblem | undefined {
  const { sqlstate, node, subject } = issue;
  if (subject === '' || issue.counts) return undefined;
  if (sqlstate === '42804' || sqlstate === '42883') return unfit(statement, issue);
  const range = rangeOf(statement, node);
  if (!range) return undefined;
  const isSubject = ({ start, end }: Span) => unquoted(statement.text.slice(start, end)) === subject;
  // The list of USING stands behind the two sides.
  const isUsing = 'usingClause' in node;
  const tokens = isUsing
    ? statement.tokens.slice(range.last + 1)
    : statement.tokens.slice(range.first, range.last + 1);
  const token = sqlstate === '42P01' || isUsing ? tokens.find(isSubject) : tokens.findLast(isSubject);
  if (!token) return undefined;
  const span = { start: token.start, end: token.end };
  if (sqlstate === '42703') {
    if (isElsewhere(one.binding, one.file, subject) || isVariable(one, token.start, subject))
      return undefined;
    return unknownColumn(subject, span, closestIn(query(valueNames, one), subject), one);
  }
  if (sqlstate === '42702') {
    if (one.variables?.find([subject])) {
      // The body's directive for conflicts may choose the variable.
      if (!one.areExclusive) return undefined;
      const message = `"${subject}" is ambiguous: it is both a variable and a column here. Write the name of the table before the column.`;
      return problem('ambiguous-column', span, message);
    }
    return problem(
      'ambiguous-column',
      span,
      `The column "${subject}" is ambiguous: several tables of the query have one.`,
    );
  }
  if (sqlstate === '42712')
    return problem('duplicate-name', span, `Another table of this FROM is called "${subject}" too.`);
  if (sqlstate === '42P01' && 'fields' in node) {
    if (isVariable(one, token.start, subject)) return undefined;
    const suggestion = closestIn(query(sourceNames, one), subject);
    return problem(
      'unknown-alias',
      span,
      `No table${one.variables ? ' or variable' : ''} of this query is called "${subject}"${meant(suggestion)}.`,
      suggestion && quoteName(suggestion),
    );
  }
  return undefined;
}

/** Whether it is a parameter of the function around it, or the function itself qualifying one. */
function isVariable({ text, levels, placed, variables }: Checked, offset: number, name: string): boolean {
  if (placed.tree.word !== 'CreateFunctionStmt' || variables) return false;
  const token = text.tokens.findIndex(({ start }) => start === offset);
  const nodes: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = nodeAtToken(treeOf(text), token); at; at = at.parent) nodes.push(at);
  const level = nodes.flatMap((node) => levels.get(node) ?? [])[0] ?? [...levels.values()][0];
  const isNamed = level ? [...levelsFrom(level)].some(({ variables }) => variables.has(name)) : true;
  const called = placed.tree.children.find(({ kind }) => kind === 'name');
  return isNamed || (called !== undefined && nameOf(placed.text, called) === name);
}

/** Operands for which no operator exists, and a value that its column does not accept. */
function unfit(statement: Statement, { sqlstate, node, subject }: Issue): NameProblem | undefined {
  const syntax = placeOf(statement, node);
  if (!syntax) return undefined;
  const span = spanOf(statement, syntax);
  if (sqlstate === '42883')
    return /^[a-z_]/i.test(subject)
      ? undefined
      : problem('types-do-not-fit', span, `There is no operator ${subject} for the types of its two sides.`);
  let whole = syntax;
  while (whole.parent?.first === syntax.first && whole.parent.last === syntax.last) whole = whole.parent;
  const isStored = syntax.kind === 'assignment' || whole.parent?.kind === 'row';
  const told = `A column of type ${nameOfType(subject)} does not take a value of this type.`;
  return isStored ? problem('types-do-not-fit', span, told) : undefined;
}

/** Of a node, or of the one that it wraps. */
function tokensOf(statement: Statement, node: object): TokenRange | undefined {
  const [inner] = Object.values(node);
  return (
    rangeOf(statement, node) ?? (typeof inner === 'object' && inner ? rangeOf(statement, inner) : undefined)
  );
}

function placeOf(statement: Statement, node: object): SyntaxNode | undefined {
  const [inner] = Object.values(node);
  const found =
    syntaxOf(statement, node) ??
    (typeof inner === 'object' && inner ? syntaxOf(statement, inner) : undefined);
  if (found) return found;
  const range = rangeOf(statement, node);
  return range && { kind: 'expression', word: '', parent: undefined, children: [], ...range };
}

/** Whether a table of the query has the column in another file, or at another time. */
export function isElsewhere(
  { occurrences }: Binding,
  { workspace }: WorkspaceFile,
  column: string,
  except?: Facts,
): boolean {
  const ofColumn = factsTelling(workspace, column);
  if (ofColumn.size === 0) return false;
  // A table that has the column now is not the one in which it is missing.
  const lacking = query(relationsNamed, occurrences).filter((relation) => !columnNamed(relation, column));
  const tables = new Set(lacking.map(({ name }) => name));
  const counts = (facts: Facts) =>
    facts !== except && query(onlyMakes, facts).every((table) => tables.has(table));
  for (const table of tables) {
    const ofTable = factsTelling(workspace, table);
    const [few, many] = ofTable.size < ofColumn.size ? [ofTable, ofColumn] : [ofColumn, ofTable];
    for (const facts of few) if (many.has(facts) && counts(facts)) return true;
  }
  return false;
}

/** Whether a statement of DDL other than its own tells of a name. */
export const isToldElsewhere = (workspace: Workspace, name: string, own: Facts | undefined): boolean => {
  const told = factsTelling(workspace, name);
  return told.size > (own && told.has(own) ? 1 : 0);
};

const relationsNamed = (occurrences: Binding['occurrences']): readonly Relation[] => [
  ...new Set(occurrences.flatMap(({ entity: { relation } }) => relation ?? [])),
];

/** The statements that change the schema and tell a word. For many words they are read once. */
function factsTelling(workspace: Workspace, word: string): ReadonlySet<Facts> {
  const known = query(wordsAsked, workspace);
  if (known.size >= manyWords) return query(factsByWord, workspace).get(word) ?? new Set();
  const found =
    known.get(word) ??
    new Set(query(definingFacts, workspace).filter((facts) => query(wordsTold, facts).has(word)));
  known.set(word, found);
  return found;
}

const manyWords = 30;

/** The words that were asked for by now. */
const wordsAsked = (_workspace: Workspace): Map<string, ReadonlySet<Facts>> => new Map();

const definingFacts = ({ files }: Workspace): readonly Facts[] => [
  ...new Set(
    [...new Set(files.map(({ script }) => script))].flatMap(({ statements }) =>
      statements.flatMap(({ facts }) => (facts.ddl.length > 0 ? [facts] : [])),
    ),
  ),
];

function factsByWord(workspace: Workspace): ReadonlyMap<string, ReadonlySet<Facts>> {
  const found = new Map<string, Set<Facts>>();
  for (const facts of query(definingFacts, workspace))
    for (const word of query(wordsTold, facts)) {
      const known = found.get(word);
      if (known) known.add(facts);
      else found.set(word, new Set([facts]));
    }
  return found;
}

/** The name of the table that a statement makes of nothing but its own columns. */
function onlyMakes({ ddl }: Facts): readonly string[] {
  const [change, other] = ddl;
  if (change?.kind !== 'create relation' || other) return [];
  const { name, elements, query: source, inherits, ofType } = change;
  const isPlain = !source && !ofType && inherits.length === 0;
  return isPlain && elements.every(({ kind }) => kind === 'column') ? [name.name] : [];
}

/** Every word in the changes of a statement, without the columns that queries read. */
function wordsTold({ ddl }: Facts): ReadonlySet<string> {
  const words = new Set<string>();
  const read = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (typeof value === 'object' && value) for (const one of Object.values(value)) read(one);
  };
  read(ddl);
  return words;
}

const valueNames = (one: Checked): NameIndex => indexNames([...columnsIn(one.levels), ...variableNames(one)]);
const sourceNames = (one: Checked): NameIndex =>
  indexNames([...sourcesIn(one.levels), ...variableNames(one)]);

/** The variables of the body, without the numbers of parameters. */
const variableNames = ({ variables }: Pick<Checked, 'variables'>): readonly string[] =>
  [...(variables?.names() ?? [])].filter((name) => !name.startsWith('$'));

const columnsIn = (levels: NameLevels): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) =>
    sources.flatMap(({ columns }) => columns.map(({ name }) => name)),
  );

const sourcesIn = (levels: NameLevels): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) => sources.flatMap(({ name }) => name ?? []));
