import type { Refusal } from '../refusal.js';

/** The server's own words, recorded on a cluster. */
export const conflict: Refusal = {
  sqlstate: '40001',
  message: 'change conflicts with another transaction (OC000)',
};

export const staleCatalog: Refusal = {
  sqlstate: '40001',
  message: 'schema has been updated by another transaction (OC001)',
};

export const severalDdl: Refusal = {
  sqlstate: '0A000',
  message: 'multiple ddl statements not supported in a transaction',
  hint: 'Send each DDL statement in a transaction of its own.',
};

export const ddlAndDml: Refusal = {
  sqlstate: '0A000',
  message: 'ddl and dml are not supported in the same transaction',
  hint: 'Commit the DDL statement before rows are changed.',
};

export const tooManyRows: Refusal = {
  sqlstate: '54000',
  message: 'transaction row limit exceeded',
  hint: 'Change at most 3,000 rows in a transaction.',
};

export const tooLarge: Refusal = { sqlstate: '54000', message: 'transaction size limit 10mb exceeded' };

/** `age` in milliseconds. */
export const tooOld = (age: number): Refusal => ({
  sqlstate: '54000',
  message: `transaction age limit of ${Math.round(age / 1000)}s exceeded`,
});

export const canceled: Refusal = { sqlstate: '57014', message: 'canceling statement due to user request' };
