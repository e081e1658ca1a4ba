/** Installs code-server and the Node it needs beside this file, once for each content of package-lock.json. */
export function installHost(): void;
