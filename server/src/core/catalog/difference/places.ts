import { quoteName, quoteObject } from '../../syntax/names.js';
import type { HeldRights } from '../fromServer/rights.js';
import { type Snapshot, shapeName } from './snapshot.js';

/** What rights are on: `label` as a difference names it, `on` as `HeldRights` does. */
export interface RightsPlace {
  readonly label: string;
  readonly on: string;
  readonly schema: string;
}

/** All that has rights; default rights where either of two schemas may have some. */
export function placesOf({ schemas, tables, others, rights }: Snapshot): readonly RightsPlace[] {
  return [
    ...schemas
      .filter(({ name }) => name !== 'public')
      .map(({ name }) => ({ label: `schema ${name}`, on: `SCHEMA ${quoteName(name)}`, schema: name })),
    ...tables.flatMap((table): readonly RightsPlace[] => {
      const { schema, name, columns } = table;
      return [
        { label: `table ${schema}.${name}`, on: `TABLE ${quoteObject(table)}`, schema },
        ...columns.map((column) => ({
          label: `column ${schema}.${name}.${column.name}`,
          on: `COLUMN ${quoteObject(table)}.${quoteName(column.name)}`,
          schema,
        })),
      ];
    }),
    ...others.map((shape): RightsPlace => {
      const words = { view: 'TABLE', sequence: 'SEQUENCE', function: 'FUNCTION', domain: 'DOMAIN' }[
        shape.kind
      ];
      const types = shape.kind === 'function' ? `(${shape.signature})` : '';
      return { label: shapeName(shape), on: `${words} ${quoteObject(shape)}${types}`, schema: shape.schema };
    }),
    ...[...new Set([...globalKinds, ...rights.map(({ on }) => on).filter(isDefault)])].map(defaultPlace),
  ];
}

const defaultPlace = (on: string): RightsPlace => ({
  label: `new ${on.replace(/^\w+( IN SCHEMA)?/, (words) => words.toLowerCase())}`,
  on,
  schema: '',
});

const globalKinds = ['TABLES', 'SEQUENCES', 'FUNCTIONS', 'TYPES'];
export const isDefault = (on: string): boolean => /^(?:TABLES|SEQUENCES|FUNCTIONS|TYPES)\b/.test(on);

export const byPlace = ({ rights }: Snapshot): ReadonlyMap<string, HeldRights> =>
  new Map(rights.map((held) => [held.on, held]));
