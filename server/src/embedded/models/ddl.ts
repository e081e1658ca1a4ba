import { quoteName } from '../../core/syntax/names.js';
import { type MappedText, textBuilder } from '../mappedText.js';
import type { Model } from './model.js';

/** A model as the statement that makes its table. The names in it are written in the code. */
export function ddlOf({ schema, name, at, columns, isWhole }: Model): MappedText {
  const builder = textBuilder();
  const path = `${schema === undefined ? '' : `${quoteName(schema)}.`}${quoteName(name)}`;
  builder.invent('CREATE TABLE ');
  builder.add('escape', path, at);
  builder.invent(' (');
  // Nobody knows the columns of a table that is not made yet.
  if (!isWhole) builder.invent(`\n  LIKE pg_catalog.${unknown}`);
  for (const [index, column] of columns.entries()) {
    builder.invent(index > 0 || !isWhole ? ',\n  ' : '\n  ');
    builder.add('escape', quoteName(column.name), column.at);
    builder.invent(` ${column.type ?? unknown}`);
    if (column.isRequired && !column.isKey) builder.invent(' NOT NULL');
    // A default of the server, or of the ORM, is not read: no value is missing.
    if (column.isRequired || column.isKey) builder.invent(` DEFAULT ${unknown}()`);
    if (column.isUnique) builder.invent(' UNIQUE');
  }
  const key = columns.flatMap(({ isKey, name: column }) => (isKey ? quoteName(column) : []));
  if (key.length > 0) builder.invent(`,\n  PRIMARY KEY (${key.join(', ')})`);
  builder.invent('\n);\n');
  return builder.done();
}

/** Compares with anything, and has any columns: no type and no table has this name. */
const unknown = '"?"';
