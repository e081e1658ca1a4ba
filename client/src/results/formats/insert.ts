import type { Cell } from '../../../../server/src/connection/answer.js';
import { quoteName } from '../../../../server/src/core/syntax/names.js';
import type { Encoding, EncodingOptions } from '../../../../server/src/running/formats/format.js';
import { kindOf } from '../../../../server/src/running/formats/kind.js';

/** Well below the 3,000 rows and the 10 MiB that one transaction of DSQL may change. */
const maxStatement = { rows: 500, length: 1_000_000 } as const;

/** INSERT statements that run as they are, each in its own transaction. */
export function insert({ columns, table }: EncodingOptions): Encoding {
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  const literals = columns.map(({ oid }) => literalOf(oid));
  let rows = 0;
  let length = 0;
  return {
    head: '',
    row: (cells, index) => {
      const values = `(${literals.map((literal, at) => literal(cells[at] ?? null)).join(', ')})`;
      const begins =
        index === 0 || rows === maxStatement.rows || length + values.length > maxStatement.length;
      rows = begins ? 1 : rows + 1;
      length = begins ? values.length : length + values.length;
      if (!begins) return `,\n  ${values}`;
      return `${index > 0 ? ';\n' : ''}INSERT INTO ${table} (${names}) VALUES\n  ${values}`;
    },
    tail: (count) => (count > 0 ? ';\n' : ''),
  };
}

function literalOf(oid: number): (cell: Cell) => string {
  const kind = kindOf(oid);
  return (cell) => {
    if (cell === null) return 'NULL';
    if (kind === 'number' && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell)) return cell;
    if (kind === 'boolean' && (cell === 't' || cell === 'f')) return cell === 't' ? 'true' : 'false';
    // A backslash stands for itself: standard_conforming_strings cannot be turned off in DSQL
    return `'${cell.replaceAll("'", "''")}'`;
  };
}
