import { query } from '../../text/memo.js';
import { withOneMore } from '../../text/withOneMore.js';
import type { ColumnDraft, WrittenType } from '../change.js';
import type { Column, Expression, TypeRef } from '../model.js';
import type { NodePointer, Origin } from '../origin.js';
import type {
  ColumnEntry,
  ColumnList,
  ColumnState,
  ReadColumn,
  RelationEntry,
  TypeEntry,
  TypeState,
} from './entry.js';
import { History, Names } from './history.js';

/**
 * A long script declares hundreds of thousands of columns, and refers to few of them. So a column is the draft of its CREATE
 * TABLE as long as it can be: it gets an entry, with a history of its own, when something refers to it or changes it.
 */
export class DeclaredColumns implements ColumnList {
  private list: (ColumnEntry | ColumnDraft)[] = [];
  /** The names that have changed hands. Every other name is that of the column which was declared with it. */
  private names: Names<ColumnEntry> | undefined = undefined;
  /** Where the declared columns stand in a long list, by their names. */
  private places: Map<string, number> | undefined = undefined;
  /** When the statement that declares them was taken back. */
  private until: number | undefined = undefined;
  private holder: RelationEntry | TypeEntry | undefined = undefined;

  belongTo(holder: RelationEntry | TypeEntry): void {
    this.holder = holder;
  }

  declare(draft: ColumnDraft): void {
    this.places?.set(draft.name, this.list.length);
    this.list.push(draft);
  }

  add(column: ColumnEntry): void {
    this.list = withOneMore(this.list, column);
  }

  settle(): void {
    this.list = this.list.slice();
  }

  takeBack(time: number): void {
    this.until = time;
    for (const { declaredAs, state } of this.entered()) {
      if (declaredAs === undefined) continue;
      state.set(time, undefined);
      this.names?.known(declaredAs)?.set(time, undefined);
    }
  }

  has(name: string): boolean {
    const known = this.names?.known(name);
    return known ? known.now !== undefined : this.until === undefined && this.placeOf(name) >= 0;
  }

  now(name: string): ColumnEntry | undefined {
    const known = this.names?.known(name);
    if (known) return known.now;
    return this.until === undefined ? this.enter(this.placeOf(name)) : undefined;
  }

  historyOf(name: string): History<ColumnEntry> {
    this.names ??= new Names();
    const known = this.names.known(name);
    if (known) return known;
    const history = this.names.historyOf(name);
    const declared = this.enter(this.placeOf(name));
    if (declared) history.set(declared.state.start, declared);
    if (declared && this.until !== undefined) history.set(this.until, undefined);
    return history;
  }

  entered(): readonly ColumnEntry[] {
    return this.list.filter(isEntry);
  }

  all(): readonly ColumnEntry[] {
    return this.list.flatMap((_, at) => this.enter(at) ?? []);
  }

  allAt(time: number, read: ReadColumn): readonly Column[] {
    return this.list.flatMap((one) => (isEntry(one) ? read(one, time) : this.declaredAt(one, time)) ?? []);
  }

  namedAt(name: string, time: number, read: ReadColumn): Column | undefined {
    const known = this.names?.known(name);
    const one = known ? known.at(time) : this.list[this.placeOf(name)];
    if (!one) return undefined;
    return isEntry(one) ? read(one, time) : this.declaredAt(one, time);
  }

  /** The place of the column that was declared with a name; -1 where none was. */
  private placeOf(name: string): number {
    if (this.list.length <= mostInARow) {
      for (const [at, one] of this.list.entries())
        if (('state' in one ? one.declaredAs : one.name) === name) return at;
      return -1;
    }
    this.places ??= new Map(
      this.list.flatMap((one, at) => {
        const declared = declaredName(one);
        return declared === undefined ? [] : [[declared, at]];
      }),
    );
    return this.places.get(name) ?? -1;
  }

  private enter(at: number): ColumnEntry | undefined {
    const one = this.list[at];
    if (!one || isEntry(one)) return one;
    const { holder } = this;
    if (!holder) return undefined;
    const column: ColumnEntry = {
      kind: 'column',
      holder,
      state: new History(),
      dependents: noDependents,
      declaredAs: one.name,
    };
    const type = one.type && builtInType(one.type);
    column.state.set(
      holder.state.start,
      declaredState(one, type, (part) => originIn(holder, part)),
    );
    if (this.until !== undefined) column.state.set(this.until, undefined);
    this.list[at] = column;
    return column;
  }

  private declaredAt(draft: ColumnDraft, time: number): Column | undefined {
    const { holder, until } = this;
    if (!holder || time < holder.state.start || (until !== undefined && time >= until)) return undefined;
    const { name, pointer, type, isNotNull } = draft;
    const from = (part: NodePointer) => originIn(holder, part);
    return {
      name,
      origin: from(pointer),
      comment: undefined,
      type: type && typeRefOf(type),
      isNotNull,
      default: expressionIn(draft.default, from),
      generated: expressionIn(draft.generated, from),
      identity: undefined,
      isInherited: false,
    };
  }
}

const mostInARow = 16;

/** Shared by all that nothing refers to. */
const noDependents: never[] = [];

const isEntry = (one: ColumnEntry | ColumnDraft): one is ColumnEntry => 'state' in one;

const declaredName = (one: ColumnEntry | ColumnDraft): string | undefined =>
  isEntry(one) ? one.declaredAs : one.name;

/** A place in the statement that makes a table or a type. */
function originIn({ state }: RelationEntry | TypeEntry, pointer: NodePointer): Origin | undefined {
  const made = state.at(state.start)?.origin;
  return made && { source: made.source, statement: made.statement, pointer };
}

const expressionIn = (
  pointer: NodePointer | undefined,
  from: (pointer: NodePointer) => Origin | undefined,
): Expression | undefined => pointer && { text: undefined, origin: from(pointer) };

/** A column as its table declares it. */
export const declaredState = (
  draft: ColumnDraft,
  type: TypeState | undefined,
  from: (pointer: NodePointer) => Origin | undefined,
): ColumnState => ({
  name: draft.name,
  origin: from(draft.pointer),
  comment: undefined,
  type,
  isNotNull: draft.isNotNull,
  default: expressionIn(draft.default, from),
  generated: expressionIn(draft.generated, from),
  identity: draft.identity?.when,
  isLocal: true,
  parents: 0,
});

/** One for all columns of a type that the script does not make. */
export const builtInType = (written: WrittenType): TypeState => query(typeStateOf, written);

const typeStateOf = (written: WrittenType): TypeState => ({ written, entry: undefined });

/** The same as a catalog has it. */
export const typeRefOf = (written: WrittenType): TypeRef => query(refOf, written);

const refOf = ({ schema, name, modifiers, dimensions }: WrittenType): TypeRef => ({
  schema,
  name,
  modifiers,
  dimensions,
});
