import type { ScriptStatement } from '../script/script.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Index, Key } from './effects.js';

/** The schema that a script builds, and what happened on the way. Spans are offsets into the script. */
export interface Schema {
  readonly tables: readonly Table[];
  /** The base type of each domain the script creates. */
  readonly domains: ReadonlyMap<string, string>;
  /** UNIQUE USING INDEX, with the index where the script has created it and no job was awaited since. */
  readonly usedIndexes: readonly { readonly at: Span; readonly unawaited: PlacedIndex | undefined }[];
  readonly droppedKeys: readonly DroppedKey[];
}

export interface Table {
  /** `schema.name` as it was created. */
  readonly name: string;
  /** Undefined for a table that the script alters but does not create. */
  readonly created: { readonly at: Span; readonly statement: Span; readonly isWhole: boolean } | undefined;
  readonly columns: ReadonlyMap<string, string>;
  readonly keys: readonly Placed<Key>[];
  readonly indexes: readonly PlacedIndex[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Constraints added NOT VALID that nothing validates later. */
  readonly unvalidated: readonly {
    readonly constraint: string;
    readonly at: Span;
    readonly statement: Span;
  }[];
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly at: Span;
  readonly statement: Span;
}

export type Placed<Part> = Part & { readonly statement: Span };

export interface PlacedIndex extends Placed<Omit<Index, 'keys'>> {
  /** `type` is the column's when the index was created, where the script says it. */
  readonly keys: readonly (Index['keys'][number] & { readonly type: string | undefined })[];
}

/** A column or constraint of the primary key that a later statement drops. */
export interface DroppedKey {
  readonly what: 'column' | 'constraint';
  readonly name: string;
  readonly at: Span;
}

interface Draft {
  name: string;
  created: Table['created'];
  columns: Map<string, string>;
  keys: Placed<Key>[];
  indexes: PlacedIndex[];
  foreignKeys: ForeignKey[];
  unvalidated: { constraint: string; at: Span; statement: Span }[];
}

/** Plays the DDL of a script in order. What it does not create it knows nothing of, and takes for granted. */
export function replay(statements: readonly ScriptStatement[]): Schema {
  const current = new Map<string, Draft>();
  const tables: Draft[] = [];
  const domains = new Map<string, string>();
  const usedIndexes: { at: Span; unawaited: PlacedIndex | undefined }[] = [];
  const droppedKeys: DroppedKey[] = [];
  const building = new Map<string, PlacedIndex>();

  const draft = (name: string): Draft => {
    const known = current.get(name);
    if (known) return known;
    const fresh = emptyTable(name);
    current.set(name, fresh);
    tables.push(fresh);
    return fresh;
  };

  for (const { span: statement, facts } of statements) {
    const place = (at: Span): Span => shiftSpan(at, statement.start);
    for (const effect of facts.effects) {
      switch (effect.kind) {
        case 'createTable':
          current.delete(effect.table);
          draft(effect.table).created = { at: place(effect.at), statement, isWhole: effect.isWhole };
          break;
        case 'dropTable':
          current.delete(effect.table);
          break;
        case 'renameTable': {
          const table = current.get(effect.table);
          current.delete(effect.table);
          if (table) current.set(effect.to, table);
          break;
        }
        case 'addColumn':
          draft(effect.table).columns.set(effect.column, effect.type);
          break;
        case 'dropColumn': {
          const table = draft(effect.table);
          const isKey = table.keys.some(
            ({ isPrimary, columns }) => isPrimary && columns.includes(effect.column),
          );
          if (isKey) droppedKeys.push({ what: 'column', name: effect.column, at: place(effect.at) });
          table.columns.delete(effect.column);
          break;
        }
        case 'renameColumn': {
          const { columns } = draft(effect.table);
          const type = columns.get(effect.column);
          columns.delete(effect.column);
          if (type !== undefined) columns.set(effect.to, type);
          break;
        }
        case 'addKey':
          draft(effect.table).keys.push({ ...effect.key, at: place(effect.key.at), statement });
          break;
        case 'addForeignKey':
          draft(effect.table).foreignKeys.push({ columns: effect.columns, at: place(effect.at), statement });
          break;
        case 'addUnvalidated':
          draft(effect.table).unvalidated.push({
            constraint: effect.constraint,
            at: place(effect.at),
            statement,
          });
          break;
        case 'validate': {
          const table = draft(effect.table);
          table.unvalidated = table.unvalidated.filter(({ constraint }) => constraint !== effect.constraint);
          break;
        }
        case 'dropConstraint': {
          const table = draft(effect.table);
          const key = table.keys.find(({ name }) => name === effect.constraint);
          if (key?.isPrimary)
            droppedKeys.push({ what: 'constraint', name: effect.constraint, at: place(effect.at) });
          table.keys = table.keys.filter((one) => one !== key || one.isPrimary);
          table.unvalidated = table.unvalidated.filter(({ constraint }) => constraint !== effect.constraint);
          break;
        }
        case 'createIndex': {
          const table = draft(effect.table);
          const keys = effect.index.keys.map(({ column, at }) => ({
            column,
            type: column === undefined ? undefined : table.columns.get(column),
            at: place(at),
          }));
          const index = { ...effect.index, keys, at: place(effect.index.at), statement };
          table.indexes.push(index);
          building.set(index.name, index);
          break;
        }
        case 'dropIndex':
          for (const table of tables)
            table.indexes = table.indexes.filter(({ name }) => name !== effect.index);
          building.delete(effect.index);
          break;
        case 'useIndex':
          usedIndexes.push({ at: place(effect.at), unawaited: building.get(effect.index) });
          break;
        case 'createDomain':
          domains.set(effect.domain, effect.type);
          break;
        case 'awaitJob':
          building.clear();
          break;
      }
    }
  }
  return { tables, domains, usedIndexes, droppedKeys };
}

const emptyTable = (name: string): Draft => ({
  name,
  created: undefined,
  columns: new Map(),
  keys: [],
  indexes: [],
  foreignKeys: [],
  unvalidated: [],
});
