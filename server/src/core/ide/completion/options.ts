import { enclosing } from '../../syntax/tree/nodes.js';
import type { Caret } from './caret.js';
import { type Completion, keyword, ranks } from './item.js';

/** The options that are in the parentheses of EXPLAIN and COPY, and their values; undefined elsewhere. */
export function optionItems(caret: Caret): readonly Completion[] | undefined {
  const { node, tree, behind } = caret;
  const options = optionsOf[enclosing(node, 'statement')?.word ?? tree.word];
  if (!options || !enclosing(node, 'list', 'option')) return undefined;
  const words = node.kind === 'name' ? Object.keys(options) : (options[behind(1).toUpperCase()] ?? []);
  return words.map((word) => keyword(caret, word, ranks.own));
}

const truth = ['TRUE', 'FALSE'];

/** https://www.postgresql.org/docs/16/sql-explain.html and sql-copy.html */
const optionsOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | undefined>> = {
  ExplainStmt: {
    ANALYZE: truth,
    VERBOSE: truth,
    COSTS: truth,
    SETTINGS: truth,
    GENERIC_PLAN: truth,
    BUFFERS: truth,
    WAL: truth,
    TIMING: truth,
    SUMMARY: truth,
    FORMAT: ['TEXT', 'JSON', 'XML', 'YAML'],
  },
  CopyStmt: {
    FORMAT: ['CSV', 'TEXT', 'BINARY'],
    HEADER: ['TRUE', 'FALSE', 'MATCH'],
    DELIMITER: [],
    NULL: [],
    QUOTE: [],
    ESCAPE: [],
    ENCODING: [],
    FORCE_QUOTE: [],
    FORCE_NOT_NULL: [],
    FORCE_NULL: [],
    DEFAULT: [],
  },
};

/** What EXTRACT takes of a time. */
export const timeFields: readonly string[] = [
  'YEAR',
  'MONTH',
  'DAY',
  'HOUR',
  'MINUTE',
  'SECOND',
  'EPOCH',
  'DOW',
  'ISODOW',
  'DOY',
  'WEEK',
  'QUARTER',
  'ISOYEAR',
  'DECADE',
  'CENTURY',
  'MILLENNIUM',
  'MILLISECONDS',
  'MICROSECONDS',
  'TIMEZONE',
];
