import type { OverlayEntry } from '../../../server/src/core/dialect/overlay.js';
import { notProbed, type ProbeResult } from '../../../server/src/core/dialect/probes.js';
import { codeSpan, inMarkdown } from '../../../server/src/core/text/markdown.js';

export interface Compared {
  readonly connection: string;
  /** The day of the comparison, YYYY-MM-DD. */
  readonly day: string;
  /** The day of the facts. */
  readonly dialect: string;
  /** Whether what begins a job was tried too. */
  readonly jobs: boolean;
  /** The file that has what differs. */
  readonly file: string;
  readonly result: ProbeResult;
}

/** What a comparison has found, in Markdown. */
export function comparisonPage({ connection, day, dialect, jobs, file, result }: Compared): string {
  const { entries, open } = result;
  const found =
    entries.length === 0
      ? `Nothing that was tried differs from the facts of ${dialect}.`
      : `${entries.length} ${entries.length === 1 ? 'fact differs' : 'facts differ'} from the facts of ${dialect}.`;
  return [
    `# What ${inMarkdown(connection)} says of the dialect, ${day}`,
    `${found} SQL in this workspace is checked by what the cluster says: it stands in ${codeSpan(file)}.`,
    ...(entries.length === 0
      ? []
      : [table(['Fact', 'The facts', 'The cluster', 'Its answer', 'Statement'], entries.map(row))]),
    ...(open.length === 0
      ? []
      : [
          '## Not known',
          table(
            ['Fact', 'Why'],
            open.map(({ kind, name, why }) => [factOf(kind, name), inMarkdown(why)]),
          ),
        ]),
    '## Not tried',
    table(
      ['What', 'Why'],
      [...(jobs ? [] : [['expression and partial indexes', 'they begin a job']]), ...notProbed].map((one) =>
        one.map(inMarkdown),
      ),
    ),
    '## Hand it on',
    `${codeSpan(`dsql dialect export ${file}`)} prints what differs without the id of the cluster, in the form in which DSQL Workbench takes it.`,
    '',
  ].join('\n\n');
}

function row({ kind, name, verdict, evidence }: OverlayEntry): readonly string[] {
  const { statement, sqlstate, text } = evidence;
  const other = kind === 'text' ? 'other words' : verdict === 'accepted' ? 'refused' : 'accepted';
  const answer = sqlstate === undefined ? '' : inMarkdown(`${sqlstate} ${text ?? ''}`.trim());
  return [factOf(kind, name), other, verdict, answer, inCell(codeSpan(statement))];
}

const factOf = (kind: string, name: string): string => `${inMarkdown(kind)} ${inCell(codeSpan(name))}`;

/** A bar would end a cell, also in code. */
const inCell = (markdown: string): string => markdown.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
