/** The schemes of our read-only documents, by what they show. All begin alike: the manifest's conditions ask for that. */
export const schemes = {
  /** A change in batches, before it is made. */
  batches: 'dsql-batches',
  /** The statements that save edited rows. */
  changes: 'dsql-changes',
  /** The repaired form of a file. */
  converted: 'dsql-converted',
  /** One side of a difference between migrations and a cluster. */
  difference: 'dsql-difference',
  /** Where a cluster differs from the dialect. */
  dialect: 'dsql-dialect',
  /** The page of a rule. */
  rule: 'dsql-rule',
  /** A statement of code. */
  code: 'dsql-code',
  /** The DDL of an object. */
  definition: 'dsql-definition',
} as const;

export type OwnKind = keyof typeof schemes;

const start = 'dsql-';

/** A condition of VS Code's menus and keys: the document in front is one of ours, which is shown and never run. */
export const inOwnText = `resourceScheme =~ /^${start}/`;

export const isOwnText = ({ scheme }: { readonly scheme: string }): boolean => scheme.startsWith(start);

/** Throws a sentence for a document that is there to be read. */
export function refuseOwnText(uri: { readonly scheme: string }): void {
  if (isOwnText(uri))
    throw new Error('This text is read-only and cannot be run. Use the buttons in its title bar.');
}
