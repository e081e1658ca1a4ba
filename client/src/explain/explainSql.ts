import type { Explaining, StatementSource } from '../../../server/src/running/source.js';

/** The statement that asks for a plan. DSQL tells what a statement costs in DPU only if ANALYZE is VERBOSE too. */
export const explainSql = (sql: string, mode: Explaining): string => `${beginnings[mode]} ${sql}`;

const beginnings: Readonly<Record<Explaining, string>> = {
  plan: 'EXPLAIN',
  analyze: 'EXPLAIN (ANALYZE, VERBOSE)',
};

/** What was sent for a statement. */
export const sentSql = ({ sql, explain }: StatementSource): string =>
  explain ? explainSql(sql, explain) : sql;
