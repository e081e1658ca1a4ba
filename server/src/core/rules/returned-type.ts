import { titleOfType } from '../catalog/formatType.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { type UnfitColumn, unfitColumns } from '../lint/returnedColumns.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, replaceAt } from '../syntax/edits.js';

export default defineRule({
  id: 'returned-type',
  severity: 'error',
  message: '{result} is of type {type}, and RETURN QUERY returns {returned}.',
  why: 'RETURN QUERY casts nothing: the types of its columns must be those that the function declares, or the call fails.',
  instead: 'Declare the type of the column that is returned.',
  server: { sqlstate: '42804', text: 'structure of query does not match function result type' },
  documentation: documentation.plpgsql,
  holds: { since: 'plpgsql' },
  wholeFile: true,
  examples: [
    {
      bad: 'CREATE TABLE orders (id BIGINT PRIMARY KEY);\nCREATE FUNCTION numbers() RETURNS TABLE (number INT) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id FROM orders; END $$;',
      at: 'SELECT',
      good: 'CREATE TABLE orders (id BIGINT PRIMARY KEY);\nCREATE FUNCTION numbers() RETURNS TABLE (number BIGINT) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id FROM orders; END $$;',
    },
  ],
  repair({ returned, type }: UnfitColumn, { script, placed, statement }) {
    if (!type || returned !== 'int8') return [];
    const bigint = inCaseOf(statement.text.slice(type.start, type.end), 'BIGINT');
    return [
      {
        id: 'use-bigint',
        title: 'Return BIGINT',
        consequence: 'callers get 8-byte integers',
        safety: 'review',
        edits: placeEdits(script, placed, replaceAt(statement, type, bigint)),
      },
    ];
  },
  *script(script) {
    for (const unfit of unfitColumns(script)) {
      const { at, column, declared, returned } = unfit;
      const result = column === undefined ? 'The result' : `Column "${column}" of the result`;
      const [type, other] = [declared, returned].map(titleOfType);
      yield { at, data: { result, type: type ?? '', returned: other ?? '' }, subject: unfit };
    }
  },
});
