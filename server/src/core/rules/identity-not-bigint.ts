import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { typeRange } from '../syntax/ranges.js';
import { spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'identity-not-bigint',
  severity: 'error',
  message: 'Identity column "{column}" must be BIGINT, not {type}.',
  why: 'Numbers come in blocks of 65,536 and more, which soon leave the range of smaller types.',
  instead: 'Declare the column BIGINT.',
  server: { sqlstate: '0A000', text: 'datatype integer not supported, identity column type must be bigint' },
  documentation: documentation.createTable,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE teams (id INTEGER GENERATED ALWAYS AS IDENTITY (CACHE 65536));',
      at: 'INTEGER',
      good: 'CREATE TABLE teams (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536));',
    },
  ],
  words: ['identity'],
  inQueries: false,
  check: {
    *ColumnDef({ colname = '', typeName, constraints = [] }, statement) {
      const isIdentity = constraints.some(
        (node) => 'Constraint' in node && node.Constraint.contype === 'CONSTR_IDENTITY',
      );
      const name = typeName?.names?.at(-1);
      const type = name && 'String' in name ? (name.String.sval ?? '') : '';
      if (!isIdentity || !smallIntegers.has(type)) return;
      const { first, last } = typeRange(statement, typeName?.location ?? 0);
      const at = spanOf(statement, first, last);
      const written = statement.text.slice(at.start, at.end);
      yield {
        at,
        data: { column: colname, type: written },
        fixes: [
          {
            title: 'Use BIGINT (8 bytes in place of less)',
            safety: 'review',
            edits: replaceTokens(statement, first, last, inCaseOf(written, 'BIGINT')),
          },
        ],
      };
    },
  },
});

const smallIntegers = new Set(['int2', 'int4']);
