import type { HostNode } from '../hostNode.js';
import { djangoClass } from './django.js';
import {
  type Conventions,
  type Declared,
  type Model,
  type ModelClass,
  nothingDeclared,
  type Sent,
} from './model.js';
import { pythonClass } from './pythonClass.js';
import { declarativeBases, sqlalchemyClass, sqlalchemyTables } from './sqlalchemy.js';

/** The models of SQLAlchemy and Django in a file. */
export function pythonModels(
  path: string,
  root: HostNode,
  conventions: Conventions,
  manifest: string | undefined,
): Declared {
  const { text } = root;
  const isDjango = /\bdjango\b/.test(text);
  const isAlchemy = /\bsqlalchemy\b|\bdb\.Model\b|\bmapped_column\b/i.test(text);
  if (!isDjango && !isAlchemy) return nothingDeclared;
  const sent: Sent[] = [];
  const tables: Model[] = [];
  const classes: ModelClass[] = isAlchemy ? [...declarativeBases(root)] : [];
  for (const node of root.descendantsOfType(['class_definition'])) {
    if (!node || node.parent?.parent?.type === 'class_definition') continue;
    const read = pythonClass(node);
    if (!read) continue;
    if (isAlchemy && !isDjango) classes.push(sqlalchemyClass(read, conventions));
    if (!isDjango) continue;
    const found = djangoClass(read, path, conventions, manifest);
    classes.push(found.model);
    tables.push(...found.joins);
    sent.push(...found.sent);
  }
  if (isAlchemy) tables.push(...sqlalchemyTables(root));
  return { tables, classes, sent };
}
