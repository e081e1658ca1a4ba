import { type Cursor, clause, enclosed, take } from './cursor.js';
import { expression } from './expression.js';
import { commaList } from './list.js';
import { name, nameList, onlyTable } from './name.js';

/** `FOR TABLE a (x) WHERE (…), TABLES IN SCHEMA s` */
export function publicationTables(cursor: Cursor): void {
  clause(cursor, 'for', () => publicationObjects(cursor));
}

export function publicationObjects(cursor: Cursor): void {
  let isSchema = false;
  commaList(cursor, () => {
    if (take(cursor, 'all', 'tables')) return;
    if (take(cursor, 'tables', 'in', 'schema')) isSchema = true;
    else if (take(cursor, 'table')) isSchema = false;
    if (isSchema) {
      name(cursor, 'schema');
      return;
    }
    onlyTable(cursor);
    nameList(cursor, 'column');
    clause(cursor, 'where', () => void enclosed(cursor, 'parens', '', () => expression(cursor)));
  });
}
