import { extensionTypes, typesWithoutKey, unsupportedTypes } from '../../dialect/types.js';
import { schemaOf } from '../../schema/replay.js';
import { query } from '../../text/memo.js';
import type { Script } from '../script/script.js';

/**
 * Whether a column of a type, as the schema tells it, can be a key once the script is repaired. A type that the script
 * does not create, and nobody knows, may be one.
 */
export function mayBeKey(script: Script, type: string): boolean {
  const base = query(schemaOf, script).domains.get(type) ?? type;
  const isComposite = query(compositesIn, script).has(base);
  const standIn = unsupportedTypes[base]?.[0] ?? extensionTypes[base]?.standIn;
  return !isComposite && !base.endsWith('[]') && !typesWithoutKey.has(base) && standIn?.type !== 'JSONB';
}

/** The composite types that a script declares. */
const compositesIn = ({ statements }: Script): ReadonlySet<string | undefined> =>
  new Set(
    statements.flatMap(({ facts }) => (facts.kind === 'CompositeTypeStmt' ? [facts.types.declared] : [])),
  );
