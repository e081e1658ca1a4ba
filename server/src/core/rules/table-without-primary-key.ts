import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { spanOfMark } from '../schema/mark.js';
import { schemaOf } from '../schema/replay.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'table-without-primary-key',
  severity: 'warning',
  message: 'Table "{table}" has no primary key, and none can be added later.',
  why: 'DSQL stores and spreads rows by their primary key; without one, reads scan the whole table.',
  instead: 'Declare the key in CREATE TABLE, for example id UUID DEFAULT gen_random_uuid() PRIMARY KEY.',
  noFix: 'Which columns identify a row is not written in the file.',
  documentation: documentation.primaryKeys,
  examples: [{ bad: 'CREATE TABLE events (at TIMESTAMPTZ, what TEXT);', at: 'events' }],
  *script(script) {
    for (const { name, created, keys } of query(schemaOf, script).tables) {
      if (!created?.isWhole || keys.some(({ isPrimary }) => isPrimary)) continue;
      yield { at: spanOfMark(script, created), data: { table: name.replace(/^public\./, '') } };
    }
  },
});
