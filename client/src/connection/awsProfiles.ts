/** A profile of `~/.aws/config` or `~/.aws/credentials`. */
export interface AwsProfile {
  readonly name: string;
  readonly region: string | undefined;
}

/** The profiles that the two files of the AWS command line name, `default` first. Nothing secret is kept. */
export function awsProfilesIn(config: string, credentials: string): readonly AwsProfile[] {
  const regions = new Map<string, string | undefined>();
  for (const [name, region] of sectionsOf(config)) {
    const profile = name === 'default' ? name : /^profile\s+(\S+)$/.exec(name)?.[1];
    if (profile) regions.set(profile, region);
  }
  for (const [name, region] of sectionsOf(credentials)) regions.set(name, regions.get(name) ?? region);
  const rank = (name: string) => (name === 'default' ? 0 : 1);
  return [...regions]
    .map(([name, region]) => ({ name, region }))
    .sort((one, other) => rank(one.name) - rank(other.name) || one.name.localeCompare(other.name));
}

/** Each section of an INI file with its region. */
function sectionsOf(text: string): Map<string, string | undefined> {
  const sections = new Map<string, string | undefined>();
  let section: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, name] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (name) {
      section = name;
      sections.set(name, undefined);
      continue;
    }
    const [, region] = /^region\s*=\s*(\S+)/.exec(line) ?? [];
    if (section !== undefined && region) sections.set(section, region);
  }
  return sections;
}
