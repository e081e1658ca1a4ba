import type { Ending } from './answer.js';
import type { Link } from './link.js';
import type { PortalReading } from './reading.js';

/**
 * Results of which the server keeps more rows. Without a transaction of the person's own, the statement's own one stays
 * open as long, so such a result has its connection for itself, and only for some minutes: DSQL ends a transaction after
 * five. The session goes on with another connection.
 */
export interface SuspendedPortals {
  readonly has: (link: Link) => boolean;
  readonly hold: (paused: Paused) => Pick<Extract<Ending, { kind: 'paused' }>, 'more' | 'abandon'>;
  readonly releaseAll: () => Promise<void>;
}

interface Paused {
  readonly link: Link;
  readonly reading: Pick<PortalReading, 'abandon' | 'holdsConnection'>;
  readonly next: () => Promise<Ending>;
  /** Whether the session still has this connection for its next statement. */
  readonly isWanted: () => boolean;
}

/** The oldest result is closed for one more. */
const most = 4;

/** `time`: how long a result is held, milliseconds. */
export function createSuspendedPortals(time: number): SuspendedPortals {
  const held = new Map<Link, () => Promise<void>>();
  return {
    has: (link) => held.has(link),

    hold({ link, reading, next, isWanted }) {
      if (!reading.holdsConnection()) return { more: next, abandon: async () => undefined };
      const settle = async () => {
        clearTimeout(timer);
        held.delete(link);
      };
      const release = async () => {
        if (held.get(link) !== release) return;
        await settle();
        await reading.abandon();
        if (!isWanted()) await link.close();
      };
      const timer = setTimeout(() => void release(), time);
      held.set(link, release);
      const [oldest] = held.values();
      if (held.size > most) void oldest?.();
      return {
        abandon: release,
        more: async () => {
          if (held.get(link) !== release || !link.isOpen()) return gone;
          await settle();
          const ending = await next();
          if (ending.kind !== 'paused' && !isWanted()) await link.close();
          return ending;
        },
      };
    },

    releaseAll: async () => {
      await Promise.all([...held.values()].map((release) => release()));
    },
  };
}

const gone: Ending = {
  kind: 'failed',
  cause: 'resultGone',
  failure: {
    message:
      'The rest of this result is no longer available: the server keeps it for less than five minutes.',
    sqlstate: undefined,
    detail: undefined,
    hint: undefined,
    advice: 'Run the statement again.',
    span: undefined,
    isCanceled: false,
  },
};
