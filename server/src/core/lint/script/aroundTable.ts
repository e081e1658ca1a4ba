import type { Change } from '../../catalog/change.js';
import type { Catalog, ObjectName, Relation } from '../../catalog/model.js';
import { keyOf } from '../../catalog/objectKey.js';
import { query } from '../../text/memo.js';
import type { Script } from './script.js';
import { statementsWith } from './wordsIn.js';

/** What a script writes around a table, at any time. It may tell of more than there is. */
interface Around {
  /** `schema.name` of the relations whose statements name the table: itself, views, those that refer to it. */
  readonly relations: readonly string[];
  /** A sequence may belong to one of its columns. */
  readonly mayOwnSequences: boolean;
  readonly mayGenerate: boolean;
}

/**
 * Undefined where a name may mean different tables at different places. Then the catalog must be gone through, which is too
 * much for each of many changes.
 */
export function aroundTable(script: Script, { name }: ObjectName): Around | undefined {
  if (query(movesNames, script)) return undefined;
  const known = query(aroundNames, script);
  const around = known.get(name) ?? aroundName(script, name);
  known.set(name, around);
  return around;
}

/** Those that were asked for. */
const aroundNames = (_: Script): Map<string, Around> => new Map();

const movesNames = ({ statements }: Script): boolean =>
  statements.some(({ facts }) => facts.ddl.some(({ kind }) => moving.has(kind)));

const moving: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'rename',
  'set schema',
  'set path',
  'create schema',
]);

function aroundName(script: Script, name: string): Around {
  const relations = new Set<string>();
  let mayOwnSequences = false;
  let mayGenerate = false;
  for (const { span, facts } of statementsWith(script, name)) {
    const text = script.text.slice(span.start, span.end);
    mayOwnSequences ||= /\bowned\b|serial/i.test(text);
    mayGenerate ||= /\bgenerated\b|\blike\b/i.test(text);
    for (const change of facts.ddl)
      if (change.kind === 'create relation' || change.kind === 'alter relation')
        relations.add(keyOf(change.name));
  }
  return { relations: [...relations], mayOwnSequences, mayGenerate };
}

/** The relation that `schema.name` stands for. */
export function relationNamed({ schemas }: Catalog, table: string): Relation | undefined {
  for (const { name, relations } of schemas.values()) {
    const relation = table.startsWith(`${name}.`) ? relations.get(table.slice(name.length + 1)) : undefined;
    if (relation) return relation;
  }
  return undefined;
}

/** The relations of a catalog that may have to do with a table. */
export function* relationsAround(script: Script, catalog: Catalog, table: ObjectName): Generator<Relation> {
  const around = aroundTable(script, table);
  if (!around) for (const { relations } of catalog.schemas.values()) yield* relations.values();
  for (const name of around?.relations ?? []) {
    const relation = relationNamed(catalog, name);
    if (relation) yield relation;
  }
}
