import { type Token, tokenize } from '../../syntax/lexer.js';

/**
 * What pg_get_indexdef says from the keys on. The access method in front of them reads "btree_index" and may not be
 * written; the index of a primary key lists all other columns as included, because it is the table.
 */
export function indexKeys(definition: string, isPrimary: boolean): string {
  const tokens = tokenize(definition);
  const depths = depthsOf(definition, tokens);
  const using = tokens.findIndex((token, at) => depths[at] === 0 && wordOf(definition, token) === 'USING');
  const open = tokens[using + 2];
  if (using < 0 || !open) return definition;
  const keys = definition.slice(open.start);
  return isPrimary ? withoutIncluded(keys) : keys;
}

/** A primary key as it was written: see `indexKeys`. */
export function withoutIncluded(definition: string): string {
  const tokens = tokenize(definition);
  const depths = depthsOf(definition, tokens);
  const include = tokens.findIndex(
    (token, at) => depths[at] === 0 && wordOf(definition, token) === 'INCLUDE',
  );
  const from = tokens[include];
  const close = tokens.find((_, at) => at > include + 1 && depths[at] === 0);
  if (include < 0 || !from) return definition;
  return `${definition.slice(0, from.start).trimEnd()}${close ? definition.slice(close.end) : ''}`;
}

/** What pg_get_constraintdef says without NOT VALID, which has a place of its own in a statement. */
export const withoutNotValid = (definition: string): string => definition.replace(/ NOT VALID$/, '');

/** Writes the referenced table with its schema, which the server leaves out where the search path has it. */
export function withReferenced(definition: string, table: string): string {
  const tokens = tokenize(definition);
  const depths = depthsOf(definition, tokens);
  const references = tokens.findIndex(
    (token, at) => depths[at] === 0 && wordOf(definition, token) === 'REFERENCES',
  );
  const name = tokens[references + 1];
  const open = tokens.find(({ start, end }, at) => at > references && definition.slice(start, end) === '(');
  if (references < 0 || !name || !open) return definition;
  return `${definition.slice(0, name.start)}${table}${definition.slice(open.start)}`;
}

/** The access method in a definition of an index: `btree`, which Aurora DSQL calls `btree_index`. */
export function accessMethod(definition: string): string {
  const tokens = tokenize(definition);
  const depths = depthsOf(definition, tokens);
  const using = tokens.findIndex((token, at) => depths[at] === 0 && wordOf(definition, token) === 'USING');
  const method = tokens[using + 1];
  return using < 0 || !method ? 'btree' : definition.slice(method.start, method.end).replace(/_index$/, '');
}

/** The keys of an index one by one, without the place of their nulls: `definition` begins with their parenthesis. */
export function keyParts(definition: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { kind, start, end } of tokenize(definition)) {
    if (kind !== 'punctuation') continue;
    const sign = definition.slice(start, end);
    if (sign === '(' && depth++ === 0) from = end;
    if (sign === ')') depth--;
    const isLast = sign === ')' && depth === 0;
    if (!isLast && !(sign === ',' && depth === 1)) continue;
    parts.push(
      definition
        .slice(from, start)
        .trim()
        .replace(/ NULLS (?:FIRST|LAST)$/, ''),
    );
    from = end;
    if (isLast) break;
  }
  return parts;
}

const wordOf = (text: string, { kind, start, end }: Token): string =>
  kind === 'word' ? text.slice(start, end).toUpperCase() : '';

/** How many parentheses are open around each token; one that opens or closes counts as outside. */
function depthsOf(text: string, tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.map(({ kind, start }) => {
    if (kind !== 'punctuation') return depth;
    if (text[start] === ')') depth--;
    return text[start] === '(' ? depth++ : depth;
  });
}
