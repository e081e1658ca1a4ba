import * as vscode from 'vscode';
import type { ServerIndex } from '../../../server/src/core/catalog/fromServer/model.js';
import type { Connections } from '../connection/connections.js';
import type { Runner } from '../runner/runner.js';
import { openScript } from '../schema/actions.js';
import type { Jobs, ShownJob } from './jobsView.js';
import { dropIndex, duplicatesQuery, unfinishedIndexOf } from './unfinishedIndex.js';

// What the commands of the Jobs view do. `given` is what VS Code passes along: the line of the view.

/** What they need of the app. */
interface JobsApp {
  readonly connections: Connections;
  readonly jobs: Jobs;
  readonly runner: Pick<Runner, 'runAgain'>;
}

type Command = (app: JobsApp, given: unknown) => Promise<unknown>;

/** Takes away what a failed build has left; a build under way ends with its index. */
export const dropJobIndex: Command = async (app, given) => {
  const shown = chosen(app, given);
  const index = await indexOf(app, shown);
  await app.runner.runAgain({ sql: dropIndex(index), at: undefined, connection: connectionOf(shown) });
};

export const showDuplicates: Command = async (app, given) => {
  const shown = chosen(app, given);
  const query = duplicatesQuery(await indexOf(app, shown));
  await openScript(query, { connections: app.connections, name: connectionOf(shown) });
};

export const copyJobId: Command = async (app, given) => {
  const shown = chosen(app, given);
  await vscode.env.clipboard.writeText(shown.kind === 'tracked' ? shown.tracked.id : shown.job.id);
};

export const dismissJob: Command = async (app, given) => app.jobs.dismiss(chosen(app, given));

function chosen({ jobs }: Pick<JobsApp, 'jobs'>, given: unknown): ShownJob {
  const shown = jobs.chosen(given);
  if (!shown) throw new Error('Choose a job in the Jobs view first.');
  return shown;
}

const connectionOf = (shown: ShownJob): string =>
  shown.kind === 'tracked' ? shown.tracked.connection : shown.connection;

async function indexOf({ connections }: Pick<JobsApp, 'connections'>, shown: ShownJob): Promise<ServerIndex> {
  const { job, sql } = shown.kind === 'tracked' ? shown.tracked : { job: shown.job, sql: '' };
  const session = await connections.session({ name: connectionOf(shown) });
  const index = session && (await unfinishedIndexOf(session.query, { job, sql }));
  if (!index) throw new Error('This job has no unfinished index: it was dropped, or it is complete by now.');
  return index;
}
