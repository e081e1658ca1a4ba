import { htmlText } from './escape.js';
import { createPlaces } from './places.js';
import type { LintedFile, Reporter } from './reporter.js';

/**
 * JUnit's XML, as Jenkins, GitLab and Azure read it: a suite for each file, in which each problem is a test that has failed, and
 * a file without problems is one that has not. https://github.com/testmoapp/junitxml
 */
export const reportJunit: Reporter = async function* (files) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dsql lint">\n';
  for await (const file of files) yield suiteOf(file);
  yield '</testsuites>\n';
};

function suiteOf({ path, text, problems }: LintedFile): string {
  const { placeOf } = createPlaces(text);
  const name = htmlText(path);
  const tests = Array.from(problems, ({ rule, severity, message, span }) => {
    const { line, column } = placeOf(span.start);
    const place = `${name}:${line}:${column}`;
    return `    <testcase name="${htmlText(rule)} at ${line}:${column}" classname="${name}">
      <failure type="${severity}" message="${htmlText(message)}">${place}: ${htmlText(message)}</failure>
    </testcase>\n`;
  });
  const all = tests.length > 0 ? tests.join('') : `    <testcase name="no problems" classname="${name}"/>\n`;
  return `  <testsuite name="${name}" tests="${Math.max(1, tests.length)}" failures="${tests.length}" errors="0">
${all}  </testsuite>\n`;
}
