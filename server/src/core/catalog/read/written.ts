import type { FunctionParameter, Node, RangeVar, TypeName } from 'libpg-query';
import { knownTypes } from '../../dialect/types.js';
import { modifiersOf, textOf } from '../../syntax/typeName.js';
import { exactList } from '../../text/exactList.js';
import { lookup } from '../../text/lookup.js';
import { sharing } from '../../text/sharing.js';
import type { ParameterDraft, WrittenColumn, WrittenType } from '../change.js';
import type { ObjectName } from '../model.js';

export const texts = (nodes: readonly Node[] = []): readonly string[] =>
  exactList(nodes.flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : [])));

/** The last two parts of a name; one in front of them is the database. */
export function objectName(parts: readonly string[]): ObjectName {
  return { schema: parts.at(-2), name: parts.at(-1) ?? '' };
}

export const nodesName = (nodes: readonly Node[] | undefined): ObjectName => objectName(texts(nodes));

export const relationName = (relation: RangeVar | undefined): ObjectName => ({
  schema: relation?.schemaname,
  name: relation?.relname ?? '',
});

/** ONLY stands before its name. */
export const isOnly = (relation: RangeVar | undefined): boolean => relation?.inh !== true;

/** `[[schema.]table.]column`, as OWNED BY and COMMENT have it. */
export function columnName(parts: readonly string[]): WrittenColumn {
  return { table: objectName(parts.slice(0, -1)), column: parts.at(-1) ?? '' };
}

export function writtenType(type: TypeName | undefined): WrittenType {
  const { names = [], arrayBounds = [], pct_type: isOfColumn = false } = type ?? {};
  const parts = names.map(textOf);
  if (isOfColumn) return { ...typeNamed(undefined, ''), like: columnName(parts) };
  const { schema, name } = objectName(parts);
  // `_int4` is how the server calls `int4[]`.
  const isArrayName = name.startsWith('_') && knownTypes.has(name.slice(1)) && !knownTypes.has(name);
  const modifiers = (type ? modifiersOf(type) : []).flatMap((modifier) => modifier ?? []);
  const dimensions = arrayBounds.length + (isArrayName ? 1 : 0);
  return sharedType(`${dimensions} ${modifiers.join()} ${parts.join('\0')}`, () => ({
    schema,
    name: isArrayName ? name.slice(1) : name,
    modifiers,
    dimensions,
    like: undefined,
  }));
}

/** A long script writes a few types tens of thousands of times. */
const sharedType = sharing<WrittenType>();

const none: WrittenType['modifiers'] = [];

export const typeNamed = (schema: string | undefined, name: string): WrittenType => ({
  schema,
  name,
  modifiers: none,
  dimensions: 0,
  like: undefined,
});

/** The integer type of `serial` and its like; undefined for other types. */
export function serialBase({ names = [] }: TypeName): string | undefined {
  const [name] = names;
  return name && names.length === 1 ? serials[textOf(name)] : undefined;
}

const serials = lookup<string>({
  serial: 'int4',
  serial2: 'int2',
  serial4: 'int4',
  serial8: 'int8',
  bigserial: 'int8',
  smallserial: 'int2',
});

export function writtenParameter({
  name,
  argType,
  mode = 'FUNC_PARAM_DEFAULT',
  defexpr,
}: FunctionParameter): ParameterDraft {
  return {
    name,
    mode: modes[mode] ?? 'in',
    type: writtenType(argType),
    hasDefault: defexpr !== undefined,
  };
}

const modes = lookup<ParameterDraft['mode']>({
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
});

/** The argument of an option of DDL, as `owned_by`; undefined where the statement does not have it. */
export function optionOf(options: readonly Node[] = [], name: string): Node | 'present' | undefined {
  for (const option of options)
    if ('DefElem' in option && option.DefElem.defname === name) return option.DefElem.arg ?? 'present';
  return undefined;
}

/** The type that an option names. */
export function typeOption(options: readonly Node[] | undefined, name: string): WrittenType | undefined {
  const value = optionOf(options, name);
  return value !== undefined && value !== 'present' && 'TypeName' in value
    ? writtenType(value.TypeName)
    : undefined;
}

/** The parts of the name that an option gives. */
export function nameOption(
  options: readonly Node[] | undefined,
  name: string,
): readonly string[] | undefined {
  const value = optionOf(options, name);
  if (value === undefined || value === 'present') return undefined;
  if ('List' in value) return texts(value.List.items);
  if ('TypeName' in value) return texts(value.TypeName.names);
  return 'String' in value ? texts([value]) : undefined;
}
