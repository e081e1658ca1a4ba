import { isDeepStrictEqual } from 'node:util';
import { colors } from '../../../server/src/connection/color.js';
import { parseEndpoint } from '../../../server/src/connection/endpoint.js';
import type { Profile } from '../../../server/src/connection/profile.js';

/** The endpoint of a connection to the sandbox under a name of its own, as a person writes it. */
const sandboxEndpoint = 'sandbox';

/** The sandbox says where it is once it has started. */
const somewhere = {
  host: sandboxEndpoint,
  address: sandboxEndpoint,
  port: 0,
  region: '',
  clusterId: '',
} as const;

/** Whether a connection of the settings goes to the local sandbox: as another role, read-only, or marked as production. */
export const isInSandbox = ({ endpoint }: Pick<Profile, 'endpoint'>): boolean =>
  endpoint.address === sandboxEndpoint;

/** The profiles of a setting, and a sentence for each entry that is none. */
export interface Profiles {
  readonly profiles: readonly Profile[];
  readonly problems: readonly string[];
  /** Those entries that are none, as far as they can be read; missing where there are none. */
  readonly unread?: readonly Unread[];
}

/** An entry with a mistake in it. Its name and its mark stay those of whoever has written it. */
interface Unread {
  readonly name: string;
  /** Of the cluster that it marks as production. */
  readonly productionId: string | undefined;
}

/** Reads the setting `dsql.connections`. Of entries with the same name the first one holds. */
export function parseProfiles(setting: unknown): Profiles {
  if (setting === undefined || setting === null) return { profiles: [], problems: [] };
  if (!Array.isArray(setting))
    return { profiles: [], problems: ['dsql.connections is a list of connections.'] };
  const profiles = new Map<string, Profile>();
  const problems: string[] = [];
  const unread: Unread[] = [];
  for (const [index, entry] of setting.entries()) {
    const read = parseProfile(entry, `Connection ${index + 1}`);
    if (read.problems) {
      problems.push(...read.problems);
      if (read.unread) unread.push(read.unread);
    } else if (profiles.has(read.profile.name))
      problems.push(`Two connections are named "${read.profile.name}".`);
    else profiles.set(read.profile.name, read.profile);
  }
  return { profiles: [...profiles.values()], problems, ...(unread.length > 0 && { unread }) };
}

/**
 * Joins the connections of the user with those of the workspace, which come from the authors of its files. These cannot weaken
 * a connection of the user. One with the same place, user and credentials adds its limits to it. One with the same name for
 * another place is a connection of its own. A cluster that the user marks as production is production under any name.
 */
export function joinProfiles({
  ofUser,
  ofWorkspace,
}: {
  readonly ofUser: Profiles;
  readonly ofWorkspace: Profiles;
}): Profiles {
  const profiles = new Map(ofUser.profiles.map((profile) => [profile.name, profile]));
  const { unread = [] } = ofUser;
  const kept = new Set(unread.map(({ name }) => name));
  // A name that the workspace gives to a connection of its own is nobody else's
  const taken = new Set([...ofUser.profiles, ...ofWorkspace.profiles, ...unread].map(({ name }) => name));
  const guarded = new Set([
    ...ofUser.profiles.flatMap(({ production, endpoint }) => (production ? [endpoint.clusterId] : [])),
    ...unread.flatMap(({ productionId }) => productionId ?? []),
  ]);
  for (const said of ofWorkspace.profiles) {
    const profile = { ...said, production: said.production || guarded.has(said.endpoint.clusterId) };
    const mine = profiles.get(profile.name);
    if (!mine && !kept.has(profile.name)) profiles.set(profile.name, profile);
    else if (mine && isSameConnection(mine, profile)) profiles.set(mine.name, stricter(mine, profile));
    else {
      const name = freeName(profile.name, taken);
      taken.add(name);
      profiles.set(name, { ...profile, name });
    }
  }
  return { profiles: [...profiles.values()], problems: [...ofWorkspace.problems, ...ofUser.problems] };
}

