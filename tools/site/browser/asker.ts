import program from 'site:worker';
import type { Day } from '../../../server/src/core/dialect/asOf.js';
import type { Safety } from '../../../server/src/core/lint/problem.js';
import type { Answer, Question, ShownProblem } from './messages.js';

interface Checked {
  readonly text: string;
  readonly asOf: Day;
}

interface Fixed {
  readonly text: string;
  readonly applied: readonly string[];
}

/** Asks the worker, which this page starts from its own bytes. An answer is undefined where a newer question has taken its place. */
export interface Asker {
  check(checked: Checked): Promise<readonly ShownProblem[] | undefined>;
  fixAll(checked: Checked, allowed: Safety): Promise<Fixed | undefined>;
  fix(checked: Checked, problem: number, fix: number): Promise<Fixed | undefined>;
}

type Waiting = (answer: Answer | undefined) => void;

/** `fail` is told in a sentence what went wrong. */
export function createAsker(fail: (sentence: string) => void): Asker {
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })));
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let checking = false;
  /** The newest question of a check that was asked while another was answered. */
  let next: { readonly checked: Checked; readonly done: Waiting } | undefined;

  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'failed') fail(data.sentence);
    waiting.get(data.number)?.(data);
    waiting.delete(data.number);
  });
  worker.addEventListener('error', ({ message }) => {
    fail(`The check has stopped (${message}). Load the page again.`);
  });

  function ask(question: WithoutNumber<Question>): Promise<Answer | undefined> {
    last += 1;
    const numbered = { ...question, number: last } as Question;
    return new Promise((done) => {
      waiting.set(numbered.number, done);
      worker.postMessage(numbered);
    });
  }

  /** One check at a time: of those that are asked for meanwhile, only the newest is of use. */
  async function checkNow(checked: Checked): Promise<Answer | undefined> {
    checking = true;
    const answer = await ask({ kind: 'check', ...checked });
    checking = false;
    const waits = next;
    next = undefined;
    if (waits) void checkNow(waits.checked).then(waits.done);
    return answer;
  }

  const fixed = async (question: WithoutNumber<Question>): Promise<Fixed | undefined> => {
    const answer = await ask(question);
    return answer?.kind === 'fixed' ? answer : undefined;
  };

  return {
    async check(checked) {
      const answer = await (checking
        ? new Promise<Answer | undefined>((done) => {
            next?.done(undefined);
            next = { checked, done };
          })
        : checkNow(checked));
      return answer?.kind === 'problems' ? answer.problems : undefined;
    },
    fixAll: (checked, allowed) => fixed({ kind: 'fixAll', ...checked, allowed }),
    fix: (checked, problem, fix) => fixed({ kind: 'fix', ...checked, problem, fix }),
  };
}

type WithoutNumber<T> = T extends unknown ? Omit<T, 'number'> : never;
