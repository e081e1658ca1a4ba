import {
  type EditorConfig,
  pairsFor,
  parseEditorConfig,
  styleOfPairs,
} from '../core/project/editorConfig.js';
import type { FormatStyle } from '../core/project/formatStyle.js';
import type { Files } from './files.js';

/** Bytes: a thousand times what a person writes. */
const largest = 2 ** 20;

/** What the `.editorconfig` files around a file say of how it is formatted. Reads each file once for all that are asked. */
export function editorConfigs(files: Files): (path: string) => Promise<Partial<FormatStyle>> {
  const known = new Map<string, Promise<EditorConfig | undefined>>();
  const configIn = (folder: string) => {
    const config = known.get(folder) ?? read(files.entry(folder, '.editorconfig'), files);
    known.set(folder, config);
    return config;
  };
  return async (path) => {
    const file = files.absolute(path);
    const pairs: ReadonlyMap<string, string>[] = [];
    for (let folder = files.around(file); ; folder = files.around(folder)) {
      const config = await configIn(folder);
      if (config) pairs.unshift(pairsFor(config, files.way(folder, file)));
      if (config?.isRoot || folder === files.around(folder)) break;
    }
    return styleOfPairs(new Map(pairs.flatMap((some) => [...some])));
  };
}

async function read(path: string, files: Files): Promise<EditorConfig | undefined> {
  const text = await files.read(path, largest);
  return 'trouble' in text ? undefined : parseEditorConfig(text.text);
}
