import { reportReadinessHtml } from './readinessHtml.js';
import { reportReadinessJson } from './readinessJson.js';
import type { ReadinessReporter } from './readinessReporter.js';
import { reportReadinessText } from './readinessText.js';

export const readinessFormats = ['text', 'json', 'html'] as const;

export const readinessReporters: Readonly<Record<(typeof readinessFormats)[number], ReadinessReporter>> = {
  text: reportReadinessText,
  json: reportReadinessJson,
  html: reportReadinessHtml,
};
