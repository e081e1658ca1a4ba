import { createConnection } from 'vscode-languageserver/node';
import { loadParserFromDisk } from '../workspace/parser.js';
import { serve } from './server.js';

// Without a transport on the command line the client is taken to be at stdin and stdout.
const namesTransport = process.argv.some((word) => /^--(stdio|node-ipc|socket|pipe)\b/.test(word));
const connection = namesTransport ? createConnection() : createConnection(process.stdin, process.stdout);

const log = (error: unknown) =>
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on('uncaughtException', log);
process.on('unhandledRejection', log);

serve(connection, loadParserFromDisk());
