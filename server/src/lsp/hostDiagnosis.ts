import type { Diagnostic } from 'vscode-languageserver';
import { isTold, withoutHoles } from '../embedded/told.js';
import type { Diagnosis } from './diagnosis.js';
import type { EmbeddedText } from './embeddedText.js';
import type { HostFile, Hosts } from './hosts.js';
import { unprojected } from './projection.js';

interface Found {
  readonly piece: EmbeddedText;
  readonly items: readonly Diagnostic[];
}

/** Puts the diagnostics of a file's SQL texts together, as the diagnostics of the file. */
export function createHostDiagnosis(
  hosts: Hosts,
): (
  uri: string,
  host: HostFile | undefined,
  found: readonly Found[],
  ofHost: readonly Diagnostic[],
) => Diagnosis {
  const last = new Map<string, Diagnosis>();
  let count = 0;
  return (uri, host, found, ofHost) => {
    const items = [...(host ? found.flatMap((one) => told(hosts, host, one)) : []), ...ofHost];
    const known = last.get(uri);
    if (known && JSON.stringify(known.items) === JSON.stringify(items)) return known;
    const diagnosis = { resultId: `sql ${++count}`, items };
    last.set(uri, diagnosis);
    return diagnosis;
  };
}

function told(hosts: Hosts, host: HostFile, { piece, items }: Found): readonly Diagnostic[] {
  const isBroken = items.some(({ code }) => code === 'syntax-error');
  return items
    .filter(({ code }) => isTold(String(code), piece.sql, isBroken))
    .flatMap((item) => {
      const written = unprojected(hosts, item, piece, host);
      if (!written) return [];
      const { message } = written;
      return typeof message === 'string' ? { ...written, message: withoutHoles(message) } : written;
    });
}
