import { documentation } from '../dialect/documentation.js';
import { removeWhole } from '../lint/fixes/wholeStatement.js';
import { defineRule } from '../lint/rule.js';
import {
  headOf,
  numberAt,
  type Script,
  type ScriptStatement,
  statementsByPart,
} from '../lint/script/script.js';
import { isLocalSetting } from '../lint/script/transactions.js';

export default defineRule({
  id: 'empty-transaction',
  severity: 'hint',
  message: 'This transaction is empty.',
  why: 'The server gets two requests that do nothing. Such a transaction often remains after a statement has moved out of it.',
  instead: 'Remove both statements.',
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN;\nCOMMIT;\nCREATE TABLE teams (id UUID PRIMARY KEY);',
      at: 'BEGIN',
      good: 'CREATE TABLE teams (id UUID PRIMARY KEY);',
    },
  ],
  repair(_subject, { script, placed }) {
    const all = emptyFrom(script, script.statements, numberAt(script, placed.span));
    if (all.length === 0) return [];
    return [
      {
        id: 'remove-transaction',
        title: 'Remove the empty transaction',
        safety: 'safe',
        edits: all.flatMap((one) => removeWhole(script, one)),
      },
    ];
  },
  *script(script) {
    for (const { statements } of statementsByPart(script, script.statements))
      for (const [at, begin] of statements.entries())
        if (begin.facts.transaction === 'begin' && emptyFrom(script, statements, at).length > 0)
          yield { at: headOf(script, begin, 1) };
  },
});

/** The statements of a transaction that begins at a number, if it has nothing but settings of its own. */
function emptyFrom(
  script: Script,
  statements: readonly ScriptStatement[],
  at: number,
): readonly ScriptStatement[] {
  const found = statements.slice(at, at + 1);
  for (let next = at + 1; ; next++) {
    const [before, one] = [statements[next - 1], statements[next]];
    if (!before || !one || !isBlank(script.text.slice(before.span.end, one.span.start))) return [];
    found.push(one);
    if (isEnd(script, one)) return found;
    if (!isLocalSetting(script, one)) return [];
  }
}

/** Whether a text has nothing but comments: no psql command, no template. */
const isBlank = (text: string): boolean => text.replace(/--[^\r\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '';

const isEnd = ({ text }: Script, { span, facts }: ScriptStatement): boolean =>
  (facts.transaction === 'commit' || facts.transaction === 'rollback') &&
  !/\b(?:chain|to|prepared)\b/i.test(text.slice(span.start, span.end));
