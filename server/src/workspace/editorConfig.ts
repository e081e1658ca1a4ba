import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  type EditorConfig,
  pairsFor,
  parseEditorConfig,
  styleOfPairs,
} from '../core/project/editorConfig.js';
import type { FormatStyle } from '../core/project/formatStyle.js';
import { readText } from './readText.js';

/** Bytes: a thousand times what a person writes. */
const largest = 2 ** 20;

/** What the `.editorconfig` files around a file say of how it is formatted. Reads each file once for all that are asked. */
export function editorConfigs(): (path: string) => Promise<Partial<FormatStyle>> {
  const known = new Map<string, Promise<EditorConfig | undefined>>();
  const configIn = (folder: string) => {
    const config = known.get(folder) ?? read(join(folder, '.editorconfig'));
    known.set(folder, config);
    return config;
  };
  return async (path) => {
    const file = resolve(path);
    const pairs: ReadonlyMap<string, string>[] = [];
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      const config = await configIn(folder);
      if (config) pairs.unshift(pairsFor(config, relative(folder, file).split(sep).join('/')));
      if (config?.isRoot || folder === dirname(folder)) break;
    }
    return styleOfPairs(new Map(pairs.flatMap((some) => [...some])));
  };
}

async function read(path: string): Promise<EditorConfig | undefined> {
  const text = await readText(path, largest);
  return 'trouble' in text ? undefined : parseEditorConfig(text.text);
}
