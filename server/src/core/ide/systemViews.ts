import type { Catalog, Column, Relation, Routine, Schema, TypeRef } from '../catalog/model.js';

const unmade = { origin: undefined, comment: undefined } as const;

const typeNamed = (name: string): TypeRef => ({ schema: 'pg_catalog', name, modifiers: [], dimensions: 0 });

const column = (name: string, type: string): Column => ({
  ...unmade,
  name,
  type: typeNamed(type),
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

const routine = (name: string, others: Partial<Routine> = {}): Routine => ({
  ...unmade,
  schema: 'sys',
  name,
  kind: 'function',
  parameters: [],
  // Their results are not documented.
  result: undefined,
  returnsSet: false,
  volatility: 'volatile',
  isStrict: false,
  language: 'internal',
  ...others,
});

const routines: readonly Routine[] = [
  routine('wait_for_job', {
    kind: 'procedure',
    parameters: [{ name: 'job_id', mode: 'in', type: typeNamed('text'), hasDefault: false }],
    comment: 'Waits until a job of sys.jobs is done, and answers whether it has succeeded.',
  }),
  routine('cluster_size'),
  routine('current_session_id'),
  routine('dsql_major_version'),
  routine('iam_session_user'),
  routine('supported_datatypes'),
];

const schema: Schema = {
  ...unmade,
  name: 'sys',
  relations: new Map(relations.map((one) => [one.name, one])),
  sequences: new Map(),
  indexes: new Map(),
  types: new Map(),
  routines: new Map(routines.map((one) => [one.name, [one]])),
  operators: new Map(),
};

/** The schema `sys` of Aurora DSQL. */
export const systemViews: Catalog = {
  schemas: new Map([['sys', schema]]),
  roles: new Map(),
  casts: [],
  isComplete: false,
};
