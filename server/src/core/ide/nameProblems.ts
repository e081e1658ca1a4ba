import type { Lookup } from '../catalog/layered.js';
import type { Facts } from '../lint/script/facts.js';
import type { Issue } from '../semantics/infer/context.js';
import { typesIn } from '../semantics/infer/types.js';
import { resolve } from '../semantics/resolve/query.js';
import { quoteName, unquoted } from '../syntax/names.js';
import { parseStatement } from '../syntax/parse.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, childrenOf, clauseOf, descendantsOf, spanOf } from '../syntax/tree/nodes.js';
import { type Span, shiftSpan } from '../text/span.js';
import { closest } from './closest.js';
import type { Binding } from './names/bind.js';
import { bindingOf, knownAt, type PlacedStatement, statementOf, type WorkspaceFile } from './workspace.js';

/** A name of a query that means nothing, or too much, as far as the files and the server's own catalog tell. */
export interface NameProblem {
  readonly rule: 'unknown-column' | 'unknown-table' | 'unknown-alias' | 'ambiguous-column' | 'insert-values';
  readonly message: string;
  /** UTF-16 offsets into the file. */
  readonly span: Span;
  /** What may be meant, as SQL writes it. */
  readonly suggestion: string | undefined;
}

/**
 * Checks the names of a file's queries. What was found in a statement is kept while its text and all DDL stay the same. It
 * says something only where all tables that a query reads are known whole.
 */
export function createNameCheck(): (file: WorkspaceFile) => readonly NameProblem[] {
  let ddl: readonly Facts[] = [];
  let server: unknown;
  let files = new Map<string, ReadonlyMap<string, readonly NameProblem[]>>();
  return (file) => {
    const now = ddlOf(file);
    const isSame =
      server === file.workspace.server &&
      ddl.length === now.length &&
      now.every((one, at) => one === ddl[at]);
    if (!isSame) files = new Map();
    ddl = now;
    server = file.workspace.server;
    if (file.script.statements.length > mostStatements) return [];
    // What an included file makes is not known.
    if (
      file.script.metaCommands.some(({ start }) =>
        includesFile.test(file.script.text.slice(start, start + 20)),
      )
    )
      return [];
    const before = files.get(file.path);
    const current = new Map<string, readonly NameProblem[]>();
    files.set(file.path, current);
    const found: NameProblem[] = [];
    let behind = 0;
    for (const [at, span] of file.statements.entries()) {
      if ((file.script.statements[file.first + at]?.facts.ddl.length ?? 0) > 0) behind++;
      const text = file.text.slice(span.start, span.end);
      if (!isQuery.test(text)) continue;
      const key = `${behind} ${text}`;
      const kept = current.get(key) ?? before?.get(key) ?? checked(file, at);
      current.set(key, kept);
      found.push(...kept.map((one) => ({ ...one, span: shiftSpan(one.span, span.start) })));
    }
    return found;
  };
}

/** A check that takes longer than a person waits is none. */
const mostStatements = 150;

const includesFile = /^\\(?:i|ir|include|include_relative)\b/;

const ddlOf = ({ workspace }: WorkspaceFile): readonly Facts[] =>
  [...new Set(workspace.files.map(({ script }) => script))].flatMap(({ statements }) =>
    statements.flatMap(({ facts }) => (facts.ddl.length > 0 ? [facts] : [])),
  );

const isQuery = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|insert|update|delete|with|\()/i;

/** Spans are relative to the statement. */
function checked(file: WorkspaceFile, at: number): readonly NameProblem[] {
  const placed = statementOf(file, at);
  if (!placed) return [];
  // What a tool fills in may be anything.
  if (placed.text.tokens.some(({ kind }) => kind === 'placeholder')) return [];
  const statement = parseStatement(file.workspace.grammar, placed.text);
  const { node } = statement;
  if (!node || statement.syntaxError || statement.isTooDeep) return [];
  if (!('SelectStmt' in node || 'InsertStmt' in node || 'UpdateStmt' in node || 'DeleteStmt' in node))
    return [];
  const known = knownAt(placed);
  const binding = bindingOf(placed);
  if (readsLaterTable(binding, placed)) return [];
  const { issues } = resolve(typesIn({ ...known, isComplete: false }), node);
  return [
    ...issues.flatMap((issue) => ofIssue(statement, binding, file, issue) ?? []),
    ...misspeltTables(binding, known),
    ...wrongCounts(placed, binding),
  ];
}

/** Whether a table is made only further down in the file: where the statement stands, it is another one. */
function readsLaterTable(
  { occurrences }: Binding,
  { file: { script, first, statements }, at }: PlacedStatement,
): boolean {
  const [here, last] = [first + at, first + statements.length - 1].map(
    (number) => script.statements[number]?.span.end ?? 0,
  );
  return occurrences.some(({ entity: { relation } }) => {
    const { origin } = relation ?? {};
    if (origin?.source.text !== script.text) return false;
    return origin.statement.start >= (here ?? 0) && origin.statement.end <= (last ?? 0);
  });
}

