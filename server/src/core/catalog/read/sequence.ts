import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import type { Change, WrittenColumn } from '../change.js';
import { columnName, nameOption, relationName, typeOption } from './written.js';

export const createSequence = ({ sequence, options, if_not_exists }: CreateSeqStmt): Change => ({
  kind: 'create sequence',
  name: relationName(sequence),
  isTemporary: sequence?.relpersistence === 't',
  isGuarded: if_not_exists ?? false,
  type: typeOption(options, 'as'),
  owner: ownerOption(options),
  pointer: { kind: 'table', location: sequence?.location ?? 0 },
});

export const alterSequence = ({ sequence, options }: AlterSeqStmt): Change => ({
  kind: 'alter sequence',
  name: relationName(sequence),
  type: typeOption(options, 'as'),
  owner: ownerOption(options),
});

/** OWNED BY; a name of one part is NONE. */
function ownerOption(options: readonly Node[] | undefined): WrittenColumn | 'none' | undefined {
  const parts = nameOption(options, 'owned_by');
  if (!parts) return undefined;
  return parts.length === 1 ? 'none' : columnName(parts);
}
