import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createToolServer } from '../../../src/agents/toolServer.js';
import { cli } from '../local.js';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'));
});
after(() => rmSync(folder, { recursive: true }));

const ended = { message: 'The tools of DSQL Workbench have ended: try again.' };
const neverCanceled = () => undefined;

/** A server in place of `dsql mcp`. */
function serverOf(script: string) {
  const file = join(folder, 'server.cjs');
  writeFileSync(file, script);
  return createToolServer(file, () => folder, neverCanceled);
}

test('a tool answers text, and calls at one time do not wait for each other to connect', async () => {
  const server = createToolServer(cli, () => folder, neverCanceled);
  const call = (about: string) => server.call('rules', { about }, neverCanceled);
  const [one, other] = await Promise.all([call('serial-type'), call('truncate')]);
  assert.equal(JSON.parse(one).rules[0].id, 'serial-type');
  assert.equal(JSON.parse(other).rules[0].id, 'truncate');
  server.dispose();
});

test('a server that ends before it answers is told in a sentence, each time', async () => {
  const server = serverOf('process.exit(1)');
  for (let time = 0; time < 2; time++)
    await assert.rejects(server.call('lint', { sql: 'SELECT 1' }, neverCanceled), ended);
});

test('a server that ends in the middle of a call is told, and the next call starts another', async () => {
  const server = serverOf(`
    const answers = require('node:fs').existsSync('second');
    require('node:readline').createInterface(process.stdin).on('line', (line) => {
      const { id, method } = JSON.parse(line);
      if (method === 'initialize') console.log(JSON.stringify({ id, result: {} }));
      if (method !== 'tools/call') return;
      if (answers) console.log(JSON.stringify({ id, result: { content: [{ text: 'yes' }] } }));
      else { require('node:fs').writeFileSync('second', ''); process.exit(1); }
    });`);
  await assert.rejects(server.call('lint', {}, neverCanceled), ended);
  assert.equal(await server.call('lint', {}, neverCanceled), 'yes');
  server.dispose();
});

test('what is no message is passed over, and a refusal of the protocol is its sentence', async () => {
  const server = serverOf(`
    require('node:readline').createInterface(process.stdin).on('line', (line) => {
      const { id, method } = JSON.parse(line);
      console.log('not a message');
      if (method === 'initialize') console.log(JSON.stringify({ id, result: {} }));
      if (method === 'tools/call') console.log(JSON.stringify({ id, error: { message: 'Tool x not found' } }));
    });`);
  await assert.rejects(server.call('x', {}, neverCanceled), { message: 'Tool x not found' });
  server.dispose();
});
