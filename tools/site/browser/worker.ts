import grammar from 'site:grammar';
import { createAnalyzer, loadParser } from '../../../server/src/core/lint/analysis.js';
import { titleOf } from '../../../server/src/core/lint/problem.js';
import { fixAll } from '../../../server/src/core/repair/fixAll.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { applyEdits } from '../../../server/src/core/text/edit.js';
import { createLineIndex } from '../../../server/src/core/text/lines.js';
import type { Answer, Question } from './messages.js';

const analyzer = createAnalyzer(loadParser(grammar), rules);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage({ ...answerTo(data), number: data.number });
});

/** A part of a union without its number. */
type Unnumbered<T> = T extends unknown ? Omit<T, 'number'> : never;

function answerTo(question: Question): Unnumbered<Answer> {
  const { text, asOf } = question;
  if (question.kind === 'fixAll') {
    const fixed = fixAll(analyzer, text, { asOf }, question.allowed);
    return { kind: 'fixed', text: fixed.text, applied: fixed.applied };
  }
  const { problems } = analyzer.analyze(text, { asOf });
  if (question.kind === 'fix') {
    const fix = problems[question.problem]?.fixes[question.fix];
    if (!fix) return { kind: 'failed', sentence: 'The text has changed, and the fix is no longer there.' };
    return { kind: 'fixed', text: applyEdits(text, fix.edits), applied: [titleOf(fix)] };
  }
  const lines = createLineIndex(text);
  return {
    kind: 'problems',
    problems: problems.map(({ rule, severity, message, span, fixes }) => ({
      rule,
      severity,
      message,
      start: span.start,
      end: span.end,
      line: lines.positionAt(span.start).line + 1,
      fixes: fixes.map((fix) => ({ title: titleOf(fix), safety: fix.safety })),
    })),
  };
}
