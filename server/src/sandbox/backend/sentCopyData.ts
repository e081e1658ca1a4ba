import type { Frame } from '../wire/frame.js';
import type { Run } from './run.js';

/** The data of a COPY as a client sends them, kept so that PostgreSQL can be given them again. */
export interface SentCopyData {
  /** A message of the data, or what ends them. */
  readonly take: (message: Frame) => void;
  /** The client does not end them. */
  readonly break: () => void;
  /** Bytes so far. */
  readonly size: () => number;
  /** Waits for their end. Undefined where they have none, or are more than is kept. */
  readonly all: () => Promise<readonly Buffer[] | undefined>;
}

/** `most`: bytes that are kept. */
export function createSentCopyData(most: number): SentCopyData {
  let messages: Buffer[] = [];
  let size = 0;
  let end: (isWhole: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return {
    take({ type, bytes }) {
      size += bytes.length;
      if (size <= most) messages.push(bytes);
      else messages = [];
      if (type !== 'd') end(true);
    },
    break: () => end(false),
    size: () => size,
    all: async () => ((await ended) && size <= most ? messages : undefined),
  };
}

/** A statement with the data that the client has sent for it, to run again. Undefined where they are not there. */
export async function withSentCopyData(copied: SentCopyData | undefined, run: Run): Promise<Run | undefined> {
  if (!copied) return run;
  const data = await copied.all();
  return data && { ...run, copied: data };
}
