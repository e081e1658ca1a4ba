// What the build gives to the programs of the site (scripts.ts).
declare module 'site:grammar' {
  /** The bytes of PostgreSQL's grammar. */
  const grammar: Uint8Array;
  export default grammar;
}

declare module 'site:worker' {
  /** The program of the worker. */
  const worker: string;
  export default worker;
}

declare module 'site:rules' {
  const rules: readonly import('./rules.js').FoundRule[];
  export default rules;
}
