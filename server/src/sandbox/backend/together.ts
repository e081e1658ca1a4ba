import type { Frame } from '../wire/frame.js';
import { errorFields, withFields } from '../wire/serverError.js';
import type { Answer, Take } from './answers.js';
import type { Run } from './run.js';
import type { Around, Upstream } from './upstream.js';

/**
 * Runs a simple query as it is, in one message with statements of the sandbox's own before and behind it, and with a BEGIN that
 * was not sent yet. `isOwn`: one of those behind has failed. Nothing else may wait for its Sync.
 */
export async function runTogether(
  upstream: Upstream,
  run: Run,
  { before, behind }: Around,
  take: Take,
): Promise<{ readonly answer: Answer; readonly isOwn: boolean }> {
  const begins = upstream.link.takeBegin();
  const first = begins ? ['BEGIN', ...before] : before;
  const start = first.map((own) => `${own};`).join('');
  const end = behind.length > 0 ? `\n;${behind.join(';')}` : '';
  let tags = 0;
  let last: Frame | undefined;
  const settled = await upstream.simple(`${start}${run.sql}${end}`, (message) => {
    if (tags === first.length) {
      if (message.type === 'C') last = message;
      take(message);
    }
    if (message.type === 'C') tags++;
  });
  if (settled.kind === 'failed') {
    // A text that cannot be read does nothing of what it says.
    if (begins && tags === 0) await upstream.beginFailed();
    return {
      answer: { ...settled, error: movedBack(settled.error, start.length) },
      isOwn: tags > first.length,
    };
  }
  return { answer: last ? { kind: 'done', last } : settled, isOwn: false };
}

/** An error whose position is that many code points further in the text than in the client's. */
function movedBack(error: Buffer, count: number): Buffer {
  const position = count === 0 ? undefined : errorFields(error).get('P');
  return position === undefined ? error : withFields(error, { P: String(Number(position) - count) });
}
