import { readinessInSteps } from '../core/repair/report.js';
import { reportMarkdown } from '../core/repair/reportMarkdown.js';
import type { Steps } from '../core/text/steps.js';
import type { Conversion } from '../protocol/requests.js';
import type { OpenFile } from './openFiles.js';

/** A file repaired in full, and what that means. */
export function* conversionOf({ document, analysis, analyzer }: OpenFile): Steps<Conversion> {
  const report = yield* readinessInSteps(analyzer, analysis.text, analysis.options);
  const { repaired, verdict, counts, repairs } = report;
  return {
    text: repaired,
    report: {
      verdict,
      changes: repairs.length,
      decisions: counts.decisions,
      blocked: counts.blocked,
      markdown: reportMarkdown(nameOf(document.uri), analysis.text, report),
    },
  };
}

/** The last part of a URI's path, for people. */
function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
