import type { HostNode } from '../hostNode.js';
import { callOf, spanOf } from '../models/scriptNodes.js';
import type { Checked, HostFinding } from './finding.js';
import { functionOf } from './functionOf.js';
import { smallest } from './smallest.js';

const endpoint = /\.dsql\.[\w-]+\.on\.aws\b/;

/** Connections whose TLS nobody checks: of a file that connects to Aurora DSQL and to nothing else. */
export function unverified({ text, root }: Checked): readonly HostFinding[] {
  if (/localhost|127\.0\.0\.1|\brds\.amazonaws\b/i.test(text)) return [];
  return [...text.matchAll(unchecked)].flatMap(({ index, 0: written }) => {
    // What a condition chooses, or a comment says, is not always so.
    const node = smallest(root, index, index + written.length);
    if (isChosen(node) || node.type.includes('comment')) return [];
    return [{ rule: 'unverified-tls' as const, at: { start: index, end: index + written.length } }];
  });
}

/** As a parameter of libpq, of a connection string of Npgsql, and in the words of each language's library. */
const unchecked = new RegExp(
  [
    String.raw`\brejectUnauthorized["']?\s*:\s*false\b`,
    String.raw`\bssl[_ ]?mode["']?\s*(?:[:=]\s*["']?(?:SslMode\.)?|["']\s*,\s*["'])(?:require|disable|allow|prefer|no-verify)\b`,
    String.raw`\bPgSslMode::(?:Require|Disable|Allow|Prefer)\b`,
    String.raw`\bTrust\s?Server\s?Certificate\s*=\s*true\b`,
    String.raw`\bInsecureSkipVerify\s*[:=]\s*true\b`,
    String.raw`\bverify:\s*:verify_none\b`,
    String.raw`\bcheck_hostname\s*=\s*False\b`,
    String.raw`\bverify_mode\s*=\s*ssl\.CERT_NONE\b`,
    String.raw`\bsslfactory=org\.postgresql\.ssl\.NonValidatingFactory\b`,
  ].join('|'),
  'gi',
);

function isChosen(node: HostNode): boolean {
  for (let at: HostNode | null = node; at; at = at.parent) {
    if (/ternary|conditional|^if_|switch|when_|match_/.test(at.type)) return true;
    if (/function|method|class|program|module/.test(at.type)) return false;
  }
  return false;
}

/** Literal passwords beside the address of a cluster. */
export function passwords({ text, root }: Checked): readonly HostFinding[] {
  const found = [
    ...captured(text, inAddress),
    // A string of keys and values has its host before or behind.
    ...captured(text, inKeys).filter(({ start }) => endpoint.test(literalAround(text, start))),
    ...captured(text, byName).filter(({ start, end }) => isBeside(smallest(root, start, end))),
    ...captured(text, byCall).filter(({ start, end }) => isInFunctionOf(root, start, end)),
  ];
  return found.map((at) => ({ rule: 'password-for-token' as const, at }));
}

/** The spans of what a pattern captures, or of all that it finds. */
const captured = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ index, 0: all, groups }) => {
    const start = groups?.password === undefined ? index : index + all.lastIndexOf(groups.password);
    return {
      start,
      end: groups?.password === undefined ? index + all.length : start + groups.password.length,
    };
  });

