import { formatType } from '../catalog/formatType.js';
import type { Lookup } from '../catalog/layered.js';
import type { Facts } from '../lint/script/facts.js';
import type { Issue } from '../semantics/infer/context.js';
import { typesIn } from '../semantics/infer/types.js';
import { resolve } from '../semantics/resolve/query.js';
import { quoteName, unquoted } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import { parseStatement } from '../syntax/parse.js';
import { rangeOf, syntaxOf } from '../syntax/rangeOf.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { descendantsOf, enclosing, nameOf, nodeAtToken, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { closest } from '../text/closest.js';
import { query } from '../text/memo.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import { insertProblems } from './insertProblems.js';
import { type NameProblem, problem } from './nameProblem.js';
import type { Binding } from './names/bind.js';
import type { Entity } from './names/entity.js';
import type { NameLevels } from './names/reader.js';
import { columnOf, levelsFrom } from './names/scope.js';
import {
  bindingOf,
  isMadeLater,
  knownAt,
  type PlacedStatement,
  statementOf,
  type WorkspaceFile,
} from './workspace.js';

/**
 * Checks the names of a file's statements, a step for each. What was found in a statement is kept while its text and all
 * DDL stay the same. It says something only where all tables that a query reads are known whole. `most` statements are
 * read that are not known yet: asked again, it goes on with the next ones.
 */
export function createNameCheck(): (file: WorkspaceFile, most?: number) => Steps<CheckedNames> {
  let ddl: readonly Facts[] = [];
  let server: unknown;
  let files = new Map<string, ReadonlyMap<string, readonly NameProblem[]>>();
  let nearest: Nearest = new Map();
  return function* (file, most = Number.POSITIVE_INFINITY) {
    const now = ddlOf(file);
    const isSame =
      server === file.workspace.server &&
      ddl.length === now.length &&
      now.every((one, at) => one === ddl[at]);
    if (!isSame) {
      files = new Map();
      nearest = new Map();
    }
    ddl = now;
    server = file.workspace.server;
    if (includesFiles(file)) return { problems: [], isWhole: true };
    const before = files.get(file.path);
    const current = new Map<string, readonly NameProblem[]>(before);
    files.set(file.path, current);
    const used = new Set<string>();
    const found: NameProblem[] = [];
    let behind = 0;
    let read = 0;
    for (const [at, span] of file.statements.entries()) {
      if ((file.script.statements[file.first + at]?.facts.ddl.length ?? 0) > 0) behind++;
      const text = file.text.slice(span.start, span.end);
      if (!mayName.test(text)) continue;
      const key = `${behind} ${text}`;
      let kept = current.get(key);
      if (!kept) {
        if (++read > most) continue;
        yield;
        kept = checked(file, at, nearest);
        current.set(key, kept);
      }
      used.add(key);
      found.push(...kept.map((one) => ({ ...one, span: shiftSpan(one.span, span.start) })));
    }
    for (const key of current.keys()) if (!used.has(key)) current.delete(key);
    return { problems: found, isWhole: read <= most };
  };
}

export interface CheckedNames {
  readonly problems: readonly NameProblem[];
  /** Whether every statement was read. */
  readonly isWhole: boolean;
}

/** What an included file makes is not known. */
const includesFiles = ({ script }: WorkspaceFile): boolean =>
  script.metaCommands.some(({ start }) => includesFile.test(script.text.slice(start, start + 20)));

const includesFile = /^\\(?:i|ir|include|include_relative)\b/;

const ddlOf = ({ workspace }: WorkspaceFile): readonly Facts[] =>
  [...new Set(workspace.files.map(({ script }) => script))].flatMap(({ statements }) =>
    statements.flatMap(({ facts }) => (facts.ddl.length > 0 ? [facts] : [])),
  );

const mayName =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|insert|update|delete|merge|with|explain|\(|create\s+(?:or\s+replace\s+)?(?:view|function)\b|create\s+(?:unique\s+)?index\b|alter\s+table\b)/i;

/** The table that an unknown one may be meant as, as long as no table changes. */
type Nearest = Map<string, string | undefined>;

