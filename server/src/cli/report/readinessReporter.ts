import type { Readiness, ReportCounts, Status } from '../../core/repair/report.js';
import type { About } from './reporter.js';

export interface ReportedFile {
  readonly path: string;
  readonly text: string;
  readonly report: Readiness;
}

/** Turns what is known of files into the pieces of a report. */
export type ReadinessReporter = (files: AsyncIterable<ReportedFile>, about: About) => AsyncIterable<string>;

/** Files by status, and what all of them need. */
export interface Total extends ReportCounts {
  readonly files: Readonly<Record<Status, number>>;
}

export const noFiles: Total = {
  files: { ready: 0, repairable: 0, undecided: 0, blocked: 0 },
  safe: 0,
  decisions: 0,
  blocked: 0,
};

export const addFile = ({ files, ...sum }: Total, { status, counts }: Readiness): Total => ({
  files: { ...files, [status]: files[status] + 1 },
  safe: sum.safe + counts.safe,
  decisions: sum.decisions + counts.decisions,
  blocked: sum.blocked + counts.blocked,
});
