import { titleOfType } from '../catalog/formatType.js';
import { layered } from '../catalog/layered.js';
import { relationName } from '../catalog/read/written.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { detachedIdentities } from '../lint/fixes/identityIdiom.js';
import { referencingColumns, retyped } from '../lint/fixes/references.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf } from '../lint/script/catalog.js';
import type { TableColumn } from '../lint/script/columnsOfType.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { tableKeys } from '../lint/script/tables.js';
import { tableActions } from '../syntax/alterTable.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'identity-not-bigint',
  severity: 'error',
  message: 'Identity column "{column}" must be BIGINT, not {type}.',
  why: 'Numbers come in blocks of 65,536 and more, which soon leave the range of smaller types.',
  instead: 'Declare the column BIGINT.',
  server: serverErrors.identityType,
  documentation: documentation.createTable,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE teams (id INTEGER GENERATED ALWAYS AS IDENTITY (CACHE 65536));',
      at: 'INTEGER',
      good: 'CREATE TABLE teams (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536));',
    },
  ],
  words: ['identity'],
  inQueries: false,
  asksTables: true,
  repair(added: TableColumn | undefined, { script }) {
    const edits = added && retyped(script, added, 'BIGINT');
    if (!edits) return [];
    // What references the numbers becomes as wide as they are.
    const others = referencingColumns(script, added).flatMap((one) => retyped(script, one, 'BIGINT') ?? []);
    return [{ ...useBigint, edits: [...edits, ...others] }];
  },
  check: {
    *ColumnDef({ colname = '', typeName, constraints = [] }, statement) {
      const isIdentity = constraints.some(
        (node) => 'Constraint' in node && node.Constraint.contype === 'CONSTR_IDENTITY',
      );
      const name = typeName?.names?.at(-1);
      const type = name && 'String' in name ? (name.String.sval ?? '') : '';
      const range = typeName && isIdentity && smallIntegers.has(type) && rangeOf(statement, typeName);
      if (!range) return;
      const at = spanOf(statement, range);
      const written = statement.text.slice(at.start, at.end);
      yield {
        at,
        subject: undefined,
        data: { column: colname, type: written },
        fixes: [{ ...useBigint, edits: replace(statement, range, inCaseOf(written, 'BIGINT')) }],
      };
    },
  },
  *script(script) {
    const folded = new Set([...detachedIdentities(script)].flatMap(({ gone }) => gone));
    for (const [number, placed] of script.statements.entries()) {
      const { start, end } = placed.span;
      // The other rule makes it a part of CREATE TABLE, with its type.
      if (placed.facts.kind !== 'AlterTableStmt' || folded.has(start)) continue;
      if (!/\bidentity\b/i.test(script.text.slice(start, end))) continue;
      for (const { at, table, column, type } of addedIdentities(script, placed, number))
        yield {
          at: shiftSpan(at, start),
          subject: { table, column },
          data: { column, type: titleOfType(type) },
        };
    }
  },
});

const useBigint = {
  id: 'use-bigint',
  title: 'Use BIGINT',
  consequence: 'each value takes 8 bytes',
  safety: 'review',
} as const;

/** The columns of small integers that an ALTER TABLE makes identity columns, as far as the script tells their types. */
function* addedIdentities(script: Script, placed: ScriptStatement, number: number) {
  const statement = script.read(placed);
  const { node } = statement;
  if (!node || !('AlterTableStmt' in node)) return;
  const { relation } = node.AlterTableStmt;
  const name = relationName(relation);
  const catalog = catalogOf(script).behind(number);
  const table = layered([catalog]).relation(name);
  for (const action of tableActions(node.AlterTableStmt, statement)) {
    const { subtype, name: column = '' } = action.command;
    const type = table?.columns.find((one) => one.name === column)?.type;
    if (subtype !== 'AT_AddIdentity' || type?.dimensions !== 0 || !smallIntegers.has(type.name)) continue;
    yield {
      at: spanOf(statement, action),
      table: query(tableKeys, script)(number, name),
      column,
      type: type.name,
    };
  }
}

const smallIntegers = new Set(['int2', 'int4']);
