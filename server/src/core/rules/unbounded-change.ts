import type { RangeVar } from 'libpg-query';
import { catalogRelations } from '../catalog/builtins.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { hasOuterWord } from '../syntax/outerWord.js';
import { verbSpan } from '../syntax/verb.js';

export default defineRule({
  id: 'unbounded-change',
  severity: 'warning',
  message: '{verb} without WHERE changes every row of "{table}"; a transaction may change 3,000.',
  why: 'A transaction that changes more than 3,000 rows fails with SQLSTATE 54000, also in autocommit. Rows that cascades change count too.',
  instead: 'Change the rows in parts of 500 to 1,000 by key, each in its own transaction.',
  noFix: 'The statement does not say which rows belong together.',
  server: serverErrors.tooManyRows,
  documentation: documentation.quotas,
  examples: [{ bad: 'UPDATE users SET active = true;', at: 'UPDATE' }],
  words: ['update', 'delete'],
  // The statement itself, without a WHERE of its own, or one in its WITH.
  inQueries: (query) =>
    /\bwith\b/i.test(query.text) || (/^[ud]/i.test(query.text) && !hasOuterWord(query, 'where')),
  check: {
    *UpdateStmt(update, statement) {
      const { relation, whereClause } = update;
      if (whereClause || !relation || isOfSystem(relation)) return;
      yield {
        at: verbSpan(statement, update),
        data: { verb: 'UPDATE', table: relation.relname ?? '' },
      };
    },
    *DeleteStmt(deletion, statement) {
      const { relation, whereClause } = deletion;
      if (whereClause || !relation || isOfSystem(relation)) return;
      yield {
        at: verbSpan(statement, deletion),
        data: { verb: 'DELETE', table: relation.relname ?? '' },
      };
    },
  },
});

/** A rule of its own tells that nobody changes the catalogs. */
const isOfSystem = ({ schemaname, relname = '' }: RangeVar): boolean =>
  schemaname === undefined ? catalogRelations().has(relname) : systemSchemas.has(schemaname);

const systemSchemas: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog']);
