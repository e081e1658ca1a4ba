import type { Change, ChangeOf } from '../change.js';
import { toCreated } from '../origin.js';
import { alterRelation } from './alter.js';
import { createCast } from './cast.js';
import { createIndex } from './index.js';
import { indexPartitions } from './inherit.js';
import { createOperator } from './operator.js';
import { createRelation } from './relation.js';
import { comment, drop, rename, setSchema } from './rename.js';
import { alterRoutine, createRoutine } from './routine.js';
import { alterSequence, createSequence } from './sequence.js';
import { setPath, transact } from './session.js';
import { change, originOf, type Stage, schemaNamed, setName, write } from './stage.js';
import { alterType, createType } from './type.js';

/** Applies a change to the stage. The statement is assumed to succeed. */
export function play(stage: Stage, one: Change): void {
  // The one cast of this file: a change goes to the player of its own kind.
  const player = players[one.kind] as (stage: Stage, one: Change) => void;
  player(stage, one);
}

const players: { readonly [Kind in Change['kind']]: (stage: Stage, one: ChangeOf<Kind>) => void } = {
  'create schema': createSchema,
  'create relation': createRelation,
  'create index'(stage, one) {
    const index = createIndex(stage, one);
    if (index && !one.isOnly) indexPartitions(stage, index);
  },
  'create sequence': createSequence,
  'create type': createType,
  'create routine': createRoutine,
  'alter routine': alterRoutine,
  'create operator': createOperator,
  'create cast': createCast,
  'create role'(stage, { name, canLogin }) {
    const origin = originOf(stage, toCreated);
    setName(stage, stage.roles, name, { name, origin, comment: undefined, canLogin });
  },
  'alter relation': alterRelation,
  'alter sequence': alterSequence,
  'alter type': alterType,
  'alter role'(stage, { name, canLogin }) {
    const role = stage.roles.now(name);
    if (role) setName(stage, stage.roles, name, { ...role, canLogin });
  },
  drop: (stage, { targets, isCascade }) => drop(stage, targets, isCascade),
  rename,
  'set schema': setSchema,
  comment: (stage, { target, text }) => comment(stage, target, text),
  'set path': setPath,
  transaction: transact,
  'await job'() {},
  unknown() {},
};

/** What is made with a schema is in it. */
function createSchema(stage: Stage, { name, isGuarded, parts }: ChangeOf<'create schema'>): void {
  const known = stage.schemas.now(name);
  if (known?.state.now?.origin && isGuarded) return;
  const schema = schemaNamed(stage, name);
  change(stage, schema.state, { origin: originOf(stage, toCreated) });
  if (parts.length === 0) return;
  const path = stage.path.now;
  write(stage, stage.path, [name, ...(path ?? ['public'])]);
  stage.isInSchema = true;
  for (const part of parts) play(stage, part);
  stage.isInSchema = false;
  write(stage, stage.path, path);
}
