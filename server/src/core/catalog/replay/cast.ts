import type { CreateCast, Target } from '../change.js';
import { forget } from './drop.js';
import type { CastEntry, CastState } from './entry.js';
import { History } from './history.js';
import { signatureOfTypes } from './overloads.js';
import { routineCalled } from './routine.js';
import { noEntries, type Stage, setName, typeWritten, write } from './stage.js';

export function createCast(stage: Stage, draft: CreateCast): void {
  const { context, method, routine } = draft;
  makeCast(stage, (cast) => ({
    source: typeWritten(stage, draft.source, cast),
    target: typeWritten(stage, draft.target, cast),
    context,
    method,
    routine: routine && routineCalled(stage, routine, cast),
  }));
}

export function makeCast(
  stage: Stage,
  stateOf: (cast: CastEntry) => Omit<CastState, 'signature'>,
): CastEntry {
  const cast: CastEntry = { kind: 'cast', state: new History(), dependents: noEntries };
  const state = stateOf(cast);
  const signature = signatureOfTypes([state.source, state.target]);
  const known = stage.casts.now(signature);
  if (known) forget(stage, known, { isCascade: false });
  write(stage, cast.state, { ...state, signature });
  setName(stage, stage.casts, signature, cast);
  return cast;
}

export function castNamed(
  stage: Stage,
  { source, target }: Extract<Target, { readonly kind: 'cast' }>,
): CastEntry | undefined {
  const types = [source, target].map((type) => typeWritten(stage, type, undefined));
  return stage.casts.now(signatureOfTypes(types));
}
