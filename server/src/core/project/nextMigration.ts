import { type Difference, stepsOf, stepText } from '../catalog/difference/step.js';
import { type Known, type NewMigration, newMigration } from './newMigration.js';

/**
 * The migration that a folder lacks: what brings its schema to another one. `back`: the differences the other way round, of
 * which a tool that goes back gets the statements, where they are enough. Undefined where there is nothing to do.
 */
export function migrationFor(
  known: Known,
  differences: readonly Difference[],
  {
    name,
    losses,
    back,
    now,
  }: {
    readonly name: string;
    readonly losses: boolean;
    readonly back: readonly Difference[];
    readonly now: number;
  },
): NewMigration | undefined {
  const statements = stepsOf(differences, { losses }).map((step) => stepText(step));
  if (statements.length === 0) return undefined;
  const isWhole =
    back.every(({ byHand }) => byHand === undefined) &&
    (losses || differences.every((one) => !one.losesData));
  const wayBack = isWhole ? stepsOf(back, { losses: true }).map((step) => stepText(step)) : [];
  return newMigration(known, { name, statements, back: wayBack, now });
}
