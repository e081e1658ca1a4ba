/**
 * What PostgreSQL 16 has built in, made by tools/generate; builtins.ts reads it. Each section is a function so that its text
 * is made only when somebody asks.
 */
export const builtinsTable = {
  types: () => `
aclitem bU ss
any pP ii
anyarray pP is
anycompatible pP ii
anycompatiblearray pP is
anycompatiblemultirange pP ss
anycompatiblenonarray pP ii
anycompatiblerange pP ss
anyelement pP ii
anyenum pP is
anymultirange pP ss
anynonarray pP ii
anyrange pP ss
bit bV ii
bool bB! ii
box bG ii point
bpchar bS ii
bytea bU ii
char bZ ii
cid bU ii
cidr bI ii
circle bG ii
cstring pP ii
date bD ss
datemultirange mR ss
daterange rR ss date datemultirange
event_trigger pP ii
fdw_handler pP ii
float4 bN ii
float8 bN! ii
gtsvector bU ii
index_am_handler pP ii
inet bI! ii
information_schema.cardinal_number dN si int4
information_schema.character_data dS si varchar
information_schema.sql_identifier dS si name
information_schema.time_stamp dD ss timestamptz
information_schema.yes_or_no dS si varchar
int2 bN ii
int2vector bA ii int2
int4 bN ii
int4multirange mR ss
int4range rR ss int4 int4multirange
int8 bN ii
int8multirange mR ss
int8range rR ss int8 int8multirange
internal pP ii
interval bT! ss
json bU ii
jsonb bU ii
jsonpath bU ii
language_handler pP ii
line bG ii float8
lseg bG ii point
macaddr bU ii
macaddr8 bU ii
money bN ss
name bS ii char
numeric bN ii
nummultirange mR ss
numrange rR ss numeric nummultirange
oid bN! ii
oidvector bA ii oid
path bG ii
pg_brin_bloom_summary bZ ii
pg_brin_minmax_multi_summary bZ ii
pg_ddl_command pP ii
pg_dependencies bZ ii
pg_lsn bU ii
pg_mcv_list bZ ii
pg_ndistinct bZ ii
pg_node_tree bZ ii
pg_snapshot bU ii
point bG ii float8
polygon bG ii
record pP ss
refcursor bU ii
regclass bN ss
regcollation bN ss
regconfig bN ss
regdictionary bN ss
regnamespace bN ss
regoper bN ss
regoperator bN ss
regproc bN ss
regprocedure bN ss
regrole bN ss
regtype bN ss
table_am_handler pP ii
text bS! ii
tid bU ii
time bD si
timestamp bD ss
timestamptz bD! ss
timetz bD si
trigger pP ii
tsm_handler pP ii
tsmultirange mR ss
tsquery bU ii
tsrange rR ss timestamp tsmultirange
tstzmultirange mR ss
tstzrange rR ss timestamptz tstzmultirange
tsvector bU ii
txid_snapshot bU ii
unknown pX ii
uuid bU ii
varbit bV! ii
varchar bS ii
void pP ii
xid bU ii
xid8 bU ii
xml bU si
`,
  routines: () => `
RI_FKey_cascade_del v()trigger
RI_FKey_cascade_upd v()trigger
RI_FKey_check_ins v()trigger
RI_FKey_check_upd v()trigger
RI_FKey_noaction_del v()trigger
RI_FKey_noaction_upd v()trigger
RI_FKey_restrict_del v()trigger
RI_FKey_restrict_upd v()trigger
RI_FKey_setdefault_del v()trigger
RI_FKey_setdefault_upd v()trigger
RI_FKey_setnull_del v()trigger
RI_FKey_setnull_upd v()trigger
abbrev i(cidr)text i(inet)text
abs i(float4)float4 i(float8)float8 i(int2)int2 i(int4)int4 i(int8)int8 i(numeric)numeric
aclcontains i(aclitem[],aclitem)bool
acldefault i(char,oid)aclitem[]
aclexplode s*(acl:aclitem[],>grantor:oid,>grantee:oid,>privilege_type:text,>is_grantable:bool)record
aclinsert i(aclitem[],aclitem)aclitem[]
aclitemeq i(aclitem,aclitem)bool
aclitemin s(cstring)aclitem
aclitemout s(aclitem)cstring
aclremove i(aclitem[],aclitem)aclitem[]
acos i(float8)float8
acosd i(float8)float8
acosh i(float8)float8
age i(timestamp,timestamp)interval i(timestamptz,timestamptz)interval s$(timestamp)interval s$(timestamptz)interval s(xid)int4
amvalidate v(oid)bool
any_in i(cstring)any
any_out i(any)cstring
any_value Ia(anyelement)anyelement
any_value_transfn i(anyelement,anyelement)anyelement
anyarray_in i(cstring)anyarray
anyarray_out s(anyarray)cstring
anyarray_send s(anyarray)bytea
anycompatible_in i(cstring)anycompatible
anycompatible_out i(anycompatible)cstring
anycompatiblearray_in i(cstring)anycompatiblearray
anycompatiblearray_out s(anycompatiblearray)cstring
anycompatiblearray_send s(anycompatiblearray)bytea
anycompatiblemultirange_in s(cstring,oid,int4)anycompatiblemultirange
anycompatiblemultirange_out s(anycompatiblemultirange)cstring
anycompatiblenonarray_in i(cstring)anycompatiblenonarray
anycompatiblenonarray_out i(anycompatiblenonarray)cstring
anycompatiblerange_in s(cstring,oid,int4)anycompatiblerange
anycompatiblerange_out s(anycompatiblerange)cstring
anyelement_in i(cstring)anyelement
anyelement_out i(anyelement)cstring
anyenum_in i(cstring)anyenum
anyenum_out s(anyenum)cstring
anymultirange_in s(cstring,oid,int4)anymultirange
anymultirange_out s(anymultirange)cstring
anynonarray_in i(cstring)anynonarray
anynonarray_out i(anynonarray)cstring
anyrange_in s(cstring,oid,int4)anyrange
anyrange_out s(anyrange)cstring
anytextcat s$(anynonarray,text)text
area i(box)float8 i(circle)float8 i(path)float8
array_agg Ia(anyarray)anyarray Ia(anynonarray)anyarray
array_append I(anycompatiblearray,anycompatible)anycompatiblearray
array_cat I(anycompatiblearray,anycompatiblearray)anycompatiblearray
array_dims i(anyarray)text
array_eq i(anyarray,anyarray)bool
array_fill I(anyelement,int4[])anyarray I(anyelement,int4[],int4[])anyarray
array_ge i(anyarray,anyarray)bool
array_gt i(anyarray,anyarray)bool
array_in s(cstring,oid,int4)anyarray
array_larger i(anyarray,anyarray)anyarray
array_le i(anyarray,anyarray)bool
array_length i(anyarray,int4)int4
array_lower i(anyarray,int4)int4
array_lt i(anyarray,anyarray)bool
array_ndims i(anyarray)int4
array_ne i(anyarray,anyarray)bool
array_out s(anyarray)cstring
array_position I(anycompatiblearray,anycompatible)int4 I(anycompatiblearray,anycompatible,int4)int4
array_positions I(anycompatiblearray,anycompatible)int4[]
array_prepend I(anycompatible,anycompatiblearray)anycompatiblearray
array_remove I(anycompatiblearray,anycompatible)anycompatiblearray
array_replace I(anycompatiblearray,anycompatible,anycompatible)anycompatiblearray
array_sample v(anyarray,int4)anyarray
array_send s(anyarray)bytea
array_shuffle v(anyarray)anyarray
array_smaller i(anyarray,anyarray)anyarray
array_to_json s(anyarray)json s(anyarray,bool)json
array_to_string S(anyarray,text,text)text s(anyarray,text)text
array_to_tsvector i(text[])tsvector
array_upper i(anyarray,int4)int4
arraycontained i(anyarray,anyarray)bool
arraycontains i(anyarray,anyarray)bool
arrayoverlap i(anyarray,anyarray)bool
ascii i(text)int4
asin i(float8)float8
asind i(float8)float8
asinh i(float8)float8
atan i(float8)float8
atan2 i(float8,float8)float8
atan2d i(float8,float8)float8
atand i(float8)float8
atanh i(float8)float8
avg Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(interval)interval Ia(numeric)numeric
binary_upgrade_create_empty_extension V(text,text,bool,text,oid[],text[],text[])void
binary_upgrade_set_missing_value v(oid,text,text)void
binary_upgrade_set_next_array_pg_type_oid v(oid)void
binary_upgrade_set_next_heap_pg_class_oid v(oid)void
binary_upgrade_set_next_heap_relfilenode v(oid)void
binary_upgrade_set_next_index_pg_class_oid v(oid)void
binary_upgrade_set_next_index_relfilenode v(oid)void
binary_upgrade_set_next_multirange_array_pg_type_oid v(oid)void
binary_upgrade_set_next_multirange_pg_type_oid v(oid)void
binary_upgrade_set_next_pg_authid_oid v(oid)void
binary_upgrade_set_next_pg_enum_oid v(oid)void
binary_upgrade_set_next_pg_tablespace_oid v(oid)void
binary_upgrade_set_next_pg_type_oid v(oid)void
binary_upgrade_set_next_toast_pg_class_oid v(oid)void
binary_upgrade_set_next_toast_relfilenode v(oid)void
binary_upgrade_set_record_init_privs v(bool)void
bit i(bit,int4,bool)bit i(int4,int4)bit i(int8,int4)bit
bit_and Ia(bit)bit Ia(int2)int2 Ia(int4)int4 Ia(int8)int8
bit_count i(bit)int8 i(bytea)int8
bit_in i(cstring,oid,int4)bit
bit_length i$(bit)int4 i$(bytea)int4 i$(text)int4
bit_or Ia(bit)bit Ia(int2)int2 Ia(int4)int4 Ia(int8)int8
bit_out i(bit)cstring
bit_send i(bit)bytea
bit_xor Ia(bit)bit Ia(int2)int2 Ia(int4)int4 Ia(int8)int8
bitand i(bit,bit)bit
bitcat i(varbit,varbit)varbit
bitcmp i(bit,bit)int4
biteq i(bit,bit)bool
bitge i(bit,bit)bool
bitgt i(bit,bit)bool
bitle i(bit,bit)bool
bitlt i(bit,bit)bool
bitne i(bit,bit)bool
bitnot i(bit)bit
bitor i(bit,bit)bit
bitshiftleft i(bit,int4)bit
bitshiftright i(bit,int4)bit
bittypmodin i(cstring[])int4
bittypmodout i(int4)cstring
bitxor i(bit,bit)bit
bool i(int4)bool i(jsonb)bool
bool_and Ia(bool)bool
bool_or Ia(bool)bool
booland_statefunc i(bool,bool)bool
booleq i(bool,bool)bool
boolge i(bool,bool)bool
boolgt i(bool,bool)bool
boolin i(cstring)bool
boolle i(bool,bool)bool
boollt i(bool,bool)bool
boolne i(bool,bool)bool
boolor_statefunc i(bool,bool)bool
boolout i(bool)cstring
boolsend i(bool)bytea
bound_box i(box,box)box
box i(circle)box i(point)box i(point,point)box i(polygon)box
box_above i(box,box)bool
box_above_eq i(box,box)bool
box_add i(box,point)box
box_below i(box,box)bool
box_below_eq i(box,box)bool
box_center i(box)point
box_contain i(box,box)bool
box_contain_pt i(box,point)bool
box_contained i(box,box)bool
box_distance i(box,box)float8
box_div i(box,point)box
box_eq i(box,box)bool
box_ge i(box,box)bool
box_gt i(box,box)bool
box_in i(cstring)box
box_intersect i(box,box)box
box_le i(box,box)bool
box_left i(box,box)bool
box_lt i(box,box)bool
box_mul i(box,point)box
box_out i(box)cstring
box_overabove i(box,box)bool
box_overbelow i(box,box)bool
box_overlap i(box,box)bool
box_overleft i(box,box)bool
box_overright i(box,box)bool
box_right i(box,box)bool
box_same i(box,box)bool
box_send i(box)bytea
box_sub i(box,point)box
bpchar i(bpchar,int4,bool)bpchar i(char)bpchar i(name)bpchar
bpchar_larger i(bpchar,bpchar)bpchar
bpchar_pattern_ge i(bpchar,bpchar)bool
bpchar_pattern_gt i(bpchar,bpchar)bool
bpchar_pattern_le i(bpchar,bpchar)bool
bpchar_pattern_lt i(bpchar,bpchar)bool
bpchar_smaller i(bpchar,bpchar)bpchar
bpcharcmp i(bpchar,bpchar)int4
bpchareq i(bpchar,bpchar)bool
bpcharge i(bpchar,bpchar)bool
bpchargt i(bpchar,bpchar)bool
bpchariclike i(bpchar,text)bool
bpcharicnlike i(bpchar,text)bool
bpcharicregexeq i(bpchar,text)bool
bpcharicregexne i(bpchar,text)bool
bpcharin i(cstring,oid,int4)bpchar
bpcharle i(bpchar,bpchar)bool
bpcharlike i(bpchar,text)bool
bpcharlt i(bpchar,bpchar)bool
bpcharne i(bpchar,bpchar)bool
bpcharnlike i(bpchar,text)bool
bpcharout i(bpchar)cstring
bpcharregexeq i(bpchar,text)bool
bpcharregexne i(bpchar,text)bool
bpcharsend s(bpchar)bytea
bpchartypmodin i(cstring[])int4
bpchartypmodout i(int4)cstring
brin_bloom_summary_in i(cstring)pg_brin_bloom_summary
brin_bloom_summary_out i(pg_brin_bloom_summary)cstring
brin_bloom_summary_send s(pg_brin_bloom_summary)bytea
brin_desummarize_range v(regclass,int8)void
brin_minmax_multi_summary_in i(cstring)pg_brin_minmax_multi_summary
brin_minmax_multi_summary_out i(pg_brin_minmax_multi_summary)cstring
brin_minmax_multi_summary_send s(pg_brin_minmax_multi_summary)bytea
brin_summarize_new_values v(regclass)int4
brin_summarize_range v(regclass,int8)int4
broadcast i(inet)inet
btarraycmp i(anyarray,anyarray)int4
btboolcmp i(bool,bool)int4
btbpchar_pattern_cmp i(bpchar,bpchar)int4
btcharcmp i(char,char)int4
btequalimage i(oid)bool
btfloat48cmp i(float4,float8)int4
btfloat4cmp i(float4,float4)int4
btfloat84cmp i(float8,float4)int4
btfloat8cmp i(float8,float8)int4
btint24cmp i(int2,int4)int4
btint28cmp i(int2,int8)int4
btint2cmp i(int2,int2)int4
btint42cmp i(int4,int2)int4
btint48cmp i(int4,int8)int4
btint4cmp i(int4,int4)int4
btint82cmp i(int8,int2)int4
btint84cmp i(int8,int4)int4
btint8cmp i(int8,int8)int4
btnamecmp i(name,name)int4
btnametextcmp i(name,text)int4
btoidcmp i(oid,oid)int4
btoidvectorcmp i(oidvector,oidvector)int4
btrecordcmp i(record,record)int4
btrecordimagecmp i(record,record)int4
btrim i(bytea,bytea)bytea i(text)text i(text,text)text
bttext_pattern_cmp i(text,text)int4
bttextcmp i(text,text)int4
bttextnamecmp i(text,name)int4
bttidcmp i(tid,tid)int4
btvarstrequalimage i(oid)bool
byteacat i(bytea,bytea)bytea
byteacmp i(bytea,bytea)int4
byteaeq i(bytea,bytea)bool
byteage i(bytea,bytea)bool
byteagt i(bytea,bytea)bool
byteain i(cstring)bytea
byteale i(bytea,bytea)bool
bytealike i(bytea,bytea)bool
bytealt i(bytea,bytea)bool
byteane i(bytea,bytea)bool
byteanlike i(bytea,bytea)bool
byteaout i(bytea)cstring
byteasend i(bytea)bytea
cardinality i(anyarray)int4
cash_cmp i(money,money)int4
cash_div_cash i(money,money)float8
cash_div_flt4 i(money,float4)money
cash_div_flt8 i(money,float8)money
cash_div_int2 i(money,int2)money
cash_div_int4 i(money,int4)money
cash_div_int8 i(money,int8)money
cash_eq i(money,money)bool
cash_ge i(money,money)bool
cash_gt i(money,money)bool
cash_in s(cstring)money
cash_le i(money,money)bool
cash_lt i(money,money)bool
cash_mi i(money,money)money
cash_mul_flt4 i(money,float4)money
cash_mul_flt8 i(money,float8)money
cash_mul_int2 i(money,int2)money
cash_mul_int4 i(money,int4)money
cash_mul_int8 i(money,int8)money
cash_ne i(money,money)bool
cash_out s(money)cstring
cash_pl i(money,money)money
cash_send i(money)bytea
cash_words i(money)text
cashlarger i(money,money)money
cashsmaller i(money,money)money
cbrt i(float8)float8
ceil i(float8)float8 i(numeric)numeric
ceiling i(float8)float8 i(numeric)numeric
center i(box)point i(circle)point
char i(int4)char i(text)char
char_length i(bpchar)int4 i(text)int4
character_length i(bpchar)int4 i(text)int4
chareq i(char,char)bool
charge i(char,char)bool
chargt i(char,char)bool
charin i(cstring)char
charle i(char,char)bool
charlt i(char,char)bool
charne i(char,char)bool
charout i(char)cstring
charsend i(char)bytea
chr i(int4)text
cideq i(cid,cid)bool
cidin i(cstring)cid
cidout i(cid)cstring
cidr i(inet)cidr
cidr_in i(cstring)cidr
cidr_out i(cidr)cstring
cidr_send i(cidr)bytea
cidsend i(cid)bytea
circle i(box)circle i(point,float8)circle i(polygon)circle
circle_above i(circle,circle)bool
circle_add_pt i(circle,point)circle
circle_below i(circle,circle)bool
circle_center i(circle)point
circle_contain i(circle,circle)bool
circle_contain_pt i(circle,point)bool
circle_contained i(circle,circle)bool
circle_distance i(circle,circle)float8
circle_div_pt i(circle,point)circle
circle_eq i(circle,circle)bool
circle_ge i(circle,circle)bool
circle_gt i(circle,circle)bool
circle_in i(cstring)circle
circle_le i(circle,circle)bool
circle_left i(circle,circle)bool
circle_lt i(circle,circle)bool
circle_mul_pt i(circle,point)circle
circle_ne i(circle,circle)bool
circle_out i(circle)cstring
circle_overabove i(circle,circle)bool
circle_overbelow i(circle,circle)bool
circle_overlap i(circle,circle)bool
circle_overleft i(circle,circle)bool
circle_overright i(circle,circle)bool
circle_right i(circle,circle)bool
circle_same i(circle,circle)bool
circle_send i(circle)bytea
circle_sub_pt i(circle,point)circle
clock_timestamp v()timestamptz
close_ls i(line,lseg)point
close_lseg i(lseg,lseg)point
close_pb i(point,box)point
close_pl i(point,line)point
close_ps i(point,lseg)point
close_sb i(lseg,box)point
col_description s$(oid,int4)text
concat S(~any)text
concat_ws S(text,~any)text
convert s(bytea,name,name)bytea
convert_from s(bytea,name)text
convert_to s(text,name)bytea
corr Ia(float8,float8)float8
cos i(float8)float8
cosd i(float8)float8
cosh i(float8)float8
cot i(float8)float8
cotd i(float8)float8
count Ia()int8 Ia(any)int8
covar_pop Ia(float8,float8)float8
covar_samp Ia(float8,float8)float8
cstring_in i(cstring)cstring
cstring_out i(cstring)cstring
cstring_send s(cstring)bytea
cume_dist Ia(~any)float8 Iw()float8
current_database s()name
current_query V()text
current_schema s()name
current_schemas s(bool)name[]
current_setting s(text)text s(text,bool)text
current_user s()name
currtid2 v(text,tid)tid
currval v(regclass)int8
cursor_to_xml v(cursor:refcursor,count:int4,nulls:bool,tableforest:bool,targetns:text)xml
cursor_to_xmlschema v(cursor:refcursor,nulls:bool,tableforest:bool,targetns:text)xml
database_to_xml s(nulls:bool,tableforest:bool,targetns:text)xml
database_to_xml_and_xmlschema s(nulls:bool,tableforest:bool,targetns:text)xml
database_to_xmlschema s(nulls:bool,tableforest:bool,targetns:text)xml
date i(timestamp)date s(timestamptz)date
date_add i(timestamptz,interval,text)timestamptz s(timestamptz,interval)timestamptz
date_bin i(interval,timestamp,timestamp)timestamp i(interval,timestamptz,timestamptz)timestamptz
date_cmp i(date,date)int4
date_cmp_timestamp i(date,timestamp)int4
date_cmp_timestamptz s(date,timestamptz)int4
date_eq i(date,date)bool
date_eq_timestamp i(date,timestamp)bool
date_eq_timestamptz s(date,timestamptz)bool
date_ge i(date,date)bool
date_ge_timestamp i(date,timestamp)bool
date_ge_timestamptz s(date,timestamptz)bool
date_gt i(date,date)bool
date_gt_timestamp i(date,timestamp)bool
date_gt_timestamptz s(date,timestamptz)bool
date_in s(cstring)date
date_larger i(date,date)date
date_le i(date,date)bool
date_le_timestamp i(date,timestamp)bool
date_le_timestamptz s(date,timestamptz)bool
date_lt i(date,date)bool
date_lt_timestamp i(date,timestamp)bool
date_lt_timestamptz s(date,timestamptz)bool
date_mi i(date,date)int4
date_mi_interval i(date,interval)timestamp
date_mii i(date,int4)date
date_ne i(date,date)bool
date_ne_timestamp i(date,timestamp)bool
date_ne_timestamptz s(date,timestamptz)bool
date_out s(date)cstring
date_part i$(text,date)float8 i(text,interval)float8 i(text,time)float8 i(text,timestamp)float8 i(text,timetz)float8 s(text,timestamptz)float8
date_pl_interval i(date,interval)timestamp
date_pli i(date,int4)date
date_send i(date)bytea
date_smaller i(date,date)date
date_subtract i(timestamptz,interval,text)timestamptz s(timestamptz,interval)timestamptz
date_trunc i(text,interval)interval i(text,timestamp)timestamp i(text,timestamptz,text)timestamptz s(text,timestamptz)timestamptz
datemultirange i()datemultirange i(daterange)datemultirange i(~daterange[])datemultirange
daterange I(date,date)daterange I(date,date,text)daterange
daterange_canonical i(daterange)daterange
daterange_subdiff i(date,date)float8
datetime_pl i(date,time)timestamp
datetimetz_pl i(date,timetz)timestamptz
dcbrt i(float8)float8
decode i(text,text)bytea
degrees i(float8)float8
dense_rank Ia(~any)int8 Iw()int8
dexp i(float8)float8
diagonal i(box)lseg
diameter i(circle)float8
dist_bp i(box,point)float8
dist_bs i(box,lseg)float8
dist_cpoint i(circle,point)float8
dist_cpoly i(circle,polygon)float8
dist_lp i(line,point)float8
dist_ls i(line,lseg)float8
dist_pathp i(path,point)float8
dist_pb i(point,box)float8
dist_pc i(point,circle)float8
dist_pl i(point,line)float8
dist_polyc i(polygon,circle)float8
dist_polyp i(polygon,point)float8
dist_ppath i(point,path)float8
dist_ppoly i(point,polygon)float8
dist_ps i(point,lseg)float8
dist_sb i(lseg,box)float8
dist_sl i(lseg,line)float8
dist_sp i(lseg,point)float8
div i(numeric,numeric)numeric
dlog1 i(float8)float8
dlog10 i(float8)float8
domain_in S(cstring,oid,int4)any
dpow i(float8,float8)float8
dround i(float8)float8
dsqrt i(float8)float8
dtrunc i(float8)float8
elem_contained_by_multirange i(anyelement,anymultirange)bool
elem_contained_by_range i(anyelement,anyrange)bool
encode i(bytea,text)text
enum_cmp i(anyenum,anyenum)int4
enum_eq i(anyenum,anyenum)bool
enum_first S(anyenum)anyenum
enum_ge i(anyenum,anyenum)bool
enum_gt i(anyenum,anyenum)bool
enum_in s(cstring,oid)anyenum
enum_larger i(anyenum,anyenum)anyenum
enum_last S(anyenum)anyenum
enum_le i(anyenum,anyenum)bool
enum_lt i(anyenum,anyenum)bool
enum_ne i(anyenum,anyenum)bool
enum_out s(anyenum)cstring
enum_range S(anyenum)anyarray S(anyenum,anyenum)anyarray
enum_send s(anyenum)bytea
enum_smaller i(anyenum,anyenum)anyenum
erf i(float8)float8
erfc i(float8)float8
event_trigger_in I(cstring)event_trigger
event_trigger_out i(event_trigger)cstring
every Ia(bool)bool
exp i(float8)float8 i(numeric)numeric
extract i(text,date)numeric i(text,interval)numeric i(text,time)numeric i(text,timestamp)numeric i(text,timetz)numeric s(text,timestamptz)numeric
factorial i(int8)numeric
family i(inet)int4
fdw_handler_in I(cstring)fdw_handler
fdw_handler_out i(fdw_handler)cstring
first_value iw(anyelement)anyelement
float4 i(float8)float4 i(int2)float4 i(int4)float4 i(int8)float4 i(jsonb)float4 i(numeric)float4
float48div i(float4,float8)float8
float48eq i(float4,float8)bool
float48ge i(float4,float8)bool
float48gt i(float4,float8)bool
float48le i(float4,float8)bool
float48lt i(float4,float8)bool
float48mi i(float4,float8)float8
float48mul i(float4,float8)float8
float48ne i(float4,float8)bool
float48pl i(float4,float8)float8
float4_accum i(float8[],float4)float8[]
float4abs i(float4)float4
float4div i(float4,float4)float4
float4eq i(float4,float4)bool
float4ge i(float4,float4)bool
float4gt i(float4,float4)bool
float4in i(cstring)float4
float4larger i(float4,float4)float4
float4le i(float4,float4)bool
float4lt i(float4,float4)bool
float4mi i(float4,float4)float4
float4mul i(float4,float4)float4
float4ne i(float4,float4)bool
float4out i(float4)cstring
float4pl i(float4,float4)float4
float4send i(float4)bytea
float4smaller i(float4,float4)float4
float4um i(float4)float4
float4up i(float4)float4
float8 i(float4)float8 i(int2)float8 i(int4)float8 i(int8)float8 i(jsonb)float8 i(numeric)float8
float84div i(float8,float4)float8
float84eq i(float8,float4)bool
float84ge i(float8,float4)bool
float84gt i(float8,float4)bool
float84le i(float8,float4)bool
float84lt i(float8,float4)bool
float84mi i(float8,float4)float8
float84mul i(float8,float4)float8
float84ne i(float8,float4)bool
float84pl i(float8,float4)float8
float8_accum i(float8[],float8)float8[]
float8_avg i(float8[])float8
float8_combine i(float8[],float8[])float8[]
float8_corr i(float8[])float8
float8_covar_pop i(float8[])float8
float8_covar_samp i(float8[])float8
float8_regr_accum i(float8[],float8,float8)float8[]
float8_regr_avgx i(float8[])float8
float8_regr_avgy i(float8[])float8
float8_regr_combine i(float8[],float8[])float8[]
float8_regr_intercept i(float8[])float8
float8_regr_r2 i(float8[])float8
float8_regr_slope i(float8[])float8
float8_regr_sxx i(float8[])float8
float8_regr_sxy i(float8[])float8
float8_regr_syy i(float8[])float8
float8_stddev_pop i(float8[])float8
float8_stddev_samp i(float8[])float8
float8_var_pop i(float8[])float8
float8_var_samp i(float8[])float8
float8abs i(float8)float8
float8div i(float8,float8)float8
float8eq i(float8,float8)bool
float8ge i(float8,float8)bool
float8gt i(float8,float8)bool
float8in i(cstring)float8
float8larger i(float8,float8)float8
float8le i(float8,float8)bool
float8lt i(float8,float8)bool
float8mi i(float8,float8)float8
float8mul i(float8,float8)float8
float8ne i(float8,float8)bool
float8out i(float8)cstring
float8pl i(float8,float8)float8
float8send i(float8)bytea
float8smaller i(float8,float8)float8
float8um i(float8)float8
float8up i(float8)float8
floor i(float8)float8 i(numeric)numeric
flt4_mul_cash i(float4,money)money
flt8_mul_cash i(float8,money)money
fmgr_c_validator s(oid)void
fmgr_internal_validator s(oid)void
fmgr_sql_validator s(oid)void
format S(text)text S(text,~any)text
format_type S(oid,int4)text
gcd i(int4,int4)int4 i(int8,int8)int8 i(numeric,numeric)numeric
gen_random_uuid v()uuid
generate_series i*(int4,int4)int4 i*(int4,int4,int4)int4 i*(int8,int8)int8 i*(int8,int8,int8)int8 i*(numeric,numeric)numeric i*(numeric,numeric,numeric)numeric i*(timestamp,timestamp,interval)timestamp i*(timestamptz,timestamptz,interval,text)timestamptz s*(timestamptz,timestamptz,interval)timestamptz
generate_subscripts i*(anyarray,int4)int4 i*(anyarray,int4,bool)int4
get_bit i(bit,int4)int4 i(bytea,int8)int4
get_byte i(bytea,int4)int4
get_current_ts_config s()regconfig
getdatabaseencoding s()name
getpgusername s()name
gin_clean_pending_list v(regclass)int8
gin_cmp_tslexeme i(text,text)int4
gin_compare_jsonb i(text,text)int4
gtsvectorin i(cstring)gtsvector
gtsvectorout i(gtsvector)cstring
has_any_column_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_column_privilege s(name,oid,int2,text)bool s(name,oid,text,text)bool s(name,text,int2,text)bool s(name,text,text,text)bool s(oid,int2,text)bool s(oid,oid,int2,text)bool s(oid,oid,text,text)bool s(oid,text,int2,text)bool s(oid,text,text)bool s(oid,text,text,text)bool s(text,int2,text)bool s(text,text,text)bool
has_database_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_foreign_data_wrapper_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_function_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_language_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_parameter_privilege s(name,text,text)bool s(oid,text,text)bool s(text,text)bool
has_schema_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_sequence_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_server_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_table_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_tablespace_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
has_type_privilege s(name,oid,text)bool s(name,text,text)bool s(oid,oid,text)bool s(oid,text)bool s(oid,text,text)bool s(text,text)bool
hash_aclitem i(aclitem)int4
hash_aclitem_extended i(aclitem,int8)int8
hash_array i(anyarray)int4
hash_array_extended i(anyarray,int8)int8
hash_multirange i(anymultirange)int4
hash_multirange_extended i(anymultirange,int8)int8
hash_numeric i(numeric)int4
hash_numeric_extended i(numeric,int8)int8
hash_range i(anyrange)int4
hash_range_extended i(anyrange,int8)int8
hash_record i(record)int4
hash_record_extended i(record,int8)int8
hashbpchar i(bpchar)int4
hashbpcharextended i(bpchar,int8)int8
hashchar i(char)int4
hashcharextended i(char,int8)int8
hashenum i(anyenum)int4
hashenumextended i(anyenum,int8)int8
hashfloat4 i(float4)int4
hashfloat4extended i(float4,int8)int8
hashfloat8 i(float8)int4
hashfloat8extended i(float8,int8)int8
hashinet i(inet)int4
hashinetextended i(inet,int8)int8
hashint2 i(int2)int4
hashint2extended i(int2,int8)int8
hashint4 i(int4)int4
hashint4extended i(int4,int8)int8
hashint8 i(int8)int4
hashint8extended i(int8,int8)int8
hashmacaddr i(macaddr)int4
hashmacaddr8 i(macaddr8)int4
hashmacaddr8extended i(macaddr8,int8)int8
hashmacaddrextended i(macaddr,int8)int8
hashname i(name)int4
hashnameextended i(name,int8)int8
hashoid i(oid)int4
hashoidextended i(oid,int8)int8
hashoidvector i(oidvector)int4
hashoidvectorextended i(oidvector,int8)int8
hashtext i(text)int4
hashtextextended i(text,int8)int8
hashtid i(tid)int4
hashtidextended i(tid,int8)int8
height i(box)float8
host i(inet)text
hostmask i(inet)inet
in_range i(date,date,interval,bool,bool)bool i(float4,float4,float8,bool,bool)bool i(float8,float8,float8,bool,bool)bool i(int2,int2,int2,bool,bool)bool i(int2,int2,int4,bool,bool)bool i(int2,int2,int8,bool,bool)bool i(int4,int4,int2,bool,bool)bool i(int4,int4,int4,bool,bool)bool i(int4,int4,int8,bool,bool)bool i(int8,int8,int8,bool,bool)bool i(interval,interval,interval,bool,bool)bool i(numeric,numeric,numeric,bool,bool)bool i(time,time,interval,bool,bool)bool i(timestamp,timestamp,interval,bool,bool)bool i(timetz,timetz,interval,bool,bool)bool s(timestamptz,timestamptz,interval,bool,bool)bool
index_am_handler_in I(cstring)index_am_handler
index_am_handler_out i(index_am_handler)cstring
inet_client_addr S()inet
inet_client_port S()int4
inet_in i(cstring)inet
inet_merge i(inet,inet)cidr
inet_out i(inet)cstring
inet_same_family i(inet,inet)bool
inet_send i(inet)bytea
inet_server_addr S()inet
inet_server_port S()int4
inetand i(inet,inet)inet
inetmi i(inet,inet)int8
inetmi_int8 i(inet,int8)inet
inetnot i(inet)inet
inetor i(inet,inet)inet
inetpl i(inet,int8)inet
information_schema._pg_char_max_length i$(typid:oid,typmod:int4)int4
information_schema._pg_char_octet_length i$(typid:oid,typmod:int4)int4
information_schema._pg_datetime_precision i$(typid:oid,typmod:int4)int4
information_schema._pg_expandarray i*$(anyarray,>x:anyelement,>n:int4)record
information_schema._pg_index_position s$(oid,int2)int4
information_schema._pg_interval_type i$(typid:oid,mod:int4)text
information_schema._pg_numeric_precision i$(typid:oid,typmod:int4)int4
information_schema._pg_numeric_precision_radix i$(typid:oid,typmod:int4)int4
information_schema._pg_numeric_scale i$(typid:oid,typmod:int4)int4
information_schema._pg_truetypid i$(pg_attribute,pg_type)oid
information_schema._pg_truetypmod i$(pg_attribute,pg_type)int4
initcap i(text)text
int2 i(float4)int2 i(float8)int2 i(int4)int2 i(int8)int2 i(jsonb)int2 i(numeric)int2
int24div i(int2,int4)int4
int24eq i(int2,int4)bool
int24ge i(int2,int4)bool
int24gt i(int2,int4)bool
int24le i(int2,int4)bool
int24lt i(int2,int4)bool
int24mi i(int2,int4)int4
int24mul i(int2,int4)int4
int24ne i(int2,int4)bool
int24pl i(int2,int4)int4
int28div i(int2,int8)int8
int28eq i(int2,int8)bool
int28ge i(int2,int8)bool
int28gt i(int2,int8)bool
int28le i(int2,int8)bool
int28lt i(int2,int8)bool
int28mi i(int2,int8)int8
int28mul i(int2,int8)int8
int28ne i(int2,int8)bool
int28pl i(int2,int8)int8
int2_avg_accum i(int8[],int2)int8[]
int2_avg_accum_inv i(int8[],int2)int8[]
int2_mul_cash i(int2,money)money
int2_sum I(int8,int2)int8
int2abs i(int2)int2
int2and i(int2,int2)int2
int2div i(int2,int2)int2
int2eq i(int2,int2)bool
int2ge i(int2,int2)bool
int2gt i(int2,int2)bool
int2in i(cstring)int2
int2int4_sum i(int8[])int8
int2larger i(int2,int2)int2
int2le i(int2,int2)bool
int2lt i(int2,int2)bool
int2mi i(int2,int2)int2
int2mod i(int2,int2)int2
int2mul i(int2,int2)int2
int2ne i(int2,int2)bool
int2not i(int2)int2
int2or i(int2,int2)int2
int2out i(int2)cstring
int2pl i(int2,int2)int2
int2send i(int2)bytea
int2shl i(int2,int4)int2
int2shr i(int2,int4)int2
int2smaller i(int2,int2)int2
int2um i(int2)int2
int2up i(int2)int2
int2vectorin i(cstring)int2vector
int2vectorout i(int2vector)cstring
int2vectorsend i(int2vector)bytea
int2xor i(int2,int2)int2
int4 i(bit)int4 i(bool)int4 i(char)int4 i(float4)int4 i(float8)int4 i(int2)int4 i(int8)int4 i(jsonb)int4 i(numeric)int4
int42div i(int4,int2)int4
int42eq i(int4,int2)bool
int42ge i(int4,int2)bool
int42gt i(int4,int2)bool
int42le i(int4,int2)bool
int42lt i(int4,int2)bool
int42mi i(int4,int2)int4
int42mul i(int4,int2)int4
int42ne i(int4,int2)bool
int42pl i(int4,int2)int4
int48div i(int4,int8)int8
int48eq i(int4,int8)bool
int48ge i(int4,int8)bool
int48gt i(int4,int8)bool
int48le i(int4,int8)bool
int48lt i(int4,int8)bool
int48mi i(int4,int8)int8
int48mul i(int4,int8)int8
int48ne i(int4,int8)bool
int48pl i(int4,int8)int8
int4_avg_accum i(int8[],int4)int8[]
int4_avg_accum_inv i(int8[],int4)int8[]
int4_avg_combine i(int8[],int8[])int8[]
int4_mul_cash i(int4,money)money
int4_sum I(int8,int4)int8
int4abs i(int4)int4
int4and i(int4,int4)int4
int4div i(int4,int4)int4
int4eq i(int4,int4)bool
int4ge i(int4,int4)bool
int4gt i(int4,int4)bool
int4in i(cstring)int4
int4inc i(int4)int4
int4larger i(int4,int4)int4
int4le i(int4,int4)bool
int4lt i(int4,int4)bool
int4mi i(int4,int4)int4
int4mod i(int4,int4)int4
int4mul i(int4,int4)int4
int4multirange i()int4multirange i(int4range)int4multirange i(~int4range[])int4multirange
int4ne i(int4,int4)bool
int4not i(int4)int4
int4or i(int4,int4)int4
int4out i(int4)cstring
int4pl i(int4,int4)int4
int4range I(int4,int4)int4range I(int4,int4,text)int4range
int4range_canonical i(int4range)int4range
int4range_subdiff i(int4,int4)float8
int4send i(int4)bytea
int4shl i(int4,int4)int4
int4shr i(int4,int4)int4
int4smaller i(int4,int4)int4
int4um i(int4)int4
int4up i(int4)int4
int4xor i(int4,int4)int4
int8 i(bit)int8 i(float4)int8 i(float8)int8 i(int2)int8 i(int4)int8 i(jsonb)int8 i(numeric)int8 i(oid)int8
int82div i(int8,int2)int8
int82eq i(int8,int2)bool
int82ge i(int8,int2)bool
int82gt i(int8,int2)bool
int82le i(int8,int2)bool
int82lt i(int8,int2)bool
int82mi i(int8,int2)int8
int82mul i(int8,int2)int8
int82ne i(int8,int2)bool
int82pl i(int8,int2)int8
int84div i(int8,int4)int8
int84eq i(int8,int4)bool
int84ge i(int8,int4)bool
int84gt i(int8,int4)bool
int84le i(int8,int4)bool
int84lt i(int8,int4)bool
int84mi i(int8,int4)int8
int84mul i(int8,int4)int8
int84ne i(int8,int4)bool
int84pl i(int8,int4)int8
int8_avg i(int8[])numeric
int8_mul_cash i(int8,money)money
int8_sum I(numeric,int8)numeric
int8abs i(int8)int8
int8and i(int8,int8)int8
int8dec i(int8)int8
int8dec_any i(int8,any)int8
int8div i(int8,int8)int8
int8eq i(int8,int8)bool
int8ge i(int8,int8)bool
int8gt i(int8,int8)bool
int8in i(cstring)int8
int8inc i(int8)int8
int8inc_any i(int8,any)int8
int8inc_float8_float8 i(int8,float8,float8)int8
int8larger i(int8,int8)int8
int8le i(int8,int8)bool
int8lt i(int8,int8)bool
int8mi i(int8,int8)int8
int8mod i(int8,int8)int8
int8mul i(int8,int8)int8
int8multirange i()int8multirange i(int8range)int8multirange i(~int8range[])int8multirange
int8ne i(int8,int8)bool
int8not i(int8)int8
int8or i(int8,int8)int8
int8out i(int8)cstring
int8pl i(int8,int8)int8
int8pl_inet i$(int8,inet)inet
int8range I(int8,int8)int8range I(int8,int8,text)int8range
int8range_canonical i(int8range)int8range
int8range_subdiff i(int8,int8)float8
int8send i(int8)bytea
int8shl i(int8,int4)int8
int8shr i(int8,int4)int8
int8smaller i(int8,int8)int8
int8um i(int8)int8
int8up i(int8)int8
int8xor i(int8,int8)int8
integer_pl_date i$(int4,date)date
inter_lb i(line,box)bool
inter_sb i(lseg,box)bool
inter_sl i(lseg,line)bool
interval i(interval,int4)interval i(time)interval
interval_accum i(interval[],interval)interval[]
interval_accum_inv i(interval[],interval)interval[]
interval_avg i(interval[])interval
interval_cmp i(interval,interval)int4
interval_combine i(interval[],interval[])interval[]
interval_div i(interval,float8)interval
interval_eq i(interval,interval)bool
interval_ge i(interval,interval)bool
interval_gt i(interval,interval)bool
interval_hash i(interval)int4
interval_hash_extended i(interval,int8)int8
interval_in s(cstring,oid,int4)interval
interval_larger i(interval,interval)interval
interval_le i(interval,interval)bool
interval_lt i(interval,interval)bool
interval_mi i(interval,interval)interval
interval_mul i(interval,float8)interval
interval_ne i(interval,interval)bool
interval_out s(interval)cstring
interval_pl i(interval,interval)interval
interval_pl_date i$(interval,date)timestamp
interval_pl_time i$(interval,time)time
interval_pl_timestamp i$(interval,timestamp)timestamp
interval_pl_timestamptz s$(interval,timestamptz)timestamptz
interval_pl_timetz i$(interval,timetz)timetz
interval_send i(interval)bytea
interval_smaller i(interval,interval)interval
interval_um i(interval)interval
intervaltypmodin i(cstring[])int4
intervaltypmodout i(int4)cstring
is_normalized i(text,text=)bool
isclosed i(path)bool
isempty i(anymultirange)bool i(anyrange)bool
isfinite i(date)bool i(interval)bool i(timestamp)bool i(timestamptz)bool
ishorizontal i(line)bool i(lseg)bool i(point,point)bool
isopen i(path)bool
isparallel i(line,line)bool i(lseg,lseg)bool
isperp i(line,line)bool i(lseg,lseg)bool
isvertical i(line)bool i(lseg)bool i(point,point)bool
json_agg Sa(anyelement)json
json_agg_strict Sa(anyelement)json
json_array_element i(from_json:json,element_index:int4)json
json_array_element_text i(from_json:json,element_index:int4)text
json_array_elements i*(from_json:json,>value:json)json
json_array_elements_text i*(from_json:json,>value:text)text
json_array_length i(json)int4
json_build_array S()json S(~any)json
json_build_object S()json S(~any)json
json_each i*(from_json:json,>key:text,>value:json)record
json_each_text i*(from_json:json,>key:text,>value:text)record
json_extract_path i(from_json:json,~path_elems:text[])json
json_extract_path_text i(from_json:json,~path_elems:text[])text
json_in i(cstring)json
json_object i(text[])json i(text[],text[])json
json_object_agg Sa(any,any)json
json_object_agg_strict Sa(any,any)json
json_object_agg_unique Sa(any,any)json
json_object_agg_unique_strict Sa(any,any)json
json_object_field i(from_json:json,field_name:text)json
json_object_field_text i(from_json:json,field_name:text)text
json_object_keys i*(json)text
json_out i(json)cstring
json_populate_record S(base:anyelement,from_json:json,use_json_as_text:bool=)anyelement
json_populate_recordset S*(base:anyelement,from_json:json,use_json_as_text:bool=)anyelement
json_send i(json)bytea
json_strip_nulls i(json)json
json_to_record s(json)record
json_to_recordset S*(json)record
json_to_tsvector i(regconfig,json,jsonb)tsvector s(json,jsonb)tsvector
json_typeof i(json)text
jsonb_agg Sa(anyelement)jsonb
jsonb_agg_strict Sa(anyelement)jsonb
jsonb_array_element i(from_json:jsonb,element_index:int4)jsonb
jsonb_array_element_text i(from_json:jsonb,element_index:int4)text
jsonb_array_elements i*(from_json:jsonb,>value:jsonb)jsonb
jsonb_array_elements_text i*(from_json:jsonb,>value:text)text
jsonb_array_length i(jsonb)int4
jsonb_build_array S()jsonb S(~any)jsonb
jsonb_build_object S()jsonb S(~any)jsonb
jsonb_cmp i(jsonb,jsonb)int4
jsonb_concat i(jsonb,jsonb)jsonb
jsonb_contained i(jsonb,jsonb)bool
jsonb_contains i(jsonb,jsonb)bool
jsonb_delete i(from_json:jsonb,~path_elems:text[])jsonb i(jsonb,int4)jsonb i(jsonb,text)jsonb
jsonb_delete_path i(jsonb,text[])jsonb
jsonb_each i*(from_json:jsonb,>key:text,>value:jsonb)record
jsonb_each_text i*(from_json:jsonb,>key:text,>value:text)record
jsonb_eq i(jsonb,jsonb)bool
jsonb_exists i(jsonb,text)bool
jsonb_exists_all i(jsonb,text[])bool
jsonb_exists_any i(jsonb,text[])bool
jsonb_extract_path i(from_json:jsonb,~path_elems:text[])jsonb
jsonb_extract_path_text i(from_json:jsonb,~path_elems:text[])text
jsonb_ge i(jsonb,jsonb)bool
jsonb_gt i(jsonb,jsonb)bool
jsonb_hash i(jsonb)int4
jsonb_hash_extended i(jsonb,int8)int8
jsonb_in i(cstring)jsonb
jsonb_insert i(jsonb_in:jsonb,path:text[],replacement:jsonb,insert_after:bool=)jsonb
jsonb_le i(jsonb,jsonb)bool
jsonb_lt i(jsonb,jsonb)bool
jsonb_ne i(jsonb,jsonb)bool
jsonb_object i(text[])jsonb i(text[],text[])jsonb
jsonb_object_agg Ia(any,any)jsonb
jsonb_object_agg_strict Ia(any,any)jsonb
jsonb_object_agg_unique Ia(any,any)jsonb
jsonb_object_agg_unique_strict Ia(any,any)jsonb
jsonb_object_field i(from_json:jsonb,field_name:text)jsonb
jsonb_object_field_text i(from_json:jsonb,field_name:text)text
jsonb_object_keys i*(jsonb)text
jsonb_out i(jsonb)cstring
jsonb_path_exists i(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)bool
jsonb_path_exists_opr i(jsonb,jsonpath)bool
jsonb_path_exists_tz s(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)bool
jsonb_path_match i(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)bool
jsonb_path_match_opr i(jsonb,jsonpath)bool
jsonb_path_match_tz s(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)bool
jsonb_path_query i*(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_path_query_array i(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_path_query_array_tz s(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_path_query_first i(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_path_query_first_tz s(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_path_query_tz s*(target:jsonb,path:jsonpath,vars:jsonb=,silent:bool=)jsonb
jsonb_populate_record S(anyelement,jsonb)anyelement
jsonb_populate_recordset S*(anyelement,jsonb)anyelement
jsonb_pretty i(jsonb)text
jsonb_send i(jsonb)bytea
jsonb_set i(jsonb_in:jsonb,path:text[],replacement:jsonb,create_if_missing:bool=)jsonb
jsonb_set_lax I(jsonb_in:jsonb,path:text[],replacement:jsonb,create_if_missing:bool=,null_value_treatment:text=)jsonb
jsonb_strip_nulls i(jsonb)jsonb
jsonb_to_record s(jsonb)record
jsonb_to_recordset S*(jsonb)record
jsonb_to_tsvector i(regconfig,jsonb,jsonb)tsvector s(jsonb,jsonb)tsvector
jsonb_typeof i(jsonb)text
jsonpath_in i(cstring)jsonpath
jsonpath_out i(jsonpath)cstring
jsonpath_send i(jsonpath)bytea
justify_days i(interval)interval
justify_hours i(interval)interval
justify_interval i(interval)interval
lag iw(anycompatible,int4,anycompatible)anycompatible iw(anyelement)anyelement iw(anyelement,int4)anyelement
language_handler_in I(cstring)language_handler
language_handler_out i(language_handler)cstring
last_value iw(anyelement)anyelement
lastval v()int8
lcm i(int4,int4)int4 i(int8,int8)int8 i(numeric,numeric)numeric
lead iw(anycompatible,int4,anycompatible)anycompatible iw(anyelement)anyelement iw(anyelement,int4)anyelement
left i(text,int4)text
length i(bit)int4 i(bpchar)int4 i(bytea)int4 i(lseg)float8 i(path)float8 i(text)int4 i(tsvector)int4 s(bytea,name)int4
like i(bytea,bytea)bool i(name,text)bool i(text,text)bool
like_escape i(bytea,bytea)bytea i(text,text)text
line i(point,point)line
line_distance i(line,line)float8
line_eq i(line,line)bool
line_horizontal i(line)bool
line_in i(cstring)line
line_interpt i(line,line)point
line_intersect i(line,line)bool
line_out i(line)cstring
line_parallel i(line,line)bool
line_perp i(line,line)bool
line_send i(line)bytea
line_vertical i(line)bool
ln i(float8)float8 i(numeric)numeric
lo_close v(int4)int4
lo_creat v(int4)oid
lo_create v(oid)oid
lo_export v(oid,text)int4
lo_from_bytea v(oid,bytea)oid
lo_get v(oid)bytea v(oid,int8,int4)bytea
lo_import v(text)oid v(text,oid)oid
lo_lseek v(int4,int4,int4)int4
lo_lseek64 v(int4,int8,int4)int8
lo_open v(oid,int4)int4
lo_put v(oid,int8,bytea)void
lo_tell v(int4)int4
lo_tell64 v(int4)int8
lo_truncate v(int4,int4)int4
lo_truncate64 v(int4,int8)int4
lo_unlink v(oid)int4
log i$(numeric)numeric i(float8)float8 i(numeric,numeric)numeric
log10 i$(numeric)numeric i(float8)float8
loread v(int4,int4)bytea
lower i(anymultirange)anyelement i(anyrange)anyelement i(text)text
lower_inc i(anymultirange)bool i(anyrange)bool
lower_inf i(anymultirange)bool i(anyrange)bool
lowrite v(int4,bytea)int4
lpad i$(text,int4)text i(text,int4,text)text
lseg i(box)lseg i(point,point)lseg
lseg_center i(lseg)point
lseg_distance i(lseg,lseg)float8
lseg_eq i(lseg,lseg)bool
lseg_ge i(lseg,lseg)bool
lseg_gt i(lseg,lseg)bool
lseg_horizontal i(lseg)bool
lseg_in i(cstring)lseg
lseg_interpt i(lseg,lseg)point
lseg_intersect i(lseg,lseg)bool
lseg_le i(lseg,lseg)bool
lseg_length i(lseg)float8
lseg_lt i(lseg,lseg)bool
lseg_ne i(lseg,lseg)bool
lseg_out i(lseg)cstring
lseg_parallel i(lseg,lseg)bool
lseg_perp i(lseg,lseg)bool
lseg_send i(lseg)bytea
lseg_vertical i(lseg)bool
ltrim i(bytea,bytea)bytea i(text)text i(text,text)text
macaddr i(macaddr8)macaddr
macaddr8 i(macaddr)macaddr8
macaddr8_and i(macaddr8,macaddr8)macaddr8
macaddr8_cmp i(macaddr8,macaddr8)int4
macaddr8_eq i(macaddr8,macaddr8)bool
macaddr8_ge i(macaddr8,macaddr8)bool
macaddr8_gt i(macaddr8,macaddr8)bool
macaddr8_in i(cstring)macaddr8
macaddr8_le i(macaddr8,macaddr8)bool
macaddr8_lt i(macaddr8,macaddr8)bool
macaddr8_ne i(macaddr8,macaddr8)bool
macaddr8_not i(macaddr8)macaddr8
macaddr8_or i(macaddr8,macaddr8)macaddr8
macaddr8_out i(macaddr8)cstring
macaddr8_send i(macaddr8)bytea
macaddr8_set7bit i(macaddr8)macaddr8
macaddr_and i(macaddr,macaddr)macaddr
macaddr_cmp i(macaddr,macaddr)int4
macaddr_eq i(macaddr,macaddr)bool
macaddr_ge i(macaddr,macaddr)bool
macaddr_gt i(macaddr,macaddr)bool
macaddr_in i(cstring)macaddr
macaddr_le i(macaddr,macaddr)bool
macaddr_lt i(macaddr,macaddr)bool
macaddr_ne i(macaddr,macaddr)bool
macaddr_not i(macaddr)macaddr
macaddr_or i(macaddr,macaddr)macaddr
macaddr_out i(macaddr)cstring
macaddr_send i(macaddr)bytea
make_date i(year:int4,month:int4,day:int4)date
make_interval i(years:int4=,months:int4=,weeks:int4=,days:int4=,hours:int4=,mins:int4=,secs:float8=)interval
make_time i(hour:int4,min:int4,sec:float8)time
make_timestamp i(year:int4,month:int4,mday:int4,hour:int4,min:int4,sec:float8)timestamp
make_timestamptz s(year:int4,month:int4,mday:int4,hour:int4,min:int4,sec:float8)timestamptz s(year:int4,month:int4,mday:int4,hour:int4,min:int4,sec:float8,timezone:text)timestamptz
makeaclitem i(oid,oid,text,bool)aclitem
masklen i(inet)int4
max Ia(anyarray)anyarray Ia(anyenum)anyenum Ia(bpchar)bpchar Ia(date)date Ia(float4)float4 Ia(float8)float8 Ia(inet)inet Ia(int2)int2 Ia(int4)int4 Ia(int8)int8 Ia(interval)interval Ia(money)money Ia(numeric)numeric Ia(oid)oid Ia(pg_lsn)pg_lsn Ia(text)text Ia(tid)tid Ia(time)time Ia(timestamp)timestamp Ia(timestamptz)timestamptz Ia(timetz)timetz Ia(xid8)xid8
md5 i(bytea)text i(text)text
min Ia(anyarray)anyarray Ia(anyenum)anyenum Ia(bpchar)bpchar Ia(date)date Ia(float4)float4 Ia(float8)float8 Ia(inet)inet Ia(int2)int2 Ia(int4)int4 Ia(int8)int8 Ia(interval)interval Ia(money)money Ia(numeric)numeric Ia(oid)oid Ia(pg_lsn)pg_lsn Ia(text)text Ia(tid)tid Ia(time)time Ia(timestamp)timestamp Ia(timestamptz)timestamptz Ia(timetz)timetz Ia(xid8)xid8
min_scale i(numeric)int4
mod i(int2,int2)int2 i(int4,int4)int4 i(int8,int8)int8 i(numeric,numeric)numeric
mode Ia(anyelement)anyelement
money s(int4)money s(int8)money s(numeric)money
mul_d_interval i(float8,interval)interval
multirange i(anyrange)anymultirange
multirange_adjacent_multirange i(anymultirange,anymultirange)bool
multirange_adjacent_range i(anymultirange,anyrange)bool
multirange_after_multirange i(anymultirange,anymultirange)bool
multirange_after_range i(anymultirange,anyrange)bool
multirange_before_multirange i(anymultirange,anymultirange)bool
multirange_before_range i(anymultirange,anyrange)bool
multirange_cmp i(anymultirange,anymultirange)int4
multirange_contained_by_multirange i(anymultirange,anymultirange)bool
multirange_contained_by_range i(anymultirange,anyrange)bool
multirange_contains_elem i(anymultirange,anyelement)bool
multirange_contains_multirange i(anymultirange,anymultirange)bool
multirange_contains_range i(anymultirange,anyrange)bool
multirange_eq i(anymultirange,anymultirange)bool
multirange_ge i(anymultirange,anymultirange)bool
multirange_gt i(anymultirange,anymultirange)bool
multirange_in s(cstring,oid,int4)anymultirange
multirange_intersect i(anymultirange,anymultirange)anymultirange
multirange_intersect_agg_transfn i(anymultirange,anymultirange)anymultirange
multirange_le i(anymultirange,anymultirange)bool
multirange_lt i(anymultirange,anymultirange)bool
multirange_minus i(anymultirange,anymultirange)anymultirange
multirange_ne i(anymultirange,anymultirange)bool
multirange_out s(anymultirange)cstring
multirange_overlaps_multirange i(anymultirange,anymultirange)bool
multirange_overlaps_range i(anymultirange,anyrange)bool
multirange_overleft_multirange i(anymultirange,anymultirange)bool
multirange_overleft_range i(anymultirange,anyrange)bool
multirange_overright_multirange i(anymultirange,anymultirange)bool
multirange_overright_range i(anymultirange,anyrange)bool
multirange_send s(anymultirange)bytea
multirange_union i(anymultirange,anymultirange)anymultirange
mxid_age s(xid)int4
name i(bpchar)name i(text)name i(varchar)name
nameconcatoid i(name,oid)name
nameeq i(name,name)bool
nameeqtext i(name,text)bool
namege i(name,name)bool
namegetext i(name,text)bool
namegt i(name,name)bool
namegttext i(name,text)bool
nameiclike i(name,text)bool
nameicnlike i(name,text)bool
nameicregexeq i(name,text)bool
nameicregexne i(name,text)bool
namein i(cstring)name
namele i(name,name)bool
nameletext i(name,text)bool
namelike i(name,text)bool
namelt i(name,name)bool
namelttext i(name,text)bool
namene i(name,name)bool
namenetext i(name,text)bool
namenlike i(name,text)bool
nameout i(name)cstring
nameregexeq i(name,text)bool
nameregexne i(name,text)bool
namesend s(name)bytea
netmask i(inet)inet
network i(inet)cidr
network_cmp i(inet,inet)int4
network_eq i(inet,inet)bool
network_ge i(inet,inet)bool
network_gt i(inet,inet)bool
network_larger i(inet,inet)inet
network_le i(inet,inet)bool
network_lt i(inet,inet)bool
network_ne i(inet,inet)bool
network_overlap i(inet,inet)bool
network_smaller i(inet,inet)inet
network_sub i(inet,inet)bool
network_subeq i(inet,inet)bool
network_sup i(inet,inet)bool
network_supeq i(inet,inet)bool
nextval v(regclass)int8
normalize i(text,text=)text
notlike i(bytea,bytea)bool i(name,text)bool i(text,text)bool
now s()timestamptz
npoints i(path)int4 i(polygon)int4
nth_value iw(anyelement,int4)anyelement
ntile iw(int4)int4
num_nonnulls I(~any)int4
num_nulls I(~any)int4
numeric i(float4)numeric i(float8)numeric i(int2)numeric i(int4)numeric i(int8)numeric i(jsonb)numeric i(numeric,int4)numeric s(money)numeric
numeric_abs i(numeric)numeric
numeric_add i(numeric,numeric)numeric
numeric_cmp i(numeric,numeric)int4
numeric_div i(numeric,numeric)numeric
numeric_div_trunc i(numeric,numeric)numeric
numeric_eq i(numeric,numeric)bool
numeric_exp i(numeric)numeric
numeric_ge i(numeric,numeric)bool
numeric_gt i(numeric,numeric)bool
numeric_in i(cstring,oid,int4)numeric
numeric_inc i(numeric)numeric
numeric_larger i(numeric,numeric)numeric
numeric_le i(numeric,numeric)bool
numeric_ln i(numeric)numeric
numeric_log i(numeric,numeric)numeric
numeric_lt i(numeric,numeric)bool
numeric_mod i(numeric,numeric)numeric
numeric_mul i(numeric,numeric)numeric
numeric_ne i(numeric,numeric)bool
numeric_out i(numeric)cstring
numeric_pl_pg_lsn i$(numeric,pg_lsn)pg_lsn
numeric_power i(numeric,numeric)numeric
numeric_send i(numeric)bytea
numeric_smaller i(numeric,numeric)numeric
numeric_sqrt i(numeric)numeric
numeric_sub i(numeric,numeric)numeric
numeric_uminus i(numeric)numeric
numeric_uplus i(numeric)numeric
numerictypmodin i(cstring[])int4
numerictypmodout i(int4)cstring
nummultirange i()nummultirange i(numrange)nummultirange i(~numrange[])nummultirange
numnode i(tsquery)int4
numrange I(numeric,numeric)numrange I(numeric,numeric,text)numrange
numrange_subdiff i(numeric,numeric)float8
obj_description s$(oid)text s$(oid,name)text
octet_length i(bit)int4 i(bpchar)int4 i(bytea)int4 i(text)int4
oid i(int8)oid
oideq i(oid,oid)bool
oidge i(oid,oid)bool
oidgt i(oid,oid)bool
oidin i(cstring)oid
oidlarger i(oid,oid)oid
oidle i(oid,oid)bool
oidlt i(oid,oid)bool
oidne i(oid,oid)bool
oidout i(oid)cstring
oidsend i(oid)bytea
oidsmaller i(oid,oid)oid
oidvectoreq i(oidvector,oidvector)bool
oidvectorge i(oidvector,oidvector)bool
oidvectorgt i(oidvector,oidvector)bool
oidvectorin i(cstring)oidvector
oidvectorle i(oidvector,oidvector)bool
oidvectorlt i(oidvector,oidvector)bool
oidvectorne i(oidvector,oidvector)bool
oidvectorout i(oidvector)cstring
oidvectorsend i(oidvector)bytea
oidvectortypes s(oidvector)text
on_pb i(point,box)bool
on_pl i(point,line)bool
on_ppath i(point,path)bool
on_ps i(point,lseg)bool
on_sb i(lseg,box)bool
on_sl i(lseg,line)bool
overlaps I$(time,interval,time,interval)bool I$(time,interval,time,time)bool I$(time,time,time,interval)bool I$(timestamp,interval,timestamp,interval)bool I$(timestamp,interval,timestamp,timestamp)bool I$(timestamp,timestamp,timestamp,interval)bool I(time,time,time,time)bool I(timestamp,timestamp,timestamp,timestamp)bool I(timestamptz,timestamptz,timestamptz,timestamptz)bool I(timetz,timetz,timetz,timetz)bool S$(timestamptz,interval,timestamptz,interval)bool S$(timestamptz,interval,timestamptz,timestamptz)bool S$(timestamptz,timestamptz,timestamptz,interval)bool
overlay i(bit,bit,int4)bit i(bit,bit,int4,int4)bit i(bytea,bytea,int4)bytea i(bytea,bytea,int4,int4)bytea i(text,text,int4)text i(text,text,int4,int4)text
parse_ident i(str:text,strict:bool=)text[]
path i(polygon)path
path_add i(path,path)path
path_add_pt i(path,point)path
path_contain_pt i$(path,point)bool
path_distance i(path,path)float8
path_div_pt i(path,point)path
path_in i(cstring)path
path_inter i(path,path)bool
path_length i(path)float8
path_mul_pt i(path,point)path
path_n_eq i(path,path)bool
path_n_ge i(path,path)bool
path_n_gt i(path,path)bool
path_n_le i(path,path)bool
path_n_lt i(path,path)bool
path_npoints i(path)int4
path_out i(path)cstring
path_send i(path)bytea
path_sub_pt i(path,point)path
pclose i(path)path
percent_rank Ia(~any)float8 Iw()float8
percentile_cont Ia(float8,float8)float8 Ia(float8,interval)interval Ia(float8[],float8)float8[] Ia(float8[],interval)interval[]
percentile_disc Ia(float8,anyelement)anyelement Ia(float8[],anyelement)anyarray
pg_advisory_lock v(int4,int4)void v(int8)void
pg_advisory_lock_shared v(int4,int4)void v(int8)void
pg_advisory_unlock v(int4,int4)bool v(int8)bool
pg_advisory_unlock_all v()void
pg_advisory_unlock_shared v(int4,int4)bool v(int8)bool
pg_advisory_xact_lock v(int4,int4)void v(int8)void
pg_advisory_xact_lock_shared v(int4,int4)void v(int8)void
pg_available_extension_versions s*(>name:name,>version:text,>superuser:bool,>trusted:bool,>relocatable:bool,>schema:name,>requires:name[],>comment:text)record
pg_available_extensions s*(>name:name,>default_version:text,>comment:text)record
pg_backend_pid s()int4
pg_backup_start v(label:text,fast:bool=)pg_lsn
pg_backup_stop v(wait_for_archive:bool=,>lsn:pg_lsn,>labelfile:text,>spcmapfile:text)record
pg_blocking_pids v(int4)int4[]
pg_cancel_backend v(int4)bool
pg_char_to_encoding s(name)int4
pg_client_encoding s()name
pg_collation_actual_version v(oid)text
pg_collation_for S(any)text
pg_collation_is_visible s(oid)bool
pg_column_compression s(any)text
pg_column_is_updatable s(regclass,int2,bool)bool
pg_column_size s(any)int4
pg_conf_load_time s()timestamptz
pg_config s*(>name:text,>setting:text)record
pg_control_checkpoint v(>checkpoint_lsn:pg_lsn,>redo_lsn:pg_lsn,>redo_wal_file:text,>timeline_id:int4,>prev_timeline_id:int4,>full_page_writes:bool,>next_xid:text,>next_oid:oid,>next_multixact_id:xid,>next_multi_offset:xid,>oldest_xid:xid,>oldest_xid_dbid:oid,>oldest_active_xid:xid,>oldest_multi_xid:xid,>oldest_multi_dbid:oid,>oldest_commit_ts_xid:xid,>newest_commit_ts_xid:xid,>checkpoint_time:timestamptz)record
pg_control_init v(>max_data_alignment:int4,>database_block_size:int4,>blocks_per_segment:int4,>wal_block_size:int4,>bytes_per_wal_segment:int4,>max_identifier_length:int4,>max_index_columns:int4,>max_toast_chunk_size:int4,>large_object_chunk_size:int4,>float8_pass_by_value:bool,>data_page_checksum_version:int4)record
pg_control_recovery v(>min_recovery_end_lsn:pg_lsn,>min_recovery_end_timeline:int4,>backup_start_lsn:pg_lsn,>backup_end_lsn:pg_lsn,>end_of_backup_record_required:bool)record
pg_control_system v(>pg_control_version:int4,>catalog_version_no:int4,>system_identifier:int8,>pg_control_last_modified:timestamptz)record
pg_conversion_is_visible s(oid)bool
pg_copy_logical_replication_slot v(src_slot_name:name,dst_slot_name:name,>slot_name:name,>lsn:pg_lsn)record v(src_slot_name:name,dst_slot_name:name,temporary:bool,>slot_name:name,>lsn:pg_lsn)record v(src_slot_name:name,dst_slot_name:name,temporary:bool,plugin:name,>slot_name:name,>lsn:pg_lsn)record
pg_copy_physical_replication_slot v(src_slot_name:name,dst_slot_name:name,>slot_name:name,>lsn:pg_lsn)record v(src_slot_name:name,dst_slot_name:name,temporary:bool,>slot_name:name,>lsn:pg_lsn)record
pg_create_logical_replication_slot v(slot_name:name,plugin:name,temporary:bool=,twophase:bool=,>slot_name:name,>lsn:pg_lsn)record
pg_create_physical_replication_slot v(slot_name:name,immediately_reserve:bool=,temporary:bool=,>slot_name:name,>lsn:pg_lsn)record
pg_create_restore_point v(text)pg_lsn
pg_current_logfile V()text V(text)text
pg_current_snapshot s()pg_snapshot
pg_current_wal_flush_lsn v()pg_lsn
pg_current_wal_insert_lsn v()pg_lsn
pg_current_wal_lsn v()pg_lsn
pg_current_xact_id s()xid8
pg_current_xact_id_if_assigned s()xid8
pg_cursor s*(>name:text,>statement:text,>is_holdable:bool,>is_binary:bool,>is_scrollable:bool,>creation_time:timestamptz)record
pg_database_collation_actual_version v(oid)text
pg_database_size v(name)int8 v(oid)int8
pg_ddl_command_in i(cstring)pg_ddl_command
pg_ddl_command_out i(pg_ddl_command)cstring
pg_ddl_command_send i(pg_ddl_command)bytea
pg_dependencies_in i(cstring)pg_dependencies
pg_dependencies_out i(pg_dependencies)cstring
pg_dependencies_send s(pg_dependencies)bytea
pg_describe_object s(oid,oid,int4)text
pg_drop_replication_slot v(name)void
pg_encoding_max_length i(int4)int4
pg_encoding_to_char s(int4)name
pg_event_trigger_ddl_commands s*(>classid:oid,>objid:oid,>objsubid:int4,>command_tag:text,>object_type:text,>schema_name:text,>object_identity:text,>in_extension:bool,>command:pg_ddl_command)record
pg_event_trigger_dropped_objects s*(>classid:oid,>objid:oid,>objsubid:int4,>original:bool,>normal:bool,>is_temporary:bool,>object_type:text,>schema_name:text,>object_name:text,>object_identity:text,>address_names:text[],>address_args:text[])record
pg_event_trigger_table_rewrite_oid s(>oid:oid)oid
pg_event_trigger_table_rewrite_reason s()int4
pg_export_snapshot v()text
pg_extension_config_dump v(regclass,text)void
pg_extension_update_paths s*(name:name,>source:text,>target:text,>path:text)record
pg_filenode_relation s(oid,oid)regclass
pg_function_is_visible s(oid)bool
pg_get_backend_memory_contexts v*(>name:text,>ident:text,>parent:text,>level:int4,>total_bytes:int8,>total_nblocks:int8,>free_bytes:int8,>free_chunks:int8,>used_bytes:int8)record
pg_get_catalog_foreign_keys s*(>fktable:regclass,>fkcols:text[],>pktable:regclass,>pkcols:text[],>is_array:bool,>is_opt:bool)record
pg_get_constraintdef s(oid)text s(oid,bool)text
pg_get_expr s(pg_node_tree,oid)text s(pg_node_tree,oid,bool)text
pg_get_function_arg_default s(oid,int4)text
pg_get_function_arguments s(oid)text
pg_get_function_identity_arguments s(oid)text
pg_get_function_result s(oid)text
pg_get_function_sqlbody s(oid)text
pg_get_functiondef s(oid)text
pg_get_indexdef s(oid)text s(oid,int4,bool)text
pg_get_keywords s*(>word:text,>catcode:char,>barelabel:bool,>catdesc:text,>baredesc:text)record
pg_get_multixact_members v*(multixid:xid,>xid:xid,>mode:text)record
pg_get_object_address s(type:text,object_names:text[],object_args:text[],>classid:oid,>objid:oid,>objsubid:int4)record
pg_get_partition_constraintdef s(oid)text
pg_get_partkeydef s(oid)text
pg_get_publication_tables s*(~pubname:text[],>pubid:oid,>relid:oid,>attrs:int2vector,>qual:pg_node_tree)record
pg_get_replica_identity_index s(regclass)regclass
pg_get_replication_slots S*(>slot_name:name,>plugin:name,>slot_type:text,>datoid:oid,>temporary:bool,>active:bool,>active_pid:int4,>xmin:xid,>catalog_xmin:xid,>restart_lsn:pg_lsn,>confirmed_flush_lsn:pg_lsn,>wal_status:text,>safe_wal_size:int8,>two_phase:bool,>conflicting:bool)record
pg_get_ruledef s(oid)text s(oid,bool)text
pg_get_serial_sequence s(text,text)text
pg_get_shmem_allocations v*(>name:text,>off:int8,>size:int8,>allocated_size:int8)record
pg_get_statisticsobjdef s(oid)text
pg_get_statisticsobjdef_columns s(oid)text
pg_get_statisticsobjdef_expressions s(oid)text[]
pg_get_triggerdef s(oid)text s(oid,bool)text
pg_get_userbyid s(oid)name
pg_get_viewdef s(oid)text s(oid,bool)text s(oid,int4)text s(text)text s(text,bool)text
pg_get_wal_replay_pause_state v()text
pg_get_wal_resource_managers v*(>rm_id:int4,>rm_name:text,>rm_builtin:bool)record
pg_has_role s(name,name,text)bool s(name,oid,text)bool s(name,text)bool s(oid,name,text)bool s(oid,oid,text)bool s(oid,text)bool
pg_hba_file_rules v*(>rule_number:int4,>file_name:text,>line_number:int4,>type:text,>database:text[],>user_name:text[],>address:text,>netmask:text,>auth_method:text,>options:text[],>error:text)record
pg_ident_file_mappings v*(>map_number:int4,>file_name:text,>line_number:int4,>map_name:text,>sys_name:text,>pg_username:text,>error:text)record
pg_identify_object s(classid:oid,objid:oid,objsubid:int4,>type:text,>schema:text,>name:text,>identity:text)record
pg_identify_object_as_address s(classid:oid,objid:oid,objsubid:int4,>type:text,>object_names:text[],>object_args:text[])record
pg_import_system_collations v(regnamespace)int4
pg_index_column_has_property s(regclass,int4,text)bool
pg_index_has_property s(regclass,text)bool
pg_indexam_has_property s(oid,text)bool
pg_indexam_progress_phasename i(oid,int8)text
pg_indexes_size v(regclass)int8
pg_input_error_info s(value:text,type_name:text,>message:text,>detail:text,>hint:text,>sql_error_code:text)record
pg_input_is_valid s(text,text)bool
pg_is_in_recovery v()bool
pg_is_other_temp_schema s(oid)bool
pg_is_wal_replay_paused v()bool
pg_isolation_test_session_is_blocked v(int4,int4[])bool
pg_jit_available v()bool
pg_last_committed_xact v(>xid:xid,>timestamp:timestamptz,>roident:oid)record
pg_last_wal_receive_lsn v()pg_lsn
pg_last_wal_replay_lsn v()pg_lsn
pg_last_xact_replay_timestamp v()timestamptz
pg_listening_channels s*()text
pg_lock_status v*(>locktype:text,>database:oid,>relation:oid,>page:int4,>tuple:int2,>virtualxid:text,>transactionid:xid,>classid:oid,>objid:oid,>objsubid:int2,>virtualtransaction:text,>pid:int4,>mode:text,>granted:bool,>fastpath:bool,>waitstart:timestamptz)record
pg_log_backend_memory_contexts v(int4)bool
pg_log_standby_snapshot v()pg_lsn
pg_logical_emit_message v(bool,text,bytea)pg_lsn v(bool,text,text)pg_lsn
pg_logical_slot_get_binary_changes V*(slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,~options:text[]=,>lsn:pg_lsn,>xid:xid,>data:bytea)record
pg_logical_slot_get_changes V*(slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,~options:text[]=,>lsn:pg_lsn,>xid:xid,>data:text)record
pg_logical_slot_peek_binary_changes V*(slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,~options:text[]=,>lsn:pg_lsn,>xid:xid,>data:bytea)record
pg_logical_slot_peek_changes V*(slot_name:name,upto_lsn:pg_lsn,upto_nchanges:int4,~options:text[]=,>lsn:pg_lsn,>xid:xid,>data:text)record
pg_ls_archive_statusdir v*(>name:text,>size:int8,>modification:timestamptz)record
pg_ls_dir v*(text)text v*(text,bool,bool)text
pg_ls_logdir v*(>name:text,>size:int8,>modification:timestamptz)record
pg_ls_logicalmapdir v*(>name:text,>size:int8,>modification:timestamptz)record
pg_ls_logicalsnapdir v*(>name:text,>size:int8,>modification:timestamptz)record
pg_ls_replslotdir v*(slot_name:text,>name:text,>size:int8,>modification:timestamptz)record
pg_ls_tmpdir v*(>name:text,>size:int8,>modification:timestamptz)record v*(tablespace:oid,>name:text,>size:int8,>modification:timestamptz)record
pg_ls_waldir v*(>name:text,>size:int8,>modification:timestamptz)record
pg_lsn i(numeric)pg_lsn
pg_lsn_cmp i(pg_lsn,pg_lsn)int4
pg_lsn_eq i(pg_lsn,pg_lsn)bool
pg_lsn_ge i(pg_lsn,pg_lsn)bool
pg_lsn_gt i(pg_lsn,pg_lsn)bool
pg_lsn_hash i(pg_lsn)int4
pg_lsn_hash_extended i(pg_lsn,int8)int8
pg_lsn_in i(cstring)pg_lsn
pg_lsn_larger i(pg_lsn,pg_lsn)pg_lsn
pg_lsn_le i(pg_lsn,pg_lsn)bool
pg_lsn_lt i(pg_lsn,pg_lsn)bool
pg_lsn_mi i(pg_lsn,pg_lsn)numeric
pg_lsn_mii i(pg_lsn,numeric)pg_lsn
pg_lsn_ne i(pg_lsn,pg_lsn)bool
pg_lsn_out i(pg_lsn)cstring
pg_lsn_pli i(pg_lsn,numeric)pg_lsn
pg_lsn_send i(pg_lsn)bytea
pg_lsn_smaller i(pg_lsn,pg_lsn)pg_lsn
pg_mcv_list_in i(cstring)pg_mcv_list
pg_mcv_list_items s*(mcv_list:pg_mcv_list,>index:int4,>values:text[],>nulls:bool[],>frequency:float8,>base_frequency:float8)record
pg_mcv_list_out i(pg_mcv_list)cstring
pg_mcv_list_send s(pg_mcv_list)bytea
pg_my_temp_schema s()oid
pg_ndistinct_in i(cstring)pg_ndistinct
pg_ndistinct_out i(pg_ndistinct)cstring
pg_ndistinct_send s(pg_ndistinct)bytea
pg_nextoid v(regclass,name,regclass)oid
pg_node_tree_in i(cstring)pg_node_tree
pg_node_tree_out i(pg_node_tree)cstring
pg_node_tree_send s(pg_node_tree)bytea
pg_notification_queue_usage v()float8
pg_notify V(text,text)void
pg_opclass_is_visible s(oid)bool
pg_operator_is_visible s(oid)bool
pg_opfamily_is_visible s(oid)bool
pg_options_to_table s*(options_array:text[],>option_name:text,>option_value:text)record
pg_partition_ancestors v*(partitionid:regclass,>relid:regclass)regclass
pg_partition_root i(regclass)regclass
pg_partition_tree v*(rootrelid:regclass,>relid:regclass,>parentrelid:regclass,>isleaf:bool,>level:int4)record
pg_postmaster_start_time s()timestamptz
pg_prepared_statement s*(>name:text,>statement:text,>prepare_time:timestamptz,>parameter_types:regtype[],>result_types:regtype[],>from_sql:bool,>generic_plans:int8,>custom_plans:int8)record
pg_prepared_xact v*(>transaction:xid,>gid:text,>prepared:timestamptz,>ownerid:oid,>dbid:oid)record
pg_promote v(wait:bool=,wait_seconds:int4=)bool
pg_read_binary_file v(text)bytea v(text,bool)bytea v(text,int8,int8)bytea v(text,int8,int8,bool)bytea
pg_read_file v(text)text v(text,bool)text v(text,int8,int8)text v(text,int8,int8,bool)text
pg_read_file_old v(text,int8,int8)text
pg_relation_filenode s(regclass)oid
pg_relation_filepath s(regclass)text
pg_relation_is_publishable s(regclass)bool
pg_relation_is_updatable s(regclass,bool)int4
pg_relation_size v$(regclass)int8 v(regclass,text)int8
pg_reload_conf v()bool
pg_replication_origin_advance v(text,pg_lsn)void
pg_replication_origin_create v(text)oid
pg_replication_origin_drop v(text)void
pg_replication_origin_oid s(text)oid
pg_replication_origin_progress v(text,bool)pg_lsn
pg_replication_origin_session_is_setup v()bool
pg_replication_origin_session_progress v(bool)pg_lsn
pg_replication_origin_session_reset v()void
pg_replication_origin_session_setup v(text)void
pg_replication_origin_xact_reset v()void
pg_replication_origin_xact_setup v(pg_lsn,timestamptz)void
pg_replication_slot_advance v(slot_name:name,upto_lsn:pg_lsn,>slot_name:name,>end_lsn:pg_lsn)record
pg_rotate_logfile v()bool
pg_rotate_logfile_old v()bool
pg_safe_snapshot_blocking_pids v(int4)int4[]
pg_sequence_last_value v(regclass)int8
pg_sequence_parameters s(sequence_oid:oid,>start_value:int8,>minimum_value:int8,>maximum_value:int8,>increment:int8,>cycle_option:bool,>cache_size:int8,>data_type:oid)record
pg_settings_get_flags s(text)text[]
pg_show_all_file_settings v*(>sourcefile:text,>sourceline:int4,>seqno:int4,>name:text,>setting:text,>applied:bool,>error:text)record
pg_show_all_settings s*(>name:text,>setting:text,>unit:text,>category:text,>short_desc:text,>extra_desc:text,>context:text,>vartype:text,>source:text,>min_val:text,>max_val:text,>enumvals:text[],>boot_val:text,>reset_val:text,>sourcefile:text,>sourceline:int4,>pending_restart:bool)record
pg_show_replication_origin_status V*(>local_id:oid,>external_id:text,>remote_lsn:pg_lsn,>local_lsn:pg_lsn)record
pg_size_bytes i(text)int8
pg_size_pretty i(int8)text i(numeric)text
pg_sleep v(float8)void
pg_sleep_for v$(interval)void
pg_sleep_until v$(timestamptz)void
pg_snapshot_in i(cstring)pg_snapshot
pg_snapshot_out i(pg_snapshot)cstring
pg_snapshot_send i(pg_snapshot)bytea
pg_snapshot_xip i*(pg_snapshot)xid8
pg_snapshot_xmax i(pg_snapshot)xid8
pg_snapshot_xmin i(pg_snapshot)xid8
pg_split_walfile_name s(file_name:text,>segment_number:numeric,>timeline_id:int8)record
pg_stat_clear_snapshot V()void
pg_stat_file v(filename:text,>size:int8,>access:timestamptz,>modification:timestamptz,>change:timestamptz,>creation:timestamptz,>isdir:bool)record v(filename:text,missing_ok:bool,>size:int8,>access:timestamptz,>modification:timestamptz,>change:timestamptz,>creation:timestamptz,>isdir:bool)record
pg_stat_force_next_flush V()void
pg_stat_get_activity S*(pid:int4,>datid:oid,>pid:int4,>usesysid:oid,>application_name:text,>state:text,>query:text,>wait_event_type:text,>wait_event:text,>xact_start:timestamptz,>query_start:timestamptz,>backend_start:timestamptz,>state_change:timestamptz,>client_addr:inet,>client_hostname:text,>client_port:int4,>backend_xid:xid,>backend_xmin:xid,>backend_type:text,>ssl:bool,>sslversion:text,>sslcipher:text,>sslbits:int4,>ssl_client_dn:text,>ssl_client_serial:numeric,>ssl_issuer_dn:text,>gss_auth:bool,>gss_princ:text,>gss_enc:bool,>gss_delegation:bool,>leader_pid:int4,>query_id:int8)record
pg_stat_get_analyze_count s(oid)int8
pg_stat_get_archiver S(>archived_count:int8,>last_archived_wal:text,>last_archived_time:timestamptz,>failed_count:int8,>last_failed_wal:text,>last_failed_time:timestamptz,>stats_reset:timestamptz)record
pg_stat_get_autoanalyze_count s(oid)int8
pg_stat_get_autovacuum_count s(oid)int8
pg_stat_get_backend_activity s(int4)text
pg_stat_get_backend_activity_start s(int4)timestamptz
pg_stat_get_backend_client_addr s(int4)inet
pg_stat_get_backend_client_port s(int4)int4
pg_stat_get_backend_dbid s(int4)oid
pg_stat_get_backend_idset s*()int4
pg_stat_get_backend_pid s(int4)int4
pg_stat_get_backend_start s(int4)timestamptz
pg_stat_get_backend_subxact s(bid:int4,>subxact_count:int4,>subxact_overflowed:bool)record
pg_stat_get_backend_userid s(int4)oid
pg_stat_get_backend_wait_event s(int4)text
pg_stat_get_backend_wait_event_type s(int4)text
pg_stat_get_backend_xact_start s(int4)timestamptz
pg_stat_get_bgwriter_buf_written_checkpoints s()int8
pg_stat_get_bgwriter_buf_written_clean s()int8
pg_stat_get_bgwriter_maxwritten_clean s()int8
pg_stat_get_bgwriter_requested_checkpoints s()int8
pg_stat_get_bgwriter_stat_reset_time s()timestamptz
pg_stat_get_bgwriter_timed_checkpoints s()int8
pg_stat_get_blocks_fetched s(oid)int8
pg_stat_get_blocks_hit s(oid)int8
pg_stat_get_buf_alloc s()int8
pg_stat_get_buf_fsync_backend s()int8
pg_stat_get_buf_written_backend s()int8
pg_stat_get_checkpoint_sync_time s()float8
pg_stat_get_checkpoint_write_time s()float8
pg_stat_get_db_active_time s(oid)float8
pg_stat_get_db_blk_read_time s(oid)float8
pg_stat_get_db_blk_write_time s(oid)float8
pg_stat_get_db_blocks_fetched s(oid)int8
pg_stat_get_db_blocks_hit s(oid)int8
pg_stat_get_db_checksum_failures s(oid)int8
pg_stat_get_db_checksum_last_failure s(oid)timestamptz
pg_stat_get_db_conflict_all s(oid)int8
pg_stat_get_db_conflict_bufferpin s(oid)int8
pg_stat_get_db_conflict_lock s(oid)int8
pg_stat_get_db_conflict_logicalslot s(oid)int8
pg_stat_get_db_conflict_snapshot s(oid)int8
pg_stat_get_db_conflict_startup_deadlock s(oid)int8
pg_stat_get_db_conflict_tablespace s(oid)int8
pg_stat_get_db_deadlocks s(oid)int8
pg_stat_get_db_idle_in_transaction_time s(oid)float8
pg_stat_get_db_numbackends s(oid)int4
pg_stat_get_db_session_time s(oid)float8
pg_stat_get_db_sessions s(oid)int8
pg_stat_get_db_sessions_abandoned s(oid)int8
pg_stat_get_db_sessions_fatal s(oid)int8
pg_stat_get_db_sessions_killed s(oid)int8
pg_stat_get_db_stat_reset_time s(oid)timestamptz
pg_stat_get_db_temp_bytes s(oid)int8
pg_stat_get_db_temp_files s(oid)int8
pg_stat_get_db_tuples_deleted s(oid)int8
pg_stat_get_db_tuples_fetched s(oid)int8
pg_stat_get_db_tuples_inserted s(oid)int8
pg_stat_get_db_tuples_returned s(oid)int8
pg_stat_get_db_tuples_updated s(oid)int8
pg_stat_get_db_xact_commit s(oid)int8
pg_stat_get_db_xact_rollback s(oid)int8
pg_stat_get_dead_tuples s(oid)int8
pg_stat_get_function_calls s(oid)int8
pg_stat_get_function_self_time s(oid)float8
pg_stat_get_function_total_time s(oid)float8
pg_stat_get_ins_since_vacuum s(oid)int8
pg_stat_get_io v*(>backend_type:text,>object:text,>context:text,>reads:int8,>read_time:float8,>writes:int8,>write_time:float8,>writebacks:int8,>writeback_time:float8,>extends:int8,>extend_time:float8,>op_bytes:int8,>hits:int8,>evictions:int8,>reuses:int8,>fsyncs:int8,>fsync_time:float8,>stats_reset:timestamptz)record
pg_stat_get_last_analyze_time s(oid)timestamptz
pg_stat_get_last_autoanalyze_time s(oid)timestamptz
pg_stat_get_last_autovacuum_time s(oid)timestamptz
pg_stat_get_last_vacuum_time s(oid)timestamptz
pg_stat_get_lastscan s(oid)timestamptz
pg_stat_get_live_tuples s(oid)int8
pg_stat_get_mod_since_analyze s(oid)int8
pg_stat_get_numscans s(oid)int8
pg_stat_get_progress_info s*(cmdtype:text,>pid:int4,>datid:oid,>relid:oid,>param1:int8,>param2:int8,>param3:int8,>param4:int8,>param5:int8,>param6:int8,>param7:int8,>param8:int8,>param9:int8,>param10:int8,>param11:int8,>param12:int8,>param13:int8,>param14:int8,>param15:int8,>param16:int8,>param17:int8,>param18:int8,>param19:int8,>param20:int8)record
pg_stat_get_recovery_prefetch v*(>stats_reset:timestamptz,>prefetch:int8,>hit:int8,>skip_init:int8,>skip_new:int8,>skip_fpw:int8,>skip_rep:int8,>wal_distance:int4,>block_distance:int4,>io_depth:int4)record
pg_stat_get_replication_slot s(slot_name:text,>slot_name:text,>spill_txns:int8,>spill_count:int8,>spill_bytes:int8,>stream_txns:int8,>stream_count:int8,>stream_bytes:int8,>total_txns:int8,>total_bytes:int8,>stats_reset:timestamptz)record
pg_stat_get_slru S*(>name:text,>blks_zeroed:int8,>blks_hit:int8,>blks_read:int8,>blks_written:int8,>blks_exists:int8,>flushes:int8,>truncates:int8,>stats_reset:timestamptz)record
pg_stat_get_snapshot_timestamp s()timestamptz
pg_stat_get_subscription S*(subid:oid,>subid:oid,>relid:oid,>pid:int4,>leader_pid:int4,>received_lsn:pg_lsn,>last_msg_send_time:timestamptz,>last_msg_receipt_time:timestamptz,>latest_end_lsn:pg_lsn,>latest_end_time:timestamptz)record
pg_stat_get_subscription_stats s(subid:oid,>subid:oid,>apply_error_count:int8,>sync_error_count:int8,>stats_reset:timestamptz)record
pg_stat_get_tuples_deleted s(oid)int8
pg_stat_get_tuples_fetched s(oid)int8
pg_stat_get_tuples_hot_updated s(oid)int8
pg_stat_get_tuples_inserted s(oid)int8
pg_stat_get_tuples_newpage_updated s(oid)int8
pg_stat_get_tuples_returned s(oid)int8
pg_stat_get_tuples_updated s(oid)int8
pg_stat_get_vacuum_count s(oid)int8
pg_stat_get_wal S(>wal_records:int8,>wal_fpi:int8,>wal_bytes:numeric,>wal_buffers_full:int8,>wal_write:int8,>wal_sync:int8,>wal_write_time:float8,>wal_sync_time:float8,>stats_reset:timestamptz)record
pg_stat_get_wal_receiver S(>pid:int4,>status:text,>receive_start_lsn:pg_lsn,>receive_start_tli:int4,>written_lsn:pg_lsn,>flushed_lsn:pg_lsn,>received_tli:int4,>last_msg_send_time:timestamptz,>last_msg_receipt_time:timestamptz,>latest_end_lsn:pg_lsn,>latest_end_time:timestamptz,>slot_name:text,>sender_host:text,>sender_port:int4,>conninfo:text)record
pg_stat_get_wal_senders S*(>pid:int4,>state:text,>sent_lsn:pg_lsn,>write_lsn:pg_lsn,>flush_lsn:pg_lsn,>replay_lsn:pg_lsn,>write_lag:interval,>flush_lag:interval,>replay_lag:interval,>sync_priority:int4,>sync_state:text,>reply_time:timestamptz)record
pg_stat_get_xact_blocks_fetched v(oid)int8
pg_stat_get_xact_blocks_hit v(oid)int8
pg_stat_get_xact_function_calls v(oid)int8
pg_stat_get_xact_function_self_time v(oid)float8
pg_stat_get_xact_function_total_time v(oid)float8
pg_stat_get_xact_numscans v(oid)int8
pg_stat_get_xact_tuples_deleted v(oid)int8
pg_stat_get_xact_tuples_fetched v(oid)int8
pg_stat_get_xact_tuples_hot_updated v(oid)int8
pg_stat_get_xact_tuples_inserted v(oid)int8
pg_stat_get_xact_tuples_newpage_updated v(oid)int8
pg_stat_get_xact_tuples_returned v(oid)int8
pg_stat_get_xact_tuples_updated v(oid)int8
pg_stat_have_stats v(text,oid,oid)bool
pg_stat_reset V()void
pg_stat_reset_replication_slot V(text)void
pg_stat_reset_shared v(text)void
pg_stat_reset_single_function_counters v(oid)void
pg_stat_reset_single_table_counters v(oid)void
pg_stat_reset_slru V(text)void
pg_stat_reset_subscription_stats V(oid)void
pg_statistics_obj_is_visible s(oid)bool
pg_stop_making_pinned_objects v()void
pg_switch_wal v()pg_lsn
pg_table_is_visible s(oid)bool
pg_table_size v(regclass)int8
pg_tablespace_databases s*(oid)oid
pg_tablespace_location s(oid)text
pg_tablespace_size v(name)int8 v(oid)int8
pg_terminate_backend v(pid:int4,timeout:int8=)bool
pg_timezone_abbrevs s*(>abbrev:text,>utc_offset:interval,>is_dst:bool)record
pg_timezone_names s*(>name:text,>abbrev:text,>utc_offset:interval,>is_dst:bool)record
pg_total_relation_size v(regclass)int8
pg_trigger_depth s()int4
pg_try_advisory_lock v(int4,int4)bool v(int8)bool
pg_try_advisory_lock_shared v(int4,int4)bool v(int8)bool
pg_try_advisory_xact_lock v(int4,int4)bool v(int8)bool
pg_try_advisory_xact_lock_shared v(int4,int4)bool v(int8)bool
pg_ts_config_is_visible s(oid)bool
pg_ts_dict_is_visible s(oid)bool
pg_ts_parser_is_visible s(oid)bool
pg_ts_template_is_visible s(oid)bool
pg_type_is_visible s(oid)bool
pg_typeof S(any)regtype
pg_visible_in_snapshot i(xid8,pg_snapshot)bool
pg_wal_lsn_diff i(pg_lsn,pg_lsn)numeric
pg_wal_replay_pause v()void
pg_wal_replay_resume v()void
pg_walfile_name i(pg_lsn)text
pg_walfile_name_offset i(lsn:pg_lsn,>file_name:text,>file_offset:int4)record
pg_xact_commit_timestamp v(xid)timestamptz
pg_xact_commit_timestamp_origin v(xid:xid,>timestamp:timestamptz,>roident:oid)record
pg_xact_status v(xid8)text
phraseto_tsquery i(regconfig,text)tsquery s(text)tsquery
pi i()float8
plainto_tsquery i(regconfig,text)tsquery s(text)tsquery
plpgsql_call_handler V()language_handler
plpgsql_validator v(oid)void
point i(box)point i(circle)point i(float8,float8)point i(lseg)point i(polygon)point
point_above i(point,point)bool
point_add i(point,point)point
point_below i(point,point)bool
point_distance i(point,point)float8
point_div i(point,point)point
point_eq i(point,point)bool
point_horiz i(point,point)bool
point_in i(cstring)point
point_left i(point,point)bool
point_mul i(point,point)point
point_ne i(point,point)bool
point_out i(point)cstring
point_right i(point,point)bool
point_send i(point)bytea
point_sub i(point,point)point
point_vert i(point,point)bool
poly_above i(polygon,polygon)bool
poly_below i(polygon,polygon)bool
poly_center i(polygon)point
poly_contain i(polygon,polygon)bool
poly_contain_pt i(polygon,point)bool
poly_contained i(polygon,polygon)bool
poly_distance i(polygon,polygon)float8
poly_in i(cstring)polygon
poly_left i(polygon,polygon)bool
poly_npoints i(polygon)int4
poly_out i(polygon)cstring
poly_overabove i(polygon,polygon)bool
poly_overbelow i(polygon,polygon)bool
poly_overlap i(polygon,polygon)bool
poly_overleft i(polygon,polygon)bool
poly_overright i(polygon,polygon)bool
poly_right i(polygon,polygon)bool
poly_same i(polygon,polygon)bool
poly_send i(polygon)bytea
polygon i$(circle)polygon i(box)polygon i(int4,circle)polygon i(path)polygon
popen i(path)path
position i(bit,bit)int4 i(bytea,bytea)int4 i(text,text)int4
postgresql_fdw_validator i(text[],oid)bool
pow i(float8,float8)float8 i(numeric,numeric)numeric
power i(float8,float8)float8 i(numeric,numeric)numeric
pt_contained_circle i(point,circle)bool
pt_contained_poly i(point,polygon)bool
query_to_xml v(query:text,nulls:bool,tableforest:bool,targetns:text)xml
query_to_xml_and_xmlschema v(query:text,nulls:bool,tableforest:bool,targetns:text)xml
query_to_xmlschema v(query:text,nulls:bool,tableforest:bool,targetns:text)xml
querytree i(tsquery)text
quote_ident i(text)text
quote_literal i(text)text s$(anyelement)text
quote_nullable I(text)text S$(anyelement)text
radians i(float8)float8
radius i(circle)float8
random v()float8
random_normal v(mean:float8=,stddev:float8=)float8
range_adjacent i(anyrange,anyrange)bool
range_adjacent_multirange i(anyrange,anymultirange)bool
range_after i(anyrange,anyrange)bool
range_after_multirange i(anyrange,anymultirange)bool
range_agg Ia(anymultirange)anymultirange Ia(anyrange)anymultirange
range_before i(anyrange,anyrange)bool
range_before_multirange i(anyrange,anymultirange)bool
range_cmp i(anyrange,anyrange)int4
range_contained_by i(anyrange,anyrange)bool
range_contained_by_multirange i(anyrange,anymultirange)bool
range_contains i(anyrange,anyrange)bool
range_contains_elem i(anyrange,anyelement)bool
range_contains_multirange i(anyrange,anymultirange)bool
range_eq i(anyrange,anyrange)bool
range_ge i(anyrange,anyrange)bool
range_gt i(anyrange,anyrange)bool
range_in s(cstring,oid,int4)anyrange
range_intersect i(anyrange,anyrange)anyrange
range_intersect_agg Ia(anymultirange)anymultirange Ia(anyrange)anyrange
range_intersect_agg_transfn i(anyrange,anyrange)anyrange
range_le i(anyrange,anyrange)bool
range_lt i(anyrange,anyrange)bool
range_merge i(anymultirange)anyrange i(anyrange,anyrange)anyrange
range_minus i(anyrange,anyrange)anyrange
range_ne i(anyrange,anyrange)bool
range_out s(anyrange)cstring
range_overlaps i(anyrange,anyrange)bool
range_overlaps_multirange i(anyrange,anymultirange)bool
range_overleft i(anyrange,anyrange)bool
range_overleft_multirange i(anyrange,anymultirange)bool
range_overright i(anyrange,anyrange)bool
range_overright_multirange i(anyrange,anymultirange)bool
range_send s(anyrange)bytea
range_union i(anyrange,anyrange)anyrange
rank Ia(~any)int8 Iw()int8
record_eq i(record,record)bool
record_ge i(record,record)bool
record_gt i(record,record)bool
record_image_eq i(record,record)bool
record_image_ge i(record,record)bool
record_image_gt i(record,record)bool
record_image_le i(record,record)bool
record_image_lt i(record,record)bool
record_image_ne i(record,record)bool
record_in s(cstring,oid,int4)record
record_le i(record,record)bool
record_lt i(record,record)bool
record_ne i(record,record)bool
record_out s(record)cstring
record_send s(record)bytea
regclass s(text)regclass
regclassin s(cstring)regclass
regclassout s(regclass)cstring
regclasssend i(regclass)bytea
regcollationin s(cstring)regcollation
regcollationout s(regcollation)cstring
regcollationsend i(regcollation)bytea
regconfigin s(cstring)regconfig
regconfigout s(regconfig)cstring
regconfigsend i(regconfig)bytea
regdictionaryin s(cstring)regdictionary
regdictionaryout s(regdictionary)cstring
regdictionarysend i(regdictionary)bytea
regexp_count i(text,text)int4 i(text,text,int4)int4 i(text,text,int4,text)int4
regexp_instr i(text,text)int4 i(text,text,int4)int4 i(text,text,int4,int4)int4 i(text,text,int4,int4,int4)int4 i(text,text,int4,int4,int4,text)int4 i(text,text,int4,int4,int4,text,int4)int4
regexp_like i(text,text)bool i(text,text,text)bool
regexp_match i(text,text)text[] i(text,text,text)text[]
regexp_matches i*(text,text)text[] i*(text,text,text)text[]
regexp_replace i(text,text,text)text i(text,text,text,int4)text i(text,text,text,int4,int4)text i(text,text,text,int4,int4,text)text i(text,text,text,text)text
regexp_split_to_array i(text,text)text[] i(text,text,text)text[]
regexp_split_to_table i*(text,text)text i*(text,text,text)text
regexp_substr i(text,text)text i(text,text,int4)text i(text,text,int4,int4)text i(text,text,int4,int4,text)text i(text,text,int4,int4,text,int4)text
regnamespacein s(cstring)regnamespace
regnamespaceout s(regnamespace)cstring
regnamespacesend i(regnamespace)bytea
regoperatorin s(cstring)regoperator
regoperatorout s(regoperator)cstring
regoperatorsend i(regoperator)bytea
regoperin s(cstring)regoper
regoperout s(regoper)cstring
regopersend i(regoper)bytea
regprocedurein s(cstring)regprocedure
regprocedureout s(regprocedure)cstring
regproceduresend i(regprocedure)bytea
regprocin s(cstring)regproc
regprocout s(regproc)cstring
regprocsend i(regproc)bytea
regr_avgx Ia(float8,float8)float8
regr_avgy Ia(float8,float8)float8
regr_count Ia(float8,float8)int8
regr_intercept Ia(float8,float8)float8
regr_r2 Ia(float8,float8)float8
regr_slope Ia(float8,float8)float8
regr_sxx Ia(float8,float8)float8
regr_sxy Ia(float8,float8)float8
regr_syy Ia(float8,float8)float8
regrolein s(cstring)regrole
regroleout s(regrole)cstring
regrolesend i(regrole)bytea
regtypein s(cstring)regtype
regtypeout s(regtype)cstring
regtypesend i(regtype)bytea
repeat i(text,int4)text
replace i(text,text,text)text
reverse i(text)text
right i(text,int4)text
round i$(numeric)numeric i(float8)float8 i(numeric,int4)numeric
row_number Iw()int8
row_security_active s(oid)bool s(text)bool
row_to_json s(record)json s(record,bool)json
rpad i$(text,int4)text i(text,int4,text)text
rtrim i(bytea,bytea)bytea i(text)text i(text,text)text
satisfies_hash_partition I(oid,int4,int4,~any)bool
scale i(numeric)int4
schema_to_xml s(schema:name,nulls:bool,tableforest:bool,targetns:text)xml
schema_to_xml_and_xmlschema s(schema:name,nulls:bool,tableforest:bool,targetns:text)xml
schema_to_xmlschema s(schema:name,nulls:bool,tableforest:bool,targetns:text)xml
session_user s()name
set_bit i(bit,int4,int4)bit i(bytea,int8,int4)bytea
set_byte i(bytea,int4,int4)bytea
set_config V(text,text,bool)text
set_masklen i(cidr,int4)cidr i(inet,int4)inet
setseed v(float8)void
setval v(regclass,int8)int8 v(regclass,int8,bool)int8
setweight i(tsvector,char)tsvector i(tsvector,char,text[])tsvector
sha224 i(bytea)bytea
sha256 i(bytea)bytea
sha384 i(bytea)bytea
sha512 i(bytea)bytea
shell_in I(cstring)void
shell_out i(void)cstring
shobj_description s$(oid,name)text
sign i(float8)float8 i(numeric)numeric
similar_escape I(text,text)text
similar_to_escape i(text)text i(text,text)text
sin i(float8)float8
sind i(float8)float8
sinh i(float8)float8
slope i(point,point)float8
spg_poly_quad_compress i(polygon)box
split_part i(text,text,int4)text
sqrt i(float8)float8 i(numeric)numeric
starts_with i(text,text)bool
statement_timestamp s()timestamptz
stddev Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
stddev_pop Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
stddev_samp Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
string_agg Ia(bytea,bytea)bytea Ia(text,text)text
string_to_array I(text,text)text[] I(text,text,text)text[]
string_to_table I*(text,text)text I*(text,text,text)text
strip i(tsvector)tsvector
strpos i(text,text)int4
substr i(bytea,int4)bytea i(bytea,int4,int4)bytea i(text,int4)text i(text,int4,int4)text
substring i$(text,text,text)text i(bit,int4)bit i(bit,int4,int4)bit i(bytea,int4)bytea i(bytea,int4,int4)bytea i(text,int4)text i(text,int4,int4)text i(text,text)text
sum Ia(float4)float4 Ia(float8)float8 Ia(int2)int8 Ia(int4)int8 Ia(int8)numeric Ia(interval)interval Ia(money)money Ia(numeric)numeric
suppress_redundant_updates_trigger v()trigger
system_user s()text
table_am_handler_in I(cstring)table_am_handler
table_am_handler_out i(table_am_handler)cstring
table_to_xml s(tbl:regclass,nulls:bool,tableforest:bool,targetns:text)xml
table_to_xml_and_xmlschema s(tbl:regclass,nulls:bool,tableforest:bool,targetns:text)xml
table_to_xmlschema s(tbl:regclass,nulls:bool,tableforest:bool,targetns:text)xml
tan i(float8)float8
tand i(float8)float8
tanh i(float8)float8
text i(bool)text i(bpchar)text i(char)text i(inet)text i(name)text i(xml)text
text_ge i(text,text)bool
text_gt i(text,text)bool
text_larger i(text,text)text
text_le i(text,text)bool
text_lt i(text,text)bool
text_pattern_ge i(text,text)bool
text_pattern_gt i(text,text)bool
text_pattern_le i(text,text)bool
text_pattern_lt i(text,text)bool
text_smaller i(text,text)text
textanycat s$(text,anynonarray)text
textcat i(text,text)text
texteq i(text,text)bool
texteqname i(text,name)bool
textgename i(text,name)bool
textgtname i(text,name)bool
texticlike i(text,text)bool
texticnlike i(text,text)bool
texticregexeq i(text,text)bool
texticregexne i(text,text)bool
textin i(cstring)text
textlen i(text)int4
textlename i(text,name)bool
textlike i(text,text)bool
textltname i(text,name)bool
textne i(text,text)bool
textnename i(text,name)bool
textnlike i(text,text)bool
textout i(text)cstring
textregexeq i(text,text)bool
textregexne i(text,text)bool
textsend s(text)bytea
tideq i(tid,tid)bool
tidge i(tid,tid)bool
tidgt i(tid,tid)bool
tidin i(cstring)tid
tidlarger i(tid,tid)tid
tidle i(tid,tid)bool
tidlt i(tid,tid)bool
tidne i(tid,tid)bool
tidout i(tid)cstring
tidsend i(tid)bytea
tidsmaller i(tid,tid)tid
time i(interval)time i(time,int4)time i(timestamp)time i(timetz)time s(timestamptz)time
time_cmp i(time,time)int4
time_eq i(time,time)bool
time_ge i(time,time)bool
time_gt i(time,time)bool
time_hash i(time)int4
time_hash_extended i(time,int8)int8
time_in s(cstring,oid,int4)time
time_larger i(time,time)time
time_le i(time,time)bool
time_lt i(time,time)bool
time_mi_interval i(time,interval)time
time_mi_time i(time,time)interval
time_ne i(time,time)bool
time_out i(time)cstring
time_pl_interval i(time,interval)time
time_send i(time)bytea
time_smaller i(time,time)time
timedate_pl i$(time,date)timestamp
timeofday v()text
timestamp i(date)timestamp i(date,time)timestamp i(timestamp,int4)timestamp s(timestamptz)timestamp
timestamp_cmp i(timestamp,timestamp)int4
timestamp_cmp_date i(timestamp,date)int4
timestamp_cmp_timestamptz s(timestamp,timestamptz)int4
timestamp_eq i(timestamp,timestamp)bool
timestamp_eq_date i(timestamp,date)bool
timestamp_eq_timestamptz s(timestamp,timestamptz)bool
timestamp_ge i(timestamp,timestamp)bool
timestamp_ge_date i(timestamp,date)bool
timestamp_ge_timestamptz s(timestamp,timestamptz)bool
timestamp_gt i(timestamp,timestamp)bool
timestamp_gt_date i(timestamp,date)bool
timestamp_gt_timestamptz s(timestamp,timestamptz)bool
timestamp_hash i(timestamp)int4
timestamp_hash_extended i(timestamp,int8)int8
timestamp_in s(cstring,oid,int4)timestamp
timestamp_larger i(timestamp,timestamp)timestamp
timestamp_le i(timestamp,timestamp)bool
timestamp_le_date i(timestamp,date)bool
timestamp_le_timestamptz s(timestamp,timestamptz)bool
timestamp_lt i(timestamp,timestamp)bool
timestamp_lt_date i(timestamp,date)bool
timestamp_lt_timestamptz s(timestamp,timestamptz)bool
timestamp_mi i(timestamp,timestamp)interval
timestamp_mi_interval i(timestamp,interval)timestamp
timestamp_ne i(timestamp,timestamp)bool
timestamp_ne_date i(timestamp,date)bool
timestamp_ne_timestamptz s(timestamp,timestamptz)bool
timestamp_out s(timestamp)cstring
timestamp_pl_interval i(timestamp,interval)timestamp
timestamp_send i(timestamp)bytea
timestamp_smaller i(timestamp,timestamp)timestamp
timestamptypmodin i(cstring[])int4
timestamptypmodout i(int4)cstring
timestamptz i(date,timetz)timestamptz i(timestamptz,int4)timestamptz s$(date,time)timestamptz s(date)timestamptz s(timestamp)timestamptz
timestamptz_cmp i(timestamptz,timestamptz)int4
timestamptz_cmp_date s(timestamptz,date)int4
timestamptz_cmp_timestamp s(timestamptz,timestamp)int4
timestamptz_eq i(timestamptz,timestamptz)bool
timestamptz_eq_date s(timestamptz,date)bool
timestamptz_eq_timestamp s(timestamptz,timestamp)bool
timestamptz_ge i(timestamptz,timestamptz)bool
timestamptz_ge_date s(timestamptz,date)bool
timestamptz_ge_timestamp s(timestamptz,timestamp)bool
timestamptz_gt i(timestamptz,timestamptz)bool
timestamptz_gt_date s(timestamptz,date)bool
timestamptz_gt_timestamp s(timestamptz,timestamp)bool
timestamptz_in s(cstring,oid,int4)timestamptz
timestamptz_larger i(timestamptz,timestamptz)timestamptz
timestamptz_le i(timestamptz,timestamptz)bool
timestamptz_le_date s(timestamptz,date)bool
timestamptz_le_timestamp s(timestamptz,timestamp)bool
timestamptz_lt i(timestamptz,timestamptz)bool
timestamptz_lt_date s(timestamptz,date)bool
timestamptz_lt_timestamp s(timestamptz,timestamp)bool
timestamptz_mi i(timestamptz,timestamptz)interval
timestamptz_mi_interval s(timestamptz,interval)timestamptz
timestamptz_ne i(timestamptz,timestamptz)bool
timestamptz_ne_date s(timestamptz,date)bool
timestamptz_ne_timestamp s(timestamptz,timestamp)bool
timestamptz_out s(timestamptz)cstring
timestamptz_pl_interval s(timestamptz,interval)timestamptz
timestamptz_send i(timestamptz)bytea
timestamptz_smaller i(timestamptz,timestamptz)timestamptz
timestamptztypmodin i(cstring[])int4
timestamptztypmodout i(int4)cstring
timetypmodin i(cstring[])int4
timetypmodout i(int4)cstring
timetz i(timetz,int4)timetz s(time)timetz s(timestamptz)timetz
timetz_cmp i(timetz,timetz)int4
timetz_eq i(timetz,timetz)bool
timetz_ge i(timetz,timetz)bool
timetz_gt i(timetz,timetz)bool
timetz_hash i(timetz)int4
timetz_hash_extended i(timetz,int8)int8
timetz_in s(cstring,oid,int4)timetz
timetz_larger i(timetz,timetz)timetz
timetz_le i(timetz,timetz)bool
timetz_lt i(timetz,timetz)bool
timetz_mi_interval i(timetz,interval)timetz
timetz_ne i(timetz,timetz)bool
timetz_out i(timetz)cstring
timetz_pl_interval i(timetz,interval)timetz
timetz_send i(timetz)bytea
timetz_smaller i(timetz,timetz)timetz
timetzdate_pl i$(timetz,date)timestamptz
timetztypmodin i(cstring[])int4
timetztypmodout i(int4)cstring
timezone i(interval,timestamp)timestamptz i(interval,timestamptz)timestamp i(interval,timetz)timetz i(text,timestamp)timestamptz i(text,timestamptz)timestamp s(text,timetz)timetz
to_ascii i(text)text i(text,int4)text i(text,name)text
to_char s(float4,text)text s(float8,text)text s(int4,text)text s(int8,text)text s(interval,text)text s(numeric,text)text s(timestamp,text)text s(timestamptz,text)text
to_date s(text,text)date
to_hex i(int4)text i(int8)text
to_json s(anyelement)json
to_jsonb s(anyelement)jsonb
to_number s(text,text)numeric
to_regclass s(text)regclass
to_regcollation s(text)regcollation
to_regnamespace s(text)regnamespace
to_regoper s(text)regoper
to_regoperator s(text)regoperator
to_regproc s(text)regproc
to_regprocedure s(text)regprocedure
to_regrole s(text)regrole
to_regtype s(text)regtype
to_timestamp i(float8)timestamptz s(text,text)timestamptz
to_tsquery i(regconfig,text)tsquery s(text)tsquery
to_tsvector i(regconfig,json)tsvector i(regconfig,jsonb)tsvector i(regconfig,text)tsvector s(json)tsvector s(jsonb)tsvector s(text)tsvector
transaction_timestamp s()timestamptz
translate i(text,text,text)text
trigger_in I(cstring)trigger
trigger_out i(trigger)cstring
trim_array i(anyarray,int4)anyarray
trim_scale i(numeric)numeric
trunc i$(numeric)numeric i(float8)float8 i(macaddr)macaddr i(macaddr8)macaddr8 i(numeric,int4)numeric
ts_debug s*$(config:regconfig,document:text,>alias:text,>description:text,>token:text,>dictionaries:regdictionary[],>dictionary:regdictionary,>lexemes:text[])record s*$(document:text,>alias:text,>description:text,>token:text,>dictionaries:regdictionary[],>dictionary:regdictionary,>lexemes:text[])record
ts_delete i(tsvector,text)tsvector i(tsvector,text[])tsvector
ts_filter i(tsvector,char[])tsvector
ts_headline i(regconfig,json,tsquery)json i(regconfig,json,tsquery,text)json i(regconfig,jsonb,tsquery)jsonb i(regconfig,jsonb,tsquery,text)jsonb i(regconfig,text,tsquery)text i(regconfig,text,tsquery,text)text s(json,tsquery)json s(json,tsquery,text)json s(jsonb,tsquery)jsonb s(jsonb,tsquery,text)jsonb s(text,tsquery)text s(text,tsquery,text)text
ts_lexize i(regdictionary,text)text[]
ts_match_qv i(tsquery,tsvector)bool
ts_match_tq s(text,tsquery)bool
ts_match_tt s(text,text)bool
ts_match_vq i(tsvector,tsquery)bool
ts_parse i*(parser_oid:oid,txt:text,>tokid:int4,>token:text)record s*(parser_name:text,txt:text,>tokid:int4,>token:text)record
ts_rank i(float4[],tsvector,tsquery)float4 i(float4[],tsvector,tsquery,int4)float4 i(tsvector,tsquery)float4 i(tsvector,tsquery,int4)float4
ts_rank_cd i(float4[],tsvector,tsquery)float4 i(float4[],tsvector,tsquery,int4)float4 i(tsvector,tsquery)float4 i(tsvector,tsquery,int4)float4
ts_rewrite i(tsquery,tsquery,tsquery)tsquery v(tsquery,text)tsquery
ts_stat v*(query:text,>word:text,>ndoc:int4,>nentry:int4)record v*(query:text,weights:text,>word:text,>ndoc:int4,>nentry:int4)record
ts_token_type i*(parser_oid:oid,>tokid:int4,>alias:text,>description:text)record s*(parser_name:text,>tokid:int4,>alias:text,>description:text)record
tsm_handler_in I(cstring)tsm_handler
tsm_handler_out i(tsm_handler)cstring
tsmultirange i()tsmultirange i(tsrange)tsmultirange i(~tsrange[])tsmultirange
tsq_mcontained i(tsquery,tsquery)bool
tsq_mcontains i(tsquery,tsquery)bool
tsquery_and i(tsquery,tsquery)tsquery
tsquery_cmp i(tsquery,tsquery)int4
tsquery_eq i(tsquery,tsquery)bool
tsquery_ge i(tsquery,tsquery)bool
tsquery_gt i(tsquery,tsquery)bool
tsquery_le i(tsquery,tsquery)bool
tsquery_lt i(tsquery,tsquery)bool
tsquery_ne i(tsquery,tsquery)bool
tsquery_not i(tsquery)tsquery
tsquery_or i(tsquery,tsquery)tsquery
tsquery_phrase i(tsquery,tsquery)tsquery i(tsquery,tsquery,int4)tsquery
tsqueryin i(cstring)tsquery
tsqueryout i(tsquery)cstring
tsquerysend i(tsquery)bytea
tsrange I(timestamp,timestamp)tsrange I(timestamp,timestamp,text)tsrange
tsrange_subdiff i(timestamp,timestamp)float8
tstzmultirange i()tstzmultirange i(tstzrange)tstzmultirange i(~tstzrange[])tstzmultirange
tstzrange I(timestamptz,timestamptz)tstzrange I(timestamptz,timestamptz,text)tstzrange
tstzrange_subdiff i(timestamptz,timestamptz)float8
tsvector_cmp i(tsvector,tsvector)int4
tsvector_concat i(tsvector,tsvector)tsvector
tsvector_eq i(tsvector,tsvector)bool
tsvector_ge i(tsvector,tsvector)bool
tsvector_gt i(tsvector,tsvector)bool
tsvector_le i(tsvector,tsvector)bool
tsvector_lt i(tsvector,tsvector)bool
tsvector_ne i(tsvector,tsvector)bool
tsvector_to_array i(tsvector)text[]
tsvector_update_trigger V()trigger
tsvector_update_trigger_column V()trigger
tsvectorin i(cstring)tsvector
tsvectorout i(tsvector)cstring
tsvectorsend i(tsvector)bytea
txid_current s()int8
txid_current_if_assigned s()int8
txid_current_snapshot s()txid_snapshot
txid_snapshot_in i(cstring)txid_snapshot
txid_snapshot_out i(txid_snapshot)cstring
txid_snapshot_send i(txid_snapshot)bytea
txid_snapshot_xip i*(txid_snapshot)int8
txid_snapshot_xmax i(txid_snapshot)int8
txid_snapshot_xmin i(txid_snapshot)int8
txid_status v(int8)text
txid_visible_in_snapshot i(int8,txid_snapshot)bool
unique_key_recheck v()trigger
unistr i(text)text
unknownin i(cstring)unknown
unknownout i(unknown)cstring
unknownsend i(unknown)bytea
unnest i*(anyarray)anyelement i*(anymultirange)anyrange i*(tsvector:tsvector,>lexeme:text,>positions:int2[],>weights:text[])record
upper i(anymultirange)anyelement i(anyrange)anyelement i(text)text
upper_inc i(anymultirange)bool i(anyrange)bool
upper_inf i(anymultirange)bool i(anyrange)bool
uuid_cmp i(uuid,uuid)int4
uuid_eq i(uuid,uuid)bool
uuid_ge i(uuid,uuid)bool
uuid_gt i(uuid,uuid)bool
uuid_hash i(uuid)int4
uuid_hash_extended i(uuid,int8)int8
uuid_in i(cstring)uuid
uuid_le i(uuid,uuid)bool
uuid_lt i(uuid,uuid)bool
uuid_ne i(uuid,uuid)bool
uuid_out i(uuid)cstring
uuid_send i(uuid)bytea
var_pop Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
var_samp Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
varbit i(varbit,int4,bool)varbit
varbit_in i(cstring,oid,int4)varbit
varbit_out i(varbit)cstring
varbit_send i(varbit)bytea
varbitcmp i(varbit,varbit)int4
varbiteq i(varbit,varbit)bool
varbitge i(varbit,varbit)bool
varbitgt i(varbit,varbit)bool
varbitle i(varbit,varbit)bool
varbitlt i(varbit,varbit)bool
varbitne i(varbit,varbit)bool
varbittypmodin i(cstring[])int4
varbittypmodout i(int4)cstring
varchar i(name)varchar i(varchar,int4,bool)varchar
varcharin i(cstring,oid,int4)varchar
varcharout i(varchar)cstring
varcharsend s(varchar)bytea
varchartypmodin i(cstring[])int4
varchartypmodout i(int4)cstring
variance Ia(float4)float8 Ia(float8)float8 Ia(int2)numeric Ia(int4)numeric Ia(int8)numeric Ia(numeric)numeric
version s()text
void_in i(cstring)void
void_out i(void)cstring
void_send i(void)bytea
websearch_to_tsquery i(regconfig,text)tsquery s(text)tsquery
width i(box)float8
width_bucket i(anycompatible,anycompatiblearray)int4 i(float8,float8,float8,int4)int4 i(numeric,numeric,numeric,int4)int4
xid i(xid8)xid
xid8_larger i(xid8,xid8)xid8
xid8_smaller i(xid8,xid8)xid8
xid8cmp i(xid8,xid8)int4
xid8eq i(xid8,xid8)bool
xid8ge i(xid8,xid8)bool
xid8gt i(xid8,xid8)bool
xid8in i(cstring)xid8
xid8le i(xid8,xid8)bool
xid8lt i(xid8,xid8)bool
xid8ne i(xid8,xid8)bool
xid8out i(xid8)cstring
xid8send i(xid8)bytea
xideq i(xid,xid)bool
xideqint4 i(xid,int4)bool
xidin i(cstring)xid
xidneq i(xid,xid)bool
xidneqint4 i(xid,int4)bool
xidout i(xid)cstring
xidsend i(xid)bytea
xml s(text)xml
xml_in s(cstring)xml
xml_is_well_formed s(text)bool
xml_is_well_formed_content i(text)bool
xml_is_well_formed_document i(text)bool
xml_out i(xml)cstring
xml_send s(xml)bytea
xmlagg Ia(xml)xml
xmlcomment i(text)xml
xmlconcat2 I(xml,xml)xml
xmlexists i(text,xml)bool
xmlvalidate i(xml,text)bool
xpath i$(text,xml)xml[] i(text,xml,text[])xml[]
xpath_exists i$(text,xml)bool i(text,xml,text[])bool
`,
  operators: () => `
!! i(tsquery)tsquery:tsquery_not
!~ i(bpchar,text)bool:bpcharregexne i(name,text)bool:nameregexne i(text,text)bool:textregexne
!~* i(bpchar,text)bool:bpcharicregexne i(name,text)bool:nameicregexne i(text,text)bool:texticregexne
!~~ i(bpchar,text)bool:bpcharnlike i(bytea,bytea)bool:byteanlike i(name,text)bool:namenlike i(text,text)bool:textnlike
!~~* i(bpchar,text)bool:bpcharicnlike i(name,text)bool:nameicnlike i(text,text)bool:texticnlike
# i(bit,bit)bit:bitxor i(box,box)box:box_intersect i(int2,int2)int2:int2xor i(int4,int4)int4:int4xor i(int8,int8)int8:int8xor i(line,line)point:line_interpt i(lseg,lseg)point:lseg_interpt i(path)int4:path_npoints i(polygon)int4:poly_npoints
## i(line,lseg)point:close_ls i(lseg,box)point:close_sb i(lseg,lseg)point:close_lseg i(point,box)point:close_pb i(point,line)point:close_pl i(point,lseg)point:close_ps
#- i(jsonb,text[])jsonb:jsonb_delete_path
#> i(json,text[])json:json_extract_path i(jsonb,text[])jsonb:jsonb_extract_path
#>> i(json,text[])text:json_extract_path_text i(jsonb,text[])text:jsonb_extract_path_text
% i(int2,int2)int2:int2mod i(int4,int4)int4:int4mod i(int8,int8)int8:int8mod i(numeric,numeric)numeric:numeric_mod
& i(bit,bit)bit:bitand i(inet,inet)inet:inetand i(int2,int2)int2:int2and i(int4,int4)int4:int4and i(int8,int8)int8:int8and i(macaddr,macaddr)macaddr:macaddr_and i(macaddr8,macaddr8)macaddr8:macaddr8_and
&& i(anyarray,anyarray)bool:arrayoverlap i(anymultirange,anymultirange)bool:multirange_overlaps_multirange i(anymultirange,anyrange)bool:multirange_overlaps_range i(anyrange,anymultirange)bool:range_overlaps_multirange i(anyrange,anyrange)bool:range_overlaps i(box,box)bool:box_overlap i(circle,circle)bool:circle_overlap i(inet,inet)bool:network_overlap i(polygon,polygon)bool:poly_overlap i(tsquery,tsquery)tsquery:tsquery_and
&< i(anymultirange,anymultirange)bool:multirange_overleft_multirange i(anymultirange,anyrange)bool:multirange_overleft_range i(anyrange,anymultirange)bool:range_overleft_multirange i(anyrange,anyrange)bool:range_overleft i(box,box)bool:box_overleft i(circle,circle)bool:circle_overleft i(polygon,polygon)bool:poly_overleft
&<| i(box,box)bool:box_overbelow i(circle,circle)bool:circle_overbelow i(polygon,polygon)bool:poly_overbelow
&> i(anymultirange,anymultirange)bool:multirange_overright_multirange i(anymultirange,anyrange)bool:multirange_overright_range i(anyrange,anymultirange)bool:range_overright_multirange i(anyrange,anyrange)bool:range_overright i(box,box)bool:box_overright i(circle,circle)bool:circle_overright i(polygon,polygon)bool:poly_overright
* i(anymultirange,anymultirange)anymultirange:multirange_intersect i(anyrange,anyrange)anyrange:range_intersect i(box,point)box:box_mul i(circle,point)circle:circle_mul_pt i(float4,float4)float4:float4mul i(float4,float8)float8:float48mul i(float4,money)money:flt4_mul_cash i(float8,float4)float8:float84mul i(float8,float8)float8:float8mul i(float8,interval)interval:mul_d_interval i(float8,money)money:flt8_mul_cash i(int2,int2)int2:int2mul i(int2,int4)int4:int24mul i(int2,int8)int8:int28mul i(int2,money)money:int2_mul_cash i(int4,int2)int4:int42mul i(int4,int4)int4:int4mul i(int4,int8)int8:int48mul i(int4,money)money:int4_mul_cash i(int8,int2)int8:int82mul i(int8,int4)int8:int84mul i(int8,int8)int8:int8mul i(int8,money)money:int8_mul_cash i(interval,float8)interval:interval_mul i(money,float4)money:cash_mul_flt4 i(money,float8)money:cash_mul_flt8 i(money,int2)money:cash_mul_int2 i(money,int4)money:cash_mul_int4 i(money,int8)money:cash_mul_int8 i(numeric,numeric)numeric:numeric_mul i(path,point)path:path_mul_pt i(point,point)point:point_mul
*< i(record,record)bool:record_image_lt
*<= i(record,record)bool:record_image_le
*<> i(record,record)bool:record_image_ne
*= i(record,record)bool:record_image_eq
*> i(record,record)bool:record_image_gt
*>= i(record,record)bool:record_image_ge
+ i(aclitem[],aclitem)aclitem[]:aclinsert i(anymultirange,anymultirange)anymultirange:multirange_union i(anyrange,anyrange)anyrange:range_union i(box,point)box:box_add i(circle,point)circle:circle_add_pt i(date,int4)date:date_pli i(date,interval)timestamp:date_pl_interval i(date,time)timestamp:datetime_pl i(date,timetz)timestamptz:datetimetz_pl i(float4)float4:float4up i(float4,float4)float4:float4pl i(float4,float8)float8:float48pl i(float8)float8:float8up i(float8,float4)float8:float84pl i(float8,float8)float8:float8pl i(inet,int8)inet:inetpl i(int2)int2:int2up i(int2,int2)int2:int2pl i(int2,int4)int4:int24pl i(int2,int8)int8:int28pl i(int4)int4:int4up i(int4,date)date:integer_pl_date i(int4,int2)int4:int42pl i(int4,int4)int4:int4pl i(int4,int8)int8:int48pl i(int8)int8:int8up i(int8,inet)inet:int8pl_inet i(int8,int2)int8:int82pl i(int8,int4)int8:int84pl i(int8,int8)int8:int8pl i(interval,date)timestamp:interval_pl_date i(interval,interval)interval:interval_pl i(interval,time)time:interval_pl_time i(interval,timestamp)timestamp:interval_pl_timestamp i(interval,timetz)timetz:interval_pl_timetz i(money,money)money:cash_pl i(numeric)numeric:numeric_uplus i(numeric,numeric)numeric:numeric_add i(numeric,pg_lsn)pg_lsn:numeric_pl_pg_lsn i(path,path)path:path_add i(path,point)path:path_add_pt i(pg_lsn,numeric)pg_lsn:pg_lsn_pli i(point,point)point:point_add i(time,date)timestamp:timedate_pl i(time,interval)time:time_pl_interval i(timestamp,interval)timestamp:timestamp_pl_interval i(timetz,date)timestamptz:timetzdate_pl i(timetz,interval)timetz:timetz_pl_interval s(interval,timestamptz)timestamptz:interval_pl_timestamptz s(timestamptz,interval)timestamptz:timestamptz_pl_interval
- i(aclitem[],aclitem)aclitem[]:aclremove i(anymultirange,anymultirange)anymultirange:multirange_minus i(anyrange,anyrange)anyrange:range_minus i(box,point)box:box_sub i(circle,point)circle:circle_sub_pt i(date,date)int4:date_mi i(date,int4)date:date_mii i(date,interval)timestamp:date_mi_interval i(float4)float4:float4um i(float4,float4)float4:float4mi i(float4,float8)float8:float48mi i(float8)float8:float8um i(float8,float4)float8:float84mi i(float8,float8)float8:float8mi i(inet,inet)int8:inetmi i(inet,int8)inet:inetmi_int8 i(int2)int2:int2um i(int2,int2)int2:int2mi i(int2,int4)int4:int24mi i(int2,int8)int8:int28mi i(int4)int4:int4um i(int4,int2)int4:int42mi i(int4,int4)int4:int4mi i(int4,int8)int8:int48mi i(int8)int8:int8um i(int8,int2)int8:int82mi i(int8,int4)int8:int84mi i(int8,int8)int8:int8mi i(interval)interval:interval_um i(interval,interval)interval:interval_mi i(jsonb,int4)jsonb:jsonb_delete i(jsonb,text)jsonb:jsonb_delete i(jsonb,text[])jsonb:jsonb_delete i(money,money)money:cash_mi i(numeric)numeric:numeric_uminus i(numeric,numeric)numeric:numeric_sub i(path,point)path:path_sub_pt i(pg_lsn,numeric)pg_lsn:pg_lsn_mii i(pg_lsn,pg_lsn)numeric:pg_lsn_mi i(point,point)point:point_sub i(time,interval)time:time_mi_interval i(time,time)interval:time_mi_time i(timestamp,interval)timestamp:timestamp_mi_interval i(timestamp,timestamp)interval:timestamp_mi i(timestamptz,timestamptz)interval:timestamptz_mi i(timetz,interval)timetz:timetz_mi_interval s(timestamptz,interval)timestamptz:timestamptz_mi_interval
-> i(json,int4)json:json_array_element i(json,text)json:json_object_field i(jsonb,int4)jsonb:jsonb_array_element i(jsonb,text)jsonb:jsonb_object_field
->> i(json,int4)text:json_array_element_text i(json,text)text:json_object_field_text i(jsonb,int4)text:jsonb_array_element_text i(jsonb,text)text:jsonb_object_field_text
-|- i(anymultirange,anymultirange)bool:multirange_adjacent_multirange i(anymultirange,anyrange)bool:multirange_adjacent_range i(anyrange,anymultirange)bool:range_adjacent_multirange i(anyrange,anyrange)bool:range_adjacent
/ i(box,point)box:box_div i(circle,point)circle:circle_div_pt i(float4,float4)float4:float4div i(float4,float8)float8:float48div i(float8,float4)float8:float84div i(float8,float8)float8:float8div i(int2,int2)int2:int2div i(int2,int4)int4:int24div i(int2,int8)int8:int28div i(int4,int2)int4:int42div i(int4,int4)int4:int4div i(int4,int8)int8:int48div i(int8,int2)int8:int82div i(int8,int4)int8:int84div i(int8,int8)int8:int8div i(interval,float8)interval:interval_div i(money,float4)money:cash_div_flt4 i(money,float8)money:cash_div_flt8 i(money,int2)money:cash_div_int2 i(money,int4)money:cash_div_int4 i(money,int8)money:cash_div_int8 i(money,money)float8:cash_div_cash i(numeric,numeric)numeric:numeric_div i(path,point)path:path_div_pt i(point,point)point:point_div
< i(anyarray,anyarray)bool:array_lt i(anyenum,anyenum)bool:enum_lt i(anymultirange,anymultirange)bool:multirange_lt i(anyrange,anyrange)bool:range_lt i(bit,bit)bool:bitlt i(bool,bool)bool:boollt i(box,box)bool:box_lt i(bpchar,bpchar)bool:bpcharlt i(bytea,bytea)bool:bytealt i(char,char)bool:charlt i(circle,circle)bool:circle_lt i(date,date)bool:date_lt i(date,timestamp)bool:date_lt_timestamp i(float4,float4)bool:float4lt i(float4,float8)bool:float48lt i(float8,float4)bool:float84lt i(float8,float8)bool:float8lt i(inet,inet)bool:network_lt i(int2,int2)bool:int2lt i(int2,int4)bool:int24lt i(int2,int8)bool:int28lt i(int4,int2)bool:int42lt i(int4,int4)bool:int4lt i(int4,int8)bool:int48lt i(int8,int2)bool:int82lt i(int8,int4)bool:int84lt i(int8,int8)bool:int8lt i(interval,interval)bool:interval_lt i(jsonb,jsonb)bool:jsonb_lt i(lseg,lseg)bool:lseg_lt i(macaddr,macaddr)bool:macaddr_lt i(macaddr8,macaddr8)bool:macaddr8_lt i(money,money)bool:cash_lt i(name,name)bool:namelt i(name,text)bool:namelttext i(numeric,numeric)bool:numeric_lt i(oid,oid)bool:oidlt i(oidvector,oidvector)bool:oidvectorlt i(path,path)bool:path_n_lt i(pg_lsn,pg_lsn)bool:pg_lsn_lt i(record,record)bool:record_lt i(text,name)bool:textltname i(text,text)bool:text_lt i(tid,tid)bool:tidlt i(time,time)bool:time_lt i(timestamp,date)bool:timestamp_lt_date i(timestamp,timestamp)bool:timestamp_lt i(timestamptz,timestamptz)bool:timestamptz_lt i(timetz,timetz)bool:timetz_lt i(tsquery,tsquery)bool:tsquery_lt i(tsvector,tsvector)bool:tsvector_lt i(uuid,uuid)bool:uuid_lt i(varbit,varbit)bool:varbitlt i(xid8,xid8)bool:xid8lt s(date,timestamptz)bool:date_lt_timestamptz s(timestamp,timestamptz)bool:timestamp_lt_timestamptz s(timestamptz,date)bool:timestamptz_lt_date s(timestamptz,timestamp)bool:timestamptz_lt_timestamp
<-> i(box,box)float8:box_distance i(box,lseg)float8:dist_bs i(box,point)float8:dist_bp i(circle,circle)float8:circle_distance i(circle,point)float8:dist_cpoint i(circle,polygon)float8:dist_cpoly i(line,line)float8:line_distance i(line,lseg)float8:dist_ls i(line,point)float8:dist_lp i(lseg,box)float8:dist_sb i(lseg,line)float8:dist_sl i(lseg,lseg)float8:lseg_distance i(lseg,point)float8:dist_sp i(path,path)float8:path_distance i(path,point)float8:dist_pathp i(point,box)float8:dist_pb i(point,circle)float8:dist_pc i(point,line)float8:dist_pl i(point,lseg)float8:dist_ps i(point,path)float8:dist_ppath i(point,point)float8:point_distance i(point,polygon)float8:dist_ppoly i(polygon,circle)float8:dist_polyc i(polygon,point)float8:dist_polyp i(polygon,polygon)float8:poly_distance i(tsquery,tsquery)tsquery:tsquery_phrase
<< i(anymultirange,anymultirange)bool:multirange_before_multirange i(anymultirange,anyrange)bool:multirange_before_range i(anyrange,anymultirange)bool:range_before_multirange i(anyrange,anyrange)bool:range_before i(bit,int4)bit:bitshiftleft i(box,box)bool:box_left i(circle,circle)bool:circle_left i(inet,inet)bool:network_sub i(int2,int4)int2:int2shl i(int4,int4)int4:int4shl i(int8,int4)int8:int8shl i(point,point)bool:point_left i(polygon,polygon)bool:poly_left
<<= i(inet,inet)bool:network_subeq
<<| i(box,box)bool:box_below i(circle,circle)bool:circle_below i(point,point)bool:point_below i(polygon,polygon)bool:poly_below
<= i(anyarray,anyarray)bool:array_le i(anyenum,anyenum)bool:enum_le i(anymultirange,anymultirange)bool:multirange_le i(anyrange,anyrange)bool:range_le i(bit,bit)bool:bitle i(bool,bool)bool:boolle i(box,box)bool:box_le i(bpchar,bpchar)bool:bpcharle i(bytea,bytea)bool:byteale i(char,char)bool:charle i(circle,circle)bool:circle_le i(date,date)bool:date_le i(date,timestamp)bool:date_le_timestamp i(float4,float4)bool:float4le i(float4,float8)bool:float48le i(float8,float4)bool:float84le i(float8,float8)bool:float8le i(inet,inet)bool:network_le i(int2,int2)bool:int2le i(int2,int4)bool:int24le i(int2,int8)bool:int28le i(int4,int2)bool:int42le i(int4,int4)bool:int4le i(int4,int8)bool:int48le i(int8,int2)bool:int82le i(int8,int4)bool:int84le i(int8,int8)bool:int8le i(interval,interval)bool:interval_le i(jsonb,jsonb)bool:jsonb_le i(lseg,lseg)bool:lseg_le i(macaddr,macaddr)bool:macaddr_le i(macaddr8,macaddr8)bool:macaddr8_le i(money,money)bool:cash_le i(name,name)bool:namele i(name,text)bool:nameletext i(numeric,numeric)bool:numeric_le i(oid,oid)bool:oidle i(oidvector,oidvector)bool:oidvectorle i(path,path)bool:path_n_le i(pg_lsn,pg_lsn)bool:pg_lsn_le i(record,record)bool:record_le i(text,name)bool:textlename i(text,text)bool:text_le i(tid,tid)bool:tidle i(time,time)bool:time_le i(timestamp,date)bool:timestamp_le_date i(timestamp,timestamp)bool:timestamp_le i(timestamptz,timestamptz)bool:timestamptz_le i(timetz,timetz)bool:timetz_le i(tsquery,tsquery)bool:tsquery_le i(tsvector,tsvector)bool:tsvector_le i(uuid,uuid)bool:uuid_le i(varbit,varbit)bool:varbitle i(xid8,xid8)bool:xid8le s(date,timestamptz)bool:date_le_timestamptz s(timestamp,timestamptz)bool:timestamp_le_timestamptz s(timestamptz,date)bool:timestamptz_le_date s(timestamptz,timestamp)bool:timestamptz_le_timestamp
<> i(anyarray,anyarray)bool:array_ne i(anyenum,anyenum)bool:enum_ne i(anymultirange,anymultirange)bool:multirange_ne i(anyrange,anyrange)bool:range_ne i(bit,bit)bool:bitne i(bool,bool)bool:boolne i(bpchar,bpchar)bool:bpcharne i(bytea,bytea)bool:byteane i(char,char)bool:charne i(circle,circle)bool:circle_ne i(date,date)bool:date_ne i(date,timestamp)bool:date_ne_timestamp i(float4,float4)bool:float4ne i(float4,float8)bool:float48ne i(float8,float4)bool:float84ne i(float8,float8)bool:float8ne i(inet,inet)bool:network_ne i(int2,int2)bool:int2ne i(int2,int4)bool:int24ne i(int2,int8)bool:int28ne i(int4,int2)bool:int42ne i(int4,int4)bool:int4ne i(int4,int8)bool:int48ne i(int8,int2)bool:int82ne i(int8,int4)bool:int84ne i(int8,int8)bool:int8ne i(interval,interval)bool:interval_ne i(jsonb,jsonb)bool:jsonb_ne i(lseg,lseg)bool:lseg_ne i(macaddr,macaddr)bool:macaddr_ne i(macaddr8,macaddr8)bool:macaddr8_ne i(money,money)bool:cash_ne i(name,name)bool:namene i(name,text)bool:namenetext i(numeric,numeric)bool:numeric_ne i(oid,oid)bool:oidne i(oidvector,oidvector)bool:oidvectorne i(pg_lsn,pg_lsn)bool:pg_lsn_ne i(point,point)bool:point_ne i(record,record)bool:record_ne i(text,name)bool:textnename i(text,text)bool:textne i(tid,tid)bool:tidne i(time,time)bool:time_ne i(timestamp,date)bool:timestamp_ne_date i(timestamp,timestamp)bool:timestamp_ne i(timestamptz,timestamptz)bool:timestamptz_ne i(timetz,timetz)bool:timetz_ne i(tsquery,tsquery)bool:tsquery_ne i(tsvector,tsvector)bool:tsvector_ne i(uuid,uuid)bool:uuid_ne i(varbit,varbit)bool:varbitne i(xid,int4)bool:xidneqint4 i(xid,xid)bool:xidneq i(xid8,xid8)bool:xid8ne s(date,timestamptz)bool:date_ne_timestamptz s(timestamp,timestamptz)bool:timestamp_ne_timestamptz s(timestamptz,date)bool:timestamptz_ne_date s(timestamptz,timestamp)bool:timestamptz_ne_timestamp
<@ i(anyarray,anyarray)bool:arraycontained i(anyelement,anymultirange)bool:elem_contained_by_multirange i(anyelement,anyrange)bool:elem_contained_by_range i(anymultirange,anymultirange)bool:multirange_contained_by_multirange i(anymultirange,anyrange)bool:multirange_contained_by_range i(anyrange,anymultirange)bool:range_contained_by_multirange i(anyrange,anyrange)bool:range_contained_by i(box,box)bool:box_contained i(circle,circle)bool:circle_contained i(jsonb,jsonb)bool:jsonb_contained i(lseg,box)bool:on_sb i(lseg,line)bool:on_sl i(point,box)bool:on_pb i(point,circle)bool:pt_contained_circle i(point,line)bool:on_pl i(point,lseg)bool:on_ps i(point,path)bool:on_ppath i(point,polygon)bool:pt_contained_poly i(polygon,polygon)bool:poly_contained i(tsquery,tsquery)bool:tsq_mcontained
<^ i(box,box)bool:box_below_eq i(point,point)bool:point_below
= i(aclitem,aclitem)bool:aclitemeq i(anyarray,anyarray)bool:array_eq i(anyenum,anyenum)bool:enum_eq i(anymultirange,anymultirange)bool:multirange_eq i(anyrange,anyrange)bool:range_eq i(bit,bit)bool:biteq i(bool,bool)bool:booleq i(box,box)bool:box_eq i(bpchar,bpchar)bool:bpchareq i(bytea,bytea)bool:byteaeq i(char,char)bool:chareq i(cid,cid)bool:cideq i(circle,circle)bool:circle_eq i(date,date)bool:date_eq i(date,timestamp)bool:date_eq_timestamp i(float4,float4)bool:float4eq i(float4,float8)bool:float48eq i(float8,float4)bool:float84eq i(float8,float8)bool:float8eq i(inet,inet)bool:network_eq i(int2,int2)bool:int2eq i(int2,int4)bool:int24eq i(int2,int8)bool:int28eq i(int4,int2)bool:int42eq i(int4,int4)bool:int4eq i(int4,int8)bool:int48eq i(int8,int2)bool:int82eq i(int8,int4)bool:int84eq i(int8,int8)bool:int8eq i(interval,interval)bool:interval_eq i(jsonb,jsonb)bool:jsonb_eq i(line,line)bool:line_eq i(lseg,lseg)bool:lseg_eq i(macaddr,macaddr)bool:macaddr_eq i(macaddr8,macaddr8)bool:macaddr8_eq i(money,money)bool:cash_eq i(name,name)bool:nameeq i(name,text)bool:nameeqtext i(numeric,numeric)bool:numeric_eq i(oid,oid)bool:oideq i(oidvector,oidvector)bool:oidvectoreq i(path,path)bool:path_n_eq i(pg_lsn,pg_lsn)bool:pg_lsn_eq i(record,record)bool:record_eq i(text,name)bool:texteqname i(text,text)bool:texteq i(tid,tid)bool:tideq i(time,time)bool:time_eq i(timestamp,date)bool:timestamp_eq_date i(timestamp,timestamp)bool:timestamp_eq i(timestamptz,timestamptz)bool:timestamptz_eq i(timetz,timetz)bool:timetz_eq i(tsquery,tsquery)bool:tsquery_eq i(tsvector,tsvector)bool:tsvector_eq i(uuid,uuid)bool:uuid_eq i(varbit,varbit)bool:varbiteq i(xid,int4)bool:xideqint4 i(xid,xid)bool:xideq i(xid8,xid8)bool:xid8eq s(date,timestamptz)bool:date_eq_timestamptz s(timestamp,timestamptz)bool:timestamp_eq_timestamptz s(timestamptz,date)bool:timestamptz_eq_date s(timestamptz,timestamp)bool:timestamptz_eq_timestamp
> i(anyarray,anyarray)bool:array_gt i(anyenum,anyenum)bool:enum_gt i(anymultirange,anymultirange)bool:multirange_gt i(anyrange,anyrange)bool:range_gt i(bit,bit)bool:bitgt i(bool,bool)bool:boolgt i(box,box)bool:box_gt i(bpchar,bpchar)bool:bpchargt i(bytea,bytea)bool:byteagt i(char,char)bool:chargt i(circle,circle)bool:circle_gt i(date,date)bool:date_gt i(date,timestamp)bool:date_gt_timestamp i(float4,float4)bool:float4gt i(float4,float8)bool:float48gt i(float8,float4)bool:float84gt i(float8,float8)bool:float8gt i(inet,inet)bool:network_gt i(int2,int2)bool:int2gt i(int2,int4)bool:int24gt i(int2,int8)bool:int28gt i(int4,int2)bool:int42gt i(int4,int4)bool:int4gt i(int4,int8)bool:int48gt i(int8,int2)bool:int82gt i(int8,int4)bool:int84gt i(int8,int8)bool:int8gt i(interval,interval)bool:interval_gt i(jsonb,jsonb)bool:jsonb_gt i(lseg,lseg)bool:lseg_gt i(macaddr,macaddr)bool:macaddr_gt i(macaddr8,macaddr8)bool:macaddr8_gt i(money,money)bool:cash_gt i(name,name)bool:namegt i(name,text)bool:namegttext i(numeric,numeric)bool:numeric_gt i(oid,oid)bool:oidgt i(oidvector,oidvector)bool:oidvectorgt i(path,path)bool:path_n_gt i(pg_lsn,pg_lsn)bool:pg_lsn_gt i(record,record)bool:record_gt i(text,name)bool:textgtname i(text,text)bool:text_gt i(tid,tid)bool:tidgt i(time,time)bool:time_gt i(timestamp,date)bool:timestamp_gt_date i(timestamp,timestamp)bool:timestamp_gt i(timestamptz,timestamptz)bool:timestamptz_gt i(timetz,timetz)bool:timetz_gt i(tsquery,tsquery)bool:tsquery_gt i(tsvector,tsvector)bool:tsvector_gt i(uuid,uuid)bool:uuid_gt i(varbit,varbit)bool:varbitgt i(xid8,xid8)bool:xid8gt s(date,timestamptz)bool:date_gt_timestamptz s(timestamp,timestamptz)bool:timestamp_gt_timestamptz s(timestamptz,date)bool:timestamptz_gt_date s(timestamptz,timestamp)bool:timestamptz_gt_timestamp
>= i(anyarray,anyarray)bool:array_ge i(anyenum,anyenum)bool:enum_ge i(anymultirange,anymultirange)bool:multirange_ge i(anyrange,anyrange)bool:range_ge i(bit,bit)bool:bitge i(bool,bool)bool:boolge i(box,box)bool:box_ge i(bpchar,bpchar)bool:bpcharge i(bytea,bytea)bool:byteage i(char,char)bool:charge i(circle,circle)bool:circle_ge i(date,date)bool:date_ge i(date,timestamp)bool:date_ge_timestamp i(float4,float4)bool:float4ge i(float4,float8)bool:float48ge i(float8,float4)bool:float84ge i(float8,float8)bool:float8ge i(inet,inet)bool:network_ge i(int2,int2)bool:int2ge i(int2,int4)bool:int24ge i(int2,int8)bool:int28ge i(int4,int2)bool:int42ge i(int4,int4)bool:int4ge i(int4,int8)bool:int48ge i(int8,int2)bool:int82ge i(int8,int4)bool:int84ge i(int8,int8)bool:int8ge i(interval,interval)bool:interval_ge i(jsonb,jsonb)bool:jsonb_ge i(lseg,lseg)bool:lseg_ge i(macaddr,macaddr)bool:macaddr_ge i(macaddr8,macaddr8)bool:macaddr8_ge i(money,money)bool:cash_ge i(name,name)bool:namege i(name,text)bool:namegetext i(numeric,numeric)bool:numeric_ge i(oid,oid)bool:oidge i(oidvector,oidvector)bool:oidvectorge i(path,path)bool:path_n_ge i(pg_lsn,pg_lsn)bool:pg_lsn_ge i(record,record)bool:record_ge i(text,name)bool:textgename i(text,text)bool:text_ge i(tid,tid)bool:tidge i(time,time)bool:time_ge i(timestamp,date)bool:timestamp_ge_date i(timestamp,timestamp)bool:timestamp_ge i(timestamptz,timestamptz)bool:timestamptz_ge i(timetz,timetz)bool:timetz_ge i(tsquery,tsquery)bool:tsquery_ge i(tsvector,tsvector)bool:tsvector_ge i(uuid,uuid)bool:uuid_ge i(varbit,varbit)bool:varbitge i(xid8,xid8)bool:xid8ge s(date,timestamptz)bool:date_ge_timestamptz s(timestamp,timestamptz)bool:timestamp_ge_timestamptz s(timestamptz,date)bool:timestamptz_ge_date s(timestamptz,timestamp)bool:timestamptz_ge_timestamp
>> i(anymultirange,anymultirange)bool:multirange_after_multirange i(anymultirange,anyrange)bool:multirange_after_range i(anyrange,anymultirange)bool:range_after_multirange i(anyrange,anyrange)bool:range_after i(bit,int4)bit:bitshiftright i(box,box)bool:box_right i(circle,circle)bool:circle_right i(inet,inet)bool:network_sup i(int2,int4)int2:int2shr i(int4,int4)int4:int4shr i(int8,int4)int8:int8shr i(point,point)bool:point_right i(polygon,polygon)bool:poly_right
>>= i(inet,inet)bool:network_supeq
>^ i(box,box)bool:box_above_eq i(point,point)bool:point_above
? i(jsonb,text)bool:jsonb_exists
?# i(box,box)bool:box_overlap i(line,box)bool:inter_lb i(line,line)bool:line_intersect i(lseg,box)bool:inter_sb i(lseg,line)bool:inter_sl i(lseg,lseg)bool:lseg_intersect i(path,path)bool:path_inter
?& i(jsonb,text[])bool:jsonb_exists_all
?- i(line)bool:line_horizontal i(lseg)bool:lseg_horizontal i(point,point)bool:point_horiz
?-| i(line,line)bool:line_perp i(lseg,lseg)bool:lseg_perp
?| i(jsonb,text[])bool:jsonb_exists_any i(line)bool:line_vertical i(lseg)bool:lseg_vertical i(point,point)bool:point_vert
?|| i(line,line)bool:line_parallel i(lseg,lseg)bool:lseg_parallel
@ i(float4)float4:float4abs i(float8)float8:float8abs i(int2)int2:int2abs i(int4)int4:int4abs i(int8)int8:int8abs i(numeric)numeric:numeric_abs
@-@ i(lseg)float8:lseg_length i(path)float8:path_length
@> i(aclitem[],aclitem)bool:aclcontains i(anyarray,anyarray)bool:arraycontains i(anymultirange,anyelement)bool:multirange_contains_elem i(anymultirange,anymultirange)bool:multirange_contains_multirange i(anymultirange,anyrange)bool:multirange_contains_range i(anyrange,anyelement)bool:range_contains_elem i(anyrange,anymultirange)bool:range_contains_multirange i(anyrange,anyrange)bool:range_contains i(box,box)bool:box_contain i(box,point)bool:box_contain_pt i(circle,circle)bool:circle_contain i(circle,point)bool:circle_contain_pt i(jsonb,jsonb)bool:jsonb_contains i(path,point)bool:path_contain_pt i(polygon,point)bool:poly_contain_pt i(polygon,polygon)bool:poly_contain i(tsquery,tsquery)bool:tsq_mcontains
@? i(jsonb,jsonpath)bool:jsonb_path_exists_opr
@@ i(box)point:box_center i(circle)point:circle_center i(jsonb,jsonpath)bool:jsonb_path_match_opr i(lseg)point:lseg_center i(polygon)point:poly_center i(tsquery,tsvector)bool:ts_match_qv i(tsvector,tsquery)bool:ts_match_vq s(text,text)bool:ts_match_tt s(text,tsquery)bool:ts_match_tq
@@@ i(tsquery,tsvector)bool:ts_match_qv i(tsvector,tsquery)bool:ts_match_vq
^ i(float8,float8)float8:dpow i(numeric,numeric)numeric:numeric_power
^@ i(text,text)bool:starts_with
| i(bit,bit)bit:bitor i(inet,inet)inet:inetor i(int2,int2)int2:int2or i(int4,int4)int4:int4or i(int8,int8)int8:int8or i(macaddr,macaddr)macaddr:macaddr_or i(macaddr8,macaddr8)macaddr8:macaddr8_or
|&> i(box,box)bool:box_overabove i(circle,circle)bool:circle_overabove i(polygon,polygon)bool:poly_overabove
|/ i(float8)float8:dsqrt
|>> i(box,box)bool:box_above i(circle,circle)bool:circle_above i(point,point)bool:point_above i(polygon,polygon)bool:poly_above
|| I(anycompatible,anycompatiblearray)anycompatiblearray:array_prepend I(anycompatiblearray,anycompatible)anycompatiblearray:array_append I(anycompatiblearray,anycompatiblearray)anycompatiblearray:array_cat i(bytea,bytea)bytea:byteacat i(jsonb,jsonb)jsonb:jsonb_concat i(text,text)text:textcat i(tsquery,tsquery)tsquery:tsquery_or i(tsvector,tsvector)tsvector:tsvector_concat i(varbit,varbit)varbit:bitcat s(anynonarray,text)text:anytextcat s(text,anynonarray)text:textanycat
||/ i(float8)float8:dcbrt
~ i(bit)bit:bitnot i(bpchar,text)bool:bpcharregexeq i(inet)inet:inetnot i(int2)int2:int2not i(int4)int4:int4not i(int8)int8:int8not i(macaddr)macaddr:macaddr_not i(macaddr8)macaddr8:macaddr8_not i(name,text)bool:nameregexeq i(text,text)bool:textregexeq
~* i(bpchar,text)bool:bpcharicregexeq i(name,text)bool:nameicregexeq i(text,text)bool:texticregexeq
~<=~ i(bpchar,bpchar)bool:bpchar_pattern_le i(text,text)bool:text_pattern_le
~<~ i(bpchar,bpchar)bool:bpchar_pattern_lt i(text,text)bool:text_pattern_lt
~= i(box,box)bool:box_same i(circle,circle)bool:circle_same i(point,point)bool:point_eq i(polygon,polygon)bool:poly_same
~>=~ i(bpchar,bpchar)bool:bpchar_pattern_ge i(text,text)bool:text_pattern_ge
~>~ i(bpchar,bpchar)bool:bpchar_pattern_gt i(text,text)bool:text_pattern_gt
~~ i(bpchar,text)bool:bpcharlike i(bytea,bytea)bool:bytealike i(name,text)bool:namelike i(text,text)bool:textlike
~~* i(bpchar,text)bool:bpchariclike i(name,text)bool:nameiclike i(text,text)bool:texticlike
`,
  casts: () => `
bit bit ifi
bit int4 efi
bit int8 efi
bit varbit ib
bool bpchar afi
bool int4 efi
bool text afi
bool varchar afi
box circle efi
box lseg efi
box point efi
box polygon afi
bpchar bpchar ifi
bpchar char afi
bpchar name ifi
bpchar text ifi
bpchar varchar ifi
bpchar xml efs
char bpchar afi
char int4 efi
char text ifi
char varchar afi
cidr bpchar afi
cidr inet ib
cidr text afi
cidr varchar afi
circle box efi
circle point efi
circle polygon efi
date timestamp ifi
date timestamptz ifs
daterange datemultirange efi
float4 float8 ifi
float4 int2 afi
float4 int4 afi
float4 int8 afi
float4 numeric afi
float8 float4 afi
float8 int2 afi
float8 int4 afi
float8 int8 afi
float8 numeric afi
inet bpchar afi
inet cidr afi
inet text afi
inet varchar afi
int2 float4 ifi
int2 float8 ifi
int2 int4 ifi
int2 int8 ifi
int2 numeric ifi
int2 oid ifi
int2 regclass ifi
int2 regcollation ifi
int2 regconfig ifi
int2 regdictionary ifi
int2 regnamespace ifi
int2 regoper ifi
int2 regoperator ifi
int2 regproc ifi
int2 regprocedure ifi
int2 regrole ifi
int2 regtype ifi
int4 bit efi
int4 bool efi
int4 char efi
int4 float4 ifi
int4 float8 ifi
int4 int2 afi
int4 int8 ifi
int4 money afs
int4 numeric ifi
int4 oid ib
int4 regclass ib
int4 regcollation ib
int4 regconfig ib
int4 regdictionary ib
int4 regnamespace ib
int4 regoper ib
int4 regoperator ib
int4 regproc ib
int4 regprocedure ib
int4 regrole ib
int4 regtype ib
int4range int4multirange efi
int8 bit efi
int8 float4 ifi
int8 float8 ifi
int8 int2 afi
int8 int4 afi
int8 money afs
int8 numeric ifi
int8 oid ifi
int8 regclass ifi
int8 regcollation ifi
int8 regconfig ifi
int8 regdictionary ifi
int8 regnamespace ifi
int8 regoper ifi
int8 regoperator ifi
int8 regproc ifi
int8 regprocedure ifi
int8 regrole ifi
int8 regtype ifi
int8range int8multirange efi
interval interval ifi
interval time afi
json jsonb ai
jsonb bool efi
jsonb float4 efi
jsonb float8 efi
jsonb int2 efi
jsonb int4 efi
jsonb int8 efi
jsonb json ai
jsonb numeric efi
lseg point efi
macaddr macaddr8 ifi
macaddr8 macaddr ifi
money numeric afs
name bpchar afi
name text ifi
name varchar afi
numeric float4 ifi
numeric float8 ifi
numeric int2 afi
numeric int4 afi
numeric int8 afi
numeric money afs
numeric numeric ifi
numrange nummultirange efi
oid int4 ab
oid int8 afi
oid regclass ib
oid regcollation ib
oid regconfig ib
oid regdictionary ib
oid regnamespace ib
oid regoper ib
oid regoperator ib
oid regproc ib
oid regprocedure ib
oid regrole ib
oid regtype ib
path polygon afi
pg_dependencies bytea ib
pg_dependencies text ii
pg_mcv_list bytea ib
pg_mcv_list text ii
pg_ndistinct bytea ib
pg_ndistinct text ii
pg_node_tree text ib
point box afi
polygon box efi
polygon circle efi
polygon path afi
polygon point efi
regclass int4 ab
regclass int8 afi
regclass oid ib
regcollation int4 ab
regcollation int8 afi
regcollation oid ib
regconfig int4 ab
regconfig int8 afi
regconfig oid ib
regdictionary int4 ab
regdictionary int8 afi
regdictionary oid ib
regnamespace int4 ab
regnamespace int8 afi
regnamespace oid ib
regoper int4 ab
regoper int8 afi
regoper oid ib
regoper regoperator ib
regoperator int4 ab
regoperator int8 afi
regoperator oid ib
regoperator regoper ib
regproc int4 ab
regproc int8 afi
regproc oid ib
regproc regprocedure ib
regprocedure int4 ab
regprocedure int8 afi
regprocedure oid ib
regprocedure regproc ib
regrole int4 ab
regrole int8 afi
regrole oid ib
regtype int4 ab
regtype int8 afi
regtype oid ib
text bpchar ib
text char afi
text name ifi
text regclass ifs
text varchar ib
text xml efs
time interval ifi
time time ifi
time timetz ifs
timestamp date afi
timestamp time afi
timestamp timestamp ifi
timestamp timestamptz ifs
timestamptz date afs
timestamptz time afs
timestamptz timestamp afs
timestamptz timestamptz ifi
timestamptz timetz afs
timetz time afi
timetz timetz ifi
tsrange tsmultirange efi
tstzrange tstzmultirange efi
varbit bit ib
varbit varbit ifi
varchar bpchar ib
varchar char afi
varchar name ifi
varchar regclass ifs
varchar text ib
varchar varchar ifi
varchar xml efs
xid8 xid efi
xml bpchar ab
xml text ab
xml varchar ab
`,
  relations: () => `
information_schema._pg_foreign_data_wrappers v oid:oid fdwowner:oid fdwoptions:text[] foreign_data_wrapper_catalog:information_schema.sql_identifier foreign_data_wrapper_name:information_schema.sql_identifier authorization_identifier:information_schema.sql_identifier foreign_data_wrapper_language:information_schema.character_data
information_schema._pg_foreign_servers v oid:oid srvoptions:text[] foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier foreign_data_wrapper_catalog:information_schema.sql_identifier foreign_data_wrapper_name:information_schema.sql_identifier foreign_server_type:information_schema.character_data foreign_server_version:information_schema.character_data authorization_identifier:information_schema.sql_identifier
information_schema._pg_foreign_table_columns v nspname:name relname:name attname:name attfdwoptions:text[]
information_schema._pg_foreign_tables v foreign_table_catalog:information_schema.sql_identifier foreign_table_schema:information_schema.sql_identifier foreign_table_name:information_schema.sql_identifier ftoptions:text[] foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier authorization_identifier:information_schema.sql_identifier
information_schema._pg_user_mappings v oid:oid umoptions:text[] umuser:oid authorization_identifier:information_schema.sql_identifier foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier srvowner:information_schema.sql_identifier
information_schema.administrable_role_authorizations v grantee:information_schema.sql_identifier role_name:information_schema.sql_identifier is_grantable:information_schema.yes_or_no
information_schema.applicable_roles v grantee:information_schema.sql_identifier role_name:information_schema.sql_identifier is_grantable:information_schema.yes_or_no
information_schema.attributes v udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier attribute_name:information_schema.sql_identifier ordinal_position:information_schema.cardinal_number attribute_default:information_schema.character_data is_nullable:information_schema.yes_or_no data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number attribute_udt_catalog:information_schema.sql_identifier attribute_udt_schema:information_schema.sql_identifier attribute_udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier is_derived_reference_attribute:information_schema.yes_or_no
information_schema.character_sets v character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier character_repertoire:information_schema.sql_identifier form_of_use:information_schema.sql_identifier default_collate_catalog:information_schema.sql_identifier default_collate_schema:information_schema.sql_identifier default_collate_name:information_schema.sql_identifier
information_schema.check_constraint_routine_usage v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier
information_schema.check_constraints v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier check_clause:information_schema.character_data
information_schema.collation_character_set_applicability v collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier
information_schema.collations v collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier pad_attribute:information_schema.character_data
information_schema.column_column_usage v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier dependent_column:information_schema.sql_identifier
information_schema.column_domain_usage v domain_catalog:information_schema.sql_identifier domain_schema:information_schema.sql_identifier domain_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier
information_schema.column_options v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier option_name:information_schema.sql_identifier option_value:information_schema.character_data
information_schema.column_privileges v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.column_udt_usage v udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier
information_schema.columns v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier ordinal_position:information_schema.cardinal_number column_default:information_schema.character_data is_nullable:information_schema.yes_or_no data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier domain_catalog:information_schema.sql_identifier domain_schema:information_schema.sql_identifier domain_name:information_schema.sql_identifier udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier is_self_referencing:information_schema.yes_or_no is_identity:information_schema.yes_or_no identity_generation:information_schema.character_data identity_start:information_schema.character_data identity_increment:information_schema.character_data identity_maximum:information_schema.character_data identity_minimum:information_schema.character_data identity_cycle:information_schema.yes_or_no is_generated:information_schema.character_data generation_expression:information_schema.character_data is_updatable:information_schema.yes_or_no
information_schema.constraint_column_usage v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier
information_schema.constraint_table_usage v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier
information_schema.data_type_privileges v object_catalog:information_schema.sql_identifier object_schema:information_schema.sql_identifier object_name:information_schema.sql_identifier object_type:information_schema.character_data dtd_identifier:information_schema.sql_identifier
information_schema.domain_constraints v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier domain_catalog:information_schema.sql_identifier domain_schema:information_schema.sql_identifier domain_name:information_schema.sql_identifier is_deferrable:information_schema.yes_or_no initially_deferred:information_schema.yes_or_no
information_schema.domain_udt_usage v udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier domain_catalog:information_schema.sql_identifier domain_schema:information_schema.sql_identifier domain_name:information_schema.sql_identifier
information_schema.domains v domain_catalog:information_schema.sql_identifier domain_schema:information_schema.sql_identifier domain_name:information_schema.sql_identifier data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number domain_default:information_schema.character_data udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier
information_schema.element_types v object_catalog:information_schema.sql_identifier object_schema:information_schema.sql_identifier object_name:information_schema.sql_identifier object_type:information_schema.character_data collection_type_identifier:information_schema.sql_identifier data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number domain_default:information_schema.character_data udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier
information_schema.enabled_roles v role_name:information_schema.sql_identifier
information_schema.foreign_data_wrapper_options v foreign_data_wrapper_catalog:information_schema.sql_identifier foreign_data_wrapper_name:information_schema.sql_identifier option_name:information_schema.sql_identifier option_value:information_schema.character_data
information_schema.foreign_data_wrappers v foreign_data_wrapper_catalog:information_schema.sql_identifier foreign_data_wrapper_name:information_schema.sql_identifier authorization_identifier:information_schema.sql_identifier library_name:information_schema.character_data foreign_data_wrapper_language:information_schema.character_data
information_schema.foreign_server_options v foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier option_name:information_schema.sql_identifier option_value:information_schema.character_data
information_schema.foreign_servers v foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier foreign_data_wrapper_catalog:information_schema.sql_identifier foreign_data_wrapper_name:information_schema.sql_identifier foreign_server_type:information_schema.character_data foreign_server_version:information_schema.character_data authorization_identifier:information_schema.sql_identifier
information_schema.foreign_table_options v foreign_table_catalog:information_schema.sql_identifier foreign_table_schema:information_schema.sql_identifier foreign_table_name:information_schema.sql_identifier option_name:information_schema.sql_identifier option_value:information_schema.character_data
information_schema.foreign_tables v foreign_table_catalog:information_schema.sql_identifier foreign_table_schema:information_schema.sql_identifier foreign_table_name:information_schema.sql_identifier foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier
information_schema.information_schema_catalog_name v catalog_name:information_schema.sql_identifier
information_schema.key_column_usage v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier ordinal_position:information_schema.cardinal_number position_in_unique_constraint:information_schema.cardinal_number
information_schema.parameters v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier ordinal_position:information_schema.cardinal_number parameter_mode:information_schema.character_data is_result:information_schema.yes_or_no as_locator:information_schema.yes_or_no parameter_name:information_schema.sql_identifier data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier parameter_default:information_schema.character_data
information_schema.referential_constraints v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier unique_constraint_catalog:information_schema.sql_identifier unique_constraint_schema:information_schema.sql_identifier unique_constraint_name:information_schema.sql_identifier match_option:information_schema.character_data update_rule:information_schema.character_data delete_rule:information_schema.character_data
information_schema.role_column_grants v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.role_routine_grants v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.role_table_grants v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no with_hierarchy:information_schema.yes_or_no
information_schema.role_udt_grants v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.role_usage_grants v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier object_catalog:information_schema.sql_identifier object_schema:information_schema.sql_identifier object_name:information_schema.sql_identifier object_type:information_schema.character_data privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.routine_column_usage v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier
information_schema.routine_privileges v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.routine_routine_usage v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier
information_schema.routine_sequence_usage v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier sequence_catalog:information_schema.sql_identifier sequence_schema:information_schema.sql_identifier sequence_name:information_schema.sql_identifier
information_schema.routine_table_usage v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier
information_schema.routines v specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier routine_catalog:information_schema.sql_identifier routine_schema:information_schema.sql_identifier routine_name:information_schema.sql_identifier routine_type:information_schema.character_data module_catalog:information_schema.sql_identifier module_schema:information_schema.sql_identifier module_name:information_schema.sql_identifier udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number type_udt_catalog:information_schema.sql_identifier type_udt_schema:information_schema.sql_identifier type_udt_name:information_schema.sql_identifier scope_catalog:information_schema.sql_identifier scope_schema:information_schema.sql_identifier scope_name:information_schema.sql_identifier maximum_cardinality:information_schema.cardinal_number dtd_identifier:information_schema.sql_identifier routine_body:information_schema.character_data routine_definition:information_schema.character_data external_name:information_schema.character_data external_language:information_schema.character_data parameter_style:information_schema.character_data is_deterministic:information_schema.yes_or_no sql_data_access:information_schema.character_data is_null_call:information_schema.yes_or_no sql_path:information_schema.character_data schema_level_routine:information_schema.yes_or_no max_dynamic_result_sets:information_schema.cardinal_number is_user_defined_cast:information_schema.yes_or_no is_implicitly_invocable:information_schema.yes_or_no security_type:information_schema.character_data to_sql_specific_catalog:information_schema.sql_identifier to_sql_specific_schema:information_schema.sql_identifier to_sql_specific_name:information_schema.sql_identifier as_locator:information_schema.yes_or_no created:information_schema.time_stamp last_altered:information_schema.time_stamp new_savepoint_level:information_schema.yes_or_no is_udt_dependent:information_schema.yes_or_no result_cast_from_data_type:information_schema.character_data result_cast_as_locator:information_schema.yes_or_no result_cast_char_max_length:information_schema.cardinal_number result_cast_char_octet_length:information_schema.cardinal_number result_cast_char_set_catalog:information_schema.sql_identifier result_cast_char_set_schema:information_schema.sql_identifier result_cast_char_set_name:information_schema.sql_identifier result_cast_collation_catalog:information_schema.sql_identifier result_cast_collation_schema:information_schema.sql_identifier result_cast_collation_name:information_schema.sql_identifier result_cast_numeric_precision:information_schema.cardinal_number result_cast_numeric_precision_radix:information_schema.cardinal_number result_cast_numeric_scale:information_schema.cardinal_number result_cast_datetime_precision:information_schema.cardinal_number result_cast_interval_type:information_schema.character_data result_cast_interval_precision:information_schema.cardinal_number result_cast_type_udt_catalog:information_schema.sql_identifier result_cast_type_udt_schema:information_schema.sql_identifier result_cast_type_udt_name:information_schema.sql_identifier result_cast_scope_catalog:information_schema.sql_identifier result_cast_scope_schema:information_schema.sql_identifier result_cast_scope_name:information_schema.sql_identifier result_cast_maximum_cardinality:information_schema.cardinal_number result_cast_dtd_identifier:information_schema.sql_identifier
information_schema.schemata v catalog_name:information_schema.sql_identifier schema_name:information_schema.sql_identifier schema_owner:information_schema.sql_identifier default_character_set_catalog:information_schema.sql_identifier default_character_set_schema:information_schema.sql_identifier default_character_set_name:information_schema.sql_identifier sql_path:information_schema.character_data
information_schema.sequences v sequence_catalog:information_schema.sql_identifier sequence_schema:information_schema.sql_identifier sequence_name:information_schema.sql_identifier data_type:information_schema.character_data numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number start_value:information_schema.character_data minimum_value:information_schema.character_data maximum_value:information_schema.character_data increment:information_schema.character_data cycle_option:information_schema.yes_or_no
information_schema.sql_features r feature_id:information_schema.character_data feature_name:information_schema.character_data sub_feature_id:information_schema.character_data sub_feature_name:information_schema.character_data is_supported:information_schema.yes_or_no is_verified_by:information_schema.character_data comments:information_schema.character_data
information_schema.sql_implementation_info r implementation_info_id:information_schema.character_data implementation_info_name:information_schema.character_data integer_value:information_schema.cardinal_number character_value:information_schema.character_data comments:information_schema.character_data
information_schema.sql_parts r feature_id:information_schema.character_data feature_name:information_schema.character_data is_supported:information_schema.yes_or_no is_verified_by:information_schema.character_data comments:information_schema.character_data
information_schema.sql_sizing r sizing_id:information_schema.cardinal_number sizing_name:information_schema.character_data supported_value:information_schema.cardinal_number comments:information_schema.character_data
information_schema.table_constraints v constraint_catalog:information_schema.sql_identifier constraint_schema:information_schema.sql_identifier constraint_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier constraint_type:information_schema.character_data is_deferrable:information_schema.yes_or_no initially_deferred:information_schema.yes_or_no enforced:information_schema.yes_or_no nulls_distinct:information_schema.yes_or_no
information_schema.table_privileges v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no with_hierarchy:information_schema.yes_or_no
information_schema.tables v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier table_type:information_schema.character_data self_referencing_column_name:information_schema.sql_identifier reference_generation:information_schema.character_data user_defined_type_catalog:information_schema.sql_identifier user_defined_type_schema:information_schema.sql_identifier user_defined_type_name:information_schema.sql_identifier is_insertable_into:information_schema.yes_or_no is_typed:information_schema.yes_or_no commit_action:information_schema.character_data
information_schema.transforms v udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier group_name:information_schema.sql_identifier transform_type:information_schema.character_data
information_schema.triggered_update_columns v trigger_catalog:information_schema.sql_identifier trigger_schema:information_schema.sql_identifier trigger_name:information_schema.sql_identifier event_object_catalog:information_schema.sql_identifier event_object_schema:information_schema.sql_identifier event_object_table:information_schema.sql_identifier event_object_column:information_schema.sql_identifier
information_schema.triggers v trigger_catalog:information_schema.sql_identifier trigger_schema:information_schema.sql_identifier trigger_name:information_schema.sql_identifier event_manipulation:information_schema.character_data event_object_catalog:information_schema.sql_identifier event_object_schema:information_schema.sql_identifier event_object_table:information_schema.sql_identifier action_order:information_schema.cardinal_number action_condition:information_schema.character_data action_statement:information_schema.character_data action_orientation:information_schema.character_data action_timing:information_schema.character_data action_reference_old_table:information_schema.sql_identifier action_reference_new_table:information_schema.sql_identifier action_reference_old_row:information_schema.sql_identifier action_reference_new_row:information_schema.sql_identifier created:information_schema.time_stamp
information_schema.udt_privileges v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier udt_catalog:information_schema.sql_identifier udt_schema:information_schema.sql_identifier udt_name:information_schema.sql_identifier privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.usage_privileges v grantor:information_schema.sql_identifier grantee:information_schema.sql_identifier object_catalog:information_schema.sql_identifier object_schema:information_schema.sql_identifier object_name:information_schema.sql_identifier object_type:information_schema.character_data privilege_type:information_schema.character_data is_grantable:information_schema.yes_or_no
information_schema.user_defined_types v user_defined_type_catalog:information_schema.sql_identifier user_defined_type_schema:information_schema.sql_identifier user_defined_type_name:information_schema.sql_identifier user_defined_type_category:information_schema.character_data is_instantiable:information_schema.yes_or_no is_final:information_schema.yes_or_no ordering_form:information_schema.character_data ordering_category:information_schema.character_data ordering_routine_catalog:information_schema.sql_identifier ordering_routine_schema:information_schema.sql_identifier ordering_routine_name:information_schema.sql_identifier reference_type:information_schema.character_data data_type:information_schema.character_data character_maximum_length:information_schema.cardinal_number character_octet_length:information_schema.cardinal_number character_set_catalog:information_schema.sql_identifier character_set_schema:information_schema.sql_identifier character_set_name:information_schema.sql_identifier collation_catalog:information_schema.sql_identifier collation_schema:information_schema.sql_identifier collation_name:information_schema.sql_identifier numeric_precision:information_schema.cardinal_number numeric_precision_radix:information_schema.cardinal_number numeric_scale:information_schema.cardinal_number datetime_precision:information_schema.cardinal_number interval_type:information_schema.character_data interval_precision:information_schema.cardinal_number source_dtd_identifier:information_schema.sql_identifier ref_dtd_identifier:information_schema.sql_identifier
information_schema.user_mapping_options v authorization_identifier:information_schema.sql_identifier foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier option_name:information_schema.sql_identifier option_value:information_schema.character_data
information_schema.user_mappings v authorization_identifier:information_schema.sql_identifier foreign_server_catalog:information_schema.sql_identifier foreign_server_name:information_schema.sql_identifier
information_schema.view_column_usage v view_catalog:information_schema.sql_identifier view_schema:information_schema.sql_identifier view_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier column_name:information_schema.sql_identifier
information_schema.view_routine_usage v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier specific_catalog:information_schema.sql_identifier specific_schema:information_schema.sql_identifier specific_name:information_schema.sql_identifier
information_schema.view_table_usage v view_catalog:information_schema.sql_identifier view_schema:information_schema.sql_identifier view_name:information_schema.sql_identifier table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier
information_schema.views v table_catalog:information_schema.sql_identifier table_schema:information_schema.sql_identifier table_name:information_schema.sql_identifier view_definition:information_schema.character_data check_option:information_schema.character_data is_updatable:information_schema.yes_or_no is_insertable_into:information_schema.yes_or_no is_trigger_updatable:information_schema.yes_or_no is_trigger_deletable:information_schema.yes_or_no is_trigger_insertable_into:information_schema.yes_or_no
pg_aggregate r aggfnoid:regproc! aggkind:char! aggnumdirectargs:int2! aggtransfn:regproc! aggfinalfn:regproc! aggcombinefn:regproc! aggserialfn:regproc! aggdeserialfn:regproc! aggmtransfn:regproc! aggminvtransfn:regproc! aggmfinalfn:regproc! aggfinalextra:bool! aggmfinalextra:bool! aggfinalmodify:char! aggmfinalmodify:char! aggsortop:oid! aggtranstype:oid! aggtransspace:int4! aggmtranstype:oid! aggmtransspace:int4! agginitval:text aggminitval:text
pg_am r oid:oid! amname:name! amhandler:regproc! amtype:char!
pg_amop r oid:oid! amopfamily:oid! amoplefttype:oid! amoprighttype:oid! amopstrategy:int2! amoppurpose:char! amopopr:oid! amopmethod:oid! amopsortfamily:oid!
pg_amproc r oid:oid! amprocfamily:oid! amproclefttype:oid! amprocrighttype:oid! amprocnum:int2! amproc:regproc!
pg_attrdef r oid:oid! adrelid:oid! adnum:int2! adbin:pg_node_tree!
pg_attribute r attrelid:oid! attname:name! atttypid:oid! attlen:int2! attnum:int2! attcacheoff:int4! atttypmod:int4! attndims:int2! attbyval:bool! attalign:char! attstorage:char! attcompression:char! attnotnull:bool! atthasdef:bool! atthasmissing:bool! attidentity:char! attgenerated:char! attisdropped:bool! attislocal:bool! attinhcount:int2! attstattarget:int2! attcollation:oid! attacl:aclitem[] attoptions:text[] attfdwoptions:text[] attmissingval:anyarray
pg_auth_members r oid:oid! roleid:oid! member:oid! grantor:oid! admin_option:bool! inherit_option:bool! set_option:bool!
pg_authid r oid:oid! rolname:name! rolsuper:bool! rolinherit:bool! rolcreaterole:bool! rolcreatedb:bool! rolcanlogin:bool! rolreplication:bool! rolbypassrls:bool! rolconnlimit:int4! rolpassword:text rolvaliduntil:timestamptz
pg_available_extension_versions v name:name version:text installed:bool superuser:bool trusted:bool relocatable:bool schema:name requires:name[] comment:text
pg_available_extensions v name:name default_version:text installed_version:text comment:text
pg_backend_memory_contexts v name:text ident:text parent:text level:int4 total_bytes:int8 total_nblocks:int8 free_bytes:int8 free_chunks:int8 used_bytes:int8
pg_cast r oid:oid! castsource:oid! casttarget:oid! castfunc:oid! castcontext:char! castmethod:char!
pg_class r oid:oid! relname:name! relnamespace:oid! reltype:oid! reloftype:oid! relowner:oid! relam:oid! relfilenode:oid! reltablespace:oid! relpages:int4! reltuples:float4! relallvisible:int4! reltoastrelid:oid! relhasindex:bool! relisshared:bool! relpersistence:char! relkind:char! relnatts:int2! relchecks:int2! relhasrules:bool! relhastriggers:bool! relhassubclass:bool! relrowsecurity:bool! relforcerowsecurity:bool! relispopulated:bool! relreplident:char! relispartition:bool! relrewrite:oid! relfrozenxid:xid! relminmxid:xid! relacl:aclitem[] reloptions:text[] relpartbound:pg_node_tree
pg_collation r oid:oid! collname:name! collnamespace:oid! collowner:oid! collprovider:char! collisdeterministic:bool! collencoding:int4! collcollate:text collctype:text colliculocale:text collicurules:text collversion:text
pg_config v name:text setting:text
pg_constraint r oid:oid! conname:name! connamespace:oid! contype:char! condeferrable:bool! condeferred:bool! convalidated:bool! conrelid:oid! contypid:oid! conindid:oid! conparentid:oid! confrelid:oid! confupdtype:char! confdeltype:char! confmatchtype:char! conislocal:bool! coninhcount:int2! connoinherit:bool! conkey:int2[] confkey:int2[] conpfeqop:oid[] conppeqop:oid[] conffeqop:oid[] confdelsetcols:int2[] conexclop:oid[] conbin:pg_node_tree
pg_conversion r oid:oid! conname:name! connamespace:oid! conowner:oid! conforencoding:int4! contoencoding:int4! conproc:regproc! condefault:bool!
pg_cursors v name:text statement:text is_holdable:bool is_binary:bool is_scrollable:bool creation_time:timestamptz
pg_database r oid:oid! datname:name! datdba:oid! encoding:int4! datlocprovider:char! datistemplate:bool! datallowconn:bool! datconnlimit:int4! datfrozenxid:xid! datminmxid:xid! dattablespace:oid! datcollate:text! datctype:text! daticulocale:text daticurules:text datcollversion:text datacl:aclitem[]
pg_db_role_setting r setdatabase:oid! setrole:oid! setconfig:text[]
pg_default_acl r oid:oid! defaclrole:oid! defaclnamespace:oid! defaclobjtype:char! defaclacl:aclitem[]!
pg_depend r classid:oid! objid:oid! objsubid:int4! refclassid:oid! refobjid:oid! refobjsubid:int4! deptype:char!
pg_description r objoid:oid! classoid:oid! objsubid:int4! description:text!
pg_enum r oid:oid! enumtypid:oid! enumsortorder:float4! enumlabel:name!
pg_event_trigger r oid:oid! evtname:name! evtevent:name! evtowner:oid! evtfoid:oid! evtenabled:char! evttags:text[]
pg_extension r oid:oid! extname:name! extowner:oid! extnamespace:oid! extrelocatable:bool! extversion:text! extconfig:oid[] extcondition:text[]
pg_file_settings v sourcefile:text sourceline:int4 seqno:int4 name:text setting:text applied:bool error:text
pg_foreign_data_wrapper r oid:oid! fdwname:name! fdwowner:oid! fdwhandler:oid! fdwvalidator:oid! fdwacl:aclitem[] fdwoptions:text[]
pg_foreign_server r oid:oid! srvname:name! srvowner:oid! srvfdw:oid! srvtype:text srvversion:text srvacl:aclitem[] srvoptions:text[]
pg_foreign_table r ftrelid:oid! ftserver:oid! ftoptions:text[]
pg_group v groname:name grosysid:oid grolist:oid[]
pg_hba_file_rules v rule_number:int4 file_name:text line_number:int4 type:text database:text[] user_name:text[] address:text netmask:text auth_method:text options:text[] error:text
pg_ident_file_mappings v map_number:int4 file_name:text line_number:int4 map_name:text sys_name:text pg_username:text error:text
pg_index r indexrelid:oid! indrelid:oid! indnatts:int2! indnkeyatts:int2! indisunique:bool! indnullsnotdistinct:bool! indisprimary:bool! indisexclusion:bool! indimmediate:bool! indisclustered:bool! indisvalid:bool! indcheckxmin:bool! indisready:bool! indislive:bool! indisreplident:bool! indkey:int2vector! indcollation:oidvector! indclass:oidvector! indoption:int2vector! indexprs:pg_node_tree indpred:pg_node_tree
pg_indexes v schemaname:name tablename:name indexname:name tablespace:name indexdef:text
pg_inherits r inhrelid:oid! inhparent:oid! inhseqno:int4! inhdetachpending:bool!
pg_init_privs r objoid:oid! classoid:oid! objsubid:int4! privtype:char! initprivs:aclitem[]!
pg_language r oid:oid! lanname:name! lanowner:oid! lanispl:bool! lanpltrusted:bool! lanplcallfoid:oid! laninline:oid! lanvalidator:oid! lanacl:aclitem[]
pg_largeobject r loid:oid! pageno:int4! data:bytea!
pg_largeobject_metadata r oid:oid! lomowner:oid! lomacl:aclitem[]
pg_locks v locktype:text database:oid relation:oid page:int4 tuple:int2 virtualxid:text transactionid:xid classid:oid objid:oid objsubid:int2 virtualtransaction:text pid:int4 mode:text granted:bool fastpath:bool waitstart:timestamptz
pg_matviews v schemaname:name matviewname:name matviewowner:name tablespace:name hasindexes:bool ispopulated:bool definition:text
pg_namespace r oid:oid! nspname:name! nspowner:oid! nspacl:aclitem[]
pg_opclass r oid:oid! opcmethod:oid! opcname:name! opcnamespace:oid! opcowner:oid! opcfamily:oid! opcintype:oid! opcdefault:bool! opckeytype:oid!
pg_operator r oid:oid! oprname:name! oprnamespace:oid! oprowner:oid! oprkind:char! oprcanmerge:bool! oprcanhash:bool! oprleft:oid! oprright:oid! oprresult:oid! oprcom:oid! oprnegate:oid! oprcode:regproc! oprrest:regproc! oprjoin:regproc!
pg_opfamily r oid:oid! opfmethod:oid! opfname:name! opfnamespace:oid! opfowner:oid!
pg_parameter_acl r oid:oid! parname:text! paracl:aclitem[]
pg_partitioned_table r partrelid:oid! partstrat:char! partnatts:int2! partdefid:oid! partattrs:int2vector! partclass:oidvector! partcollation:oidvector! partexprs:pg_node_tree
pg_policies v schemaname:name tablename:name policyname:name permissive:text roles:name[] cmd:text qual:text with_check:text
pg_policy r oid:oid! polname:name! polrelid:oid! polcmd:char! polpermissive:bool! polroles:oid[]! polqual:pg_node_tree polwithcheck:pg_node_tree
pg_prepared_statements v name:text statement:text prepare_time:timestamptz parameter_types:regtype[] result_types:regtype[] from_sql:bool generic_plans:int8 custom_plans:int8
pg_prepared_xacts v transaction:xid gid:text prepared:timestamptz owner:name database:name
pg_proc r oid:oid! proname:name! pronamespace:oid! proowner:oid! prolang:oid! procost:float4! prorows:float4! provariadic:oid! prosupport:regproc! prokind:char! prosecdef:bool! proleakproof:bool! proisstrict:bool! proretset:bool! provolatile:char! proparallel:char! pronargs:int2! pronargdefaults:int2! prorettype:oid! proargtypes:oidvector! proallargtypes:oid[] proargmodes:char[] proargnames:text[] proargdefaults:pg_node_tree protrftypes:oid[] prosrc:text! probin:text prosqlbody:pg_node_tree proconfig:text[] proacl:aclitem[]
pg_publication r oid:oid! pubname:name! pubowner:oid! puballtables:bool! pubinsert:bool! pubupdate:bool! pubdelete:bool! pubtruncate:bool! pubviaroot:bool!
pg_publication_namespace r oid:oid! pnpubid:oid! pnnspid:oid!
pg_publication_rel r oid:oid! prpubid:oid! prrelid:oid! prqual:pg_node_tree prattrs:int2vector
pg_publication_tables v pubname:name schemaname:name tablename:name attnames:name[] rowfilter:text
pg_range r rngtypid:oid! rngsubtype:oid! rngmultitypid:oid! rngcollation:oid! rngsubopc:oid! rngcanonical:regproc! rngsubdiff:regproc!
pg_replication_origin r roident:oid! roname:text!
pg_replication_origin_status v local_id:oid external_id:text remote_lsn:pg_lsn local_lsn:pg_lsn
pg_replication_slots v slot_name:name plugin:name slot_type:text datoid:oid database:name temporary:bool active:bool active_pid:int4 xmin:xid catalog_xmin:xid restart_lsn:pg_lsn confirmed_flush_lsn:pg_lsn wal_status:text safe_wal_size:int8 two_phase:bool conflicting:bool
pg_rewrite r oid:oid! rulename:name! ev_class:oid! ev_type:char! ev_enabled:char! is_instead:bool! ev_qual:pg_node_tree! ev_action:pg_node_tree!
pg_roles v rolname:name rolsuper:bool rolinherit:bool rolcreaterole:bool rolcreatedb:bool rolcanlogin:bool rolreplication:bool rolconnlimit:int4 rolpassword:text rolvaliduntil:timestamptz rolbypassrls:bool rolconfig:text[] oid:oid
pg_rules v schemaname:name tablename:name rulename:name definition:text
pg_seclabel r objoid:oid! classoid:oid! objsubid:int4! provider:text! label:text!
pg_seclabels v objoid:oid classoid:oid objsubid:int4 objtype:text objnamespace:oid objname:text provider:text label:text
pg_sequence r seqrelid:oid! seqtypid:oid! seqstart:int8! seqincrement:int8! seqmax:int8! seqmin:int8! seqcache:int8! seqcycle:bool!
pg_sequences v schemaname:name sequencename:name sequenceowner:name data_type:regtype start_value:int8 min_value:int8 max_value:int8 increment_by:int8 cycle:bool cache_size:int8 last_value:int8
pg_settings v name:text setting:text unit:text category:text short_desc:text extra_desc:text context:text vartype:text source:text min_val:text max_val:text enumvals:text[] boot_val:text reset_val:text sourcefile:text sourceline:int4 pending_restart:bool
pg_shadow v usename:name usesysid:oid usecreatedb:bool usesuper:bool userepl:bool usebypassrls:bool passwd:text valuntil:timestamptz useconfig:text[]
pg_shdepend r dbid:oid! classid:oid! objid:oid! objsubid:int4! refclassid:oid! refobjid:oid! deptype:char!
pg_shdescription r objoid:oid! classoid:oid! description:text!
pg_shmem_allocations v name:text off:int8 size:int8 allocated_size:int8
pg_shseclabel r objoid:oid! classoid:oid! provider:text! label:text!
pg_stat_activity v datid:oid datname:name pid:int4 leader_pid:int4 usesysid:oid usename:name application_name:text client_addr:inet client_hostname:text client_port:int4 backend_start:timestamptz xact_start:timestamptz query_start:timestamptz state_change:timestamptz wait_event_type:text wait_event:text state:text backend_xid:xid backend_xmin:xid query_id:int8 query:text backend_type:text
pg_stat_all_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_scan:int8 last_idx_scan:timestamptz idx_tup_read:int8 idx_tup_fetch:int8
pg_stat_all_tables v relid:oid schemaname:name relname:name seq_scan:int8 last_seq_scan:timestamptz seq_tup_read:int8 idx_scan:int8 last_idx_scan:timestamptz idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8 n_live_tup:int8 n_dead_tup:int8 n_mod_since_analyze:int8 n_ins_since_vacuum:int8 last_vacuum:timestamptz last_autovacuum:timestamptz last_analyze:timestamptz last_autoanalyze:timestamptz vacuum_count:int8 autovacuum_count:int8 analyze_count:int8 autoanalyze_count:int8
pg_stat_archiver v archived_count:int8 last_archived_wal:text last_archived_time:timestamptz failed_count:int8 last_failed_wal:text last_failed_time:timestamptz stats_reset:timestamptz
pg_stat_bgwriter v checkpoints_timed:int8 checkpoints_req:int8 checkpoint_write_time:float8 checkpoint_sync_time:float8 buffers_checkpoint:int8 buffers_clean:int8 maxwritten_clean:int8 buffers_backend:int8 buffers_backend_fsync:int8 buffers_alloc:int8 stats_reset:timestamptz
pg_stat_database v datid:oid datname:name numbackends:int4 xact_commit:int8 xact_rollback:int8 blks_read:int8 blks_hit:int8 tup_returned:int8 tup_fetched:int8 tup_inserted:int8 tup_updated:int8 tup_deleted:int8 conflicts:int8 temp_files:int8 temp_bytes:int8 deadlocks:int8 checksum_failures:int8 checksum_last_failure:timestamptz blk_read_time:float8 blk_write_time:float8 session_time:float8 active_time:float8 idle_in_transaction_time:float8 sessions:int8 sessions_abandoned:int8 sessions_fatal:int8 sessions_killed:int8 stats_reset:timestamptz
pg_stat_database_conflicts v datid:oid datname:name confl_tablespace:int8 confl_lock:int8 confl_snapshot:int8 confl_bufferpin:int8 confl_deadlock:int8 confl_active_logicalslot:int8
pg_stat_gssapi v pid:int4 gss_authenticated:bool principal:text encrypted:bool credentials_delegated:bool
pg_stat_io v backend_type:text object:text context:text reads:int8 read_time:float8 writes:int8 write_time:float8 writebacks:int8 writeback_time:float8 extends:int8 extend_time:float8 op_bytes:int8 hits:int8 evictions:int8 reuses:int8 fsyncs:int8 fsync_time:float8 stats_reset:timestamptz
pg_stat_progress_analyze v pid:int4 datid:oid datname:name relid:oid phase:text sample_blks_total:int8 sample_blks_scanned:int8 ext_stats_total:int8 ext_stats_computed:int8 child_tables_total:int8 child_tables_done:int8 current_child_table_relid:oid
pg_stat_progress_basebackup v pid:int4 phase:text backup_total:int8 backup_streamed:int8 tablespaces_total:int8 tablespaces_streamed:int8
pg_stat_progress_cluster v pid:int4 datid:oid datname:name relid:oid command:text phase:text cluster_index_relid:oid heap_tuples_scanned:int8 heap_tuples_written:int8 heap_blks_total:int8 heap_blks_scanned:int8 index_rebuild_count:int8
pg_stat_progress_copy v pid:int4 datid:oid datname:name relid:oid command:text type:text bytes_processed:int8 bytes_total:int8 tuples_processed:int8 tuples_excluded:int8
pg_stat_progress_create_index v pid:int4 datid:oid datname:name relid:oid index_relid:oid command:text phase:text lockers_total:int8 lockers_done:int8 current_locker_pid:int8 blocks_total:int8 blocks_done:int8 tuples_total:int8 tuples_done:int8 partitions_total:int8 partitions_done:int8
pg_stat_progress_vacuum v pid:int4 datid:oid datname:name relid:oid phase:text heap_blks_total:int8 heap_blks_scanned:int8 heap_blks_vacuumed:int8 index_vacuum_count:int8 max_dead_tuples:int8 num_dead_tuples:int8
pg_stat_recovery_prefetch v stats_reset:timestamptz prefetch:int8 hit:int8 skip_init:int8 skip_new:int8 skip_fpw:int8 skip_rep:int8 wal_distance:int4 block_distance:int4 io_depth:int4
pg_stat_replication v pid:int4 usesysid:oid usename:name application_name:text client_addr:inet client_hostname:text client_port:int4 backend_start:timestamptz backend_xmin:xid state:text sent_lsn:pg_lsn write_lsn:pg_lsn flush_lsn:pg_lsn replay_lsn:pg_lsn write_lag:interval flush_lag:interval replay_lag:interval sync_priority:int4 sync_state:text reply_time:timestamptz
pg_stat_replication_slots v slot_name:text spill_txns:int8 spill_count:int8 spill_bytes:int8 stream_txns:int8 stream_count:int8 stream_bytes:int8 total_txns:int8 total_bytes:int8 stats_reset:timestamptz
pg_stat_slru v name:text blks_zeroed:int8 blks_hit:int8 blks_read:int8 blks_written:int8 blks_exists:int8 flushes:int8 truncates:int8 stats_reset:timestamptz
pg_stat_ssl v pid:int4 ssl:bool version:text cipher:text bits:int4 client_dn:text client_serial:numeric issuer_dn:text
pg_stat_subscription v subid:oid subname:name pid:int4 leader_pid:int4 relid:oid received_lsn:pg_lsn last_msg_send_time:timestamptz last_msg_receipt_time:timestamptz latest_end_lsn:pg_lsn latest_end_time:timestamptz
pg_stat_subscription_stats v subid:oid subname:name apply_error_count:int8 sync_error_count:int8 stats_reset:timestamptz
pg_stat_sys_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_scan:int8 last_idx_scan:timestamptz idx_tup_read:int8 idx_tup_fetch:int8
pg_stat_sys_tables v relid:oid schemaname:name relname:name seq_scan:int8 last_seq_scan:timestamptz seq_tup_read:int8 idx_scan:int8 last_idx_scan:timestamptz idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8 n_live_tup:int8 n_dead_tup:int8 n_mod_since_analyze:int8 n_ins_since_vacuum:int8 last_vacuum:timestamptz last_autovacuum:timestamptz last_analyze:timestamptz last_autoanalyze:timestamptz vacuum_count:int8 autovacuum_count:int8 analyze_count:int8 autoanalyze_count:int8
pg_stat_user_functions v funcid:oid schemaname:name funcname:name calls:int8 total_time:float8 self_time:float8
pg_stat_user_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_scan:int8 last_idx_scan:timestamptz idx_tup_read:int8 idx_tup_fetch:int8
pg_stat_user_tables v relid:oid schemaname:name relname:name seq_scan:int8 last_seq_scan:timestamptz seq_tup_read:int8 idx_scan:int8 last_idx_scan:timestamptz idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8 n_live_tup:int8 n_dead_tup:int8 n_mod_since_analyze:int8 n_ins_since_vacuum:int8 last_vacuum:timestamptz last_autovacuum:timestamptz last_analyze:timestamptz last_autoanalyze:timestamptz vacuum_count:int8 autovacuum_count:int8 analyze_count:int8 autoanalyze_count:int8
pg_stat_wal v wal_records:int8 wal_fpi:int8 wal_bytes:numeric wal_buffers_full:int8 wal_write:int8 wal_sync:int8 wal_write_time:float8 wal_sync_time:float8 stats_reset:timestamptz
pg_stat_wal_receiver v pid:int4 status:text receive_start_lsn:pg_lsn receive_start_tli:int4 written_lsn:pg_lsn flushed_lsn:pg_lsn received_tli:int4 last_msg_send_time:timestamptz last_msg_receipt_time:timestamptz latest_end_lsn:pg_lsn latest_end_time:timestamptz slot_name:text sender_host:text sender_port:int4 conninfo:text
pg_stat_xact_all_tables v relid:oid schemaname:name relname:name seq_scan:int8 seq_tup_read:int8 idx_scan:int8 idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8
pg_stat_xact_sys_tables v relid:oid schemaname:name relname:name seq_scan:int8 seq_tup_read:int8 idx_scan:int8 idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8
pg_stat_xact_user_functions v funcid:oid schemaname:name funcname:name calls:int8 total_time:float8 self_time:float8
pg_stat_xact_user_tables v relid:oid schemaname:name relname:name seq_scan:int8 seq_tup_read:int8 idx_scan:int8 idx_tup_fetch:int8 n_tup_ins:int8 n_tup_upd:int8 n_tup_del:int8 n_tup_hot_upd:int8 n_tup_newpage_upd:int8
pg_statio_all_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_blks_read:int8 idx_blks_hit:int8
pg_statio_all_sequences v relid:oid schemaname:name relname:name blks_read:int8 blks_hit:int8
pg_statio_all_tables v relid:oid schemaname:name relname:name heap_blks_read:int8 heap_blks_hit:int8 idx_blks_read:int8 idx_blks_hit:int8 toast_blks_read:int8 toast_blks_hit:int8 tidx_blks_read:int8 tidx_blks_hit:int8
pg_statio_sys_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_blks_read:int8 idx_blks_hit:int8
pg_statio_sys_sequences v relid:oid schemaname:name relname:name blks_read:int8 blks_hit:int8
pg_statio_sys_tables v relid:oid schemaname:name relname:name heap_blks_read:int8 heap_blks_hit:int8 idx_blks_read:int8 idx_blks_hit:int8 toast_blks_read:int8 toast_blks_hit:int8 tidx_blks_read:int8 tidx_blks_hit:int8
pg_statio_user_indexes v relid:oid indexrelid:oid schemaname:name relname:name indexrelname:name idx_blks_read:int8 idx_blks_hit:int8
pg_statio_user_sequences v relid:oid schemaname:name relname:name blks_read:int8 blks_hit:int8
pg_statio_user_tables v relid:oid schemaname:name relname:name heap_blks_read:int8 heap_blks_hit:int8 idx_blks_read:int8 idx_blks_hit:int8 toast_blks_read:int8 toast_blks_hit:int8 tidx_blks_read:int8 tidx_blks_hit:int8
pg_statistic r starelid:oid! staattnum:int2! stainherit:bool! stanullfrac:float4! stawidth:int4! stadistinct:float4! stakind1:int2! stakind2:int2! stakind3:int2! stakind4:int2! stakind5:int2! staop1:oid! staop2:oid! staop3:oid! staop4:oid! staop5:oid! stacoll1:oid! stacoll2:oid! stacoll3:oid! stacoll4:oid! stacoll5:oid! stanumbers1:float4[] stanumbers2:float4[] stanumbers3:float4[] stanumbers4:float4[] stanumbers5:float4[] stavalues1:anyarray stavalues2:anyarray stavalues3:anyarray stavalues4:anyarray stavalues5:anyarray
pg_statistic_ext r oid:oid! stxrelid:oid! stxname:name! stxnamespace:oid! stxowner:oid! stxstattarget:int4! stxkeys:int2vector! stxkind:char[]! stxexprs:pg_node_tree
pg_statistic_ext_data r stxoid:oid! stxdinherit:bool! stxdndistinct:pg_ndistinct stxddependencies:pg_dependencies stxdmcv:pg_mcv_list stxdexpr:pg_statistic[]
pg_stats v schemaname:name tablename:name attname:name inherited:bool null_frac:float4 avg_width:int4 n_distinct:float4 most_common_vals:anyarray most_common_freqs:float4[] histogram_bounds:anyarray correlation:float4 most_common_elems:anyarray most_common_elem_freqs:float4[] elem_count_histogram:float4[]
pg_stats_ext v schemaname:name tablename:name statistics_schemaname:name statistics_name:name statistics_owner:name attnames:name[] exprs:text[] kinds:char[] inherited:bool n_distinct:pg_ndistinct dependencies:pg_dependencies most_common_vals:text[] most_common_val_nulls:bool[] most_common_freqs:float8[] most_common_base_freqs:float8[]
pg_stats_ext_exprs v schemaname:name tablename:name statistics_schemaname:name statistics_name:name statistics_owner:name expr:text inherited:bool null_frac:float4 avg_width:int4 n_distinct:float4 most_common_vals:anyarray most_common_freqs:float4[] histogram_bounds:anyarray correlation:float4 most_common_elems:anyarray most_common_elem_freqs:float4[] elem_count_histogram:float4[]
pg_subscription r oid:oid! subdbid:oid! subskiplsn:pg_lsn! subname:name! subowner:oid! subenabled:bool! subbinary:bool! substream:char! subtwophasestate:char! subdisableonerr:bool! subpasswordrequired:bool! subrunasowner:bool! subconninfo:text! subslotname:name subsynccommit:text! subpublications:text[]! suborigin:text
pg_subscription_rel r srsubid:oid! srrelid:oid! srsubstate:char! srsublsn:pg_lsn
pg_tables v schemaname:name tablename:name tableowner:name tablespace:name hasindexes:bool hasrules:bool hastriggers:bool rowsecurity:bool
pg_tablespace r oid:oid! spcname:name! spcowner:oid! spcacl:aclitem[] spcoptions:text[]
pg_timezone_abbrevs v abbrev:text utc_offset:interval is_dst:bool
pg_timezone_names v name:text abbrev:text utc_offset:interval is_dst:bool
pg_transform r oid:oid! trftype:oid! trflang:oid! trffromsql:regproc! trftosql:regproc!
pg_trigger r oid:oid! tgrelid:oid! tgparentid:oid! tgname:name! tgfoid:oid! tgtype:int2! tgenabled:char! tgisinternal:bool! tgconstrrelid:oid! tgconstrindid:oid! tgconstraint:oid! tgdeferrable:bool! tginitdeferred:bool! tgnargs:int2! tgattr:int2vector! tgargs:bytea! tgqual:pg_node_tree tgoldtable:name tgnewtable:name
pg_ts_config r oid:oid! cfgname:name! cfgnamespace:oid! cfgowner:oid! cfgparser:oid!
pg_ts_config_map r mapcfg:oid! maptokentype:int4! mapseqno:int4! mapdict:oid!
pg_ts_dict r oid:oid! dictname:name! dictnamespace:oid! dictowner:oid! dicttemplate:oid! dictinitoption:text
pg_ts_parser r oid:oid! prsname:name! prsnamespace:oid! prsstart:regproc! prstoken:regproc! prsend:regproc! prsheadline:regproc! prslextype:regproc!
pg_ts_template r oid:oid! tmplname:name! tmplnamespace:oid! tmplinit:regproc! tmpllexize:regproc!
pg_type r oid:oid! typname:name! typnamespace:oid! typowner:oid! typlen:int2! typbyval:bool! typtype:char! typcategory:char! typispreferred:bool! typisdefined:bool! typdelim:char! typrelid:oid! typsubscript:regproc! typelem:oid! typarray:oid! typinput:regproc! typoutput:regproc! typreceive:regproc! typsend:regproc! typmodin:regproc! typmodout:regproc! typanalyze:regproc! typalign:char! typstorage:char! typnotnull:bool! typbasetype:oid! typtypmod:int4! typndims:int4! typcollation:oid! typdefaultbin:pg_node_tree typdefault:text typacl:aclitem[]
pg_user v usename:name usesysid:oid usecreatedb:bool usesuper:bool userepl:bool usebypassrls:bool passwd:text valuntil:timestamptz useconfig:text[]
pg_user_mapping r oid:oid! umuser:oid! umserver:oid! umoptions:text[]
pg_user_mappings v umid:oid srvid:oid srvname:name umuser:oid usename:name umoptions:text[]
pg_views v schemaname:name viewname:name viewowner:name definition:text
`,
} as const;
