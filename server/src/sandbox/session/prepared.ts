import type { Admission } from '../statement/admission.js';

export interface PreparedStatement {
  readonly admission: Admission;
  readonly types: Buffer;
  /** Bytes of the message with which it came. */
  readonly size: number;
}

export interface Portal {
  readonly statement: PreparedStatement;
  readonly values: Buffer;
  readonly size: number;
}

/** The statements that a client has prepared in a session and the portals that it has bound, by their names. */
export class PreparedNames {
  readonly statements = new Map<string, PreparedStatement>();
  readonly portals = new Map<string, Portal>();
  /** Names of portals that the client has bound and not executed yet. */
  readonly unused = new Set<string>();
  /** Bytes of all. */
  size = 0;

  keep<Kept extends PreparedStatement | Portal>(all: Map<string, Kept>, name: string, kept: Kept): void {
    this.drop(all, name);
    all.set(name, kept);
    this.size += kept.size;
  }

  drop(all: Map<string, PreparedStatement | Portal>, name: string): void {
    this.size -= all.get(name)?.size ?? 0;
    all.delete(name);
  }

  /** They end with the transaction. */
  forgetPortals(): void {
    this.unused.clear();
    for (const name of this.portals.keys()) this.drop(this.portals, name);
  }
}