/** Whether statements go to the same place, as the same user, by the same credentials. */
const isSameConnection = (one: Profile, other: Profile): boolean =>
  isDeepStrictEqual([one.endpoint, one.user, one.awsProfile], [other.endpoint, other.user, other.awsProfile]);

/** What the user says holds; what they leave open, the workspace may say. */
const stricter = (mine: Profile, theirs: Profile): Profile => ({
  ...mine,
  searchPath: mine.searchPath.length > 0 ? mine.searchPath : theirs.searchPath,
  color: mine.color ?? theirs.color,
  readOnly: mine.readOnly || theirs.readOnly,
  production: mine.production || theirs.production,
});

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const free = count === 1 ? `${name} (workspace)` : `${name} (workspace ${count})`;
    if (!taken.has(free)) return free;
  }
}

type Reading =
  | { readonly profile: Profile; readonly problems?: never }
  | { readonly problems: readonly string[]; readonly unread?: Unread };

function parseProfile(entry: unknown, place: string): Reading {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return { problems: [`${place} is not an object with a name and an endpoint.`] };
  const fields: Readonly<Record<string, unknown>> = { ...entry };
  const problems: string[] = [];
  const name = text(fields.name);
  const called = name ? `Connection "${name}"` : place;
  const complain = (complaint: string) => void problems.push(`${called} ${complaint}`);

  if (!name) complain('has no name.');
  const said = text(fields.endpoint) ?? '';
  const endpoint =
    said.toLowerCase() === sandboxEndpoint
      ? somewhere
      : parseEndpoint(said, { region: text(fields.region), clusterId: text(fields.clusterId) });
  if (typeof endpoint === 'string') problems.push(`${called}: ${endpoint}`);
  for (const key of ['password', 'token', 'secretAccessKey'])
    if (key in fields) complain(`must not hold a ${key}: a token is made for each connection. Remove it.`);
  for (const key of ['user', 'awsProfile'])
    if (fields[key] !== undefined && !text(fields[key])) complain(`has a "${key}" that is not text.`);
  const searchPath = fields.searchPath ?? [];
  if (!isTexts(searchPath)) complain('has a "searchPath" that is not a list of schema names.');
  // Names of functions that only read would mean those of another schema
  else if (searchPath.indexOf('pg_catalog', 1) > 0)
    complain('has a "searchPath" with "pg_catalog" behind another schema. Leave it out: it comes first.');
  const color = colors.find((one) => one === fields.color);
  if (fields.color !== undefined && !color) complain(`has a "color" that is none of ${colors.join(', ')}.`);
  for (const key of ['readOnly', 'production'])
    if (fields[key] !== undefined && typeof fields[key] !== 'boolean')
      complain(`has a "${key}" that is not true or false.`);

  if (problems.length > 0 || !name || typeof endpoint === 'string' || !isTexts(searchPath)) {
    const isMarked = fields.production !== undefined && fields.production !== false;
    const productionId = isMarked && typeof endpoint !== 'string' ? endpoint.clusterId : undefined;
    return { problems, ...(name && { unread: { name, productionId } }) };
  }
  return {
    profile: {
      name,
      endpoint,
      user: text(fields.user) ?? 'admin',
      awsProfile: text(fields.awsProfile),
      searchPath,
      color,
      readOnly: fields.readOnly === true,
      production: fields.production === true,
    },
  };
}

/** The entry of `dsql.connections` that reads as this profile, without what is as usual. */
export const profileEntry = (profile: Profile): Readonly<Record<string, unknown>> => ({
  name: profile.name,
  endpoint: profile.endpoint.address,
  ...(profile.endpoint.address !== profile.endpoint.host && { clusterId: profile.endpoint.clusterId }),
  user: profile.user,
  ...(profile.awsProfile !== undefined && { awsProfile: profile.awsProfile }),
  ...(profile.searchPath.length > 0 && { searchPath: profile.searchPath }),
  ...(profile.color && { color: profile.color }),
  ...(profile.readOnly && { readOnly: true }),
  ...(profile.production && { production: true }),
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
