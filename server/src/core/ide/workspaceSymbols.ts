import { type OutlineSymbol, outlineOf } from './outline.js';
import type { Workspace, WorkspaceFile } from './workspace.js';

export interface FoundSymbol {
  readonly file: WorkspaceFile;
  readonly symbol: OutlineSymbol;
  readonly container: string;
}

const mostFound = 500;

/**
 * The objects of the files whose names hold the letters of a query in order. Columns only for a query of more than one letter.
 */
export function symbolsNamed(workspace: Workspace, query: string): readonly FoundSymbol[] {
  const wanted = [...query.toLowerCase().replace(/\s+/g, '')];
  const isNamed = (name: string) => {
    const folded = name.toLowerCase();
    let from = 0;
    return wanted.every((sign) => {
      const at = folded.indexOf(sign, from);
      from = at + 1;
      return at >= 0;
    });
  };
  const found: FoundSymbol[] = [];
  for (const file of workspace.files)
    for (const symbol of outlineOf(file)) {
      // A query of WITH is known in its statement only.
      if (symbol.kind === 'cte') continue;
      if (isNamed(symbol.name)) found.push({ file, symbol, container: '' });
      if (wanted.length > 1)
        for (const child of symbol.children)
          if (child.kind !== 'cte' && isNamed(child.name))
            found.push({ file, symbol: child, container: symbol.name });
      if (found.length >= mostFound) return found;
    }
  return found;
}
