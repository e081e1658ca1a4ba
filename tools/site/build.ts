import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inProject } from '../generate/target.js';
import { layout } from './layout.js';
import { renderPage } from './markdown.js';
import { imagesIn, pages, siteFileOf } from './pages.js';
import { playgroundBody } from './playgroundPage.js';
import { finder } from './rulesPage.js';
import { scripts } from './scripts.js';

/**
 * Builds the site into a folder, in place of an earlier one: pages of the documentation, a rules page that can be searched, a
 * playground. Answers the bytes of each file that was written. Every page opens from a disk, without a server. Throws where the
 * folder holds something else.
 */
export async function buildSite(folder: string): Promise<ReadonlyMap<string, number>> {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  if (
    entries.length > 0 &&
    !['index.html', 'playground.js', 'site.css'].every((file) => entries.includes(file))
  )
    throw new Error(`${folder} holds other files than a site: name an empty folder, or a new one.`);
  rmSync(folder, { recursive: true, force: true });
  const written = new Map<string, number>();
  const place = (file: string): string => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    return target;
  };
  const write = (file: string, content: string | Uint8Array): void => {
    writeFileSync(place(file), content);
    written.set(file, Buffer.byteLength(content));
  };
  for (const page of pages) {
    const { title, body } = renderPage(page, readFileSync(inProject(page.source), 'utf8'));
    const isRules = page.source === 'docs/rules.md';
    write(
      page.file,
      layout({
        file: page.file,
        title,
        body: isRules ? body.replace('</h1>', `</h1>\n${finder}`) : body,
        scripts: isRules ? ['rules.js'] : [],
      }),
    );
  }
  write(
    'playground.html',
    layout({
      file: 'playground.html',
      title: 'Playground',
      body: playgroundBody,
      scripts: ['playground.js'],
      isWide: true,
    }),
  );
  write('site.css', readFileSync(inProject('tools/site/site.css')));
  for (const image of imagesIn()) {
    const file = siteFileOf(image) ?? image;
    copyFileSync(inProject(image), place(file));
    written.set(file, statSync(inProject(image)).size);
  }
  for (const [file, content] of Object.entries(await scripts())) write(file, content);
  return written;
}
