import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openCluster } from '../cluster/open.js';
import type { Session } from '../connection/session.js';
import { type AsOf, dataOf, dayOf } from '../core/dialect/asOf.js';
import type { OverlayEntry } from '../core/dialect/overlay.js';
import { overlayText, withoutCluster } from '../core/dialect/overlayFile.js';
import { compare, notProbed, overlayOf, type ProbeAnswer, probesOf } from '../core/dialect/probes.js';
import { overlayName } from '../files/dialect.js';
import { isProbeSchema, probe, probeSchema, statementsOf, takeDown } from '../running/probe.js';
import { type ProbePart, partOf, readPart, savedEach, writePart } from '../workspace/probePart.js';
import { replaceFile } from '../workspace/replaceFile.js';
import { choiceOf, clusterOptions, clusterTrouble } from './cluster.js';
import { defineCommand } from './command.js';
import { untilInterrupted } from './interrupt.js';
import { printableStart } from './report/escape.js';
import { readSettings, settingsOptions } from './settings.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';

const { overlay: _, ...dialectOptions } = settingsOptions;

export const probeCommand = defineCommand({
  name: 'probe',
  usage: '[OPTION]…',
  options: {
    ...clusterOptions,
    out: { value: 'FILE', help: `Write what differs into this file (default: ${overlayName}).` },
    jobs: { help: 'Also try what begins a job, such as CREATE INDEX ASYNC: a rollback does not end a job.' },
    'dry-run': { help: 'Print the statements, and send none.' },
    json: { help: 'Print what differs as JSON, without the id of the cluster.' },
    'clean-up': { help: 'Only drop what a probe that was killed has left, as its file FILE.part says.' },
    ...dialectOptions,
  },
  operands: 'none',
  notes: [
    `Each statement runs in a transaction that is rolled back, in a scratch schema that is made before and dropped after. No object
of yours is read or changed. A probe that you interrupt goes on where it stopped when you call it again. The exit status is 1 if
the cluster differs.`,
  ],
  examples: [
    ['probe --sandbox', 'Compare a new sandbox.'],
    ['probe --endpoint HOST --dry-run', 'See what would be sent to a cluster.'],
    ['probe --endpoint HOST', 'Ask it, and write what differs where lint and the editor read it.'],
  ],
  async run(values, operands, terminal) {
    const trouble =
      operands[0] === undefined
        ? clusterTrouble(values)
        : `A probe takes options only, not "${operands[0]}".`;
    const settings = trouble === undefined ? await readSettings(values) : { trouble };
    if ('trouble' in settings) {
      terminal.complain(settings.trouble);
      return 0;
    }
    for (const remark of settings.remarks) terminal.remark(remark);
    const { asOf } = settings.options;
    const bare: AsOf = typeof asOf === 'string' ? asOf : { data: asOf.data, day: asOf.day };
    const out = resolve(values.out ?? overlayName);
    if (values['dry-run']) {
      const schema = probeSchema('0'.repeat(12));
      const statements = chosen(bare, schema, values.jobs === true).map(({ sql }) => `${sql};\n`);
      await terminal.print(statements);
      return 0;
    }
    if (values['clean-up']) await watchedEnd();
    const part = await readPart(partOf(out));
    if (values['clean-up'] && part?.schema === undefined) return 0;
    const cluster = await openCluster(choiceOf(values), terminal.remark);
    try {
      const session = cluster.open();
      await session.connect();
      const { clusterId } = session.target.profile.endpoint;
      const isSame = part?.cluster === clusterId;
      if (isSame && part.schema !== undefined && isProbeSchema(part.schema))
        await takeDown(session, part.schema);
      if (values['clean-up']) {
        if (isSame) await writePart(partOf(out), { ...part, schema: undefined });
        return 0;
      }
      const goesOn = isSame && part.dialect === dayOf(bare) ? part.answers : {};
      return await probed({
        session,
        asOf: bare,
        out,
        goesOn,
        values,
        terminal,
        jobs: values.jobs === true,
        isOwn: values.sandbox === true && values.port === undefined,
      });
    } finally {
      await cluster.close();
    }
  },
});

interface Running {
  readonly session: Session;
  readonly asOf: AsOf;
  readonly out: string;
  readonly goesOn: ProbePart['answers'];
  readonly jobs: boolean;
  /** The sandbox ends with this process. */
  readonly isOwn: boolean;
  readonly values: { readonly json?: true };
  readonly terminal: Terminal;
}

