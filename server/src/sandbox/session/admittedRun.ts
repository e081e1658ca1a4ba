import type { Run } from '../backend/run.js';
import type { Admission } from '../statement/admission.js';
import { surrogateOf } from '../statement/surrogate.js';

/** What PostgreSQL is asked for a statement that was admitted. */
export function runOf({ sql, action, repeats }: Admission): Pick<Run, 'sql' | 'tag' | 'repeats'> {
  const surrogate = surrogateOf(action);
  return { sql: surrogate?.sql ?? sql, tag: surrogate?.tag, repeats };
}
