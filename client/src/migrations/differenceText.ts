import type { Difference } from '../../../server/src/core/catalog/difference/step.js';
import { inLabel } from '../shownText.js';

export interface DifferenceGroup {
  readonly label: string;
  readonly differences: readonly Difference[];
}

/** Differences from a folder to a cluster, by which side has the object. */
export function groupsOf(differences: readonly Difference[], connection: string): readonly DifferenceGroup[] {
  const labels = {
    missing: `Only on "${connection}"`,
    extra: 'Only in the migrations',
    different: 'Different',
  } as const;
  return (['missing', 'extra', 'different'] as const).flatMap((kind) => {
    const own = differences.filter((one) => one.kind === kind);
    return own.length > 0 ? [{ label: inLabel(labels[kind]), differences: own }] : [];
  });
}

/** A line of the view. */
export function lineOf({ object, detail, losesData, byHand, steps }: Difference): {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
} {
  const facts = [detail, ...(losesData ? ['loses data'] : []), ...(byHand === undefined ? [] : ['by hand'])];
  const statements = steps.map(({ sql }) => `${sql};`).join('\n');
  return {
    label: inLabel(object),
    description: inLabel(facts.filter((fact) => fact !== '').join(', ')),
    tooltip: [object, byHand ?? '', statements]
      .filter((text) => text !== '')
      .join('\n\n')
      .split('\n')
      .map(inLabel)
      .join('\n'),
  };
}
