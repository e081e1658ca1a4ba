import { query } from '../../text/memo.js';
import type { Fix } from '../problem.js';
import { type Script, type ScriptStatement, type Sending, statementsBySending } from '../script/script.js';

/** The comment by which a migration tool runs the part of a statement without a transaction; none where it knows none. */
export function oneByOne(script: Script, { span }: Pick<ScriptStatement, 'span'>): Fix[] {
  const { optOut, tool } = query(sendingByStart, script).get(span.start) ?? {};
  if (!optOut || tool === undefined) return [];
  return [
    {
      id: 'one-by-one',
      title: `Let ${tool} run each statement by itself`,
      consequence: 'what ran before a failure stays',
      safety: 'review',
      // Whether a failure may leave a part of the file is for a person to decide.
      isPartial: true,
      edits: [optOut],
    },
  ];
}

/** How each statement is sent, by where it starts. */
const sendingByStart = (script: Script): ReadonlyMap<number, Sending> =>
  new Map(
    statementsBySending(script).flatMap(({ sending, statements }) =>
      statements.map(({ span }) => [span.start, sending] as const),
    ),
  );
