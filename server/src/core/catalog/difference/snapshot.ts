import type { OwnParts } from '../fromServer/ddl.js';
import type { DomainCheck, DomainDetails, SequenceDetails } from '../fromServer/definitions.js';
import type { ServerSchema, ServerTable } from '../fromServer/model.js';
import type { HeldRights } from '../fromServer/rights.js';

/** All that a server says of the objects of people, each with what makes it again. */
export interface Snapshot {
  readonly schemas: readonly Pick<ServerSchema, 'name' | 'comment'>[];
  readonly tables: readonly TableShape[];
  readonly others: readonly OtherShape[];
  /** Of all of these; of a column only where something was granted on it. */
  readonly rights: readonly HeldRights[];
  /** The roles of people. */
  readonly roles: readonly string[];
}

export interface TableShape extends OwnParts, Pick<ServerTable, 'schema' | 'name' | 'comment'> {}

/** What is no table. `signature`: the types of a function's parameters, and empty for the rest. */
export type OtherShape = {
  readonly schema: string;
  readonly name: string;
  readonly signature: string;
  /** What makes it again, the statement that creates it first. */
  readonly statements: readonly string[];
} & (
  | { readonly kind: 'view' | 'function' }
  | { readonly kind: 'sequence'; readonly details: SequenceDetails }
  | { readonly kind: 'domain'; readonly details: DomainDetails; readonly checks: readonly DomainCheck[] }
);

/** As a difference names it. */
export const shapeName = (shape: OtherShape): string =>
  `${shape.kind} ${shape.schema}.${shape.name}${shape.kind === 'function' ? `(${shape.signature})` : ''}`;
