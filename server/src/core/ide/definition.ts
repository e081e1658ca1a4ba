import { shiftSpan } from '../text/span.js';
import { type Entity, type Occurrence, relationKey } from './names/entity.js';
import { columnOf } from './names/scope.js';
import { occurrencesAt, occurrencesOf } from './references.js';
import {
  bindingOf,
  type FilePlace,
  type PlacedStatement,
  statementAround,
  type WorkspaceFile,
} from './workspace.js';

/** Where the object is made that a name at a UTF-16 offset means; empty where no file makes it. */
export function definitionsAt(file: WorkspaceFile, offset: number): readonly FilePlace[] {
  const named = occurrencesAt(file, offset);
  // Of a column that a query reads and passes on, the definition is that of the column that it reads.
  const read = named.filter(({ role }) => role !== 'declaration');
  const entities = (read.length > 0 ? read : named).map(({ entity }) => entity);
  const places = declarationsOf(file, offset, entities);
  return places.length > 0 ? places : entities.flatMap((entity) => behindStar(file, offset, entity));
}

/** Of a column that a view has by `*`, the column of the table that it reads. */
function behindStar(
  file: WorkspaceFile,
  offset: number,
  { name, relation }: Entity,
  depth = 0,
): readonly FilePlace[] {
  if (!relation?.kind.includes('view') || depth > mostViews) return [];
  const { schema } = relation;
  const view: Entity = {
    kind: 'view',
    name: relation.name,
    key: relationKey(schema, relation.name),
    isLocal: false,
  };
  return occurrencesOf(file, offset, [view], { declarations: true }).flatMap(({ place }) => {
    const statement = statementAround(place.file, place.span.start);
    if (!statement?.text.text.includes('*')) return [];
    const levels = [...new Set(bindingOf(statement).levels.values())];
    const found = levels.flatMap(({ sources }) =>
      sources.flatMap((source) => columnOf(source, name)?.entities ?? []),
    );
    const [only, other] = [...new Map(found.map((entity) => [entity.key, entity])).values()];
    if (!only || other) return [];
    const { start } = place.span;
    const places = declarationsOf(place.file, start, [only]);
    return places.length > 0 ? places : behindStar(place.file, start, only, depth + 1);
  });
}

/** Views that read each other. */
const mostViews = 20;

/** Where the type of the named object is made: the domain or enum of a column, the table of an alias. */
export function typeDefinitionsAt(file: WorkspaceFile, offset: number): readonly FilePlace[] {
  const statement = statementAround(file, offset);
  const types = occurrencesAt(file, offset).flatMap(({ entity }): readonly Entity[] => {
    const { column, relation, kind } = entity;
    if (statement && (kind === 'variable' || kind === 'parameter')) return typeOfVariable(statement, entity);
    const { type } = column ?? {};
    if (type && type.schema !== 'pg_catalog') {
      const schema = type.schema ?? 'public';
      return [{ kind: 'type', name: type.name, key: `type ${schema}.${type.name}`, isLocal: false }];
    }
    const isRow = kind === 'alias' || kind === 'cte';
    return isRow && relation
      ? [
          {
            kind: 'table',
            name: relation.name,
            key: `relation ${relation.schema}.${relation.name}`,
            isLocal: false,
          },
        ]
      : [];
  });
  return declarationsOf(file, offset, types);
}

/** The type of a declaration: a domain, an enum, a table. */
function typeOfVariable(statement: PlacedStatement, { key }: Entity): readonly Entity[] {
  const { occurrences } = bindingOf(statement);
  const at = occurrences.findIndex(({ role, entity }) => role === 'declaration' && entity.key === key);
  const declared = occurrences[at];
  if (!declared) return [];
  const { start } = declared.span;
  const rest = statement.text.text.slice(start, start + 200);
  const end = start + (/[,;)]|:=|\bdefault\b/i.exec(rest)?.index ?? rest.length);
  const named = occurrences.filter(
    ({ span, entity }) =>
      span.start > start && span.end <= end && (entity.kind === 'type' || entity.kind === 'table'),
  );
  const type = statement.text.text.slice(start, end);
  return /%\s*type\b/i.test(type) ? [] : named.map(({ entity }) => entity);
}

function declarationsOf(
  file: WorkspaceFile,
  offset: number,
  entities: readonly Entity[],
): readonly FilePlace[] {
  const isDeclaration = ({ role }: Occurrence) => role === 'declaration';
  const places = entities
    .filter(({ isLocal }) => !isLocal)
    .flatMap((entity) =>
      occurrencesOf(file, offset, [entity], { declarations: true }).map(({ place }) => place),
    );
  const statement = statementAround(file, offset);
  const locals = entities.filter(({ isLocal }) => isLocal).map(({ key }) => key);
  if (!statement || locals.length === 0) return places;
  const { occurrences } = bindingOf(statement);
  const own = occurrences.filter((one) => isDeclaration(one) && locals.includes(one.entity.key));
  // A column that a query passes on leads to its source.
  const passed = own.flatMap(({ span }) =>
    occurrences.filter((one) => one.isPassedOn && one.span.start === span.start).map(({ entity }) => entity),
  );
  return [
    ...own.map(({ span }) => ({ file, span: shiftSpan(span, statement.start) })),
    ...places,
    ...passed
      .filter(({ isLocal }) => !isLocal)
      .flatMap((entity) =>
        occurrencesOf(file, offset, [entity], { declarations: true }).map(({ place }) => place),
      ),
  ];
}
