import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * README.md as a package carries it: links lead to the repository. With `hasPictures` a picture is in the text itself,
 * since the page of an extension in VS Code loads nothing from the package; without, it is linked as well.
 */
export function packedReadme({ hasPictures }) {
  const { repository, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const home = repository.url.replace(/\.git$/, '');
  const linked = (path) => (/^(https?:|#)/.test(path) ? path : `${home}/blob/v${version}/${path}`);
  const pictured = (path) =>
    hasPictures
      ? `data:image/png;base64,${readFileSync(join(root, path)).toString('base64')}`
      : `${home}/raw/v${version}/${path}`;
  return readFileSync(join(root, 'README.md'), 'utf8')
    .replace(/<picture>[\s\S]*?<img alt="([^"]*)" src="([^"]*)"[^>]*>[\s\S]*?<\/picture>/g, '![$1]($2)')
    .replace(
      /(!?)\[((?:[^[\]`]|`[^`]*`)*)\]\(([^)\s]+)\)/g,
      (_all, mark, text, path) => `${mark}[${text}](${mark ? pictured(path) : linked(path)})`,
    );
}
