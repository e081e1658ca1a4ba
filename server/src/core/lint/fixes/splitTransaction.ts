import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import { firstEndingBehind } from '../ignores.js';
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
  const known = query(openingsKnown, script);
  const opened = known.get(span.start) ?? openedBy(script, span);
  known.set(span.start, opened);
  const { settings } = opened;
  if (opened.isRolledBack || settings.length > mostSettings) return [];
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

/** Each part begins with them again. */
const mostSettings = 20;

/** A transaction from the statement that opens it. */
interface Opened {
  /** The transaction or a part of it. */
  readonly isRolledBack: boolean;
  readonly settings: readonly ScriptStatement[];
}

/** What is known of transactions by now, by the offset at which each begins: it may be split in many places. */
const openingsKnown = (_script: Script): Map<number, Opened> => new Map();

function openedBy(script: Script, { start }: Span): Opened {
  const { statements, text } = script;
  const settings: ScriptStatement[] = [];
  for (let at = firstEndingBehind(statements, start) + 1; at < statements.length; at++) {
    const one = statements[at];
    if (!one || one.facts.transaction === 'commit') break;
    const isPartBack = /^rollback\b/i.test(text.slice(one.span.start, one.span.start + 9));
    if (isPartBack || one.facts.transaction === 'rollback') return { isRolledBack: true, settings };
    if (isLocalSetting(script, one)) settings.push(one);
  }
  return { isRolledBack: false, settings };
}

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
