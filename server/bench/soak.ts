import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { load, prepareLoad } from '../test/sandbox/load.js';
import { type Started, startSandbox } from './sandbox.js';

// Leaves a sandbox under load and tells each minute what it takes: `npx tsx server/bench/soak.ts [MINUTES] [IDLE SESSIONS]`.
// The load is the one of `npm run bench -- sandbox`, again and again with sessions of its own, beside definitions, index builds
// and sessions that do nothing.

const clients = 20;
const cli = path.join(__dirname, '../../dist/cli.js');

async function main(): Promise<void> {
  const [minutes = 60, idle = 200] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(path.join(tmpdir(), 'soak-'));
  chmodSync(folder, 0o711);
  const sandbox = await startSandbox(cli, path.join(folder, 'sandbox'));
  try {
    const told = { committed: 0, conflicts: 0, faults: {} as Record<string, number> };
    const addFaults = (words: string, count = 1) => {
      told.faults[words] = (told.faults[words] ?? 0) + count;
    };
    const connect = async () => {
      const opened = await sandbox.connect();
      opened.on('error', (error) => addFaults(`a session ended: ${error.message}`));
      return opened;
    };
    const sleeping = [];
    for (let count = 0; count < idle; count++) sleeping.push(await connect());
    const client = await connect();
    await prepareLoad(client, 100);
    console.log('minute  transactions  conflicts  faults  process MiB  PostgreSQL MiB  disk MiB');
    const end = Date.now() + minutes * 60_000;
    for (let minute = 0; Date.now() < end; minute++) {
      for (const until = Math.min(end, Date.now() + 60_000); Date.now() < until; ) {
        const round = await load({
          clients,
          transactions: 50,
          hotRows: 100,
          connect,
          random: Math.random,
        });
        told.committed += round.committed;
        told.conflicts += round.conflicts;
        for (const [words, count] of Object.entries(round.faults)) addFaults(words, count);
        await define(client);
      }
      const { own, behind } = memory(sandbox);
      const disk = Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024;
      const cells = [minute + 1, told.committed, told.conflicts, JSON.stringify(told.faults)];
      console.log([...cells, own.toFixed(0), behind.toFixed(0), disk.toFixed(0)].join('  '));
    }
    for (const one of [...sleeping, client]) await one.query('select 1');
    console.log(`${sleeping.length} idle sessions still answer.`);
    await Promise.all([...sleeping, client].map((one) => one.end()));
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Takes back what a round has left, and changes the catalog. */
async function define(client: pg.Client): Promise<void> {
  await client.query('delete from notes');
  await client.query('create table passing (id int primary key, n int)');
  const { rows } = await client.query<{ job_id: string }>('create index async on passing (n)');
  await client.query(`call sys.wait_for_job('${rows[0]?.job_id}')`);
  await client.query('drop table passing');
}

/** MiB that the sandbox's own process holds, and all processes of its PostgreSQL with their shares of what they share. */
function memory({ pid, postmaster }: Started): { readonly own: number; readonly behind: number } {
  const kibibytes = (file: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${file}`, 'utf8'))?.[1] ?? 0);
  const family = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOf(name, postmaster));
  const behind = family.reduce((sum, name) => {
    try {
      return sum + kibibytes(`${name}/smaps_rollup`, 'Pss');
    } catch {
      // It has just ended.
      return sum;
    }
  }, 0);
  return { own: kibibytes(`${pid}/status`, 'VmRSS') / 1024, behind: behind / 1024 };
}

function isOf(name: string, postmaster: number): boolean {
  try {
    const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(name) === postmaster || Number(parent) === postmaster;
  } catch {
    // It has just ended.
    return false;
  }
}

void main();
