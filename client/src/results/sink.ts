import type { Color } from '../../../server/src/connection/color.js';
import type { RunSink } from '../../../server/src/running/sink.js';

/** What the runner knows of the results panel. */
export interface ResultsSink {
  /** `title`: the connection's name and the document's. `document`: results of one document share a tab row. */
  readonly run: (run: {
    readonly title: string;
    readonly document: string | undefined;
    /** The connection's name. */
    readonly connection?: string;
    /** The connection's color. */
    readonly color?: Color | undefined;
    /** Statements of the run: those of several share one tab. */
    readonly count?: number;
    /** What the document is called. */
    readonly file?: string | undefined;
  }) => RunSink;
  /** A run of a document was refused, for a reason that is a sentence: what is shown of it is of an earlier run. */
  readonly refused: (document: string, reason: string) => void;
}
