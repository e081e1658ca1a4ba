import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Fix } from '../problem.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { isLocalSetting } from '../script/transactions.js';
import { withCommentsAbove } from './commentsAbove.js';

/**
 * Ends a transaction before each of some statements and begins another one there, with the same words and the settings that the
 * transaction has made until then. None where the transaction or a part of it is rolled back, because committed parts would not
 * be.
 */
export function splitBefore(
  script: Script,
  { span }: Pick<ScriptStatement, 'span'>,
  before: readonly Pick<ScriptStatement, 'span'>[],
): Fix[] {
  const at = script.statements.findIndex((one) => one.span.start === span.start);
  const inside = script.statements.slice(at + 1);
  const end = inside.findIndex(({ facts }) => ends.has(facts.transaction ?? ''));
  if (inside[end]?.facts.transaction === 'rollback') return [];
  const members = inside.slice(0, end < 0 ? undefined : end);
  if (members.some((one) => /^rollback\b/i.test(script.text.slice(one.span.start, one.span.end)))) return [];
  const settings = members.filter((one) => isLocalSetting(script, one));
  const textOf = ({ span: { start, end } }: Pick<ScriptStatement, 'span'>): string =>
    `${script.text.slice(start, end).replace(/;$/, '')};`;
  const openings = (border: Pick<ScriptStatement, 'span'>): readonly string[] => [
    textOf({ span }),
    ...settings.filter((one) => one.span.start < border.span.start).map(textOf),
  ];
  return [
    {
      id: 'split-transaction',
      title:
        before.length > 1 ? `Split the transaction in ${before.length + 1}` : 'Split the transaction here',
      consequence: 'the parts commit or fail by themselves',
      safety: 'review',
      edits: before.map((statement) => borderBefore(script, statement, openings(statement))),
    },
  ];
}

const ends: ReadonlySet<string> = new Set(['commit', 'rollback']);

/** The comments right above a statement stay with it. */
function borderBefore(
  script: Script,
  statement: Pick<ScriptStatement, 'span'>,
  openings: readonly string[],
): Edit {
  const { text, newline } = script;
  const place = withCommentsAbove(script, statement);
  const lead = text.slice(lineStartOf(text, place), place);
  const indent = /^[ \t]*$/.test(lead) ? lead : '';
  const lines = ['COMMIT;', ...openings].map((line) => `${line}${newline}${indent}`);
  return { start: place, end: place, text: lines.join('') };
}
