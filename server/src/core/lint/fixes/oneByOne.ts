import type { Fix } from '../problem.js';
import { type Script, type ScriptStatement, statementsBySending } from '../script/script.js';

/** The comment by which a migration tool runs the part of a statement without a transaction; none where it knows none. */
export function oneByOne(script: Script, { span }: Pick<ScriptStatement, 'span'>): Fix[] {
  const found = statementsBySending(script).find(({ statements }) =>
    statements.some((one) => one.span.start === span.start),
  );
  const { optOut, tool } = found?.sending ?? {};
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
