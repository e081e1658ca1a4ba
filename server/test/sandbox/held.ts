// A process that holds an engine until it is told to end: the folder is its first argument, else a temporary one.
import { socketOf } from '../../src/sandbox/engine/connection.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';

async function main(): Promise<void> {
  const folder = await openFolder(process.argv[2]);
  const { connection } = await startEngine({ folder });
  const socket = socketOf(connection);
  process.stdout.write(`${JSON.stringify({ folder: folder.path, connection, socket })}\n`);
}

void main();
