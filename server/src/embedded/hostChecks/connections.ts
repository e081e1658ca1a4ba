import type { HostNode } from '../hostNode.js';
import { callOf, spanOf } from '../models/scriptNodes.js';
import type { Checked, HostFinding } from './finding.js';

const endpoint = /\.dsql\.[\w-]+\.on\.aws\b/;

/** Connections whose TLS nobody checks: of a file that connects to Aurora DSQL and to nothing else. */
export function unverified({ text, root }: Checked): readonly HostFinding[] {
  if (/localhost|127\.0\.0\.1|\brds\.amazonaws\b/i.test(text)) return [];
  const found = text.matchAll(
    /\brejectUnauthorized["']?\s*:\s*false\b|\bssl_?mode["']?\s*(?:[:=]\s*["']?|["']\s*,\s*["'])(?:require|disable|allow|prefer|no-verify)\b/gi,
  );
  return [...found].flatMap(({ index, 0: written }) => {
    // What a condition chooses, or a comment says, is not always so.
    const node = smallest(root, index, index + written.length);
    if (isChosen(node) || node.type.includes('comment')) return [];
    return [{ rule: 'unverified-tls' as const, at: { start: index, end: index + written.length } }];
  });
}

function smallest(root: HostNode, start: number, end: number): HostNode {
  let at = root;
  for (;;) {
    const inner: HostNode | null | undefined = at.namedChildren.find(
      (child) => child && child.startIndex <= start && end <= child.endIndex,
    );
    if (!inner) return at;
    at = inner;
  }
}

function isChosen(node: HostNode): boolean {
  for (let at: HostNode | null = node; at; at = at.parent) {
    if (/ternary|conditional|^if_|switch|when_|match_/.test(at.type)) return true;
    if (/function|method|class|program|module/.test(at.type)) return false;
  }
  return false;
}

/** Literal passwords beside the address of a cluster. */
export function passwords({ text, root }: Checked): readonly HostFinding[] {
  const inUrls = [
    ...text.matchAll(/\bpostgres(?:ql)?:\/\/[\w%.-]+:([^@\s'"`${}:/]+)@[\w-]+\.dsql\.[\w-]+\.on\.aws\b/g),
  ];
  const written = [...text.matchAll(/\bpassword["']?\s*[:=]\s*(["'])([^"'\\\n${}]+)\1/gi)].filter(
    ({ index, 0: all }) => {
      let node: HostNode | null = smallest(root, index, index + all.length);
      if (node.type.includes('comment')) return false;
      while (node && !/^(?:object|arguments|argument_list|dictionary)$/.test(node.type)) node = node.parent;
      return node !== null && endpoint.test(node.text);
    },
  );
  return [
    ...inUrls.map(({ index, 0: all, 1: word = '' }) => {
      const start = index + all.lastIndexOf(`:${word}@`) + 1;
      return { rule: 'password-for-token' as const, at: { start, end: start + word.length } };
    }),
    ...written.map(({ index, 0: all }) => ({
      rule: 'password-for-token' as const,
      at: { start: index, end: index + all.length },
    })),
  ];
}

/** Pools that are handed a token that was made before. */
export function keptTokens({ text, root, language }: Checked): readonly HostFinding[] {
  const tokens = new Set(
    [
      ...text.matchAll(
        /\b(\w+)\s*(?::\s*[\w.]+\s*)?(?:,\s*\w+\s*)?:?=\s*(?:await\s+)?(?:[\w.]+(?:\([^()\n]*\))?\.)*(?:getDbConnect(?:Admin)?AuthToken|generate_?db_?connect\w*)\s*\(/gi,
      ),
    ].map(([, name = '']) => name),
  );
  if (tokens.size === 0) return [];
  if (language.id === 'go') return keptInGo(text, tokens);
  return root.descendantsOfType(['new_expression', 'call_expression', 'call']).flatMap((node) => {
    const call = callOf(node);
    if (!call || !pools.test(call.name) || /do_connect|creator\s*=/.test(text)) return [];
    const password = /\bpassword["']?\s*[:=]\s*(\w+)\b(?!\s*[.(])/.exec(call.node.text);
    const short = /[{,]\s*password\s*[,}]/.test(call.node.text) && tokens.has('password');
    const isKept = short || (password?.[1] !== undefined && tokens.has(password[1]));
    return isKept ? [{ rule: 'token-kept' as const, at: spanOf(call.callee) }] : [];
  });
}

const pools =
  /^(?:Pool|ConnectionPool|AsyncConnectionPool|ThreadedConnectionPool|SimpleConnectionPool|create_pool|create_engine|create_async_engine)$/;

function keptInGo(text: string, tokens: ReadonlySet<string>): readonly HostFinding[] {
  if (/\bBeforeConnect\b/.test(text) || !/\bpgxpool\.New(?:WithConfig)?\b/.test(text)) return [];
  return [...text.matchAll(/\bConnConfig\.Password\s*=\s*(\w+)/g)].flatMap(
    ({ index, 0: all, 1: name = '' }) =>
      tokens.has(name)
        ? [{ rule: 'token-kept' as const, at: { start: index, end: index + all.length } }]
        : [],
  );
}
