import { quoteName, quoteObject } from '../../syntax/names.js';
import { byKey } from '../../text/byKey.js';
import { typeText } from '../fromServer/ddl.js';
import type { ServerColumn } from '../fromServer/model.js';
import type { Snapshot, TableShape } from './snapshot.js';
import type { Difference } from './step.js';

/**
 * The differences, where a table or a column goes and just one of the same shape comes with a note on the statement that drops
 * it: it may have been renamed. The statements stay.
 */
export function withRenames(
  differences: readonly Difference[],
  from: Snapshot,
  to: Snapshot,
): readonly Difference[] {
  const hints = new Map([...tableRenames(from, to), ...columnRenames(from, to)]);
  return differences.map((difference) => {
    const sql = difference.kind === 'extra' ? hints.get(difference.object) : undefined;
    if (sql === undefined) return difference;
    const steps = difference.steps.map((step) =>
      step.phase === 'drop tables' || step.phase === 'drop columns'
        ? {
            ...step,
            note: `${step.note ?? ''} If it was renamed, this keeps them in place of both statements: ${sql};`,
          }
        : step,
    );
    return { ...difference, steps };
  });
}

type Hint = readonly [object: string, sql: string];

function tableRenames(from: Snapshot, to: Snapshot): readonly Hint[] {
  const shape = ({ schema, columns }: TableShape) =>
    JSON.stringify([schema, columns.map((column) => [column.name, shapeOf(column)]).sort()]);
  return pairs(
    lacking(from.tables, to.tables, quoteObject),
    lacking(to.tables, from.tables, quoteObject),
    shape,
  ).map(
    ([old, made]): Hint => [
      `table ${old.schema}.${old.name}`,
      `ALTER TABLE ${quoteObject(old)} RENAME TO ${quoteName(made.name)}`,
    ],
  );
}

function columnRenames(from: Snapshot, to: Snapshot): readonly Hint[] {
  const after = new Map(to.tables.map((table) => [quoteObject(table), table.columns]));
  return from.tables.flatMap((table) => {
    const { schema, name, columns } = table;
    const others = after.get(quoteObject(table)) ?? [];
    const nameOf = (column: ServerColumn) => column.name;
    return pairs(lacking(columns, others, nameOf), lacking(others, columns, nameOf), shapeOf).map(
      ([old, made]): Hint => [
        `column ${schema}.${name}.${old.name}`,
        `ALTER TABLE ${quoteObject(table)} RENAME COLUMN ${quoteName(old.name)} TO ${quoteName(made.name)}`,
      ],
    );
  });
}

const shapeOf = (column: ServerColumn): string =>
  JSON.stringify([typeText(column), column.isNotNull, column.default?.text, column.generated?.text]);

const lacking = <One>(
  all: readonly One[],
  others: readonly One[],
  nameOf: (one: One) => string,
): readonly One[] => {
  const names = new Set(others.map(nameOf));
  return all.filter((one) => !names.has(nameOf(one)));
};

/** Those of one shape, where there is one on each side. */
function pairs<One>(
  gone: readonly One[],
  come: readonly One[],
  shapeOf: (one: One) => string,
): readonly (readonly [One, One])[] {
  const shaped = (all: readonly One[]) => byKey(all.map((one) => [shapeOf(one), one]));
  const [before, after] = [shaped(gone), shaped(come)];
  return [...before].flatMap(([shape, [old, ...moreOld]]) => {
    const [made, ...moreMade] = after.get(shape) ?? [];
    return old && made && moreOld.length + moreMade.length === 0 ? [[old, made] as const] : [];
  });
}
