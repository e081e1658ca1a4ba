import type { Span } from '../text/span.js';
import { meantAt, occurrencesOf } from './references.js';
import type { WorkspaceFile } from './workspace.js';

/** The places of an alias or a query of WITH, which are edited together; empty for any other name. */
export function linkedPlacesAt(file: WorkspaceFile, offset: number): readonly Span[] {
  const [entity] = meantAt(file, offset);
  if (entity?.kind !== 'alias' && entity?.kind !== 'cte') return [];
  const places = occurrencesOf(file, offset, [entity]);
  // Nobody chooses the name of `excluded`.
  if (!places.some(({ occurrence }) => occurrence.role === 'declaration')) return [];
  const spans = places.map(({ place }) => place.span);
  const written = new Set(spans.map(({ start, end }) => file.text.slice(start, end)));
  // Names that are written in two ways cannot be edited together.
  return written.size === 1 ? spans : [];
}
