import type {
  Cast,
  Catalog,
  Index,
  ObjectName,
  Operator,
  Relation,
  Role,
  Routine,
  Schema,
  Sequence,
  Type,
} from './model.js';

/** Several catalogs as one, by name and search path. */
export interface Lookup {
  /** Where names without a schema are looked up, in order; `pg_catalog` and temporary objects among them. */
  readonly searchPath: readonly string[];
  /** Whether what is not found does not exist. */
  readonly isComplete: boolean;
  readonly relation: (name: ObjectName) => Relation | undefined;
  readonly sequence: (name: ObjectName) => Sequence | undefined;
  readonly index: (name: ObjectName) => Index | undefined;
  /** A type; the name of a relation stands for the type of its rows. */
  readonly type: (name: ObjectName) => Type | undefined;
  /** All of a name, in the order of the path. */
  readonly routines: (name: ObjectName) => readonly Routine[];
  readonly operators: (name: ObjectName) => readonly Operator[];
  readonly schemas: () => Iterable<Schema>;
  readonly roles: () => Iterable<Role>;
  /** The casts of each catalog that has some. The first one for a pair of types counts. */
  readonly casts: readonly (readonly Cast[])[];
}

/** Several catalogs as one. An earlier catalog wins: a script over its server, and the server over what is built in. */
export function layered(layers: readonly Catalog[], path = pathOf(layers)): Lookup {
  const searchPath = wholePath(path);
  let casts: Lookup['casts'] | undefined;
  function* homes({ schema }: ObjectName): Generator<Schema> {
    for (const name of schema === undefined ? searchPath : [schema])
      for (const layer of layers) {
        const found = layer.schemas.get(name);
        if (found) yield found;
      }
  }
  // The types of every column are looked up by this: it makes no generator.
  const first = <T>({ schema }: ObjectName, find: (schema: Schema) => T | undefined): T | undefined => {
    if (schema !== undefined) return firstIn(layers, schema, find);
    for (const name of searchPath) {
      const found = firstIn(layers, name, find);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const all = <T>(name: ObjectName, find: (schema: Schema) => readonly T[] | undefined): readonly T[] =>
    [...homes(name)].flatMap((schema) => find(schema) ?? []);
  return {
    searchPath,
    isComplete: layers.every(({ isComplete }) => isComplete),
    relation: (name) => first(name, ({ relations }) => relations.get(name.name)),
    sequence: (name) => first(name, ({ sequences }) => sequences.get(name.name)),
    index: (name) => first(name, ({ indexes }) => indexes.get(name.name)),
    type: (name) =>
      first(name, ({ types, relations }) => types.get(name.name) ?? rowType(relations.get(name.name))),
    routines: (name) => all(name, ({ routines }) => routines.get(name.name)),
    operators: (name) => all(name, ({ operators }) => operators.get(name.name)),
    *schemas() {
      for (const layer of layers) yield* layer.schemas.values();
    },
    *roles() {
      for (const layer of layers) yield* layer.roles.values();
    },
    get casts() {
      return (casts ??= layers.flatMap((layer) => (layer.casts.length > 0 ? [layer.casts] : [])));
    },
  };
}

function firstIn<T>(
  layers: readonly Catalog[],
  name: string,
  find: (schema: Schema) => T | undefined,
): T | undefined {
  for (const { schemas } of layers) {
    const schema = schemas.get(name);
    const found = schema && find(schema);
    if (found !== undefined) return found;
  }
  return undefined;
}

const pathOf = (layers: readonly Catalog[]): readonly string[] =>
  layers.find(({ searchPath }) => searchPath !== undefined)?.searchPath ?? ['public'];

/** https://www.postgresql.org/docs/16/ddl-schemas.html#DDL-SCHEMAS-CATALOG: both come first where the path lacks them. */
function wholePath(path: readonly string[]): readonly string[] {
  const first = ['pg_temp', 'pg_catalog'].filter((name) => !path.includes(name));
  return [...first, ...path];
}

/** Every relation is the type of its rows too. */
const rowType = (relation: Relation | undefined): Type | undefined =>
  relation && {
    kind: 'composite',
    schema: relation.schema,
    name: relation.name,
    origin: relation.origin,
    comment: relation.comment,
    columns: relation.columns,
  };
