import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Severity, titleOf } from '../../core/lint/problem.js';
import type { FileProblem } from '../../core/lint/problemsByFile.js';
import { rules } from '../../core/rules/index.js';
import type { Edit } from '../../core/text/edit.js';
import type { Span } from '../../core/text/span.js';
import { version } from '../version.js';
import { jsonText } from './escape.js';
import { createPlaces, type Places } from './places.js';
import type { LintedFile, Reporter } from './reporter.js';

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub code scanning takes it. */
export const reportSarif: Reporter = async function* (files) {
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{`;
  yield `"tool":${jsonText({ driver: driver() })},"columnKind":"utf16CodeUnits","results":[`;
  let separator = '\n';
  const others = new Map<number, Artifact>();
  for await (const file of files) {
    const artifact = artifactOf(file);
    const artifactAt = (number: number) => {
      const known = others.get(number) ?? artifactOf(file.fileOf(number));
      others.set(number, known);
      return known;
    };
    for (const problem of file.problems) {
      yield separator;
      yield jsonText(resultOf(problem, artifact, artifactAt));
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

/** A file, and where offsets lie in it. */
interface Artifact {
  readonly location: ArtifactLocation;
  readonly places: Places;
}

const artifactOf = ({ path, text }: Pick<LintedFile, 'path' | 'text'>): Artifact => ({
  location: locationOf(path),
  places: createPlaces(text),
});

function resultOf(
  { rule, severity, message, span, fixes, widerFixes }: FileProblem,
  artifact: Artifact,
  artifactAt: (file: number) => Artifact,
) {
  const { location: artifactLocation, places } = artifact;
  const all = [
    ...fixes.map((fix) => fixOf(fix, [changeOf(artifact, fix.edits)])),
    ...widerFixes.map((fix) =>
      fixOf(
        fix,
        fix.changes.map(({ file, edits }) => changeOf(artifactAt(file), edits)),
      ),
    ),
  ];
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(span, places) } }],
    ...(all.length > 0 && { fixes: all }),
  };
}

const fixOf = (
  words: Parameters<typeof titleOf>[0],
  artifactChanges: readonly ReturnType<typeof changeOf>[],
) => ({ description: { text: titleOf(words) }, artifactChanges });

const changeOf = ({ location, places }: Artifact, edits: readonly Edit[]) => ({
  artifactLocation: location,
  replacements: edits.map(({ start, end, text }) => ({
    deletedRegion: regionOf({ start, end }, places),
    insertedContent: { text },
  })),
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
