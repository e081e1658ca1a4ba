// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of other tools
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

/** A script with placeholders, and what is found in it: rule and place. */
const lines: readonly (readonly [sql: string, ...found: readonly [rule: string, at: string][]])[] = [
  // Flyway, Liquibase, Maven
  ['CREATE TABLE ${schema}.t (id serial PRIMARY KEY);', ['serial-type', 'serial']],
  ['CREATE TABLE ${prefix}_users (id serial PRIMARY KEY, ${col} text);', ['serial-type', 'serial']],
  ['CREATE TABLE ${db.schema}.${t:-x} (id bigserial PRIMARY KEY);', ['serial-type', 'bigserial']],
  ['CREATE INDEX ${i} ON ${schema}.t (a);', ['index-without-async', 'CREATE INDEX']],
  ['CREATE INDEX ASYNC i ON t (a ${direction}, ${b} ${class});'],
  [
    'ALTER TABLE ${t} ADD CONSTRAINT ${t}_pk PRIMARY KEY (id);',
    ['add-primary-key', 'ADD CONSTRAINT ${t}_pk PRIMARY KEY (id)'],
  ],
  ['CREATE TABLE @schema@.t (id serial PRIMARY KEY);', ['serial-type', 'serial']],
  ['CREATE TABLE @@schema@@.t (id serial PRIMARY KEY);', ['serial-type', 'serial']],
  ['CREATE TABLE @{schema}.t (id serial PRIMARY KEY, n int DEFAULT @{n});', ['serial-type', 'serial']],
  ['CREATE TABLE <schema>.t (id serial PRIMARY KEY, n int DEFAULT <n>);', ['serial-type', 'serial']],
  ['CREATE TABLE $schema.t_$part (id serial PRIMARY KEY, n int DEFAULT $n);', ['serial-type', 'serial']],
  ['SELECT a <b, c> d, a<b AND c>d, $tag$ <x> $tag$ FROM t WHERE a < b AND c @@ d;'],
  ['SELECT ${a}, ${b} FROM ${x}${y}.z WHERE ${cond} AND c ${op} 3 ORDER BY ${o} LIMIT ${n};'],
  ['SELECT * FROM t ${where} ORDER BY ${order} ${dir};'],
  ['GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO "${user}";'],
  ['SET search_path TO ${schema};'],
  ['INSERT INTO t VALUES ${rows};'],
  ['CREATE TABLE t (id ${type} PRIMARY KEY, b numeric(${p}, ${s}));'],
  // Go templates, Jinja, dbt
  [
    'CREATE TABLE IF NOT EXISTS {{ index .Options "Ns" }}.u (id serial PRIMARY KEY);',
    ['serial-type', 'serial'],
  ],
  ["{{ config(materialized='table') }} SELECT id FROM {{ ref('orders') }} WHERE x = {{ var(\"x\") }};"],
  ['{% if a %} SELECT 1; {% else %} TRUNCATE t; {% endif %}', ['truncate', 'TRUNCATE']],
  // Each branch within a statement
  [
    'SELECT a FROM t {% if x %} WHERE a = 1 {% elif y %} TABLESAMPLE SYSTEM (1) {% else %} FOR SHARE {% endif %};',
    ['tablesample', 'TABLESAMPLE'],
    ['row-lock-strength', 'FOR SHARE'],
  ],
  [
    'CREATE TABLE t (id uuid PRIMARY KEY, {{ if .A }} a int {{ else }} {{ if .B }} b money {{ else }} c text[] {{ end }} {{ end }});',
    ['unsupported-column-type', 'money'],
    ['array-column', 'text[]'],
  ],
  [
    'ALTER TABLE t {% if x %} ADD COLUMN a int {% else %} ADD COLUMN a int NOT NULL {% endif %};',
    ['add-column-constraint', 'NOT NULL'],
  ],
  [
    'SELECT a {% if x %}, b {% else %}, c {% endif %} FROM {% if x %} t {% else %} u TABLESAMPLE SYSTEM (1) {% endif %};',
    ['tablesample', 'TABLESAMPLE'],
  ],
  ['UPDATE t SET a = 1 {% if x %} WHERE id = 1 {% else %} WHERE id = 2 {% endif %};'],
  ['{{ if .Go }}CREATE TABLE t (id serial PRIMARY KEY);{{ end }}', ['serial-type', 'serial']],
  ['SELECT * FROM t WHERE a = $1 {{ if .B }} AND c = $2 {{ end }};'],
  ['{# TRUNCATE t; #} SELECT {{ a }}{{ b }}_c;'],
  // ERB, EJS, PHP
  [
    '<%# TRUNCATE t; %>\n<% schema = "a;b" -%>\nCREATE TABLE <%= schema %>.t_<%= n %> (id serial PRIMARY KEY);',
    ['serial-type', 'serial'],
  ],
  [
    '<% if x %> TRUNCATE a; <% else %> SELECT 1; <% end %>\n<% cols.each do |c| %>\nCREATE INDEX ON t (<%= c %>);\n<% end %>',
    ['truncate', 'TRUNCATE'],
    ['index-without-async', 'CREATE INDEX'],
  ],
  [
    'SELECT a FROM t <% if (x) { %> WHERE a=<%= x["b"] %> <% } else { %> FOR SHARE <% } %>;',
    ['row-lock-strength', 'FOR SHARE'],
  ],
  [
    '<?php $n = "x;y"; ?>\nCREATE TABLE <?= $n ?> (id serial PRIMARY KEY, <?php if ($a): ?> b int <?php else: ?> b money <?php endif; ?>);',
    ['serial-type', 'serial'],
    ['unsupported-column-type', 'money'],
  ],
  [
    'SELECT a FROM t WHERE <% for (const c of cols) { %> a = <%= c %> AND <% } %>; TRUNCATE t;',
    ['truncate', 'TRUNCATE'],
  ],
  // MyBatis, sqlcmd, SqlRender, Python's formats
  ['SELECT * FROM #{schema}.t WHERE id=#{id} AND b = #{b};'],
  ['SELECT * FROM $(db).dbo.t_$(x) WHERE id = $(id);'],
  ['CREATE TABLE <<schema>>.t (id int PRIMARY KEY, n serial);', ['serial-type', 'serial']],
  ['SELECT * FROM @cdm.person p JOIN @cdm.visit v ON p.id = v.id WHERE p.x IN (@ids);'],
  ['CREATE TABLE {schema}.{table} (id bigserial PRIMARY KEY);', ['serial-type', 'bigserial']],
  [
    '{DEFAULT @a = 1}\n{@a} ? {TRUNCATE a;} : {SELECT 2;}\n{@a & @b} ? {TRUNCATE b};\nSELECT {@a} ? {DISTINCT} x FROM @cdm.t WHERE 1 = 1 {@b} ? {AND y = 1} : {AND};',
    ['truncate', 'TRUNCATE'],
    ['truncate', 'TRUNCATE'],
  ],
  ['SELECT 1 };', ['syntax-error', '}']],
  // psql
  ['ALTER TABLE :t ADD COLUMN :c :type;'],
  // goyesql and drivers
  ['SELECT id FROM items WHERE %query% ORDER BY %order% LIMIT $1;'],
  ['SELECT count(%s), %(a)s, CASE WHEN x THEN %s ELSE %d END FROM items;'],
  ['SELECT * FROM t WHERE id=? AND b>? AND c IN (?, ?) LIMIT ? OFFSET ?;'],
  // Parts of a list: nobody knows what else they bring
  ['CREATE TABLE t (id int, {{ columns }});'],
  ['CREATE TABLE t ({{ columns }});'],
  ['CREATE TABLE t (id int ${key}, b int) ${options};'],
  ['CREATE TABLE t (id int, ${name} text DEFAULT ${value});', ['table-without-primary-key', 't']],
  // In bodies
  [
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN TRUNCATE ${s}.t; RETURN {{ n }}; END $$;',
    ['truncate', 'TRUNCATE'],
  ],
  // What looks alike and is SQL
  ["SELECT doc ? 'a', doc ?| array['a'], doc @? '$.a', a % b, a %b, @a, @ a, 1 << 2, a <<b>> c FROM t;"],
  ["SELECT a FROM t WHERE 'w' <% b AND c %> 'd' AND e <%b AND f%> g AND a <<% b AND c %>> d AND x<%y;"],
  ['DO $$ <<outer>> BEGIN <<inner>> LOOP EXIT outer; END LOOP; END $$;'],
  ["SELECT '${a}', $q$ {{ c }} $q$ FROM t; TRUNCATE t;", ['truncate', 'TRUNCATE']],
  // A fault beside a placeholder stays one
  ['SELECT (${a} = 1;', ['syntax-error', '1']],
  ['CREATE TABLE ${t} (id uuid PRIMARY KEY, v varchar(${n}), w int int);', ['syntax-error', 'int']],
  ['SELECT ${a; SELECT {{ b;', ['syntax-error', '$'], ['syntax-error', '{']],
];

