import type { Encoding } from '../../../server/src/running/formats/format.js';
import { replaceFile } from '../../../server/src/workspace/replaceFile.js';
import type { Row } from './tab.js';

/** Rows and bytes that are in the file. */
export interface ExportProgress {
  readonly rows: number;
  readonly bytes: number;
}

export interface ExportOptions {
  readonly file: string;
  readonly encoding: Encoding;
  readonly pages: AsyncIterable<Iterable<Row>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

/**
 * Writes rows to a file, a page at a time. The file appears when it is complete; after a failure or a cancel there is
 * none, or still the one that was there before. Answers undefined if it was canceled.
 */
export async function exportFile(options: ExportOptions): Promise<ExportProgress | undefined> {
  let written: ExportProgress = { rows: 0, bytes: 0 };
  try {
    await replaceFile(
      options.file,
      textsOf(options, (progress) => {
        written = progress;
      }),
    );
    return written;
  } catch (error) {
    if (options.signal.aborted) return undefined;
    throw error;
  }
}

/** The text of each page; throws where the export was canceled. */
async function* textsOf(
  { encoding, pages, signal, onProgress }: ExportOptions,
  onWritten: (progress: ExportProgress) => void,
): AsyncGenerator<string> {
  let rows = 0;
  let bytes = Buffer.byteLength(encoding.head);
  yield encoding.head;
  for await (const page of pages) {
    signal.throwIfAborted();
    let text = '';
    for (const row of page) text += encoding.row(row, rows++);
    yield text;
    bytes += Buffer.byteLength(text);
    onProgress({ rows, bytes });
  }
  signal.throwIfAborted();
  const tail = encoding.tail(rows);
  yield tail;
  onWritten({ rows, bytes: bytes + Buffer.byteLength(tail) });
}
