import { dayOf } from '../dialect/asOf.js';
import type { Analysis, Analyzer } from '../lint/analysis.js';
import { shiftSpan } from '../text/span.js';
import type { Hover } from './hover.js';

/**
 * What the facts refuse at a UTF-16 offset and the cluster was seen to accept; undefined where no probe has lifted anything. The
 * statement alone is read again by the facts without the probe.
 */
export function clusterHoverAt(analyzer: Analyzer, analysis: Analysis, offset: number): Hover | undefined {
  const { asOf } = analysis.options;
  if (typeof asOf === 'string' || !asOf.overlay) return undefined;
  const place = analysis.statements.find(({ span }) => span.start <= offset && offset <= span.end)?.span;
  if (!place) return undefined;
  const text = analysis.text.slice(place.start, place.end);
  const { data, day, overlay } = asOf;
  const kept = new Set(analyzer.analyze(text, { asOf }).problems.map(({ rule }) => rule));
  const at = { start: offset - place.start, end: offset - place.start };
  const lifted = analyzer
    .analyze(text, { asOf: { data, day } })
    .problemsAt(at)
    .find(({ rule, severity }) => severity === 'error' && !kept.has(rule));
  return (
    lifted && {
      span: shiftSpan(lifted.span, place.start),
      markdown: `**${lifted.rule}** · accepted by this cluster, ${overlay.day}\n\nThe facts of ${data.day} refuse it on ${dayOf({ data, day })}.`,
    }
  );
}
