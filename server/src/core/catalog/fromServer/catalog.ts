import { unquoted } from '../../syntax/names.js';
import type {
  Catalog,
  Domain,
  Index,
  Parameter,
  Relation,
  Routine,
  Schema,
  Sequence,
  TypeRef,
} from '../model.js';
import type {
  SchemaObject,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerRoutine,
  ServerSchema,
} from './model.js';

/** What was read of a server, as plain data: it goes from one process to another. */
export interface ServerCatalog {
  readonly schemas: readonly Pick<ServerSchema, 'name' | 'comment'>[];
  readonly objects: readonly SchemaObject[];
  readonly columns: readonly ServerColumn[];
  readonly indexes: readonly ServerIndex[];
  readonly constraints: readonly ServerConstraint[];
}

/** The catalog of a server. What it lacks may still exist, because a role does not see everything. */
export function catalogOfServer({ schemas, objects, columns, indexes, constraints }: ServerCatalog): Catalog {
  const columnsBy = groupedBy(columns, ({ relation }) => relation);
  const indexesBy = groupedBy(indexes, ({ relation }) => relation);
  const constraintsBy = groupedBy(constraints, ({ schema, table }) => JSON.stringify([schema, table]));
  const relationOf = ({ oid, schema, name, comment }: SchemaObject, kind: Relation['kind']): Relation => {
    const own = columnsBy.get(oid) ?? [];
    return {
      kind,
      schema,
      name,
      comment,
      origin: undefined,
      persistence: 'permanent',
      columns: own,
      hasAllColumns: own.length > 0,
      constraints: constraintsBy.get(JSON.stringify([schema, name])) ?? [],
      indexes: indexesBy.get(oid) ?? [],
      inherits: [],
      isPartition: false,
    };
  };
  const made = schemas.map(({ name, comment }): readonly [string, Schema] => {
    const own = objects.filter(({ schema }) => schema === name);
    const relations = own.flatMap((one) =>
      one.kind === 'table' || one.kind === 'view' ? [relationOf(one, one.kind)] : [],
    );
    const sequences = own.flatMap((one): readonly Sequence[] =>
      one.kind === 'sequence' ? [{ ...one, ...plainSequence }] : [],
    );
    const domains = own.flatMap((one): readonly Domain[] =>
      one.kind === 'domain' ? [{ ...one, ...plainDomain, base: typeNamed(one.type) }] : [],
    );
    const routines = own.flatMap((one) => (one.kind === 'function' ? [routineOf(one)] : []));
    const ownIndexes = indexes.filter((index): index is ServerIndex & Index => index.schema === name);
    return [
      name,
      {
        name,
        comment,
        origin: undefined,
        relations: byName(relations),
        sequences: byName(sequences),
        indexes: byName(ownIndexes),
        types: byName(domains),
        routines: groupedBy(routines, (routine) => routine.name),
        operators: new Map(),
      },
    ];
  });
  return { schemas: new Map(made), roles: new Map(), casts: [], isComplete: false };
}

function groupedBy<One>(
  all: readonly One[],
  keyOf: (one: One) => string,
): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one)) ?? [];
    groups.set(keyOf(one), group);
    group.push(one);
  }
  return groups;
}

const byName = <One extends { readonly name: string }>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.name, one]));

/** A type as the server prints it. */
const typeNamed = (printed: string): TypeRef => ({
  schema: undefined,
  name: printed.replace(/\[\]$/, ''),
  modifiers: [],
  dimensions: printed.endsWith('[]') ? 1 : 0,
});

const plainSequence = {
  origin: undefined,
  type: typeNamed('int8'),
  owner: undefined,
  isIdentity: false,
} as const;

const plainDomain = { origin: undefined, isNotNull: false, default: undefined, checks: [] } as const;

function routineOf({
  schema,
  name,
  comment,
  routineKind,
  parameters,
  parameterTypes,
  returns,
  volatility,
}: ServerRoutine): Routine {
  const types = parameterTypes === '' ? [] : parameterTypes.split(', ');
  const written = itemsOf(parameters);
  return {
    kind: routineKind,
    schema,
    name,
    comment,
    origin: undefined,
    parameters:
      written.length === types.length
        ? types.map((type, at) => parameterOf(written[at] ?? '', type))
        : types.map(
            (type): Parameter => ({ name: undefined, mode: 'in', type: typeNamed(type), hasDefault: false }),
          ),
    result: routineKind === 'procedure' ? undefined : typeNamed(returns.replace(/^SETOF /, '')),
    returnsSet: returns.startsWith('SETOF '),
    volatility,
    isStrict: false,
    language: 'sql',
  };
}

/** `VARIADIC a integer[]`, `b text DEFAULT 'x'`, `integer`. */
function parameterOf(written: string, type: string): Parameter {
  const found = /^(?:(INOUT|VARIADIC|IN)\s+)?(?:("(?:[^"]|"")+"|[\w$]+)\s+)?/.exec(written);
  const isNamed = found?.[2] !== undefined && written.slice(found[0].length).startsWith(type);
  const name = isNamed ? found[2] : undefined;
  const modes: Readonly<Record<string, Parameter['mode']>> = { INOUT: 'inout', VARIADIC: 'variadic' };
  return {
    name: name === undefined ? undefined : unquoted(name),
    mode: modes[found?.[1] ?? ''] ?? 'in',
    type: typeNamed(type),
    hasDefault: / DEFAULT /.test(written),
  };
}

/** The parts between commas that are in no parentheses and no quotes. */
const itemsOf = (list: string): readonly string[] =>
  list === '' ? [] : (list.match(/(?:"[^"]*"|'[^']*'|\([^()]*\)|[^,])+/g) ?? []).map((item) => item.trim());
