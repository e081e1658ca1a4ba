import type { TypeRef } from '../../catalog/model.js';
import { extensionTypes, typesWithoutKey, unsupportedTypes } from '../../dialect/types.js';
import { query } from '../../text/memo.js';
import { storedType } from '../script/catalog.js';
import type { Script } from '../script/script.js';

/**
 * Whether a column of a type can be a key once the script is repaired. Also true for an unknown type that the script does not
 * create.
 */
export function mayBeKey(script: Script, type: TypeRef): boolean {
  const { name: base, dimensions } = storedType(script, type);
  const isComposite = query(compositesIn, script).has(base);
  const standIn = unsupportedTypes[base]?.[0] ?? extensionTypes[base]?.standIn;
  return !isComposite && dimensions === 0 && !typesWithoutKey.has(base) && standIn?.type !== 'JSONB';
}

/** The composite types that a script declares. */
const compositesIn = ({ statements }: Script): ReadonlySet<string | undefined> =>
  new Set(
    statements.flatMap(({ facts }) => (facts.kind === 'CompositeTypeStmt' ? [facts.types.declared] : [])),
  );
