import type { Choices } from '../core/repair/fixAll.js';
import { readinessInSteps } from '../core/repair/report.js';
import { reportSections } from '../core/repair/reportSections.js';
import type { Steps } from '../core/text/steps.js';
import type { Conversion } from '../protocol/requests.js';
import type { OpenFile } from './openFiles.js';

/** A file repaired in full, and what that means. */
export function* conversionOf({ analysis, analyzer }: OpenFile, choices?: Choices): Steps<Conversion> {
  const report = yield* readinessInSteps(analyzer, analysis.text, analysis.options, choices);
  const { repaired, verdict, counts, repairs, stop } = report;
  return {
    text: repaired,
    report: {
      verdict,
      changes: repairs.length,
      decisions: counts.decisions,
      blocked: counts.blocked,
      sections: reportSections(analysis.text, report),
      stop,
    },
  };
}
