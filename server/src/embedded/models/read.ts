import type { HostNode } from '../hostNode.js';
import { drizzleModels } from './drizzle.js';
import { type Conventions, type Declared, nothingDeclared } from './model.js';
import { pythonModels } from './pythonModels.js';
import { sequelizeModels } from './sequelize.js';
import { typeormModels } from './typeorm.js';

/** Whether a text may declare tables for an ORM, or say how they are named. */
export const mayDeclare = (text: string): boolean =>
  /\bpgTable\b|\bpgSchema\b|\bpgTableCreator\b|@Entity\b|\bsequelize\b|\bDataTypes\b|__tablename__|\bdeclarative_base\b|\bDeclarativeBase\b|\bmodels\.Model\b|\bmapped_column\b|\bColumn\(|\bAppConfig\b|\bcasing\s*:|\bnamingStrategy\b|\bentityPrefix\b|\babstract\s*=\s*True\b/.test(
    text,
  );

/** The endings of the files that may, besides `.prisma`. */
export const modelEndings = /\.(?:[cm]?[jt]sx?|py)$/;

/** What a file of code declares, in whatever ORM. */
export function declaredIn(
  path: string,
  root: HostNode,
  conventions: Conventions,
  manifest: string | undefined,
): Declared {
  if (path.endsWith('.py')) return pythonModels(path, root, conventions, manifest);
  const all = [drizzleModels, typeormModels, sequelizeModels].map((read) => read(root, conventions));
  const some = all.filter((one) => one !== nothingDeclared);
  return {
    tables: some.flatMap(({ tables }) => tables),
    classes: some.flatMap(({ classes }) => classes),
    sent: some.flatMap(({ sent }) => sent),
  };
}
