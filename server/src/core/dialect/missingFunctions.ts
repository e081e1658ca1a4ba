import { lookup } from '../text/lookup.js';
import { builtIn } from './data.js';

/** Why a function that scripts for PostgreSQL call does not exist, or may not exist. */
export type Missing =
  /** No extension can be created, so that its functions do not exist. */
  | { readonly kind: 'extension'; readonly extension: string }
  /** It came after PostgreSQL 16, on which Aurora DSQL is based. */
  | { readonly kind: 'newer'; readonly version: number }
  /** The user guide's migration notes call it unavailable; nobody has been seen to try. */
  | { readonly kind: 'unlisted' };

export interface MissingFunction {
  readonly absence: Missing;
  /** The fewest arguments that it takes. With another number of arguments, a function of that name is somebody's own. */
  readonly fewest: number;
  readonly most: number;
}

/** By name, in lower case; undefined for all others. A common name such as `digest` counts only with as many arguments. */
export const missingFunctions: Readonly<Record<string, MissingFunction | undefined>> = lookup({
  ...Object.assign(
    {},
    ...Object.entries(builtIn.functions.extension).map(([extension, names]) =>
      of({ kind: 'extension', extension }, names),
    ),
  ),
  ...Object.assign(
    {},
    ...Object.entries(builtIn.functions.newer).map(([version, names]) =>
      of({ kind: 'newer', version: Number(version) }, names),
    ),
  ),
  ...of({ kind: 'unlisted' }, builtIn.functions.unlisted),
});

/** `name/2` takes two arguments, `name/1-3` one to three. */
function of(absence: Missing, names: readonly string[]): Record<string, MissingFunction> {
  return Object.fromEntries(
    names.map((one) => {
      const [name = '', fewest = '0', most = fewest] = one.split(/[/-]/);
      return [name, { absence, fewest: Number(fewest), most: Number(most) }];
    }),
  );
}

/** The names of the functions that are missing for a reason. */
export const missingFor = (kind: Missing['kind']): readonly string[] =>
  Object.entries(missingFunctions).flatMap(([name, missing]) =>
    missing?.absence.kind === kind ? [name] : [],
  );

/** The schemas in which extensions are installed by habit; a function of any other schema may be anybody's own. */
export const extensionSchemas: ReadonlySet<string> = new Set(['extensions', 'pg_catalog', 'public']);
