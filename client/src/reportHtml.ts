import type { ReportEntry } from '../../server/src/core/repair/reportSections.js';
import type { Conversion } from '../../server/src/protocol/requests.js';
import { type CommandId, commandName } from './manifest.js';

/** What is drawn of a report. */
interface Drawn {
  readonly name: string;
  readonly isAsked: boolean;
  readonly report: Conversion['report'];
}

/** The page of a readiness report: without scripts, each link is a command. `key`: the URI of the converted text. */
export function reportHtml(key: string, { name, isAsked, report }: Drawn): string {
  const { verdict, sections, stop } = report;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(name)} on Aurora DSQL</h1>
<p class="verdict">${escaped(capitalized(verdict))}.</p>
${stop === undefined ? '' : `<p>${escaped(stop)}</p>`}
${isAsked ? `<p class="answers">${link('applyConversion', [key], 'Apply', 'button')} ${link('discardConversion', [key], 'Discard', 'button quiet')}</p>` : ''}
${sections.map(({ heading, entries }) => `<h2>${escaped(heading)}</h2>\n<ul>\n${entries.map((entry) => entryHtml(key, entry)).join('\n')}\n</ul>`).join('\n')}
</main>
</body>
</html>
`;
}

function entryHtml(key: string, { title, rule, lines, notes, choices }: ReportEntry): string {
  const places = lines.map((line) => link('openReportLine', [key, line], String(line), '', `Line ${line}`));
  const word = lines.length === 1 ? 'line' : 'lines';
  return [
    `<li><strong>${escaped(title)}</strong> <span class="facts">${escaped(rule)}, ${word} ${places.join(', ')}</span>`,
    ...notes.filter(Boolean).map((note) => `<p>${escaped(note)}</p>`),
    ...(choices.length > 0
      ? [
          `<ul class="choices">\n${choices.map((choice) => choiceHtml(key, rule, choice, choices)).join('\n')}\n</ul>`,
        ]
      : []),
    '</li>',
  ].join('\n');
}

/** The first of the choices is the one that is taken. */
const choiceHtml = (key: string, rule: string, choice: string, choices: readonly string[]): string =>
  choice === choices[0]
    ? `<li class="taken" aria-current="true"><span aria-hidden="true">●</span> ${escaped(choice)}</li>`
    : `<li><span aria-hidden="true">○</span> ${link('chooseRepair', [key, rule, choice, choices], choice)}</li>`;

function link(command: CommandId, given: readonly unknown[], text: string, kind = '', spoken = ''): string {
  const target = `command:${commandName(command)}?${encodeURIComponent(JSON.stringify(given))}`;
  const label = spoken === '' ? '' : ` aria-label="${escaped(spoken)}"`;
  return `<a href="${escaped(target)}"${kind === '' ? '' : ` class="${kind}"`}${label}>${escaped(text)}</a>`;
}

const capitalized = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
main { max-width: 76ch; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6em; font-weight: 600; }
h2 { font-size: 1.2em; font-weight: 600; margin-top: 2em; border-bottom: 1px solid var(--vscode-panel-border, currentColor); }
ul { padding-left: 1.2em; }
li { margin: 0.8em 0; }
li p { margin: 0.2em 0; color: var(--vscode-descriptionForeground); }
.facts { color: var(--vscode-descriptionForeground); }
.choices { list-style: none; padding-left: 0; }
.choices li { margin: 0.1em 0; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.button { display: inline-block; padding: 0.2em 1em; border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; text-decoration: none; color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
.quiet { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
`;
