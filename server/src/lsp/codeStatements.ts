import type { CancellationToken } from 'vscode-languageserver';
import { parametersOf } from '../core/ide/parameterTypes.js';
import { sendableOf } from '../embedded/sendable.js';
import { withoutHoles } from '../embedded/told.js';
import type { CodeStatement } from '../protocol/requests.js';
import type { ServerState } from './serverState.js';

/** The statements in a file of code, as they stand there and as they can be sent. */
export async function codeStatements(
  uri: string,
  { hosts, workspaces, parser }: Pick<ServerState, 'hosts' | 'workspaces' | 'parser'>,
  token: CancellationToken,
): Promise<readonly CodeStatement[]> {
  const host = hosts.isHost(uri) ? await hosts.at(uri) : undefined;
  if (!host) return [];
  const grammar = await parser;
  const text = host.document.getText();
  const whole = host.pieces.filter(({ sql }) => sql.kind === 'statement');
  return Promise.all(
    whole.map(async ({ document, sql }) => {
      const file = await workspaces.at(document.uri, token);
      const sendable = file && sendableOf(sql, text, parametersOf(file), grammar);
      return { ...sql.host, text: withoutHoles(sql.text), sendable: sendable ?? null };
    }),
  );
}