/** A statement, or one of a body, that is checked by itself. */
interface Checked {
  readonly file: WorkspaceFile;
  readonly placed: PlacedStatement;
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  readonly levels: NameLevels;
  readonly binding: Binding;
  readonly known: Lookup;
}

/** Spans are relative to the statement. */
function checked(file: WorkspaceFile, at: number, nearest: Nearest): readonly NameProblem[] {
  const placed = statementOf(file, at);
  if (!placed) return [];
  // What a tool fills in may be anything.
  if (placed.text.tokens.some(({ kind }) => kind === 'placeholder')) return [];
  const binding = bindingOf(placed);
  if (readsLaterTable(binding, placed)) return [];
  const whole = { file, placed, binding, known: knownAt(placed) };
  const { text, tree } = placed;
  const own = problemsIn({ ...whole, text, tree, levels: binding.levels });
  const inBody = binding.pieces.flatMap(({ piece, levels }) => {
    if (piece.language !== 'sql') return [];
    const found = problemsIn({ ...whole, text: piece.text, tree: piece.tree, levels });
    return found.map((one) => ({
      ...one,
      span: { start: piece.offsetAt(one.span.start), end: piece.offsetAt(one.span.end) },
    }));
  });
  return [
    ...own,
    ...inBody,
    ...(own.length + inBody.length > 0 ? [] : misspeltTables(binding, whole.known, nearest)),
  ];
}

function problemsIn(one: Checked): readonly NameProblem[] {
  const { file, text, tree, known, levels } = one;
  const statement = parseStatement(file.workspace.grammar, text);
  const { node } = statement;
  if (!node || statement.syntaxError || statement.isTooDeep) return [];
  if ('AlterTableStmt' in node || 'RenameStmt' in node || 'IndexStmt' in node) return listedColumns(one);
  const queried = queryIn(node);
  if (!queried) return [];
  const { issues } = resolve(typesIn({ ...known, isComplete: false }), queried);
  return [
    ...issues.flatMap((issue) => ofIssue(statement, one, issue) ?? []),
    ...misspeltFunctions(one),
    ...insertProblems(text, tree, levels),
    ...queriesOfWith(one),
  ];
}

/** The query or the change that a statement holds. */
function queryIn(node: NonNullable<Statement['node']>): NonNullable<Statement['node']> | undefined {
  if ('ViewStmt' in node) return node.ViewStmt.query;
  if ('ExplainStmt' in node) return node.ExplainStmt.query;
  const isQuery =
    'SelectStmt' in node ||
    'InsertStmt' in node ||
    'UpdateStmt' in node ||
    'DeleteStmt' in node ||
    'MergeStmt' in node;
  return isQuery ? node : undefined;
}

/** Columns of CREATE INDEX and ALTER TABLE. */
function listedColumns({ file, placed, text, tree, binding }: Checked): readonly NameProblem[] {
  if (/\bif\s+exists\b/i.test(text.text)) return [];
  return [...binding.subjects].flatMap(([node, source]): readonly NameProblem[] => {
    const name = nameOf(text, node);
    if (!source.isComplete || !enclosing(node, 'statement', tree.word)) return [];
    const own = file.script.statements[file.first + placed.at]?.facts;
    if (columnOf(source, name) || isElsewhere(binding, file, name, own)) return [];
    // A column that the same statement adds.
    if (text.text.toLowerCase().split(name.toLowerCase()).length > 2) return [];
    const suggestion = closest(
      name,
      source.columns.map((column) => column.name),
    );
    return [unknownColumn(name, spanOf(text, node), suggestion)];
  });
}

const unknownColumn = (name: string, span: Span, suggestion: string | undefined): NameProblem =>
  problem(
    'unknown-column',
    span,
    `The column "${name}" does not exist here${meant(suggestion)}.`,
    suggestion && quoteName(suggestion),
  );

const meant = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `: "${suggestion}" may be meant`;

