/** The colors that a connection may have in the status bar. */
export const colors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type Color = (typeof colors)[number];
