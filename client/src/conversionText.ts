/** The server's answer to `dsql/convert`: a file repaired in full, and what that means. */
export interface Conversion {
  readonly text: string;
  readonly report: {
    readonly verdict: string;
    /** Fixes that were applied, decisions among them. */
    readonly changes: number;
    readonly decisions: number;
    /** Statements that no fix repairs. */
    readonly blocked: number;
    /** The readiness report. */
    readonly markdown: string;
  };
}

/** As "orders.sql: 3 changes, 1 decision, 0 without a stand-in." */
export function conversionText(name: string, { changes, decisions, blocked }: Conversion['report']): string {
  if (changes + blocked === 0) return `${name} is ready for Aurora DSQL: there is nothing to convert.`;
  const parts = [
    `${changes} ${changes === 1 ? 'change' : 'changes'}`,
    `${decisions} ${decisions === 1 ? 'decision' : 'decisions'}`,
    `${blocked} without a stand-in`,
  ];
  return `${name}: ${parts.join(', ')}.`;
}
