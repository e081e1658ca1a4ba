import type { HostNode } from '../hostNode.js';
import { type Conventions, type Declared, type Model, type ModelColumn, nothingDeclared } from './model.js';
import {
  type Call,
  callOf,
  fieldsOf,
  isFalse,
  isTrue,
  plainString,
  snakeCase,
  spanOf,
} from './scriptNodes.js';

/** The models that a file defines for Sequelize, under the plural of their names where they have no other. */
export function sequelizeModels(root: HostNode, conventions: Conventions): Declared {
  if (!/['"](?:@sequelize\/core|sequelize)['"]|\bDataTypes\b/.test(root.text)) return nothingDeclared;
  const tables = root.descendantsOfType(['call_expression']).flatMap((node) => {
    const call = callOf(node);
    return call ? modelOf(call, conventions) : [];
  });
  return { tables, classes: [], sent: [] };
}

function modelOf(call: Call, { sequelizeKeepsDefaults }: Conventions): readonly Model[] {
  const { name, args, callee } = call;
  const isDefine = name === 'define' && plainString(args[0]) !== undefined;
  const isInit = name === 'init' && args[0]?.type === 'object' && args[1]?.type === 'object';
  if (!isDefine && !isInit) return [];
  const attributes = fieldsOf(isDefine ? args[1] : args[0]);
  const options = fieldsOf(isDefine ? args[2] : args[1]);
  const option = (key: string) => options.fields.get(key)?.value;
  if (isInit && !option('sequelize') && !option('modelName') && !option('tableName')) return [];
  const named = isDefine ? args[0] : (option('modelName') ?? callee.childForFieldName('object') ?? undefined);
  const model = plainString(named) ?? (named?.type === 'identifier' ? named.text : undefined);
  const table = plainString(option('tableName'));
  const isFrozen = isTrue(option('freezeTableName'));
  const inflected = model === undefined ? undefined : isFrozen ? model : pluralOf(model);
  const isUnderscored = isTrue(option('underscored'));
  const cased = inflected && isUnderscored ? snakeCase(inflected) : inflected;
  const called = option('tableName') ? table : cased;
  if (!called || !named) return [];
  const isCertain = table !== undefined || (sequelizeKeepsDefaults && !options.isOpen);
  const stored = [...attributes.fields].filter(([, { value }]) => !/\bVIRTUAL\b/.test(value.text));
  const columns = stored.map(([key, { key: at, value }]) => columnOf(key, at, value, isUnderscored));
  const known = columns.flatMap((column) => column ?? []);
  const isWhole =
    isCertain &&
    sequelizeKeepsDefaults &&
    !attributes.isOpen &&
    !options.isOpen &&
    known.length === columns.length;
  const at = spanOf(option('tableName') ?? named);
  const place = (column: string): string => (isUnderscored ? snakeCase(column) : column);
  const added = (column: string, type: string): ModelColumn => ({ name: place(column), at, type });
  const given = (key: string, otherwise: string): readonly ModelColumn[] => {
    const set = option(key);
    if (set && isFalse(set)) return [];
    return [added(plainString(set) ?? otherwise, 'timestamptz')];
  };
  const stamps = isFalse(option('timestamps'))
    ? []
    : [
        ...given('createdAt', 'createdAt'),
        ...given('updatedAt', 'updatedAt'),
        ...(isTrue(option('paranoid')) ? given('deletedAt', 'deletedAt') : []),
      ];
  const hasKey = known.some(({ isKey }) => isKey);
  const key = hasKey || !isWhole ? [] : [{ ...added('id', 'integer'), isKey: true }];
  const schema = plainString(option('schema'));
  return [{ schema, name: called, at, columns: unique([...key, ...known, ...stamps]), isWhole }];
}

const unique = (columns: readonly ModelColumn[]): readonly ModelColumn[] =>
  [...new Map([...columns].reverse().map((column) => [column.name, column])).values()].reverse();

function columnOf(
  key: string,
  at: HostNode,
  value: HostNode,
  isUnderscored: boolean,
): ModelColumn | undefined {
  const own = isUnderscored ? snakeCase(key) : key;
  if (value.type !== 'object') {
    const type = typeOf(value);
    return /\bDataTypes\b|\bSequelize\b/.test(value.text) ? { name: own, at: spanOf(at), type } : undefined;
  }
  const { fields, isOpen } = fieldsOf(value);
  const field = fields.get('field')?.value;
  const written = plainString(field);
  if (isOpen || (field && written === undefined)) return undefined;
  return {
    name: written ?? own,
    at: spanOf(field ?? at),
    type: typeOf(fields.get('type')?.value),
    isKey: isTrue(fields.get('primaryKey')?.value),
    isUnique: isTrue(fields.get('unique')?.value),
    isRequired: isFalse(fields.get('allowNull')?.value),
  };
}

const types: Readonly<Record<string, string>> = {
  STRING: 'varchar(255)',
  TEXT: 'text',
  CHAR: 'char(255)',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  SMALLINT: 'smallint',
  BOOLEAN: 'boolean',
  DATE: 'timestamptz',
  DATEONLY: 'date',
  TIME: 'time',
  UUID: 'uuid',
  FLOAT: 'double precision',
  DOUBLE: 'double precision',
  REAL: 'real',
  DECIMAL: 'numeric',
  JSON: 'json',
  JSONB: 'jsonb',
  BLOB: 'bytea',
};

/** Of `DataTypes.STRING(20)`. */
function typeOf(node: HostNode | undefined): string | undefined {
  const [, name = '', length] =
    /\b(?:DataTypes|Sequelize)\.(\w+)(?:\((\d+)\))?$/.exec(node?.text ?? '') ?? [];
  const type = types[name];
  return length === undefined ? type : type?.replace('(255)', `(${length})`);
}

/**
 * The plural that Sequelize gives the name of a table, by the library `inflection`; undefined for a word that may be one of its
 * exceptions.
 */
export function pluralOf(name: string): string | undefined {
  const word = /[A-Z]?[a-z]+$/.exec(name)?.[0]?.toLowerCase();
  if (word === undefined || word.length < 3 || irregular.test(word)) return undefined;
  if (/[^aeiou]y$/.test(word)) return `${name.slice(0, -1)}ies`;
  if (/(?:ss|sh|ch|x)$/.test(word)) return `${name}es`;
  return /(?:[^sxzyfouai]|[aeiou]y)$/.test(word) ? `${name}s` : undefined;
}

const irregular =
  /^(?:ox|data|datum|media|equipment|information|rice|money|move|sex|quiz|email|staff|hardware|luggage|advice|art|bison|butter|chess|china|cotton|furniture|homework|music|progress|research|traffic|weather|turf|jeans|police|firmware|software|feedback|metadata)$|(?:s|man|men|person|child|people|tooth|foot|goose|mouse|louse|index|matrix|vertex|appendix|fe|f|um|is|[aoi]|sheep|fish|deer|pox)$/;
