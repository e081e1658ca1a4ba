import { query } from '../text/memo.js';
import { ofItems } from '../text/ofItems.js';
import { type Span, shiftSpan } from '../text/span.js';
import { changeOfDdl, naming, placesBefore } from './script/changedNames.js';
import { wordsIn } from './script/comparedNames.js';
import { functionsOf } from './script/createdNames.js';
import type { Facts } from './script/facts.js';
import { ofText } from './script/ofText.js';
import { perText } from './script/perText.js';
import { relatedScript } from './script/related.js';
import type { Script, ScriptStatement } from './script/script.js';
import { tellingOf } from './script/telling.js';

/** Finds something in the statements of a script, as far as their text and the DDL of the script tell. */
interface Search<Told, Under extends object, T> {
  /** Undefined where a statement holds nothing, by its text alone. It is asked once for each text. */
  readonly tell: (source: string, facts: Facts) => Told | undefined;
  /** What all DDL tells; undefined where nothing is found under it. The same object while it stays the same. */
  readonly under: (script: Script) => Under | undefined;
  /** Whether a statement may hold something there. This decides what is read again, so it costs little. */
  readonly isAbout: (told: Told, under: Under, source: string) => boolean;
  /** The places are relative to the statement. What is found depends on nothing but the DDL of names in its text. */
  readonly find: (script: Script, placed: ScriptStatement, number: number) => readonly T[];
}

/** What is found in the statements of a script that creates functions. */
export function foundWithFunctions<Told, T extends { readonly at: Span }>(
  search: Omit<Search<Told, ReadonlySet<string>, T>, 'under'>,
): (script: Script) => readonly T[] {
  const find = foundUnderDdl({ ...search, under: functionsOf });
  return (script) => (functionsOf(script) ? find(script) : []);
}

/** What is kept for a statement at a place. */
interface Kept<T> {
  readonly under: object;
  /** Undefined where the statement is not about what is searched. */
  readonly found: readonly T[] | undefined;
}

/** What is kept for the text of a statement, by how many statements of DDL come before it. Most texts stand at one place. */
class Places<T> {
  private place = -1;
  private atPlace: Kept<T> | undefined = undefined;
  private others: Map<number, Kept<T>> | undefined = undefined;

  constructor(readonly seenUnder: Version) {}

  at(place: number): Kept<T> | undefined {
    return place === this.place ? this.atPlace : this.others?.get(place);
  }

  keep(place: number, kept: Kept<T>): void {
    if (this.place < 0) this.place = place;
    if (place === this.place) {
      this.atPlace = kept;
      return;
    }
    this.others ??= new Map();
    this.others.set(place, kept);
  }
}

/** All DDL of a script. */
interface Version {
  readonly ddl: readonly Facts[];
  /** How many files the script has. */
  readonly parts: number;
}

/**
 * What is found in each statement of a script, for successive versions of scripts. It is kept while the text of the statement
 * and the DDL of all that it names stay the same.
 */
export function foundUnderDdl<Told, Under extends object, T extends { readonly at: Span }>({
  tell,
  under: underOf,
  isAbout,
  find,
}: Search<Told, Under, T>): (script: Script) => readonly T[] {
  const toldOf = ofText(tell);
  const kept = new WeakMap<object, Places<T>>();

  const findAll = (script: Script): readonly T[] => {
    const now = versionOf(script);
    const keptFor = stillKept(script, kept, now);
    const seen: Seen<T>[] = [];
    let under: Under | undefined;
    let asked = 0;
    let behind = 0;
    let number = -1;
    for (const placed of script.statements) {
      number++;
      if (placed.facts.ddl.length > 0) behind++;
      const told = toldOf(script, placed);
      if (told === undefined) continue;
      under ??= underOf(script);
      if (!under) return [];
      // Of most statements nothing has changed, and nothing is found.
      const known = knownAt(kept.get(placed.wording), now, behind, under);
      if (known && !known.found?.length) continue;
      const old = known ?? keptFor(placed, behind);
      const isAsked =
        old?.under === under ? old.found !== undefined : isAbout(told, under, sourceIn(script, placed));
      if (isAsked && !old?.found) asked++;
      seen.push({ placed, number, behind, isAsked, found: old?.found, isKept: known !== undefined });
    }
    if (!under) return [];
    // Most statements are not about what is searched, or nothing is found in them: they share what is kept.
    const notAbout: Kept<T> = { under, found: undefined };
    const nothingIn: Kept<T> = { under, found: [] };
    const all: T[] = [];
    for (const { placed, number, behind, isAsked, found: old, isKept } of seen) {
      const { wording, span } = placed;
      const found = isAsked ? (old ?? findIn(find, script, placed, number, asked)) : undefined;
      if (!isKept && !script.isLast) {
        const others = kept.get(wording);
        const places = others?.seenUnder === now ? others : new Places<T>(now);
        places.keep(behind, !found ? notAbout : found.length > 0 ? { under, found } : nothingIn);
        kept.set(wording, places);
      }
      for (const one of found ?? []) all.push({ ...one, at: shiftSpan(one.at, span.start) });
    }
    return all;
  };
  return (script) => (script.isLast ? query(findAll, script) : findAll(script));
}

