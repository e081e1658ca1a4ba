import { builtIn } from './data.js';

/**
 * Catalogs and views of pg_catalog that the user guide lists as missing, except those that a cluster was seen to answer.
 * Source: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html
 */
export const unlistedCatalogs: ReadonlySet<string> = new Set(builtIn.catalogs);
