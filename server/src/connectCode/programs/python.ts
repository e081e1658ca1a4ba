import { forRole, type Target } from '../program.js';

/** The method of boto3 that makes a token. */
export const generate = (target: Target): string =>
  forRole(target, 'generate_db_connect_admin_auth_token', 'generate_db_connect_auth_token');

/** The file of the authority, as an expression: certifi's bundle has Amazon's, wherever Python runs. */
export const authority = ({ ca }: Target): string => (ca === undefined ? 'certifi.where()' : `"${ca}"`);
