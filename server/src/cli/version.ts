import { existsSync, readFileSync } from 'node:fs';
import { pathsUpward } from '../files/nearest.js';
import { disk } from '../workspace/disk.js';

/** The version in the package this file is part of. */
export function version(): string {
  const path = [...pathsUpward(__dirname, 'package.json', disk)].find(existsSync);
  const manifest: unknown = path ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  const isObject = typeof manifest === 'object' && manifest !== null;
  return isObject && 'version' in manifest ? String(manifest.version) : 'unknown';
}
