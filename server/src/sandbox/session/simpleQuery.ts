import { noTypes, noValues } from '../backend/run.js';
import type { Cluster } from '../cluster.js';
import type { Admission } from '../statement/admission.js';
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
  const { texts, admissions } =
    all.length > 1 ? await readFirst(all, cluster) : { texts: all, admissions: [] };
  let isAmbiguous = false;
  if (texts.length === 0) write(frame('I'));
  for (const [index, { sql, offset }] of texts.entries()) {
    if (isAmbiguous && beyondAscii.test(sql)) {
      await session.refuse(encodingChanged);
      return;
    }
    isAmbiguous ||= mayEncode.test(sql) && setsSomething.test(sql);
    const admission = admissions[index] ?? (await cluster.admit(sql));
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

interface Read {
  readonly texts: readonly Stated[];
  /** What was read of the first of them, which need not be read again. */
  readonly admissions: readonly Admission[];
}

/** PostgreSQL reads all of a query before it runs any of it: of one that is no SQL it runs nothing, and tells where that is. */
async function readFirst(texts: readonly Stated[], cluster: Cluster): Promise<Read> {
  const admissions: Admission[] = [];
  let turn = performance.now();
  for (const stated of texts) {
    const given = cluster.admit(stated.sql);
    const admission = given instanceof Promise ? await given : given;
    if (admission.isMisspelled) return { texts: [stated], admissions: [admission] };
    if (admissions.length < mostKept) admissions.push(admission);
    if (performance.now() - turn < longestTurn) continue;
    await new Promise(setImmediate);
    turn = performance.now();
  }
  return { texts, admissions };
}

/** Statements. */
const mostKept = 20_000;

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
