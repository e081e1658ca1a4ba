import type { AsOf } from './asOf.js';
import { builtIn, type ServerError } from './data.js';
import { beforeChange } from './serverErrors.js';

/** An error in the words that a dialect has for it: those of its data, or what a probe has heard. */
export function saidAs(message: string, asOf: AsOf): string {
  if (typeof asOf === 'string') return message;
  for (const [id, { text }] of Object.entries({ ...builtIn.texts, ...beforeChange })) {
    const slots = slotsIn(text, message);
    if (!slots) continue;
    const heard = asOf.overlay?.entries.find(({ kind, name }) => kind === 'text' && name === text);
    if (heard?.evidence.text !== undefined) return heard.evidence.text;
    const texts: Readonly<Record<string, ServerError>> = asOf.data.texts;
    const own = texts[id]?.text ?? text;
    return own.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);
  }
  return message;
}

/** Whether a message is a template with its slots filled. */
export const isSaidBy = (template: string, message: string): boolean =>
  slotsIn(template, message) !== undefined;

/** What fills the slots of a template in a message; undefined where the message is not of it. */
function slotsIn(template: string, message: string): Readonly<Record<string, string>> | undefined {
  const parts = template.split(/\{(\w+)\}/);
  const pattern = parts.map((part, at) =>
    at % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '(.+)',
  );
  const found = new RegExp(`^${pattern.join('')}$`, 's').exec(message);
  const names = parts.filter((_, at) => at % 2 === 1);
  return found ? Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) : undefined;
}
