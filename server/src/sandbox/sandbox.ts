import { loadParserFromDisk } from '../workspace/parser.js';
import { openAuthority } from './authority.js';
import { createEndpoint, type EndpointOptions } from './endpoint.js';
import { startEngine } from './engine/engine.js';
import { openFolder } from './folder/folder.js';
import { hostOf, hostsOf, type Identity, openIdentity } from './identity.js';
import { verifyToken } from './token.js';

export interface SandboxOptions extends Pick<EndpointOptions, 'asOf' | 'limits' | 'conflicts' | 'log'> {
  /** 0 asks for any free port. */
  readonly port: number;
  /** The folder of the sandbox. Undefined: a temporary one, which is deleted when the sandbox stops. */
  readonly dir: string | undefined;
  /** A PostgreSQL program, a folder of programs, or the URL of a PostgreSQL that runs already. */
  readonly postgres: string | undefined;
}

/** A local cluster that accepts connections. */
export interface Sandbox {
  readonly port: number;
  /** Absolute. */
  readonly folder: string;
  readonly identity: Identity;
  /** The certificate that its clients must trust. */
  readonly caFile: string;
  readonly stop: () => Promise<void>;
  /** One sentence, when the PostgreSQL behind it is gone. */
  readonly ended: Promise<string>;
}

/** Starts everything, or throws one sentence and leaves nothing running. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let close = opened.pop(); close; close = opened.pop()) await close();
  };
  try {
    const folder = await openFolder(options.dir);
    opened.push(folder.close);
    const identity = await openIdentity(folder.path);
    const { region, credentials } = identity;
    const engine = await startEngine({ folder, postgres: options.postgres, log: options.log });
    opened.push(engine.stop);
    const tls = await openAuthority(folder.path, hostOf(identity), new Date());
    const hosts = hostsOf(identity);
    const endpoint = await createEndpoint({
      engine: engine.connection,
      data: engine.data,
      tls,
      verify: (password, user, now) => verifyToken(password, { user, now, credentials, hosts, region }),
      asOf: options.asOf,
      parser: await loadParserFromDisk(),
      limits: options.limits,
      conflicts: options.conflicts,
      log: options.log,
    });
    opened.push(endpoint.close);
    const port = await endpoint.listen(options.port).catch((error) => {
      throw new Error(portTrouble(options.port, error));
    });
    return { port, folder: folder.path, identity, caFile: tls.caFile, stop, ended: engine.ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

function portTrouble(port: number, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const troubles: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use: name another with --port, or use --port 0 for any free port.`,
    EACCES: `Ordinary users cannot use port ${port}: name a port above 1023 with --port.`,
  };
  return troubles[String(code)] ?? `The sandbox cannot listen on port ${port}: ${error}`;
}
