import { type Dial, rowsOf } from './dialing.js';
import { type DecodedFailure, isFailure } from './failures.js';
import type { Link } from './link.js';
import type { createSettingsMemory } from './sessionSettings.js';

interface MainLinkOptions {
  readonly dial: Dial;
  readonly settings: ReturnType<typeof createSettingsMemory>;
  /** Whether a result with more rows keeps a connection to itself. */
  readonly isHeld: (link: Link) => boolean;
  readonly decode: (error: unknown) => DecodedFailure;
  /** Is run on each new connection. */
  readonly onOpen: (link: Link) => Promise<void>;
  readonly changed: () => void;
  readonly log: (text: string) => void;
  readonly now: () => number;
  /** Milliseconds: an older connection is replaced. */
  readonly age: number;
}

/** The connection for a person's statements. When it is replaced, the next one gets the settings of the last. */
export interface MainLink {
  /** The one there is; undefined before the first. It may be dead. */
  readonly current: () => Link | undefined;
  /** The connection for the next statement: a new one where the last is dead, too old, or used by a result. */
  readonly ready: () => Promise<Link | DecodedFailure>;
  readonly opening: () => 'opening' | 'waking' | undefined;
  /** Ends waiting for the network; a connection that comes too late is dropped. */
  readonly stopOpening: () => void;
  readonly close: () => Promise<void>;
}

export function createMainLink(options: MainLinkOptions): MainLink {
  const { dial, settings, isHeld, decode, onOpen, changed, log, now, age } = options;
  let main: { readonly link: Link; readonly openedAt: number } | undefined;
  let opening: Promise<Link | DecodedFailure> | undefined;
  let isWaking = false;
  let abort = new AbortController();

  async function open(): Promise<Link | DecodedFailure> {
    settings.forgetOpen();
    try {
      const link = await dialUnlessStopped();
      if (isFailure(link)) return link;
      for (const sql of settings.statements()) await rowsOf(link, sql);
      await onOpen(link);
      main = { link, openedAt: now() };
      return link;
    } catch (error) {
      return decode(error);
    } finally {
      opening = undefined;
      isWaking = false;
      changed();
    }
  }

  function dialUnlessStopped(): Promise<Link | DecodedFailure> {
    const { signal } = abort;
    const waking = () => {
      isWaking = true;
      changed();
    };
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(decode(new Error('Canceled.'))), { once: true });
      void dial({ signal, waking, ended: changed }).then((link) => {
        if (signal.aborted && !isFailure(link)) link.drop();
        resolve(link);
      });
    });
  }

  return {
    current: () => main?.link,
    ready: async () => {
      if (main?.link.isOpen() && !isHeld(main.link)) {
        if (main.link.transaction() !== 'I' || now() - main.openedAt < age) return main.link;
        log('The connection is close to its 60 minutes: making another one.');
        void main.link.close();
      }
      main = undefined;
      opening ??= open();
      changed();
      return await opening;
    },
    opening: () => (opening ? (isWaking ? 'waking' : 'opening') : undefined),
    stopOpening: () => {
      abort.abort();
      abort = new AbortController();
    },
    close: async () => {
      abort.abort();
      await main?.link.close();
      main = undefined;
    },
  };
}
