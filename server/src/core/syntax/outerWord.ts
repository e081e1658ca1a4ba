import type { StatementText } from './statement.js';
import { find } from './tokens.js';

/** Whether a statement has a keyword outside parentheses. It needs no tree, because thousands of statements may be asked. */
export const hasOuterWord = (statement: StatementText, word: string): boolean => find(statement, [word]) >= 0;
