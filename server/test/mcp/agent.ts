import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const cli = resolve(__dirname, '../../../dist/cli.js');

/** What a tool answered: its value, and whether it did what was asked. */
export interface Told {
  readonly value: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** An agent, that is a client of the protocol's own library, with a server of its own in a folder of its own. */
export interface Agent {
  readonly client: Client;
  readonly folder: string;
  readonly pid: number;
  readonly call: (tool: string, values?: Readonly<Record<string, unknown>>) => Promise<Told>;
  readonly close: () => Promise<void>;
}

export async function startAgent(
  files: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Promise<Agent> {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-mcp-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [cli, 'mcp', ...options],
    cwd: folder,
    stderr: 'inherit',
  });
  await client.connect(transport);
  return {
    client,
    folder,
    pid: transport.pid ?? 0,
    call: async (name, values = {}) => {
      const {
        content,
        structuredContent,
        isError = false,
      } = await client.callTool({
        name,
        arguments: values,
      });
      const [first] = content;
      const text = first?.type === 'text' ? first.text : '';
      if (structuredContent === undefined) return { value: { text }, isError };
      // Clients that read no structured content read the same as text.
      if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(structuredContent))
        throw new Error(`${name} says one thing as text and another as data`);
      return { value: structuredContent as Told['value'], isError };
    },
    close: async () => {
      await client.close();
      rmSync(folder, { recursive: true });
    },
  };
}