const chosen = (asOf: AsOf, schema: string, jobs: boolean) =>
  probesOf(asOf, schema).filter(({ isJob }) => jobs || !isJob);

async function probed({
  session,
  asOf,
  out,
  goesOn,
  jobs,
  isOwn,
  values,
  terminal,
}: Running): Promise<number> {
  const { clusterId: cluster } = session.target.profile.endpoint;
  const schema = probeSchema(randomBytes(6).toString('hex'));
  const probes = chosen(asOf, schema, jobs);
  const known = new Map(Object.entries(goesOn));
  const left = probes.filter(({ sql }) => !known.has(sql.replaceAll(schema, '')));
  terminal.remark(
    `${statementsOf(left, schema)} statements in ${count(left.length, 'transaction')}, each rolled back, in the schema ${schema}, which is dropped at the end.`,
  );
  const path = partOf(out);
  const answers: Record<string, ProbeAnswer> = { ...goesOn };
  const part = (name: string | undefined): ProbePart => ({
    cluster,
    schema: name,
    dialect: dayOf(asOf),
    answers,
  });
  const watcher = isOwn ? noWatch : watch();
  let isCanceled = false;
  const stop = untilInterrupted(() => {
    isCanceled = true;
  });
  try {
    let unsaved = 0;
    const found = await probe(probes, {
      ...{ session, schema, known, isCanceled: () => isCanceled, progress: () => undefined },
      async keep(statement, answer) {
        if (statement !== undefined && answer) answers[statement] = answer;
        if (statement === undefined || ++unsaved % savedEach === 0) await writePart(path, part(schema));
      },
    });
    if (found.length < probes.length) {
      await writePart(path, part(undefined));
      terminal.remark(
        `${found.length} of ${probes.length} were tried. The same command goes on with the rest.`,
      );
      return 1;
    }
    const comparison = compare(found);
    const overlay = overlayOf(comparison, asOf, { cluster, day: new Date().toISOString().slice(0, 10) });
    await replaceFile(out, [overlayText(overlay)]);
    await rm(path, { force: true });
    if (values.json) await terminal.print([terminal.shown(overlayText(withoutCluster(overlay)))]);
    else {
      await terminal.print([
        ...comparison.entries.map((entry) => `${printableStart(row(entry))}\n`),
        ...comparison.open.map(
          ({ kind, name, why }) => `${printableStart(`${kind} ${name}: not known, ${why}`)}\n`,
        ),
        ...notProbed.map(([what, why]) => `${what}: not tried, ${why}\n`),
        ...(jobs ? [] : ['expression-indexes, partial-indexes: not tried, they begin a job (--jobs)\n']),
        `${count(comparison.entries.length, 'difference')} between the cluster and the dialect of ${dayOf(asOf)}${dayOf(asOf) === dataOf(asOf).day ? '' : ` (the newest is ${dataOf(asOf).day})`}, written into ${out}.\n`,
      ]);
    }
    return comparison.entries.length > 0 ? 1 : 0;
  } finally {
    stop.dispose();
    watcher.end();
  }
}

function row({ kind, name, verdict, evidence }: OverlayEntry): string {
  const { statement, sqlstate, text } = evidence;
  const said = sqlstate === undefined ? '' : ` (${sqlstate} ${text ?? ''})`;
  if (kind === 'text') return `text "${name}": other words${said}: ${statement}`;
  const other = verdict === 'accepted' ? 'the dialect refuses it' : 'the dialect accepts it';
  return `${kind} ${name}: ${verdict} by the cluster, ${other}${said}: ${statement}`;
}

const noWatch = { end: () => undefined };

/** A second process that drops the scratch schema when this one is killed: it sees that its standard input ends. */
function watch(): { readonly end: () => void } {
  const [program, ...args] = process.argv.slice(1);
  if (program === undefined) return noWatch;
  const child = spawn(process.execPath, [...process.execArgv, program, ...args, '--clean-up'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return { end: () => child.stdin.end() };
}

/** Until the process that probes has ended. A person at a terminal has none, and waits for nothing. */
const watchedEnd = (): Promise<void> =>
  process.stdin.isTTY
    ? Promise.resolve()
    : new Promise((end) =>
        process.stdin
          .on('data', () => undefined)
          .once('end', end)
          .once('error', end),
      );
