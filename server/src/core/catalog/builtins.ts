import { lookup } from '../text/lookup.js';
import { once } from '../text/once.js';
import { builtinsTable } from './builtinsTable.js';
import type {
  ByName,
  Cast,
  Catalog,
  Column,
  Operator,
  Parameter,
  Relation,
  Routine,
  Schema,
  Type,
  TypeRef,
  Volatility,
} from './model.js';

/**
 * What PostgreSQL 16 has built in: `pg_catalog` and `information_schema`. Each part is read from its table when it is asked
 * for. An array type is not a type of its own here.
 */
export const builtins = once((): Catalog => {
  const schemas = new Map(['pg_catalog', 'information_schema'].map((name) => [name, builtinSchema(name)]));
  return { schemas, roles: new Map(), casts: casts(), isComplete: true };
});

/** The names of the tables and views of `pg_catalog`. */
export const catalogRelations = once(
  (): ReadonlySet<string> => new Set(linesOf('pg_catalog', 'relations').keys()),
);

const unmade = { origin: undefined, comment: undefined } as const;

function builtinSchema(name: string): Schema {
  return {
    ...unmade,
    name,
    relations: byName(name, 'relations', relationOf),
    types: byName(name, 'types', typeOf),
    routines: byName(name, 'routines', routinesOf),
    operators: byName(name, 'operators', operatorsOf),
    sequences: new Map(),
    indexes: new Map(),
  };
}

type Section = Exclude<keyof typeof builtinsTable, 'casts'>;
type LineReader<T> = (schema: string, name: string, rest: string) => T;

/** A section's lines by the name that each begins with; a line is read when its name is asked for. */
function byName<T>(schema: string, section: Section, read: LineReader<T>): ByName<T> {
  const lines = once(() => linesOf(schema, section));
  const known = new Map<string, T>();
  const get = (name: string): T | undefined => {
    const line = known.has(name) ? undefined : lines().get(name);
    if (line !== undefined) known.set(name, read(schema, name, line));
    return known.get(name);
  };
  return {
    get,
    *values() {
      for (const name of lines().keys()) {
        const value = get(name);
        if (value !== undefined) yield value;
      }
    },
  };
}

function linesOf(schema: string, section: Section): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of linesIn(builtinsTable[section]())) {
    const space = line.indexOf(' ');
    const name = line.slice(0, space);
    // Only the name of an operator could hold a dot, and none does.
    const dot = name.indexOf('.');
    const home = dot < 0 ? 'pg_catalog' : name.slice(0, dot);
    if (home === schema) found.set(name.slice(dot + 1), line.slice(space + 1));
  }
  return found;
}

const linesIn = (text: string): readonly string[] => text.trim().split('\n');

/** As `int4`, `int4[]` or `information_schema.sql_identifier`. */
const typeRef = memo((text: string): TypeRef => {
  const isArray = text.endsWith('[]');
  const [name = '', schema = 'pg_catalog'] = (isArray ? text.slice(0, -2) : text).split('.').reverse();
  return { schema, name, modifiers: [], dimensions: isArray ? 1 : 0 };
});

function memo<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const volatilities = lookup<Volatility>({ i: 'immutable', s: 'stable', v: 'volatile' });

const volatilityOf = (letter = ''): Volatility => volatilities[letter.toLowerCase()] ?? 'volatile';

const typeKinds = lookup<'base' | 'pseudo' | 'multirange' | 'domain' | 'range'>({
  b: 'base',
  d: 'domain',
  m: 'multirange',
  p: 'pseudo',
  r: 'range',
});

/**
 * Reads `bN! ii`: kind, category, `!` where preferred, and the volatility of input and output. What follows is the type of the
 * elements, the base of a domain, or the subtype and the multirange of a range.
 */
