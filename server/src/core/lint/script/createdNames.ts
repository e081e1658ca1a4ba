import { unquoted } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import { areSameNames, unlessSame } from '../../text/unlessSame.js';
import { declaredTypes } from './foreignTypes.js';
import { perText } from './perText.js';
import type { Script } from './script.js';
import { tellingOf } from './telling.js';

/**
 * A name whose creation makes a finding invalid: a function, a domain or type, a relation, or one whose rows have it as their type.
 */
export interface CreatedName {
  readonly kind: 'function' | 'type' | 'relation' | 'row';
  /** Without its schema. */
  readonly name: string;
}

export function isCreated(script: Script, { kind, name }: CreatedName): boolean {
  if (kind === 'function') return createdFunctions(script).has(name);
  if (kind === 'relation') return query(relationsIn, script).has(name);
  return query(typesIn, script).has(name) || (kind === 'row' && query(rowsIn, script).has(name));
}

/** The names of all functions that a script creates, in any order. */
export const createdFunctions = (script: Script): ReadonlySet<string> => query(functionsIn, script);

const functionsIn = (script: Script): ReadonlySet<string> =>
  new Set(tellingOf(script).functions.flatMap(({ facts }) => facts.createdFunction ?? []));

/** The same for successive versions of a script: the same object while they stay the same; undefined for none. */
export const functionsOf = perText(() =>
  unlessSame((script: Script) => {
    const names = createdFunctions(script);
    return names.size > 0 ? names : undefined;
  }, areSameNames),
);

const typesIn = (script: Script): ReadonlySet<string> =>
  new Set([...declaredTypes(script.statements), ...inText(script, domain)]);

/** A table's name is the type of its rows. */
const rowsIn = (script: Script): ReadonlySet<string> =>
  new Set([...inText(script, table), ...inText(script, row)]);

const relationsIn = (script: Script): ReadonlySet<string> => new Set(inText(script, relation));

const name = String.raw`((?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*))*)`;

/** Bodies create them too. */
const domain = new RegExp(String.raw`\bcreate\s+domain\s+${name}`, 'giu');
const table = new RegExp(
  String.raw`\b(?:from|join|into|update|(?:table|view)(?:\s+if(?:\s+not)?\s+exists)?(?:\s+only)?)\s+${name}`,
  'giu',
);
const relation = new RegExp(
  String.raw`\bcreate\b[\w\s]{0,40}\b(?:table|view)\s+(?:if\s+not\s+exists\s+)?${name}`,
  'giu',
);
const row = new RegExp(String.raw`${name}\s*%\s*rowtype\b`, 'giu');

const inText = ({ text }: Script, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, written = '']) => unquoted(written.split('.').at(-1) ?? ''));
