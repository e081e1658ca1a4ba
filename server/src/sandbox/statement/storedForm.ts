import type { ColumnDef, TypeName } from 'libpg-query';
import { rangeOf } from '../../core/syntax/rangeOf.js';
import type { Statement } from '../../core/syntax/statement.js';
import { spanOf } from '../../core/syntax/tree/nodes.js';
import { walk } from '../../core/syntax/walk.js';
import { applyEdits, type Edit } from '../../core/text/edit.js';

/**
 * The statement as PostgreSQL must store what Aurora DSQL would: a numeric without precision is numeric(18,6), see
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-data-types.html
 */
export function storedForm(statement: Statement): string {
  if (!statement.node || !/\b(?:numeric|decimal|dec)\b/i.test(statement.text)) return statement.text;
  const edits: Edit[] = [];
  walk(statement.node, (name, node) => {
    if (name !== 'ColumnDef') return;
    // The walker hands a node of the name it tells.
    const { typeName } = node as ColumnDef;
    const range = typeName && isBareNumeric(typeName) && rangeOf(statement, typeName);
    if (!range) return;
    const { end } = spanOf(statement, range);
    edits.push({ start: end, end, text: '(18,6)' });
  });
  return edits.length > 0 ? applyEdits(statement.text, edits) : statement.text;
}

function isBareNumeric({ names = [], typmods = [], arrayBounds = [] }: TypeName): boolean {
  const last = names.at(-1);
  return (
    !!last &&
    'String' in last &&
    last.String.sval === 'numeric' &&
    typmods.length === 0 &&
    arrayBounds.length === 0
  );
}
