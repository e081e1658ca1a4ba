import type { ColumnDef, Constraint, CreateStmt } from 'libpg-query';
import { closing, find, indexAt, items, lastIndex, wordOf } from './tokens.js';
import type { TokenRange } from './ranges.js';
import type { StatementText } from './statement.js';
import { textOf } from './typeName.js';

/** A PRIMARY KEY or UNIQUE constraint of a CREATE TABLE. */
export interface TableKey {
  /** The words PRIMARY KEY or UNIQUE. */
  readonly words: TokenRange;
  readonly columns: readonly KeyColumn[];
}

export interface KeyColumn {
  readonly name: string;
  /** The column's name in the list of the key; the words of the constraint where it is a column's own. */
  readonly tokens: TokenRange;
  /** Undefined where the statement does not declare it. */
  readonly column: ColumnDef | undefined;
}

export function tableKeys(statement: StatementText, { tableElts = [] }: CreateStmt): readonly TableKey[] {
  const columns = tableElts.flatMap((node) => ('ColumnDef' in node ? [node.ColumnDef] : []));
  return tableElts.flatMap((node) => {
    if ('Constraint' in node) return isKey(node.Constraint) ? [listedKey(statement, node.Constraint, columns)] : [];
    if (!('ColumnDef' in node)) return [];
    const column = node.ColumnDef;
    return (column.constraints ?? []).flatMap((inner) => {
      if (!('Constraint' in inner) || !isKey(inner.Constraint)) return [];
      const words = keyWords(statement, inner.Constraint);
      return [{ words, columns: [{ name: column.colname ?? '', tokens: words, column }] }];
    });
  });
}

const isKey = ({ contype }: Constraint): boolean => contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE';

function listedKey(statement: StatementText, constraint: Constraint, columns: readonly ColumnDef[]): TableKey {
  const words = keyWords(statement, constraint);
  let open = words.last;
  while (open < lastIndex(statement) && wordOf(statement, open) !== '(') open++;
  const names = items(statement, open + 1, closing(statement, open) - 1);
  return {
    words,
    columns: (constraint.keys ?? []).map((key, at) => {
      const name = textOf(key);
      return { name, tokens: names[at] ?? words, column: columns.find(({ colname }) => colname === name) };
    }),
  };
}

function keyWords(statement: StatementText, { contype, location = 0 }: Constraint): TokenRange {
  const start = indexAt(statement, location);
  // A constraint's own name may be any word.
  const from = wordOf(statement, start) === 'constraint' ? start + 2 : start;
  if (contype === 'CONSTR_UNIQUE') {
    const index = find(statement, ['unique'], from);
    return { first: index, last: index };
  }
  const index = find(statement, ['primary', 'key'], from);
  return { first: index, last: index + 1 };
}
