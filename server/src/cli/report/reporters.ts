import { reportGithub } from './github.js';
import { reportJson } from './json.js';
import type { Reporter } from './reporter.js';
import { reportSarif } from './sarif.js';
import { reportText } from './text.js';

export const formats = ['text', 'json', 'sarif', 'github'] as const;

export const reporters: Readonly<Record<(typeof formats)[number], Reporter>> = {
  text: reportText,
  json: reportJson,
  sarif: reportSarif,
  github: reportGithub,
};
