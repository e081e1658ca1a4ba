import type { Session } from '../../../server/src/connection/session.js';
import type { Connections, OpenedConnection } from '../connection/connections.js';

/**
 * The connections of this window, once a person has opened them: views ask no session that is still connecting, and make
 * none connect. They stay open in this sense when they end, because the next question connects again.
 */
export function openConnections(connections: Connections): () => readonly OpenedConnection[] {
  const opened = new WeakSet<Session>();
  return () => {
    const all = connections.all();
    for (const { session } of all) if (session.phase() === 'open') opened.add(session);
    return all.filter(({ session }) => opened.has(session));
  };
}
