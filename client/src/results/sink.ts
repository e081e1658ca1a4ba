import type { RunSink } from '../../../server/src/running/sink.js';

/** What the runner knows of the results panel. */
export interface ResultsSink {
  /** `title`: the connection's name and the document's. `document`: results of one document share a tab row. */
  readonly run: (run: {
    readonly title: string;
    readonly document: string | undefined;
    /** The connection's name, where rows may be edited on it. */
    readonly connection?: string;
  }) => RunSink;
}
