import { createRequire } from 'node:module';
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import type { AsOf, Parser } from '../../core/lint/analysis.js';
import { loadParserFromDisk } from '../../workspace/parser.js';
import { type Admission, createAdmission } from './admission.js';
import { never } from './repeats.js';

/** Reads statements. A long one is read beside, so that all others go on in the meantime. */
export interface AdmissionReader {
  readonly admit: (text: string) => Admission | Promise<Admission>;
  readonly close: () => void;
}

export interface ReaderOptions {
  readonly parser: Parser;
  readonly asOf: AsOf;
  /** Milliseconds after which a long statement is refused. */
  readonly budget?: number | undefined;
}

interface Asked {
  readonly text: string;
  readonly answer: (admission: Admission) => void;
  readonly fail: (error: Error) => void;
}

export function createReader({ parser, asOf, budget = usualBudget }: ReaderOptions): AdmissionReader {
  const admitHere = createAdmission(parser, asOf);
  const waiting: Asked[] = [];
  let thread: Worker | undefined;
  let isReady = false;
  let atWork: Asked | undefined;
  let patience: NodeJS.Timeout | undefined;

  const start = (): Worker => {
    const started = new Worker(program(), {
      eval: true,
      workerData: { [forReading]: asOf },
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    });
    started.on('message', (admission: Admission | typeof ready) => {
      if (admission === ready) {
        isReady = true;
        begin();
      } else finish((asked) => asked.answer(admission));
    });
    started.on('error', (error) =>
      giveUp((asked) =>
        isOutOfMemory(error) ? asked.answer(refused(asked.text, budget)) : asked.fail(error),
      ),
    );
    started.unref();
    return started;
  };
  const next = (): void => {
    if (atWork) return;
    atWork = waiting.shift();
    if (!atWork) return;
    thread ??= start();
    begin();
  };
  const begin = (): void => {
    if (!atWork || !isReady) return;
    patience = setTimeout(() => giveUp(({ text, answer }) => answer(refused(text, budget))), budget);
    thread?.postMessage(atWork.text);
  };
  const finish = (tell: (asked: Asked) => void): void => {
    clearTimeout(patience);
    const asked = atWork;
    atWork = undefined;
    if (asked) tell(asked);
    next();
  };
  const giveUp = (tell: (asked: Asked) => void): void => {
    thread?.removeAllListeners();
    void thread?.terminate();
    thread = undefined;
    isReady = false;
    finish(tell);
  };

  return {
    admit(text) {
      if (text.length < longText) return admitHere(text);
      return new Promise((answer, fail) => {
        waiting.push({ text, answer, fail });
        next();
      });
    },
    close() {
      const all = waiting.splice(0);
      giveUp(({ fail }) => fail(stopped));
      for (const { fail } of all) fail(stopped);
    },
  };
}

/** UTF-16 units from which on a statement is read beside; a shorter one takes less than a tenth of a second. */
const longText = 10_000;
/** An INSERT as long as a message may be, 10 MiB, takes a fraction of it. */
const usualBudget = 30_000;
/** MiB. */
const mostMemory = 2_048;

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const refused = (text: string, budget: number): Admission => ({
  text,
  sql: '',
  edits: [],
  action: { kind: 'other' },
  repeats: never,
  isMisspelled: false,
  refusal: {
    sqlstate: '54001',
    message: `statement too complex: the sandbox could not read it within ${budget / 1_000} s and ${mostMemory} MiB`,
    hint: 'Send it in several statements.',
  },
});

const stopped = new Error('The sandbox was stopped.');

/** What the thread says first. */
const ready = 'ready';
const forReading = 'dsql sandbox reads for';

/** Loads this file; from source, what reads TypeScript first. */
function program(): string {
  const { resolve } = createRequire(__filename);
  const files = __filename.endsWith('.ts') ? [resolve('tsx/cjs'), __filename] : [__filename];
  return files.map((file) => `require(${JSON.stringify(file)});`).join('');
}

/** This file is also what its thread runs, and in the bundle a part of all that it does. */
async function serve(port: MessagePort, asOf: AsOf): Promise<void> {
  const parser = await loadParserFromDisk();
  const admit = createAdmission(parser, asOf);
  port.on('message', (text: string) => port.postMessage(admit(text)));
  port.postMessage(ready);
}

if (!isMainThread && parentPort && workerData?.[forReading]) void serve(parentPort, workerData[forReading]);
