import { parentPort, Worker, workerData } from 'node:worker_threads';
import {
  type Analyzer,
  type AsOf,
  createReader,
  type Parser,
  type StatementReading,
  statementTexts,
} from '../core/analysis.js';
import { loadParserFromDisk } from '../workspace/parser.js';

/**
 * Reads the statements of a long text on two threads, and has the analyzer learn what they say. A short text is not
 * worth a thread, and is left to the analyzer.
 */
export async function readAhead(
  { analyzer, parser }: { readonly analyzer: Analyzer; readonly parser: Parser },
  text: string,
  asOf: AsOf,
): Promise<void> {
  if (text.length < longText) return;
  const batches = batchesOf(statementTexts(text));
  const read = createReader(parser, asOf);
  const learn = (batch: readonly string[], readings: readonly StatementReading[]) => {
    for (const [at, reading] of readings.entries()) analyzer.learn(batch[at] ?? '', reading, asOf);
  };
  const helper = startReader(asOf);
  const helped = helper.drain(batches, learn);
  for (let batch = batches.pop(); batch; batch = batches.pop()) {
    learn(batch, batch.map(read));
    // Lets the other thread's answers in.
    await new Promise(setImmediate);
  }
  await helped;
}

/** UTF-16 units; below it a second thread would take longer to start than it saves. */
const longText = 400_000;
const batchLength = 60_000;

/** Statements in batches of some 60,000 units, the last ones first. */
function batchesOf(statements: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = batchLength;
  for (const statement of statements) {
    if (length >= batchLength) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(statement);
    length += statement.length;
  }
  return batches.reverse();
}

interface Reader {
  /** Takes batches until none is left. Where the thread fails, its batch goes back to the list. */
  drain(
    batches: string[][],
    learn: (batch: readonly string[], readings: readonly StatementReading[]) => void,
  ): Promise<void>;
}

function startReader(asOf: AsOf): Reader {
  const worker = new Worker(__filename, { workerData: { asOf } satisfies Task });
  return {
    drain: (batches, learn) =>
      new Promise((resolve) => {
        let batch: string[] | undefined;
        const next = () => {
          batch = batches.pop();
          if (batch) worker.postMessage(batch);
          else {
            void worker.terminate();
            resolve();
          }
        };
        worker.on('message', (readings: readonly StatementReading[] | 'ready') => {
          if (readings !== 'ready' && batch) learn(batch, readings);
          next();
        });
        // The analyzer reads what it has not learned: a lost thread costs time, nothing else.
        worker.on('error', () => resolve());
      }),
  };
}

interface Task {
  readonly asOf: AsOf;
}

/** What the thread that `readAhead` starts does: it answers batches of statements until it is ended. */
export async function serveReader(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const { asOf }: Task = workerData;
  const read = createReader(await loadParserFromDisk(), asOf);
  port.on('message', (batch: readonly string[]) => port.postMessage(batch.map(read)));
  port.postMessage('ready');
}
