import type { Status } from '../../core/repair/report.js';
import {
  groupsOf,
  type LeftoverGroup,
  linesText,
  othersText,
  type RepairGroup,
} from '../../core/repair/reportGroups.js';
import { count } from '../summary.js';
import { type Html, html, join } from './html.js';
import { createPlaces } from './places.js';
import {
  addFile,
  noFiles,
  type ReadinessReporter,
  type ReportedFile,
  type Total,
} from './readinessReporter.js';
import { readinessStyle } from './readinessStyle.js';

/** The readiness report as one page that needs nothing but itself: no scripts, no files, no network. */
export const reportReadinessHtml: ReadinessReporter = async function* (files, { day }) {
  let total = noFiles;
  const rows: Html[] = [];
  const sections: Html[] = [];
  for await (const file of files) {
    total = addFile(total, file.report);
    const id = `file-${rows.length + 1}`;
    rows.push(fileRow(file, id));
    sections.push(fileSection(file, id));
  }
  yield `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Readiness for Aurora DSQL</title>
<style>${readinessStyle}</style>
</head>
<body>
<main>
<header>
<h1>Readiness for Aurora DSQL</h1>
<p class="lead">${headline(total)}</p>
<p class="quiet">Checked against the dialect of <time datetime="${day}">${day}</time> by DSQL Workbench.</p>
</header>
${tiles(total)}
${overview(rows)}
${join(sections)}
</main>
</body>
</html>
`.markup
  }`;
};

function headline({ files, decisions, blocked }: Total): string {
  const all = Object.values(files).reduce((sum, amount) => sum + amount, 0);
  const fit = files.ready + files.repairable;
  if (all === 0) return 'No file was given.';
  if (blocked + decisions === 0 || fit === all) {
    return files.repairable === 0 ? 'Everything is ready as it is.' : 'Everything is ready after safe fixes.';
  }
  if (fit === 0) return all === 1 ? 'The file is not ready yet.' : 'No file is ready yet.';
  return `${fit} of ${count(all, 'file')} ${fit === 1 ? 'is' : 'are'} ready, as it is or after safe fixes.`;
}

const tiles = ({ files, safe, decisions, blocked }: Total): Html => html`<dl class="tiles">
${tile('ready', files.ready + files.repairable, 'Files ready, as they are or after safe fixes')}
${tile('repairable', safe, 'Safe fixes: the meaning stays')}
${tile('undecided', decisions, 'Decisions: a fix changes behavior')}
${tile('blocked', blocked, 'Statements without a replacement')}
</dl>`;

const tile = (status: Status, amount: number, label: string): Html =>
  html`<div class="tile ${amount === 0 ? 'none' : status}"><dt>${label}</dt><dd>${amount}</dd></div>`;

const overview = (rows: readonly Html[]): Html => html`<section aria-labelledby="files">
<h2 id="files">Files</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">File</th><th scope="col">Verdict</th><th scope="col" class="number">Safe fixes</th><th scope="col" class="number">Decisions</th><th scope="col" class="number">No replacement</th></tr></thead>
<tbody>
${join(rows)}
</tbody>
</table></div>
</section>`;

const fileRow = ({ path, report }: ReportedFile, id: string): Html =>
  html`<tr><th scope="row"><a href="#${id}">${path}</a></th><td>${badge(report.status, stateWords[report.status])}</td>${number(report.counts.safe)}${number(report.counts.decisions)}${number(report.counts.blocked)}</tr>`;

const number = (amount: number): Html =>
  html`<td class="number${amount === 0 ? ' zero' : ''}">${amount}</td>`;

const badge = (status: Status, words: string): Html => html`<span class="badge ${status}">${words}</span>`;

const stateWords: Readonly<Record<Status, string>> = {
  ready: 'ready',
  repairable: 'after safe fixes',
  undecided: 'to decide',
  blocked: 'no replacement',
};

function fileSection({ path, text, report }: ReportedFile, id: string): Html {
  const { placeOf } = createPlaces(text);
  const lineOf = (offset: number) => placeOf(offset).line;
  const { safe, decisions, absences, errors, warnings } = groupsOf(report);
  return html`<section class="file" aria-labelledby="${id}">
<h2 id="${id}">${path} ${badge(report.status, report.verdict)}</h2>${report.stop ? html`\n<p>${report.stop}</p>` : ''}
${report.repairs.length + report.leftovers.length === 0 ? html`<p class="quiet">DSQL accepts this file as it is.</p>` : ''}
${table('To decide', ['Where', 'Repair', 'What changes'], decisions.map(decisionRow))}
${table('No replacement', ['Where', 'What DSQL refuses', 'What to do instead'], [...absences.map(absenceRow), ...errors.map(leftoverRow)])}
${table('Repaired with the same meaning', ['Where', 'Repair'], safe.map(safeRow))}
${table('Accepted, but check it', ['Where', 'What may surprise', 'What to do instead'], warnings.map(leftoverRow))}
</section>`;

  function where(group: RepairGroup | LeftoverGroup): Html {
    const others = othersText(group, lineOf);
    const more = others === undefined ? '' : html`<br>${others}`;
    return html`<td class="where">${linesText(group.spans, lineOf)}${more}<br><code>${group.rule}</code></td>`;
  }

  function decisionRow(group: RepairGroup): Html {
    const { action, consequence = '', alternatives } = group;
    const others = alternatives.map((title) => html`<li>or: ${title}</li>`);
    const list = others.length > 0 ? html`<ul>${join(others)}</ul>` : '';
    return html`<tr>${where(group)}<td><strong>${action}</strong>${list}</td><td>${consequence}</td></tr>`;
  }

  function absenceRow(group: RepairGroup): Html {
    const { consequence = '', absence } = group;
    return html`<tr>${where(group)}<td><strong>${absence?.message ?? ''}</strong><br>Commented out: ${consequence}.</td><td>${absence?.instead ?? ''}</td></tr>`;
  }

  function safeRow(group: RepairGroup): Html {
    return html`<tr>${where(group)}<td>${group.action}</td></tr>`;
  }

  function leftoverRow(group: LeftoverGroup): Html {
    const { message, why, instead, documentation } = group;
    return html`<tr>${where(group)}<td><strong>${message}</strong><br>${why}</td><td>${instead} <a href="${documentation}">Documentation</a></td></tr>`;
  }
}

const table = (caption: string, columns: readonly string[], rows: readonly Html[]): Html =>
  rows.length === 0
    ? html``
    : html`<div class="scroll"><table>
<caption>${caption} <span class="count">${rows.length}</span></caption>
<thead><tr>${join(columns.map((column) => html`<th scope="col">${column}</th>`))}</tr></thead>
<tbody>
${join(rows)}
</tbody>
</table></div>`;
