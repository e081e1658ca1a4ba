import type { Frame } from '../wire/frame.js';
import { errorFields, withFields } from '../wire/serverError.js';
import type { Answer, Take } from './answers.js';
import type { Run } from './run.js';
import type { Upstream } from './upstream.js';

/**
 * Runs a simple query as it is, in one message with statements of the sandbox's own before and behind it. `isOwn`: one of
 * those behind has failed. Nothing else may wait for its Sync.
 */
export async function runTogether(
  upstream: Upstream,
  run: Run,
  { before, behind }: { readonly before: readonly string[]; readonly behind: readonly string[] },
  take: Take,
): Promise<{ readonly answer: Answer; readonly isOwn: boolean }> {
  const start = before.map((own) => `${own};`).join('');
  const sql = `${start}${run.sql}\n${behind.map((own) => `;${own}`).join('')}`;
  let tags = 0;
  let last: Frame | undefined;
  const settled = await upstream.simple({ ...run, sql }, (message) => {
    if (tags === before.length) {
      if (message.type === 'C') last = message;
      take(message);
    }
    if (message.type === 'C') tags++;
  });
  if (settled.kind === 'failed')
    return {
      answer: { ...settled, error: movedBack(settled.error, start.length) },
      isOwn: tags > before.length,
    };
  return { answer: last ? { kind: 'done', last } : settled, isOwn: false };
}

/** An error whose position is that many code points further in the text than in the client's. */
function movedBack(error: Buffer, count: number): Buffer {
  const position = errorFields(error).get('P');
  return position === undefined ? error : withFields(error, { P: String(Number(position) - count) });
}
