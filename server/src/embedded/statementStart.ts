/** What a text is taken for: a whole statement, or a part of one. */
export type Start = 'statement' | 'fragment';

/** A text is a statement where its first words begin one and could hardly begin anything else. */
export const startOf = (text: string): Start => (statement.test(text) ? 'statement' : 'fragment');

/** White space and comments, each of which can be read in one way only. */
const space = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*\*/)`;
const objects =
  '(?:or\\s+replace|global|local|temp|temporary|unlogged|table|unique|index|materialized|recursive|view|schema|sequence|function|procedure|aggregate|role|user|group|type|domain|extension|trigger|event|constraint|rule|policy|database|tablespace|publication|subscription|foreign|server|cast|collation|conversion|operator|statistics|language|trusted|text|access|default|system|large|owned)';
const starts = [
  String.raw`select(?:\s|\(|$)`,
  String.raw`insert\s+into\s`,
  String.raw`update\s+(?:only\s+)?\S+`,
  String.raw`delete\s+from\s`,
  String.raw`merge\s+into\s`,
  String.raw`with\s+(?:recursive\s+)?\S+\s*(?:\(|as\b)`,
  String.raw`(?:create|alter|drop)\s+${objects}\b`,
  String.raw`truncate\s+\S+`,
  String.raw`(?:begin|commit|rollback|abort|end)(?:\s+(?:work|transaction|prepared|to|and|isolation|read)\b|\s*;|\s*$)`,
  String.raw`start\s+transaction\b`,
  String.raw`(?:savepoint|release|prepare|execute|deallocate|declare|fetch|move|close|listen|unlisten|notify|load|call|show|reset|discard)\s+\S+`,
  String.raw`set\s+(?:(?:session|local)\s+)?(?:\S+\s*(?:=|to\b)|transaction\b|role\b|constraints\b|time\s+zone\b|session\s|names\b)`,
  String.raw`(?:explain|analyze|vacuum|reindex|cluster|checkpoint)(?:\s|\(|;|$)`,
  String.raw`(?:grant|revoke)\s+\S+`,
  String.raw`lock\s+(?:table\s+)?\S+`,
  String.raw`copy\s+(?:\(|\S+\s*(?:\(|from\b|to\b))`,
  String.raw`do\s+(?:\$|language\b|')`,
  String.raw`values\s*\(`,
  String.raw`table\s+\S+\s*;?\s*$`,
  String.raw`comment\s+on\s`,
  String.raw`refresh\s+materialized\s`,
  String.raw`aws\s+iam\s`,
  String.raw`security\s+label\s`,
  String.raw`reassign\s+owned\s`,
  String.raw`import\s+foreign\s`,
  String.raw`\(\s*select\s`,
];
const statement = new RegExp(`^${space}*(?:${starts.join('|')})`, 'i');

/** Whether a text can hardly be anything but a statement: words of two places, written in the same way, as prose never does. */
export const isSurely = (text: string): boolean => surely.test(text);

const surely = new RegExp(
  [
    String.raw`SELECT\s[\s\S]*\sFROM\s`,
    String.raw`select\s[\s\S]*\sfrom\s`,
    String.raw`INSERT\s+INTO\s+\S[\s\S]*(?:VALUES|SELECT)\b`,
    String.raw`insert\s+into\s+\S[\s\S]*(?:values|select)\b`,
    String.raw`UPDATE\s+\S+\s+SET\s`,
    String.raw`update\s+\S+\s+set\s`,
    String.raw`DELETE\s+FROM\s`,
    String.raw`delete\s+from\s`,
    String.raw`(?:CREATE|DROP|ALTER)\s+TABLE\s`,
    String.raw`(?:create|drop|alter)\s+table\s`,
  ]
    .map((one) => `^${space}*${one}`)
    .join('|'),
);
