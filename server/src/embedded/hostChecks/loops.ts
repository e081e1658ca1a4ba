import type { HostNode } from '../hostNode.js';
import type { Checked, HostFinding } from './finding.js';

/** Loops of a known number of rounds, each of which writes a row, between the two ends of one transaction. */
export function rowsInLoops({ root, pieces, text }: Checked): readonly HostFinding[] {
  const writes = pieces.filter(
    ({ kind, text: sql }) => kind === 'statement' && /^\s*(?:insert|update|delete)\b/i.test(sql),
  );
  if (writes.length === 0) return [];
  return root.descendantsOfType(['for_statement']).flatMap((loop) => {
    if (!loop || (roundsOf(loop) ?? 0) <= mostRows) return [];
    const inside = (at: number) => loop.startIndex <= at && at < loop.endIndex;
    const isWriting = writes.some(({ host }) => inside(host.start));
    const body = text.slice(loop.startIndex, loop.endIndex);
    if (
      !isWriting ||
      /\bcommit\b|\bbegin\b|transaction|\bbreak\b|\breturn\b|%|autocommit/i.test(
        withoutSql(body, loop, pieces),
      )
    )
      return [];
    const around = functionOf(loop);
    const [before, behind] = [
      text.slice(around.startIndex, loop.startIndex),
      text.slice(loop.endIndex, around.endIndex),
    ];
    const isBegun = /['"`](?:BEGIN|START TRANSACTION)\b/i.test(before) && !/['"`]COMMIT\b/i.test(before);
    const isEnded = /['"`]COMMIT\b/i.test(behind);
    const isPython =
      /\.commit\(\s*\)/.test(behind) && !/autocommit\s*=\s*True|isolation_level\s*=\s*None/.test(text);
    if (/\b(?:commit)\b/i.test(body) || !((isBegun && isEnded) || isPython)) return [];
    const end = text.indexOf('\n', loop.startIndex);
    return [
      {
        rule: 'rows-in-loop' as const,
        at: { start: loop.startIndex, end: Math.min(loop.endIndex, end < 0 ? loop.endIndex : end) },
      },
    ];
  });
}

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html */
const mostRows = 3_000;

function withoutSql(body: string, { startIndex }: HostNode, pieces: Checked['pieces']): string {
  let left = body;
  for (const { host } of pieces) {
    const start = host.start - startIndex;
    if (start >= 0 && start < body.length)
      left =
        left.slice(0, start) + ' '.repeat(host.end - host.start) + left.slice(start + host.end - host.start);
  }
  return left;
}

/** Of `for (let i = 0; i < 5000; i++)` and `for i in range(5000):`; undefined where a literal does not say it. */
function roundsOf({ text }: HostNode): number | undefined {
  const head = text.slice(0, 200);
  const counted =
    /^for\s*\(?\s*(?:(?:let|var|int|long)\s+)?(\w+)\s*:?=\s*(\d[\d_]*)\s*;\s*\1\s*(<=?)\s*(\d[\d_]*)\s*;\s*(?:\1\s*\+\+|\+\+\s*\1|\1\s*\+=\s*1)\s*[){]/.exec(
      head,
    );
  const ranged = /^for\s+\w+\s+in\s+range\(\s*(?:(\d[\d_]*)\s*,\s*)?(\d[\d_]*)\s*\)\s*:/.exec(head);
  const [from, to] = counted ? [counted[2], counted[4]] : ranged ? [ranged[1] ?? '0', ranged[2]] : [];
  return from === undefined || to === undefined
    ? undefined
    : Number(to.replaceAll('_', '')) - Number(from.replaceAll('_', '')) + (counted?.[3] === '<=' ? 1 : 0);
}

function functionOf(node: HostNode): HostNode {
  let at = node;
  while (at.parent && !/function|method|lambda/.test(at.type)) at = at.parent;
  return at;
}
