import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { spanOfMark } from '../schema/mark.js';
import { schemaOf } from '../schema/replay.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'primary-key-dropped',
  severity: 'error',
  message: 'The primary key {what} "{name}" cannot be dropped.',
  why: 'DSQL stores a table by its primary key, which stays as it was when the table was created.',
  instead:
    'Create a table with the new key, copy the rows in batches, drop the old table and rename the new one.',
  noFix: 'Only a new table can have another primary key.',
  server: { sqlstate: '0A000', text: 'cannot drop primary key column {name}' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'CREATE TABLE t (id INT PRIMARY KEY, note TEXT); ALTER TABLE t DROP COLUMN id;',
      at: 'DROP COLUMN id',
    },
    {
      bad: 'CREATE TABLE t (id INT PRIMARY KEY, note TEXT); ALTER TABLE t DROP CONSTRAINT t_pkey;',
      at: 'DROP CONSTRAINT t_pkey',
    },
  ],
  *script(script) {
    for (const dropped of query(schemaOf, script).droppedKeys) {
      const { what, name } = dropped;
      yield { at: spanOfMark(script, dropped), data: { what, name } };
    }
  },
});
