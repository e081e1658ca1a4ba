import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { readiness } from '../../src/core/repair/report.js';
import { reportMarkdown } from '../../src/core/repair/reportMarkdown.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { analyzer } from './engine.js';

/** Scripts in which N stands for a name, and V for a value, that would run a statement if it got out of its quotes. */
const scripts = [
  'CREATE UNIQUE INDEX ASYNC N ON N (N);\nALTER TABLE N ADD CONSTRAINT N UNIQUE USING INDEX N;',
  'ALTER TABLE N ADD UNIQUE (N);',
  'ALTER TABLE N ADD CONSTRAINT N UNIQUE (N);',
  'ALTER TABLE N ADD COLUMN N int NOT NULL DEFAULT V;',
  'ALTER TABLE N ADD COLUMN N int REFERENCES N (N);',
  'CREATE TABLE N (N int PRIMARY KEY);\nALTER TABLE N ADD COLUMN M text NOT NULL DEFAULT V;',
  'ALTER TABLE N ALTER COLUMN N SET NOT NULL;',
  'CREATE TABLE N (N int PRIMARY KEY, M text);\nALTER TABLE N ALTER COLUMN M SET NOT NULL;',
  'CREATE TABLE N (N int PRIMARY KEY, M text);\nALTER TABLE N ALTER COLUMN M TYPE int USING N::int;',
  'CREATE TRIGGER N BEFORE INSERT ON N EXECUTE FUNCTION N();',
  'CREATE FUNCTION N() RETURNS int LANGUAGE plpgsql AS $$ N $$;\nCREATE TABLE N (N int PRIMARY KEY DEFAULT N());',
  'CREATE TYPE N AS (N text);\nCREATE TABLE T (a int PRIMARY KEY, b N);',
  'CREATE TYPE N AS ENUM (V);\nCREATE TABLE T (a int PRIMARY KEY, b N);',
  'CREATE TABLE N (N int PRIMARY KEY, EXCLUDE USING gist (N WITH &&));',
  'CREATE TABLE N (N serial PRIMARY KEY, M int REFERENCES N (N), CHECK (M <> V));',
  'CREATE TABLE N PARTITION OF N FOR VALUES IN (V);',
  'CREATE MATERIALIZED VIEW N AS SELECT N FROM N;',
  'TRUNCATE N, M;',
  'CREATE TABLE N (N int PRIMARY KEY);\nTRUNCATE N;',
  'CREATE POLICY N ON N USING (N = V);',
  'CREATE RULE N AS ON INSERT TO N DO INSTEAD NOTHING;',
  'COMMENT ON TRIGGER N ON N IS V;\nCREATE TRIGGER N AFTER UPDATE ON N EXECUTE FUNCTION N();',
  'CREATE EXTENSION N;\nCREATE DATABASE N;\nCREATE TABLESPACE N LOCATION V;',
  'GRANT SELECT ON N TO N;\nALTER TABLE N OWNER TO N;\nREINDEX TABLE N;\nLOCK TABLE N;',
];

const escapes = ['\n', '\r', '\r\n', '*/', '"', "'", '\\', '$$', '\u2028'];

const quoted = (sign: string, text: string): string => sign + text.replaceAll(sign, sign + sign) + sign;

/** Whether a text, cut into statements, runs what only stood in names. */
const isRun = (sql: string): boolean => {
  const { text, pieces } = splitScript(sql);
  return pieces.some(
    ({ kind, start, end }) => kind === 'statement' && /^\s*DROP\s/.test(text.slice(start, end)),
  );
};

describe('a name stays a name in what is generated', () => {
  for (const ending of escapes) {
    const inner = `x${ending}\nDROP TABLE victim; --`.replace('\n', ending === '\n' ? '' : '\n');
    const one = ending.startsWith('\r') ? inner.replaceAll('\n', '\r') : inner;
    test(`with ${JSON.stringify(ending)} in it`, () => {
      for (const script of scripts) {
        const sql = script
          .replaceAll(/\bN\b/g, () => quoted('"', one))
          .replaceAll(/\bM\b/g, () => quoted('"', `m${one}`))
          .replaceAll(/\bV\b/g, () => quoted("'", one));
        assert.equal(isRun(sql), false, script);
        const { text } = fixAll(analyzer, sql, {}, 'review');
        assert.equal(isRun(text), false, `${script}\n${text}`);
        for (const step of plan(analyzer.analyze(text, {})))
          assert.equal(isRun(step.text), false, `${script}\n${step.text}`);
        const markdown = reportMarkdown(one, sql, readiness(analyzer, sql, {}));
        assert.doesNotMatch(markdown, /^\s*DROP TABLE victim/m, script);
      }
    });
  }
});