function typeOf(schema: string, name: string, rest: string): Type {
  const [letters = '', text = '', ...others] = rest.split(' ');
  const kind = typeKinds[letters.charAt(0)] ?? 'base';
  const [other] = others.map(typeRef);
  const made = { ...unmade, schema, name };
  if (kind === 'domain' && other)
    return { ...made, kind, base: other, isNotNull: false, default: undefined, checks: [] };
  if (kind === 'range' && other) return { ...made, kind, subtype: other, multirange: others[1] ?? '' };
  return {
    ...made,
    kind: kind === 'pseudo' || kind === 'multirange' ? kind : 'base',
    category: letters.charAt(1),
    isPreferred: letters.endsWith('!'),
    element: other,
    input: volatilityOf(text[0]),
    output: volatilityOf(text[1]),
  };
}

const routineKinds = lookup<Routine['kind']>({ a: 'aggregate', w: 'window' });

function routinesOf(schema: string, name: string, rest: string): readonly Routine[] {
  return rest.split(' ').map((form): Routine => {
    const [, volatility = '', kind = '', set, language, parameters = '', result = ''] =
      /^(\w)([aw]?)(\*?)(\$?)\((.*)\)(.*)$/.exec(form) ?? [];
    return {
      ...unmade,
      schema,
      name,
      kind: routineKinds[kind] ?? 'function',
      parameters: parameters === '' ? [] : parameters.split(',').map(parameterOf),
      result: typeRef(result),
      returnsSet: set === '*',
      volatility: volatilityOf(volatility),
      isStrict: isLower(volatility),
      language: language === '$' ? 'sql' : 'internal',
    };
  });
}

const isLower = (letter: string): boolean => letter === letter.toLowerCase();

const modes = lookup<Parameter['mode']>({ '': 'in', '>': 'out', '<>': 'inout', '~': 'variadic' });

/** Reads `~name:type=`: the mode, the name, the type, and `=` where it has a default. */
function parameterOf(text: string): Parameter {
  const [, mode = '', name, type = '', standard] = /^([<>~]*)(?:(\w+):)?([^=]*)(=?)$/.exec(text) ?? [];
  return { name, mode: modes[mode] ?? 'in', type: typeRef(type), hasDefault: standard === '=' };
}

function operatorsOf(schema: string, name: string, rest: string): readonly Operator[] {
  return rest.split(' ').map((form): Operator => {
    const [, letter = '', operands = '', result = '', routine = ''] =
      /^(\w)\((.*)\)(.*):(.*)$/.exec(form) ?? [];
    const [right, left] = operands.split(',').reverse();
    return {
      ...unmade,
      schema,
      name,
      left: left === undefined ? undefined : typeRef(left),
      right: typeRef(right ?? ''),
      result: typeRef(result),
      routine: { schema: 'pg_catalog', name: routine },
      volatility: volatilityOf(letter),
      isStrict: isLower(letter),
    };
  });
}

const contexts = lookup<Cast['context']>({ i: 'implicit', a: 'assignment', e: 'explicit' });
const methods = lookup<Cast['method']>({ f: 'routine', b: 'binary', i: 'text' });

const casts = (): readonly Cast[] =>
  linesIn(builtinsTable.casts()).map((line) => {
    const [source = '', target = '', [context = '', method = '', letter] = ''] = line.split(' ');
    return {
      source: typeRef(source),
      target: typeRef(target),
      context: contexts[context] ?? 'explicit',
      method: methods[method] ?? 'routine',
      ...(letter === undefined ? {} : { volatility: volatilityOf(letter), isStrict: isLower(letter) }),
    };
  });

function relationOf(schema: string, name: string, rest: string): Relation {
  const [kind, ...columns] = rest.split(' ');
  return {
    ...unmade,
    kind: kind === 'v' ? 'view' : 'table',
    schema,
    name,
    persistence: 'permanent',
    columns: columns.map(columnOf),
    hasAllColumns: true,
    constraints: [],
    indexes: [],
    inherits: [],
    isPartition: false,
  };
}

function columnOf(text: string): Column {
  const colon = text.indexOf(':');
  const isNotNull = text.endsWith('!');
  return {
    ...unmade,
    name: text.slice(0, colon),
    type: typeRef(text.slice(colon + 1, isNotNull ? -1 : undefined)),
    isNotNull,
    default: undefined,
    generated: undefined,
    identity: undefined,
    isInherited: false,
  };
}
