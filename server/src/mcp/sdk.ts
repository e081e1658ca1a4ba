// The protocol, as its own library speaks it: a bundle of its own, so that the other commands start without it.
export { fromJsonSchema, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
export { serveStdio } from '@modelcontextprotocol/server/stdio';
