import type { Relation } from '../../catalog/model.js';
import type { Origin } from '../../catalog/origin.js';
import type { Facts } from './facts.js';
import { perText } from './perText.js';
import { type Related, relatedOf } from './related.js';
import { type Script, type ScriptStatement, statementAt } from './script.js';
import { type ScriptTable, tablesOf } from './tables.js';
import { tellingOf } from './telling.js';

/** What is known of groups of related statements, kept as long as the statements of a group stay the same. */
export interface GroupMemory<Value> {
  /** Undefined where nothing is kept, or a statement has changed. */
  readonly of: (group: Related) => Value | undefined;
  readonly keep: (group: Related, value: Value) => void;
}

/** Facts stay the same object as long as the text of a statement does. Those of a group that is gone are forgotten with it. */
export function groupMemory<Value>(): GroupMemory<Value> {
  const kept = new WeakMap<Facts, { readonly facts: readonly Facts[]; readonly value: Value }>();
  return {
    of({ own, statements }) {
      const known = own[0] && kept.get(own[0].facts);
      const isSame =
        known?.facts.length === statements.length &&
        statements.every(({ facts }, at) => facts === known.facts[at]);
      return isSame ? known.value : undefined;
    },
    keep({ own: [first], statements }, value) {
      if (first) kept.set(first.facts, { facts: statements.map(({ facts }) => facts), value });
    },
  };
}

/**
 * What a function computes for each table of a script, for successive versions of the script. It is computed again only for
 * tables that a changed statement may concern. The result must hold no place in the text, because places move. In no particular
 * order.
 */
export const ofTables = <Value>(
  make: (table: ScriptTable) => Value,
): ((script: Script) => readonly Value[]) =>
  ofMade((script) => tablesOf(script).map((table) => ({ origin: originOfTable(table), value: make(table) })));

/** What a function computes of an object that a script makes, with the object's place. */
export interface OfMade<Value> {
  /** Of the object, or of a part that makes it known. */
  readonly origin: Origin | undefined;
  readonly value: Value;
}

/** The same for objects of any kind that belong to tables: what `make` answers for a group of statements, it answers for all. */
export const ofMade = <Value>(
  make: (script: Script) => readonly OfMade<Value>[],
): ((script: Script) => readonly Value[]) => perText(() => ofVersions(make));

function ofVersions<Value>(
  make: (script: Script) => readonly OfMade<Value>[],
): (script: Script) => readonly Value[] {
  const memory = groupMemory<readonly Value[]>();
  /** The results of a whole script, which are grouped when the next version comes: there may be none. */
  let whole: Whole<Value> | undefined;
  let last: { readonly script: Script; readonly values: readonly Value[] } | undefined;
  const valuesOf = (made: readonly OfMade<Value>[]) => made.map(({ value }) => value);

  const byGroup = (script: Script): readonly Value[] | undefined => {
    // The facts of statements do not tell where one file ends and the next begins.
    const groups = script.parts.length === 1 ? relatedOf(script) : undefined;
    if (!groups) return undefined;
    const changed = new Set(groups.filter((group) => !memory.of(group)));
    let size = 0;
    for (const { statements } of changed) size += statements.length;
    // Reading the whole script is faster than reading most of its groups.
    if (size * 2 > script.statements.length) return undefined;
    for (const group of changed)
      memory.keep(group, valuesOf(make({ ...script, statements: group.statements })));
    return groups.flatMap((group) => memory.of(group) ?? []);
  };

  const asWhole = (script: Script): readonly Value[] => {
    const made = make(script);
    if (!script.isLast) whole = { script, made };
    return valuesOf(made);
  };

  return (script) => {
    if (last && isSameSchema(last.script, script)) {
      last = { script, values: last.values };
      return last.values;
    }
    if (whole) part(memory, whole);
    whole = undefined;
    last = { script, values: (last && byGroup(script)) ?? asWhole(script) };
    return last.values;
  };
}

/** Whether two scripts make the same tables: all statements that change the catalog are the same. */
function isSameSchema(one: Script, other: Script): boolean {
  if (one === other) return true;
  if (one.parts.length > 1 || other.parts.length > 1) return false;
  const [ddl, others] = [tellingOf(one).ddl, tellingOf(other).ddl];
  return ddl.length === others.length && ddl.every(({ facts }, at) => facts === others[at]?.facts);
}

interface Whole<Value> {
  readonly script: Script;
  readonly made: readonly OfMade<Value>[];
}

/** Keeps the results of a whole script by its groups; nothing where an object belongs to none. */
function part<Value>(memory: GroupMemory<readonly Value[]>, { script, made }: Whole<Value>): void {
  const groups = script.parts.length === 1 ? (relatedOf(script) ?? []) : [];
  const parted = groups.map((group) => ({ group, values: [] as Value[] }));
  const valuesOf = new Map<ScriptStatement | undefined, Value[]>();
  for (const { group, values } of parted) for (const statement of group.own) valuesOf.set(statement, values);
  for (const { origin, value } of made) {
    const values = origin && valuesOf.get(statementAt(script, origin.statement));
    if (!values) return;
    values.push(value);
  }
  for (const { group, values } of parted) memory.keep(group, values);
}

/** The origin of a table, or of a part of it where another script creates the table. */
const originOfTable = (table: ScriptTable): Origin | undefined =>
  table.relation.origin ??
  table.constraints[0]?.made.origin ??
  table.indexes[0]?.made.origin ??
  originOf(table.relation);

/** The origin of a relation, or of a column of it where another script creates the relation. */
export const originOf = (relation: Relation): Origin | undefined =>
  relation.origin ?? relation.columns.find(({ origin }) => origin)?.origin;
