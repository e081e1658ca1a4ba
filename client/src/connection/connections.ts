import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { withoutSecrets } from '../../../server/src/connection/failures.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import { type ConnectionTarget, targetOf } from '../../../server/src/connection/target.js';
import { ask } from '../asking/ask.js';
import { sameTransaction } from '../asking/standing.js';
import { sqlEditorInFront } from '../sqlEditor.js';
import { followDocuments, rememberedBindings } from './documentBindings.js';
import { isInSandbox } from './profile.js';
import { showingProgress } from './progress.js';
import { savedProfiles } from './savedProfiles.js';
import { onceTrusted } from './trust.js';
import { inScratch, windowSandbox } from './windowSandbox.js';

/** The connections of this window. Several may be open, and each document works on one of them. */
export interface Connections extends vscode.Disposable {
  /** What the document in front works on; without one, what was used last. */
  readonly current: () => Connection | undefined;
  /** What a document works on; undefined: it has none, so a run asks. Of no document: what was used last. */
  readonly of: (document: string | undefined) => Connection | undefined;
  /** Those that were connected to in this window and not left, in that order. */
  readonly all: () => readonly OpenedConnection[];
  /** Whether the window still works in a session: nobody has left it, and its settings are the same. */
  readonly has: (session: Session) => boolean;
  /** Whether there is a connection of this name: in the settings, or the sandbox. */
  readonly knows: (name: string) => boolean;
  /** Sessions, documents' connections, or the document in front have changed. */
  readonly onDidChange: vscode.Event<void>;
  /**
   * Connects, and lets a document work there; without one, the document in front. Other connections stay open. Rejects with
   * a sentence; undefined if the person canceled.
   */
  readonly use: (name: string, document?: string) => Promise<Session | undefined>;
  /** Connects. Only a document in front that has no connection takes it. */
  readonly open: (name: string) => Promise<Session>;
  /** The session to work in: connects if need be, or asks where there is no connection. */
  readonly session: (place?: WorkPlace) => Promise<Session | undefined>;
  /** Lets a document work on a connection, without connecting. */
  readonly bind: (document: string, name: string) => void;
  /** One more session to the cluster of this one; whoever asks closes it. */
  readonly another: (session: Pick<Session, 'target'>) => Promise<Session>;
  /** The same, for work that opens sessions as it goes. */
  readonly opener: (session: Session) => Promise<() => Session>;
  /** Does some work in a new sandbox, which is deleted behind it. */
  readonly scratch: <Result>(work: (open: () => Session) => Promise<Result>) => Promise<Result>;
  /** Leaves a connection, without a name that of the document in front. */
  readonly disconnect: (name?: string) => Promise<void>;
  /** Connects without keeping the connection. Rejects with a sentence. */
  readonly test: (profile: Profile) => Promise<void>;
  readonly clusters: (awsProfile: string | undefined, region: string) => ReturnType<typeof remoteClusters>;
}

export interface Connection {
  readonly name: string;
  /** Undefined before it was connected to in this window. */
  readonly session: Session | undefined;
}

export interface OpenedConnection extends Connection {
  readonly session: Session;
}

/** Where to work: on a connection by its name, or where a document works. Of neither: where the document in front works. */
export interface WorkPlace {
  readonly name?: string | undefined;
  readonly document?: string | undefined;
}

interface Options {
  /** The script of the command line. */
  readonly cli: string;
  /** Where the sandbox keeps its data. */
  readonly storage: vscode.Uri;
  /** Remembers the connections of this workspace's documents. */
  readonly memory: vscode.Memento;
  /** The options by which the sandbox answers like the dialect that files of this window are checked against. */
  readonly dialectFlags: () => Promise<readonly string[]>;
  readonly log: vscode.LogOutputChannel;
  /** Lets the person choose a connection for a document, and connects. */
  readonly choose: (document: string | undefined) => Promise<Session | undefined>;
}

const remote = () => import('../../../server/src/connection/remote.js');
const remoteClusters = async (awsProfile: string | undefined, region: string) =>
  (await remote()).listClusters(awsProfile, region, askMfaCode);

const trusted = onceTrusted(() => vscode.workspace.isTrusted);

/** A session, and what the settings said when it was made; the sandbox is in no setting. */
interface Live {
  readonly session: Session;
  readonly profile: Profile | undefined;
}

