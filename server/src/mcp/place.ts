import type { Cluster } from '../cluster/open.js';
import type { Session } from '../connection/session.js';
import type { Place } from './workbench.js';

/** A place that is opened when it is first needed. A failure to open it is not kept: the next call tries again. */
export function createPlace(kind: Place['kind'], open: () => Promise<Cluster>): Place {
  let opened: Promise<Cluster> | undefined;
  let session: Session | undefined;
  const cluster = () => {
    opened ??= open().catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    kind,
    cluster,
    session: async () => {
      const found = await cluster();
      session ??= found.open();
      return session;
    },
    close: async () => {
      const found = await opened?.catch(() => undefined);
      await found?.close();
    },
  };
}
