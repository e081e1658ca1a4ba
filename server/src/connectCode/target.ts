import type { Target } from './program.js';

/** What a person says of a target: all of it can be left out. */
export interface Wishes {
  /** A host, with a port behind a colon or without. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly user?: string | undefined;
  readonly schema?: string | undefined;
  readonly ca?: string | undefined;
}

const placeholder = 'YOUR-CLUSTER-ID.dsql.us-east-1.on.aws';

/**
 * The target of a program; a sentence where a text cannot stand in a program as it is. Without an endpoint the program names a
 * cluster that has to be put in.
 */
export function readTarget({
  endpoint = placeholder,
  region,
  user = 'admin',
  schema,
  ca,
}: Wishes): Target | string {
  const [, host, port = '5432'] =
    /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/.exec(endpoint) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65535)
    return `"${endpoint}" is not an endpoint: write a host such as <cluster id>.dsql.us-east-1.on.aws, with :PORT behind it where it is not 5432.`;
  const ownRegion = /\.dsql[^.]*\.([^.]+)\.on\.aws$/i.exec(host)?.[1]?.toLowerCase();
  const chosen = region ?? ownRegion;
  if (chosen === undefined) return `"${endpoint}" does not say its AWS Region: add it with --region.`;
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(chosen))
    return `"${chosen}" is not an AWS Region: write one such as us-east-1.`;
  if (ownRegion !== undefined && chosen !== ownRegion)
    return `"${endpoint}" is in ${ownRegion}, not in ${chosen}: a token for another Region is refused.`;
  if (!/^[\w@.+-]+$/.test(user))
    return `The user "${user}" cannot stand in a program as it is. Only letters, digits and @.+-_ can.`;
  if (schema !== undefined && !/^[a-z_][a-z0-9_]*$/.test(schema))
    return `The schema "${schema}" cannot stand in search_path as it is: it may have lower-case letters, digits and _ only.`;
  // Windows takes slashes, too, and every language takes them without escapes
  const file = ca?.replaceAll('\\', '/');
  if (file !== undefined && !/^[\p{L}\p{N} ()/:._~+-]+$/u.test(file))
    return `The file "${ca}" cannot stand in a program as it is: choose a path without quotes and other signs.`;
  return { host, port: Number(port), region: chosen, user, schema, ca: file };
}
