import { nextToken, type Token } from '../syntax/lexer.js';
import type { Occurrence } from './names/entity.js';
import { bindingOf, statementOf, type WorkspaceFile } from './workspace.js';

/** What stands for a value in a statement: `$1`, or another tool's placeholder. */
export interface StatementParameter {
  /** UTF-16 offsets into the file. */
  readonly start: number;
  readonly end: number;
  /** The type that it is compared with or written into, as it is printed; undefined where it is not known. */
  readonly type: string | undefined;
}

/** What stands for values in the first statement of a file, in its order. */
export function parametersOf(file: WorkspaceFile): readonly StatementParameter[] {
  const placed = statementOf(file, 0);
  if (!placed) return [];
  const { text } = placed.text;
  const tokens = tokensIn(text);
  const { occurrences } = bindingOf(placed);
  const columns = new Map(
    occurrences.flatMap((one): [number, string][] => {
      const type = typeOf(one);
      return type === undefined ? [] : [[one.span.end, type]];
    }),
  );
  const words = tokens.map(({ start, end }) => text.slice(start, end).toLowerCase());
  const inserted = insertedTypes(tokens, words, columns);
  return tokens.flatMap(({ kind, start, end }, at) => {
    if (kind !== 'parameter' && kind !== 'placeholder') return [];
    const type = castAt(words, at) ?? inserted.get(at) ?? comparedWith(tokens, words, columns, at);
    return { start: placed.start + start, end: placed.start + end, type };
  });
}

const typeOf = ({ entity: { kind, type } }: Occurrence): string | undefined =>
  kind === 'column' ? type : undefined;

function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end))
    if (token.kind !== 'comment') tokens.push(token);
  return tokens;
}

const castAt = (words: readonly string[], at: number): string | undefined =>
  words[at + 1] === '::' && /^[a-z]\w*$/.test(words[at + 2] ?? '') ? words[at + 2] : undefined;

/** `column = $1`, `column IN ($1, $2)`, `column = ANY ($1)`, `BETWEEN $1 AND $2`, `LIMIT $1`. */
function comparedWith(
  tokens: readonly Token[],
  words: readonly string[],
  columns: ReadonlyMap<number, string>,
  at: number,
): string | undefined {
  let before = at - 1;
  if (/^(?:limit|offset)$/.test(words[before] ?? '')) return 'bigint';
  let isList = false;
  for (
    ;
    before >= 0 && /^(?:,|\(|any|all|some|in|not|between|and)$|^\$|^\?$|^%s$|^:/.test(words[before] ?? '');
    before--
  )
    isList ||= /^(?:any|all|some)$/.test(words[before] ?? '');
  if (/^(?:=|<>|!=|<|>|<=|>=|like|ilike)$/.test(words[before] ?? '')) before--;
  else if (before === at - 1) return undefined;
  if (words[before] === 'not') before--;
  const type = columns.get(tokens[before]?.end ?? -1);
  return type && isList ? `${type}[]` : type;
}

/** The types of the columns of INSERT INTO t (a, b) VALUES ($1, $2), by the tokens of its values. */
function insertedTypes(
  tokens: readonly Token[],
  words: readonly string[],
  columns: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const types = new Map<number, string>();
  const values = words.indexOf('values');
  const open = words.indexOf('(');
  if (!words.includes('insert') || values < 0 || open < 0 || open > values) return types;
  const listed = tokens.slice(open + 1, words.indexOf(')', open)).filter((_, at) => at % 2 === 0);
  let depth = 0;
  let place = 0;
  for (let at = values + 1; at < tokens.length; at++) {
    const word = words[at];
    if (word === '(' && depth++ === 0) place = 0;
    else if (word === ')') depth--;
    else if (word === ',' && depth === 1) place++;
    else if (depth === 0 && word !== ',') break;
    else if (depth === 1 && /^[(,]$/.test(words[at - 1] ?? '')) {
      const type = columns.get(listed[place]?.end ?? -1);
      if (type !== undefined) types.set(at, type);
    }
  }
  return types;
}
