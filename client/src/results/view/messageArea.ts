import type { FromView, ResultView } from '../messages.js';
import { element } from './dom.js';
import { messagesPane } from './messagesPane.js';

/** Where a result's failure, notices and outcome stand; drawn again only when they are other ones. */
export function createMessageArea(post: (message: FromView) => void) {
  const area = element('div', { className: 'message-area' });
  let shown = '';
  return {
    element: area,
    show: (result: ResultView, hasGrid: boolean): void => {
      const { tab, failure, loss, notices, plan, outcome, state } = result;
      const rest = hasGrid || plan !== undefined || [state === 'running', outcome];
      const news = JSON.stringify([tab, failure, loss, notices, rest]);
      if (news === shown) return;
      shown = news;
      const pane = messagesPane(result, {
        onShowInEditor: () => post({ type: 'showInEditor', tab }),
        onRunAgain: () => post({ type: 'runAgain', tab }),
        onRemedy: (remedy) => post({ type: 'remedy', tab, remedy }),
      });
      area.replaceChildren(...(pane ? [pane] : []));
    },
  };
}