/** A function that neither a file nor the server has, and whose name is nearly that of one. */
function misspeltFunctions({ text, tree, known }: Checked): readonly NameProblem[] {
  return [...descendantsOf(tree, 'name', 'function')].flatMap((node): readonly NameProblem[] => {
    const name = nameOf(text, node);
    const isAlone = node.first === node.last && node.parent?.kind === 'call';
    if (!isAlone || name.length < 5 || known.routines({ schema: undefined, name }).length > 0) return [];
    if (grammarCalls.has(name) || name.startsWith('pg_')) return [];
    const names = [...known.schemas()].flatMap(({ routines }) =>
      [...routines.values()].flatMap(([first]) => first?.name ?? []),
    );
    const suggestion = closest(name, names);
    if (suggestion === undefined || suggestion === `${name}s` || name === `${suggestion}s`) return [];
    const message = `There is no function "${name}" here: "${suggestion}" may be meant.`;
    return [problem('unknown-function', spanOf(text, node), message, quoteName(suggestion))];
  });
}

/** What the grammar reads as a call and no catalog lists. */
const grammarCalls = new Set(
  'coalesce nullif greatest least extract overlay position substring trim treat normalize grouping exists xmlelement xmlforest xmlconcat xmlparse xmlpi xmlroot xmlserialize xmlexists row cast'.split(
    ' ',
  ),
);

/** Queries of WITH that have one name, and those that nobody reads. */
function queriesOfWith({ text, tree, binding }: Checked): readonly NameProblem[] {
  return [...descendantsOf(tree, 'clause', 'with')].flatMap((clause) => {
    const names = clause.children.map((cte) =>
      nameOf(
        text,
        cte.children.find(({ kind }) => kind === 'name'),
      ),
    );
    const seen = new Set<string>();
    return clause.children.flatMap((cte): readonly NameProblem[] => {
      const node = cte.kind === 'cte' ? cte.children.find(({ kind }) => kind === 'name') : undefined;
      if (!node) return [];
      const [name, span] = [nameOf(text, node), spanOf(text, node)];
      if (seen.has(name))
        return [problem('duplicate-name', span, `Another query of this WITH is called "${name}" too.`)];
      seen.add(name);
      const changes = [...descendantsOf(cte, 'statement')].some(({ word }) => word !== 'SelectStmt');
      const entity = binding.occurrences.find(
        (one) => one.entity.kind === 'cte' && one.role === 'declaration' && one.span.start === span.start,
      )?.entity;
      const isRead = binding.occurrences.some(
        (one) => one.entity.key === entity?.key && one.role !== 'declaration',
      );
      const isAlone = names.filter((other) => other === name).length === 1;
      if (!entity || isRead || changes || !isAlone) return [];
      return [problem('unused-query', span, `Nothing reads the query "${name}".`)];
    });
  });
}

/** Whether a table is made only further down in the file: where the statement stands, it is another one. */
const readsLaterTable = ({ occurrences }: Binding, placed: PlacedStatement): boolean =>
  occurrences.some(({ entity: { relation } }) => relation?.origin && isMadeLater(placed, relation));

function ofIssue(statement: Statement, one: Checked, issue: Issue): NameProblem | undefined {
  const { sqlstate, node, subject } = issue;
  if (subject === '') return undefined;
  if (sqlstate === '42804' || sqlstate === '42883') return unfit(statement, issue);
  const range = rangeOf(statement, node);
  if (!range) return undefined;
  const tokens = statement.tokens.slice(range.first, range.last + 1);
  const isSubject = ({ start, end }: Span) => unquoted(statement.text.slice(start, end)) === subject;
  const token = sqlstate === '42P01' ? tokens.find(isSubject) : tokens.findLast(isSubject);
  if (!token) return undefined;
  const span = { start: token.start, end: token.end };
  if (sqlstate === '42703') {
    if (isElsewhere(one.binding, one.file, subject) || isVariable(one, token.start, subject))
      return undefined;
    return unknownColumn(subject, span, closest(subject, columnsIn(one.levels)));
  }
  if (sqlstate === '42702')
    return problem(
      'ambiguous-column',
      span,
      `The column "${subject}" is ambiguous: several tables of the query have one.`,
    );
  if (sqlstate === '42712')
    return problem('duplicate-name', span, `Another table of this FROM is called "${subject}" too.`);
  if (sqlstate === '42P01' && 'fields' in node) {
    if (isVariable(one, token.start, subject)) return undefined;
    const suggestion = closest(subject, sourcesIn(one.levels));
    return problem(
      'unknown-alias',
      span,
      `No table of this query is called "${subject}"${meant(suggestion)}.`,
      suggestion && quoteName(suggestion),
    );
  }
  return undefined;
}

