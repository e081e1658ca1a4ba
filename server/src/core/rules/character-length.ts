import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, replaceAt } from '../syntax/edits.js';
import { holderOf } from '../syntax/holder.js';
import { spanOfType } from '../syntax/rangeOf.js';
import { builtInName, isArray, modifiersOf } from '../syntax/typeName.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'character-length',
  severity: 'error',
  message: '{type} of {holder} is too long: the limit is {limit} bytes.',
  why: 'DSQL takes CHAR of up to 4,096 and VARCHAR of up to 65,535 bytes.',
  instead: 'Use TEXT, which holds up to 1 MiB, and a CHECK on the length where it matters.',
  server: { sqlstate: '54000', text: 'Datatype limit greater than 4096 bytes not supported for char' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE pages (id UUID PRIMARY KEY, body VARCHAR(100000));',
      at: 'VARCHAR(100000)',
      good: 'CREATE TABLE pages (id UUID PRIMARY KEY, body TEXT);',
    },
    {
      bad: 'CREATE TABLE pages (id UUID PRIMARY KEY, body CHAR(5000));',
      at: 'CHAR(5000)',
      good: 'CREATE TABLE pages (id UUID PRIMARY KEY, body VARCHAR(5000));',
    },
  ],
  words: ['char', 'character', 'nchar', 'varchar', 'bpchar'],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent, asOf }) {
      const { maxCharacters } = factsOf(asOf).limits;
      const name = builtInName(type);
      if ((name !== 'bpchar' && name !== 'varchar') || isArray(type)) return;
      const [length = 0] = modifiersOf(type);
      const limit = maxCharacters[name];
      const holder = length > limit ? holderOf(parent) : undefined;
      const at = holder && spanOfType(statement, type);
      if (!at) return;
      const written = statement.text.slice(at.start, at.end);
      const use = (id: string, words: string, consequence: string): Fix => ({
        id,
        title: `Use ${words}`,
        consequence,
        safety: 'review',
        edits: replaceAt(statement, at, inCaseOf(written, words)),
      });
      const fix =
        name === 'bpchar' && length <= maxCharacters.varchar
          ? use('use-varchar', `VARCHAR(${length})`, 'values are not padded with blanks')
          : use('use-text', 'TEXT', 'the length is not limited');
      yield {
        at,
        data: { type: written, holder: holder.title, limit: grouped(limit) },
        fixes: [fix],
      };
    },
  },
});