/** A statement that may hold something. */
interface Seen<T> {
  readonly placed: ScriptStatement;
  readonly number: number;
  /** How many statements of DDL come before it, itself included. */
  readonly behind: number;
  readonly isAsked: boolean;
  /** What was found before, where that still holds. */
  readonly found: readonly T[] | undefined;
  readonly isKept: boolean;
}

/** What is known of a statement where no DDL has changed. */
function knownAt<T>(
  places: Places<T> | undefined,
  now: Version,
  behind: number,
  under: object,
): Kept<T> | undefined {
  const known = places?.seenUnder === now ? places.at(behind) : undefined;
  return known?.under === under ? known : undefined;
}

/** The same object while all DDL of successive versions of a script stays the same. */
const versionOf = perText(() => {
  const ofDdl = ofItems((ddl: readonly Facts[]) => ddl);
  let last: Version | undefined;
  return (script: Script): Version => {
    const ddl = ofDdl(tellingOf(script).ddl.map(({ facts }) => facts));
    const parts = script.parts.length;
    last = last?.ddl === ddl && last.parts === parts ? last : { ddl, parts };
    return last;
  };
});

const sourceIn = ({ text }: Script, { span }: ScriptStatement): string => text.slice(span.start, span.end);

/** For many statements it costs less to replay all DDL once than to replay for each what it names. */
function findIn<T>(
  find: Search<never, never, T>['find'],
  script: Script,
  placed: ScriptStatement,
  number: number,
  asked: number,
): readonly T[] {
  const source = sourceIn(script, placed);
  if (asked > mostReplayedAlone || escaped.test(source)) return find(script, placed, number);
  const related = relatedScript(script, placed, wordsIn(source));
  return find(related, placed, related.statements.indexOf(placed));
}

const mostReplayedAlone = 8;

/** A name with escapes may be any, and of letters beyond ASCII the server folds none. */
const escaped = /[uU]&"|[^\0-\x7f]/;

/** Looks up what is kept for a statement and still holds after a change of DDL. */
function stillKept<T>(
  script: Script,
  kept: WeakMap<object, Places<T>>,
  now: Version,
): (placed: ScriptStatement, behind: number) => Kept<T> | undefined {
  const changes = new Map<Version, Changed>();
  return (placed, behind) => {
    const places = kept.get(placed.wording);
    if (!places) return undefined;
    const { seenUnder } = places;
    const changed = changes.get(seenUnder) ?? changedSince(seenUnder, now);
    changes.set(seenUnder, changed);
    const [old] = changed.placesOf(behind).flatMap((place) => places.at(place) ?? []);
    return old?.found && changed.names?.test(sourceIn(script, placed)) ? undefined : old;
  };
}

interface Changed {
  /** Where a statement was; none where nothing still holds. */
  readonly placesOf: (behind: number) => readonly number[];
  readonly names: RegExp | undefined;
}

function changedSince(before: Version, now: Version): Changed {
  const change = changeOfDdl(before.ddl, now.ddl);
  const isSame = before.parts === now.parts;
  if (isSame && !change) return { placesOf: (behind) => [behind], names: undefined };
  if (!isSame || !change?.names) return { placesOf: () => [], names: undefined };
  return {
    placesOf: (behind) => placesBefore(change, before.ddl.length, now.ddl.length, behind),
    names: naming(change.names),
  };
}
