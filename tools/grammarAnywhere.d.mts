import type { BuildOptions } from 'esbuild';

export const grammarAnywhere: Required<Pick<BuildOptions, 'define' | 'plugins'>>;
