import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * README.md as a package carries it: links and pictures lead to the repository, at this version. The page of an extension in VS
 * Code shows pictures of https only, none of the package.
 */
export function packedReadme() {
  const { repository, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const home = repository.url.replace(/\.git$/, '');
  const linked = (path, kind) => (/^(https?:|#)/.test(path) ? path : `${home}/${kind}/v${version}/${path}`);
  return readFileSync(join(root, 'README.md'), 'utf8')
    .replace(/<picture>[\s\S]*?<img alt="([^"]*)" src="([^"]*)"[^>]*>[\s\S]*?<\/picture>/g, '![$1]($2)')
    .replace(
      /(!?)\[((?:[^[\]`]|`[^`]*`)*)\]\(([^)\s]+)\)/g,
      (_all, mark, text, path) => `${mark}[${text}](${linked(path, mark ? 'raw' : 'blob')})`,
    );
}
