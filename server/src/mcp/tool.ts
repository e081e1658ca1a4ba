import type { Parameters, Values } from './parameters.js';
import type { Workbench } from './workbench.js';

/** Something that an agent can have done. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: Parameters;
  /** It changes nothing. */
  readonly isReadOnly: boolean;
  /** It may take something away. */
  readonly isDestructive: boolean;
  /** It talks to what is outside of the folder: a cluster. */
  readonly isOpenWorld: boolean;
  readonly run: (values: never, workbench: Workbench, signal: AbortSignal) => Promise<Answer>;
}

/** What an agent reads. `isError`: the call did not do what was asked, and the answer says what to do. */
export interface Answer {
  readonly value: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

interface Definition<P extends Parameters> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: P;
  readonly isReadOnly?: false;
  readonly isDestructive?: true;
  readonly isOpenWorld?: true;
  readonly run: (values: Values<P>, workbench: Workbench, signal: AbortSignal) => Answer | Promise<Answer>;
}

/** A tool whose `run` gets the values of its own parameters. */
export const defineTool = <const P extends Parameters>({ run, ...about }: Definition<P>): Tool => ({
  ...{ isReadOnly: true, isDestructive: false, isOpenWorld: false },
  ...about,
  run: async (values: Values<P>, workbench, signal) => await run(values, workbench, signal),
});

/** An answer that says why nothing was done, and what to do. */
export const refused = (error: string): Answer => ({ value: { error }, isError: true });
