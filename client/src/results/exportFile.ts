import { open, rename, rm } from 'node:fs/promises';
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
  const handle = await open(part, 'w');
  let bytes = 0;
  let rows = 0;
  const write = async (text: string) => {
    if (text === '') return;
    await handle.appendFile(text);
    bytes += Buffer.byteLength(text);
  };
  try {
    try {
      await write(encoding.head);
      for await (const page of pages) {
        if (signal.aborted) return undefined;
        let text = '';
        for (const row of page) text += encoding.row(row, rows++);
        await write(text);
        onProgress({ rows, bytes });
      }
      if (signal.aborted) return undefined;
      await write(encoding.tail(rows));
    } finally {
      await handle.close();
    }
    await rename(part, file);
    return { rows, bytes };
  } finally {
    await rm(part, { force: true });
  }
}
