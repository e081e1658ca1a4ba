import type { Writable } from 'node:stream';

/** Until a stream takes more, or is closed. */
export const untilDrained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      stream.off('drain', settle);
      stream.off('close', settle);
      resolve();
    };
    stream.on('drain', settle);
    stream.on('close', settle);
  });
