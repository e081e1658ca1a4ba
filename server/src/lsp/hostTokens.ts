import type { CancellationToken, SemanticTokens } from 'vscode-languageserver';
import { semanticTokensOf } from '../core/ide/semanticTokens.js';
import { toHost } from '../embedded/mappedText.js';
import { positionIn, toSemanticTokens } from './convertNames.js';
import type { Hosts } from './hosts.js';
import type { Workspaces } from './workspaces.js';

interface Sources {
  readonly hosts: Hosts;
  readonly workspaces: Workspaces;
}

/** The colors of a SQL file. */
export async function sqlTokens(
  uri: string,
  { workspaces }: Sources,
  token: CancellationToken,
): Promise<SemanticTokens> {
  const file = await workspaces.at(uri, token);
  return file ? toSemanticTokens((offset) => positionIn(file, offset), semanticTokensOf(file)) : { data: [] };
}

/** The colors of all SQL texts of a file of another language. */
export async function hostTokens(
  uri: string,
  { hosts, workspaces }: Sources,
  token: CancellationToken,
): Promise<SemanticTokens> {
  const host = await hosts.at(uri);
  if (!host) return { data: [] };
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
  return toSemanticTokens((offset) => host.document.positionAt(offset), tokens);
}
