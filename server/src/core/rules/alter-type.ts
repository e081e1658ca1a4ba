import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { createdType, valueList } from '../script/createdType.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { removeWhole, sliceOf, textOf } from '../script/tableText.js';
import { inCaseOf, insertBehind, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, headSpan, isAt, items, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'alter-type',
  severity: 'error',
  message: 'Types cannot be altered or dropped: there are none.',
  why: 'DSQL has no types of your own but domains, and knows them by ALTER DOMAIN and DROP DOMAIN only.',
  instead: 'Alter or drop the domain that takes the place of the type.',
  leftOut: 'the type stays as it was created',
  server: { sqlstate: '0A000', text: 'ALTER TYPE not supported' },
  documentation: documentation.sqlSubsets,
  examples: [
    { bad: "ALTER TYPE mood ADD VALUE 'happy';", at: 'ALTER TYPE' },
    {
      bad: "CREATE TYPE mood AS ENUM ('sad', 'ok');\nALTER TYPE mood ADD VALUE 'happy';",
      at: 'ALTER TYPE',
      good: "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');\n",
    },
    { bad: 'DROP TYPE IF EXISTS mood;', at: 'DROP TYPE', good: 'DROP DOMAIN IF EXISTS mood;' },
  ],
  words: ['type'],
  repair: (_subject, { script, placed: statement }) => addValue(script, statement),
  check: {
    *AlterEnumStmt(_type, statement) {
      yield { at: headSpan(statement, 2) };
    },
    *AlterTypeStmt(_type, statement) {
      yield { at: headSpan(statement, 2) };
    },
    *AlterTableStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_TYPE') yield { at: headSpan(statement, 2) };
    },
    *RenameStmt({ renameType, relationType }, statement) {
      if (renameType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
      else if (renameType === 'OBJECT_ATTRIBUTE' && relationType === 'OBJECT_TYPE')
        yield { at: headSpan(statement, 2) };
    },
    *AlterOwnerStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
    },
    *DropStmt({ removeType, behavior }, statement) {
      if (removeType !== 'OBJECT_TYPE') return;
      // DROP DOMAIN takes no CASCADE.
      const fixes = behavior === 'DROP_CASCADE' ? [] : [asDomain(statement)];
      yield { at: headSpan(statement, 2), fixes };
    },
  },
});

/** Lists the value where the same script creates the type, as an enum still or as a domain already. */
function addValue(script: Script, statement: ScriptStatement): Fix[] {
  const text = textOf(script, statement);
  const add = find(text, ['add', 'value']);
  const created = add < 0 ? undefined : createdType(script, statement);
  const open = created && valueList(created);
  if (!created || open === undefined) return [];
  const value = isAt(text, add + 2, 'if', 'not', 'exists') ? add + 5 : add + 2;
  const last = closing(created.text, open) - 1;
  const words = items(created.text, open + 1, last).map(({ first }) => sliceOf(created.text, first));
  const isThere = words.includes(sliceOf(text, value));
  return [
    {
      title: 'List the value where the type is created',
      safety: 'review',
      edits: [
        ...(isThere
          ? []
          : placeEdits(
              script,
              created.statement,
              insertBehind(created.text, last, `, ${sliceOf(text, value)}`),
            )),
        ...removeWhole(script, statement),
      ],
    },
  ];
}

function asDomain(statement: Statement): Fix {
  const { start, end } = spanOf(statement, 1);
  return {
    title: 'Use DOMAIN (where a domain takes the place of the type)',
    safety: 'review',
    edits: replaceTokens(statement, 1, 1, inCaseOf(statement.text.slice(start, end), 'DOMAIN')),
  };
}
