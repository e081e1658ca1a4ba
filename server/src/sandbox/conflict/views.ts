import { type TableName, tablesIn } from '../../core/semantics/tableName.js';
import { statementText } from '../../core/syntax/statement.js';
import { descendantsOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { askAll } from '../backend/ask.js';
import { pushOwn, type Run } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import type { Contest } from './contest.js';
import { type KnownView, readBy, type WholeName } from './knownViews.js';
import { copyOf, NoOverlay, type Overlay, overlaid } from './overlay.js';

// A view reads the tables that it was made for, whatever hides them. So temporary views that read the copies hide the views.

/**
 * The views that read one of the tables, themselves or through others, each behind those that it reads: those that a statement
 * names, all without it or where it cannot be read.
 */
export function viewsOver(
  views: readonly KnownView[],
  tables: readonly WholeName[],
  run: Pick<Run, 'sql'> | undefined,
): readonly KnownView[] {
  if (views.length === 0) return [];
  const found = new Set<KnownView>();
  const isOver = new Map(tables.map((table) => [keyOf(table), true]));
  const byKey = new Map(views.map((view) => [keyOf(view), view]));
  const visit = (relation: WholeName): boolean => {
    const key = keyOf(relation);
    const known = isOver.get(key);
    if (known !== undefined) return known;
    isOver.set(key, false);
    const view = byKey.get(key);
    const isRead = view?.reads.filter(visit).length ?? 0;
    if (view && isRead > 0) found.add(view);
    isOver.set(key, isRead > 0);
    return isRead > 0;
  };
  const named = run && namedIn(run.sql);
  for (const view of views) if (!named || named.some((name) => isNamed(view, name))) visit(view);
  return [...found];
}

/** The tables that views among these names read. A name without a schema may be of a table as well, and stays. */
export async function tablesBehind(
  { tables }: Pick<Contest, 'tables'>,
  names: readonly TableName[],
): Promise<{ readonly targets: readonly TableName[]; readonly behind: readonly TableName[] }> {
  const views = await tables.views();
  const seen = new Set<KnownView>();
  const visit = (name: TableName): readonly TableName[] => {
    const found = views.filter((view) => isNamed(view, name));
    if (found.length === 0) return [name];
    const isNew = found.filter((view) => !seen.has(view));
    for (const view of isNew) seen.add(view);
    return isNew.flatMap(({ reads }) => reads.flatMap(visit));
  };
  const isView = (name: TableName) => views.some((view) => isNamed(view, name));
  const behind = names.filter(isView).flatMap(visit);
  const targets = behind.length === 0 ? names : names.filter((name) => !(name.schema && isView(name)));
  return { targets: [...targets, ...behind], behind };
}

/** Before a statement on copies: has the views that it names read the copies. Without it, all views. Throws a QueryError. */
export async function showViews(
  { upstream, contest }: { readonly upstream: Upstream; readonly contest: Pick<Contest, 'tables'> },
  overlay: Overlay,
  run: Run | undefined,
): Promise<Overlay> {
  if (overlay.tables.length === 0) return overlay;
  const all = viewsOver(await contest.tables.views(), overlay.tables, run);
  const missing = all.filter((view) => !overlay.views.some((shown) => keyOf(shown) === keyOf(view)));
  if (missing.length === 0) return overlay;
  const views = [...overlay.views, ...missing];
  const names = new Set([...overlay.tables, ...views].map(({ name }) => name));
  if (names.size < overlay.tables.length + views.length) throw new NoOverlay('Two relations have one name.');
  const definitions = await definitionsOf(upstream, missing);
  const shown = [...overlay.views];
  for (const [index, view] of missing.entries()) {
    const definition = definitions[index];
    if (!definition) continue;
    shown.push(view);
    const { tables } = overlay;
    pushOwn(
      upstream.link,
      `CREATE OR REPLACE TEMP VIEW ${copyOf(view)} ${overlaid(definition, { tables, views: shown })}`,
    );
  }
  // Functions remember plans, and which view a name stood for.
  pushOwn(upstream.link, 'DISCARD PLANS');
  return { ...overlay, views: shown };
}

/**
 * What stands behind the name of each view in its definition, with the schemas of all that it names. Undefined of a view that
 * reads by rights which the session does not have.
 */
async function definitionsOf(
  upstream: Upstream,
  views: readonly KnownView[],
): Promise<readonly (string | undefined)[]> {
  upstream.touch();
  const asked = views.map(({ oid }) => ({ sql: definitionQuery, parameters: [oid] }));
  const answers = await askAll(upstream.link, [
    { sql: 'SAVEPOINT dsql_views' },
    { sql: "SET LOCAL search_path TO ''" },
    ...asked,
    { sql: 'ROLLBACK TO SAVEPOINT dsql_views' },
    { sql: 'RELEASE SAVEPOINT dsql_views' },
  ]);
  return views.map((_, index) => answers[index + 2]?.[0]?.[0] ?? undefined);
}

const definitionQuery = `
  SELECT CASE WHEN c.reloptions IS NULL THEN '' ELSE 'WITH (' || array_to_string(c.reloptions, ', ') || ') ' END
         || 'AS ' || pg_catalog.pg_get_viewdef(c.oid)
  FROM pg_catalog.pg_class c
  WHERE c.oid = $1::pg_catalog.oid AND (pg_catalog.pg_has_role(c.relowner, 'USAGE')
    OR NOT EXISTS (SELECT ${readBy} AND NOT pg_catalog.has_table_privilege(r.oid, 'SELECT')))`;

/** The tables and views that a statement names; undefined where not all of it can be read. */
function namedIn(sql: string): readonly TableName[] | undefined {
  const statement = statementText(sql);
  const tree = treeOf(statement);
  return descendantsOf(tree, 'opaque').next().done ? tablesIn(statement, tree) : undefined;
}

const isNamed = (view: WholeName, { schema, name }: TableName): boolean =>
  view.name === name && (schema === undefined || schema === view.schema);

const keyOf = ({ schema, name }: WholeName): string => JSON.stringify([schema, name]);
