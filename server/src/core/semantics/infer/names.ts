import type {
  ByName,
  Cast,
  Catalog,
  ObjectName,
  Operator,
  Relation,
  Routine,
  Schema,
  Type,
} from '../../catalog/model.js';

/** What names mean in one place of a script: several catalogs, seen through a search path. */
export interface NameLookup {
  /** Whether a name that is not found does not exist. */
  readonly isComplete: boolean;
  readonly relation: (name: ObjectName) => Relation | undefined;
  readonly type: (name: ObjectName) => Type | undefined;
  /** Those of all schemas of the search path, in its order. */
  readonly routines: (name: ObjectName) => readonly Routine[];
  readonly operators: (name: ObjectName) => readonly Operator[];
  readonly casts: readonly Cast[];
}

/** `pg_catalog` is searched first, as the server does unless the path names it. */
export function namesIn(
  catalogs: readonly Catalog[],
  searchPath: readonly string[] = ['public'],
): NameLookup {
  const path = searchPath.includes('pg_catalog') ? searchPath : ['pg_catalog', ...searchPath];
  const all = <T>({ schema, name }: ObjectName, part: (schema: Schema) => ByName<T>): readonly T[] => {
    const found: T[] = [];
    for (const home of schema === undefined ? path : [schema]) {
      for (const { schemas } of catalogs) {
        const at = schemas.get(home);
        const one = at && part(at).get(name);
        if (one !== undefined) found.push(one);
      }
    }
    return found;
  };
  return {
    isComplete: catalogs.every(({ isComplete }) => isComplete),
    relation: (name) => all(name, ({ relations }) => relations)[0],
    type: (name) => all(name, ({ types }) => types)[0],
    routines: (name) => all(name, ({ routines }) => routines).flat(),
    operators: (name) => all(name, ({ operators }) => operators).flat(),
    casts: allCasts(catalogs),
  };
}

/** Scripts make no casts: what is known of those of one catalog serves all. */
function allCasts(catalogs: readonly Catalog[]): readonly Cast[] {
  const having = catalogs.filter(({ casts }) => casts.length > 0);
  const [only] = having;
  return having.length === 1 && only ? only.casts : having.flatMap(({ casts }) => casts);
}