const inAddress =
  /\bpostgres(?:ql)?:\/\/[\w%.-]+:(?<password>[^@\s'"`${}:/]+)(?=@[\w-]+\.dsql\.[\w-]+\.on\.aws\b)/g;
const inKeys = /(?<=[\s;'"`?&])password=(?<password>[^\s;&'"`${}#]+)/gi;
const byName = /\bpassword["']?\s*[:=]\s*(["'])[^"'\\\n${}#]+\1/gi;
const byCall =
  /\.password\(\s*"[^"\\\n]+"\s*\)|\bsetPassword\(\s*"[^"\\\n]+"\s*\)|\b(?:setProperty|put)\(\s*"password"\s*,\s*"[^"\\\n]+"\s*\)|\.[pP]assword\s*=\s*"[^"\\\n$]+"|\bgetConnection\([^()\n]*,\s*"[^"\\\n]*"\s*,\s*"(?<password>[^"\\\n$]+)"\s*\)/g;

/** What stands between the quotes around an offset, within its line. */
function literalAround(text: string, offset: number): string {
  const before = /[^"'`\n]*$/.exec(text.slice(Math.max(0, offset - 500), offset))?.[0] ?? '';
  const behind = /^[^"'`\n]*/.exec(text.slice(offset, offset + 500))?.[0] ?? '';
  return before + behind;
}

/** Whether a literal is one of the values among which is the address of a cluster. */
function isBeside(node: HostNode): boolean {
  if (node.type.includes('comment')) return false;
  let at: HostNode | null = node;
  while (
    at &&
    !/^(?:object|arguments|argument_list|dictionary|keywords|initializer_expression|value_arguments)$/.test(
      at.type,
    )
  )
    at = at.parent;
  return at !== null && endpoint.test(at.text);
}

/** Whether the function in which something stands names a cluster, and no other host. */
function isInFunctionOf(root: HostNode, start: number, end: number): boolean {
  const node = smallest(root, start, end);
  if (node.type.includes('comment') || isChosen(node)) return false;
  const { text } = functionOf(node);
  return endpoint.test(text) && !/localhost|127\.0\.0\.1|\brds\.amazonaws\b/i.test(text);
}

/** Pools that are handed a token that was made before. */
export function keptTokens({ text, root, language }: Checked): readonly HostFinding[] {
  const tokens = new Set([...text.matchAll(made)].map(({ groups }) => groups?.name ?? ''));
  if (tokens.size === 0) return [];
  const kept = keptBySetting[language.id];
  if (kept) return keptIn(text, tokens, kept);
  return root.descendantsOfType(['new_expression', 'call_expression', 'call']).flatMap((node) => {
    const call = callOf(node);
    if (!call || !pools.test(call.name) || /do_connect|creator\s*=/.test(text)) return [];
    const password = /\bpassword["']?\s*[:=]\s*(\w+)\b(?!\s*[.(])/.exec(call.node.text);
    const short = /[{,]\s*password\s*[,}]/.test(call.node.text) && tokens.has('password');
    const isKept = short || (password?.[1] !== undefined && tokens.has(password[1]));
    return isKept ? [{ rule: 'token-kept' as const, at: spanOf(call.callee) }] : [];
  });
}

/** A name that is given a token, in all languages. */
const made =
  /\b(?<name>\w+)\s*(?::\s*[\w.]+\s*)?(?:,\s*\w+\s*)?:?=\s*(?:await\s+)?(?:[\w.]+(?:\([^()\n]*\))?\.)*(?:getDbConnect(?:Admin)?AuthToken|generate_?db_?connect\w*|db_connect_(?:admin_)?auth_token)\s*[({]/gi;

const pools =
  /^(?:Pool|ConnectionPool|AsyncConnectionPool|ThreadedConnectionPool|SimpleConnectionPool|create_pool|create_engine|create_async_engine)$/;

/** How a language hands a password to its pool before the pool is made. */
interface Setting {
  /** What makes the pool. */
  readonly pool: RegExp;
  /** What gives each connection a token of its own. */
  readonly fresh: RegExp;
  /** The setting, with the name of the token. */
  readonly setting: RegExp;
}

const hikari: Setting = {
  pool: /\bHikari(?:DataSource|Config)\b/,
  fresh: /CredentialsProvider|aws-dsql|extends\s+HikariDataSource|getPassword\s*\(/,
  setting: /\bsetPassword\(\s*(?<name>\w+)\s*\)|\bpassword\s*=\s*(?<other>\w+)\b(?!\s*[.({])/g,
};

const keptBySetting: Readonly<Partial<Record<Checked['language']['id'], Setting>>> = {
  go: {
    pool: /\bpgxpool\.New(?:WithConfig)?\b/,
    fresh: /\bBeforeConnect\b/,
    setting: /\bConnConfig\.Password\s*=\s*(?<name>\w+)/g,
  },
  java: hikari,
  kotlin: hikari,
  csharp: {
    pool: /\bNpgsqlDataSource(?:Builder)?\b|\bAddNpgsqlDataSource\b/,
    fresh: /\bUse(?:Periodic)?PasswordProvider\b/,
    setting: /\bPassword\s*=\s*(?:(?<name>\w+)\b(?!\s*[.(])|\{(?<other>\w+)\})/g,
  },
  rust: {
    pool: /\bPgPoolOptions\b|\bPgPool::connect_with\b/,
    fresh: /\bset_connect_options\b|aurora_dsql_sqlx_connector/,
    setting: /\.password\(\s*&?(?<name>\w+)(?:\.as_str\(\)|\.to_string\(\))?\s*\)/g,
  },
  elixir: {
    pool: /\bpool_size:|\bPostgrex\.start_link\b/,
    fresh: /\bconfigure:/,
    setting: /\bpassword:\s*(?<name>\w+)\b(?!\s*[.(])/g,
  },
};

function keptIn(
  text: string,
  tokens: ReadonlySet<string>,
  { pool, fresh, setting }: Setting,
): readonly HostFinding[] {
  if (fresh.test(text) || !pool.test(text)) return [];
  return [...text.matchAll(setting)].flatMap(({ index, 0: all, groups }) =>
    tokens.has(groups?.name ?? groups?.other ?? '')
      ? [{ rule: 'token-kept' as const, at: { start: index, end: index + all.length } }]
      : [],
  );
}
