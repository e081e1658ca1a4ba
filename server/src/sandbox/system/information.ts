/**
 * What a session may ask of its cluster. The names are recorded, of what they answer only some is:
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-systems-tables.html
 */
export const information: readonly string[] = [
  answering('cluster_size()', 'bigint', 'pg_database_size(current_database())'),
  answering('cluster_size_limit()', 'bigint', '10995116277760::bigint'),
  answering(
    'current_session_id()',
    'text',
    'md5(pg_backend_pid()::text || s.backend_start)::uuid::text FROM pg_stat_get_activity(pg_backend_pid()) s',
  ),
  answering('dsql_major_version()', 'integer', '1'),
  answering('iam_session_user()', 'text', 'session_user::text'),
  answering(
    'supported_datatypes()',
    'SETOF text',
    `format_type(t.oid, NULL) FROM pg_type t WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typname = ANY (
       '{bool,bpchar,bytea,date,float4,float8,int2,int4,int8,interval,json,jsonb,name,numeric,oid,text,time,timestamp,timestamptz,timetz,uuid,varchar}')
     ORDER BY 1`,
  ),
];

function answering(signature: string, type: string, value: string): string {
  return `CREATE OR REPLACE FUNCTION sys.${signature} RETURNS ${type}
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT ${value} $$`;
}
