import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Answer, folderOf, run } from '../cli/dsql.js';

// Two run at once over the same files. Each does the whole of what it does, or says that somebody else was there.

const tables = (name: string) =>
  Array.from({ length: 20 }, (_, at) => `CREATE TABLE ${name}${at} (id bigint PRIMARY KEY);\n`);

const complaints = (answers: readonly Answer[]): readonly string[] =>
  answers.flatMap(({ stderr }) => stderr.split('\n').filter((line) => line.startsWith('dsql: ')));

async function both(
  files: Readonly<Record<string, string>>,
  commands: readonly (readonly string[])[],
  look: (folder: string, answers: readonly Answer[]) => void,
): Promise<void> {
  const folder = folderOf(files);
  const env = { AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials', AWS_CONFIG_FILE: 'aws/config' };
  look(folder, await Promise.all(commands.map((args) => run(args, { folder, env }))));
  rmSync(folder, { recursive: true });
}

test('two that repair one file leave it repaired', () =>
  both(
    { 'a.sql': `VACUUM;\n${tables('t').join('')}` },
    [
      ['fix', '--write', 'a.sql'],
      ['fix', '--write', 'a.sql'],
    ],
    (folder, answers) => {
      assert.equal(readFileSync(join(folder, 'a.sql'), 'utf8'), tables('t').join(''));
      assert.deepEqual(readdirSync(folder), ['a.sql']);
      for (const line of complaints(answers))
        assert.equal(
          line,
          'dsql: a.sql was changed by another program in the meantime: it is left as it is.',
        );
    },
  ));

test('two that lay out one file leave it laid out', () =>
  both(
    { 'a.sql': 'select 1 ;\n'.repeat(20) },
    [
      ['format', '--write', 'a.sql'],
      ['format', '--write', 'a.sql'],
    ],
    (folder, answers) => {
      assert.equal(readFileSync(join(folder, 'a.sql'), 'utf8'), 'select 1;\n'.repeat(20));
      assert.deepEqual(readdirSync(folder), ['a.sql']);
      for (const line of complaints(answers))
        assert.equal(
          line,
          'dsql: a.sql was changed by another program in the meantime: it is left as it is.',
        );
    },
  ));

test('of two that write a baseline, one or both do, each all of it', () =>
  both(
    { 'a.sql': 'VACUUM a;\n', 'b.sql': 'VACUUM b;\nVACUUM c;\n' },
    ['a.sql', 'b.sql'].map((file) => ['lint', '--baseline', 'known.json', '--write-baseline', file]),
    (folder, answers) => {
      const { findings } = JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'));
      assert.ok(findings.length === 1 || findings.length === 2);
      assert.deepEqual(readdirSync(folder).sort(), ['a.sql', 'b.sql', 'known.json']);
      for (const line of complaints(answers))
        assert.match(line, /known\.json was changed by another program in the meantime/);
    },
  ));

test('of two that write a plan into one folder, one does', () =>
  both(
    { 'a.sql': tables('a').join(''), 'b.sql': tables('b').join('') },
    [
      ['fix', '--plan', 'plan', 'a.sql'],
      ['fix', '--plan', 'plan', 'b.sql'],
    ],
    (folder, answers) => {
      const names = readdirSync(join(folder, 'plan')).sort();
      const texts = names.map((name) => readFileSync(join(folder, 'plan', name), 'utf8'));
      assert.ok([tables('a'), tables('b')].some((all) => all.join() === texts.join()));
      assert.deepEqual(readdirSync(folder).sort(), ['a.sql', 'b.sql', 'plan']);
      assert.deepEqual([answers.map(({ status }) => status).sort(), complaints(answers).length], [[0, 2], 1]);
      assert.match(complaints(answers)[0] ?? '', /another program filled it in the meantime|is not empty/);
    },
  ));

test('two that write a profile each leave whole profiles, and what was there', () => {
  const identity = {
    clusterId: 'abcdefghijklmnopqrstuvwxyz',
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
  };
  const mine = '[default]\naws_access_key_id = MINE\n';
  const names = ['one', 'two'];
  return both(
    { 'sandbox.json': JSON.stringify(identity), 'aws/credentials': mine, 'aws/config': '' },
    names.map((name) => ['token', '--dir', '.', '--write-profile', name, '--yes']),
    (folder, answers) => {
      const text = readFileSync(join(folder, 'aws/credentials'), 'utf8');
      const sections = text
        .slice(mine.length)
        .matchAll(/\n\[(one|two)\]\n# written by .*\n.*_id = .*\n.*_key = .*\n/g);
      const whole = [...sections];
      assert.equal(text, mine + whole.map(([section]) => section).join(''));
      assert.ok(whole.length > 0);
      assert.ok(answers.some(({ status }) => status === 0));
      for (const line of complaints(answers))
        assert.match(line, /aws\/(credentials|config) was changed by another program in the meantime/);
      assert.deepEqual(readdirSync(join(folder, 'aws')).sort(), ['config', 'credentials']);
    },
  );
});
