import { quoteName } from '../syntax/names.js';
import { codeBlock, codeSpan, inMarkdown } from '../text/markdown.js';
import type { Span } from '../text/span.js';
import { shiftSpan } from '../text/span.js';
import { definitionsAt } from './definition.js';
import { describe } from './describe.js';
import type { Hover } from './hover.js';
import type { Entity, Occurrence } from './names/entity.js';
import type { NameLevels } from './names/reader.js';
import { outputTypeOf } from './outputType.js';
import { occurrencesAt } from './references.js';
import {
  bindingOf,
  knownAt,
  type PlacedStatement,
  statementAround,
  type WorkspaceFile,
} from './workspace.js';

/** What the name at a UTF-16 offset means; undefined where there is no name or nothing is known of it. */
export function nameHoverAt(file: WorkspaceFile, offset: number): Hover | undefined {
  const statement = statementAround(file, offset);
  if (!statement) return undefined;
  const named = occurrencesAt(file, offset);
  const read = named.filter(({ role }) => role !== 'declaration');
  const shown = read.length > 0 ? read : named;
  const [first] = shown;
  if (!first) return undefined;
  const known = knownAt(statement);
  const { levels } = bindingOf(statement);
  const told = [
    ...new Set(
      shown.flatMap(
        ({ entity }) => describeQuery(entity, levels) ?? describe(typed(statement, entity), known) ?? [],
      ),
    ),
  ];
  if (told.length === 0) return undefined;
  const home = homeOf(file, offset, shown);
  const span: Span = shiftSpan(first.span, statement.start);
  return { span, markdown: [told.join('\n\n---\n\n'), ...home].join('\n\n') };
}

/** A computed column with its type. */
const typed = (statement: PlacedStatement, entity: Entity): Entity =>
  entity.kind === 'output' && entity.type === undefined
    ? { ...entity, type: outputTypeOf(statement, entity) }
    : entity;

/** The columns of a query of WITH. */
function describeQuery({ kind, name, key }: Entity, levels: NameLevels): string | undefined {
  if (kind !== 'cte') return undefined;
  for (const { queries } of levels.values()) {
    const query = queries.get(name);
    if (query?.entity.key !== key || query.columns.length === 0) continue;
    const columns = query.columns.map(({ name: column, entities: [one] }) =>
      [quoteName(column), ...(one?.type === undefined ? [] : [one.type])].join(' '),
    );
    return `**${inMarkdown(name)}**: a query of WITH\n\n${codeBlock(`${quoteName(name)} (${columns.join(', ')})`)}`;
  }
  return undefined;
}

/** Where an object comes from that this file does not make: another file, or the cluster. */
function homeOf(file: WorkspaceFile, offset: number, shown: readonly Occurrence[]): readonly string[] {
  if (shown.some(({ entity }) => entity.isLocal)) return [];
  const places = definitionsAt(file, offset);
  if (places.some((place) => place.file === file)) return [];
  const paths = [...new Set(places.map((place) => place.file.path))].slice(0, 3);
  if (paths.length > 0) return [`From ${paths.map((path) => codeSpan(shortened(path))).join(', ')}`];
  const { server } = file.workspace;
  const isServers = shown.some(
    ({ entity: { relation } }) =>
      relation && server?.schemas.get(relation.schema)?.relations.get(relation.name) !== undefined,
  );
  return isServers ? ['From the connected cluster'] : [];
}

/** The name of a file with its folder, of a path or a URI. */
function shortened(path: string): string {
  const end = path
    .replace(/\?[^\\/]*$/, '')
    .split(/[\\/]/)
    .slice(-2)
    .join('/');
  try {
    return decodeURIComponent(end);
  } catch {
    return end;
  }
}

/** A problem and the name that it is about. */
export const joinedHover = (problem: Hover | undefined, named: Hover | undefined): Hover | undefined =>
  problem && named
    ? { span: problem.span, markdown: `${problem.markdown}\n\n---\n\n${named.markdown}` }
    : (problem ?? named);
