import type { Readers } from './cursor.js';
import { expression } from './expression.js';
import { query } from './query.js';
import { sortList } from './select.js';
import { statement } from './statement.js';

/** What the parts of SQL hold of each other. */
export const readers: Readers = { expression, query, sortList, statement };
