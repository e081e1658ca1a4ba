import { initialLayout, type Layout, layoutsFrom, layoutsToKeep } from './layout.js';

/** How each tab was last looked at, kept by VS Code for the next page. */
export interface LayoutMemory {
  readonly of: (tab: number) => Layout;
  readonly remember: (tab: number, layout: Layout) => void;
}

export function createLayoutMemory(state: unknown, keep: (state: unknown) => void): LayoutMemory {
  const layouts = layoutsFrom(state);
  let isKeeping = false;
  return {
    of: (tab) => layouts.get(tab) ?? initialLayout,
    remember: (tab, layout) => {
      layouts.delete(tab);
      layouts.set(tab, layout);
      if (isKeeping) return;
      isKeeping = true;
      setTimeout(() => {
        isKeeping = false;
        keep(layoutsToKeep(layouts));
      }, 100);
    },
  };
}
