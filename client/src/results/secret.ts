/** Whether a statement holds what has no place on a disk: a password, which DSQL does not have, or a signed token. */
export const holdsSecret = (sql: string): boolean =>
  /\bPASSWORD\s+[EUeu&]*'|X-Amz-(?:Credential|Signature|Security-Token)=/i.test(sql);
