import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { withoutSecrets } from '../../../server/src/connection/failures.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { type Sandbox, sandboxName, startSandbox } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import { type ConnectionTarget, targetOf } from '../../../server/src/connection/target.js';
import { ask } from '../asking/ask.js';
import { sameTransaction } from '../asking/standing.js';
import { savedProfiles } from './savedProfiles.js';
import { onceTrusted } from './trust.js';

/** The connection of this window: one at a time. */
export interface Connections extends vscode.Disposable {
  readonly current: () => Connection | undefined;
  readonly onDidChange: vscode.Event<void>;
  /** Connects, and makes this the window's connection. Rejects with a sentence; undefined if the person canceled. */
  readonly use: (name: string) => Promise<Session | undefined>;
  /** The session to work in: connects to what was used last if need be, or asks. */
  readonly session: () => Promise<Session | undefined>;
  /** One more session to the cluster of this one; whoever asks closes it. */
  readonly another: (session: Session) => Promise<Session>;
  readonly disconnect: () => Promise<void>;
  /** Connects without keeping the connection. Rejects with a sentence. */
  readonly test: (profile: Profile) => Promise<void>;
  readonly clusters: (awsProfile: string | undefined, region: string) => ReturnType<typeof remoteClusters>;
}

export interface Connection {
  readonly name: string;
  /** Undefined before it was connected to in this window. */
  readonly session: Session | undefined;
}

interface Options {
  /** The script of the command line. */
  readonly cli: string;
  /** Where the sandbox keeps its data. */
  readonly storage: vscode.Uri;
  /** Remembers the connection of this workspace. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  /** Lets the person choose a connection, and connects. */
  readonly choose: () => Promise<Session | undefined>;
}

const remote = () => import('../../../server/src/connection/remote.js');
const remoteClusters = async (awsProfile: string | undefined, region: string) =>
  (await remote()).listClusters(awsProfile, region, askMfaCode);

const trusted = onceTrusted(() => vscode.workspace.isTrusted);

const memoryKey = 'connection';

export function createConnections({ cli, storage, memory, log, choose }: Options): Connections {
  const changed = new vscode.EventEmitter<void>();
  let current: Connection | undefined = rememberedConnection(memory);
  let sandbox: Promise<Sandbox> | undefined;
  /** Steps that change the connection, one after the other. */
  let line: Promise<unknown> = Promise.resolve();

  const tell = (text: string) => log.info(withoutSecrets(text));

  const become = (next: Connection | undefined) => {
    current = next;
    changed.fire();
    void memory.update(memoryKey, next?.name);
  };

  async function open(target: ConnectionTarget): Promise<Session> {
    const { openSession } = await remote();
    const session = openSession(target, { askMfaCode, log: tell });
    session.onDidChange(() => changed.fire());
    return session;
  }

  function runningSandbox(): Promise<Sandbox> {
    const postgres = vscode.workspace.getConfiguration('dsql').get<string>('sandbox.postgres')?.trim();
    sandbox ??= showingProgress('Starting the local sandbox…', () =>
      startSandbox({ cli, folder: storage.fsPath, postgres: postgres || undefined, log: tell }),
    );
    const mine = sandbox;
    const forget = () => {
      if (sandbox === mine) sandbox = undefined;
    };
    void mine.then(({ ended }) => ended).then(forget, forget);
    return mine;
  }

  async function targetNamed(name: string): Promise<ConnectionTarget> {
    if (name === sandboxName) return (await runningSandbox()).target;
    const profile = savedProfiles().profiles.find((one) => one.name === name);
    if (profile) return targetOf(profile);
    throw new Error(`There is no connection named "${name}" in the settings.`);
  }

  async function use(name: string): Promise<Session | undefined> {
    if (!(await mayLeave(current))) return undefined;
    await current?.session?.close();
    become({ name, session: undefined });
    const session = await open(await targetNamed(name));
    become({ name, session });
    await connect(session);
    return session;
  }

  /** Connects with a progress that can be canceled. */
  const connect = (session: Session): Promise<void> =>
    showingProgress(`Connecting to ${session.target.profile.name}…`, () => session.connect(), session.cancel);

  /** A sandbox that has stopped is on another port when it is started again. */
  async function session(): Promise<Session | undefined> {
    if (!current) return undefined;
    if (!current.session) return await use(current.name);
    if (current.name === sandboxName && current.session.phase() === 'closed') {
      const { target } = await runningSandbox();
      if (!isDeepStrictEqual(target, current.session.target)) return await use(sandboxName);
    }
    return current.session;
  }

  const inLine = <Result>(step: () => Promise<Result>): Promise<Result> => {
    const turn = line.then(step);
    line = turn.catch(() => undefined);
    return turn;
  };

  /** Another endpoint, user or color in the settings is taken up; an open transaction is left to its person. */
  const configurationChanges = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('dsql.connections') || !current?.session) return;
    const { name, session: old } = current;
    const profile = savedProfiles().profiles.find((one) => one.name === name);
    if (!profile || isDeepStrictEqual(profile, old.target.profile) || old.transaction() !== 'none') return;
    void old.close();
    become({ name, session: undefined });
  });

  return {
    current: () => current,
    onDidChange: changed.event,
    use: trusted((name) => inLine(() => use(name))),
    session: trusted(async () => (current && isKnown(current.name) ? await inLine(session) : await choose())),
    another: trusted(({ target }) => open(target)),
    disconnect: () =>
      inLine(async () => {
        if (!(await mayLeave(current))) return;
        const left = current;
        become(undefined);
        await left?.session?.close();
        if (left?.name !== sandboxName) return;
        const stopped = await sandbox?.catch(() => undefined);
        await stopped?.stop();
      }),
    test: trusted(async (profile) => {
      const session = await open(targetOf(profile));
      try {
        await connect(session);
      } finally {
        await session.close();
      }
    }),
    clusters: trusted(remoteClusters),
    dispose: () => {
      configurationChanges.dispose();
      void current?.session?.close();
      void sandbox?.then(({ stop }) => stop()).catch(() => undefined);
      changed.dispose();
    },
  };
}

/** What was used in this workspace last, or what the settings name. */
function rememberedConnection(memory: vscode.Memento): Connection | undefined {
  const named = vscode.workspace.getConfiguration('dsql').get<string>('connection')?.trim();
  const name = memory.get<string>(memoryKey) ?? named;
  return name ? { name, session: undefined } : undefined;
}

/** A connection may have gone from the settings since it was remembered. */
const isKnown = (name: string): boolean =>
  name === sandboxName || savedProfiles().profiles.some((profile) => profile.name === name);

async function mayLeave(connection: Connection | undefined): Promise<boolean> {
  if (!connection?.session || connection.session.transaction() === 'none') return true;
  const message = `A transaction is open on "${connection.name}".`;
  const standing = sameTransaction(connection.session);
  return (await ask({ message, answers: ['Roll back and leave'], standing })) !== undefined;
}

async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: 'AWS sign-in',
    prompt: `The code of the MFA device ${device}`,
    password: true,
    ignoreFocusOut: true,
  });
  if (!code) throw new Error('The code of the MFA device is missing.');
  return code;
}

async function showingProgress<Result>(
  title: string,
  work: () => Promise<Result>,
  cancel?: () => Promise<void>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  return await vscode.window.withProgress(
    { location, title, cancellable: cancel !== undefined },
    (_, token) => {
      const subscription = token.onCancellationRequested(() => void cancel?.());
      return work().finally(() => subscription.dispose());
    },
  );
}
