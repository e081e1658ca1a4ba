import type { Program } from '../program.js';
import {
  arrays,
  imports,
  insertion,
  load,
  poolOptions,
  rows,
  signerOf,
  table,
  transact,
} from './javascript.js';

export const prisma: Program = {
  driver: 'prisma',
  title: 'Prisma',
  install: 'npm install @prisma/client @prisma/adapter-pg @aws-sdk/dsql-signer',
  tested: 'run',
  note: 'Run `prisma generate` before.',
  code: (
    target,
  ) => `${imports(target, "{ PrismaPg } from '@prisma/adapter-pg'", "{ PrismaClient } from '@prisma/client'")}

${signerOf(target)}
const adapter = new PrismaPg({
  ${poolOptions(target)}
});
const prisma = new PrismaClient({ adapter });

${transact('prisma.$transaction(work)', "error.code !== 'P2034' && error.cause?.originalCode !== '40001' && error.meta?.code !== '40001'")}

${load(`await transact((open) =>
      open.$executeRawUnsafe('${insertion}', ...${arrays}),
    );`)}

await transact((open) => open.$executeRawUnsafe('${table}'));
await load(${rows});
const [found] = await transact((open) => open.$queryRaw\`SELECT count(*) FROM readings\`);
console.log(String(found.count));
await prisma.$disconnect();
`,
};
