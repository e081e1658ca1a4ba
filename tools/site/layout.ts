import { readFileSync } from 'node:fs';
import { inProject } from '../generate/target.js';
import { linkFrom, menu, siteFileOf } from './pages.js';

interface PageParts {
  /** The path in the site. */
  readonly file: string;
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Paths in the site. */
  readonly scripts: readonly string[];
  readonly isWide?: boolean;
}

const { version, repository } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

/** The repository's address of a file at this version. */
export const inRepository = (file: string): string =>
  `${repository.url.replace(/\.git$/, '')}/blob/v${version}/${file}`;

/**
 * A whole page. The policy lets it load nothing but files beside it, and connect to nothing: not even a fault could send the text
 * of a person anywhere.
 */
export const layout = ({ file, title, body, scripts, isWide }: PageParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file: blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'self' file:; img-src 'self' file:; connect-src 'none'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title === product ? title : `${title} · ${product}`)}</title>
<link rel="stylesheet" href="${linkFrom(file, 'site.css')}">
${scripts.map((script) => `<script src="${linkFrom(file, script)}" defer></script>\n`).join('')}</head>
<body${isWide ? ' class="wide"' : ''}>
<a class="skip" href="#content">Skip to the content</a>
<header><a class="name" href="${linkFrom(file, 'index.html')}">${product}</a><span>SQL for Amazon Aurora DSQL</span></header>
<div class="columns">
<nav aria-label="Pages">
${menu.map(([heading, entries]) => section(file, heading, entries)).join('\n')}
</nav>
<main id="content" tabindex="-1">
${body}</main>
</div>
<footer>Version ${escaped(version)}. These pages load nothing from a network, and nothing is sent anywhere. <a href="${linkFrom(file, 'THIRD-PARTY-NOTICES.txt')}">Licenses of others</a></footer>
</body>
</html>
`;

const product = 'DSQL Workbench';

function section(file: string, heading: string, entries: readonly (readonly [string, string])[]): string {
  const links = entries.map(([name, source]) => {
    const target = siteFileOf(source) ?? source;
    const current = target === file ? ' aria-current="page"' : '';
    return `<li><a href="${linkFrom(file, target)}"${current}>${escaped(name)}</a></li>`;
  });
  return `<h2>${escaped(heading)}</h2>\n<ul>${links.join('')}</ul>`;
}

/** A text as HTML that shows it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
