import { noTypes, noValues } from '../backend/run.js';
import type { Cluster } from '../cluster.js';
import { positionOf } from '../statement/position.js';
import type { Stated } from '../statement/script.js';
import { frame } from '../wire/frame.js';
import { admittedRun } from './admittedRun.js';
import type { Session } from './session.js';

/** Carries out the statements of a Query message, up to the first that fails. */
export async function answerQuery(
  text: string,
  session: Session,
  cluster: Cluster,
  write: (bytes: Buffer) => void,
): Promise<void> {
  const all = cluster.split(text);
  const misspelled = all.length > 1 ? await firstMisspelled(all, cluster) : undefined;
  const texts = misspelled ? [misspelled] : all;
  let isAmbiguous = false;
  if (texts.length === 0) write(frame('I'));
  for (const [index, { sql, offset }] of texts.entries()) {
    if (isAmbiguous && beyondAscii.test(sql)) {
      await session.refuse(encodingChanged);
      return;
    }
    isAmbiguous ||= mayEncode.test(sql) && setsSomething.test(sql);
    const admission = await cluster.admit(sql);
    const run = admittedRun(admission, {
      types: noTypes,
      values: noValues,
      portal: '',
      limit: 0,
      positionOf: (told) => offset + positionOf(admission, told),
      isSimple: true,
    });
    const isRefused = admission.refusal && !session.isFailed;
    if (admission.refusal && isRefused) await session.refuse(admission.refusal);
    else if (
      await session.execute(admission, run, {
        isLast: index === texts.length - 1,
        isAlone: texts.length === 1,
      })
    )
      continue;
    return;
  }
  await session.finish();
}

/** PostgreSQL reads all of a query before it runs any of it. */
async function firstMisspelled(texts: readonly Stated[], cluster: Cluster): Promise<Stated | undefined> {
  let turn = performance.now();
  for (const stated of texts) {
    const admission = cluster.admit(stated.sql);
    if ((admission instanceof Promise ? await admission : admission).isMisspelled) return stated;
    if (performance.now() - turn < longestTurn) continue;
    await new Promise(setImmediate);
    turn = performance.now();
  }
  return undefined;
}

/** Milliseconds that others wait while a query is read. */
const longestTurn = 20;

const beyondAscii = /[\u0080-\uffff]/;
const mayEncode = /client_encoding|\bnames\b/i;
const setsSomething = /\bset\b/i;

/** PostgreSQL reads all of a query in the encoding that it came in; here its statements go on one by one. */
const encodingChanged = {
  sqlstate: '0A000',
  message: 'text beyond ASCII cannot follow SET client_encoding in one query',
};
