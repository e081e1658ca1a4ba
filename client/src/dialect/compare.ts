import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { type AsOf, dayOf, parseAsOf } from '../../../server/src/core/dialect/asOf.js';
import { overlayText, readOverlay } from '../../../server/src/core/dialect/overlayFile.js';
import { compare, overlayOf, type ProbeAnswer, probesOf } from '../../../server/src/core/dialect/probes.js';
import { overlayName } from '../../../server/src/files/dialect.js';
import {
  isProbeSchema,
  probe,
  probeSchema,
  statementsOf,
  takeDown,
} from '../../../server/src/running/probe.js';
import { createDialects, todayNow } from '../../../server/src/workspace/dialect.js';
import {
  type ProbePart,
  partOf,
  readPart,
  savedEach,
  writePart,
} from '../../../server/src/workspace/probePart.js';
import { readText } from '../../../server/src/workspace/readText.js';
import { replaceFile } from '../../../server/src/workspace/replaceFile.js';
import { ask, offer } from '../asking/ask.js';
import { always, sameConnection } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import { showingProgress } from '../connection/progress.js';
import type { LanguageServer } from '../languageServer.js';
import type { OwnTexts } from '../texts/ownTexts.js';
import { schemes } from '../texts/schemes.js';
import { showMarkdown } from '../texts/showMarkdown.js';
import { anyFile, folderOfOverlay } from './files.js';
import { comparisonPage } from './page.js';
import { comparisonQuestion } from './question.js';

/** Asks the cluster of the document in front where it differs from the facts, keeps that for this workspace, and shows it. */
export async function compareDialect({
  connections,
  server,
  texts,
}: {
  readonly connections: Connections;
  readonly server: LanguageServer;
  readonly texts: OwnTexts;
}): Promise<void> {
  const file = join(folderOfOverlay(), overlayName);
  const session = await connections.session();
  if (!session) return;
  const { profile } = session.target;
  const cluster = profile.endpoint.clusterId;
  const bare = await factsOfWindow(server);
  const part = await readPart(partOf(file));
  const mine = part?.cluster === cluster ? part : undefined;
  const answers = mine?.dialect === dayOf(bare) ? mine.answers : {};
  const schema = probeSchema(randomBytes(6).toString('hex'));
  const all = probesOf(bare, schema);
  const left = all.filter(({ sql }) => !Object.hasOwn(answers, sql.replaceAll(schema, '')));
  const agreed = await ask({
    ...comparisonQuestion({
      profile,
      day: dayOf(bare),
      statements: statementsOf(
        left.filter(({ isJob }) => !isJob),
        schema,
      ),
      known: all.length - left.length,
      jobs: left.filter(({ isJob }) => isJob).length,
      replaces: await clusterIn(file, cluster),
    }),
    standing: sameConnection(connections, session),
  });
  if (agreed === undefined) return;
  const jobs = agreed === 'Compare with jobs';
  // A read-only connection would put each statement into a transaction that only reads: the person was asked.
  const own = await connections.another({
    target: { ...session.target, profile: { ...profile, readOnly: false } },
  });
  try {
    if (mine?.schema !== undefined && isProbeSchema(mine.schema)) await takeDown(own, mine.schema);
    const probes = all.filter(({ isJob }) => jobs || !isJob);
    const found = await probed(own, probes, {
      name: profile.name,
      schema,
      path: partOf(file),
      bare,
      answers,
    });
    if (found.length < probes.length) {
      await offer({
        message: `${found.length} of ${probes.length} facts were tried on "${profile.name}". The same command goes on with the rest.`,
        answers: [],
        standing: always,
      });
      return;
    }
    const result = compare(found);
    const day = todayNow();
    await replaceFile(file, [overlayText(overlayOf(result, bare, { cluster, day }))]);
    await rm(partOf(file), { force: true });
    const uri = vscode.Uri.from({
      scheme: schemes.dialect,
      path: `/${profile.name.replaceAll('/', '_')}.md`,
    });
    texts.put(
      uri,
      comparisonPage({
        ...{ connection: profile.name, day, dialect: dayOf(bare), jobs, file: overlayName },
        result,
      }),
    );
    await showMarkdown(uri);
  } finally {
    await own.close();
  }
}

/** The facts that this window goes by, without what a cluster has said. */
async function factsOfWindow(server: LanguageServer): Promise<AsOf> {
  const { day, dialect } = await server.dialectFilesOf(anyFile());
  const { asOf } = await createDialects()({
    day: parseAsOf(day) ?? 'latest',
    folder: undefined,
    dialect: dialect ?? undefined,
  });
  return asOf;
}

/** The other cluster that the file tells of; undefined where it is of this one, or there is none. */
async function clusterIn(file: string, cluster: string): Promise<string | undefined> {
  const read = await readText(file);
  const reading = 'text' in read ? readOverlay(read.text, todayNow()) : undefined;
  const other = reading && 'value' in reading ? reading.value.cluster : undefined;
  return other === cluster ? undefined : other;
}

interface Probing {
  readonly name: string;
  readonly schema: string;
  /** Where answers are kept while the probe is under way. */
  readonly path: string;
  readonly bare: AsOf;
  readonly answers: ProbePart['answers'];
}

/** Fewer answers than probes where the person has canceled it. */
async function probed(
  session: Session,
  probes: ReturnType<typeof probesOf>,
  { name, schema, path, bare, answers: earlier }: Probing,
): ReturnType<typeof probe> {
  let isCanceled = false;
  const answers: Record<string, ProbeAnswer> = { ...earlier };
  const write = (left: string | undefined) =>
    writePart(path, {
      cluster: session.target.profile.endpoint.clusterId,
      schema: left,
      dialect: dayOf(bare),
      answers,
    });
  let unsaved = 0;
  const found = await showingProgress(
    `Comparing the dialect with "${name}"`,
    (report) =>
      probe(probes, {
        ...{ session, schema, known: new Map(Object.entries(earlier)), isCanceled: () => isCanceled },
        async keep(statement, answer) {
          if (statement !== undefined && answer) answers[statement] = answer;
          if (statement === undefined || ++unsaved % savedEach === 0) await write(schema);
        },
        progress: (done, count) => report(`${done} of ${count}`),
      }),
    async () => {
      isCanceled = true;
    },
  );
  await write(undefined);
  return found;
}
