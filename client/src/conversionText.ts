import type { Conversion } from '../../server/src/protocol/requests.js';

/** As "orders.sql: 3 changes, 1 decision, 0 without a replacement." */
export function conversionText(name: string, { changes, decisions, blocked }: Conversion['report']): string {
  if (changes + blocked === 0) return `${name} is ready for Aurora DSQL: there is nothing to convert.`;
  const parts = [
    `${changes} ${changes === 1 ? 'change' : 'changes'}`,
    `${decisions} ${decisions === 1 ? 'decision' : 'decisions'}`,
    `${blocked} without a replacement`,
  ];
  return `${name}: ${parts.join(', ')}.`;
}
