import type { Catalog } from '../catalog/model.js';
import type { Analysis, AnalysisOptions, Analyzer, Problem, Safety } from '../lint/analysis.js';
import { problemsByPart } from '../lint/problemsByPart.js';
import { catalogOf } from '../lint/script/catalog.js';
import { type FixedText, fixTogetherInSteps } from '../repair/fixAll.js';
import { type Readiness, readinessTogetherInSteps } from '../repair/report.js';
import { isDownFile } from '../syntax/waysBack.js';
import { query } from '../text/memo.js';
import { finish, type Steps } from '../text/steps.js';

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Files in the order in which they are applied. Names, types, keys, enums and data that one has are there for those behind
 * it, save what takes a migration back; each is sent by a session of its own, so transactions, settings and ignores end with
 * their file. A file that makes
 * again what an earlier one has made begins anew: it does not run behind that one.
 */
export interface Project<Id extends string = string> {
  readonly files: readonly ProjectFile[];
  readonly analyzer: Analyzer<Id>;
  readonly options: Partial<AnalysisOptions<Id>>;
}

export const projectOf = <Id extends string>(
  analyzer: Analyzer<Id>,
  files: readonly ProjectFile[],
  options: Partial<AnalysisOptions<Id>> = {},
): Project<Id> => ({ files, analyzer, options: { ...options, waysBack: waysBackIn(files) } });

const waysBackIn = (files: readonly ProjectFile[]): ReadonlySet<number> =>
  new Set(files.flatMap(({ path }, at) => (isDownFile(path) ? [at] : [])));

/** What there is before a file runs; undefined for a path that is none of the project. */
export function catalogBefore(project: Project, path: string): Catalog | undefined {
  const at = project.files.findIndex((file) => file.path === path);
  const { scripts, parts } = query(analysisOf, project);
  const script = scripts[at];
  const part = parts[at];
  if (!script || !part) return undefined;
  const first = script.statements.findIndex(({ span }) => span.start >= part.start);
  return first < 0 ? catalogOf(script).after : catalogOf(script).before(first);
}

/** The problems of each file, in offsets of its own. A fix that changes another file too is left to `fixedFiles`. */
export const problemsOf = <Id extends string>(project: Project<Id>): readonly (readonly Problem<Id>[])[] =>
  finish(problemsInSteps(project));

export function* problemsInSteps<Id extends string>(
  project: Project<Id>,
): Steps<readonly (readonly Problem<Id>[])[]> {
  return problemsByPart(yield* project.analyzer.analyzeInSteps(textsOf(project), project.options));
}

/** Each file repaired, the others in view. */
export const fixedFiles = (project: Project, allowed: Safety): readonly FixedText[] =>
  finish(fixedInSteps(project, allowed));

export const fixedInSteps = (project: Project, allowed: Safety): Steps<readonly FixedText[]> =>
  fixTogetherInSteps(project.analyzer, textsOf(project), project.options, allowed);

/** How ready each file is, the others in view. */
export const readinessOf = (project: Project): readonly Readiness[] => finish(readinessInSteps(project));

export const readinessInSteps = (project: Project): Steps<readonly Readiness[]> =>
  readinessTogetherInSteps(project.analyzer, textsOf(project), project.options);

const analysisOf = (project: Project): Analysis =>
  project.analyzer.analyzeAll(textsOf(project), project.options);

const textsOf = ({ files }: Pick<Project, 'files'>): readonly string[] => files.map(({ text }) => text);
