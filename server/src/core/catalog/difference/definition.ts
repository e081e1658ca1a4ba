import { schemaStatements, tableStatements } from '../fromServer/ddl.js';
import { ownerStatements } from './owners.js';
import { rightsStatements } from './rights.js';
import type { OtherShape, Snapshot, TableShape } from './snapshot.js';

/**
 * What makes the object of a difference, as `Difference.object` names it: of a column, a constraint or an index its whole table.
 * Empty where the schema does not have it.
 */
export function definitionIn(snapshot: Snapshot, object: string): string {
  const name = object.slice(object.lastIndexOf(' ') + 1);
  const kind = object.slice(0, object.indexOf(' '));
  const text = (statements: readonly string[]) => statements.map((sql) => `${sql};\n`).join('\n');
  if (kind === 'schema')
    return text(snapshot.schemas.filter((one) => one.name === name).flatMap(schemaStatements));
  if (kind === 'rights') return text(rightsStatements(snapshot, object));
  if (kind === 'owner') return text(ownerStatements(snapshot, object));
  const table = snapshot.tables.find((one) => isOf(one, kind, object));
  if (table) return text(tableStatements(table, table));
  return text(snapshot.others.filter((one) => isNamed(one, object)).flatMap(({ statements }) => statements));
}

/** A name may hold anything: so the names that there are are held against the object's. */
function isOf(table: TableShape, kind: string, object: string): boolean {
  const name = `${table.schema}.${table.name}`;
  if (kind === 'table' || kind === 'primary') return object.endsWith(` ${name}`);
  if (kind === 'column' || kind === 'constraint') return object.startsWith(`${kind} ${name}.`);
  return kind === 'index' && table.indexes.some((index) => object === `index ${index.schema}.${index.name}`);
}

const isNamed = ({ kind, schema, name }: OtherShape, object: string): boolean =>
  object === `${kind} ${schema}.${name}` || object.startsWith(`${kind} ${schema}.${name}(`);
