import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tablesOf } from '../lint/script/tables.js';
import { mayDeclareMore } from '../syntax/keys.js';
import { statementIn } from '../syntax/statement.js';

export default defineRule({
  id: 'table-without-primary-key',
  severity: 'warning',
  message: 'Table "{table}" has no primary key, and none can be added later.',
  why: 'DSQL stores and spreads rows by their primary key; without one, reads scan the whole table.',
  instead: 'Declare the key in CREATE TABLE, for example id UUID DEFAULT gen_random_uuid() PRIMARY KEY.',
  noFix: 'The file does not say which columns identify a row.',
  documentation: documentation.primaryKeys,
  examples: [{ bad: 'CREATE TABLE events (at TIMESTAMPTZ, what TEXT);', at: 'events' }],
  asksTables: true,
  *script(script) {
    for (const { name, relation, isListed, hadPrimaryKey } of tablesOf(script)) {
      if (!isListed || hadPrimaryKey || !relation.origin) continue;
      if (mayDeclareMore(statementIn(script, relation.origin.statement))) continue;
      yield { at: spanOfOrigin(relation.origin), data: { table: name.replace(/^public\./, '') } };
    }
  },
});
