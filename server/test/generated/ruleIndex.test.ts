import { ruleIndex } from '../../src/core/lint/ruleIndex.js';
import { generated, namesIn } from './generated.js';

// Alone in its file, since a stale index cannot even be loaded.
generated('server/src/core/rules/index.ts', () =>
  ruleIndex(namesIn('server/src/core/rules', '.ts').filter((id) => id !== 'index')),
);
