import type { CreateRoutine } from '../../catalog/change.js';
import { unquoted } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import { areSameNames, unlessSame } from '../../text/unlessSame.js';
import { catalogOf } from './catalog.js';
import { ofMade, originOf } from './ofTables.js';
import { ofText } from './ofText.js';
import { perText } from './perText.js';
import type { Script } from './script.js';
import { tellingOf } from './telling.js';

/** The names of columns and functions of some types, at any time, in any order. */
export interface BigintNames {
  /** Of those that take or answer a bigint. */
  readonly bigints: ReadonlySet<string>;
  /** What `+` and `-` shift by an integer only: dates and documents, and the words for a value of these types. */
  readonly shifted: ReadonlySet<string>;
}

/** For successive versions of a script: the same object while they stay the same; undefined where nothing is a bigint. */
export const bigintNames = perText(() =>
  unlessSame(
    (script: Script) => query(namesOf, script),
    (one, other) => areSameNames(one.bigints, other.bigints) && areSameNames(one.shifted, other.shifted),
  ),
);

interface Named {
  readonly name: string;
  readonly type: string;
}

function namesOf(script: Script): BigintNames | undefined {
  const bigints = new Set<string>();
  const shifted = new Set(['current_date', 'date', 'jsonb']);
  const add = ({ name, type }: Named) => (type === 'int8' ? bigints : shifted).add(name);
  // What the script drops or alters later was there before.
  for (const statement of script.statements) for (const one of declaredIn(script, statement) ?? []) add(one);
  for (const one of columnsOf(script)) for (const column of one) add(column);
  for (const { facts } of tellingOf(script).ddl)
    for (const change of facts.ddl)
      if (change.kind === 'create routine') for (const one of ofRoutine(change)) add(one);
  return bigints.size > 0 ? { bigints, shifted } : undefined;
}

/** Those that the text of a statement declares, in the body of a function too. */
const declaredIn = ofText((source): readonly Named[] | undefined =>
  typeWords.test(source)
    ? [...source.matchAll(declaration)].flatMap(([, name = '', word = '']) => {
        const type = types.get(word.toLowerCase());
        return type ? [{ name: unquoted(name), type }] : [];
      })
    : undefined,
);

/** By the words for them. */
const types: ReadonlyMap<string, string> = new Map([
  ['bigint', 'int8'],
  ...['int8', 'date', 'jsonb'].map((name): [string, string] => [name, name]),
]);

const typeWords = /\s(?:bigint|int8|date|jsonb)\b/i;

const declaration = /("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?=\s+(bigint|int8|date|jsonb)\b)/giu;

/** Of the relations at the end of the script. */
const columnsOf = ofMade((script) =>
  [...catalogOf(script).after.schemas.values()].flatMap(({ relations }) =>
    [...relations.values()].flatMap((relation) => {
      const value = relation.columns.flatMap(({ name, type }) =>
        type && types.has(type.name) ? [{ name, type: type.name }] : [],
      );
      return value.length > 0 ? [{ origin: originOf(relation), value }] : [];
    }),
  ),
);

/** A type that is copied from a column may be any. */
function ofRoutine({ name, result, parameters }: CreateRoutine): readonly Named[] {
  const written = [result, ...parameters.map(({ type }) => type)];
  return [...new Set(types.values())].flatMap((type) =>
    written.some((one) => one?.name === type || one?.like) ? [{ name: name.name, type }] : [],
  );
}
