import { lookup } from '../text/lookup.js';

/** Why a function that scripts for PostgreSQL call does not exist, or may not exist. */
export type Missing =
  /** No extension can be created, so that its functions do not exist. */
  | { readonly kind: 'extension'; readonly extension: string }
  /** It came after PostgreSQL 16, on which Aurora DSQL is based. */
  | { readonly kind: 'newer'; readonly version: 17 | 18 }
  /** The user guide's migration notes call it unavailable; nobody has been seen to try. */
  | { readonly kind: 'unlisted' };

export interface MissingFunction {
  readonly absence: Missing;
  /** The fewest arguments that it takes. With another number of arguments, a function of that name is somebody's own. */
  readonly fewest: number;
  readonly most: number;
}

/** By name, in lower case; undefined for all others. A common name such as `digest` counts only with as many arguments. */
export const missingFunctions: Readonly<Record<string, MissingFunction | undefined>> = lookup({
  ...of({
    kind: 'extension',
    extension: 'uuid-ossp',
  })(`uuid_generate_v1/0 uuid_generate_v1mc/0 uuid_generate_v3/2
    uuid_generate_v4/0 uuid_generate_v5/2 uuid_nil/0 uuid_ns_dns/0 uuid_ns_oid/0 uuid_ns_url/0 uuid_ns_x500/0`),
  ...of({
    kind: 'extension',
    extension: 'pgcrypto',
  })(`armor/1-3 crypt/2 dearmor/1 decrypt/3 decrypt_iv/4 digest/2
    encrypt/3 encrypt_iv/4 gen_random_bytes/1 gen_salt/1-2 hmac/3 pgp_armor_headers/1 pgp_key_id/1 pgp_pub_decrypt/2-4
    pgp_pub_decrypt_bytea/2-4 pgp_pub_encrypt/2-3 pgp_pub_encrypt_bytea/2-3 pgp_sym_decrypt/2-3
    pgp_sym_decrypt_bytea/2-3 pgp_sym_encrypt/2-3 pgp_sym_encrypt_bytea/2-3`),
  ...of({ kind: 'extension', extension: 'pg_trgm' })(`set_limit/1 show_limit/0 show_trgm/1 similarity/2
    similarity_op/2 strict_word_similarity/2 word_similarity/2`),
  ...of({ kind: 'extension', extension: 'unaccent' })('unaccent/1-2'),
  ...of({ kind: 'extension', extension: 'fuzzystrmatch' })(`daitch_mokotoff/1 difference/2 dmetaphone/1
    dmetaphone_alt/1 levenshtein/2-5 levenshtein_less_equal/3-6 metaphone/2 soundex/1 text_soundex/1`),
  ...of({
    kind: 'extension',
    extension: 'hstore',
  })(`akeys/1 avals/1 exists_all/2 hstore/1-2 hstore_to_array/1 hstore_to_json/1 hstore_to_json_loose/1 hstore_to_jsonb/1 hstore_to_jsonb_loose/1
    hstore_to_matrix/1 skeys/1 svals/1`),
  ...of({
    kind: 'extension',
    extension: 'dblink',
  })(`dblink/1-4 dblink_close/1-3 dblink_connect/1-2 dblink_connect_u/1-2
    dblink_disconnect/0-1 dblink_error_message/1 dblink_exec/1-4 dblink_fetch/2-4 dblink_get_connections/0
    dblink_get_result/1-2 dblink_is_busy/1 dblink_open/2-4 dblink_send_query/2`),
  ...of({ kind: 'extension', extension: 'tablefunc' })(
    'connectby/5-7 crosstab/1-2 crosstab2/1 crosstab3/1 crosstab4/1 normal_rand/3',
  ),
  ...of({ kind: 'extension', extension: 'ltree' })(
    'lca/1-8 ltree2text/1 nlevel/1 subltree/3 subpath/2-3 text2ltree/1',
  ),
  ...of({
    kind: 'extension',
    extension: 'earthdistance',
  })(`earth_box/2 earth_distance/2 gc_to_sec/1 ll_to_earth/2
    sec_to_gc/1`),
  ...of({ kind: 'extension', extension: 'vector' })(`binary_quantize/1 cosine_distance/2 hamming_distance/2
    inner_product/2 jaccard_distance/2 l1_distance/2 l2_distance/2 l2_norm/1 l2_normalize/1 subvector/3 vector_dims/1
    vector_norm/1`),
  ...of({ kind: 'extension', extension: 'pg_stat_statements' })(
    'pg_stat_statements/1 pg_stat_statements_reset/0-4',
  ),
  ...of({ kind: 'extension', extension: 'postgis' })(`postgis_full_version/0 postgis_version/0 st_area/1-2
    st_asbinary/1-2 st_asewkt/1-2 st_asgeojson/1-4 st_astext/1-2 st_azimuth/2 st_boundary/1 st_buffer/2-3
    st_centroid/1-2 st_closestpoint/2-3 st_collect/1-2 st_contains/2 st_convexhull/1 st_coveredby/2 st_covers/2
    st_crosses/2 st_difference/2-3 st_disjoint/2 st_distance/2-3 st_distancesphere/2-3 st_dwithin/3-4 st_envelope/1
    st_equals/2 st_extent/1 st_flipcoordinates/1 st_geogfromtext/1 st_geographyfromtext/1 st_geohash/1-2
    st_geometrytype/1 st_geomfromewkt/1 st_geomfromgeojson/1 st_geomfromtext/1-2 st_geomfromwkb/1-2
    st_intersection/2-3 st_intersects/2 st_isvalid/1-2 st_length/1-2 st_lineinterpolatepoint/2-3 st_linelocatepoint/2-3
    st_makeenvelope/4-5 st_makeline/1-2 st_makepoint/2-4 st_makepolygon/1-2 st_makevalid/1-2 st_npoints/1
    st_overlaps/2 st_perimeter/1-2 st_point/2-3 st_pointfromtext/1-2 st_setsrid/2 st_simplify/2-3 st_srid/1
    st_symdifference/2-3 st_tileenvelope/3-5 st_touches/2 st_transform/2-3 st_union/1-3 st_within/2 st_x/1
    st_xmax/1 st_xmin/1 st_y/1 st_ymax/1 st_ymin/1 st_z/1`),
  ...of({
    kind: 'newer',
    version: 17,
  })(`icu_unicode_version/0 json_exists/2 json_query/2 json_scalar/1 json_serialize/1
    json_value/2 merge_action/0 pg_basetype/1 pg_get_wal_summarizer_state/0 random/2 to_bin/1 to_oct/1 to_regtypemod/1
    unicode_assigned/1 unicode_version/0 uuid_extract_timestamp/1 uuid_extract_version/1 xmltext/1`),
  ...of({
    kind: 'newer',
    version: 18,
  })(`array_reverse/1 array_sort/1-3 casefold/1 crc32/1 crc32c/1 gamma/1 lgamma/1
    pg_get_acl/3 pg_numa_available/0 uuidv4/0 uuidv7/0-1`),
  ...of({
    kind: 'unlisted',
  })(`lo_close/1 lo_creat/1 lo_create/1 lo_export/2 lo_from_bytea/2 lo_get/1-3 lo_import/1-2
    lo_lseek/3 lo_lseek64/3 lo_open/2 lo_put/3 lo_tell/1 lo_tell64/1 lo_truncate/2 lo_truncate64/2 lo_unlink/1
    loread/2 lowrite/2 pg_cancel_backend/1 pg_notify/2 pg_table_size/1 pg_terminate_backend/1-2
    pg_total_relation_size/1`),
});

/** `name/2` takes two arguments, `name/1-3` one to three. */
function of(absence: Missing): (names: string) => Record<string, MissingFunction> {
  return (names) =>
    Object.fromEntries(
      names.split(/\s+/).map((one) => {
        const [name = '', fewest = '0', most = fewest] = one.split(/[/-]/);
        return [name, { absence, fewest: Number(fewest), most: Number(most) }];
      }),
    );
}

/** The names of the functions that are missing for a reason. */
export const missingFor = (kind: Missing['kind']): readonly string[] =>
  Object.entries(missingFunctions).flatMap(([name, missing]) =>
    missing?.absence.kind === kind ? [name] : [],
  );

/** The schemas in which extensions are installed by habit; a function of any other schema may be anybody's own. */
export const extensionSchemas: ReadonlySet<string> = new Set(['extensions', 'pg_catalog', 'public']);
