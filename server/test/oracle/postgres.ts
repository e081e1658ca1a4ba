import { Client } from 'pg';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';

/** A real PostgreSQL 16 with a superuser's connection to it, in a folder of its own. */
export async function startPostgres(): Promise<{
  readonly client: Client;
  readonly stop: () => Promise<void>;
}> {
  const folder = await openFolder();
  const engine = await startEngine({ folder });
  const client = new Client(engine.connection);
  // What a statement of a test ends is told by its answer.
  client.on('error', () => undefined);
  await client.connect();
  return {
    client,
    stop: async () => {
      await client.end();
      await engine.stop();
      await folder.close();
    },
  };
}
