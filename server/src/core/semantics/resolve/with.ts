import type { CommonTableExpr, WithClause } from 'libpg-query';
import type { Context } from '../infer/context.js';
import { writtenType } from '../infer/types.js';
import { type Resolution, renamed } from './from.js';
import { type Columns, type Level, noColumns, type SourceColumn } from './scope.js';

/** Adds the queries of WITH to a level. Each is read once: in order, or when it is first asked for where WITH is recursive. */
export function readWith(
  reading: Resolution,
  level: Level,
  { ctes = [], recursive = false }: WithClause,
): void {
  const queries = ctes.flatMap((node) => ('CommonTableExpr' in node ? [node.CommonTableExpr] : []));
  if (recursive) {
    const readers = queries.map((query) => recursiveQuery(reading, level, query));
    for (const [at, query] of queries.entries()) {
      const columns = readers[at];
      if (columns) level.queries.set(query.ctename ?? '', { node: query, columns });
    }
    for (const columns of readers) columns(reading.context);
    return;
  }
  for (const query of queries) {
    const columns = readNamed(reading, level, query);
    level.queries.set(query.ctename ?? '', { node: query, columns: () => columns });
  }
}

function readNamed(reading: Resolution, level: Level, query: CommonTableExpr): Columns {
  const { ctequery } = query;
  const columns = ctequery ? reading.subquery(reading.context, ctequery, level) : noColumns;
  return withExtras(reading.context, named(reading.context, columns, query), query);
}

const named = (context: Context, columns: Columns, query: CommonTableExpr): Columns => {
  const { ctename = '', aliascolnames } = query;
  return renamed(
    context,
    columns,
    aliascolnames && { aliasname: ctename, colnames: aliascolnames },
    {},
    query,
  );
};

/** While a recursive query is read, it answers the columns of the first part of its UNION. */
function recursiveQuery(
  reading: Resolution,
  level: Level,
  query: CommonTableExpr,
): (context: Context) => Columns {
  let known: Columns | undefined;
  return (context) => {
    if (known) return known;
    known = noColumns;
    const { ctequery } = query;
    const select = ctequery && 'SelectStmt' in ctequery ? ctequery.SelectStmt : undefined;
    const { larg, rarg } = select ?? {};
    if (!select || !larg || !rarg || select.withClause)
      known = readNamed({ ...reading, context }, level, query);
    else {
      // Its second part sees what SEARCH and CYCLE add too.
      const first = named(context, reading.subquery(context, { SelectStmt: larg }, level), query);
      known = withExtras(context, first, query);
      reading.subquery(context, { SelectStmt: rarg }, level);
    }
    return known;
  };
}

/** The columns that SEARCH and CYCLE add. */
function withExtras(context: Context, columns: Columns, query: CommonTableExpr): Columns {
  const { search_clause: search, cycle_clause: cycle } = query;
  const list: SourceColumn[] = [...columns.list];
  if (search) {
    const type = search.search_breadth_first ? 'record' : 'record[]';
    list.push({ name: search.search_seq_column ?? '', type });
  }
  if (cycle) {
    const value = cycle.cycle_mark_value;
    const written = value && 'TypeCast' in value ? value.TypeCast.typeName : undefined;
    const isBoolean = value === undefined || ('A_Const' in value && value.A_Const.boolval !== undefined);
    const type = isBoolean ? 'bool' : written && writtenType(context.types, written);
    list.push({ name: cycle.cycle_mark_column ?? '', type });
    list.push({ name: cycle.cycle_path_column ?? '', type: 'record[]' });
  }
  return { list, isComplete: columns.isComplete };
}
