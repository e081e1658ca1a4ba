import type { Reporter } from './reporter.js';

export const formats = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;

/** Each is loaded when it is asked for. */
export const reporters: Readonly<Record<(typeof formats)[number], () => Promise<Reporter>>> = {
  text: async () => (await import('./text.js')).reportText,
  json: async () => (await import('./json.js')).reportJson,
  sarif: async () => (await import('./sarif.js')).reportSarif,
  github: async () => (await import('./github.js')).reportGithub,
  gitlab: async () => (await import('./gitlab.js')).reportGitlab,
  junit: async () => (await import('./junit.js')).reportJunit,
};
