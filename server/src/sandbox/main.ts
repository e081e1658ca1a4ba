// What the command line takes of the sandbox. It is a bundle of its own, so that the other commands start without it.
export { findIdentity, hostOf } from './identity.js';
export { issueToken } from './issuedToken.js';
export { profileOf } from './profile.js';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.js';
export { longestLife } from './token.js';
