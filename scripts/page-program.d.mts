export function pageProgram(entry: string): Promise<string>;
