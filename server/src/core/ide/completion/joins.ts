import type { ForeignKey } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import { enclosing } from '../../syntax/tree/nodes.js';
import { type Source, sourcesSeen } from '../names/scope.js';
import type { Caret } from './caret.js';

/** Whole conditions for the join around a caret that are not written yet: by foreign keys, or else by names that both sides have. */
export function joinConditionsAt({ node, level, behind, text }: Caret): readonly string[] {
  if (!enclosing(node, 'join') || (behind(1) !== 'on' && behind(1) !== 'and')) return [];
  const seen = sourcesSeen(level);
  const joined = seen.at(-1);
  if (!joined) return [];
  const others = seen.slice(0, -1).reverse();
  const byKey = others.flatMap((other) => [...keysBetween(joined, other), ...keysBetween(other, joined)]);
  const conditions =
    byKey.length > 0 ? [...new Set(byKey)] : others.flatMap((other) => sameNames(joined, other));
  const written = wordsOf(text.text);
  return conditions.filter(
    (condition) => !written.includes(wordsOf(condition)) && !written.includes(turned(condition)),
  );
}

/** Without what one person writes between words and another does not. */
const wordsOf = (text: string): string => text.toLowerCase().replace(/\s+/g, '');

const turned = (condition: string): string => wordsOf(condition).split('=').reverse().join('=');

function keysBetween(from: Source, to: Source): readonly string[] {
  const keys = (from.relation?.constraints ?? []).filter(
    (one): one is ForeignKey =>
      one.kind === 'foreign key' &&
      one.target.name === to.relation?.name &&
      (one.target.schema === undefined || one.target.schema === to.relation?.schema),
  );
  return keys.flatMap(({ columns, references }) => {
    const primary = to.relation?.constraints.find(({ kind }) => kind === 'primary key');
    const meant = references.length > 0 ? references : primary?.kind === 'primary key' ? primary.columns : [];
    if (meant.length !== columns.length || from.name === undefined || to.name === undefined) return [];
    const [one, other] = [quoteName(from.name), quoteName(to.name)];
    return [
      columns
        .map((column, at) => `${one}.${quoteName(column)} = ${other}.${quoteName(meant[at] ?? '')}`)
        .join(' AND '),
    ];
  });
}

/** Columns with the same name. `id` alone means nothing, but `book_id` and the `id` of `book` or `books` belong together. */
function sameNames(joined: Source, other: Source): readonly string[] {
  const { name: one } = joined;
  const { name: two } = other;
  if (one === undefined || two === undefined) return [];
  const condition = (left: string, right: string) =>
    `${quoteName(one)}.${quoteName(left)} = ${quoteName(two)}.${quoteName(right)}`;
  const columns = new Set(other.columns.map(({ name }) => name));
  const named = joined.columns.flatMap(({ name }): readonly string[] => {
    const table = /^(.+)_id$/.exec(name)?.[1];
    if (table && columns.has('id') && isNamed(other, table)) return [condition(name, 'id')];
    return name !== 'id' && columns.has(name) && /(?:^|_)(?:id|key|code|no|isbn|number)$/.test(name)
      ? [condition(name, name)]
      : [];
  });
  const back = other.columns.flatMap(({ name }): readonly string[] => {
    const table = /^(.+)_id$/.exec(name)?.[1];
    return table && joined.columns.some((column) => column.name === 'id') && isNamed(joined, table)
      ? [condition('id', name)]
      : [];
  });
  return [...new Set([...named, ...back])];
}

const isNamed = ({ relation, name }: Source, table: string): boolean =>
  [relation?.name, name].some((one) => one === table || one === `${table}s` || one === `${table}es`);
