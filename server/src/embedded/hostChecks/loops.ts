import type { HostNode } from '../hostNode.js';
import type { Checked, HostFinding } from './finding.js';
import { functionOf } from './functionOf.js';

/** Loops of a known number of rounds, each of which writes a row, between the two ends of one transaction. */
export function rowsInLoops({ root, pieces, text }: Checked): readonly HostFinding[] {
  const writes = pieces.filter(
    ({ kind, text: sql }) => kind === 'statement' && /^\s*(?:insert|update|delete)\b/i.test(sql),
  );
  if (writes.length === 0) return [];
  return root.descendantsOfType(['for_statement', 'for_expression', 'call']).flatMap((loop) => {
    if (!loop || (roundsOf(loop) ?? 0) <= mostRows) return [];
    const isWriting = writes.some(({ host }) => loop.startIndex <= host.start && host.start < loop.endIndex);
    const body = text.slice(loop.startIndex, loop.endIndex);
    if (!isWriting || mayEndEarly.test(withoutErrors(withoutSql(body, loop, pieces)))) return [];
    const around = functionOf(loop);
    const before = text.slice(around.startIndex, loop.startIndex);
    const behind = text.slice(loop.endIndex, around.endIndex);
    const begun = Math.max(...[...before.matchAll(begins)].map(({ index }) => index), -1);
    const isBegun = begun >= 0 && !ends.test(before.slice(begun));
    // Drivers of Python begin by themselves; a function that is handed over may be the whole transaction.
    const isPython =
      /\.commit\(\s*\)/.test(behind) && !/autocommit\s*=\s*True|isolation_level\s*=\s*None/.test(text);
    const isWhole = takesWork.test(text.slice(Math.max(0, around.startIndex - 120), around.startIndex));
    if (!(isBegun && ends.test(behind)) && !isPython && !isWhole) return [];
    const end = text.indexOf('\n', loop.startIndex);
    return [
      {
        rule: 'rows-in-loop' as const,
        at: { start: loop.startIndex, end: Math.min(loop.endIndex, end < 0 ? loop.endIndex : end) },
      },
    ];
  });
}

/** What begins a transaction, and what ends it, in SQL and in the words of drivers. */
const begins =
  /['"`](?:BEGIN|START TRANSACTION)\b|\.(?:begin|Begin|BeginTx|BeginTransaction(?:Async)?)\s*\(|\bsetAutoCommit\(\s*false\s*\)|\bautoCommit\s*=\s*false/gi;
const ends = /['"`]COMMIT\b|\.(?:commit|CommitAsync)\s*\(/i;

/** What runs a function as one transaction. */
const takesWork =
  /(?:\.(?:\$?transaction|transactionWithRetry|begin)\(|\btransaction|\bBeginFunc\([^()]*,)\s*(?:async\s*)?$/;

/** A loop that may commit, or stop before its last round. */
const mayEndEarly = /\bcommit|\bbegin\b|transaction|\bbreak\b|\breturn\b|%|autocommit/i;

/** What a loop leaves by when a write has failed writes no more rows. */
const withoutErrors = (body: string): string =>
  body.replace(/\breturn\s+(?:[\w.]+,\s*)*(?:\w*err\w*|\w+\.Errorf\([^\n]*\))\s*$/gim, '');

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

/**
 * Of `for (let i = 0; i < 5000; i++)`, `for i in range(5000):`, `for (i in 0 until 5000)`, `for i in 0..5000` and
 * `for i <- 1..5000`; undefined where a literal does not say it.
 */
function roundsOf({ text }: HostNode): number | undefined {
  const head = text.slice(0, 200);
  for (const { pattern, isLastIn } of counts) {
    const groups = pattern.exec(head)?.groups;
    if (!groups?.to) continue;
    const { from = '0', to, sign } = groups;
    return numberOf(to) - numberOf(from) + (isLastIn(sign) ? 1 : 0);
  }
  return undefined;
}

const numberOf = (written: string): number => Number(written.replaceAll('_', ''));

interface Count {
  readonly pattern: RegExp;
  /** Whether the last number has a round of its own. */
  readonly isLastIn: (sign: string | undefined) => boolean;
}

const counts: readonly Count[] = [
  {
    pattern:
      /^for\s*\(?\s*(?:(?:let|var|int|long)\s+)?(?<name>\w+)\s*:?=\s*(?<from>\d[\d_]*)\s*;\s*\k<name>\s*(?<sign><=?)\s*(?<to>\d[\d_]*)\s*;\s*(?:\k<name>\s*\+\+|\+\+\s*\k<name>|\k<name>\s*\+=\s*1)\s*[){]/,
    isLastIn: (sign) => sign === '<=',
  },
  {
    pattern: /^for\s+\w+\s+in\s+range\(\s*(?:(?<from>\d[\d_]*)\s*,\s*)?(?<to>\d[\d_]*)\s*\)\s*:/,
    isLastIn: () => false,
  },
  // Go counts over a number, too
  { pattern: /^for\s+(?:\w+\s*:=\s*)?range\s+(?<to>\d[\d_]*)\s*\{/, isLastIn: () => false },
  {
    pattern: /^for\s*\(\s*\w+\s+in\s+(?<from>\d[\d_]*)\s*(?<sign>\.\.<|\.\.|until\b)\s*(?<to>\d[\d_]*)\s*\)/,
    isLastIn: (sign) => sign === '..',
  },
  {
    pattern: /^for\s+\w+\s+in\s+\(?(?<from>\d[\d_]*)\s*\.\.(?<sign>=?)\s*(?<to>\d[\d_]*)\)?\s*\{/,
    isLastIn: (sign) => sign === '=',
  },
  { pattern: /^for\s+\w+\s+<-\s+(?<from>\d[\d_]*)\.\.(?<to>\d[\d_]*)\s*(?:,|do\b)/, isLastIn: () => true },
  { pattern: /^Enum\.each\(\s*(?<from>\d[\d_]*)\.\.(?<to>\d[\d_]*)\s*,/, isLastIn: () => true },
];
