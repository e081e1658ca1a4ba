import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Encoding } from './formats/encoding.js';
import type { Row } from './tabs.js';

/** Rows and bytes that are in the file. */
export interface Progress {
  readonly rows: number;
  readonly bytes: number;
}

export interface ExportOptions {
  readonly file: string;
  readonly encoding: Encoding;
  readonly pages: AsyncIterable<Iterable<Row>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Writes rows to a file, a page at a time. The file appears when it is complete; after a failure or a cancel there is
 * none, or still the one that was there before. Answers undefined if it was canceled.
 */
export async function exportFile(options: ExportOptions): Promise<Progress | undefined> {
  const { file, encoding, pages, signal, onProgress } = options;
  const part = `${file}.part`;
  const stream = createWriteStream(part);
  // `finished` is told of an error at any time, also while nobody waits for the stream
  const ended = finished(stream);
  ended.catch(() => undefined);
  let bytes = 0;
  let rows = 0;
  const write = async (text: string) => {
    if (text === '') return;
    bytes += Buffer.byteLength(text);
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), ended]);
  };
  try {
    await write(encoding.head);
    for await (const page of pages) {
      if (signal.aborted) break;
      let text = '';
      for (const row of page) text += encoding.row(row, rows++);
      await write(text);
      onProgress({ rows, bytes });
    }
    if (!signal.aborted) await write(encoding.tail(rows));
    stream.end();
    await ended;
    if (signal.aborted) return undefined;
    await rename(part, file);
    return { rows, bytes };
  } finally {
    stream.destroy();
    await rm(part, { force: true });
  }
}
