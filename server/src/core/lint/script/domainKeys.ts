import type { TypeRef } from '../../catalog/model.js';
import { type TableKey, type TableKeyColumn, tableKeys } from '../../syntax/keys.js';
import type { Statement } from '../../syntax/statement.js';
import { storedType } from './catalog.js';
import { type Script, type ScriptStatement, statementAt } from './script.js';
import { tablesOf } from './tables.js';

/** A key of a CREATE TABLE with a column of a domain, and the types that its columns store. */
export interface DomainKey {
  readonly placed: ScriptStatement;
  readonly statement: Statement;
  readonly key: TableKey;
  readonly columns: readonly DomainKeyColumn[];
}

interface DomainKeyColumn {
  readonly column: TableKeyColumn;
  /** Undefined where the script does not tell it. */
  readonly type: TypeRef | undefined;
  readonly isOfDomain: boolean;
}

/** The keys that need the whole script, because other statements create their domains. */
export function* domainKeysOf(script: Script): Generator<DomainKey> {
  for (const { relation, indexes } of tablesOf(script)) {
    const created = relation.origin?.statement;
    if (!created || !indexes.some(({ keyTypes }) => keyTypes.some((type) => isOfDomain(script, type))))
      continue;
    const placed = statementAt(script, created);
    const statement = placed && script.read(placed);
    if (!placed || !statement?.node || !('CreateStmt' in statement.node)) continue;
    const types = new Map(relation.columns.map(({ name, type }) => [name, type]));
    for (const key of tableKeys(statement.node.CreateStmt)) {
      const columns = key.columns.map((column): DomainKeyColumn => {
        const declared = types.get(column.name);
        return {
          column,
          type: declared && storedType(script, declared),
          isOfDomain: isOfDomain(script, declared),
        };
      });
      if (columns.some((column) => column.isOfDomain)) yield { placed, statement, key, columns };
    }
  }
}

const isOfDomain = (script: Script, type: TypeRef | undefined): boolean =>
  type !== undefined && storedType(script, type) !== type;
