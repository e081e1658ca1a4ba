import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxSchemas } from '../dialect/limits.js';
import { defineRule } from '../lint/rule.js';
import { headOf } from '../lint/script/script.js';

export default defineRule({
  id: 'too-many-schemas',
  severity: 'error',
  message: 'The script has {count} schemas with this one; DSQL allows {most} besides "public".',
  why: 'A cluster has one database, with 10 schemas of your own and no more.',
  instead: 'Put tables of several schemas into one, with a prefix in their names, or use another cluster.',
  noFix: 'Which schemas become one is a design decision.',
  server: { sqlstate: '54000', text: 'more than 10 schemas not allowed' },
  documentation: documentation.quotas,
  examples: [
    {
      bad: Array.from({ length: maxSchemas + 1 }, (_none, at) => `CREATE SCHEMA s${at};`).join('\n'),
      at: 'CREATE SCHEMA',
    },
  ],
  *script(script) {
    const most = factsOf(script.asOf).limits.maxSchemas;
    const names = new Set<string>();
    for (const statement of script.statements) {
      if (!schemaStatements.has(statement.facts.kind)) continue;
      for (const { what, space, name } of statement.facts.names) {
        if (space !== 'schema') continue;
        if (what === 'drops') names.delete(name);
        if (what !== 'makes' || names.has(name) || isGiven(name)) continue;
        names.add(name);
        if (names.size > most)
          yield { at: headOf(script, statement, 2), data: { count: String(names.size), most: String(most) } };
      }
    }
  },
});

const schemaStatements: ReadonlySet<string> = new Set(['CreateSchemaStmt', 'DropStmt']);

const isGiven = (name: string): boolean => /^(?:public|sys|information_schema|pg_.*)$/.test(name);
