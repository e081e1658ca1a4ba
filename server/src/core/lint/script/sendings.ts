import {
  type FolderLayout,
  partsSentBy,
  type SentPart,
  type ToolTransactions,
  toolOfText,
  transactionsOfTool,
} from '../../syntax/migrationTools.js';
import type { Edit } from '../../text/edit.js';
import { byPart } from '../../text/parts.js';
import type { Span } from '../../text/span.js';
import type { Migrations, Sending } from './script.js';

/** The folder of a file, as far as it decides how the file is sent. */
export interface FileLayout {
  readonly layout: FolderLayout;
  /** The configuration names the tool; else the folder or the file tells it. */
  readonly isSet: boolean;
  /** A file beside it takes it out of a transaction: Flyway's `V1__a.sql.conf`, Diesel's `metadata.toml`. */
  readonly isAlone: boolean;
}

/**
 * How the files of a text are sent. The comment of a file counts more than what the configuration says of all of them. Without
 * either, the tool tells, and without a tool nothing is known.
 */
export function sendingsIn(
  { text, comments }: { readonly text: string; readonly comments: readonly Span[] },
  files: readonly Span[],
  layoutOf: (file: number) => FileLayout | undefined,
  migrations: Migrations,
): readonly Sending[] {
  return [...byPart(files, comments, ({ end }) => end)].flatMap(({ part, things }, at) => {
    const known = layoutOf(at);
    const layout = toolIn(known, text.slice(part.start, part.end));
    if (layout === undefined)
      return [{ ...plain, span: part, mode: migrations, isCertain: migrations !== 'unknown' }];
    const tool = transactionsOfTool(layout);
    const newline = text.slice(part.start, part.end).includes('\r\n') ? '\r\n' : '\n';
    return partsSentBy(tool, text, things, part).map((sent): Sending => {
      const isAlone = sent.isAlone || known?.isAlone === true;
      return {
        span: sent.span,
        tool: tool.name,
        mode: isAlone ? 'one-by-one' : migrations === 'unknown' ? tool.sends : migrations,
        isCertain: isAlone || migrations !== 'unknown' || (known?.isSet === true && tool.sends !== 'unknown'),
        optOut: optOutOf(tool, sent, text, { ...part, newline }),
      };
    });
  });
}

const plain = { tool: undefined, optOut: undefined } as const;

/** What the file itself says counts, unless the configuration names the tool. */
function toolIn(known: FileLayout | undefined, text: string): FolderLayout | undefined {
  if (known?.isSet) return known.layout;
  const written = toolOfText(text);
  return written ?? known?.layout;
}

function optOutOf(
  { optOut }: ToolTransactions,
  { begin }: SentPart,
  text: string,
  file: Span & { readonly newline: string },
): Edit | undefined {
  if (!optOut) return undefined;
  if (optOut.at === 'part') return begin && { start: begin.end, end: begin.end, text: optOut.text };
  const start = text.charAt(file.start) === '\ufeff' ? file.start + 1 : file.start;
  return { start, end: start, text: `${optOut.text}${file.newline}` };
}
