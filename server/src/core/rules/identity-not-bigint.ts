import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

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
      const range = typeName && isIdentity && smallIntegers.has(type) && rangeOf(statement, typeName);
      if (!range) return;
      const at = spanOf(statement, range);
      const written = statement.text.slice(at.start, at.end);
      yield {
        at,
        data: { column: colname, type: written },
        fixes: [
          {
            id: 'use-bigint',
            title: 'Use BIGINT',
            consequence: 'each value takes 8 bytes',
            safety: 'review',
            edits: replace(statement, range, inCaseOf(written, 'BIGINT')),
          },
        ],
      };
    },
  },
});

const smallIntegers = new Set(['int2', 'int4']);
