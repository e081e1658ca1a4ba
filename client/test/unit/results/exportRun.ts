import { exportFile } from '../../../src/results/exportFile.js';
import { encodings } from '../../../src/results/formats/encoding.js';

/** Exports 20,000 rows to the file that it is given, or says why not. */
async function* pages(): AsyncGenerator<readonly (readonly string[])[]> {
  for (let page = 0; page < 20; page++) {
    yield Array.from({ length: 1_000 }, (_, at) => [`row ${page * 1_000 + at}`]);
  }
}

exportFile({
  file: process.argv[2] ?? '',
  encoding: encodings.csv({
    columns: [{ name: 'row', oid: 25, type: 'text' }],
    hasHeader: true,
    table: 't',
    neutralizesFormulas: false,
  }),
  pages: pages(),
  signal: new AbortController().signal,
  onProgress: () => undefined,
}).catch(({ message }: Error) => console.error(message));
