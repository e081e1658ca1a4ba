import { clause } from './cursor.js';
import { foreignOptions, optionList } from './definition.js';
import { name } from './name.js';
import type { Clauses } from './tail.js';

export const options: Clauses = {
  with: (cursor) => void clause(cursor, 'with', () => void optionList(cursor)),
  options: (cursor) => void clause(cursor, 'options', () => foreignOptions(cursor)),
};

export function using(role: string): Clauses {
  return { using: (cursor) => void clause(cursor, 'using', () => void name(cursor, role)) };
}

export function server(): Clauses {
  return { server: (cursor) => void clause(cursor, 'server', () => void name(cursor, 'server')) };
}
