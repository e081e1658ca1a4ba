import type { Profile } from './profile.js';

/** All that a session needs to connect. */
export interface ConnectionTarget {
  readonly profile: Profile;
  readonly credentials: Credentials;
  /** A file of certificates to trust in place of the system's; the sandbox makes its own. */
  readonly caFile: string | undefined;
}

export type Credentials =
  /** Of a named AWS profile, or found by the default chain. */
  | { readonly kind: 'aws'; readonly profile: string | undefined }
  /** Those that the sandbox has made up for itself. */
  | { readonly kind: 'keys'; readonly accessKeyId: string; readonly secretAccessKey: string };

export const targetOf = (profile: Profile): ConnectionTarget => ({
  profile,
  credentials: { kind: 'aws', profile: profile.awsProfile },
  caFile: undefined,
});