export function createConnections(options: Options): Connections {
  const { cli, storage, memory, dialectFlags, log, choose } = options;
  const changed = new vscode.EventEmitter<void>();
  const bindings = rememberedBindings(memory);
  const live = new Map<string, Live>();
  /** For each connection the steps that change it, one after the other. */
  const lines = new Map<string, Promise<unknown>>();

  const tell = (text: string) => log.info(withoutSecrets(text));
  const sandbox = windowSandbox({ cli, storage, dialectFlags, log: tell });
  const named = (name: string | undefined): Connection | undefined =>
    name === undefined ? undefined : { name, session: live.get(name)?.session };
  const following = followDocuments(
    bindings,
    (name) => live.has(name),
    () => changed.fire(),
  );

  const openerTo = sessionOpener(tell, () => changed.fire());
  const openTo = async (target: ConnectionTarget): Promise<Session> => (await openerTo(target))();

  /** The session of a connection, made if need be. A sandbox that has stopped is on another port when it is started again. */
  async function sessionNamed(name: string): Promise<{ readonly session: Session; readonly isNew: boolean }> {
    const had = live.get(name);
    const profile = had ? had.profile : profileNamed(name);
    if (had && !(isLocal(had.session) && had.session.phase() === 'closed'))
      return { session: had.session, isNew: false };
    const target = await targetNamed(sandbox, name, profile);
    if (had && isDeepStrictEqual(target, had.session.target)) return { session: had.session, isNew: false };
    await had?.session.close();
    const session = await openTo(target);
    live.set(name, { session, profile });
    changed.fire();
    return { session, isNew: true };
  }

  const connected = (name: string): Promise<Session> =>
    inLine(name, async () => {
      const { session } = await sessionNamed(name);
      if (session.phase() === 'closed') await connect(session);
      return session;
    });

  const inLine = <Result>(name: string, step: () => Promise<Result>): Promise<Result> => {
    const turn = (lines.get(name) ?? Promise.resolve()).then(step);
    lines.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };

  async function use(name: string, document = sqlEditorInFront()?.document.uri.toString()): Promise<Session> {
    bindings.use(name);
    if (document !== undefined) bindings.bind(document, name);
    changed.fire();
    return await connected(name);
  }

  async function open(name: string): Promise<Session> {
    const document = sqlEditorInFront()?.document.uri.toString();
    if (bindings.of(document) === undefined) return await use(name, document);
    bindings.use(name);
    return await connected(name);
  }

  async function session(place: WorkPlace = {}): Promise<Session | undefined> {
    const document = place.document ?? sqlEditorInFront()?.document.uri.toString();
    const name = place.name ?? bindings.of(document);
    if (name === undefined || (place.name === undefined && !isKnown(name))) return await choose(document);
    if (place.name === undefined && document !== undefined) bindings.settle(document);
    return await inLine(name, async () => {
      const { session, isNew } = await sessionNamed(name);
      if (isNew) await connect(session);
      return session;
    });
  }

  async function disconnect(name: string): Promise<void> {
    const left = live.get(name)?.session;
    if (left && !(await mayLeave(left))) return;
    bindings.leave(name);
    live.delete(name);
    changed.fire();
    await left?.close();
    if (!left || !isLocal(left) || [...live.values()].some((one) => isLocal(one.session))) return;
    await sandbox.stop();
  }

  /** Another endpoint, user or color in the settings is taken up; an open transaction is left to its person. */
  const configurationChanges = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('dsql.connections')) return;
    for (const [name, { session, profile }] of live) {
      const saved = profileNamed(name);
      if (!saved || isDeepStrictEqual(saved, profile) || session.transaction() !== 'none') continue;
      void session.close();
      live.delete(name);
    }
    changed.fire();
  });

  return {
    current: () => named(bindings.of(sqlEditorInFront()?.document.uri.toString())),
    of: (document) => named(bindings.of(document)),
    all: () => [...live].map(([name, { session }]) => ({ name, session })),
    has: (session) => live.get(session.target.profile.name)?.session === session,
    knows: isKnown,
    onDidChange: changed.event,
    use: trusted(use),
    open: trusted(open),
    session: trusted(session),
    bind: (document, name) => {
      bindings.bind(document, name);
      changed.fire();
    },
    another: trusted(({ target }: Pick<Session, 'target'>) => openTo(target)),
    opener: trusted(({ target }) => openerTo(target)),
    scratch: (work) => inScratch({ cli, storage, log: tell }, openerTo, work),
    disconnect: async (given) => {
      const name = given ?? bindings.of(sqlEditorInFront()?.document.uri.toString());
      if (name !== undefined) await inLine(name, () => disconnect(name));
    },
    test: trusted(async (profile) => {
      const session = await openTo(targetOf(profile));
      try {
        await connect(session);
      } finally {
        await session.close();
      }
    }),
    clusters: trusted(remoteClusters),
    dispose: () => {
      configurationChanges.dispose();
      following.dispose();
      for (const { session } of live.values()) void session.close();
      void sandbox.stop();
      changed.dispose();
    },
  };
}

/** Opens sessions to a target, as many as are asked for. `changed` is called when one of them changes. */
const sessionOpener =
  (log: (text: string) => void, changed: () => void) =>
  async (target: ConnectionTarget): Promise<() => Session> => {
    const { openSession } = await remote();
    return () => {
      const session = openSession(target, { askMfaCode, log });
      session.onDidChange(changed);
      return session;
    };
  };

/** A connection to the sandbox under a name of its own has the marks of its profile, and the place that the sandbox has now. */
async function targetNamed(
  sandbox: ReturnType<typeof windowSandbox>,
  name: string,
  profile: Profile | undefined,
): Promise<ConnectionTarget> {
  if (name === sandboxName) return (await sandbox.running()).target;
  if (!profile) throw new Error(`There is no connection named "${name}" in the settings.`);
  if (!isInSandbox(profile)) return targetOf(profile);
  const { target } = await sandbox.running();
  return { ...target, profile: { ...profile, endpoint: target.profile.endpoint } };
}

/** Connects with a progress that can be canceled. */
const connect = (session: Session): Promise<void> =>
  showingProgress(`Connecting to ${session.target.profile.name}…`, () => session.connect(), session.cancel);

/** Whether a session is one to the sandbox, under whatever name. */
export const isLocal = ({ target }: Session): boolean => target.credentials.kind === 'keys';

const profileNamed = (name: string): Profile | undefined =>
  savedProfiles().profiles.find((profile) => profile.name === name);

/** A connection may have gone from the settings since it was remembered. */
const isKnown = (name: string): boolean => name === sandboxName || profileNamed(name) !== undefined;

async function mayLeave(session: Session): Promise<boolean> {
  if (session.transaction() === 'none') return true;
  const message = `A transaction is open on "${session.target.profile.name}".`;
  const standing = sameTransaction(session);
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
