import { type LineChange, lineChanges } from './lineChanges.js';
import { diffPath } from './report/escape.js';

const context = 3;

/** The lines of a diff as `diff -u` writes it and `git apply` takes it; none where the texts are equal. */
export function* unifiedDiff(path: string, before: string, after: string): Generator<string> {
  if (before === after) return;
  const beforeLines = linesOf(before);
  const afterLines = linesOf(after);
  yield `--- ${diffPath(path.startsWith('/') ? path : `a/${path}`)}\n`;
  yield `+++ ${diffPath(path.startsWith('/') ? path : `b/${path}`)}\n`;
  for (const changes of hunks(lineChanges(beforeLines, afterLines))) {
    yield* hunkLines(changes, beforeLines, afterLines);
  }
}

/** Lines with their line feeds; a carriage return is a part of its line. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Changes so close that their context would meet. */
function* hunks(changes: Iterable<LineChange>): Generator<readonly [LineChange, ...LineChange[]]> {
  let hunk: [LineChange, ...LineChange[]] | undefined;
  for (const change of changes) {
    const last = hunk?.at(-1);
    if (hunk && last && change.before.from - last.before.to <= 2 * context) hunk.push(change);
    else {
      if (hunk) yield hunk;
      hunk = [change];
    }
  }
  if (hunk) yield hunk;
}

function* hunkLines(
  changes: readonly [LineChange, ...LineChange[]],
  before: readonly string[],
  after: readonly string[],
): Generator<string> {
  const [first] = changes;
  const last = changes.at(-1) ?? first;
  const lead = Math.min(context, first.before.from);
  const tail = Math.min(context, before.length - last.before.to);
  const old = range(first.before.from - lead, last.before.to + tail);
  const fresh = range(first.after.from - lead, last.after.to + tail);
  yield `@@ -${old} +${fresh} @@\n`;
  let done = first.before.from - lead;
  for (const change of changes) {
    yield* marked(' ', before.slice(done, change.before.from));
    yield* marked('-', before.slice(change.before.from, change.before.to));
    yield* marked('+', after.slice(change.after.from, change.after.to));
    done = change.before.to;
  }
  yield* marked(' ', before.slice(done, last.before.to + tail));
}

/** As the hunk header counts: from 1, and an empty range by the line before it. */
function range(from: number, to: number): string {
  if (to === from) return `${from},0`;
  return to - from === 1 ? `${from + 1}` : `${from + 1},${to - from}`;
}

function* marked(mark: string, lines: readonly string[]): Generator<string> {
  for (const line of lines)
    yield line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
