import type { Catalog } from '../catalog/model.js';
import type { Analysis, AnalysisOptions, Analyzer, Safety } from '../lint/analysis.js';
import {
  type FileProblem,
  type ProblemsInTurn,
  problemsByFile,
  problemsInTurnByFile,
} from '../lint/problemsByFile.js';
import { catalogOf } from '../lint/script/catalog.js';
import { type FixedText, fixTogetherInSteps } from '../repair/fixAll.js';
import { type Readiness, readinessTogetherInSteps } from '../repair/report.js';
import { isDownFile } from '../syntax/waysBack.js';
import { query } from '../text/memo.js';
import { finish, type Steps } from '../text/steps.js';
import { layoutOf } from './includes.js';
import type { ProjectLayout } from './layouts.js';

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  /** Another file includes it. It is read for what it creates, and its own problems are not reported. */
  readonly isFrozen?: boolean;
}

/**
 * Files in the order in which they are applied. What one file creates (names, types, keys, enums, rows) exists for the files
 * after it, except for what undoes a migration. Each file has a session of its own, so transactions, settings and ignores end
 * with it. A file that creates again what an earlier one has created starts anew: it does not run after that file. A file that
 * psql includes by `\i` stands where it is included. `layout` tells what the folders of migration tools say of the files.
 */
export interface Project<Id extends string = string> {
  readonly files: readonly ProjectFile[];
  /** The files, or their pieces, in the order in which they run. */
  readonly texts: readonly string[];
  readonly analyzer: Analyzer<Id>;
  readonly options: Partial<AnalysisOptions<Id>>;
}

export const projectOf = <Id extends string>(
  analyzer: Analyzer<Id>,
  files: readonly ProjectFile[],
  options: Partial<AnalysisOptions<Id>> = {},
  layout: Partial<Omit<ProjectLayout<ProjectFile>, 'files'>> = {},
): Project<Id> => {
  const { texts, pieces } = layoutOf(files);
  const numberOf = (at: number) => pieces?.[at]?.file ?? at;
  const isBack = (file: number) => layout.back?.has(file) === true || isDownFile(files[file]?.path ?? '');
  const waysBack = new Set([...texts.keys()].filter((at) => isBack(numberOf(at))));
  // A file in pieces takes places that the numbers of an order do not count.
  const folders = pieces ? undefined : layout.folders;
  return {
    files,
    texts,
    analyzer,
    options: { ...options, layouts: layout.layouts, folders, waysBack, pieces },
  };
};

/** The catalog before a file runs; undefined for a path that is not in the project. */
export function catalogBefore(project: Project, path: string): Catalog | undefined {
  const file = project.files.findIndex((one) => one.path === path);
  const { pieces } = project.options;
  const at = pieces ? pieces.findIndex((piece) => piece.file === file) : file;
  const { scripts, parts } = query(analysisOf, project);
  const script = scripts[at];
  const part = parts[at];
  if (!script || !part) return undefined;
  const first = script.statements.findIndex(({ span }) => span.start >= part.start);
  return first < 0 ? catalogOf(script).after : catalogOf(script).before(first);
}

/** The problems of each file, in offsets of its own. */
export const problemsOf = <Id extends string>(
  project: Project<Id>,
): readonly (readonly FileProblem<Id>[])[] => finish(problemsInSteps(project));

export function* problemsInSteps<Id extends string>(
  project: Project<Id>,
): Steps<readonly (readonly FileProblem<Id>[])[]> {
  return problemsByFile(yield* project.analyzer.analyzeInSteps(project.texts, project.options));
}

/** The same, for those who go through the problems of one file after the other and keep none. */
export function* problemsInTurn<Id extends string>(
  project: Project<Id>,
): Steps<readonly ProblemsInTurn<Id>[]> {
  return problemsInTurnByFile(
    yield* project.analyzer.analyzeInSteps(project.texts, { ...project.options, isLast: true }),
  );
}

/** Each file repaired, with the others in view. */
export const fixedFiles = (project: Project, allowed: Safety): readonly FixedText[] =>
  finish(fixedInSteps(project, allowed));

export const fixedInSteps = (project: Project, allowed: Safety): Steps<readonly FixedText[]> =>
  fixTogetherInSteps(project.analyzer, project.texts, project.options, allowed);

/** How ready each file is, with the others in view. */
export const readinessOf = (project: Project): readonly Readiness[] => finish(readinessInSteps(project));

export const readinessInSteps = (project: Project): Steps<readonly Readiness[]> =>
  readinessTogetherInSteps(project.analyzer, project.texts, project.options);

const analysisOf = (project: Project): Analysis =>
  project.analyzer.analyzeAll(project.texts, project.options);
