import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject, namesIn } from '../generate/target.js';

/** A page of the site, made of a file of Markdown. */
export interface Page {
  /** The path in the project. */
  readonly source: string;
  /** The path in the site. */
  readonly file: string;
}

/** The menu of every page: each page of docs/ but those of rules and languages. */
export const menu: readonly (readonly [heading: string, entries: readonly (readonly [string, string])[]])[] =
  [
    [
      'Start',
      [
        ['Overview', 'README.md'],
        ['Playground', 'playground'],
      ],
    ],
    [
      'Check and repair',
      [
        ['Rules', 'docs/rules.md'],
        ['Repairing files', 'docs/repair.md'],
        ['SQL in code', 'docs/code.md'],
        ['Formatting', 'docs/formatting.md'],
        ['The dialect', 'docs/dialect.md'],
      ],
    ],
    [
      'Run',
      [
        ['Local sandbox', 'docs/sandbox.md'],
        ['Connecting', 'docs/connecting.md'],
        ['Results and plans', 'docs/results.md'],
        ['Applying migrations', 'docs/apply.md'],
        ['Clients', 'docs/clients.md'],
        ['Connection code', 'docs/languages/README.md'],
      ],
    ],
    [
      'Set up',
      [
        ['Settings', 'docs/configuration.md'],
        ['Command line', 'docs/command-line.md'],
        ['CI', 'docs/ci.md'],
        ['Other editors', 'docs/editors.md'],
        ['Agents', 'docs/agents.md'],
        ['Troubleshooting', 'docs/troubleshooting.md'],
      ],
    ],
    [
      'About',
      [
        ['Measurements', 'docs/measurements.md'],
        ['Security', 'SECURITY.md'],
        ['Changes', 'CHANGELOG.md'],
      ],
    ],
  ];

/**
 * The path in the site of a file of the project: a page or a picture of the documentation. Undefined for other files, which are in
 * the repository only.
 */
export function siteFileOf(file: string): string | undefined {
  if (file === 'playground') return 'playground.html';
  const own = atRoot[file];
  if (own !== undefined) return own;
  const inDocs = /^docs\/(.*)\.(md|png)$/.exec(file);
  if (!inDocs) return undefined;
  const [, name = '', ending] = inDocs;
  return ending === 'png' ? `${name}.png` : `${name.replace(/\bREADME$/, 'index')}.html`;
}

const atRoot: Readonly<Record<string, string>> = {
  'README.md': 'index.html',
  'SECURITY.md': 'security.html',
  'CHANGELOG.md': 'changelog.html',
};

/** All pages but the playground. */
export const pages: readonly Page[] = [
  ...Object.keys(atRoot),
  ...['docs', 'docs/rules', 'docs/languages'].flatMap((folder) =>
    namesIn(folder, '.md').map((name) => `${folder}/${name}.md`),
  ),
].map((source) => ({ source, file: siteFileOf(source) ?? source }));

/** The pictures of the documentation, by their paths in the project. */
export const imagesIn = (): readonly string[] =>
  readdirSync(inProject('docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('docs', name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.png'))
    .sort();

/** How a page of the site names another file of it. */
export const linkFrom = (page: string, file: string): string =>
  path.posix.relative(path.posix.dirname(page), file);
