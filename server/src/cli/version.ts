import { readFileSync } from 'node:fs';
import { nearest } from '../workspace/nearest.js';

/** The version in the package this file is part of. */
export function version(): string {
  const path = nearest(__dirname, 'package.json');
  const manifest: unknown = path ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  const isObject = typeof manifest === 'object' && manifest !== null;
  return isObject && 'version' in manifest ? String(manifest.version) : 'unknown';
}
