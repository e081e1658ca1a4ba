import type { StatementSource } from '../../../server/src/running/source.js';
import { planOf, type RunStep } from '../../../server/src/running/steps.js';
import { explainStep } from '../explain/explainStep.js';

/**
 * The steps of a statement that stands in no SQL file, with its values: those that it ran with, else those that `ask` answers.
 * Undefined where a person gives up.
 */
export async function stepsOf(
  { sql, explain, parameters = [], values }: StatementSource,
  ask: (
    parameters: NonNullable<StatementSource['parameters']>,
  ) => Promise<readonly (string | null)[] | undefined>,
): Promise<readonly RunStep[] | undefined> {
  const steps = explain ? [explainStep(sql, undefined, explain)] : planOf(sql).steps;
  if (parameters.length === 0) return steps;
  const given = values ?? (await ask(parameters));
  return given && steps.map((step) => ({ ...step, parameters, values: given }));
}