function ofIssue(
  statement: Statement,
  binding: Binding,
  file: WorkspaceFile,
  { sqlstate, node, subject }: Issue,
): NameProblem | undefined {
  const range = rangeOf(statement, node);
  if (!range || subject === '') return undefined;
  const tokens = statement.tokens.slice(range.first, range.last + 1);
  const isSubject = ({ start, end }: Span) => unquoted(statement.text.slice(start, end)) === subject;
  const token = sqlstate === '42P01' ? tokens.find(isSubject) : tokens.findLast(isSubject);
  if (!token) return undefined;
  const span = { start: token.start, end: token.end };
  if (sqlstate === '42703') {
    if (isElsewhere(binding, file, subject)) return undefined;
    const suggestion = closest(subject, columnsIn(binding));
    return {
      rule: 'unknown-column',
      message: `The column "${subject}" does not exist here${suggestion === undefined ? '' : `: "${suggestion}" may be meant`}.`,
      span,
      suggestion: suggestion && quoteName(suggestion),
    };
  }
  if (sqlstate === '42702')
    return {
      rule: 'ambiguous-column',
      message: `The column "${subject}" is ambiguous: several tables of the query have one.`,
      span,
      suggestion: undefined,
    };
  if (sqlstate === '42P01' && 'fields' in node) {
    const suggestion = closest(subject, sourcesIn(binding));
    return {
      rule: 'unknown-alias',
      message: `No table of this query is called "${subject}"${suggestion === undefined ? '' : `: "${suggestion}" may be meant`}.`,
      span,
      suggestion: suggestion && quoteName(suggestion),
    };
  }
  return undefined;
}

/** Whether a table of the query has the column in another file, or at another time. */
function isElsewhere({ occurrences }: Binding, { workspace }: WorkspaceFile, column: string): boolean {
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
      script.statements.some(({ facts }) =>
        facts.ddl.some((change) => {
          const told = JSON.stringify(change);
          return told.includes(JSON.stringify(column)) && names.some((name) => told.includes(name));
        }),
      ),
  );
}

const columnsIn = ({ levels }: Binding): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) =>
    sources.flatMap(({ columns }) => columns.map(({ name }) => name)),
  );

const sourcesIn = ({ levels }: Binding): readonly string[] =>
  [...new Set([...levels.values()])].flatMap(({ sources }) => sources.flatMap(({ name }) => name ?? []));

/** A table that no file makes, and whose name is nearly that of one that a file makes. */
function misspeltTables({ occurrences }: Binding, known: Lookup): readonly NameProblem[] {
  return occurrences.flatMap(({ span, role, entity }): readonly NameProblem[] => {
    const isUnknown =
      entity.kind === 'table' && !entity.relation && role !== 'declaration' && !entity.isLocal;
    if (!isUnknown) return [];
    const names = [...known.schemas()]
      .filter(({ name }) => name === entity.schema)
      .flatMap(({ relations }) =>
        [...relations.values()].filter(({ origin }) => origin !== undefined).map(({ name }) => name),
      );
    const suggestion = closest(entity.name, names);
    // `order` and `orders` may both be there.
    if (suggestion === undefined || suggestion === `${entity.name}s` || entity.name === `${suggestion}s`)
      return [];
    return [
      {
        rule: 'unknown-table',
        message: `No file here makes a table "${entity.name}": "${suggestion}" may be meant.`,
        span,
        suggestion: quoteName(suggestion),
      },
    ];
  });
}

/** Rows of VALUES that are not as long as the list of columns. */
function wrongCounts({ text, tree }: PlacedStatement, { levels }: Binding): readonly NameProblem[] {
  return [...descendantsOf(tree, 'statement', 'InsertStmt')].flatMap((insert) => {
    const list = childOf(clauseOf(insert, 'insert into'), 'list', 'column');
    const target = levels.get(insert)?.sources[0];
    const listed = childrenOf(list, 'name', 'column').length;
    // A list that writes fields or elements names a column more than once.
    if (list && list.children.length !== listed) return [];
    const most = list ? listed : target?.isComplete ? target.columns.length : undefined;
    if (most === undefined || most === 0) return [];
    const values = childrenOf(insert, 'statement').flatMap((query) => childrenOf(query, 'select', 'values'));
    const rows = values.flatMap((select) => childrenOf(clauseOf(select, 'values'), 'row'));
    return rows.flatMap((row): readonly NameProblem[] => {
      const count = row.children.length;
      const span = spanOf(text, row);
      if (text.text.slice(span.start, span.end).includes('*') || count === 0) return [];
      if (count === most || (!list && count < most)) return [];
      const told = `${count} ${count === 1 ? 'value' : 'values'} for ${most} ${most === 1 ? 'column' : 'columns'}`;
      return [{ rule: 'insert-values', message: `This row has ${told}.`, span, suggestion: undefined }];
    });
  });
}
