import type { NodeName, Rule } from './rule.js';

/**
 * Most statements of a long script are plain queries that no rule has anything to say about. Reading such a tree costs
 * more than all else, so a rule over nodes that occur in queries names the words without which it stays silent.
 */
export type WantsTree = (statement: string) => boolean;

/** Whether a statement is anything but a SELECT, INSERT, UPDATE or DELETE, or holds words that a rule asked for. */
export function treeWanted(rules: readonly Rule[]): WantsTree {
  const asked = rules.filter(occursInQueries).flatMap(({ inQueries }) => inQueries ?? [everyWord]);
  if (asked.includes(everyWord)) return () => true;
  const combinations = asked.map((words) => words.split(' '));
  const bits = new Map<number, number>();
  for (const word of combinations.flat()) bits.set(hashOf(word), bits.get(hashOf(word)) ?? bits.size);
  const masks = combinations.map((words) => maskOf(words.map((word) => bits.get(hashOf(word)) ?? 0)));
  return (statement) => {
    if (!plainQuery.test(statement) || escapedName.test(statement)) return true;
    const found = wordsIn(statement, bits);
    return found.length > 0 && masks.some((mask) => mask.every((bit) => found.includes(bit)));
  };
}

const everyWord = '';

const maskOf = (bits: readonly number[]): readonly number[] => [...new Set(bits)];

/** WITH may hold a statement of another kind, so that a query with it is always read. */
const plainQuery = /^(?:select|insert|update|delete)\b/i;

/** `U&"…"` may spell any name in digits. */
const escapedName = /u&"/i;

/** The bits of those words that stand anywhere in a text, be it in a string: reading a tree too much does no harm. */
function wordsIn(text: string, bits: ReadonlyMap<number, number>): number[] {
  const found: number[] = [];
  let hash = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (isWordPart(code)) hash = (Math.imul(hash, 31) + (code | 32)) | 0;
    else if (hash !== 0) {
      const bit = bits.get(hash);
      if (bit !== undefined && !found.includes(bit)) found.push(bit);
      hash = 0;
    }
  }
  return found;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = (Math.imul(hash, 31) + (word.charCodeAt(at) | 32)) | 0;
  return hash;
}

/** Letters, digits and the underscore; `| 32` folds the case of letters and leaves digits alone. */
const isWordPart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code > 127;

/** Whether a rule checks nodes that a SELECT, INSERT, UPDATE or DELETE may hold. */
export const occursInQueries = ({ check }: Rule): boolean =>
  Object.keys(check ?? {}).some((name) => queryNodes.has(name as NodeName));

/** Of the nodes that any rule checks. Others belong to statements of their own, which are always read. */
const queryNodes = new Set<NodeName>([
  'A_Expr',
  'ColumnDef',
  'ColumnRef',
  'CommonTableExpr',
  'DeleteStmt',
  'FuncCall',
  'InsertStmt',
  'IntoClause',
  'JoinExpr',
  'LockingClause',
  'OnConflictClause',
  'RangeFunction',
  'RangeSubselect',
  'RangeTableFunc',
  'RangeTableSample',
  'RangeVar',
  'ResTarget',
  'SQLValueFunction',
  'SelectStmt',
  'SortBy',
  'SubLink',
  'TypeCast',
  'TypeName',
  'UpdateStmt',
  'WindowDef',
  'WithClause',
  'CollateClause',
]);
