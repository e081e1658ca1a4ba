import type { McpServer } from '@modelcontextprotocol/server';
import { withoutSecrets } from '../connection/failures.js';
import { parseAsOf } from '../core/dialect/asOf.js';
import { dialectPage } from '../core/repair/dialectPage.js';
import { ruleFix } from '../core/repair/ruleFix.js';
import { rulePage } from '../core/repair/rulePage.js';
import { rules } from '../core/rules/index.js';
import { jsonSchemaOf } from './parameters.js';
import { projectSchema } from './projectSchema.js';
import { prompts } from './prompts.js';
import type { Answer, Tool } from './tool.js';
import { tools } from './tools/index.js';
import type { Workbench } from './workbench.js';

type Sdk = typeof import('./sdk.js');

const instructions = `Tools for Amazon Aurora DSQL, a distributed database that speaks PostgreSQL 16 and refuses much of it. Its dialect changes every month, so do not rely on what you remember: call lint on SQL before you show it, dialect for what is taken and since when, and run to try a statement on a local sandbox that needs no AWS account.`;

/** Speaks the Model Context Protocol over standard input and output until the client leaves. */
export async function serve(workbench: Workbench, version: string): Promise<void> {
  const sdk = await import('./sdk.js');
  await new Promise<void>((resolve) => {
    const handle = sdk.serveStdio(() => serverOf(sdk, workbench, version));
    const end = () => void handle.close().then(resolve, resolve);
    process.stdin.once('end', end);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  });
}

function serverOf(sdk: Sdk, workbench: Workbench, version: string): McpServer {
  const server = new sdk.McpServer(
    { name: 'dsql-workbench', title: 'DSQL Workbench', version },
    { instructions },
  );
  /** Of the calls that may need the database, one at a time has its session. The others wait for nobody. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  for (const tool of tools)
    server.registerTool(
      tool.name,
      {
        ...{ title: tool.title, description: tool.description },
        inputSchema: sdk.fromJsonSchema<Readonly<Record<string, unknown>>>(jsonSchemaOf(tool.parameters)),
        annotations: {
          readOnlyHint: tool.isReadOnly,
          destructiveHint: tool.isDestructive,
          openWorldHint: tool.isOpenWorld,
        },
      },
      async (values, context) => {
        const answer = () => answerOf(tool, values, workbench, context.mcpReq.signal);
        return written(await (tool.isOpenWorld ? inTurn(answer) : answer()));
      },
    );
  addResources(sdk, server, workbench);
  for (const { name, title, description, parameters, text } of prompts)
    server.registerPrompt(
      name,
      {
        ...{ title, description },
        argsSchema: sdk.fromJsonSchema<Readonly<Record<string, string>>>(jsonSchemaOf(parameters)),
      },
      (values) => ({ messages: [{ role: 'user', content: { type: 'text', text: text(values) } }] }),
    );
  return server;
}

/** Whatever goes wrong is an answer that says so, in a sentence. */
async function answerOf(
  tool: Tool,
  values: Readonly<Record<string, unknown>>,
  workbench: Workbench,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    return await tool.run(values as never, workbench, signal);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { value: { error: withoutSecrets(sentence) }, isError: true };
  }
}

const written = ({ value, isError = false }: Answer) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value, undefined, 1) }],
  structuredContent: value,
  ...(isError && { isError }),
});

function addResources({ ResourceTemplate }: Sdk, server: McpServer, workbench: Workbench): void {
  const markdown = (uri: URL, text: string) => ({
    contents: [{ uri: uri.href, mimeType: 'text/markdown', text }],
  });
  server.registerResource(
    'dialect',
    'dsql://dialect',
    {
      title: 'The SQL of Aurora DSQL',
      description: 'What Aurora DSQL refuses, what to write instead, and what it takes since when.',
      mimeType: 'text/markdown',
    },
    (uri) => markdown(uri, dialectPage(rules, workbench.options.asOf)),
  );
  server.registerResource(
    'dialect-of-a-day',
    new ResourceTemplate('dsql://dialect/{day}', { list: undefined }),
    { title: 'The SQL of Aurora DSQL on a day', mimeType: 'text/markdown' },
    (uri, { day }) => {
      const asOf = parseAsOf(String(day));
      if (!asOf) throw new Error(`"${day}" is no day: write one as 2026-08-01, or latest.`);
      return markdown(uri, dialectPage(rules, asOf));
    },
  );
  server.registerResource(
    'rule',
    new ResourceTemplate('dsql://rules/{id}', {
      list: () => ({
        resources: rules.map(({ id, message }) => ({ uri: `dsql://rules/${id}`, name: id, title: message })),
      }),
    }),
    { title: 'A rule', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      const rule = rules.find((one) => one.id === id);
      if (!rule) throw new Error(`There is no rule "${id}": call the tool rules for the list.`);
      return markdown(uri, rulePage(rule, ruleFix(await workbench.analyzer(), rule)));
    },
  );
  server.registerResource(
    'schema',
    'dsql://schema',
    {
      title: 'The schema of the project',
      description: 'What the .sql files of the project create, in the order in which they are applied.',
      mimeType: 'text/markdown',
    },
    async (uri) => {
      const found = await projectSchema(workbench);
      return markdown(uri, found.map(({ definition }) => definition).join('\n\n'));
    },
  );
}
