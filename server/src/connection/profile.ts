import type { Color } from './color.js';
import type { Endpoint } from './endpoint.js';

/** A connection as a person named it. It never holds a secret: tokens are made for each connection from AWS credentials. */
export interface Profile {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** `admin` or a role of the database. */
  readonly user: string;
  /** Undefined: the default chain of AWS credentials. */
  readonly awsProfile: string | undefined;
  /** Schemas in order; empty: as the server has it. */
  readonly searchPath: readonly string[];
  readonly color: Color | undefined;
  readonly readOnly: boolean;
  readonly production: boolean;
}
