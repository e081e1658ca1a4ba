// What talks to a network: a bundle of its own, loaded when a person connects, so that activation does not wait for it.
export { listClusters } from './clusters.js';
export { openSession } from './session.js';
