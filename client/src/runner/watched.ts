import { withJobs } from '../../../server/src/running/answeredJobs.js';
import type { StatementSink } from '../../../server/src/running/sink.js';
import type { ResultsSink } from '../results/sink.js';

/** A statement that the server has carried out. */
export interface Finished {
  readonly sql: string;
  /** The URI of the document that it is of; undefined for SQL of no document. */
  readonly document: string | undefined;
  /** The name of the connection that it ran on, where that is known. */
  readonly connection: string | undefined;
  /** The jobs that it has begun, or will begin when its transaction commits. */
  readonly jobs: readonly string[];
}

/** Results that also tell of each statement that has succeeded. */
export const watched = (results: ResultsSink, tell: (statement: Finished) => void): ResultsSink => ({
  run: (run) => {
    const sink = results.run(run);
    return {
      statement: (source) =>
        watchedStatement(sink.statement(source), (jobs) =>
          tell({ sql: source.sql, document: run.document, connection: run.connection, jobs }),
        ),
      end: sink.end,
    };
  },
  refused: results.refused,
});

function watchedStatement(sink: StatementSink, tell: (jobs: readonly string[]) => void): StatementSink {
  const { jobs, columns, rows } = withJobs(sink);
  return {
    ...sink,
    columns,
    rows,
    done: (outcome) => {
      sink.done(outcome);
      tell(jobs);
    },
  };
}
