import type { Catalog, Column, Relation, Schema } from '../catalog/model.js';

const unmade = { origin: undefined, comment: undefined } as const;

const column = (name: string, type: string): Column => ({
  ...unmade,
  name,
  type: { schema: 'pg_catalog', name: type, modifiers: [], dimensions: 0 },
  isNotNull: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  isInherited: false,
});

const relation = (
  name: string,
  columns: readonly (readonly [string, string])[],
  hasAllColumns: boolean,
): Relation => ({
  ...unmade,
  schema: 'sys',
  name,
  kind: 'view',
  persistence: 'permanent',
  columns: columns.map(([name, type]) => column(name, type)),
  hasAllColumns,
  constraints: [],
  indexes: [],
  inherits: [],
  isPartition: false,
});

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html */
const relations: readonly Relation[] = [
  relation(
    'jobs',
    [
      ['job_id', 'text'],
      ['status', 'text'],
      ['details', 'text'],
      ['job_type', 'text'],
      ['class_id', 'oid'],
      ['object_id', 'oid'],
      ['object_name', 'text'],
      ['start_time', 'timestamptz'],
      ['update_time', 'timestamptz'],
    ],
    false,
  ),
  relation(
    'iam_pg_role_mappings',
    [
      ['iam_oid', 'oid'],
      ['arn', 'text'],
      ['pg_role_oid', 'oid'],
      ['pg_role_name', 'text'],
      ['grantor_pg_role_oid', 'oid'],
      ['grantor_pg_role_name', 'text'],
    ],
    false,
  ),
];

const schema: Schema = {
  ...unmade,
  name: 'sys',
  relations: new Map(relations.map((one) => [one.name, one])),
  sequences: new Map(),
  indexes: new Map(),
  types: new Map(),
  routines: new Map(),
  operators: new Map(),
};

/** The schema `sys` of Aurora DSQL. */
export const systemViews: Catalog = {
  schemas: new Map([['sys', schema]]),
  roles: new Map(),
  casts: [],
  isComplete: false,
};
