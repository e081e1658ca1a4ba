import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const cli = resolve(__dirname, '../../../dist/cli.js');
const file = join(__dirname, 'transcripts.txt');

interface Message {
  readonly id?: number;
  readonly result?: object;
}

/** What the server answers to lines, in the order of the ids. Its long texts are left out. */
async function answersTo(lines: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-mcp-'));
  const server = spawn(process.execPath, [cli, 'mcp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const answers: Message[] = [];
  const wanted = lines.filter((line) => /"id":/.test(line)).length;
  server.stdin.write(`${lines.join('\n')}\n`);
  for await (const line of createInterface({ input: server.stdout })) {
    answers.push(JSON.parse(line));
    if (answers.length === wanted) server.stdin.end();
  }
  await ended;
  rmSync(folder, { recursive: true });
  return answers
    .toSorted((one, other) => (one.id ?? 0) - (other.id ?? 0))
    .map((one) => `< ${JSON.stringify(one, (key, value) => (key === 'instructions' ? '…' : value))}`);
}

/**
 * A transcript is a block: `# title`, the lines of a client behind `>`, and those of the server behind `<`. `UPDATE=1` writes the
 * latter: read them.
 */
const blocks = readFileSync(file, 'utf8').trim().split(/\n\n+/);
const written: string[] = [];

for (const block of blocks) {
  const [title = '', ...lines] = block.split('\n');
  const sent = lines.filter((line) => line.startsWith('> '));
  test(title.slice(2), async () => {
    const answers = await answersTo(sent.map((line) => line.slice(2)));
    const played = [title, ...sent, ...answers].join('\n');
    written.push(played);
    if (!process.env.UPDATE) assert.equal(played, block);
    else if (written.length === blocks.length) writeFileSync(file, `${written.join('\n\n')}\n`);
  });
}
