import type { Connections, OpenedConnection } from './connections.js';

/** The connection in a transaction: that of the document in front before any other. */
export function inTransaction(
  connections: Pick<Connections, 'current' | 'all'>,
): OpenedConnection | undefined {
  const { name } = connections.current() ?? {};
  const all = connections.all().filter(({ session }) => session.transaction() !== 'none');
  return all.find((one) => one.name === name) ?? all[0];
}
