import { type FromView, toViewMessages } from '../messages.js';
import { dispatcher } from '../shape.js';
import { createScreen } from './screen.js';

interface Host {
  readonly postMessage: (message: FromView) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** VS Code gives a view's page this one way to speak to its extension. */
declare const acquireVsCodeApi: () => Host;

const host = acquireVsCodeApi();
const screen = createScreen(document.body, host.getState(), host.postMessage, host.setState);
const receive = dispatcher(toViewMessages, screen);
addEventListener('message', ({ data }) => void receive(data));
host.postMessage({ type: 'ready' });
