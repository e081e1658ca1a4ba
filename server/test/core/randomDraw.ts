import { type ColumnType, columnTypes } from './randomTypes.js';

/** What chooses, the same for a seed. */
export interface Draw {
  readonly below: (end: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
}

export function drawFrom(random: () => number): Draw {
  const below = (end: number): number => Math.floor(random() * end);
  return { below, chance: (share) => random() < share, pick: (list) => list[below(list.length)] as never };
}

export interface Column {
  name: string;
  type: ColumnType;
}

export interface Table {
  name: string;
  readonly key: Column;
  readonly columns: Column[];
}

/** What the statements so far have made, if the server took them. */
export interface Project {
  readonly tables: Table[];
  readonly views: string[];
  /** As `name(types)`. */
  readonly functions: string[];
  count: number;
}

/** Makes some statements, and notes what they make. */
export type Maker = (draw: Draw, project: Project) => readonly string[];

/** A type by its name. */
export const named = (type: string): ColumnType =>
  columnTypes.find((one) => one.type === type) ?? { type, values: ["'1'"], copied: '1', reads: ['$::text'] };

export const quoted = (name: string): string => (/^[a-z_]\w*$/.test(name) ? name : `"${name}"`);

/** An expression that reads a column. */
export const reading = (draw: Draw, { name, type }: Column): string =>
  draw.pick(type.reads).replaceAll('$', quoted(name));

export const nextName = (project: Project, lead: string): string => `${lead}${project.count++}`;

export const keyTypes = [
  'serial',
  'bigserial',
  'smallserial',
  'int',
  'uuid',
  'bigint GENERATED ALWAYS AS IDENTITY',
];

/** The type that holds such a key's values. */
export const heldBy = (key: string): string =>
  key.startsWith('big') ? 'bigint' : key.startsWith('small') ? 'smallint' : key === 'uuid' ? 'uuid' : 'int';

/** A column of CREATE TABLE. */
export function definition(draw: Draw, { name, type }: Column): string {
  const preset = draw.chance(0.3) ? ` DEFAULT ${draw.pick(['NULL', ...type.values, ...type.values])}` : '';
  return `${quoted(name)} ${type.type}${preset}${draw.chance(0.2) ? ' NOT NULL' : ''}`;
}
