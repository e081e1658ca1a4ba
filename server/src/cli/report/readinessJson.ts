import { createLineIndex } from '../../core/text/lines.js';
import { jsonText } from './escape.js';
import { rangeOf } from './json.js';
import { addFile, noFiles, type ReadinessReporter } from './readinessReporter.js';

/** The readiness report for programs. Lines and characters count from 0, characters and offsets in UTF-16 units. */
export const reportReadinessJson: ReadinessReporter = async function* (files, { day }) {
  let total = noFiles;
  let separator = '\n';
  yield `{"schemaVersion":1,"asOf":${jsonText(day)},"files":[`;
  for await (const { path, text, report } of files) {
    const { status, verdict, counts, repairs, leftovers, stop } = report;
    const lines = createLineIndex(text);
    yield separator;
    yield jsonText({
      path,
      status,
      verdict,
      counts,
      repairs: repairs.map(({ span, choosable: _, ...repair }) => ({
        ...repair,
        range: rangeOf(span, lines),
      })),
      leftovers: leftovers.map(({ span, ...leftover }) => ({ ...leftover, range: rangeOf(span, lines) })),
      stop,
    });
    separator = ',\n';
    total = addFile(total, report);
  }
  yield `\n],"summary":${jsonText(total)}}\n`;
};