describe('placeholders', () => {
  for (const [sql, ...found] of lines)
    test(sql, () => {
      const { problems } = analyzer.analyze(sql);
      const told = problems
        .filter(({ rule }) => rule !== 'implicit-transaction')
        .map(({ rule, span }) => [rule, sql.slice(span.start, span.end)]);
      assert.deepEqual(told, found);
    });

  const repaired: (readonly [sql: string, after: string])[] = [
    [
      'CREATE INDEX ASYNC i ON t {{ if .A }} (a) {{ else }} (b DESC) {{ end }};',
      'CREATE INDEX ASYNC i ON t {{ if .A }} (a) {{ else }} (b) {{ end }};',
    ],
    ['CREATE INDEX ${i} ON ${s}.t USING btree (a);', 'CREATE INDEX ASYNC ${i} ON ${s}.t (a);'],
    [
      'CREATE TABLE ${s}.a (id uuid PRIMARY KEY);\nCREATE TABLE ${s}.b (id uuid PRIMARY KEY, a uuid REFERENCES ${s}.a (id));',
      'CREATE TABLE ${s}.a (id uuid PRIMARY KEY);\nCREATE TABLE ${s}.b (id uuid PRIMARY KEY, a uuid REFERENCES ${s}.a (id));\nCREATE INDEX ASYNC b_a_idx ON ${s}.b (a);',
    ],
    [
      'CREATE TABLE {Schema}.b (id uuid PRIMARY KEY, a uuid REFERENCES a (id));',
      'CREATE TABLE {Schema}.b (id uuid PRIMARY KEY, a uuid REFERENCES a (id));\nCREATE INDEX ASYNC b_a_idx ON {Schema}.b (a);',
    ],
    [
      'CREATE TABLE ${db.schema}.b (id uuid PRIMARY KEY, "odd ${x}" uuid REFERENCES a (id));',
      'CREATE TABLE ${db.schema}.b (id uuid PRIMARY KEY, "odd ${x}" uuid REFERENCES a (id));\nCREATE INDEX ASYNC "b_odd ${x}_idx" ON ${db.schema}.b ("odd ${x}");',
    ],
    [
      'CREATE TABLE "c{1}" (id uuid PRIMARY KEY, "100%s" uuid REFERENCES a (id));',
      'CREATE TABLE "c{1}" (id uuid PRIMARY KEY, "100%s" uuid REFERENCES a (id));\nCREATE INDEX ASYNC "c{1}_100%s_idx" ON "c{1}" ("100%s");',
    ],
    [
      'CREATE TABLE {{ .P }}Users (id uuid PRIMARY KEY);\nALTER TABLE {{ .P }}Users ADD COLUMN n int NOT NULL;',
      'CREATE TABLE {{ .P }}Users (id uuid PRIMARY KEY, n int NOT NULL);',
    ],
  ];
  for (const mark of ['<s>', '<<s>>', '@s@', '@@s@@', '@{s}', '%s%', '$s'])
    repaired.push([
      `CREATE TABLE ${mark}.b (id uuid PRIMARY KEY, a uuid REFERENCES ${mark}.a (id));\nALTER TABLE ${mark}.b ADD CONSTRAINT c CHECK (d > 0);`,
      `CREATE TABLE ${mark}.b (id uuid PRIMARY KEY, a uuid REFERENCES ${mark}.a (id));\nCREATE INDEX ASYNC b_a_idx ON ${mark}.b (a);\nALTER TABLE ${mark}.b ADD CONSTRAINT c CHECK (d > 0) NOT VALID;\nALTER TABLE ASYNC ${mark}.b VALIDATE CONSTRAINT c;`,
    ]);
  for (const [sql, after] of repaired)
    test(`repaired with its placeholders: ${sql}`, () => {
      assert.equal(fixAll(analyzer, sql, {}, 'review').text.trim(), after);
    });
});
