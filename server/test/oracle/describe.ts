import type { Client } from 'pg';

/** What a server says of a statement before it runs: the columns that it answers, or why it refuses it. */
export type Described =
  | { readonly columns: readonly { readonly name: string; readonly type: string }[] }
  | { readonly sqlstate: string };

interface Wire {
  readonly parse: (query: { readonly text: string }) => void;
  readonly describe: (message: { readonly type: 'S' }) => void;
  readonly sync: () => void;
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

const typeNames = new Map<number, string>();

/** Prepares a statement and has it described; types are told as `pg_type` calls them, arrays with `[]`. */
export async function describeStatement(client: Client, text: string): Promise<Described> {
  const answer = await prepared(client, text);
  if ('sqlstate' in answer) return answer;
  const columns: { name: string; type: string }[] = [];
  for (const { name, dataTypeID } of answer.fields)
    columns.push({ name, type: await typeName(client, dataTypeID) });
  return { columns };
}

function prepared(client: Client, text: string): Promise<RowDescription | { readonly sqlstate: string }> {
  return new Promise((resolve) => {
    let answer: RowDescription = { fields: [] };
    const query = {
      submit(connection: Wire) {
        connection.parse({ text });
        connection.describe({ type: 'S' });
        connection.sync();
      },
      handleRowDescription(message: RowDescription) {
        answer = message;
      },
      // Behind an error the client waits by itself.
      handleError: ({ code = '' }: { readonly code?: string }) => resolve({ sqlstate: code }),
      handleReadyForQuery: () => resolve(answer),
    };
    client.query(query as unknown as Parameters<Client['query']>[0]);
  });
}

async function typeName(client: Client, oid: number): Promise<string> {
  // Only the server's own types keep their number.
  const known = oid < 16384 ? typeNames.get(oid) : undefined;
  if (known !== undefined) return known;
  const { rows } = await client.query<{ name: string }>(
    `SELECT coalesce(e.typname || '[]', t.typname) AS name
     FROM pg_type t LEFT JOIN pg_type e ON e.typarray = t.oid WHERE t.oid = $1`,
    [oid],
  );
  const name = rows[0]?.name ?? '';
  typeNames.set(oid, name);
  return name;
}
