import { isAbsolute, relative, sep } from 'node:path';
import type { Severity } from '../../core/lint/problem.js';
import { jsonText } from './escape.js';
import { fingerprintsOf } from './fingerprints.js';
import { createPlaces } from './places.js';
import type { Reporter } from './reporter.js';

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const reportGitlab: Reporter = async function* (files) {
  yield '[';
  let separator = '\n';
  for await (const { path, text, problems } of files) {
    const { placeOf } = createPlaces(text);
    const all = [...problems];
    const prints = fingerprintsOf(text, all);
    for (const [at, { rule, severity, message, span }] of all.entries()) {
      yield separator;
      yield jsonText({
        description: message,
        check_name: rule,
        fingerprint: `${prints[at]}-${pathInRepository(path)}`,
        severity: severities[severity],
        location: {
          path: pathInRepository(path),
          lines: { begin: placeOf(span.start).line, end: placeOf(span.end).line },
        },
      });
      separator = ',\n';
    }
  }
  yield '\n]\n';
};

const severities: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  info: 'info',
  hint: 'info',
};

/** Relative to where the job runs, which is the root of the checkout. */
function pathInRepository(path: string): string {
  const below = relative(process.cwd(), path);
  return (below.startsWith('..') || isAbsolute(below) ? path : below).split(sep).join('/');
}
