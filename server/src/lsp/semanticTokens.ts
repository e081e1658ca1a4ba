import type { CancellationToken, Position, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import {
  type SemanticToken,
  semanticTokensOf,
  semanticTokenTypes,
  tokenBlocksOf,
} from '../core/ide/semanticTokens.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import { createLineIndex } from '../core/text/lines.js';
import { toHost } from '../embedded/mappedText.js';
import { positionIn } from './convertNames.js';
import type { ServerState } from './serverState.js';

/** The colors of open files. */
export interface Colors {
  readonly full: (uri: string, token: CancellationToken) => Promise<SemanticTokens>;
  /** What has changed since a result; all, where that is not the last one. */
  readonly delta: (
    uri: string,
    previousResultId: string,
    token: CancellationToken,
  ) => Promise<SemanticTokens | SemanticTokensDelta>;
}

interface Sent {
  readonly resultId: string;
  readonly data: number[];
}

export function createColors({
  documents,
  hosts,
  workspaces,
}: Pick<ServerState, 'documents' | 'hosts' | 'workspaces'>): Colors {
  const sent = new Map<string, Sent>();
  let results = 0;

  const send = async (uri: string, token: CancellationToken): Promise<Sent> => {
    const data = await (hosts.isHost(uri) ? hostData(uri, token) : sqlData(uri, token));
    for (const other of sent.keys()) if (!documents.get(other)) sent.delete(other);
    const now = { resultId: String(++results), data };
    sent.set(uri, now);
    return now;
  };

  async function sqlData(uri: string, token: CancellationToken): Promise<number[]> {
    const file = await workspaces.at(uri, token);
    return file ? dataOf(file) : [];
  }

  /** The colors of all SQL texts of a file of another language. */
  async function hostData(uri: string, token: CancellationToken): Promise<number[]> {
    const host = await hosts.at(uri);
    if (!host) return [];
    const files = await Promise.all(
      host.pieces.map(async ({ document, sql }) => ({ sql, file: await workspaces.at(document.uri, token) })),
    );
    const tokens = files.flatMap(({ sql, file }) =>
      file
        ? semanticTokensOf(file).flatMap(({ span, type }) => {
            const written = toHost(sql, span);
            // A token in two literals, or behind an escape, has no line of its own.
            return written && written.end - written.start === span.end - span.start
              ? { span: written, type }
              : [];
          })
        : [],
    );
    return counted((offset) => host.document.positionAt(offset), tokens).data;
  }

  return {
    full: send,
    async delta(uri, previousResultId, token) {
      const before = sent.get(uri);
      const now = await send(uri, token);
      if (before?.resultId !== previousResultId) return now;
      return { resultId: now.resultId, edits: editsBetween(before.data, now.data) };
    },
  };
}

/** The data of a file, of which a statement is counted again only where its text has changed. */
function dataOf(file: WorkspaceFile): number[] {
  const data: number[] = [];
  let last: Position = { line: 0, character: 0 };
  for (const { start, text, tokens } of tokenBlocksOf(file)) {
    const known = counts.get(tokens) ?? counted(createLineIndex(text).positionAt, tokens);
    counts.set(tokens, known);
    const [line, character, ...others] = known.data;
    if (line === undefined || character === undefined) continue;
    const place = positionIn(file, start);
    const inFile = (at: Position): Position => ({
      line: place.line + at.line,
      character: at.line === 0 ? place.character + at.character : at.character,
    });
    const first = inFile({ line, character });
    const isSameLine = first.line === last.line;
    data.push(first.line - last.line, isSameLine ? first.character - last.character : first.character);
    for (const number of others) data.push(number);
    last = inFile(known.last);
  }
  return data;
}

interface Counted {
  /** Five numbers for each token, as the protocol counts them: from the one before. */
  readonly data: number[];
  /** Where the last one begins. */
  readonly last: Position;
}

/** By the tokens of a statement, which stay the same array. */
const counts = new WeakMap<readonly SemanticToken[], Counted>();

function counted(positionAt: (offset: number) => Position, tokens: readonly SemanticToken[]): Counted {
  const data: number[] = [];
  let last: Position = { line: 0, character: 0 };
  for (const { span, type } of tokens) {
    const { line, character } = positionAt(span.start);
    const behind = line === last.line ? character - last.character : character;
    data.push(line - last.line, behind, span.end - span.start, semanticTokenTypes.indexOf(type), 0);
    last = { line, character };
  }
  return { data, last };
}

/** One edit for all between the first and the last number that differ. */
function editsBetween(before: readonly number[], now: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  if (start === before.length && start === now.length) return [];
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  return [{ start, deleteCount: before.length - start - end, data: now.slice(start, now.length - end) }];
}
