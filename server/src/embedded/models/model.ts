import type { Span } from '../../core/text/span.js';

/** A table that an ORM is told of in code. Spans are UTF-16 offsets of its file. */
export interface Model {
  readonly schema: string | undefined;
  readonly name: string;
  readonly at: Span;
  readonly columns: readonly ModelColumn[];
  /** Whether there are no more columns: false where a part is computed, inherited from elsewhere or not understood. */
  readonly isWhole: boolean;
}

export interface ModelColumn {
  /** The file that it stands in, where that is another one than its table's. */
  readonly path?: string;
  readonly name: string;
  readonly at: Span;
  /** In SQL; undefined where it is not known. */
  readonly type: string | undefined;
  readonly isKey?: boolean;
  readonly isUnique?: boolean;
  readonly isRequired?: boolean;
}

/** What an ORM will certainly send, which the dialect may refuse. */
export interface Sent {
  readonly at: Span;
  /** The statement, as short as it can be. */
  readonly sql: string;
  /** What the code says, as a subject: `Drizzle's serial()`. */
  readonly said: string;
  /** The right way in that ORM: a sentence. */
  readonly instead: string;
}

/** A class that is a table, or that gives its columns to classes that are. */
export interface ModelClass {
  readonly name: string;
  readonly bases: readonly string[];
  /** Undefined for a class that is no table itself. */
  readonly table: Pick<Model, 'schema' | 'name' | 'at'> | undefined;
  readonly columns: readonly ModelColumn[];
  readonly isWhole: boolean;
  /** A key that the ORM adds where no column is one. */
  readonly implicitKey?: ModelColumn;
  /** What a table that others derive from is in them: its columns stand there, or in a table of its own. */
  readonly isAbstract: boolean;
  /** The class of the ORM from which a table must derive, however far away. */
  readonly root?: string;
}

/** What one file declares. */
export interface Declared {
  readonly tables: readonly Model[];
  readonly classes: readonly ModelClass[];
  readonly sent: readonly Sent[];
}

export const nothingDeclared: Declared = { tables: [], classes: [], sent: [] };

/** What a project says once for all of its models. A default name holds only where nothing changes it. */
export interface Conventions {
  /** Columns of Drizzle without a name are called as their keys. */
  readonly drizzleKeepsNames: boolean;
  readonly typeormKeepsNames: boolean;
  /** Sequelize is given no options for all models, and no associations, which add columns. */
  readonly sequelizeKeepsDefaults: boolean;
  /** Apps of Django are called as their folders. */
  readonly djangoKeepsLabels: boolean;
  /** The `db.Model` of Flask brings no columns. */
  readonly flaskKeepsModel: boolean;
}

/** The conventions that the texts of a project tell. */
export function conventionsOf(texts: Iterable<string>): Conventions {
  let [drizzle, typeorm, sequelize, django, flask] = [true, true, true, true, true];
  for (const text of texts) {
    drizzle &&= !/\bcasing\s*:/.test(text);
    typeorm &&= !/\b(?:namingStrategy|entityPrefix)\b/.test(text);
    sequelize &&= !/\bdefine\s*:\s*\{|\.(?:belongsTo|belongsToMany|hasMany|hasOne|addHook)\s*\(/.test(text);
    flask &&= !/\bmodel_class\s*=/.test(text);
    django &&= !/\bAppConfig\b[\s\S]*^\s+label\s*=/m.test(text);
  }
  return {
    drizzleKeepsNames: drizzle,
    typeormKeepsNames: typeorm,
    sequelizeKeepsDefaults: sequelize,
    djangoKeepsLabels: django,
    flaskKeepsModel: flask,
  };
}

/** A class and its file. */
interface Placed extends ModelClass {
  readonly path: string;
}

type ByName = ReadonlyMap<string, Placed | 'several'>;

/** The tables of a project, of all that its files declare. A class inherits the columns of those that it derives from. */
export function tablesOf(
  declared: readonly { readonly path: string; readonly declared: Declared }[],
): readonly { readonly path: string; readonly model: Model }[] {
  const byName = new Map<string, Placed | 'several'>();
  for (const { path, declared: file } of declared)
    for (const one of file.classes) byName.set(one.name, byName.has(one.name) ? 'several' : { ...one, path });
  return declared.flatMap(({ path, declared: { tables, classes } }) => [
    ...tables.map((model) => ({ path, model })),
    ...classes.flatMap((one) => {
      const { table, implicitKey, root } = one;
      if (!table || (root !== undefined && !derives(one, root, byName, 0))) return [];
      const { columns, isWhole } = inherited(one, byName, 0);
      const hasKey = columns.some(({ isKey }) => isKey);
      const all = implicitKey && !hasKey && isWhole ? [implicitKey, ...columns] : columns;
      // What stands in another file is shown where the table is named.
      const own = all.map((column) =>
        'path' in column && column.path !== path ? { ...column, at: table.at } : column,
      );
      return { path, model: { ...table, columns: own, isWhole } };
    }),
  ]);
}

/** Whether a class derives from one of the ORM, or from one that is not known and is called like a model. */
function derives({ bases }: ModelClass, root: string, byName: ByName, depth: number): boolean {
  return bases.some((name) => {
    const base = byName.get(name);
    if (name === root) return true;
    if (base === undefined || base === 'several') return /(?:Model|User|Base)\w*$/.test(name);
    return depth < deepest && derives(base, root, byName, depth + 1);
  });
}

function inherited(
  { bases, columns, isWhole }: ModelClass,
  byName: ByName,
  depth: number,
): Pick<Model, 'columns' | 'isWhole'> {
  const found = new Map<string, ModelColumn>();
  let isAll = isWhole && depth < deepest;
  for (const name of depth < deepest ? bases : []) {
    if (roots.has(name)) continue;
    const base = byName.get(name);
    // A table that is derived from keeps its columns, unless all share one.
    if (!base || base === 'several' || !base.isAbstract) {
      isAll = false;
      continue;
    }
    const its = inherited(base, byName, depth + 1);
    isAll &&= its.isWhole;
    for (const column of its.columns) found.set(column.name, { path: base.path, ...column });
  }
  for (const column of columns) found.set(column.name, column);
  return { columns: [...found.values()], isWhole: isAll };
}

const deepest = 8;

/** Classes of the ORMs that bring no columns. */
const roots: ReadonlySet<string> = new Set([
  'models.Model',
  'BaseEntity',
  'DeclarativeBase',
  'DeclarativeBaseNoMeta',
  'AsyncAttrs',
  'MappedAsDataclass',
  'object',
  'ABC',
]);
