/** A function that the grammar reads by itself and no catalog lists. */
export interface GrammarCall {
  readonly parameters: readonly string[];
  /** What it answers. */
  readonly told: string;
}

/** By their names in lower case. */
export const grammarCalls: Readonly<Record<string, GrammarCall | undefined>> = {
  coalesce: { parameters: ['value', '…'], told: 'The first value that is not NULL.' },
  greatest: { parameters: ['value', '…'], told: 'The greatest value. NULL is ignored.' },
  grouping: {
    parameters: ['column', '…'],
    told: 'A bit for each column: 1 where the row sums over all its values.',
  },
  least: { parameters: ['value', '…'], told: 'The least value. NULL is ignored.' },
  nullif: { parameters: ['value1', 'value2'], told: 'NULL if both values are equal, else the first.' },
};

export const labelOfCall = (name: string, { parameters }: GrammarCall): string =>
  `${name}(${parameters.join(', ')})`;
