import type { Readers } from './cursor.js';
import { expression } from './expression.js';
import { query } from './query.js';
import { sortList } from './select.js';
import { statement } from './statement.js';

/** The readers for parts of SQL that contain each other. */
export const readers: Readers = { expression, query, sortList, statement };
