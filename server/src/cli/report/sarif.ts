import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Fix, type Problem, type Severity, titleOf } from '../../core/lint/problem.js';
import { rules } from '../../core/rules/index.js';
import type { Span } from '../../core/text/span.js';
import { version } from '../version.js';
import { jsonText } from './escape.js';
import { createPlaces, type Places } from './places.js';
import type { Reporter } from './reporter.js';

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub code scanning takes it. */
export const reportSarif: Reporter = async function* (files) {
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{`;
  yield `"tool":${jsonText({ driver: driver() })},"columnKind":"utf16CodeUnits","results":[`;
  let separator = '\n';
  for await (const { path, text, problems } of files) {
    const artifactLocation = locationOf(path);
    const places = createPlaces(text);
    for (const problem of problems) {
      yield separator;
      yield jsonText(resultOf(problem, artifactLocation, places));
      separator = ',\n';
    }
  }
  yield '\n]}]}\n';
};

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

const driver = () => ({
  name: 'dsql',
  semanticVersion: version(),
  informationUri: 'https://github.com/dsql-workbench/dsql-workbench',
  rules: rules.map(descriptorOf),
});

const descriptorOf = ({ id, severity, why, instead, documentation }: (typeof rules)[number]) => ({
  id,
  shortDescription: { text: id.replaceAll('-', ' ') },
  fullDescription: { text: why },
  help: { text: `${why} ${instead}` },
  helpUri: documentation,
  defaultConfiguration: { level: levels[severity] },
});

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Relative to the root of the checkout, where CI runs; GitHub matches files by it. */
function locationOf(path: string): ArtifactLocation {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') || isAbsolute(below)
    ? { uri: pathToFileURL(path).href }
    : { uri: below.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

const resultOf = (
  { rule, severity, message, span, fixes }: Problem,
  artifactLocation: ArtifactLocation,
  places: Places,
) => ({
  ruleId: rule,
  level: levels[severity],
  message: { text: message },
  locations: [{ physicalLocation: { artifactLocation, region: regionOf(span, places) } }],
  ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(fix, artifactLocation, places)) }),
});

const fixOf = (fix: Fix, artifactLocation: ArtifactLocation, places: Places) => ({
  description: { text: titleOf(fix) },
  artifactChanges: [
    {
      artifactLocation,
      replacements: fix.edits.map(({ start, end, text }) => ({
        deletedRegion: regionOf({ start, end }, places),
        insertedContent: { text },
      })),
    },
  ],
});

function regionOf({ start, end }: Span, { placeOf, visibleOffset }: Places) {
  const first = placeOf(start);
  const last = placeOf(end);
  return {
    startLine: first.line,
    startColumn: first.column,
    endLine: last.line,
    endColumn: last.column,
    charOffset: visibleOffset(start),
    charLength: end - start,
  };
}
