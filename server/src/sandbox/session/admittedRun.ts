import type { Run } from '../backend/run.js';
import type { Admission } from '../statement/admission.js';
import { surrogateOf } from '../statement/surrogate.js';

/** What PostgreSQL is asked for a statement that was admitted. */
export function runOf({ sql, action, repeats }: Admission): Pick<Run, 'sql' | 'tag' | 'repeats'> {
  const surrogate = surrogateOf(action);
  return { sql: surrogate?.sql ?? sql, tag: surrogate?.tag, repeats };
}

/** Field by field: behind a spread it takes V8 as long as all the rest of a short statement. */
export function admittedRun(
  admission: Admission,
  { types, values, portal, limit, positionOf, isSimple }: Omit<Run, 'sql' | 'tag' | 'repeats'>,
): Run {
  const { sql, tag, repeats } = runOf(admission);
  return { sql, tag, repeats, types, values, portal, limit, positionOf, isSimple };
}
