// Sources: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html, and what live clusters answered.

/** Rows that one transaction may change. */
export const maxRows = 3_000;
