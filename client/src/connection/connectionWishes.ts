import type { Wishes } from '../../../server/src/connectCode/target.js';
import type { Profile } from '../../../server/src/connection/profile.js';

/** Where a program is to connect: nowhere in particular, to a saved connection, or to a sandbox with its certificate. */
export type CodePlace =
  | { readonly profile: undefined }
  | { readonly profile: Profile; readonly caFile: string | undefined };

/** A sandbox is dialed on this machine, under a name that its certificate has. */
export function wishesOf(place: CodePlace): Wishes {
  if (!place.profile) return {};
  const { endpoint, user, searchPath } = place.profile;
  const host = place.caFile === undefined ? endpoint.host : 'localhost';
  return {
    endpoint: endpoint.port === 5432 ? host : `${host}:${endpoint.port}`,
    region: endpoint.region,
    user,
    schema: searchPath[0],
    ca: place.caFile,
  };
}
