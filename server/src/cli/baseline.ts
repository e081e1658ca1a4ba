import { dirname, relative, resolve, sep } from 'node:path';
import { readText } from '../workspace/readText.js';
import { replaceFile } from '../workspace/replaceFile.js';
import { fingerprintsOf } from './report/fingerprints.js';
import type { LintedFile } from './report/reporter.js';
import { count } from './summary.js';

/** Problems that are known, and that a build does not fail on. */
export interface Baseline {
  /** The problems of a file that are not known. What it has known counts as seen. */
  readonly unknownIn: (file: Pick<LintedFile, 'path' | 'text' | 'problems'>) => LintedFile['problems'];
  /** Sentences on what it knows of the files that were looked at, and that is not there any more. */
  readonly stale: () => readonly string[];
}

interface Entry {
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** Reads a baseline; rejects with a sentence where the file is none. */
export async function readBaseline(path: string): Promise<Baseline> {
  const read = await readText(path);
  if ('trouble' in read) throw new Error(read.trouble);
  const entries = entriesIn(read.text);
  if (!entries) throw new Error(`${path} is not a baseline: write one with dsql lint --write-baseline.`);
  const left = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const looked = new Set<string>();
  return {
    unknownIn: (file) => {
      const from = pathFrom(path, file.path);
      looked.add(from);
      const problems = [...file.problems];
      const prints = fingerprintsOf(file.text, problems);
      return problems.filter((_, at) => !left.delete(keyOf({ path: from, fingerprint: prints[at] ?? '' })));
    },
    stale: () => {
      const gone = [...left.values()].filter((entry) => looked.has(entry.path));
      const shown = gone.slice(0, most).map((entry) => `${entry.path}: ${entry.rule}`);
      if (gone.length === 0) return [];
      const more = gone.length > most ? [`and ${gone.length - most} more`] : [];
      return [
        `${count(gone.length, 'problem')} of ${path} ${gone.length === 1 ? 'is' : 'are'} gone: write it again with --write-baseline. ${[...shown, ...more].join(', ')}.`,
      ];
    },
  };
}

const most = 5;

/** Writes what the files have now. */
export async function writeBaseline(path: string, files: readonly LintedFile[]): Promise<number> {
  const findings = files.flatMap((file) => {
    const problems = [...file.problems];
    const prints = fingerprintsOf(file.text, problems);
    return problems.map(
      ({ rule }, at): Entry => ({ path: pathFrom(path, file.path), rule, fingerprint: prints[at] ?? '' }),
    );
  });
  const lines = findings
    .map((finding) => JSON.stringify(finding))
    .sort()
    .map((line) => `    ${line}`);
  const body = lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : '';
  await replaceFile(path, [`{\n  "schemaVersion": 1,\n  "findings": [${body}]\n}\n`]);
  return findings.length;
}

const keyOf = ({ path, fingerprint }: Pick<Entry, 'path' | 'fingerprint'>): string =>
  `${fingerprint} ${path}`;

/** As it stands in the baseline, whatever folder the command runs in. */
const pathFrom = (baseline: string, path: string): string =>
  relative(dirname(resolve(baseline)), resolve(path))
    .split(sep)
    .join('/');

function entriesIn(text: string): readonly Entry[] | undefined {
  try {
    const { schemaVersion, findings }: Readonly<Record<string, unknown>> = Object(JSON.parse(text));
    if (schemaVersion !== 1 || !Array.isArray(findings)) return undefined;
    return findings.every(isEntry) ? findings : undefined;
  } catch {
    return undefined; // SyntaxError
  }
}

function isEntry(value: unknown): value is Entry {
  const { path, rule, fingerprint }: Readonly<Record<string, unknown>> = Object(value);
  return [path, rule, fingerprint].every((one) => typeof one === 'string');
}
