import type { ProblemsInTurn } from '../../core/lint/problemsByFile.js';
import type { Paint } from '../paint.js';
import type { Summary } from '../summary.js';

export interface LintedFile {
  readonly path: string;
  readonly text: string;
  /** By start. A reporter goes through them once and keeps none. */
  readonly problems: ProblemsInTurn;
  /** A file by its number, for fixes that change several. */
  readonly fileOf: (file: number) => Pick<LintedFile, 'path' | 'text'>;
  readonly summary: Summary;
  /** A file of another language, which no command repairs. */
  readonly isCode?: boolean;
}

export interface About {
  /** The day of the dialect, YYYY-MM-DD. */
  readonly day: string;
  readonly paint: Paint;
  /** What is said where there is no file, one sentence. */
  readonly nothing?: string;
}

/** Turns files into the pieces of a report as they come, so that no report is ever whole in memory. */
export type Reporter = (files: AsyncIterable<LintedFile>, about: About) => AsyncIterable<string>;
