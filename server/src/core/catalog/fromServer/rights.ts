import { quoteName, quoteObject } from '../../syntax/names.js';
import { arrayOf, catalogQuery, elementsOf, type NamedCells } from './question.js';

/** What a role may do. `grantee`: empty for PUBLIC. */
export interface Right {
  readonly grantee: string;
  /** As SQL has it: SELECT. */
  readonly privilege: string;
  /** The role may grant it to others. */
  readonly isGrantable: boolean;
}

/** The rights on an object, without those of its owner. */
export interface HeldRights {
  /** As GRANT has it behind ON; of a column `COLUMN public.t.a`, of default rights `TABLES IN SCHEMA s`. */
  readonly on: string;
  readonly owner: string;
  /** The owner is the role that asks. */
  readonly isOwn: boolean;
  readonly rights: readonly Right[];
}

/** What everybody may do with what is new. https://www.postgresql.org/docs/16/ddl-priv.html */
export const impliedRights = (on: string): readonly Right[] =>
  /^(?:FUNCTION |FUNCTIONS$)/.test(on)
    ? [{ grantee: '', privilege: 'EXECUTE', isGrantable: false }]
    : /^(?:DOMAIN |TYPES$)/.test(on)
      ? [{ grantee: '', privilege: 'USAGE', isGrantable: false }]
      : [];

/** The letters of an access control list. https://www.postgresql.org/docs/16/ddl-priv.html */
const privileges: Readonly<Record<string, string>> = {
  ...{ r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE', D: 'TRUNCATE', x: 'REFERENCES', t: 'TRIGGER' },
  ...{ U: 'USAGE', C: 'CREATE', X: 'EXECUTE' },
};

/** The rights in an access control list as the server writes it: `{admin=arwd/admin,reader=r/admin}`. */
export function rightsIn(list: string): readonly Right[] {
  return elementsOf(list).flatMap((item = '') => {
    const [, quoted, plain = '', letters = ''] =
      /^(?:"((?:[^"]|"")*)"|([^=]*))=([a-zA-Z*]*)\//.exec(item) ?? [];
    const grantee = quoted?.replaceAll('""', '"') ?? plain;
    return [...letters.matchAll(/([a-zA-Z])(\*?)/g)].flatMap(([, letter = '', star]) => {
      const privilege = privileges[letter];
      return privilege === undefined ? [] : [{ grantee, privilege, isGrantable: star === '*' }];
    });
  });
}

const held = (on: string, row: NamedCells<'owner' | 'isOwn'>, list: string | undefined): HeldRights => ({
  on,
  owner: row.text('owner'),
  isOwn: row.isTrue('isOwn'),
  rights: (list === undefined ? impliedRights(on) : rightsIn(list)).filter(
    ({ grantee }) => grantee !== row.text('owner'),
  ),
});

const named = { schema: 'n.nspname', owner: 'o.rolname', isOwn: 'o.rolname = current_user' } as const;

const schemas = catalogQuery(
  { ...named, list: 'n.nspacl::text' },
  `FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_roles o ON o.oid = n.nspowner`,
  (row) => held(`SCHEMA ${quoteName(row.text('schema'))}`, row, row.optional('list')),
);

export const schemaRights = (oids: readonly string[]) =>
  schemas('WHERE n.oid = ANY ($1::oid[])', arrayOf(oids));

const relations = catalogQuery(
  { ...named, name: 'c.relname', kind: 'c.relkind', list: 'c.relacl::text' },
  `FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner`,
  (row) =>
    held(
      `${row.text('kind') === 'S' ? 'SEQUENCE' : 'TABLE'} ${quoteObject({ schema: row.text('schema'), name: row.text('name') })}`,
      row,
      row.optional('list'),
    ),
);

/** Of tables, views and sequences. */
export const relationRights = (oids: readonly string[]) =>
  relations('WHERE c.oid = ANY ($1::oid[])', arrayOf(oids));

const columns = catalogQuery(
  { ...named, table: 'c.relname', name: 'a.attname', list: 'a.attacl::text' },
  `FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner`,
  (row) =>
    held(
      `COLUMN ${quoteObject({ schema: row.text('schema'), name: row.text('table') })}.${quoteName(row.text('name'))}`,
      row,
      row.optional('list'),
    ),
);

export const columnRights = (relationOids: readonly string[]) =>
  columns(
    'WHERE a.attrelid = ANY ($1::oid[]) AND a.attacl IS NOT NULL AND NOT a.attisdropped',
    arrayOf(relationOids),
  );

const routines = catalogQuery(
  {
    ...named,
    name: 'p.proname',
    types: `(SELECT string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
   FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place))`,
    list: 'p.proacl::text',
  },
  `FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_roles o ON o.oid = p.proowner`,
  (row) =>
    held(
      `FUNCTION ${quoteObject({ schema: row.text('schema'), name: row.text('name') })}(${row.text('types')})`,
      row,
      row.optional('list'),
    ),
);

export const routineRights = (oids: readonly string[]) =>
  routines('WHERE p.oid = ANY ($1::oid[])', arrayOf(oids));

const domains = catalogQuery(
  { ...named, name: 't.typname', list: 't.typacl::text' },
  `FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_roles o ON o.oid = t.typowner`,
  (row) =>
    held(
      `DOMAIN ${quoteObject({ schema: row.text('schema'), name: row.text('name') })}`,
      row,
      row.optional('list'),
    ),
);

export const domainRights = (oids: readonly string[]) =>
  domains('WHERE t.oid = ANY ($1::oid[])', arrayOf(oids));

const kinds: Readonly<Record<string, string>> = { r: 'TABLES', S: 'SEQUENCES', f: 'FUNCTIONS', T: 'TYPES' };

const defaults = catalogQuery(
  { ...named, kind: 'd.defaclobjtype', list: 'd.defaclacl::text' },
  `FROM pg_catalog.pg_default_acl d
JOIN pg_catalog.pg_roles o ON o.oid = d.defaclrole
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace`,
  (row) => {
    const schema = row.optional('schema');
    const on = `${kinds[row.text('kind')]}${schema === undefined ? '' : ` IN SCHEMA ${quoteName(schema)}`}`;
    return held(on, row, row.optional('list'));
  },
);

/** What is granted by itself on what the role that asks will make. */
export const defaultRights = () =>
  defaults(`WHERE o.rolname = current_user AND d.defaclobjtype IN ('r', 'S', 'f', 'T')`);
