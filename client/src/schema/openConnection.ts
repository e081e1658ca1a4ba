import type { Session } from '../../../server/src/connection/session.js';
import type { Connections } from '../connection/connections.js';

/**
 * The connection of this window, once a person has opened it: views ask no session that is still connecting, and make
 * none connect. It stays open in this sense when its connection ends, because the next question makes another one.
 */
export interface OpenConnection {
  readonly name: string;
  readonly session: Session;
}

export function openConnection(connections: Connections): () => OpenConnection | undefined {
  const opened = new WeakSet<Session>();
  return () => {
    const { name, session } = connections.current() ?? {};
    if (session?.phase() === 'open') opened.add(session);
    return name !== undefined && session && opened.has(session) ? { name, session } : undefined;
  };
}
