import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { ofTables } from '../lint/script/ofTables.js';
import { ofText } from '../lint/script/ofText.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { statementText } from '../syntax/statement.js';
import { childrenOf, columnAlone, descendantsOf, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'byte-order',
  severity: 'hint',
  message: 'Text column "{column}" sorts by its bytes: "Z" before "a", and accented letters after both.',
  why: 'The collation is always C, so ORDER BY does not sort text as people expect.',
  instead: 'Sort by lower(column), or in the application.',
  noFix: 'The query does not say which order people expect.',
  documentation: documentation.compatibility,
  isOptIn: true,
  examples: [
    {
      bad: 'CREATE TABLE teams (id UUID PRIMARY KEY, name TEXT); SELECT * FROM teams ORDER BY name;',
      at: 'name',
    },
  ],
  *script(script) {
    for (const statement of script.statements) {
      if (isQuery(statement.facts)) yield* orderedText(script, statement);
    }
  },
});

const isQuery = ({ kind, changes }: ScriptStatement['facts']): boolean =>
  changes === 'nothing' && (kind === 'SelectStmt' || kind === 'CopyStmt');

function* orderedText(script: Script, placed: ScriptStatement) {
  for (const { column, at } of orderedBy(script, placed) ?? [])
    if (textColumns(script).has(column)) yield { at: shiftSpan(at, placed.span.start), data: { column } };
}

/** The columns by which a statement sorts, with their places in it. */
const orderedBy = ofText((source) => {
  if (!/\border\b/i.test(source)) return undefined;
  const statement = statementText(source);
  return [...descendantsOf(treeOf(statement), 'clause', 'order by')].flatMap((clause) =>
    childrenOf(clause, 'sort').flatMap((sort) => {
      const node = columnAlone(sort);
      return node ? [{ column: nameOf(statement, node), at: spanOf(statement, node) }] : [];
    }),
  );
});

/** The names of the columns that hold text, in any table. */
const textColumns = (script: Script): ReadonlySet<string> => query(namesOfText, script);

const namesOfText = (script: Script): ReadonlySet<string> => new Set(textOfTables(script).flat());

const textOfTables = ofTables(({ relation }) =>
  relation.columns.flatMap(({ name, type }) =>
    type && type.dimensions === 0 && textTypes.has(type.name) ? [name] : [],
  ),
);

const textTypes = new Set(['text', 'varchar', 'bpchar']);
