export function packExtension(file: string, target?: string): void;
export function packCommandLine(folder: string): string;
export function execute(command: string, args: readonly string[], cwd?: string): string;
