import { partAt } from '../../text/parts.js';
import type { Span } from '../../text/span.js';
import { headOf, type PlacedFault, type Script } from './script.js';

/** What is wrong with the order of the folders of a script, at the first statement of the file on which it shows. */
export function* faultsIn(
  script: Script,
  kind: PlacedFault['kind'],
): Generator<{ readonly at: Span; readonly text: string }> {
  const [begin, end] = [script.parts[0]?.start ?? 0, script.parts.at(-1)?.end ?? 0];
  for (const { faults } of script.folders)
    for (const { kind: other, start, text } of faults) {
      if (other !== kind || start < begin || start > end) continue;
      const file = script.parts[partAt(script.parts, start)];
      const first = script.statements.find(({ span }) => span.start >= start);
      const isThere = first && file && first.span.start < file.end;
      yield { at: isThere ? headOf(script, first, 2) : { start, end: start }, text };
    }
}
