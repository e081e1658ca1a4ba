import type { StatementText } from './statement.js';
import { find } from './tokens.js';

/** Whether a keyword is in a statement outside parentheses, told without a tree: thousands may be asked. */
export const hasOuterWord = (statement: StatementText, word: string): boolean => find(statement, [word]) >= 0;
