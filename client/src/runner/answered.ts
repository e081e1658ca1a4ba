import type { AnsweredStatement } from '../../../server/src/protocol/requests.js';
import type { RunEnd } from '../../../server/src/running/runScript.js';
import type { RunStep } from '../../../server/src/running/steps.js';

/** UTF-16 units of a statement that is looked at: a longer one holds rows. */
const longText = 100_000;

/**
 * What a server has answered that the rules may be wrong about: it has carried out a step of which no rule says that it would, or
 * refused one.
 */
export function answeredIn(
  steps: readonly RunStep[],
  unchecked: readonly RunStep[],
  end: RunEnd,
): readonly AnsweredStatement[] {
  const last = end.kind === 'done' ? steps.length : steps.indexOf(end.step);
  const accepted = steps
    .slice(0, Math.max(0, last))
    .filter((step) => unchecked.includes(step) && !step.explained)
    .map(({ sql }) => ({ sql, answer: { kind: 'accepted' } as const }));
  const refused =
    end.kind === 'failed' && end.failure.sqlstate !== undefined && !end.step.explained
      ? [
          {
            sql: end.step.sql,
            answer: {
              kind: 'refused',
              sqlstate: end.failure.sqlstate,
              text: end.failure.message,
            } as const,
          },
        ]
      : [];
  return [...accepted, ...refused].filter(({ sql }) => sql.length <= longText);
}