/** A parameter of the function whose body is read, or the function itself before the name of one. */
function isVariable({ text, levels, placed }: Checked, offset: number, name: string): boolean {
  if (text === placed.text) return false;
  const token = text.tokens.findIndex(({ start }) => start === offset);
  const nodes: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = nodeAtToken(treeOf(text), token); at; at = at.parent) nodes.push(at);
  const level = nodes.flatMap((node) => levels.get(node) ?? [])[0] ?? [...levels.values()][0];
  const isNamed = level ? [...levelsFrom(level)].some(({ variables }) => variables.has(name)) : true;
  const called = placed.tree.children.find(({ kind }) => kind === 'name');
  return isNamed || (called !== undefined && nameOf(placed.text, called) === name);
}

/** Two sides of an operator that has nothing for their types, and a value that its column does not take. */
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
  const told = `A column of type ${formatted(subject)} does not take a value of this type.`;
  return isStored ? problem('types-do-not-fit', span, told) : undefined;
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

const formatted = (type: string): string =>
  type.endsWith('[]')
    ? `${formatted(type.slice(0, -2))}[]`
    : formatType({ schema: undefined, name: type, modifiers: [], dimensions: 0 });

/** Whether a table of the query has the column in another file, or at another time. */
function isElsewhere(
  { occurrences }: Binding,
  { workspace }: WorkspaceFile,
  column: string,
  except?: Facts,
): boolean {
  // A table that has the column now is not the one that it is looked for in.
  const tables = new Set(
    occurrences.flatMap(({ entity: { relation } }) =>
      relation && !relation.columns.some(({ name }) => name === column) ? [relation.name] : [],
    ),
  );
  const names = [...tables].map((table) => JSON.stringify(table));
  return workspace.files.some(
    ({ script, text }) =>
      text.toLowerCase().includes(column.toLowerCase()) &&
      script.statements.some(
        ({ facts }) =>
          facts !== except &&
          query(changesTold, facts).some(
            (told) => told.includes(JSON.stringify(column)) && names.some((name) => told.includes(name)),
          ),
      ),
  );
}

const changesTold = ({ ddl }: Facts): readonly string[] => ddl.map((change) => JSON.stringify(change));

const columnsIn = (levels: NameLevels): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) =>
    sources.flatMap(({ columns }) => columns.map(({ name }) => name)),
  );

const sourcesIn = (levels: NameLevels): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) => sources.flatMap(({ name }) => name ?? []));

/** A table that no file makes, and whose name is nearly that of one that a file makes. */
function misspeltTables({ occurrences }: Binding, known: Lookup, nearest: Nearest): readonly NameProblem[] {
  return occurrences.flatMap(({ span, role, entity }): readonly NameProblem[] => {
    const isUnknown =
      entity.kind === 'table' && !entity.relation && role !== 'declaration' && !entity.isLocal;
    if (!isUnknown) return [];
    const key = `${entity.schema}.${entity.name}`;
    if (!nearest.has(key)) nearest.set(key, nearestTable(entity, known));
    const suggestion = nearest.get(key);
    // `order` and `orders` may both be there.
    if (suggestion === undefined || suggestion === `${entity.name}s` || entity.name === `${suggestion}s`)
      return [];
    const message = `No file here makes a table "${entity.name}": "${suggestion}" may be meant.`;
    return [problem('unknown-table', span, message, quoteName(suggestion))];
  });
}

function nearestTable({ name: written, schema }: Entity, known: Lookup): string | undefined {
  const names = [...known.schemas()]
    .filter(({ name }) => name === schema)
    .flatMap(({ relations }) =>
      [...relations.values()]
        .filter(({ origin, hasAllColumns }) => origin !== undefined || hasAllColumns)
        .map(({ name }) => name),
    );
  return closest(written, names);
}
