import type { Problem, Severity } from '../../core/lint/problem.js';
import { workflowProperty, workflowText } from './escape.js';
import { createPlaces, type Places } from './places.js';
import type { Reporter } from './reporter.js';

/** Workflow commands that GitHub Actions turns into annotations. */
export const reportGithub: Reporter = async function* (files) {
  for await (const { path, text, problems } of files) {
    const places = createPlaces(text);
    for (const problem of problems) yield commandOf(problem, path, places);
  }
};

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
function commandOf({ severity, rule, message, span }: Problem, path: string, { placeOf }: Places): string {
  const start = placeOf(span.start);
  const end = placeOf(span.end);
  // The runner drops columns, with a warning, from an annotation of several lines.
  const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : '';
  const place = `file=${workflowProperty(path)},line=${start.line},endLine=${end.line}${columns}`;
  return `::${commands[severity]} ${place},title=${workflowProperty(rule)}::${workflowText(message)}\n`;
}
